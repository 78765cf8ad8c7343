//! Banks: making one, its items page by page, its items as files.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table;
use lustrum_programme::programme;
use lustrum_sharing::asset;
use serde::Deserialize;

use super::{Bank, BankId, LANGUAGES, Words, create, find};
use crate::act::{act, resource};
use crate::import::{csv, qti};
use crate::item::{self, Item, ItemId};

/// So many items stand on one page.
pub const A_PAGE: i64 = 50;
/// So many items go into one file.
const MOST_EXPORTED: i64 = 50_000;

#[derive(Template)]
#[template(path = "bank/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    home: String,
    path: String,
    programmes: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "bank/show.html")]
struct Show {
    shell: Shell,
    home: String,
    path: String,
    bank: Bank,
    rights: Option<asset::Said>,
    items: Vec<Item>,
    kinds: Vec<(&'static str, String)>,
    next: Option<String>,
    designs: bool,
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/banks", scope.id())
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: BankId) -> Result<Bank, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("bank-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        home: crate::act::home_of(scope),
        path: path_of(scope),
        programmes: programmes.into_iter().map(|one| (one.id.to_string(), one.title)).collect(),
        languages: LANGUAGES.map(|code| (code.to_owned(), t.say(&format!("cohort-language-{code}")))).to_vec(),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let form = Fields::filled([("language", scope.viewer.locale.code())]);
    show(&new_page(&app, &scope, form).await?)
}

/// Makes a bank from a form or a JSON body; nothing where it has faults.
pub(crate) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<BankId>, Problem> {
    let title = form.text("title", 120);
    let language = form.choice("language", |word| LANGUAGES.into_iter().find(|code| *code == word));
    let programme = match form.value("programme") {
        "" => None,
        _ => {
            let all = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
            form.choice("programme", |text| all.iter().map(|one| one.id).find(|id| id.to_string() == text))
        }
    };
    let Some(language) = language.filter(|_| !form.has_faults()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let words = Words { title, language: language.to_owned(), programme };
    let id = create(&tx, act(app, scope), &words).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_one(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", path_of(&scope)), "bank-said-made"),
        None => show_again(&new_page(&app, &scope, form).await?),
    }
}

#[derive(Deserialize)]
pub struct Asked {
    pub after: Option<ItemId>,
}

pub async fn show_bank(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let mut items = item::of_bank(app.db(), scope.tenant(), id, asked.after, true, A_PAGE + 1).await?;
    let more = items.len() as i64 > A_PAGE;
    items.truncate(A_PAGE as usize);
    let t = scope.viewer.speaker();
    let path = format!("{}/{id}", path_of(&scope));
    let next = items.last().filter(|_| more).map(|last| format!("{path}?after={}", last.id));
    show(&Show {
        kinds: item::Kind::ALL.map(|kind| (kind.word(), t.say(&format!("item-kind-{}", kind.word())))).to_vec(),
        shell: Shell::within(&app, &scope, bank.title.clone()).step(&app, &scope, Step::Evidence),
        home: crate::act::home_of(&scope),
        path,
        rights: asset::said(&app, &scope, asset::Kind::ItemBank, id.0).await?,
        bank,
        items,
        next,
        designs: scope.may(&app, "assessment.design", &resource(&scope)),
    })
}

/// The items that can be asked as a table; who sees the right answers is who designs.
pub async fn export_rows(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let items = item::of_bank(app.db(), scope.tenant(), id, None, false, MOST_EXPORTED).await?;
    download("items.csv", "text/csv; charset=utf-8", table::csv(&csv::rows(&bank, &items)))
}

/// The same as a package of QTI 3.0.
pub async fn export_package(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let items = item::of_bank(app.db(), scope.tenant(), id, None, false, MOST_EXPORTED).await?;
    let items: Vec<_> = items.iter().filter_map(|item| Some((format!("item-{}", item.id), item.content()?))).collect();
    let package = qti::write_package(&bank.language, &items).map_err(|e| Problem::Broken(e.to_string()))?;
    download("items.zip", "application/zip", package)
}
