//! Ratings from a file: of which programme and when, a look at the rows, and only then the import.

use askama::Template;
use axum::extract::State;
use lustrum_delivery::Act;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table;
use lustrum_programme::behaviour::{self, Behaviour};
use lustrum_programme::programme::{self, Programme};

use super::read::{Known, Rated, ratings, read, write};
use super::{enrolled, import};
use crate::levels::view::{path_of, resource};
use crate::scores::import_pages::fault_of;
use crate::scores::read::Refused;

#[derive(Template)]
#[template(path = "ratings/import.html")]
struct Import {
    shell: Shell,
    form: Fields,
    path: String,
    programmes: Vec<(String, String)>,
    programmes_path: String,
    faults: Vec<table::Fault>,
}

#[derive(Template)]
#[template(path = "ratings/preview.html")]
struct Preview {
    shell: Shell,
    path: String,
    programme: Programme,
    days: (Day, Day),
    behaviours: Vec<Behaviour>,
    rows: Vec<Rated>,
    text: String,
    people: (String, String),
}

impl Preview {
    fn behaviour(&self, row: &Rated) -> &str {
        self.behaviours.get(row.behaviour).map_or("", |behaviour| behaviour.text.as_str())
    }
    fn value(&self, value: &Option<i64>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| value.to_string())
    }
}

async fn upload_page(
    app: &App,
    scope: &PartnershipScope,
    form: Fields,
    faults: Vec<table::Fault>,
) -> Result<Import, Problem> {
    let t = scope.viewer.speaker();
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Import {
        shell: Shell::within(app, scope, t.say("ratings-import")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{}/behaviour", path_of(scope)),
        programmes: programmes.into_iter().map(|programme| (programme.id.to_string(), programme.title)).collect(),
        programmes_path: format!("/p/{}/programmes", scope.id()),
        faults,
    })
}

pub async fn show_import(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    show(&upload_page(&app, &scope, Fields::default(), Vec::new()).await?)
}

/// The programme and the two days; faults stand in the form.
async fn read_setting(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<(Programme, (Day, Day))>, Problem> {
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let chosen = form.choice("programme", |text| programmes.iter().find(|known| known.id.to_string() == text).cloned());
    let (before, after) = (form.day("before"), form.day("after"));
    if before.zip(after).is_some_and(|(before, after)| after < before) {
        form.refuse("after", Fault::new("evidence-fault-order"));
    }
    if form.has_faults() {
        return Ok(None);
    }
    Ok(chosen.zip(before.zip(after)))
}

pub async fn preview(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    let file = form.file("file");
    let known = read_setting(&app, &scope, &mut form).await?;
    let (Some((programme, days)), Some(file)) = (known, file) else {
        return show_again(&upload_page(&app, &scope, form, Vec::new()).await?);
    };
    let behaviours = behaviour::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let enrolled = enrolled(app.db(), scope.tenant(), programme.id).await?;
    let rows = match read(&file.bytes, &Known { behaviours: &behaviours, enrolled: &enrolled }) {
        Ok(rows) => rows,
        Err(Refused::Cells(faults)) => return show_again(&upload_page(&app, &scope, form, faults).await?),
        Err(Refused::File(error)) => {
            form.refuse("file", Fault { key: error.key(), args: error.args() });
            return show_again(&upload_page(&app, &scope, form, Vec::new()).await?);
        }
    };
    let t = scope.viewer.speaker();
    let count = |trained: bool| {
        let people: std::collections::HashSet<&str> =
            rows.iter().filter(|row| row.trained == trained).map(|row| row.person.as_str()).collect();
        t.whole(people.len() as i64)
    };
    show(&Preview {
        shell: Shell::within(&app, &scope, t.say("ratings-preview")).step(&app, &scope, Step::Evidence),
        path: format!("{}/behaviour", path_of(&scope)),
        programme,
        days,
        behaviours,
        people: (count(true), count(false)),
        text: write(&rows),
        rows,
    })
}

/// Takes the rows in that a preview or a JSON body holds as CSV text, and says how many ratings they were. Nothing
/// where the form has faults.
pub async fn import_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<usize>, Problem> {
    let text = form.text("rows", table::MOST_BYTES);
    let Some((programme, days)) = read_setting(app, scope, form).await? else { return Ok(None) };
    let behaviours = behaviour::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let enrolled = enrolled(app.db(), scope.tenant(), programme.id).await?;
    let rows = match read(text.as_bytes(), &Known { behaviours: &behaviours, enrolled: &enrolled }) {
        Ok(rows) => rows,
        Err(refused) => {
            form.refuse("rows", fault_of(refused));
            return Ok(None);
        }
    };
    let ratings = ratings(&rows, scope.tenant(), programme.id, &behaviours, days);
    let act = Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() };
    let tx = app.db().begin().await?;
    import(&tx, act, &programme, &ratings).await?;
    tx.commit().await?;
    Ok(Some(ratings.len()))
}

pub async fn import_rows(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    match import_as(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&format!("{}/behaviour", path_of(&scope)), "ratings-said-imported"),
        None => show_again(&upload_page(&app, &scope, form, Vec::new()).await?),
    }
}
