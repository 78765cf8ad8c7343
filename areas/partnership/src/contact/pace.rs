//! How long decisions took: from what was asked to what was decided, per mandate and side.

use std::collections::HashMap;

use lustrum_kernel::Moment;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::Mandate;

const MICROS_OF_A_DAY: f64 = 86_400e6;
/// The newest so many events tell how fast decisions are; older ones say little of today.
const LOOKED_AT: i64 = 5_000;

/// How long a side takes over a kind of decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    pub side: Side,
    pub mandate: Mandate,
    /// Decisions that were counted.
    pub n: usize,
    /// In days.
    pub median: f64,
    pub longest: f64,
}

#[derive(Clone, Debug, FromQueryResult)]
struct Row {
    at: Moment,
    kind: String,
    subject_id: Option<uuid::Uuid>,
    /// Whether the person who did it works for the client.
    own: bool,
}

/// Of each mandate what a side was asked and decided; nothing of what nobody was asked yet.
pub async fn paces(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Pace>, DbError> {
    let mut rows: Vec<Row> = db
        .all(
            "SELECT e.at, e.kind, e.subject_id, m.person_id IS NOT NULL AS own FROM event e
             LEFT JOIN membership m ON m.organisation_id = e.organisation_id AND m.person_id = e.person_id
             WHERE e.organisation_id = $1 AND e.partnership_id = $2 AND e.kind IN (
               'charter.offered', 'charter.signed', 'agreement.offered', 'agreement.accepted', 'review.made',
               'decision.taken', 'programme.created', 'programme.changed', 'programme.measure-added',
               'programme.measure-removed', 'behaviour.added', 'behaviour.removed', 'programme.approved',
               'proposal.put', 'proposal.decided', 'terms.proposed', 'terms.accepted')
             ORDER BY e.number DESC LIMIT $3",
            values![tenant, partnership, LOOKED_AT],
        )
        .await?;
    rows.reverse();
    Ok(of(&rows))
}

/// The median of these days, which are in order; nothing of none.
///
/// ```
/// assert_eq!(lustrum_partnership::contact::median(&[1.0, 3.0, 8.0, 9.0]), Some(5.5));
/// ```
pub fn median(days: &[f64]) -> Option<f64> {
    let n = days.len();
    (n > 0).then(|| (days[(n - 1) / 2] + days[n / 2]) / 2.0)
}

fn of(rows: &[Row]) -> Vec<Pace> {
    // What waits for a decision, by what it is about, and since when.
    let mut asked: HashMap<uuid::Uuid, Moment> = HashMap::new();
    let mut review: Option<Moment> = None;
    let mut spans: Vec<(Mandate, Side, f64)> = Vec::new();
    for row in rows {
        let side = if row.own { Side::Organisation } else { Side::Partner };
        let since = row.subject_id.and_then(|subject| asked.get(&subject).copied());
        let mandate = match row.kind.as_str() {
            "charter.signed" => Mandate::SignCharter,
            "agreement.accepted" => Mandate::ReleaseData,
            "programme.approved" => Mandate::ApproveProgramme,
            "proposal.decided" => Mandate::DecideChange,
            "terms.accepted" => Mandate::AgreeTerms,
            "decision.taken" => Mandate::DecideReview,
            "review.made" => {
                review = Some(row.at);
                continue;
            }
            // An offer, or the last word written in a draft: from here on it waits.
            _ => {
                asked.extend(row.subject_id.map(|subject| (subject, row.at)));
                continue;
            }
        };
        let since = if mandate == Mandate::DecideReview { review } else { since };
        if let Some(since) = since {
            spans.push((mandate, side, (row.at.micros() - since.micros()) as f64 / MICROS_OF_A_DAY));
        }
    }
    let mut paces = Vec::new();
    for mandate in Mandate::ALL {
        for side in Side::BOTH {
            let mut days: Vec<f64> =
                spans.iter().filter(|span| span.0 == mandate && span.1 == side).map(|span| span.2).collect();
            days.sort_by(f64::total_cmp);
            if let (Some(median), Some(longest)) = (median(&days), days.last().copied()) {
                paces.push(Pace { side, mandate, n: days.len(), median, longest });
            }
        }
    }
    paces
}

#[cfg(test)]
mod tests {
    use lustrum_kernel::testing::a_morning;

    use super::*;

    fn row(days: i64, kind: &str, subject: u128, own: bool) -> Row {
        let subject_id = Some(uuid::Uuid::from_u128(subject));
        Row { at: a_morning().plus_days(days), kind: kind.to_owned(), subject_id, own }
    }

    #[test]
    fn cap_20_the_time_to_a_decision_runs_from_when_it_was_asked() {
        let rows = [
            row(0, "charter.offered", 1, true),
            row(1, "charter.signed", 1, true),
            row(4, "charter.signed", 1, false),
            // Written on and offered again: the clock starts anew.
            row(10, "charter.offered", 1, false),
            row(13, "charter.signed", 1, true),
            row(20, "programme.created", 2, false),
            row(24, "behaviour.added", 2, false),
            row(25, "programme.approved", 2, true),
            row(30, "decision.taken", 3, true),
            row(31, "review.made", 4, true),
            row(33, "decision.taken", 5, false),
            row(40, "agreement.offered", 6, true),
        ];
        let paces = of(&rows);
        let pace = |mandate, side| paces.iter().find(|pace| pace.mandate == mandate && pace.side == side);
        let signs = pace(Mandate::SignCharter, Side::Organisation).unwrap();
        assert_eq!((signs.n, signs.median, signs.longest), (2, 2.0, 3.0));
        assert_eq!(pace(Mandate::SignCharter, Side::Partner).unwrap().median, 4.0);
        let approves = pace(Mandate::ApproveProgramme, Side::Organisation).unwrap();
        assert_eq!((approves.n, approves.median), (1, 1.0), "from the last word that was written");
        assert_eq!(pace(Mandate::DecideReview, Side::Partner).unwrap().median, 2.0);
        assert!(pace(Mandate::DecideReview, Side::Organisation).is_none(), "there was no review to decide on");
        assert!(pace(Mandate::ReleaseData, Side::Partner).is_none(), "nobody answered yet");
    }
}
