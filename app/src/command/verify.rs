//! `lustrum verify` and `lustrum verify-charter`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use lustrum_kernel::event;

use super::Format;
use crate::config::Place;

/// The answer names the end of every chain: kept elsewhere (`--format json > FILE`) it proves later, with
/// `--since FILE`, that nothing before it was cut off or written anew.
#[derive(Args, Debug)]
pub struct Verify {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The answer of an earlier check: its ends must still be part of the chains
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
}

impl Verify {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let earlier = self.since.as_ref().map(read_heads).transpose()?.unwrap_or_default();
        let db = super::open(place).await?;
        let verified = event::verify(&db).await?;
        let mut cut = Vec::new();
        for head in earlier {
            if !event::holds(&db, &head).await? {
                cut.push(head);
            }
        }
        db.close().await?;
        let sound = verified.findings.is_empty() && cut.is_empty();
        match self.format {
            Format::Json => {
                let mut answer = serde_json::to_value(&verified)?;
                answer["sound"] = sound.into();
                answer["cut"] = serde_json::to_value(&cut)?;
                println!("{answer}");
            }
            Format::Text => {
                println!("{} events in {} histories", verified.events, verified.heads.len());
                for finding in &verified.findings {
                    println!("{}", serde_json::to_string(finding)?);
                }
                for head in &cut {
                    println!("the history of {} no longer holds event {} as it was", head.organisation, head.events);
                }
                println!("{}", if sound { "sound" } else { "NOT SOUND" });
            }
        }
        Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn read_heads(path: &PathBuf) -> anyhow::Result<Vec<event::Head>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let mut answer: serde_json::Value = serde_json::from_str(&text).context("this is no answer of an earlier check")?;
    serde_json::from_value(answer["heads"].take()).context("this answer names no ends")
}
#[derive(Args, Debug)]
pub struct VerifyCharter {
    /// The exported charter
    file: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl VerifyCharter {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let bytes = std::fs::read(&self.file).with_context(|| format!("{} can't be read", self.file.display()))?;
        let checked = lustrum_partnership::charter::export::verify(&bytes);
        let (sound, words) = match &checked {
            Ok(charter) => (true, serde_json::to_string(charter)?),
            Err(finding) => (false, serde_json::json!({ "finding": finding.to_string() }).to_string()),
        };
        match self.format {
            Format::Json => println!("{words}"),
            Format::Text => println!("{}\n{words}", if sound { "sound" } else { "NOT SOUND" }),
        }
        Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
