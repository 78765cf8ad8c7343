//! The one writer. Requests hand it their batches and wait; it takes whatever waits, stores it in one transaction, and
//! answers each when that is on disk. The more requests wait, the fewer commits there are for each: under load the
//! disk is asked hundreds of times a second and not thousands.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::thread;

use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::{Db, Engine};
use lustrum_kernel::{App, Moment};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use super::tail::{Tails, tails};
use super::{Batch, NotStored, commit};
use crate::beside;

/// So many statements are stored in one transaction, unless a single batch holds more: what a change adds to the
/// write-ahead log stays small.
const TOGETHER: usize = 1_000;
/// So many requests may wait before others wait to wait.
const WAITING: usize = 1_024;
/// Nothing is being written.
const IDLE: i64 = i64::MAX;

/// A handle to the writer.
pub struct Writer {
    to: mpsc::Sender<Asked>,
    state: Arc<State>,
}

struct State {
    /// When the transaction that is under way began to store, in microseconds.
    since: AtomicI64,
    /// Statements that it was given since the process began, what is there already among them.
    given: AtomicU64,
}

struct Asked {
    batch: Batch,
    answer: oneshot::Sender<Result<(), NotStored>>,
}

/// The writer of this application.
pub fn writer(app: &App) -> Arc<Writer> {
    let tails = tails(app);
    app.part(|app| Writer::start(app.db().clone(), app.clock().clone(), tails))
}

impl Writer {
    fn start(db: Db, clock: Clock, tails: Arc<Tails>) -> Self {
        let (to, from) = mpsc::channel(WAITING);
        let state = Arc::new(State { since: AtomicI64::new(IDLE), given: AtomicU64::new(0) });
        match db.engine() {
            Engine::Postgres => drop(tokio::spawn(work(db, clock, tails, from, state.clone()))),
            // SQLite works on the thread that asks, and that takes its time: it is one of its own.
            Engine::Sqlite => {
                let (runtime, state) = (Handle::current(), state.clone());
                let started = thread::Builder::new().name("records".to_owned()).spawn(move || {
                    beside::give_way();
                    runtime.block_on(work(db, clock, tails, from, state));
                });
                if let Err(error) = started {
                    // Whoever stores is told, as nobody takes what is sent.
                    tracing::error!(%error, "the writer of statements could not start");
                }
            }
        }
        Self { to, state }
    }

    /// Stores a batch, whole or not at all.
    pub async fn put(&self, batch: Batch) -> Result<(), NotStored> {
        if batch.statements.is_empty() && batch.attachments.is_empty() {
            return Ok(());
        }
        let (answer, answered) = oneshot::channel();
        self.to.send(Asked { batch, answer }).await.map_err(|_| NotStored::Unavailable)?;
        answered.await.unwrap_or(Err(NotStored::Unavailable))
    }

    /// So many statements came in since the process began: whoever looks twice knows how busy it is.
    pub fn given(&self) -> u64 {
        self.state.given.load(Ordering::Relaxed)
    }

    /// Everything that was stored until then can be read.
    pub fn consistent_through(&self, now: Moment) -> Moment {
        let since = self.state.since.load(Ordering::Acquire);
        Moment::from_micros(since.saturating_sub(1)).map_or(now, |before| before.min(now))
    }
}

async fn work(db: Db, clock: Clock, tails: Arc<Tails>, mut from: mpsc::Receiver<Asked>, state: Arc<State>) {
    let mut next = None;
    loop {
        let first = match next.take() {
            Some(asked) => asked,
            None => match from.recv().await {
                Some(asked) => asked,
                None => return,
            },
        };
        let mut statements = first.batch.statements.len();
        let mut group = vec![first];
        while statements < TOGETHER {
            let Ok(asked) = from.try_recv() else { break };
            let more = asked.batch.statements.len();
            if statements + more > TOGETHER {
                next = Some(asked);
                break;
            }
            statements += more;
            group.push(asked);
        }
        // Said before the clock is read for what is stored: who asks in between is told of no later moment.
        state.since.store(clock.now().micros(), Ordering::SeqCst);
        let now = clock.now();
        let (batches, answers): (Vec<_>, Vec<_>) = group.into_iter().map(|asked| (asked.batch, asked.answer)).unzip();
        let outcomes = store(&db, &tails, batches, now).await;
        state.since.store(IDLE, Ordering::Release);
        state.given.fetch_add(statements as u64, Ordering::Relaxed);
        // Told from within the runtime: from this thread each of them would be woken by itself.
        tokio::spawn(async move {
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // Whoever hung up does not hear that it was stored.
                let _heard = answer.send(outcome);
            }
        });
    }
}

async fn store(db: &Db, tails: &Tails, batches: Vec<Batch>, now: Moment) -> Vec<Result<(), NotStored>> {
    match commit::all(db, tails, &batches, now).await {
        Ok(outcomes) => outcomes,
        Err(error) if batches.len() == 1 => vec![Err(error.into())],
        // Whatever went wrong with one of them is not to be told to the others.
        Err(error) => {
            tracing::warn!(%error, batches = batches.len(), "storing them one by one");
            let mut outcomes = Vec::with_capacity(batches.len());
            for batch in batches {
                let alone = commit::all(db, tails, std::slice::from_ref(&batch), now).await;
                outcomes.push(alone.map_or_else(|error| Err(error.into()), |mut only| only.pop().unwrap_or(Ok(()))));
            }
            outcomes
        }
    }
}
