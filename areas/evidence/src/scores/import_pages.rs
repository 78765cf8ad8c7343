//! Scores from a file: what they are of, a look at the rows, and only then the import.

use askama::Template;
use axum::extract::State;
use lustrum_delivery::Act;
use lustrum_delivery::cohort::{self, Cohort};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table;

use super::figures::{Gained, gained};
use super::read::{Refused, Scored, read, write};
use super::{AssessmentId, Pair, Words, import};
use crate::levels::view::{change_words, path_of, resource};

const LONGEST_TITLE: usize = 120;

#[derive(Template)]
#[template(path = "scores/import.html")]
struct Import {
    shell: Shell,
    form: Fields,
    path: String,
    cohorts: Vec<(String, String)>,
    cohorts_path: String,
    faults: Vec<table::Fault>,
}

#[derive(Template)]
#[template(path = "scores/preview.html")]
struct Preview {
    shell: Shell,
    path: String,
    words: Words,
    cohort: Cohort,
    scores: Vec<Scored>,
    text: String,
    people: String,
    gain: String,
    before: String,
    after: String,
}

impl Preview {
    fn number(&self, value: &f64) -> String {
        self.shell.t.number(*value, 1)
    }
}

async fn upload_page(
    app: &App,
    scope: &PartnershipScope,
    form: Fields,
    faults: Vec<table::Fault>,
) -> Result<Import, Problem> {
    let t = scope.viewer.speaker();
    let cohorts = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Import {
        shell: Shell::within(app, scope, t.say("scores-import")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{}/learning", path_of(scope)),
        cohorts: cohorts.into_iter().map(|cohort| (cohort.id.to_string(), cohort.title)).collect(),
        cohorts_path: format!("/p/{}/cohorts", scope.id()),
        faults,
    })
}

pub async fn show_import(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "score.import", &resource(&scope))?;
    let form = Fields::filled([("most", "100")]);
    show(&upload_page(&app, &scope, form, Vec::new()).await?)
}

/// What is said of the assessment, from a form or a JSON body; faults stand in the form.
pub async fn read_words(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<(Cohort, Words)>, Problem> {
    let cohorts = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let cohort = form.choice("cohort", |text| cohorts.iter().find(|cohort| cohort.id.to_string() == text).cloned());
    let title = form.text("title", LONGEST_TITLE);
    let most = form.number("most");
    if most.is_some_and(|most| most <= 0.0) {
        form.refuse("most", Fault::new("scores-fault-most"));
    }
    let (before, after) = (form.day("before"), form.day("after"));
    if before.zip(after).is_some_and(|(before, after)| after < before) {
        form.refuse("after", Fault::new("evidence-fault-order"));
    }
    if form.has_faults() {
        return Ok(None);
    }
    let (Some(cohort), Some(most), Some(before), Some(after)) = (cohort, most, before, after) else { return Ok(None) };
    Ok(Some((cohort, Words { title, most, before, after })))
}

pub async fn preview(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "score.import", &resource(&scope))?;
    let file = form.file("file");
    let known = read_words(&app, &scope, &mut form).await?;
    let (Some((cohort, words)), Some(file)) = (known, file) else {
        return show_again(&upload_page(&app, &scope, form, Vec::new()).await?);
    };
    let scores = match read(&file.bytes, words.most) {
        Ok(scores) => scores,
        Err(Refused::Cells(faults)) => return show_again(&upload_page(&app, &scope, form, faults).await?),
        Err(Refused::File(error)) => {
            form.refuse("file", Fault { key: error.key(), args: error.args() });
            return show_again(&upload_page(&app, &scope, form, Vec::new()).await?);
        }
    };
    let t = scope.viewer.speaker();
    let pairs: Vec<Pair> = scores.iter().map(|row| row.pair).collect();
    let Gained { before, after, points, .. } = gained(&pairs);
    show(&Preview {
        shell: Shell::within(&app, &scope, t.say("scores-preview")).step(&app, &scope, Step::Evidence),
        path: format!("{}/learning", path_of(&scope)),
        words,
        cohort,
        text: write(&scores),
        people: t.whole(scores.len() as i64),
        scores,
        gain: change_words(&t, &points, 1),
        before: t.number(before.value, 1),
        after: t.number(after.value, 1),
    })
}

/// Takes the rows in that a preview or a JSON body holds as CSV text. Nothing where the form has faults.
pub async fn import_as(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<AssessmentId>, Problem> {
    let text = form.text("rows", table::MOST_BYTES);
    let Some((cohort, words)) = read_words(app, scope, form).await? else { return Ok(None) };
    let pairs: Vec<Pair> = match read(text.as_bytes(), words.most) {
        Ok(scores) => scores.into_iter().map(|row| row.pair).collect(),
        Err(refused) => {
            form.refuse("rows", fault_of(refused));
            return Ok(None);
        }
    };
    let act = Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() };
    let tx = app.db().begin().await?;
    let id = import(&tx, act, &cohort, &words, &pairs).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// The first thing that is wrong, at the field that holds all rows.
pub fn fault_of(refused: Refused) -> Fault {
    match refused {
        Refused::File(error) => Fault { key: error.key(), args: error.args() },
        Refused::Cells(faults) => {
            let row = faults.first().map_or(0, |fault| fault.row);
            Fault::new("evidence-fault-row").with("row", row).with("count", faults.len())
        }
    }
}

pub async fn import_rows(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "score.import", &resource(&scope))?;
    match import_as(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&format!("{}/learning", path_of(&scope)), "scores-said-imported"),
        None => show_again(&upload_page(&app, &scope, form, Vec::new()).await?),
    }
}
