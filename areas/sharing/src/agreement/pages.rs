//! The agreements of a partnership: what there is, offering one, accepting it, revoking it.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{self, Out};
use lustrum_partnership::contact::{Mandate, decided_by_others, require_mandate};
use lustrum_strategy::kpi::{self, Kpi, KpiId};
use serde::Deserialize;

use super::{Agreement, AgreementId, Grain, OfferRefused, Standing, Terms, USUAL_SMALLEST_GROUP};
use super::{accept, find, of_partnership, offer, revoke};
use crate::council;
use crate::ledger::pages::{Entry, entries};

const A_PAGE: i64 = 50;
/// So many KPIs are offered to choose from, the newest.
const MOST_KPIS: i64 = 500;
/// So much of the ledger stands below the list.
const LATEST: i64 = 10;
const LONGEST_PURPOSE: usize = 1_000;

pub struct Line {
    id: AgreementId,
    title: String,
    purpose: String,
    terms: String,
    days: String,
    tag: Tag,
    /// Whether the reader may open it.
    opens: bool,
}

#[derive(Template)]
#[template(path = "agreement/list.html")]
struct List {
    shell: Shell,
    path: String,
    /// Where the works council's dossier is.
    council: String,
    lines: Vec<Line>,
    next: Option<AgreementId>,
    may_offer: bool,
    /// Who offers, where the viewer's role could and the mandate is others'.
    others: Option<String>,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "agreement/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    kpis: Vec<(String, String)>,
    grains: Vec<(String, String)>,
    /// Where KPIs are defined, for who has none yet.
    define: String,
}

/// The word of a state, and the class of its tag.
pub struct Tag {
    pub words: String,
    pub class: &'static str,
}

pub fn tag(t: &Speaker, standing: Standing) -> Tag {
    let class = match standing {
        Standing::InForce => "tag",
        Standing::Offered | Standing::Upcoming => "tag open",
        Standing::Expired | Standing::Revoked => "tag plain",
    };
    Tag { words: t.say(&format!("agreement-{}", standing.word())), class }
}

pub fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Agreements", scope.id())
}

pub fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/shared", scope.id())
}

/// Grain and smallest group in a few words.
pub fn words_of_terms(t: &Speaker, terms: &Terms) -> String {
    t.say1(&format!("agreement-terms-{}", terms.grain.word()), "smallest", t.whole(terms.smallest_group))
}

pub fn days(t: &Speaker, terms: &Terms) -> String {
    t.say2("agreement-days", "from", t.day(&terms.from), "until", t.day(&terms.until))
}

/// The agreement of the path, where the viewer may know of it.
pub async fn seen(app: &App, scope: &PartnershipScope, id: AgreementId) -> Result<Agreement, Problem> {
    let agreement = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    scope.require(app, "agreement.view", &agreement.resource(app.now()))?;
    Ok(agreement)
}

#[derive(Deserialize)]
pub struct Asked {
    pub before: Option<AgreementId>,
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "agreement.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let mut agreements = of_partnership(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = agreements.len() > A_PAGE as usize;
    agreements.truncate(A_PAGE as usize);
    let lines = agreements.iter().map(|agreement| Line {
        id: agreement.id,
        title: agreement.terms.title.clone(),
        purpose: agreement.terms.purpose.clone(),
        terms: words_of_terms(&t, &agreement.terms),
        days: days(&t, &agreement.terms),
        tag: tag(&t, agreement.standing_at(app.now())),
        opens: scope.may(&app, "agreement.view", &agreement.resource(app.now())),
    });
    let lines: Vec<Line> = lines.collect();
    let offers = scope.may(&app, "agreement.offer", &resource(&scope));
    let others = if offers { decided_by_others(&app, &scope, Mandate::ReleaseData).await? } else { None };
    show(&List {
        shell: Shell::within(&app, &scope, t.say("agreements-title")),
        path: path_of(&scope),
        council: council::pages::path_of(&scope),
        next: agreements.last().filter(|_| more).map(|agreement| agreement.id),
        lines,
        may_offer: offers && others.is_none(),
        others,
        entries: entries(&app, &scope, None, LATEST).await?,
    })
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "agreement.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings = [
        "agreement-kpi",
        "agreement-grain",
        "agreement-smallest-group",
        "agreement-purpose",
        "agreement-class",
        "agreement-from",
        "agreement-until",
        "agreement-standing",
    ];
    let mut rows = vec![headings.map(|key| Out::from(t.say(key))).to_vec()];
    let agreements = of_partnership(app.db(), scope.tenant(), scope.id(), None, 10_000).await?;
    rows.extend(agreements.into_iter().map(|agreement| {
        let standing = agreement.standing_at(app.now());
        let terms = agreement.terms;
        vec![
            terms.title.into(),
            terms.grain.word().into(),
            (terms.smallest_group as f64).into(),
            terms.purpose.into(),
            terms.data_class.word().into(),
            terms.from.0.into(),
            terms.until.0.into(),
            standing.word().into(),
        ]
    }));
    download("agreements.csv", "text/csv; charset=utf-8", table::csv(&rows))
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let kpis = kpi::list(app.db(), scope.tenant(), None, MOST_KPIS).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("agreement-new-title")).narrow(),
        form,
        path: path_of(scope),
        kpis: kpis.into_iter().map(|kpi| (kpi.id.to_string(), kpi.title)).collect(),
        grains: Grain::ALL
            .map(|grain| (grain.word().to_owned(), t.say(&format!("agreement-grain-{}", grain.word()))))
            .to_vec(),
        define: format!("/o/{}/kpis", scope.tenant()),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "agreement.offer", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::ReleaseData).await?;
    let today = app.now().day_in(&scope.viewer.zone);
    let form = Fields::filled([
        ("grain", Grain::Unit.word().to_owned()),
        ("smallest_group", USUAL_SMALLEST_GROUP.to_string()),
        ("from", today.to_string()),
        ("until", today.plus_months(18).to_string()),
    ]);
    show(&new_page(&app, &scope, form).await?)
}

/// Reads the terms from a form or a JSON body; where the smallest group is left out it is the usual one.
pub async fn read_terms(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Terms>, Problem> {
    let wanted: Option<KpiId> = form.choice("kpi", |text| text.parse().ok());
    let kpi: Option<Kpi> = match wanted {
        Some(id) => kpi::find(app.db(), scope.tenant(), id).await?,
        None => None,
    };
    if wanted.is_some() && kpi.is_none() {
        form.refuse("kpi", Fault::new("fault-not-a-choice"));
    }
    let grain = form.choice("grain", Grain::parse);
    let smallest_group = match form.value("smallest_group").trim() {
        "" => Some(USUAL_SMALLEST_GROUP),
        _ => form.whole("smallest_group", 2, 1_000),
    };
    // What the works council consented to holds for whatever is offered after.
    let consent = council::latest(app.db(), scope.tenant(), scope.id()).await?;
    if let Some(least) =
        council::least_group(consent.as_ref()).filter(|least| smallest_group.is_some_and(|n| n < *least))
    {
        form.refuse("smallest_group", Fault::new("fault-agreement-council").with("least", least));
    }
    let purpose = form.text("purpose", LONGEST_PURPOSE);
    let (from, until) = (form.day("from"), form.day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.refuse("until", Fault::new("fault-agreement-reversed"));
    }
    if form.has_faults() {
        return Ok(None);
    }
    let parts = kpi.zip(grain).zip(smallest_group).zip(from.zip(until));
    Ok(parts.map(|(((kpi, grain), smallest_group), (from, until))| Terms {
        kpi: kpi.id,
        title: kpi.title,
        grain,
        smallest_group,
        purpose,
        data_class: kpi.current.definition.data_class,
        from,
        until,
    }))
}

/// The field at which a refusal belongs.
pub fn at_field(refused: OfferRefused) -> (&'static str, Fault) {
    match refused {
        OfferRefused::Overlaps => ("kpi", Fault::new("fault-agreement-overlaps")),
        OfferRefused::EndsBeforeItBegins => ("until", Fault::new("fault-agreement-reversed")),
        OfferRefused::ProtectsNobody => {
            ("smallest_group", Fault::new("fault-out-of-range").with("least", 2).with("most", 1_000))
        }
    }
}

pub async fn make_agreement(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "agreement.offer", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::ReleaseData).await?;
    let Some(terms) = read_terms(&app, &scope, &mut form).await? else {
        return show_again(&new_page(&app, &scope, form).await?);
    };
    let tx = app.db().begin().await?;
    match offer(&tx, scope.tenant(), scope.id(), scope.viewer.person, app.now(), terms).await? {
        Ok(id) => {
            tx.commit().await?;
            see_and_say(&format!("{}/{id}", path_of(&scope)), "agreement-said-offered")
        }
        Err(refused) => {
            drop(tx);
            let (field, fault) = at_field(refused);
            form.refuse(field, fault);
            show_again(&new_page(&app, &scope, form).await?)
        }
    }
}

/// Accepts as the partner; the page and the API say it in their own way.
pub async fn accept_as(app: &App, scope: &PartnershipScope, id: AgreementId) -> Result<(), Problem> {
    let agreement = found_for(app, scope, id, "agreement.accept").await?;
    require_mandate(app, scope, Mandate::ReleaseData).await?;
    let tx = app.db().begin().await?;
    let refused = accept(&tx, &agreement, scope.viewer.person, app.now()).await?;
    refused.map_err(|refused| Problem::refused(refused.key()))?;
    Ok(tx.commit().await?)
}

/// Takes an agreement back. Whoever may, does so at once and without a mandate: it only ever protects.
pub async fn revoke_as(app: &App, scope: &PartnershipScope, id: AgreementId) -> Result<(), Problem> {
    let agreement = found_for(app, scope, id, "agreement.revoke").await?;
    let tx = app.db().begin().await?;
    let refused = revoke(&tx, &agreement, scope.viewer.person, app.now()).await?;
    refused.map_err(|refused| Problem::refused(refused.key()))?;
    Ok(tx.commit().await?)
}

/// The agreement, for an act that its policy allows; for a partner one that is over does not exist.
async fn found_for(app: &App, scope: &PartnershipScope, id: AgreementId, action: &str) -> Result<Agreement, Problem> {
    let agreement = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let resource = agreement.resource(app.now());
    scope.require(app, action, &resource)?;
    if scope.side == Side::Partner {
        scope.require(app, "agreement.view", &resource)?;
    }
    Ok(agreement)
}

pub async fn make_acceptance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    accept_as(&app, &scope, id).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "agreement-said-accepted")
}

pub async fn make_revocation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    revoke_as(&app, &scope, id).await?;
    see_and_say(&path_of(&scope), "agreement-said-revoked")
}
