//! Looking at a round after an answer, in the transaction that takes it: an agreed trigger fires with the answer that
//! completes its group, or not at all. Nothing is written where nothing fires, so that no trace says when someone
//! answered.

use lustrum_kernel::Moment;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use lustrum_programme::module;
use lustrum_programme::proposal::{self, Evidence, Opening};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::trigger::{self, Kind, Terms};
use super::{Signal, SignalId, store, tell};
use crate::SMALLEST_GROUP;
use crate::feedback::Round;
use crate::form::Topic;
use crate::levels::{FIVE, Mean};

#[derive(FromQueryResult)]
struct Given {
    value: i64,
    earlier: bool,
}

/// What a trigger saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub mean: Mean,
    /// Of a drop, what was before.
    pub before: Option<Mean>,
}

/// Whether these answers are what was agreed to act on.
pub fn fires(terms: &Terms, now: &[f64], earlier: &[f64]) -> Option<Seen> {
    let least = usize::try_from(SMALLEST_GROUP.max(terms.from_answers.unsigned_abs())).unwrap_or(usize::MAX);
    if now.len() < least {
        return None;
    }
    let mean = Mean::on(FIVE, now);
    match terms.kind {
        Kind::Below => (mean.value < terms.threshold).then_some(Seen { mean, before: None }),
        Kind::Drop => {
            let enough = earlier.len() >= usize::try_from(SMALLEST_GROUP).unwrap_or(usize::MAX);
            let before = enough.then(|| Mean::on(FIVE, earlier))?;
            // What is left of a sum of decimals is no drop.
            (before.value - mean.value >= terms.threshold - 1e-9).then_some(Seen { mean, before: Some(before) })
        }
    }
}

fn column(topic: Topic) -> Option<&'static str> {
    match topic {
        Topic::Relevance => Some("relevance"),
        Topic::Intent => Some("intent"),
        Topic::Obstacles => Some("obstacles"),
        Topic::Facilitator => Some("facilitator"),
        Topic::Own => None,
    }
}

/// The answers of this round, and of the rounds of the module that were opened before it and may be shown.
async fn answers(
    tx: &Tx,
    tenant: OrganisationId,
    round: &Round,
    column: &str,
) -> Result<(Vec<f64>, Vec<f64>), DbError> {
    let sql = format!(
        "SELECT a.{column} AS value, a.round_id <> $3 AS earlier FROM feedback_answer a
         JOIN feedback_round f ON f.organisation_id = a.organisation_id AND f.id = a.round_id
         WHERE f.organisation_id = $1 AND f.module_id = $2 AND a.{column} BETWEEN 1 AND 5
         AND (f.id = $3 OR (f.opened <= $4 AND f.id < $3 AND (SELECT COUNT(*) FROM feedback_answer o
           WHERE o.organisation_id = f.organisation_id AND o.round_id = f.id) >= $5))
         LIMIT 50000"
    );
    let least = SMALLEST_GROUP as i64;
    let given: Vec<Given> = tx.all(&sql, values![tenant, round.module_id, round.id, round.opened, least]).await?;
    let values = |earlier: bool| {
        given.iter().filter(|given| given.earlier == earlier).map(|given| given.value as f64).collect::<Vec<_>>()
    };
    Ok((values(false), values(true)))
}

/// Fires every trigger in force that the round now gives a reason for, once each; says which signals these are. Where
/// there is an application to link to, facilitators and designers get a mail.
pub async fn watch(
    tx: &Tx,
    tenant: OrganisationId,
    round: &Round,
    at: Moment,
    app: Option<&App>,
) -> Result<Vec<SignalId>, DbError> {
    let mut fired = Vec::new();
    // A programme has a handful of triggers, and most rounds are looked at with none.
    for agreed in trigger::in_force(tx, tenant, round.programme_id).await? {
        let Some((terms, column)) = agreed.terms().and_then(|terms| Some((terms, column(terms.topic)?))) else {
            continue;
        };
        let (now, earlier) = answers(tx, tenant, round, column).await?;
        let Some(seen) = fires(&terms, &now, &earlier) else { continue };
        fired.extend(fire(tx, tenant, round, &agreed, &seen, at, app).await?);
    }
    Ok(fired)
}

async fn fire(
    tx: &Tx,
    tenant: OrganisationId,
    round: &Round,
    agreed: &trigger::Trigger,
    seen: &Seen,
    at: Moment,
    app: Option<&App>,
) -> Result<Option<SignalId>, DbError> {
    if store::fired(tx, tenant, agreed.id, round.id).await? {
        return Ok(None);
    }
    let Some(module) = module::find(tx, tenant, round.programme_id, round.module_id).await? else { return Ok(None) };
    let id = SignalId::new();
    let proposal = match proposal::pending_of_module(tx, tenant, module.id).await? {
        Some(waiting) => waiting.id,
        None => {
            let opening = Opening { tenant, partnership: round.partnership_id, by: None, at };
            let evidence = evidence(round, agreed, seen, id);
            proposal::open(tx, opening, &module, proposal::Trigger::Feedback, "", Some(&evidence)).await?
        }
    };
    let signal = Signal {
        id,
        partnership_id: round.partnership_id,
        programme_id: round.programme_id,
        module_id: round.module_id,
        module_title: round.module_title.clone(),
        module_version: round.module_version,
        cohort_title: round.cohort_title.clone(),
        round_id: round.id,
        trigger_id: agreed.id,
        topic: agreed.topic.clone(),
        kind: agreed.kind.clone(),
        threshold: agreed.threshold,
        value: seen.mean.value,
        low: seen.mean.interval.map(|interval| interval.0),
        high: seen.mean.interval.map(|interval| interval.1),
        n: seen.mean.n as i64,
        before_value: seen.before.map(|before| before.value),
        before_n: seen.before.map(|before| before.n as i64),
        fired_at: at,
        proposal_id: proposal,
        decided_at: None,
        to_version: None,
    };
    store::keep(tx, tenant, &signal).await?;
    let said = json!({ "module": signal.module_title, "cohort": signal.cohort_title, "topic": signal.topic });
    let event = Event::new(tenant, at, "signal.fired").within(round.partnership_id).about(id.0).saying(said);
    event::append(tx, event).await?;
    if let Some(app) = app {
        tell::everyone(app, tx, tenant, &signal).await?;
    }
    Ok(Some(id))
}

/// What the proposal shows for it, in numbers that every reader reads as they write them.
fn evidence(round: &Round, agreed: &trigger::Trigger, seen: &Seen, id: SignalId) -> Evidence {
    let one_digit = |value: f64| (value * 10.0).round() / 10.0;
    let mut evidence = Evidence {
        key: format!("signal-evidence-{}-{}", agreed.kind, agreed.topic),
        link: format!("/p/{}/evidence/signals/{id}", round.partnership_id),
        ..Evidence::default()
    };
    evidence.words.insert("cohort".to_owned(), round.cohort_title.clone());
    evidence.numbers.insert("value".to_owned(), one_digit(seen.mean.value));
    evidence.numbers.insert("threshold".to_owned(), agreed.threshold);
    evidence.numbers.insert("n".to_owned(), seen.mean.n as f64);
    if let Some(before) = seen.before {
        evidence.numbers.insert("before".to_owned(), one_digit(before.value));
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(kind: Kind, threshold: f64, from_answers: i64) -> Terms {
        Terms { topic: Topic::Relevance, kind, threshold, from_answers }
    }

    #[test]
    fn nothing_fires_before_the_smallest_group_whatever_was_agreed() {
        let low = [1.0; 4];
        assert_eq!(fires(&terms(Kind::Below, 3.5, 1), &low, &[]), None);
        let seen = fires(&terms(Kind::Below, 3.5, 1), &[1.0, 2.0, 3.0, 4.0, 5.0], &[]).unwrap();
        assert_eq!((seen.mean.value, seen.mean.n), (3.0, 5));
        assert_eq!(fires(&terms(Kind::Below, 3.5, 8), &[1.0; 7], &[]), None, "from the eighth on, as agreed");
    }

    #[test]
    fn under_the_threshold_is_not_at_it() {
        assert_eq!(fires(&terms(Kind::Below, 3.0, 5), &[3.0; 5], &[]), None);
        assert!(fires(&terms(Kind::Below, 3.1, 5), &[3.0; 5], &[]).is_some());
    }

    #[test]
    fn a_drop_is_against_the_earlier_rounds_of_the_module() {
        let drop = terms(Kind::Drop, 0.5, 5);
        assert_eq!(fires(&drop, &[3.0; 5], &[]), None, "there is nothing before");
        assert_eq!(fires(&drop, &[3.0; 5], &[4.0; 4]), None, "four are too few to compare with");
        assert_eq!(fires(&drop, &[4.0; 5], &[4.2; 10]), None);
        assert!(fires(&drop, &[3.7; 5], &[4.2; 10]).is_some());
    }
}
