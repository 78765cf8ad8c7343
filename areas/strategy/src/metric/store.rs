use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Example, Kind, Place, Reason, User};
use crate::kpi::{Kpi, KpiId};

/// Where a KPI stands in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered {
    pub place: Place,
    pub example: Option<Example>,
}

#[derive(FromQueryResult)]
struct Row {
    kpi_id: KpiId,
    kind: String,
    users: String,
    reasons: String,
    part: Option<f64>,
    whole: Option<f64>,
    value: Option<f64>,
}

impl Row {
    fn registered(&self) -> Registered {
        let usual = Place::of_a_kpi();
        Registered {
            place: Place {
                kind: Kind::parse(&self.kind).unwrap_or(usual.kind),
                users: self.users.split(' ').filter_map(User::parse).collect(),
                reasons: self.reasons.split(' ').filter_map(Reason::parse).collect(),
            },
            example: match (self.part, self.whole, self.value) {
                (Some(part), Some(whole), Some(value)) => Some(Example { part, whole, value }),
                _ => None,
            },
        }
    }
}

/// Puts a KPI in its place in the register, or moves it.
pub async fn register(
    tx: &Tx,
    organisation: OrganisationId,
    kpi: &Kpi,
    by: PersonId,
    at: Moment,
    registered: &Registered,
) -> Result<(), DbError> {
    let words = |words: Vec<&str>| words.join(" ");
    let place = &registered.place;
    let (users, reasons) = (
        words(place.users.iter().map(|user| user.word()).collect()),
        words(place.reasons.iter().map(|reason| reason.word()).collect()),
    );
    let example = registered.example;
    tx.run(
        "INSERT INTO kpi_metric (organisation_id, kpi_id, kind, users, reasons, part, whole, value, made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
         ON CONFLICT (organisation_id, kpi_id) DO UPDATE SET kind = $3, users = $4, reasons = $5, part = $6, whole = $7,
           value = $8, made_by = $9, made_at = $10",
        values![
            organisation,
            kpi.id,
            place.kind.word(),
            users.clone(),
            reasons.clone(),
            example.map(|example| example.part),
            example.map(|example| example.whole),
            example.map(|example| example.value),
            by,
            at
        ],
    )
    .await?;
    let said = json!({ "title": kpi.title, "kind": place.kind.word(), "users": users, "reasons": reasons });
    event::append(tx, Event::new(organisation, at, "kpi.registered").by(by).about(kpi.id.0).saying(said)).await?;
    Ok(())
}

/// What was said of the KPIs of an organisation; the others stand where a KPI stands.
pub async fn of_kpis(db: &impl Sql, organisation: OrganisationId) -> Result<HashMap<KpiId, Registered>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT kpi_id, kind, users, reasons, part, whole, value FROM kpi_metric
             WHERE organisation_id = $1 ORDER BY kpi_id LIMIT 10000",
            values![organisation],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.kpi_id, row.registered())).collect())
}
