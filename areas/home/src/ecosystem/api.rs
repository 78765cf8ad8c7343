//! The map over the API.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::Answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::pages::{Sealed, resource, sealed, sees_costs};
use super::{Bill, Share};

/// What one partner does for a skill in a country.
#[derive(Serialize, ToSchema)]
pub struct EcosystemShare {
    partnership: uuid::Uuid,
    partner: String,
    /// Cohorts with a session that has begun.
    cohorts: usize,
    /// The day of the last such session, as `YYYY-MM-DD`.
    last: Option<String>,
    /// Cohorts that are still to begin.
    planned: usize,
    from: Option<String>,
    /// Cohorts on a wait-list.
    waiting: usize,
}

/// An amount in minor units.
#[derive(Serialize, ToSchema)]
pub struct EcosystemAmount {
    amount: i64,
    currency: String,
}

/// What closing a gap would cost: everyone who is there, at what a learner cost so far where that is least.
#[derive(Serialize, ToSchema)]
pub struct EcosystemClosing {
    people: i64,
    programme: uuid::Uuid,
    per_learner: i64,
    amount: i64,
    currency: String,
}

#[derive(Serialize, ToSchema)]
pub struct EcosystemCell {
    /// A code of ISO 3166-1, or the region as it is written where it names no country.
    country: String,
    /// `covered`, `planned`, `lapsed` (given more than a year ago), `waits` (wait-list only), `gap`.
    standing: &'static str,
    shares: Vec<EcosystemShare>,
    /// Of a gap. Nothing where it can't be told, or the caller may not know of costs.
    closing: Option<EcosystemClosing>,
    /// What all partners but the largest spend on the skill here, where several cover it. Nothing where it can't be told.
    overlap: Option<EcosystemAmount>,
}

/// A critical behaviour; the same words are the same skill, whoever teaches it.
#[derive(Serialize, ToSchema)]
pub struct EcosystemSkill {
    skill: String,
    /// Whether every programme that teaches it is a draft.
    draft: bool,
    cells: Vec<EcosystemCell>,
}

#[derive(Serialize, ToSchema)]
pub struct EcosystemClient {
    client: uuid::Uuid,
    client_name: String,
    /// Skills in countries, and how many of these are covered, planned, and neither.
    all: usize,
    covered: usize,
    planned: usize,
    gaps: usize,
    /// Covered by one partner alone, and by several.
    alone: usize,
    several: usize,
    /// What closing all gaps would cost, and what overlaps, by currency; empty where nothing can be told.
    closing: Vec<EcosystemAmount>,
    overlap: Vec<EcosystemAmount>,
    skills: Vec<EcosystemSkill>,
}

/// One map for each client that the organisation works for; a client organisation has its own only.
#[derive(Serialize, ToSchema)]
pub struct Ecosystem {
    clients: Vec<EcosystemClient>,
}

fn share(of: &Sealed, share: &Share) -> EcosystemShare {
    let partner = of.partners.iter().find(|known| known.id == share.partnership);
    EcosystemShare {
        partnership: share.partnership.0,
        partner: partner.map(|known| known.partner_name.clone()).unwrap_or_default(),
        cohorts: share.cohorts,
        last: share.last.map(|day| day.to_string()),
        planned: share.planned,
        from: share.from.map(|day| day.to_string()),
        waiting: share.waiting,
    }
}

fn amounts(bill: Bill) -> Vec<EcosystemAmount> {
    bill.sums.into_iter().map(|(currency, amount)| EcosystemAmount { amount, currency }).collect()
}

fn client(of: &Sealed, costs: bool) -> EcosystemClient {
    let (map, sums) = (&of.map, of.map.sums());
    let skills = map.skills.iter().map(|skill| EcosystemSkill {
        skill: skill.text.clone(),
        draft: skill.draft,
        cells: (skill.cells.iter().zip(&map.countries).enumerate())
            .map(|(place, (cell, country))| EcosystemCell {
                country: country.code(),
                standing: cell.standing(map.today).word(),
                shares: cell.shares.iter().map(|one| share(of, one)).collect(),
                closing: (costs && cell.standing(map.today).is_gap()).then(|| map.closing(skill, place)).flatten().map(
                    |one| EcosystemClosing {
                        people: one.people,
                        programme: one.programme.0,
                        per_learner: one.per_learner,
                        amount: one.minor,
                        currency: one.currency,
                    },
                ),
                overlap: (costs && cell.partners(map.today) > 1)
                    .then(|| map.overlap(skill, place))
                    .flatten()
                    .map(|one| EcosystemAmount { amount: one.minor, currency: one.currency }),
            })
            .collect(),
    });
    EcosystemClient {
        client: of.client.0,
        client_name: of.name.clone(),
        all: sums.all(),
        covered: sums.covered,
        planned: sums.planned,
        gaps: sums.gaps,
        alone: sums.alone,
        several: sums.shared,
        closing: if costs { amounts(map.closing_bill()) } else { Vec::new() },
        overlap: if costs { amounts(map.overlap_bill()) } else { Vec::new() },
        skills: skills.collect(),
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/ecosystem", tag = "home",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Ecosystem), (status = 401), (status = 403), (status = 404)))]
pub async fn get_ecosystem(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "ecosystem.view", &resource(&scope))?;
    let (clients, costs) = (sealed(&app, &scope).await?, sees_costs(&app, &scope));
    Ok(Json(Ecosystem { clients: clients.iter().map(|one| client(one, costs)).collect() }).into_response())
}
