//! The dossier as a page and a file, and writing down what the council decided.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::dossier::{Line, lines, pdf, rules};
use super::{CouncilDecisionId, Decision, Dossier, Outcome, Words, decide, gather, of_partnership, resource};
use crate::agreement::{Act, USUAL_SMALLEST_GROUP};

const LONGEST_CONDITIONS: usize = 2_000;
/// In which agreements may release a group: between these.
const GROUPS: (i64, i64) = (2, 1_000);

#[derive(Template)]
#[template(path = "council/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    path: String,
    shared: String,
    hash: String,
    lines: Vec<Line>,
    rules: Vec<String>,
    decisions: Vec<Told>,
    /// That the dossier is another than the one that was decided on.
    changed: bool,
    /// What is released in smaller groups than the council consented to.
    smaller: Vec<String>,
    may_decide: bool,
    outcomes: Vec<(String, String)>,
}

/// A decision in words.
struct Told {
    outcome: String,
    class: &'static str,
    facts: Vec<(String, String)>,
    conditions: String,
}

pub fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/works-council", scope.id())
}

fn told(t: &Speaker, decision: &Decision, by: &str) -> Told {
    let words = &decision.words;
    let mut facts =
        vec![(t.say("council-name"), words.council.clone()), (t.say("council-decided"), t.day(&words.decided))];
    if let Some(smallest) = words.smallest_group {
        facts.push((t.say("agreement-smallest-group"), format!("{} {}", t.whole(smallest), t.say("agreement-people"))));
    }
    facts.push((t.say("council-written"), t.say2("agreement-act", "name", by, "day", t.date(&decision.made_at))));
    facts.push((t.say("council-hash"), decision.hash.chars().take(12).collect()));
    Told {
        outcome: t.say(&format!("council-{}", words.outcome.word())),
        class: if words.outcome == Outcome::Consented { "tag" } else { "tag open" },
        facts,
        conditions: words.conditions.clone(),
    }
}

async fn page(app: &App, scope: &PartnershipScope, dossier: &Dossier, form: Fields) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let decisions = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let people: Vec<_> = decisions.iter().map(|one| one.made_by).collect();
    let names = person::named(app.db(), &people).await?;
    let name = |one: &Decision| names.get(&one.made_by).map_or("", String::as_str).to_owned();
    let least = super::least_group(decisions.first()).unwrap_or_default();
    let small = dossier.releases.iter().filter(|one| one.smallest_group < least);
    let hash = dossier.hash();
    Ok(Show {
        shell: Shell::within(app, scope, t.say("council-title")),
        form,
        path: path_of(scope),
        shared: format!("/p/{}/shared", scope.id()),
        lines: lines(&t, dossier),
        rules: rules(&t, dossier),
        changed: decisions.first().is_some_and(|one| one.hash != hash),
        smaller: small
            .map(|one| t.say2("council-smaller", "kpi", &one.kpi, "smallest", t.whole(one.smallest_group)))
            .collect(),
        decisions: decisions.iter().map(|one| told(&t, one, &name(one))).collect(),
        may_decide: scope.may(app, "council.decide", &resource(scope)),
        outcomes: Outcome::ALL.map(|one| (one.word().to_owned(), t.say(&format!("council-{}", one.word())))).to_vec(),
        hash,
    })
}

pub async fn show_council(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "council.view", &resource(&scope))?;
    let dossier = gather(app.db(), scope.tenant(), &scope.partnership, app.now()).await?;
    let form = Fields::filled([
        ("outcome", Outcome::Consented.word().to_owned()),
        ("smallest_group", USUAL_SMALLEST_GROUP.to_string()),
        ("hash", dossier.hash()),
    ]);
    show(&page(&app, &scope, &dossier, form).await?)
}

#[derive(Deserialize)]
pub struct Asked {
    lang: Option<String>,
}

/// The dossier as a PDF, in the language that is asked for or else the reader's.
pub async fn show_file(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "council.view", &resource(&scope))?;
    let locale = asked.lang.as_deref().and_then(Locale::parse).unwrap_or(scope.viewer.locale);
    let dossier = gather(app.db(), scope.tenant(), &scope.partnership, app.now()).await?;
    let set = tokio::task::spawn_blocking(move || pdf(&Speaker::utc(locale), &dossier)).await;
    let bytes =
        set.map_err(|error| Problem::Broken(error.to_string()))?.map_err(|error| Problem::Broken(error.to_string()))?;
    download(&format!("works-council-{}.pdf", locale.code()), "application/pdf", bytes)
}

/// Reads a decision from a form or a JSON body.
fn read(app: &App, form: &mut Fields) -> Option<Words> {
    let council = form.text("council", 120);
    let decided = form.day("decided");
    if decided.is_some_and(|day| day > app.now().day_in(&jiff::tz::TimeZone::UTC)) {
        form.refuse("decided", Fault::new("fault-council-future"));
    }
    let outcome = form.choice("outcome", Outcome::parse);
    let smallest_group = match outcome {
        Some(Outcome::Consented) => form.whole("smallest_group", GROUPS.0, GROUPS.1),
        _ => None,
    };
    let conditions = form.optional_text("conditions", LONGEST_CONDITIONS).unwrap_or_default();
    if form.has_faults() {
        return None;
    }
    Some(Words { council, decided: decided?, outcome: outcome?, smallest_group, conditions })
}

/// Writes down as the form says; the page and the API say it in their own way. What was decided was decided on one dossier:
/// where it is another by now, the council has to see that one first.
pub async fn decide_as(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Result<CouncilDecisionId, Dossier>, Problem> {
    scope.require(app, "council.decide", &resource(scope))?;
    let tx = app.db().begin().await?;
    let dossier = gather(&tx, scope.tenant(), &scope.partnership, app.now()).await?;
    let words = read(app, form);
    if form.value("hash").trim() != dossier.hash() {
        form.refuse("hash", Fault::new("fault-council-changed"));
    }
    let (Some(words), false) = (words, form.has_faults()) else { return Ok(Err(dossier)) };
    let act = Act { by: scope.viewer.person, at: app.now() };
    let id = decide(&tx, scope.tenant(), scope.id(), act, &words, &dossier).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

pub async fn make_decision(
    State(app): State<App>,
    scope: PartnershipScope,
    Path(_): Path<PartnershipId>,
    mut form: Fields,
) -> Answer {
    match decide_as(&app, &scope, &mut form).await? {
        Ok(_) => see_and_say(&path_of(&scope), "council-said-decided"),
        Err(dossier) => show_again(&page(&app, &scope, &dossier, form).await?),
    }
}
