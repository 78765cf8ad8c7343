//! `lustrum verify` and `lustrum verify-charter`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use lustrum_exit::archive;
use lustrum_identity::organisation;
use lustrum_kernel::access::Kind;
use lustrum_kernel::db::{Db, Sql};
use lustrum_kernel::event::{self, Head, Verified};
use lustrum_kernel::id::OrganisationId;
use lustrum_partnership::sound::Checked;
use lustrum_sharing::sound;
use serde::Serialize;

use super::{Format, heads};
use crate::config::{Place, Settings};

/// The answer names the end of every chain: kept elsewhere (`--format json > FILE`) it proves later, with
/// `--since FILE`, that nothing before it was cut off or written anew. It names the fingerprint of everything that was
/// signed as well: the other side has the same.
#[derive(Args, Debug)]
pub struct Verify {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The answer of an earlier check: its ends must still be part of the chains
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
    /// A fingerprint that was kept elsewhere: a charter, terms, a fee statement, an NDA or an event must have it; may be given
    /// several times
    #[arg(long, value_name = "FINGERPRINT")]
    expect: Vec<String>,
}

/// What everything came to.
#[derive(Debug, Default, Serialize)]
pub struct Answer {
    #[serde(flatten)]
    history: Verified,
    /// Ends that were kept and are part of no history any more.
    cut: Vec<Head>,
    /// Client organisations of which no history is left: each has one from its first moment on.
    emptied: Vec<OrganisationId>,
    signed: Checked,
    /// Fingerprints that nothing has.
    missing: Vec<String>,
    pub sound: bool,
}

/// Holds a database against itself and against what was kept of it elsewhere.
pub async fn check(db: &impl Sql, earlier: Vec<Head>, expected: &[String]) -> anyhow::Result<Answer> {
    let history = event::verify(db).await?;
    let mut cut = Vec::new();
    for head in earlier {
        if !cut.contains(&head) && !event::holds(db, &head).await? {
            cut.push(head);
        }
    }
    let has_history = |id: OrganisationId| history.heads.iter().any(|head| head.organisation == id && head.events > 0);
    let clients = organisation::all(db).await?.into_iter().filter(|known| known.kind == Kind::Client);
    let emptied: Vec<OrganisationId> = clients.map(|known| known.id).filter(|id| !has_history(*id)).collect();
    let signed = sound::check(db).await?;
    let missing = archive::missing(db, &signed, expected).await?;
    let sound = history.findings.is_empty()
        && cut.is_empty()
        && emptied.is_empty()
        && signed.findings.is_empty()
        && missing.is_empty();
    Ok(Answer { history, cut, emptied, signed, missing, sound })
}

impl Verify {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let settings = Settings::read(place)?;
        let url = settings.database(place, &super::usual_folder())?;
        let mut earlier = self.since.as_ref().map(read_heads).transpose()?.unwrap_or_default();
        let beside = heads::file(settings.key_file_for(&url));
        let kept = beside.as_deref().map(heads::kept).transpose()?.unwrap_or_default();
        let anchored = !kept.is_empty() || !earlier.is_empty() || !self.expect.is_empty();
        earlier.extend(kept);
        let db = Db::open(&url).await?;
        let answer = check(&db, earlier, &self.expect).await;
        db.close().await?;
        let answer = answer?;
        match self.format {
            Format::Json => println!("{}", serde_json::to_string(&answer)?),
            Format::Text => print!("{}", answer.in_words(anchored)?),
        }
        Ok(if answer.sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl Answer {
    fn in_words(&self, anchored: bool) -> anyhow::Result<String> {
        let mut words = format!("{} events in {} histories\n", self.history.events, self.history.heads.len());
        for finding in &self.history.findings {
            words += &format!("{}\n", serde_json::to_string(finding)?);
        }
        for head in &self.cut {
            words += &format!("the history of {} no longer holds event {} as it was\n", head.organisation, head.events);
        }
        for organisation in &self.emptied {
            words += &format!(
                "the history of {organisation} was removed: it has none, and had one from its first moment on\n"
            );
        }
        for finding in &self.signed.findings {
            words += &format!("{finding}\n");
        }
        for one in &self.missing {
            words += &format!("nothing has the fingerprint {one}\n");
        }
        for print in &self.signed.prints {
            let (what, number) = (print.what.word(), &print.number);
            words +=
                &format!("{what} {number} of partnership {}: fingerprint {}\n", print.partnership, print.fingerprint);
        }
        words += if self.sound { "sound\n" } else { "NOT SOUND\n" };
        if self.sound && !anchored {
            words += "A database that was made up whole can't be told from this one: compare the fingerprints with those of the \
                      other side (--expect), or an earlier answer (--since)\n";
        }
        Ok(words)
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
