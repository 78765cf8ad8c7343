//! Scoring on a phone: who, when, and a level for each criterion; then the second rater, and what both agree on.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_delivery::cohort::{self, Cohort, CohortId};
use lustrum_delivery::enrolment::{self, Enrolment};
use lustrum_delivery::session;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::DbError;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::{Demonstration, DemonstrationId, ScoreRefused, Standing, agree, create, find, score};
use crate::act::{act, resource};
use crate::rubric::pages::{load as load_rubric, may_see, path_of as rubrics_path};
use crate::rubric::{Criterion, Rubric, RubricId};

#[derive(Template)]
#[template(path = "demonstration/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    rubric: Rubric,
    cohort: Cohort,
    people: Vec<(String, String)>,
    criteria: Vec<Criterion>,
}

#[derive(Template)]
#[template(path = "demonstration/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    path: String,
    rubric_path: String,
    rubric: Rubric,
    demonstration: Demonstration,
    criteria: Vec<Criterion>,
    /// The scores that this viewer sees, and what was agreed.
    raters: Vec<Rater>,
    rows: Vec<Row>,
    scores: bool,
    agrees: bool,
}

/// Who scored, with what they saw.
struct Rater {
    name: String,
    words: String,
}

/// A criterion with the level that each rater gave.
struct Row {
    title: String,
    cells: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    cohort: Option<CohortId>,
}

async fn cohort_of(
    app: &App,
    scope: &PartnershipScope,
    rubric: &Rubric,
    asked: Option<CohortId>,
) -> Result<Cohort, Problem> {
    let cohorts = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let mut fitting =
        cohorts.into_iter().filter(|cohort| cohort.programme_id == rubric.programme_id && cohort.people > 0);
    let found = match asked {
        Some(id) => fitting.find(|cohort| cohort.id == id),
        None => fitting.next(),
    };
    found.ok_or_else(|| Problem::refused("refusal-no-cohort"))
}

async fn new_page(
    app: &App,
    scope: &PartnershipScope,
    rubric: Rubric,
    cohort: Cohort,
    people: Vec<Enrolment>,
    form: Fields,
) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    Ok(New {
        shell: Shell::within(app, scope, t.say("demonstration-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{}/{}", rubrics_path(scope), rubric.id),
        criteria: rubric.criteria(),
        people: people.into_iter().map(|one| (one.id.to_string(), format!("{} · {}", one.name, one.unit))).collect(),
        rubric,
        cohort,
    })
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RubricId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, id).await?;
    let cohort = cohort_of(&app, &scope, &rubric, asked.cohort).await?;
    let people = enrolment::of_cohort(app.db(), scope.tenant(), cohort.id).await?;
    let today = app.now().day_in(&scope.viewer.zone);
    let form = Fields::filled([("day", today.to_string()), ("cohort", cohort.id.to_string())]);
    show(&new_page(&app, &scope, rubric, cohort, people, form).await?)
}

/// The level of each criterion; faults stand in the form.
fn levels(form: &mut Fields, criteria: &[Criterion]) -> Option<Vec<usize>> {
    let read = |(place, criterion): (usize, &Criterion)| {
        let name = format!("level-{place}");
        form.choice(&name, |text| text.parse::<usize>().ok().filter(|level| *level < criterion.anchors.len()))
    };
    let all: Vec<Option<usize>> = criteria.iter().enumerate().map(read).collect();
    all.into_iter().collect()
}

/// Days from the learning to a demonstration: since the last session of the rubric's module, or of the cohort, until then.
async fn days_since(
    app: &App,
    scope: &PartnershipScope,
    rubric: &Rubric,
    cohort: &Cohort,
    day: Day,
) -> Result<Option<i64>, Problem> {
    let sessions = session::of_cohort(app.db(), scope.tenant(), cohort.id).await?;
    let learned = sessions
        .iter()
        .filter(|session| rubric.module_id.is_none_or(|module| session.module_id == module))
        .map(|session| session.starts_at.day_in(&session.time_zone()))
        .filter(|learned| *learned <= day)
        .max();
    let span = |learned: Day| day.0.since((jiff::Unit::Day, learned.0)).map_or(0, |span| i64::from(span.get_days()));
    Ok(learned.map(span))
}

/// A demonstration with its first score, from a form or a JSON body; nothing where the form has faults.
pub(crate) async fn make(
    app: &App,
    scope: &PartnershipScope,
    rubric: &Rubric,
    cohort: &Cohort,
    people: &[Enrolment],
    form: &mut Fields,
) -> Result<Option<DemonstrationId>, Problem> {
    let person = form.choice("person", |text| people.iter().map(|one| one.id).find(|id| id.to_string() == text));
    let day = form.day("day");
    let today = app.now().day_in(&scope.viewer.zone);
    if day.is_some_and(|day| day > today) {
        form.refuse("day", Fault::new("fault-demonstration-ahead"));
    }
    let levels = levels(form, &rubric.criteria());
    let words = form.optional_text("words", 1_000).unwrap_or_default();
    let (Some(person), Some(day), Some(levels), false) = (person, day, levels, form.has_faults()) else {
        return Ok(None);
    };
    let days = days_since(app, scope, rubric, cohort, day).await?;
    let act = act(app, scope);
    let tx = app.db().begin().await?;
    let id = match create(&tx, act, rubric, cohort, person, day, days).await {
        Ok(id) => id,
        Err(DbError::Conflict(_)) => {
            form.refuse("person", Fault::new("fault-demonstration-twice"));
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    score(&tx, act, rubric, id, &scope.viewer.name, &levels, &words).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RubricId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, id).await?;
    let cohort = cohort_of(&app, &scope, &rubric, form.value("cohort").parse().ok()).await?;
    let people = enrolment::of_cohort(app.db(), scope.tenant(), cohort.id).await?;
    match make(&app, &scope, &rubric, &cohort, &people, &mut form).await? {
        Some(made) => {
            see_and_say(&format!("{}/{id}/demonstrations/{made}", rubrics_path(&scope)), "demonstration-said-scored")
        }
        None => show_again(&new_page(&app, &scope, rubric, cohort, people, form).await?),
    }
}

pub(crate) async fn load(
    app: &App,
    scope: &PartnershipScope,
    rubric: RubricId,
    id: DemonstrationId,
) -> Result<Demonstration, Problem> {
    let found = find(app.db(), scope.tenant(), rubric, id).await?.ok_or(Problem::NotFound)?;
    if may_see(app, scope, &found) { Ok(found) } else { Err(Problem::refused("refusal-demonstration-of-others")) }
}

fn one_page(app: &App, scope: &PartnershipScope, rubric: Rubric, one: Demonstration, form: Fields) -> Show {
    let t = scope.viewer.speaker();
    let criteria = rubric.criteria();
    let mut seen: Vec<(String, &[usize], &str)> = one
        .seen_by(scope.viewer.person)
        .into_iter()
        .map(|score| (score.rater.clone(), score.levels.as_slice(), score.words.as_str()))
        .collect();
    if let Some(agreed) = &one.agreed {
        seen.push((t.say("demonstration-agreed"), agreed, &one.reason));
    }
    let row = |(place, criterion): (usize, &Criterion)| Row {
        title: criterion.title.clone(),
        cells: seen
            .iter()
            .map(|(rater, levels, _)| {
                let level = levels.get(place).copied().unwrap_or_default();
                let anchor = criterion.anchors.get(level).map_or("", String::as_str);
                (rater.clone(), format!("{} · {anchor}", level + 1))
            })
            .collect(),
    };
    let rows = criteria.iter().enumerate().map(row).collect();
    let raters = seen.iter().map(|(name, _, words)| Rater { name: name.clone(), words: (*words).to_owned() }).collect();
    let rubric_path = format!("{}/{}", rubrics_path(scope), rubric.id);
    let title = one.name.clone().unwrap_or_else(|| t.say("demonstration-nameless"));
    Show {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{rubric_path}/demonstrations/{}", one.id),
        rubric_path,
        scores: one.may_score(scope.viewer.person).is_ok(),
        agrees: one.standing() == Standing::Differs,
        criteria,
        raters,
        rows,
        rubric,
        demonstration: one,
    }
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, rubric, id)): Path<(PartnershipId, RubricId, DemonstrationId)>,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, rubric).await?;
    let one = load(&app, &scope, rubric.id, id).await?;
    show(&one_page(&app, &scope, rubric, one, Fields::default()))
}

/// The second score, from a form or a JSON body; nothing where it has faults.
pub(crate) async fn score_as(
    app: &App,
    scope: &PartnershipScope,
    rubric: &Rubric,
    one: &Demonstration,
    form: &mut Fields,
) -> Result<Option<()>, Problem> {
    match one.may_score(scope.viewer.person) {
        Ok(()) => {}
        Err(ScoreRefused::Twice) => return Err(Problem::refused("refusal-scored-twice")),
        Err(ScoreRefused::Complete) => return Err(Problem::refused("refusal-scored-by-two")),
    }
    let levels = levels(form, &rubric.criteria());
    let words = form.optional_text("words", 1_000).unwrap_or_default();
    let (Some(levels), false) = (levels, form.has_faults()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    if !score(&tx, act(app, scope), rubric, one.id, &scope.viewer.name, &levels, &words).await? {
        return Err(Problem::refused("refusal-scored-by-two"));
    }
    tx.commit().await?;
    Ok(Some(()))
}

pub async fn score_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, rubric, id)): Path<(PartnershipId, RubricId, DemonstrationId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, rubric).await?;
    let one = load(&app, &scope, rubric.id, id).await?;
    match score_as(&app, &scope, &rubric, &one, &mut form).await? {
        Some(()) => {
            let path = format!("{}/{}/demonstrations/{id}", rubrics_path(&scope), rubric.id);
            see_and_say(&path, "demonstration-said-scored")
        }
        None => show_again(&one_page(&app, &scope, rubric, one, form)),
    }
}

/// What both agree on, from a form or a JSON body; nothing where it has faults.
pub(crate) async fn agree_as(
    app: &App,
    scope: &PartnershipScope,
    rubric: &Rubric,
    one: &Demonstration,
    form: &mut Fields,
) -> Result<Option<()>, Problem> {
    if one.standing() != Standing::Differs {
        return Err(Problem::refused("refusal-nothing-to-agree"));
    }
    let levels = levels(form, &rubric.criteria());
    let reason = form.text("reason", 1_000);
    let (Some(levels), false) = (levels, form.has_faults()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    if !agree(&tx, act(app, scope), rubric, one.id, &levels, &reason).await? {
        return Err(Problem::refused("refusal-nothing-to-agree"));
    }
    tx.commit().await?;
    Ok(Some(()))
}

pub async fn agree_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, rubric, id)): Path<(PartnershipId, RubricId, DemonstrationId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, rubric).await?;
    let one = load(&app, &scope, rubric.id, id).await?;
    match agree_as(&app, &scope, &rubric, &one, &mut form).await? {
        Some(()) => {
            let path = format!("{}/{}/demonstrations/{id}", rubrics_path(&scope), rubric.id);
            see_and_say(&path, "demonstration-said-agreed")
        }
        None => show_again(&one_page(&app, &scope, rubric, one, form)),
    }
}
