//! A plan of the exit that the other side has not agreed to, for the first screen and the weekly digest.

use lustrum_governance::waiting::{Answer, Right, Source, Waiting, What};
use lustrum_kernel::access::{Partnered, Resource};
use lustrum_kernel::app::App;

use super::agreed_and_newest;

/// Knows the plan that waits.
pub struct Waits;

impl Source for Waits {
    fn of<'a>(&'a self, app: &'a App, known: &'a Partnered) -> Answer<'a> {
        Box::pin(async move {
            let (_, newest) = agreed_and_newest(app.db(), known.client, known.id).await?;
            let open = newest.filter(|plan| plan.agreed_at.is_none());
            let waiting = open.map(|plan| Waiting {
                key: "waiting-exit-plan",
                what: What::Number(plan.version),
                side: Some(plan.side.other()),
                seen: Right { action: "exit.view", of: |id| Resource::new("Exit", id) },
                answers: Right { action: "exit.plan", of: |id| Resource::new("Exit", id) },
                mandate: None,
                done_by: Vec::new(),
                place: "exit".to_owned(),
            });
            Ok(waiting.into_iter().collect())
        })
    }
}
