//! Contacts over the API.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_identity::membership;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::money::Money;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{read_given, resource};
use super::reach::refuse_own;
use super::{Contact, Mandate, Pace, contacts, give, paces};
use crate::By;
use crate::terms::usual_currency;

/// A person of either side, and what it may decide.
#[derive(Serialize, ToSchema)]
#[schema(as = Contact)]
pub struct ContactJson {
    person: uuid::Uuid,
    name: String,
    email: String,
    /// `organisation` or `partner`.
    side: String,
    /// Mandates: `sign-charter`, `approve-programme`, `release-data`, `decide-review`, `decide-change`,
    /// `agree-terms`.
    holds: Vec<String>,
    /// Mandates in which the person stands in for the holder.
    deputises: Vec<String>,
    /// When they were given.
    since: String,
    /// The last day on which they hold, and the largest amount that the person may decide on, in minor units.
    until: Option<String>,
    most: Option<i64>,
    /// The largest amounts for kinds of decision, by the mandate, in place of the one above.
    mosts: BTreeMap<String, i64>,
    /// The currency of these amounts; nothing where there are none. What is decided in another is outside the mandate.
    currency: Option<String>,
}

/// How long a side took over a kind of decision, from when it was asked.
#[derive(Serialize, ToSchema)]
#[schema(as = Pace)]
pub struct PaceJson {
    mandate: String,
    /// `organisation` or `partner`.
    side: String,
    /// Decisions that were counted.
    n: usize,
    median_days: f64,
    longest_days: f64,
}

#[derive(Serialize, ToSchema)]
pub struct Contacts {
    contacts: Vec<ContactJson>,
    /// Of what nobody was asked to decide yet, nothing.
    time_to_decision: Vec<PaceJson>,
}

/// Everything that the person is to decide from now on.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct GivenMandates {
    holds: Option<Vec<String>>,
    deputises: Option<Vec<String>>,
    until: Option<String>,
    most: Option<i64>,
    /// The largest amounts for kinds of decision, by the mandate, in place of the one above: `{"decide-change": 2500000}`.
    mosts: Option<BTreeMap<String, i64>>,
    /// The currency of these amounts; without it that of the terms, and where there are none euros.
    currency: Option<String>,
}

fn by_word(mosts: &BTreeMap<Mandate, Money>) -> BTreeMap<String, i64> {
    mosts.iter().map(|(mandate, most)| (mandate.word().to_owned(), most.minor)).collect()
}

fn words(mandates: &[Mandate]) -> Vec<String> {
    mandates.iter().map(|mandate| mandate.word().to_owned()).collect()
}

fn json(contact: Contact) -> ContactJson {
    ContactJson {
        person: contact.person.0,
        name: contact.name,
        email: contact.email,
        side: contact.side.word().to_owned(),
        holds: words(&contact.holds),
        deputises: words(&contact.deputises),
        since: contact.since.to_string(),
        until: contact.limits.until.map(|day| day.to_string()),
        mosts: by_word(&contact.mosts),
        currency: contact.limits.most.iter().chain(contact.mosts.values()).map(|most| most.currency.clone()).next(),
        most: contact.limits.most.map(|most| most.minor),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/contacts", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Contacts), (status = 401), (status = 403), (status = 404)))]
pub async fn get_contacts(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "contacts.view", &resource(&scope))?;
    let known = contacts(app.db(), scope.tenant(), scope.id()).await?;
    let paces = paces(app.db(), scope.tenant(), scope.id()).await?;
    let pace = |pace: Pace| PaceJson {
        mandate: pace.mandate.word().to_owned(),
        side: pace.side.word().to_owned(),
        n: pace.n,
        median_days: pace.median,
        longest_days: pace.longest,
    };
    let answer = Contacts {
        contacts: known.into_iter().map(json).collect(),
        time_to_decision: paces.into_iter().map(pace).collect(),
    };
    Ok(Json(answer).into_response())
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/contacts/{person}", tag = "partnership",
    request_body = GivenMandates,
    params(("partnership" = uuid::Uuid, Path), ("person" = uuid::Uuid, Path)),
    responses((status = 200, body = ContactJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn put_contact(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, person)): Path<(PartnershipId, PersonId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "contacts.change", &resource(&scope))?;
    let member = membership::find(app.db(), scope.own(), person).await?.ok_or(Problem::NotFound)?;
    let usual = usual_currency(app.db(), scope.tenant(), scope.id()).await?;
    let given = read_given(&mut form, &scope.viewer.speaker(), scope.side, Some(&member), &usual);
    refuse_own(&app, &scope, &mut form, person, &given).await?;
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    give(&tx, &By::viewer(&scope, app.now()), member.person, &member.name, &given).await?;
    tx.commit().await?;
    let contact = ContactJson {
        person: member.person.0,
        name: member.name,
        email: member.email,
        side: scope.side.word().to_owned(),
        holds: words(&given.holds),
        deputises: words(&given.deputises),
        since: app.now().to_string(),
        until: given.limits.until.map(|day| day.to_string()),
        most: given.limits.most.as_ref().map(|most| most.minor),
        mosts: by_word(&given.mosts),
        currency: given.currency().map(str::to_owned),
    };
    Ok(Json(contact).into_response())
}
