//! Setting a document with a mark in a process of its own. What people hand in is read by a reader that trusts it more
//! than we may; so it gets so much time and so much memory, and when it takes more, it ends and nothing else does. One
//! reader has one document set at a time, and all of them together two.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError, mpsc};
use std::time::Duration;

use lustrum_kernel::id::PersonId;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::check::Kind;
use super::mark::{self, Mark, Unmarkable};

/// So long may a document take. A build for looking at errors is a dozen times slower.
pub const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
/// So much memory may it take.
pub const MOST_MEMORY: u64 = 1024 * 1024 * 1024;
/// So long does a reader wait for those before.
const PATIENCE: Duration = Duration::from_secs(25);
const AT_ONCE: usize = 2;
/// A document with marks is larger than what was handed in, and never by so much.
const MOST_OUT: u64 = 256 * 1024 * 1024;

/// A document, and who reads it.
pub struct Asked {
    pub kind: Kind,
    pub title: String,
    pub lang: &'static str,
    pub mark: Mark,
    pub bytes: Vec<u8>,
}

/// What stands before the bytes of the document, on a line of its own.
#[derive(Serialize, Deserialize)]
struct Head {
    kind: String,
    title: String,
    lang: String,
    who: String,
    at: String,
}

static PROGRAM: OnceLock<(PathBuf, &'static str)> = OnceLock::new();

/// Names the program, and its word, that does what [`answer`] does. Without one, documents are set in this process: in
/// tests of the area.
pub fn use_program(program: PathBuf, word: &'static str) {
    // The first one stays: there is one program.
    let _was_named = PROGRAM.set((program, word));
}

static ALL: Semaphore = Semaphore::const_new(AT_ONCE);
static READERS: LazyLock<Mutex<HashMap<PersonId, Arc<Semaphore>>>> = LazyLock::new(Mutex::default);

/// The document as a PDF with the mark on every page.
pub async fn set(reader: PersonId, asked: Asked) -> Result<Vec<u8>, Unmarkable> {
    let readers = || READERS.lock().unwrap_or_else(PoisonError::into_inner);
    let own = readers().entry(reader).or_insert_with(|| Arc::new(Semaphore::new(1))).clone();
    let turn = async {
        let own = own.acquire().await.map_err(|_| Unmarkable::Busy)?;
        Ok::<_, Unmarkable>((own, ALL.acquire().await.map_err(|_| Unmarkable::Busy)?))
    };
    let set = match timeout(PATIENCE, turn).await {
        Ok(Ok(turn)) => {
            // Whoever goes away leaves the work behind; its turn lasts as long as it does.
            let set = tokio::task::spawn_blocking(move || one(asked)).await;
            drop(turn);
            set.unwrap_or_else(|error| Err(Unmarkable::NoProcess(error.to_string())))
        }
        Ok(Err(busy)) => Err(busy),
        Err(_) => Err(Unmarkable::Busy),
    };
    drop(own);
    readers().retain(|_, semaphore| Arc::strong_count(semaphore) > 1);
    set
}

fn one(asked: Asked) -> Result<Vec<u8>, Unmarkable> {
    match PROGRAM.get() {
        // A text is not read by anything but our own typesetter.
        Some((program, word)) if !asked.kind.is_text() => elsewhere(Command::new(program).arg(word), asked, LONGEST),
        _ => mark::pdf(asked.kind, &asked.title, asked.lang, &asked.mark, asked.bytes),
    }
}

/// Has a process set a document, and ends it when it takes too long.
pub fn elsewhere(command: &mut Command, asked: Asked, longest: Duration) -> Result<Vec<u8>, Unmarkable> {
    let broken = |error: std::io::Error| Unmarkable::NoProcess(error.to_string());
    let head = Head {
        kind: asked.kind.word().to_owned(),
        title: asked.title,
        lang: asked.lang.to_owned(),
        who: asked.mark.who,
        at: asked.mark.at,
    };
    let head = serde_json::to_string(&head).map_err(|error| Unmarkable::NoProcess(error.to_string()))?;
    // The allocator sets a gigabyte of addresses aside at once, which would count as taken.
    command.env_clear().env("MIMALLOC_ARENA_RESERVE", "65536");
    let mut child =
        Ended(command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(broken)?);
    let (stdin, stdout) = (child.0.stdin.take(), child.0.stdout.take());
    let (mut stdin, stdout) = stdin.zip(stdout).ok_or_else(|| Unmarkable::NoProcess("without its ends".to_owned()))?;
    std::thread::spawn(move || {
        // A process that ended early is told by how it ended.
        let _cut = stdin
            .write_all(head.as_bytes())
            .and_then(|()| stdin.write_all(b"\n"))
            .and_then(|()| stdin.write_all(&asked.bytes));
    });
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut out = Vec::new();
        let read = stdout.take(MOST_OUT + 1).read_to_end(&mut out);
        // Nobody waits any more where it took too long.
        let _late = sender.send(read.map(|_| out));
    });
    let out = match receiver.recv_timeout(longest) {
        Ok(read) => read.map_err(broken)?,
        Err(_) => return Err(Unmarkable::TooCostly),
    };
    if out.len() as u64 > MOST_OUT {
        return Err(Unmarkable::TooCostly);
    }
    match child.0.wait().map_err(broken)?.code() {
        Some(0) => Ok(out),
        Some(UNREADABLE) => Err(Unmarkable::Unreadable),
        Some(TOO_LONG) => Err(Unmarkable::TooLong),
        Some(TOO_LARGE) => Err(Unmarkable::TooLarge),
        Some(other) => Err(Unmarkable::NoProcess(format!("it ended with {other}"))),
        // Ended from outside: no memory left for it, or no time.
        None => Err(Unmarkable::TooCostly),
    }
}

/// A process that is not left behind, however we go on.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _gone = self.0.kill();
        let _code = self.0.wait();
    }
}

const UNREADABLE: i32 = 10;
const TOO_LONG: i32 = 11;
const TOO_LARGE: i32 = 12;
const OTHER: i32 = 13;

/// What the process does: reads a head and a document, writes the document with its mark. Gives the code that it ends with.
pub fn answer(mut from: impl Read, mut to: impl Write) -> i32 {
    bound();
    let mut all = Vec::new();
    if from.read_to_end(&mut all).is_err() {
        return OTHER;
    }
    let Some(line) = all.iter().position(|byte| *byte == b'\n') else { return OTHER };
    let bytes = all.split_off(line + 1);
    let Ok(head) = serde_json::from_slice::<Head>(&all) else { return OTHER };
    let Some(kind) = Kind::parse(&head.kind) else { return OTHER };
    let mark = Mark { who: head.who, at: head.at };
    match mark::pdf(kind, &head.title, &head.lang, &mark, bytes) {
        Ok(pdf) if to.write_all(&pdf).and_then(|()| to.flush()).is_ok() => 0,
        Ok(_) => OTHER,
        Err(Unmarkable::TooLong) => TOO_LONG,
        Err(Unmarkable::TooLarge) => TOO_LARGE,
        Err(_) => UNREADABLE,
    }
}

/// Memory and time of this process, so that it ends also when nobody waits for it any more.
#[cfg(unix)]
fn bound() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    // Where a system knows no such bound, the time that it is waited for is left.
    let _memory = setrlimit(Resource::As, at_most(MOST_MEMORY));
    let _time = setrlimit(Resource::Cpu, at_most(LONGEST.as_secs()));
    let _remains = setrlimit(Resource::Core, at_most(0));
}
#[cfg(not(unix))]
fn bound() {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Instant;

    fn asked() -> Asked {
        let mark = Mark { who: "Ruth van Dalen, Baken".into(), at: "26 November 2026, 19:00 CET".into() };
        Asked { kind: Kind::Pdf, title: "Plan".into(), lang: "en", mark, bytes: vec![b'x'; 1024 * 1024] }
    }

    fn by(script: &str, longest: Duration) -> Result<Vec<u8>, Unmarkable> {
        elsewhere(Command::new("/bin/sh").arg("-c").arg(script), asked(), longest)
    }

    #[test]
    fn what_a_process_says_is_told_apart() {
        let second = Duration::from_secs(10);
        assert_eq!(by("wc -c >/dev/null; printf done", second).unwrap(), b"done");
        assert!(matches!(by("exit 10", second), Err(Unmarkable::Unreadable)));
        assert!(matches!(by("exit 11", second), Err(Unmarkable::TooLong)));
        assert!(matches!(by("exit 12", second), Err(Unmarkable::TooLarge)));
        assert!(matches!(by("kill -9 $$", second), Err(Unmarkable::TooCostly)));
        assert!(matches!(by("exit 7", second), Err(Unmarkable::NoProcess(_))));
        let missing = elsewhere(&mut Command::new("/nowhere/lustrum"), asked(), second);
        assert!(matches!(missing, Err(Unmarkable::NoProcess(_))));
    }

    #[test]
    fn what_takes_too_long_is_ended() {
        let begun = Instant::now();
        let ended = by("exec sleep 30", Duration::from_millis(300));
        assert!(matches!(ended, Err(Unmarkable::TooCostly)), "{ended:?}");
        assert!(begun.elapsed() < Duration::from_secs(5));
    }

    #[tokio::test]
    async fn a_reader_has_one_document_set_at_a_time_and_nobody_is_remembered() {
        let reader = PersonId::new();
        let text = || Asked { kind: Kind::Text, bytes: b"words".to_vec(), ..asked() };
        let (first, second) = tokio::join!(set(reader, text()), set(reader, text()));
        assert!(first.is_ok() && second.is_ok());
        assert!(!READERS.lock().unwrap().contains_key(&reader));
    }
}
