//! A run: fetch, judge, record, keep what was done, tell the data steward what failed, and put the next run on the list.
//! The file is fetched before anything is written; everything after that is one transaction.

use std::sync::Arc;

use lustrum_identity::{membership, person};
use lustrum_kernel::access::Role;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::job::{self, Handler, Job, JobError, Run as Working};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::outside::{self, Unreached};
use lustrum_kernel::{Day, Moment, table};
use serde_json::json;

use super::check::{Judged, judge};
use super::store::{self, Run, Shown};
use super::{Connector, Outcome, RunId, State};
use crate::kpi::{self, Kpi};
use crate::reading::{self, Reading, Recorded};

/// A source that may come back is tried so often, with growing pauses, before the run counts as failed.
const TRIES: i64 = 4;
/// So many values are kept with a preview.
const SHOWN: usize = 30;

/// What was fetched and what it comes to.
pub enum Brought {
    Unreached(Unreached),
    /// The file is the one that was taken last.
    Unchanged,
    File {
        judged: Judged,
        mark: String,
        sha256: String,
    },
}

/// Why it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Someone wants to see what it would do.
    Preview(PersonId),
    /// Someone wants it now.
    Asked(PersonId),
    /// It is time.
    Time,
}

impl Cause {
    fn person(self) -> Option<PersonId> {
        match self {
            Self::Preview(person) | Self::Asked(person) => Some(person),
            Self::Time => None,
        }
    }
    fn previews(self) -> bool {
        matches!(self, Self::Preview(_))
    }
}

/// Fetches the file of a connector and judges it; a preview looks at it also when it was taken before.
pub async fn bring(app: &App, connector: &Connector, kpi: &Kpi, cause: Cause) -> Result<Brought, DbError> {
    let words = &connector.words;
    let mark = if cause.previews() { "" } else { connector.mark.as_str() };
    let fetched = match outside::find(&app.config().sources, &words.source, connector.organisation) {
        Ok(source) => outside::fetch(source, &words.path, mark, table::MOST_BYTES).await,
        Err(why) => Err(why),
    };
    let file = match fetched {
        Ok(Some(file)) => file,
        Ok(None) => return Ok(Brought::Unchanged),
        Err(why) => return Ok(Brought::Unreached(why)),
    };
    let sha256 = crate::hash_of(&file.bytes);
    if !cause.previews() && sha256 == connector.sha256 {
        return Ok(Brought::Unchanged);
    }
    let known = known(app.db(), connector.organisation, kpi, app.now()).await?;
    Ok(of_file(connector, kpi, &known, &file.bytes, file.mark, app.now()))
}

/// What the bytes of a file come to.
pub fn of_file(
    connector: &Connector,
    kpi: &Kpi,
    known: &[Reading],
    bytes: &[u8],
    mark: String,
    now: Moment,
) -> Brought {
    let judged = judge(bytes, &connector.words, kpi, known, today(connector, now));
    Brought::File { judged, mark, sha256: crate::hash_of(bytes) }
}

/// Every reading of a KPI that is known at a moment.
pub async fn known(
    db: &impl Sql,
    organisation: OrganisationId,
    kpi: &Kpi,
    at: Moment,
) -> Result<Vec<Reading>, DbError> {
    match reading::periods(db, organisation, kpi.id).await? {
        Some((from, until)) => reading::as_known(db, organisation, kpi.id, at, from, until).await,
        None => Ok(Vec::new()),
    }
}

fn today(connector: &Connector, now: Moment) -> Day {
    now.day_in(&jiff::tz::TimeZone::get(&connector.words.schedule.zone).unwrap_or(jiff::tz::TimeZone::UTC))
}

/// Writes what a run came to.
pub async fn settle(
    app: &App,
    tx: &Tx,
    connector: &Connector,
    kpi: &Kpi,
    cause: Cause,
    brought: Brought,
    at: Moment,
) -> Result<Run, DbError> {
    let own = connector.organisation;
    let mut run = empty(connector, cause, at);
    let mut kept = (connector.mark.clone(), connector.sha256.clone());
    match brought {
        Brought::Unreached(why) => {
            run.outcome = Outcome::Unreached;
            (run.reason, run.detail) = (why.key().to_owned(), why.detail());
        }
        Brought::Unchanged => run.outcome = Outcome::Unchanged,
        Brought::File { judged, mark, sha256 } => {
            run.outcome = judged.outcome();
            if let Some(refusal) = &judged.refusal {
                (run.reason, run.detail) = (refusal.key.to_owned(), refusal.detail.clone());
            }
            let counts = if cause.previews() {
                let compared = reading::compare(tx, own, kpi.id, &judged.values).await?;
                Recorded { new: compared.new, corrected: compared.corrected, same: compared.same, ids: Vec::new() }
            } else {
                let by = cause.person().unwrap_or(connector.kept_by);
                reading::record(tx, own, kpi, by, at, &judged.values).await?
            };
            // A file with faults is looked at again, and reported again, until it is mended.
            kept = if judged.is_sound() { (mark, sha256.clone()) } else { Default::default() };
            fill(&mut run, &judged, &counts, sha256);
            if cause.previews() && judged.refusal.is_none() {
                store::note_previewed(tx, connector).await?;
            }
        }
    }
    store::keep(tx, connector, &run).await?;
    if !cause.previews() {
        let said = json!({ "title": connector.words.title, "outcome": run.outcome.word(), "taken": run.new + run.corrected,
            "refused": run.refused });
        let event = Event::new(own, at, "connector.ran").about(connector.id.0).saying(said);
        let event = match cause.person() {
            Some(person) => event.by(person),
            None => event,
        };
        event::append(tx, event).await?;
        let next = schedule(tx, connector, cause, at).await?;
        store::note(tx, connector, next, &kept.0, &kept.1).await?;
        if matches!(run.outcome, Outcome::Refused | Outcome::Unreached) || run.refused > 0 {
            tell(app, tx, connector, &run).await?;
        }
    }
    Ok(run)
}

fn empty(connector: &Connector, cause: Cause, at: Moment) -> Run {
    Run {
        id: RunId::new(),
        number: connector.number,
        preview: cause.previews(),
        person: cause.person(),
        at,
        outcome: Outcome::Taken,
        reason: String::new(),
        detail: String::new(),
        headings: Vec::new(),
        taken: 0,
        new: 0,
        corrected: 0,
        same: 0,
        refused: 0,
        faults: Vec::new(),
        flags: Vec::new(),
        shown: Vec::new(),
        sha256: String::new(),
    }
}

fn fill(run: &mut Run, judged: &Judged, counts: &Recorded, sha256: String) {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    run.sha256 = sha256;
    run.headings = judged.headings.clone();
    run.taken = number(judged.values.len());
    (run.new, run.corrected, run.same) = (number(counts.new), number(counts.corrected), number(counts.same));
    run.refused = number(judged.refused);
    run.faults = judged.faults.iter().map(store::KeptFault::from).collect();
    run.flags = judged.flags.clone();
    if run.preview {
        let shown = judged.values.iter().take(SHOWN).cloned();
        run.shown = shown
            .map(|value| Shown { unit: value.unit, period: value.period, value: value.value, people: value.people })
            .collect();
    }
}

/// When it runs next. A run that was asked for leaves the next one where it stands.
async fn schedule(tx: &Tx, connector: &Connector, cause: Cause, now: Moment) -> Result<Option<Moment>, DbError> {
    if connector.state != State::Active {
        return Ok(None);
    }
    // One that was missed (the server stood still) is made up for by this run.
    match (cause, connector.next_at) {
        (Cause::Time, _) => plan(tx, connector, now).await,
        (_, Some(next)) if next > now => Ok(Some(next)),
        _ => plan(tx, connector, now).await,
    }
}

/// Puts the next run on the list.
pub async fn plan(tx: &Tx, connector: &Connector, now: Moment) -> Result<Option<Moment>, DbError> {
    let next = connector.words.schedule.next_after(now);
    if let Some(next) = next {
        let payload = json!({ "connector": connector.id, "due": next.micros() });
        job::enqueue(tx, connector.organisation, KIND, &payload, next).await?;
    }
    Ok(next)
}

/// A letter to each data steward, or to the L&D leads where there is none.
async fn tell(app: &App, tx: &Tx, connector: &Connector, run: &Run) -> Result<(), DbError> {
    let people = membership::people(tx, connector.organisation).await?;
    let of = |role: Role| people.iter().filter(move |member| member.roles.contains(&role)).collect::<Vec<_>>();
    let stewards = of(Role::DataSteward);
    let told = if stewards.is_empty() { of(Role::LdLead) } else { stewards };
    let link = app.url(&format!("/o/{}/connectors/{}/runs/{}", connector.organisation, connector.id, run.id));
    for member in told {
        let Some(known) = person::find(tx, member.person).await? else { continue };
        let zone = jiff::tz::TimeZone::get(&known.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let t = Speaker::new(known.locale(), zone);
        let why = match run.reason.as_str() {
            "" => t.count("connector-letter-rows", run.refused),
            _ => why(&t, run),
        };
        let named = [("title", connector.words.title.clone()), ("why", why), ("link", link.clone())];
        let letter = Letter {
            recipient: known.email.clone(),
            subject: t.say1("connector-letter-subject", "title", &connector.words.title),
            body: t.say_with("connector-letter", &named),
        };
        mail::post(tx, connector.organisation, letter, run.at).await?;
    }
    Ok(())
}

/// Why a run took nothing, for the reader.
pub fn why(t: &Speaker, run: &Run) -> String {
    let named = ["detail", "most", "row", "name", "there"].map(|name| (name, run.detail.clone()));
    t.say_with(&run.reason, &named)
}

const KIND: &str = "connector";

/// The job that runs a connector when it is time.
pub struct OnTime;

impl OnTime {
    pub fn handler() -> Arc<dyn Handler> {
        Arc::new(Self)
    }
}

impl Handler for OnTime {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Working<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let id = payload["connector"].as_str().and_then(|id| id.parse().ok());
            let id = id.ok_or_else(|| JobError::Never("the job names no connector".to_owned()))?;
            let Some(connector) = store::find(app.db(), job.organisation_id, id).await? else {
                return Ok("the connector is gone".to_owned());
            };
            let due = connector.next_at.map(Moment::micros);
            // It was paused, changed, or run by someone since this was put on the list.
            if connector.state != State::Active || due != payload["due"].as_i64() {
                return Ok("no longer due".to_owned());
            }
            let Some(kpi) = kpi::find(app.db(), job.organisation_id, connector.kpi).await? else {
                return Ok("the KPI is gone".to_owned());
            };
            let brought = bring(app, &connector, &kpi, Cause::Time).await?;
            if let Brought::Unreached(why) = &brought
                && why.passes()
                && job.attempts < TRIES
            {
                return Err(JobError::Later(why.to_string()));
            }
            let tx = app.db().begin().await?;
            let run = settle(app, &tx, &connector, &kpi, Cause::Time, brought, app.now()).await?;
            tx.commit().await?;
            Ok(run.outcome.word().to_owned())
        })
    }
}
