//! Reads the record store on from where it stopped and takes evidence from it, step by step.

use std::time::{Duration, Instant};

use lustrum_kernel::app::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_records::store::StoreError;

use super::step::{Came, MOST, step};

/// What a reading came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Statements that were looked at.
    pub looked_at: usize,
    /// There was time for everything.
    pub whole: bool,
}

/// Reads everything that is there; says how many statements were looked at.
pub async fn run(app: &App, tenant: OrganisationId) -> Result<usize, StoreError> {
    run_for(app, tenant, Duration::MAX).await.map(|reading| reading.looked_at)
}

/// Begins no further step after this time: whatever else the process has to do waits for no more than that.
pub(super) async fn run_for(app: &App, tenant: OrganisationId, time: Duration) -> Result<Reading, StoreError> {
    let began = Instant::now();
    let mut looked_at = 0;
    loop {
        match step(app, tenant, MOST).await? {
            Came::Read(number) => looked_at += number,
            Came::Changed => {}
            Came::Nothing => return Ok(Reading { looked_at, whole: true }),
        }
        if began.elapsed() >= time {
            return Ok(Reading { looked_at, whole: false });
        }
    }
}
