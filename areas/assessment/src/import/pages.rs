//! Items from a file: upload, a look at every item, and only then the items.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table;

use super::csv::{self, Unread};
use super::{Draft, Found, MOST_ITEMS, carried, qti, read_carried};
use crate::act::{act, resource};
use crate::bank::pages::{load, path_of};
use crate::bank::{Bank, BankId};
use crate::item::{add, pages::writer};

/// So many items are shown of what would be taken.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "import/import.html")]
struct Import {
    shell: Shell,
    form: Fields,
    path: String,
    bank: Bank,
    faults: Vec<table::Fault>,
}

#[derive(Template)]
#[template(path = "import/preview.html")]
struct Preview {
    shell: Shell,
    path: String,
    bank: Bank,
    rows: Vec<Row>,
    more: usize,
    taken: usize,
    refused: usize,
    items: String,
}

/// An item of the file as the preview names it.
struct Row {
    name: String,
    kind: String,
    points: String,
    /// Why it can't be taken; empty where it can.
    refused: String,
    remarks: Vec<String>,
}

/// What came of a file.
pub(crate) enum Outcome {
    Found(Vec<Found>),
    /// The form says why.
    Refused(Vec<table::Fault>),
}

/// Reads an uploaded file of any kind that is known.
pub(crate) fn read_file(t: &Speaker, form: &mut Fields, bank: &Bank, bytes: &[u8]) -> Outcome {
    if qti::looks_like(bytes) {
        return match qti::read(bytes, &bank.language) {
            Ok(found) => Outcome::Found(found),
            Err(why) => {
                form.refuse("file", why);
                Outcome::Refused(Vec::new())
            }
        };
    }
    match csv::read(bytes, bank) {
        Ok(drafts) => Outcome::Found(drafts.into_iter().map(|draft| of_row(bank, draft)).collect()),
        Err(Unread::File(error)) => {
            form.refuse("file", Fault::new("fault-import-file").with("why", error.words(t)));
            Outcome::Refused(Vec::new())
        }
        Err(Unread::TooMany) => {
            form.refuse("file", Fault::new("fault-import-many").with("most", MOST_ITEMS));
            Outcome::Refused(Vec::new())
        }
        Err(Unread::Cells(faults)) => {
            form.refuse("file", Fault::new("fault-import-cells"));
            Outcome::Refused(faults)
        }
    }
}

fn of_row(bank: &Bank, draft: Draft) -> Found {
    let prompt = draft.content.text(&bank.language).map_or("", |(_, text)| text.prompt.as_str());
    Found { name: table::shortened(prompt), item: Ok(draft), remarks: Vec::new() }
}

fn page(app: &App, scope: &PartnershipScope, bank: Bank, form: Fields, faults: Vec<table::Fault>) -> Import {
    let title = scope.viewer.speaker().say("import-title");
    let shell = Shell::within(app, scope, title).step(app, scope, Step::Evidence).narrow();
    Import { shell, form, path: format!("{}/{}", path_of(scope), bank.id), bank, faults }
}

pub async fn show_import(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    show(&page(&app, &scope, bank, Fields::default(), Vec::new()))
}

pub async fn preview(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let Some(upload) = form.file("file") else { return show_again(&page(&app, &scope, bank, form, Vec::new())) };
    let found = match read_file(&t, &mut form, &bank, &upload.bytes) {
        Outcome::Found(found) => found,
        Outcome::Refused(faults) => return show_again(&page(&app, &scope, bank, form, faults)),
    };
    let drafts: Vec<Draft> = found.iter().filter_map(|one| one.item.as_ref().ok().cloned()).collect();
    let (taken, all) = (drafts.len(), found.len());
    // What can't be taken comes first: nobody scrolls for it.
    let (sound, faulty): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|one| one.item.is_ok());
    let rows = faulty.into_iter().chain(sound).take(SHOWN).map(|one| row(&t, one)).collect();
    show(&Preview {
        shell: Shell::within(&app, &scope, t.say("import-preview")).step(&app, &scope, Step::Evidence),
        path: format!("{}/{id}", path_of(&scope)),
        bank,
        rows,
        more: all.saturating_sub(SHOWN),
        taken,
        refused: all - taken,
        items: carried(&drafts),
    })
}

fn row(t: &Speaker, found: Found) -> Row {
    let remarks = found.remarks.iter().map(|remark| remark.words(t)).collect();
    match found.item {
        Ok(draft) => Row {
            name: found.name,
            kind: t.say(&format!("item-kind-{}", draft.content.kind().word())),
            points: t.number(draft.content.points, if draft.content.points.fract() == 0.0 { 0 } else { 2 }),
            refused: String::new(),
            remarks,
        },
        Err(why) => {
            Row { name: found.name, kind: String::new(), points: String::new(), refused: why.words(t), remarks }
        }
    }
}

/// Writes what a preview carried; nothing where the text can't be read.
pub(crate) async fn take_as(
    app: &App,
    scope: &PartnershipScope,
    bank: &Bank,
    carried: &str,
) -> Result<Option<usize>, Problem> {
    let Some(words) = read_carried(carried) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let ids = add(&tx, act(app, scope), bank, &words, &writer(scope)).await?;
    tx.commit().await?;
    Ok(Some(ids.len()))
}

pub async fn take(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    match take_as(&app, &scope, &bank, form.value("items")).await? {
        Some(_) => see_and_say(&format!("{}/{id}", path_of(&scope)), "import-said-taken"),
        None => {
            form.refuse("file", Fault::new("fault-import-carried"));
            show_again(&page(&app, &scope, bank, form, Vec::new()))
        }
    }
}
