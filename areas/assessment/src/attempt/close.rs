//! Hands in what nobody handed in, when its time is over.

use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::job::{Handler, Job, JobError, Run};
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::store::{Seat, hand_in_with, overdue};
use crate::exam::{self, items_of};
use crate::sitting::{self, SittingId, Standing};

/// The kind of its jobs.
pub const CLOSES: &str = "attempts.close";

pub struct CloseAttempts;

impl Handler for CloseAttempts {
    fn kind(&self) -> &'static str {
        CLOSES
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let sitting: Option<SittingId> = job.payload()["sitting"].as_str().and_then(|text| text.parse().ok());
            let sitting = sitting.ok_or_else(|| JobError::Never("no sitting".to_owned()))?;
            let closed = close(app, job.organisation_id, sitting).await?;
            Ok(format!("{closed} handed in"))
        })
    }
}

#[derive(FromQueryResult)]
struct Place {
    partnership_id: PartnershipId,
}

async fn close(app: &App, tenant: OrganisationId, id: SittingId) -> Result<usize, DbError> {
    let (db, at) = (app.db(), app.now());
    let place: Option<Place> = db
        .maybe("SELECT partnership_id FROM sitting WHERE organisation_id = $1 AND id = $2", values![tenant, id])
        .await?;
    let Some(Place { partnership_id: partnership }) = place else { return Ok(0) };
    let Some(sitting) = sitting::find(db, tenant, partnership, id).await? else { return Ok(0) };
    let Some(test) = exam::find(db, tenant, partnership, sitting.test_id).await? else { return Ok(0) };
    let items = items_of(db, tenant, test.id).await?;
    let over = sitting.standing(at) == Standing::Over;
    let mut closed = 0;
    // Each in a transaction of its own: one person's answers never wait for another's.
    for late in overdue(db, tenant, id, over, at).await? {
        let seat =
            Seat { tenant, partnership, enrolment: late.enrolment_id, sitting: sitting.clone(), test: test.clone() };
        let tx = db.begin().await?;
        if hand_in_with(&tx, &seat, &late.attempt, &items, at).await? {
            closed += 1;
        }
        tx.commit().await?;
    }
    Ok(closed)
}
