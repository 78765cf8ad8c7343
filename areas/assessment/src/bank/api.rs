//! Banks over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{load, make};
use super::{Bank, BankId, of_partnership};
use crate::act::resource;
use crate::import::Found;
use crate::import::pages::{Outcome, read_file, take_as};
use crate::import::{Draft, carried};

/// A bank of items.
#[derive(Serialize, ToSchema)]
#[schema(as = ItemBank)]
pub struct BankJson {
    id: uuid::Uuid,
    title: String,
    /// The language that every item has.
    language: String,
    programme: Option<uuid::Uuid>,
    /// How many items can be asked.
    items: i64,
}

/// Banks, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct ItemBanks {
    banks: Vec<BankJson>,
    next: Option<uuid::Uuid>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewItemBank {
    title: String,
    /// `nl`, `en`, `de`, `fr` or `pl`.
    language: String,
    programme: Option<uuid::Uuid>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewItems {
    /// Text of a file: QTI 2.1, 2.2 or 3.0 as XML, or CSV.
    file: String,
    /// Only look: write nothing.
    preview: Option<bool>,
}

/// What was found in a file.
#[derive(Serialize, ToSchema)]
pub struct ItemsTaken {
    /// How many items were written.
    written: usize,
    items: Vec<ItemFound>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemFound {
    name: String,
    /// Why it can't be taken; nothing where it can.
    refused: Option<String>,
    /// What of it was left out.
    remarks: Vec<String>,
}

pub(crate) fn json(bank: Bank) -> BankJson {
    BankJson {
        id: bank.id.0,
        title: bank.title,
        language: bank.language,
        programme: bank.programme_id.map(|id| id.0),
        items: bank.items,
    }
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<BankId>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/banks", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = ItemBanks), (status = 401), (status = 403), (status = 404)))]
pub async fn get_banks(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let mut banks = of_partnership(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = banks.len() > 50;
    banks.truncate(50);
    let next = banks.last().filter(|_| more).map(|bank| bank.id.0);
    Ok(Json(ItemBanks { banks: banks.into_iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/banks", tag = "assessment", request_body = NewItemBank,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = BankJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_bank(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let Some(id) = make(&app, &scope, &mut form).await? else { return Err(form.into()) };
    Ok((StatusCode::CREATED, Json(json(load(&app, &scope, id).await?))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/banks/{bank}/imports", tag = "assessment", request_body = NewItems,
    params(("partnership" = uuid::Uuid, Path), ("bank" = uuid::Uuid, Path)),
    responses((status = 201, body = ItemsTaken), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_import(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let text = form.value("file").to_owned();
    if text.trim().is_empty() {
        form.refuse("file", Fault::new("fault-required"));
        return Err(form.into());
    }
    let found = match read_file(&t, &mut form, &bank, text.as_bytes()) {
        Outcome::Found(found) => found,
        Outcome::Refused(cells) => {
            for cell in cells.into_iter().take(100) {
                let named = Fault::new("fault-import-cell")
                    .with("row", cell.row)
                    .with("column", &cell.heading)
                    .with("why", cell.reason.words(&t));
                form.refuse(&format!("file.{}{}", cell.column, cell.row), named);
            }
            return Err(form.into());
        }
    };
    let drafts: Vec<Draft> = found.iter().filter_map(|one| one.item.as_ref().ok().cloned()).collect();
    let items = found
        .into_iter()
        .map(|Found { name, item, remarks }| ItemFound {
            name,
            refused: item.err().map(|why| why.words(&t)),
            remarks: remarks.iter().map(|remark| remark.words(&t)).collect(),
        })
        .collect();
    if form.flag("preview") || drafts.is_empty() {
        return Ok(Json(ItemsTaken { written: 0, items }).into_response());
    }
    let written = take_as(&app, &scope, &bank, &carried(&drafts)).await?;
    let written = written.ok_or_else(|| Problem::refused("fault-import-carried"))?;
    Ok((StatusCode::CREATED, Json(ItemsTaken { written, items })).into_response())
}
