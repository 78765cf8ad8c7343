//! The pages of a re-evaluation: the programmes that can have one, the grid of a programme, and one module.

use askama::Template;
use axum::extract::{Path, State as Of};
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::figure;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::money::Money;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::contact::{Mandate, require_mandate, require_mandate_over};
use lustrum_partnership::terms::amount;
use lustrum_programme::module::{self, Module, ModuleId, works_on};
use lustrum_programme::programme::{self, Programme, ProgrammeId};
use lustrum_sharing::ledger;

use super::cells::{Cells, cells};
use super::grid::{Grid, Links, grid};
use super::{
    Decided, Evidence, Midway, MidwayId, MidwayRefused, Proposed, Verdict, agree, begin, decided, find, half, list, put,
};
use crate::experiment::fence;
use crate::measure;
use crate::owner::name_on;
use crate::put::NotAgreed;
use crate::review::Line;

/// A programme as the list shows it.
struct Listed {
    id: ProgrammeId,
    title: String,
    held: String,
    midway: Option<MidwayId>,
    ready: bool,
}

#[derive(Template)]
#[template(path = "midway/list.html")]
struct List {
    shell: Shell,
    path: String,
    programmes_path: String,
    programmes: Vec<Listed>,
    may_decide: bool,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Midways", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/midway", scope.id())
}

/// A programme that was approved, with how much of it is behind it and its re-evaluation.
pub(crate) struct Half {
    pub id: ProgrammeId,
    pub title: String,
    pub held: usize,
    pub modules: usize,
    pub midway: Option<MidwayId>,
}

impl Half {
    pub(crate) fn ready(&self) -> bool {
        half(self.held, self.modules)
    }
}

pub(crate) async fn programmes(app: &App, scope: &PartnershipScope) -> Result<Vec<Half>, Problem> {
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let known = list(db, tenant, id).await?;
    let grid = grid(db, &scope.partnership, app.now()).await?;
    let all = programme::traced(db, tenant, id).await?.into_iter().filter(|one| one.approved_at.is_some());
    let one = |traced: programme::Traced| {
        let modules = usize::try_from(traced.modules).unwrap_or_default();
        Half {
            id: traced.id,
            held: grid.held(traced.id).min(modules),
            modules,
            midway: known.iter().find(|one| one.programme == traced.id).map(|one| one.id),
            title: traced.title,
        }
    };
    Ok(all.map(one).collect())
}

pub async fn show_list(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "midway.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let listed = |one: Half| Listed {
        held: t.say2("midway-held", "held", one.held, "all", one.modules),
        ready: one.ready(),
        id: one.id,
        title: one.title,
        midway: one.midway,
    };
    let programmes = programmes(&app, &scope).await?.into_iter().map(listed).collect();
    show(&List {
        shell: Shell::within(&app, &scope, t.say("nav-midway")).step(&app, &scope, Step::Review),
        path: path_of(&scope),
        programmes_path: format!("/p/{}/programmes", scope.id()),
        programmes,
        may_decide: scope.may(&app, "midway.decide", &resource(&scope)),
    })
}

/// Begins the re-evaluation of the programme that the form names.
pub(crate) async fn begin_asked(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<MidwayId>, Problem> {
    let all = programmes(app, scope).await?;
    let known = |text: &str| {
        let id: ProgrammeId = text.parse().ok()?;
        all.iter().position(|one| one.id == id)
    };
    let Some(one) = form.choice("programme", known).and_then(|place| all.get(place)) else { return Ok(None) };
    if !one.ready() {
        return Err(MidwayRefused::TooEarly.into());
    }
    let known = programme::find(app.db(), scope.tenant(), scope.id(), one.id).await?;
    let programme = known.ok_or(Problem::NotFound)?;
    let tx = app.db().begin().await?;
    let id = begin(&tx, &By::viewer(scope, app.now()), &programme).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_midway(Of(app): Of<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "midway.decide", &resource(&scope))?;
    match begin_asked(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", path_of(&scope)), "midway-said-begun"),
        None => Err(form.into()),
    }
}

/// A re-evaluation with all that it is about.
pub(crate) struct Whole {
    pub midway: Midway,
    pub programme: Programme,
    pub modules: Vec<Module>,
    pub grid: Grid,
    /// Which behaviours its modules work on.
    pub links: Links,
    pub decided: Vec<Decided>,
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: MidwayId) -> Result<Whole, Problem> {
    let (db, tenant) = (app.db(), scope.tenant());
    let midway = find(db, tenant, scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let programme = programme::find(db, tenant, scope.id(), midway.programme).await?.ok_or(Problem::NotFound)?;
    Ok(Whole {
        modules: module::of_programme(db, tenant, programme.id).await?,
        grid: grid(db, &scope.partnership, app.now()).await?,
        links: works_on::of_programme(db, tenant, programme.id).await?,
        decided: decided(db, tenant, id).await?,
        midway,
        programme,
    })
}

impl Whole {
    pub(crate) fn of(&self, module: ModuleId) -> Option<&Decided> {
        self.decided.iter().find(|known| known.module == module)
    }
    /// What was seen when it was agreed, else what is seen now.
    pub(crate) fn seen(&self, module: ModuleId) -> Evidence {
        match self.of(module).filter(|known| known.agreed_at.is_some()) {
            Some(agreed) => agreed.seen.clone().unwrap_or_default(),
            None => self.grid.evidence(module, &self.links),
        }
    }
    /// Whether a test, a rubric or a behaviour is linked to a module: without it nothing on that level can be seen of it alone.
    pub(crate) fn is_tested(&self, module: ModuleId) -> bool {
        self.grid.tested.contains(&module) || self.grid.rubrics.contains_key(&module)
    }
    pub(crate) fn is_linked(&self, module: ModuleId) -> bool {
        self.links.get(&module).is_some_and(|linked| !linked.is_empty())
    }
}

/// A module as the grid shows it.
struct Row {
    id: ModuleId,
    title: String,
    seen: Cells,
    verdict: String,
    tag: &'static str,
    waits: bool,
}

/// A figure of the whole programme.
struct Figure {
    name: String,
    spoken: figure::Spoken,
}

#[derive(Template)]
#[template(path = "midway/show.html")]
struct Show {
    shell: Shell,
    path: String,
    list: String,
    rows: Vec<Row>,
    figures: Vec<Figure>,
}

/// The figures of learning, behaviour and results, which are of the programme as a whole. A partner's look at results
/// stands in the ledger.
async fn figures(app: &App, scope: &PartnershipScope, whole: &Whole) -> Result<Vec<Figure>, Problem> {
    let t = scope.viewer.speaker();
    let lines: Vec<Line> = measure::known(app.db(), &scope.partnership, app.now()).await?;
    let lines: Vec<Line> = lines.into_iter().filter(|line| line.level >= 2).collect();
    if scope.side == Side::Partner && lines.iter().any(|line| line.level == 4) {
        ledger::note_read(app, scope, whole.midway.id.0, &whole.programme.title).await?;
    }
    let shown = |line: &Line| Figure { name: measure::name(&t, line), spoken: line.figure.spoken(&t, line.difference) };
    Ok(lines.iter().map(shown).collect())
}

fn verdict_words(t: &Speaker, known: Option<&Decided>) -> (String, &'static str) {
    match known {
        None => (t.say("midway-open"), "tag plain"),
        Some(known) => {
            let words = t.say(&format!("midway-verdict-{}", known.what.verdict.word()));
            if known.agreed_at.is_some() {
                (words, "tag")
            } else {
                (t.say1("midway-put", "verdict", words), "tag open")
            }
        }
    }
}

pub async fn show_one(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MidwayId)>,
) -> Answer {
    let whole = load(&app, &scope, id).await?;
    scope.require(&app, "midway.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let row = |module: &Module| {
        let known = whole.of(module.id);
        let (verdict, tag) = verdict_words(&t, known);
        Row {
            id: module.id,
            title: module.title.clone(),
            seen: cells(&app, &scope, &whole, module),
            verdict,
            tag,
            waits: known.is_some_and(|known| known.agreed_at.is_none() && known.side != scope.side),
        }
    };
    show(&Show {
        shell: Shell::within(&app, &scope, t.say1("midway-title", "programme", &whole.programme.title)).step(
            &app,
            &scope,
            Step::Review,
        ),
        path: format!("{}/{id}", path_of(&scope)),
        list: path_of(&scope),
        rows: whole.modules.iter().map(row).collect(),
        figures: figures(&app, &scope, &whole).await?,
    })
}

#[derive(Template)]
#[template(path = "midway/module.html")]
struct OfModule {
    shell: Shell,
    form: Fields,
    path: String,
    back: String,
    seen: Cells,
    known: Option<Decided>,
    verdict: String,
    tag: &'static str,
    freed: String,
    proposal: String,
    who: String,
    verdicts: Vec<(String, String)>,
    currency: String,
    own: bool,
    may_decide: bool,
}

impl OfModule {
    fn agreed(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.agreed_at.is_some())
    }
    fn revision(&self) -> i64 {
        self.known.as_ref().map_or(0, |known| known.revision)
    }
    fn reason(&self) -> &str {
        self.known.as_ref().map_or("", |known| known.what.reason.as_str())
    }
}

async fn module_page(
    app: &App,
    scope: &PartnershipScope,
    whole: &Whole,
    module: &Module,
    form: Fields,
) -> Result<OfModule, Problem> {
    let t = scope.viewer.speaker();
    let known = whole.of(module.id).cloned();
    let (verdict, tag) = verdict_words(&t, known.as_ref());
    let currency = currency(app, scope).await?;
    let freed = known.as_ref().and_then(|known| known.what.freed.map(|minor| (minor, known.what.currency.clone())));
    let proposal = known.as_ref().and_then(|known| known.proposal);
    Ok(OfModule {
        shell: Shell::within(app, scope, module.title.clone()).step(app, scope, Step::Review).narrow(),
        form,
        back: format!("{}/{}", path_of(scope), whole.midway.id),
        path: format!("{}/{}/modules/{}", path_of(scope), whole.midway.id, module.id),
        seen: cells(app, scope, whole, module),
        verdict,
        tag,
        freed: freed.map(|(minor, currency)| t.money(&Money::new(minor, &currency))).unwrap_or_default(),
        proposal: proposal
            .map(|id| format!("/p/{}/programmes/{}/proposals/{id}", scope.id(), whole.programme.id))
            .unwrap_or_default(),
        who: known.as_ref().map(|known| name_on(&scope.partnership, known.side).to_owned()).unwrap_or_default(),
        verdicts: Verdict::ALL
            .map(|verdict| (verdict.word().to_owned(), t.say(&format!("midway-verdict-{}", verdict.word()))))
            .to_vec(),
        currency,
        own: known.as_ref().is_some_and(|known| known.side == scope.side),
        may_decide: scope.may(app, "midway.decide", &resource(scope)),
        known,
    })
}

/// The currency of the ring-fence, to which a stop adds; empty where there is none.
async fn currency(app: &App, scope: &PartnershipScope) -> Result<String, Problem> {
    let fence = fence::agreed(app.db(), scope.tenant(), scope.id()).await?;
    Ok(fence.map(|fence| fence.currency).unwrap_or_default())
}

type OnModule = Path<(PartnershipId, MidwayId, ModuleId)>;

pub(crate) async fn load_module(
    app: &App,
    scope: &PartnershipScope,
    id: MidwayId,
    module: ModuleId,
) -> Result<(Whole, Module), Problem> {
    let whole = load(app, scope, id).await?;
    let module = whole.modules.iter().find(|known| known.id == module).cloned().ok_or(Problem::NotFound)?;
    Ok((whole, module))
}

pub async fn show_module(Of(app): Of<App>, scope: PartnershipScope, Path((_, id, module)): OnModule) -> Answer {
    let (whole, module) = load_module(&app, &scope, id, module).await?;
    scope.require(&app, "midway.view", &resource(&scope))?;
    let known = whole.of(module.id);
    let mut fields = vec![("revision", known.map_or(0, |known| known.revision).to_string())];
    if let Some(known) = known {
        fields.push(("verdict", known.what.verdict.word().to_owned()));
        // Nobody gives the other side's reason as their own; it stands above the form.
        if known.side == scope.side {
            fields.push(("reason", known.what.reason.clone()));
        }
        fields.extend(known.what.freed.map(|minor| ("freed", format!("{}.{:02}", minor / 100, minor % 100))));
    }
    show(&module_page(&app, &scope, &whole, &module, Fields::filled(fields)).await?)
}

/// Reads what one side would do with a module.
fn read(form: &mut Fields, currency: &str) -> Option<(i64, Proposed)> {
    let revision = form.whole("revision", 0, i64::from(u32::MAX));
    let verdict = form.choice("verdict", Verdict::parse);
    let reason = form.text("reason", 2_000);
    let freed = if form.value("freed").trim().is_empty() { None } else { amount(form, "freed") };
    if freed.is_some() && verdict != Some(Verdict::Stop) {
        form.refuse("freed", Fault::new("fault-midway-freed"));
    }
    if freed.is_some() && currency.is_empty() {
        form.refuse("freed", Fault::new("fault-midway-no-fence"));
    }
    if form.has_faults() {
        return None;
    }
    Some((revision?, Proposed { verdict: verdict?, reason, freed, currency: currency.to_owned() }))
}

/// Puts what the form says; says whether that was done.
pub(crate) async fn put_asked(
    app: &App,
    scope: &PartnershipScope,
    whole: &Whole,
    module: &Module,
    form: &mut Fields,
) -> Result<bool, Problem> {
    if whole.of(module.id).is_some_and(|known| known.agreed_at.is_some()) {
        return Err(NotAgreed::Agreed.into());
    }
    let Some((seen, what)) = read(form, &currency(app, scope).await?) else { return Ok(false) };
    let tx = app.db().begin().await?;
    match put(&tx, &By::viewer(scope, app.now()), &whole.midway, module, seen, &what).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(now) => {
            // To send it once more is to have seen what stands there now.
            form.replace("revision", &now.revision.to_string());
            let t = scope.viewer.speaker();
            let words = t.say(&format!("midway-verdict-{}", now.what.verdict.word()));
            let now = format!("{words}: {}", now.what.reason);
            form.refuse("verdict", Fault::new("fault-changed-meanwhile").with("now", now));
            Ok(false)
        }
    }
}

pub async fn put_verdict(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id, module)): OnModule,
    mut form: Fields,
) -> Answer {
    let (whole, module) = load_module(&app, &scope, id, module).await?;
    scope.require(&app, "midway.decide", &resource(&scope))?;
    if put_asked(&app, &scope, &whole, &module, &mut form).await? {
        return see_and_say(&format!("{}/{id}", path_of(&scope)), "midway-said-put");
    }
    show_again(&module_page(&app, &scope, &whole, &module, form).await?)
}

pub(crate) async fn agree_asked(
    app: &App,
    scope: &PartnershipScope,
    whole: &Whole,
    module: &Module,
    form: &mut Fields,
) -> Result<(), Problem> {
    // What a stop moves to experiments is money that is decided on.
    let freed = whole.of(module.id).and_then(|known| Some(Money::new(known.what.freed?, &known.what.currency)));
    match freed {
        Some(freed) => require_mandate_over(app, scope, Mandate::DecideChange, &freed).await?,
        None => require_mandate(app, scope, Mandate::DecideChange).await?,
    }
    let revision = form.whole("revision", 0, i64::from(u32::MAX)).unwrap_or_default();
    let seen = whole.grid.evidence(module.id, &whole.links);
    let tx = app.db().begin().await?;
    agree(&tx, &By::viewer(scope, app.now()), &whole.midway, module, revision, &seen).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn make_agreement(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id, module)): OnModule,
    mut form: Fields,
) -> Answer {
    let (whole, module) = load_module(&app, &scope, id, module).await?;
    scope.require(&app, "midway.decide", &resource(&scope))?;
    agree_asked(&app, &scope, &whole, &module, &mut form).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "midway-said-agreed")
}
