//! What waits in the rhythm: proposals and contests of a review, minutes, experiments with their money, and modules that are
//! re-evaluated.

use lustrum_kernel::access::{Partnered, Resource};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_partnership::contact::Mandate;

use super::{Right, Waiting, What};
use crate::experiment::{self, State, fence};
use crate::meeting::minutes;
use crate::midway;
use crate::review::{contest, verdict};

const REVIEWS: Right = Right { action: "review.view", of: |id| Resource::new("Reviews", id) };
const EXPERIMENTS: Right = Right { action: "experiment.list", of: |id| Resource::new("Experiments", id) };
const EXPERIMENTING: Right = Right { action: "experiment.change", of: |id| Resource::new("Experiments", id) };

/// So many of the newest contests are looked at.
const CONTESTS: i64 = 50;

pub(super) async fn waiting(db: &impl Sql, known: &Partnered) -> Result<Vec<Waiting>, DbError> {
    let (tenant, id) = (known.client, known.id);
    let put = verdict::waiting(db, tenant, id).await?;
    let mut all: Vec<Waiting> = put
        .into_iter()
        .map(|put| Waiting {
            key: "waiting-proposal",
            what: What::Text(put.text),
            side: Some(put.answers),
            seen: REVIEWS,
            answers: Right { action: "decision.take", of: |id| Resource::new("Decisions", id) },
            mandate: Some(Mandate::DecideReview),
            done_by: Vec::new(),
            place: format!("reviews/{}/proposals/{}", put.period, put.note),
        })
        .collect();
    let contests = contest::list(db, tenant, id, None, CONTESTS).await?;
    all.extend(contests.into_iter().filter(|one| one.outcome.is_none()).map(|one| {
        // The other side answers; then the one that contests says what came of it.
        let (key, side) = match one.answer {
            None => ("waiting-contest", one.side.other()),
            Some(_) => ("waiting-contest-outcome", one.side),
        };
        Waiting {
            key,
            what: What::Text(one.view),
            side: Some(side),
            seen: REVIEWS,
            answers: Right { action: "review.contest", of: |id| Resource::new("Reviews", id) },
            mandate: None,
            done_by: Vec::new(),
            place: format!("contests/{}", one.id),
        }
    }));
    let minutes = minutes::waiting(db, tenant, id).await?;
    all.extend(minutes.into_iter().map(|one| Waiting {
        key: "waiting-minutes",
        what: What::Meeting(one.kind, one.day),
        side: Some(one.answers),
        seen: Right { action: "meeting.view", of: |id| Resource::new("Meetings", id) },
        answers: Right { action: "meeting.approve", of: |id| Resource::new("Meetings", id) },
        mandate: one.kind.needs_quorum().then_some(Mandate::DecideReview),
        done_by: Vec::new(),
        place: format!("meetings/{}", one.meeting),
    }));
    all.extend(experiments(db, known).await?);
    let modules = midway::waiting(db, tenant, id).await?;
    all.extend(modules.into_iter().map(|one| Waiting {
        key: one.verdict.waiting_key(),
        what: What::Text(one.title),
        side: Some(one.answers),
        seen: Right { action: "midway.list", of: |id| Resource::new("Midways", id) },
        answers: Right { action: "midway.decide", of: |id| Resource::new("Midways", id) },
        mandate: Some(Mandate::DecideChange),
        done_by: Vec::new(),
        place: format!("midway/{}/modules/{}", one.midway, one.module),
    }));
    Ok(all)
}

async fn experiments(db: &impl Sql, known: &Partnered) -> Result<Vec<Waiting>, DbError> {
    let (tenant, id) = (known.client, known.id);
    let mut all = Vec::new();
    if let Some(open) = fence::open(db, tenant, id).await? {
        all.push(Waiting {
            key: "waiting-fence",
            what: What::Share(open.share),
            side: Some(open.side.other()),
            seen: EXPERIMENTS,
            answers: EXPERIMENTING,
            mandate: Some(Mandate::AgreeTerms),
            done_by: Vec::new(),
            place: "experiments".to_owned(),
        });
    }
    let known = experiment::list(db, tenant, id).await?;
    all.extend(known.into_iter().filter(|one| one.state == State::Proposed).map(|one| Waiting {
        key: "waiting-experiment",
        what: What::Text(one.plan.title),
        side: Some(one.side.other()),
        seen: EXPERIMENTS,
        answers: EXPERIMENTING,
        mandate: Some(Mandate::DecideReview),
        done_by: Vec::new(),
        place: format!("experiments/{}", one.id),
    }));
    Ok(all)
}
