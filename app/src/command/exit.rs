//! `lustrum exit | import-exit`

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, ensure};
use clap::Args;
use lustrum_exit::archive::{self, MOST_BYTES, Order};
use lustrum_identity::sign_in::{Purpose, one_time_link};
use lustrum_identity::{membership, partnership};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::Config;
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::Db;
use lustrum_kernel::id::{OrganisationId, PartnershipId};

use crate::config::{Place, Settings};

#[derive(Args, Debug)]
pub struct Exit {
    /// The partnership's id, as its pages have it
    #[arg(long)]
    partnership: PartnershipId,
    #[arg(long, value_name = "organisation|partner")]
    side: String,
    /// The file to write; it must not exist yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Leave out the answers that people gave on the promise that nobody reads them one by one
    #[arg(long)]
    without_answers: bool,
}

impl Exit {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let side =
            Side::parse(&self.side).ok_or_else(|| anyhow!("--side is organisation or partner, not {:?}", self.side))?;
        ensure!(!self.out.exists(), "{} exists already", self.out.display());
        let settings = Settings::read(place)?;
        let url = settings.database(place, &super::usual_folder())?;
        let config = Config { key_file: settings.key_file_for(&url), ..Config::default() };
        // The texts of the readme are the areas' own, so they are put together as for serving.
        let app = crate::compose::application(Db::open(&url).await?, Clock::system(), config).await?;
        let known = partnership::find(app.db(), self.partnership).await?;
        let known = known.with_context(|| format!("there is no partnership {}", self.partnership))?;
        let order = Order { partnership: known, side, promised: !self.without_answers, at: app.now() };
        // It is whole or it is not there.
        let part = self.out.with_extension("part");
        let made = archive::write(app.db(), app.config().key_file.as_deref(), &order, &part).await;
        app.db().clone().close().await?;
        let made = made.inspect_err(|_| drop(std::fs::remove_file(&part)))?;
        std::fs::rename(&part, &self.out)?;
        println!("{} bytes in {}, SHA-256 {}", made.bytes, self.out.display(), made.sha256);
        println!("{} rows, {} documents", made.manifest.rows(), made.manifest.documents.len());
        for held in &made.manifest.withheld {
            println!("withheld ({}): {} {}", held.why, held.kind, held.title);
        }
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args, Debug)]
pub struct ImportExit {
    /// An archive that `lustrum exit` or the page of the exit wrote
    file: PathBuf,
    /// The most that all files in it may hold together, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = MOST_BYTES)]
    most: u64,
    /// A fingerprint that was kept elsewhere: of a charter, of terms, of an event, or the SHA-256 of the archive. Nothing
    /// is taken in unless something in it has it; may be given several times
    #[arg(long, value_name = "FINGERPRINT")]
    expect: Vec<String>,
}

impl ImportExit {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let settings = Settings::read(place)?;
        let url = settings.database(place, &super::usual_folder())?;
        let key = settings.key_file_for(&url);
        let db = Db::open(&url).await?;
        let taken = take(&db, key.as_deref(), &self).await;
        let said = match taken {
            Ok(said) => said,
            Err(error) => {
                db.close().await?;
                return Err(error);
            }
        };
        db.close().await?;
        println!("{said}");
        Ok(ExitCode::SUCCESS)
    }
}

/// Brings the schema up to date, takes the archive in, and says what came of it with a way to sign in.
async fn take(db: &Db, key: Option<&Path>, asked: &ImportExit) -> anyhow::Result<String> {
    let clock = Clock::system();
    crate::compose::bring_up_to_date(db, &clock).await?;
    if let Some(key) = key {
        crate::compose::prepare_key(db, key).await?;
    }
    let taken = archive::import_expecting(db, key, &asked.file, asked.most, &asked.expect).await;
    let taken = taken.context("nothing was taken in")?;
    let manifest = &taken.manifest;
    let own = if manifest.side == Side::Organisation.word() { &manifest.organisation } else { &manifest.partner };
    let mut said = format!(
        "{} rows and {} documents of {}, with {} events of history: the chain holds, and what was signed is what it holds",
        manifest.rows(),
        manifest.documents.len(),
        own.name,
        taken.events
    );
    for print in &taken.signed.prints {
        said += &format!("\n{} {}: fingerprint {}", print.what.word(), print.number, print.fingerprint);
    }
    said += match asked.expect.is_empty() {
        true => "\nAn archive can be made up whole: compare a fingerprint with one that the other side kept (--expect)",
        false => "\nEvery fingerprint that was expected is in it",
    };
    let people = membership::people(db, OrganisationId(own.id)).await?;
    let leads = |role: &Role| matches!(role, Role::LdLead | Role::PartnerLead);
    if let Some(lead) = people.iter().find(|member| member.roles.iter().any(leads)) {
        // Passwords do not travel.
        let tx = db.begin().await?;
        let path = one_time_link(&tx, lead.person, Purpose::Demo, clock.now()).await?;
        tx.commit().await?;
        said += &format!("\n{} signs in once, within twelve hours, at {path}", lead.name);
    }
    Ok(said)
}
