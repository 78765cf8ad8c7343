//! The command line. Every command takes `--data DIR` or `--database-url URL`, and `--format json` where it answers.

mod backup;
mod exit;
mod heads;
mod import;
mod life;
mod review;
pub mod serve;
mod study;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::Db;
use lustrum_sharing::room::apart;

use crate::config::{Place, Settings};

/// The workspace of a lifelong training partnership
#[derive(Parser, Debug)]
#[command(name = "lustrum", version, about)]
pub struct Lustrum {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the product; on an empty database it opens the set-up page
    Serve(serve::Serve),
    /// Serve the product with the demo story and a real programme in it
    Demo(crate::demo::Demo),
    /// Bring the schema of the database up to date
    Migrate,
    /// Copy the whole database to a file while it is in use (SQLite)
    Backup(backup::Backup),
    /// Put a copy back in place of the database (SQLite, server stopped)
    Restore(backup::Restore),
    /// Check the history of every organisation and everything that was signed: what was altered or removed is named
    Verify(verify::Verify),
    /// Check an exported charter and its signatures, without a database
    VerifyCharter(verify::VerifyCharter),
    /// Write everything of an organisation to a folder of CSV and JSON files
    Export(backup::Export),
    /// Write everything that one side of a partnership takes with it into one archive of open formats
    Exit(exit::Exit),
    /// Take such an archive into an empty database
    ImportExit(exit::ImportExit),
    /// Estimate effects from a file, or check a draw by lot
    Study(study::Study),
    /// Give the quarterly review of a partnership; where it was not made yet, make it
    Review(review::Review),
    /// Take data in from a file
    Import(import::Import),
    /// What sets one document of a data room with its mark: from the standard input to the standard output
    #[command(hide = true)]
    SetDocument,
    /// The worlds that are measured
    #[command(hide = true)]
    Life(life::Life),
}

/// How a command answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
}

impl Lustrum {
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let place = self.place;
        // Whatever looks into a database may have to say what was signed, in the words that it was signed in.
        if !matches!(self.command, Command::Study(_) | Command::SetDocument) {
            crate::compose::read_texts()?;
        }
        match self.command {
            Command::Serve(serve) => serve.run(&place).await,
            Command::Demo(demo) => demo.run(&place).await,
            Command::Migrate => {
                let db = open(&place).await?;
                for name in crate::compose::bring_up_to_date(&db, &Clock::system()).await? {
                    println!("{name}");
                }
                db.close().await?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Backup(backup) => backup.run(&place).await,
            Command::Restore(restore) => restore.run(&place).await,
            Command::Verify(verify) => verify.run(&place).await,
            Command::VerifyCharter(verify) => verify.run(),
            Command::Review(review) => review.run(&place).await,
            Command::Import(import) => import.run(&place).await,
            Command::Export(export) => export.run(&place).await,
            Command::Exit(exit) => exit.run(&place).await,
            Command::ImportExit(import) => import.run(&place).await,
            Command::Study(study) => study.run(),
            Command::SetDocument => {
                // What it is given was never worth more than this process, which ends here.
                std::process::exit(apart::answer(std::io::stdin().lock(), std::io::stdout().lock()))
            }
            Command::Life(life) => life.run(&place).await,
        }
    }
}

/// The folder of the data where nobody names one.
pub fn usual_folder() -> PathBuf {
    PathBuf::from("data")
}

/// Opens the database that the command, the environment or the configuration names.
pub async fn open(place: &Place) -> anyhow::Result<Db> {
    let settings = Settings::read(place)?;
    Ok(Db::open(&settings.database(place, &usual_folder())?).await?)
}
