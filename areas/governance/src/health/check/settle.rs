//! What a check that is over leads to: views that lie too far apart come before the next committee.

use lustrum_kernel::Moment;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::By;
use serde_json::json;

use super::outcome::{Outcome, Row, outcome};
use super::{Check, store};
use crate::happened;
use crate::health::setting;
use crate::meeting::{self, PointId};
use crate::owner::name_on;

/// What a check came to, beside the one before it.
pub(super) async fn told(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    check: &Check,
) -> Result<Outcome, DbError> {
    let now = of(db, tenant, check).await?;
    Ok(match store::before(db, tenant, partnership, check).await? {
        Some(before) => now.after(&of(db, tenant, &before).await?),
        None => now,
    })
}

async fn of(db: &impl Sql, tenant: OrganisationId, check: &Check) -> Result<Outcome, DbError> {
    let dimensions = store::dimensions(db, tenant, check.id).await?;
    Ok(outcome(&dimensions, &store::taken(db, tenant, check.id).await?))
}

/// `Decision speed: 1.7 points apart (Noordkade 4.0, Baken 2.3)`
pub(super) fn words(t: &Speaker, partnership: &Partnered, row: &Row) -> Option<String> {
    let (ours, theirs) = (row.means[0]?, row.means[1]?);
    let named = [
        ("dimension", row.dimension.name(t)),
        ("gap", t.number(row.apart()?, 1)),
        ("organisation", partnership.client_name.clone()),
        ("ours", t.number(ours.value, 1)),
        ("partner", partnership.partner_name.clone()),
        ("theirs", t.number(theirs.value, 1)),
    ];
    Some(t.say_with("health-check-point", &named))
}

/// Puts the widest gap on the agenda of the next committee where it is wider than both sides agreed on, once.
pub async fn settle(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: &Partnered,
    check: &Check,
    at: Moment,
) -> Result<Option<PointId>, DbError> {
    if !check.is_over(at) || !store::mark_settled(tx, tenant, check.id, at).await? {
        return Ok(None);
    }
    let by = By { tenant, partnership: partnership.id, side: check.side, person: check.opened_by, at };
    let outcome = told(tx, tenant, partnership.id, check).await?;
    let limit = setting::current(tx, tenant, partnership.id).await?.settings.gap;
    let wide = outcome.widest().filter(|row| row.apart().is_some_and(|apart| apart > limit));
    let said = json!({ "closes": check.closes.to_string(), "side": name_on(partnership, check.side) });
    event::append(tx, happened(&by, "health.check-closed").about(check.id.0).saying(said)).await?;
    let Some(row) = wide else { return Ok(None) };
    if row.means.iter().any(Option::is_none) {
        return Ok(None);
    }
    meeting::raise_itself(tx, &by, |t| words(t, partnership, row).unwrap_or_default()).await.map(Some)
}
