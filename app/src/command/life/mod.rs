//! `lustrum life`, which no help shows: the worlds that `cargo xtask bench life` measures, and what it measures inside the
//! process. All generated.

mod world;
mod years;

use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Subcommand};
use lustrum_governance::digest;
use lustrum_identity::session;
use lustrum_kernel::App;
use lustrum_kernel::app::Config;
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::Sql;
use lustrum_kernel::id::PartnershipId;
use lustrum_selection::ranking::topsis::Better;
use lustrum_selection::ranking::{Table, Weights, flip, robust, smart, topsis};
use serde_json::{Value, json};

use crate::config::Place;

#[derive(Args, Debug)]
pub struct Life {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand, Debug)]
enum Part {
    /// Fill an empty database with 10,000 people over 200 partnerships, and write their digests of a week
    Digest,
    /// Put three years, 5,000 actions and 199 other partnerships beside a partnership that there is
    Years {
        #[arg(long)]
        partnership: PartnershipId,
    },
    /// How firm the ranking of a selection is
    Selection,
}

impl Life {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let said = match self.part {
            Part::Selection => selection()?,
            Part::Digest => digests(place).await?,
            Part::Years { partnership } => {
                let app = application(place, Clock::system()).await?;
                let lead = years::lived(&app, partnership).await?;
                let tx = app.db().begin().await?;
                let token = session::begin(&tx, lead, "bench", app.now()).await?;
                tx.commit().await?;
                app.db().clone().close().await?;
                json!({ "cookie": format!("{}={token}", session::COOKIE) })
            }
        };
        println!("{said}");
        Ok(ExitCode::SUCCESS)
    }
}

async fn application(place: &Place, clock: Clock) -> anyhow::Result<App> {
    let db = super::open(place).await?;
    // Mail stays in the outbox, as in the demo.
    crate::compose::application(db, clock, Config { demo: true, ..Config::default() }).await
}

/// Writes the digests of one Monday morning and says how long that took.
async fn digests(place: &Place) -> anyhow::Result<Value> {
    let clock = Clock::standing_at(world::begins());
    let app = application(place, clock.clone()).await?;
    let people = world::fill(&app).await?;
    // Everybody's first digest is planned from here on.
    digest::send_due(&app).await?;
    clock.set(world::monday());
    let started = Instant::now();
    let sent = digest::send_due(&app).await?;
    let seconds = started.elapsed().as_secs_f64();
    let again = digest::send_due(&app).await?;
    let written = app.db().number("SELECT COUNT(*) AS number FROM mail", vec![]).await?;
    let octets = app.db().number("SELECT CAST(SUM(LENGTH(body)) AS BIGINT) AS number FROM mail", vec![]).await?;
    app.db().clone().close().await?;
    Ok(
        json!({ "people": people, "sent": sent, "again": again, "written": written, "octets": octets, "seconds": seconds }),
    )
}

/// What the page of a ranking works out, for 12 candidates by 40 criteria.
fn selection() -> anyhow::Result<Value> {
    const TIMES: usize = 20;
    let (candidates, criteria) = (12_u32, 40_u32);
    let cell = |row: u32, column: u32| f64::from((row * 37 + column * 61 + row * column * 7) % 97) / 96.0;
    let rows = (0..candidates).map(|row| (0..criteria).map(|column| cell(row, column)).collect()).collect();
    let table = Table::new(rows)?;
    let sum: f64 = (1..=criteria).map(f64::from).sum();
    let weights = Weights::new((1..=criteria).map(|weight| f64::from(weight) / sum).collect())?;
    let mut times = Vec::new();
    for seed in 0..TIMES {
        let started = Instant::now();
        let shares = robust::shares_of_first(&table, &weights, seed as u64, robust::DRAWS)?;
        let flip = flip::smallest_flip(&table, &weights)?;
        let holds = robust::holds_within(&table, &weights, robust::SWING)?;
        let smart = smart::rank(&table, &weights)?;
        let topsis = topsis::rank(&table, &weights, &vec![Better::Higher; criteria as usize])?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        std::hint::black_box((shares, flip, holds, smart, topsis));
    }
    times.sort_by(f64::total_cmp);
    Ok(json!({ "median": times[TIMES / 2], "slowest": times[TIMES - 1] }))
}
