//! `lustrum review`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;
use lustrum_governance::quarter::Quarter;
use lustrum_governance::review::{self, Format};
use lustrum_identity::partnership;
use lustrum_kernel::clock::Clock;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Locale;

use crate::config::Place;

#[derive(Args, Debug)]
pub struct Review {
    /// The partnership's id, as its pages have it
    partnership: PartnershipId,
    /// The quarter, such as 2026-Q3
    #[arg(long)]
    period: Quarter,
    #[arg(long, default_value = "en", value_name = "en|nl")]
    lang: String,
    #[arg(long, default_value = "pdf", value_name = "pdf|html|json")]
    format: String,
    /// The file to write; nothing writes to the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Review {
    /// Gives the review that was made; where there is none yet, makes it as the click on the page does.
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let locale = Locale::parse(&self.lang).ok_or_else(|| anyhow!("--lang is en or nl, not {:?}", self.lang))?;
        let format = Format::parse(&self.format)
            .ok_or_else(|| anyhow!("--format is pdf, html or json, not {:?}", self.format))?;
        let db = super::open(place).await?;
        // The texts are the areas' own, so they are put together as for serving.
        let app = crate::compose::application(db, Clock::system(), lustrum_kernel::app::Config::default()).await?;
        let known = partnership::find(app.db(), self.partnership).await?;
        let known = known.with_context(|| format!("there is no partnership {}", self.partnership))?;
        let tx = app.db().begin().await?;
        let generated = review::is_generated(&tx, &known).await?;
        let made = review::latest_or_made(&tx, &known, app.now(), self.period, generated).await?;
        tx.commit().await?;
        let contests = review::contest::of_review(app.db(), known.client, known.id, made.period, made.number).await?;
        let bytes = review::document_with(&made.content, &contests, locale, format)?;
        match &self.out {
            Some(path) => {
                std::fs::write(path, &bytes).with_context(|| format!("{} can't be written", path.display()))?;
                println!("{} bytes in {}, of the review with the hash {}", bytes.len(), path.display(), made.hash);
            }
            None => std::io::Write::write_all(&mut std::io::stdout().lock(), &bytes)?,
        }
        app.db().clone().close().await?;
        Ok(ExitCode::SUCCESS)
    }
}
