//! From a file of performance reviews to ratings: choose the file, say how it is read, look at the rows, take them in.

use askama::Template;
use axum::extract::State;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{self, Out};
use lustrum_programme::behaviour::{self, Behaviour};
use lustrum_programme::programme::{self, Programme};
use sha2::{Digest, Sha256};

use super::read::{Read, read};
use super::store::{self, File, imports, mapping};
use super::{Import, Mapping, Scale};
use crate::levels::view::{path_of, resource};
use crate::scores::import_pages::fault_of;
use crate::scores::read::Refused;
use crate::team::members;
use crate::team::pages::act;

#[derive(Template)]
#[template(path = "performance/list.html")]
struct List {
    shell: Shell,
    form: Fields,
    path: String,
    evidence: String,
    programmes: Vec<(String, String)>,
    programmes_path: String,
    imports: Vec<Import>,
}

#[derive(Template)]
#[template(path = "performance/mapping.html")]
struct MappingPage {
    shell: Shell,
    form: Fields,
    path: String,
    behaviours: Vec<Behaviour>,
    headings: Vec<(String, String)>,
    faults: Vec<table::Fault>,
}

#[derive(Template)]
#[template(path = "performance/preview.html")]
struct Preview {
    shell: Shell,
    form: Fields,
    path: String,
    behaviours: Vec<Behaviour>,
    read: Read,
}

impl MappingPage {
    fn field(&self, behaviour: &Behaviour) -> String {
        format!("column-{}", behaviour.id)
    }
}

impl Preview {
    /// What the step after this one is sent again.
    fn carried(&self) -> Vec<(String, String)> {
        let mut names: Vec<String> = ["programme", "title", "day", "file_name", "file_hash", "person", "low", "high"]
            .map(str::to_owned)
            .to_vec();
        names.extend(self.behaviours.iter().map(|one| format!("column-{}", one.id)));
        names.into_iter().map(|name| (name.clone(), self.form.value(&name).to_owned())).collect()
    }
    fn behaviour(&self, place: &usize) -> &str {
        self.behaviours.get(*place).map_or("", |one| one.text.as_str())
    }
    fn value(&self, value: &f64) -> String {
        self.shell.t.number(*value, 2)
    }
}

fn path(scope: &PartnershipScope) -> String {
    format!("{}/behaviour/reviews", path_of(scope))
}

async fn list(app: &App, scope: &PartnershipScope, form: Fields) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(List {
        shell: Shell::within(app, scope, t.say("review-title")).step(app, scope, Step::Evidence),
        form,
        path: path(scope),
        evidence: format!("{}/behaviour", path_of(scope)),
        programmes: programmes.into_iter().map(|one| (one.id.to_string(), one.title)).collect(),
        programmes_path: format!("/p/{}/programmes", scope.id()),
        imports: imports(app.db(), scope.tenant(), scope.id()).await?,
    })
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    show(&list(&app, &scope, Fields::default()).await?)
}

/// Of which programme, source and day a file is.
struct Setting {
    programme: Programme,
    behaviours: Vec<Behaviour>,
    title: String,
    day: Day,
}

async fn setting(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Setting>, Problem> {
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let chosen = form.choice("programme", |text| programmes.iter().find(|one| one.id.to_string() == text).cloned());
    let (title, day) = (form.text("title", 120), form.day("day"));
    let (Some(programme), Some(day), false) = (chosen, day, form.has_faults()) else { return Ok(None) };
    let behaviours = behaviour::of_programme(app.db(), scope.tenant(), programme.id).await?;
    Ok(Some(Setting { programme, behaviours, title, day }))
}

/// The file as text that the next steps carry along, and its headings.
fn as_text(bytes: &[u8]) -> Result<(String, Vec<String>), table::TableError> {
    let sheet = table::read(bytes, None)?;
    let heading = sheet.headings().iter().map(|one| Out::from(one.as_str())).collect();
    let rows = sheet.rows().map(|row| row.cells().map(|cell| Out::from(cell.value.to_text())).collect::<Vec<_>>());
    let rows: Vec<Vec<Out>> = std::iter::once(heading).chain(rows).collect();
    Ok((String::from_utf8_lossy(&table::csv(&rows)).into_owned(), sheet.headings().to_vec()))
}

fn mapping_page(
    app: &App,
    scope: &PartnershipScope,
    form: Fields,
    behaviours: Vec<Behaviour>,
    headings: Vec<String>,
    faults: Vec<table::Fault>,
) -> MappingPage {
    let t = scope.viewer.speaker();
    let headings = headings.into_iter().filter(|one| !one.is_empty()).map(|one| (one.clone(), one)).collect();
    MappingPage {
        shell: Shell::within(app, scope, t.say("review-mapping")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: path(scope),
        behaviours,
        headings,
        faults,
    }
}

/// Reads the file and proposes how: as the source was read the last time, else by the headings.
pub async fn take_file(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    let file = form.file("file");
    let (Some(setting), Some(file)) = (setting(&app, &scope, &mut form).await?, file) else {
        return show_again(&list(&app, &scope, form).await?);
    };
    let (text, headings) = match as_text(&file.bytes) {
        Ok(read) => read,
        Err(error) => {
            form.refuse("file", Fault { key: error.key(), args: error.args() });
            return show_again(&list(&app, &scope, form).await?);
        }
    };
    let known = mapping(app.db(), scope.tenant(), scope.id(), &setting.title).await?;
    let known = known.unwrap_or_else(|| guess(&headings, &setting.behaviours));
    let mut values = vec![
        ("programme".to_owned(), setting.programme.id.to_string()),
        ("title".to_owned(), setting.title),
        ("day".to_owned(), setting.day.to_string()),
        ("file_name".to_owned(), file.name.chars().take(200).collect()),
        ("file_hash".to_owned(), hex::encode(Sha256::digest(&file.bytes))),
        ("rows".to_owned(), text),
        ("person".to_owned(), known.person),
        ("low".to_owned(), known.scale.low.to_string()),
        ("high".to_owned(), known.scale.high.to_string()),
        ("words".to_owned(), known.scale.lines()),
    ];
    values.extend(known.behaviours.into_iter().map(|(id, heading)| (format!("column-{id}"), heading)));
    show(&mapping_page(&app, &scope, Fields::filled(values), setting.behaviours, headings, Vec::new()))
}

fn guess(headings: &[String], behaviours: &[Behaviour]) -> Mapping {
    let like = |wanted: &[&str]| {
        let found = headings.iter().find(|one| wanted.iter().any(|word| one.to_lowercase().contains(word)));
        found.cloned().unwrap_or_default()
    };
    let of = |one: &Behaviour| {
        let found = headings.iter().find(|heading| heading.trim().eq_ignore_ascii_case(one.text.trim()));
        (one.id.to_string(), found.cloned().unwrap_or_default())
    };
    Mapping {
        person: like(&["mail", "person"]),
        behaviours: behaviours.iter().map(of).collect(),
        scale: Scale::default(),
    }
}

/// The mapping that a form says.
fn mapping_in(form: &mut Fields, behaviours: &[Behaviour]) -> Option<Mapping> {
    let person = form.text("person", 200);
    let columns: Vec<(String, String)> = behaviours
        .iter()
        .map(|one| (one.id.to_string(), form.value(&format!("column-{}", one.id)).trim().to_owned()))
        .collect();
    if let Some(first) = behaviours.first().filter(|_| columns.iter().all(|(_, heading)| heading.is_empty())) {
        form.refuse(&format!("column-{}", first.id), Fault::new("review-fault-no-column"));
    }
    let (low, high) = (form.number("low"), form.number("high"));
    if low.zip(high).is_some_and(|(low, high)| low == high) {
        form.refuse("high", Fault::new("review-fault-ends"));
    }
    let words = Scale::words_of(form.value("words"));
    if words.is_none() {
        form.refuse("words", Fault::new("review-fault-words"));
    }
    let (Some(low), Some(high), Some(words), false) = (low, high, words, form.has_faults()) else { return None };
    Some(Mapping { person, behaviours: columns, scale: Scale { low, high, words } })
}

pub async fn preview(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    let Some(setting) = setting(&app, &scope, &mut form).await? else {
        return show_again(&list(&app, &scope, form).await?);
    };
    let text = form.value("rows").to_owned();
    let headings = as_text(text.as_bytes()).map(|(_, headings)| headings).unwrap_or_default();
    let people = members(app.db(), scope.tenant(), setting.programme.id).await?;
    let known = mapping_in(&mut form, &setting.behaviours);
    let Some(known) = known else {
        return show_again(&mapping_page(&app, &scope, form, setting.behaviours, headings, Vec::new()));
    };
    match read(text.as_bytes(), &known, &setting.behaviours, &people) {
        Ok(read) => {
            let t = scope.viewer.speaker();
            show(&Preview {
                shell: Shell::within(&app, &scope, t.say("review-preview")).step(&app, &scope, Step::Evidence),
                form,
                path: path(&scope),
                behaviours: setting.behaviours,
                read,
            })
        }
        Err(Refused::Cells(faults)) => {
            show_again(&mapping_page(&app, &scope, form, setting.behaviours, headings, faults))
        }
        Err(Refused::File(error)) => {
            form.refuse("rows", Fault { key: error.key(), args: error.args() });
            show_again(&list(&app, &scope, form).await?)
        }
    }
}

/// Takes the rows in from a form or a JSON body, and says which version of their source and day they are. Nothing
/// where there are faults.
pub async fn import_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<i64>, Problem> {
    let Some(setting) = setting(app, scope, form).await? else { return Ok(None) };
    let text = form.text("rows", table::MOST_BYTES);
    let Some(known) = mapping_in(form, &setting.behaviours) else { return Ok(None) };
    let people = members(app.db(), scope.tenant(), setting.programme.id).await?;
    let found = match read(text.as_bytes(), &known, &setting.behaviours, &people) {
        Ok(found) => found,
        Err(refused) => {
            form.refuse("rows", fault_of(refused));
            return Ok(None);
        }
    };
    let name = form.optional_text("file_name", 200).unwrap_or_default();
    let hash = match form.value("file_hash").trim() {
        "" => hex::encode(Sha256::digest(text.as_bytes())),
        hash => hash.chars().filter(char::is_ascii_hexdigit).take(64).collect(),
    };
    let file = File { title: &setting.title, day: setting.day, name: &name, hash: &hash };
    let tx = app.db().begin().await?;
    let (programme, behaviours) = (&setting.programme, &setting.behaviours);
    let version = store::import(&tx, act(app, scope), programme, behaviours, &file, &known, &found.ratings).await?;
    tx.commit().await?;
    Ok(Some(version))
}

pub async fn import_rows(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    match import_as(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path(&scope), "review-said-imported"),
        None => show_again(&list(&app, &scope, form).await?),
    }
}
