//! The pages of success cases: for those who keep them everything, for all others what people consented to.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use lustrum_programme::programme;

use super::{Audience, Case, CaseId, EACH, Kind, Story, find, of_partnership, path_of, resource};

#[derive(Template)]
#[template(path = "success/list.html")]
pub(crate) struct List {
    shell: Shell,
    form: Fields,
    path: String,
    /// Where it went well, and where it did not.
    parts: Vec<(String, Vec<Listed>)>,
    programmes: Vec<(String, String)>,
    /// How many agreed to be asked, by programme.
    willing: Vec<String>,
    each: usize,
    keeps: bool,
}

struct Listed {
    id: CaseId,
    name: String,
    /// Of the words, for who may read them.
    story: Option<Story>,
    state: String,
    open: bool,
    change: String,
}

#[derive(Template)]
#[template(path = "success/show.html")]
pub(crate) struct One {
    shell: Shell,
    form: Fields,
    path: String,
    list_path: String,
    kind: String,
    state: String,
    open: bool,
    drawn: String,
    story: Option<Story>,
    consent: Option<String>,
    verified: Option<String>,
    withdrawn: Option<String>,
    namings: Vec<(String, String)>,
    audiences: Vec<(String, String)>,
    keeps: bool,
    may_verify: bool,
}

#[derive(Template)]
#[template(path = "success/sheet.html")]
struct Sheet {
    shell: Shell,
    path: String,
    person: String,
    questions: Vec<(String, String)>,
    more: Vec<String>,
}

/// How someone is called where a name may stand.
fn name(t: &Speaker, case: &Case, keeps: bool) -> String {
    if case.withdrawn_at.is_some() {
        return t.say("case-nobody");
    }
    if keeps {
        return format!("{} ({})", case.person, case.unit);
    }
    case.name().map_or_else(|| t.say("case-anonymous"), str::to_owned)
}

fn changed(t: &Speaker, case: &Case) -> String {
    let named = [
        ("change", t.signed(case.change, 1)),
        ("place", t.whole(case.place)),
        ("pool", t.whole(case.pool)),
        ("seed", case.seed.clone()),
    ];
    t.say_with("case-changed", &named)
}

/// The cases that the viewer may know of: those who keep them all, the others what they may read.
pub(crate) async fn visible(app: &App, scope: &PartnershipScope) -> Result<Vec<Case>, Problem> {
    let keeps = scope.may(app, "success.keep", &resource(scope));
    let all = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(all.into_iter().filter(|case| keeps || case.shown_to(scope.side)).collect())
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: CaseId) -> Result<Case, Problem> {
    scope.require(app, "success.view", &resource(scope))?;
    let case = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let keeps = scope.may(app, "success.keep", &resource(scope));
    if keeps || case.shown_to(scope.side) { Ok(case) } else { Err(Problem::NotFound) }
}

pub(crate) async fn list_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    let keeps = scope.may(app, "success.keep", &resource(scope));
    let (mut programmes, mut agreed) = (Vec::new(), Vec::new());
    if keeps {
        let known = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
        let counts = super::store::willing_counts(app.db(), scope.tenant()).await?;
        for one in known {
            let count = counts.get(&one.id).copied().unwrap_or_default();
            agreed.push(t.say2("case-willing-count", "programme", &one.title, "count", t.whole(count)));
            programmes.push((one.id.to_string(), one.title));
        }
    }
    let listed = |case: Case| Listed {
        id: case.id,
        name: name(&t, &case, keeps),
        state: t.say(&format!("case-state-{}", case.state())),
        open: case.state() != "verified",
        change: if keeps { changed(&t, &case) } else { String::new() },
        story: case.story.filter(|_| case.verified.is_some()),
    };
    let (well, not): (Vec<Case>, Vec<Case>) =
        visible(app, scope).await?.into_iter().partition(|case| case.kind == Kind::Success);
    let part = |key: &str, cases: Vec<Case>| (t.say(key), cases.into_iter().map(listed).collect::<Vec<_>>());
    let parts = [part("success-heading-success", well), part("success-heading-no-success", not)];
    Ok(List {
        shell: Shell::within(app, scope, t.say("success-title")).step(app, scope, Step::Impact),
        form,
        path: path_of(scope),
        parts: parts.into_iter().filter(|(_, cases)| !cases.is_empty()).collect(),
        programmes,
        willing: agreed,
        each: EACH,
        keeps,
    })
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "success.view", &resource(&scope))?;
    let mut form = Fields::default();
    form.replace("seed", &app.now().day_in(&scope.viewer.zone).to_string());
    let page = list_page(&app, &scope, form).await?;
    show(&page)
}

/// A form to write what stands already.
fn filled(case: &Case) -> Fields {
    let story = case.story.clone().unwrap_or_default();
    let version = case.version.to_string();
    let mut all = vec![
        ("used", story.used),
        ("result", story.result),
        ("helped", story.helped),
        ("proof", story.proof),
        ("version", version),
    ];
    if let Some(consent) = &case.consent {
        all.push(("named", if consent.named { "name" } else { "anonymous" }.to_owned()));
        all.push(("audience", consent.audience.word().to_owned()));
        all.push(("consent", consent.source.clone()));
    }
    Fields::filled(all)
}

pub async fn show_case(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
) -> Answer {
    let case = load(&app, &scope, id).await?;
    let form = filled(&case);
    show(&page(&app, &scope, case, form).await?)
}

pub(crate) async fn page(app: &App, scope: &PartnershipScope, case: Case, mut form: Fields) -> Result<One, Problem> {
    let t = scope.viewer.speaker();
    let keeps = scope.may(app, "success.keep", &resource(scope));
    if form.has_faults() {
        // What was typed stays; what was not sent is as it is.
        let stands = filled(&case);
        for field in ["used", "result", "helped", "proof", "version", "named", "audience", "consent"] {
            if form.values(field).is_empty() {
                form.replace(field, stands.value(field));
            }
        }
    }
    let people: Vec<PersonId> = case.verified.iter().map(|verified| verified.by).chain(case.written_by).collect();
    let names: HashMap<PersonId, String> = person::named(app.db(), &people).await?;
    let consent = case.consent.as_ref().map(|consent| {
        let how = if consent.named { "name" } else { "anonymous" };
        let named = [
            ("naming", t.say(&format!("case-named-{how}"))),
            ("audience", t.say(&format!("case-audience-{}", consent.audience.word()))),
            ("day", t.date(&consent.at)),
        ];
        let said = t.say_with("case-consent-words", &named);
        if keeps { format!("{said} {}", consent.source) } else { said }
    });
    let verified = case.verified.as_ref().map(|verified| {
        let by = names.get(&verified.by).cloned().unwrap_or_default();
        let named = [("name", by), ("day", t.date(&verified.at)), ("how", verified.how.clone())];
        t.say_with("case-verified-words", &named)
    });
    let choices = |noun: &str, words: &[&str]| -> Vec<(String, String)> {
        words.iter().map(|word| ((*word).to_owned(), t.say(&format!("{noun}-{word}")))).collect()
    };
    let title = format!("{}: {}", t.say(&format!("case-kind-{}", case.kind.word())), name(&t, &case, keeps));
    Ok(One {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Impact),
        path: format!("{}/{}", path_of(scope), case.id),
        list_path: path_of(scope),
        kind: t.say(&format!("case-kind-words-{}", case.kind.word())),
        state: t.say(&format!("case-state-{}", case.state())),
        open: case.state() != "verified",
        drawn: if keeps { changed(&t, &case) } else { String::new() },
        consent,
        verified,
        withdrawn: case.withdrawn_at.map(|at| t.say1("case-withdrawn-at", "day", t.date(&at))),
        namings: choices("case-named", &["name", "anonymous"]),
        audiences: choices("case-audience", &Audience::ALL.map(Audience::word)),
        may_verify: keeps && case.story.is_some() && case.written_by != Some(scope.viewer.person),
        story: case.story,
        form,
        keeps,
    })
}

/// The interview, on paper or on a screen.
pub async fn show_sheet(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
) -> Answer {
    scope.require(&app, "success.keep", &resource(&scope))?;
    let case = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let parts = match case.kind {
        Kind::Success => ["used", "result", "value", "helped", "advice"],
        Kind::NoSuccess => ["tried", "barrier", "where", "needed", "advice"],
    };
    let question = |part: &str| (t.say(&format!("sheet-question-{part}")), t.say(&format!("sheet-probe-{part}")));
    show(&Sheet {
        shell: Shell::within(&app, &scope, t.say("sheet-title")).step(&app, &scope, Step::Impact),
        path: format!("{}/{id}", path_of(&scope)),
        person: name(&t, &case, true),
        questions: parts.into_iter().map(question).collect(),
        more: ["first", "second", "third"].into_iter().map(|part| t.say(&format!("sheet-close-{part}"))).collect(),
    })
}
