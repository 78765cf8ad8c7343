//! Work that nobody looks at a screen for: reading what other systems send by the hundred, and storing it. It has threads of
//! its own that give way to those that answer people: on a small machine a page would otherwise wait for every batch that
//! came before it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lustrum_kernel::App;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::oneshot;

/// By so much less than others. A third of the share of one that answers people, where both want the processor.
#[cfg(target_os = "linux")]
const LESS: i32 = 5;

/// As many threads as there are processors; where none could be had, the runtime has some.
struct Threads(Option<ThreadPool>);

/// Does this piece of work beside whatever people wait for. Nothing where it came to a halt half-way.
pub async fn work<T: Send + 'static>(app: &App, piece: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let threads = app.part(|_| Threads::start());
    let Some(pool) = &threads.0 else { return tokio::task::spawn_blocking(piece).await.ok() };
    let (done, answer) = oneshot::channel();
    pool.spawn(move || {
        // Whoever asked may have given up; and a thread that ended in a panic would end the process.
        if let Ok(done_with) = catch_unwind(AssertUnwindSafe(piece)) {
            let _given_up = done.send(done_with);
        }
    });
    answer.await.ok()
}

impl Threads {
    fn start() -> Self {
        let built = ThreadPoolBuilder::new()
            .thread_name(|number| format!("beside-{number}"))
            .start_handler(|_| give_way())
            .build();
        if let Err(error) = &built {
            tracing::warn!(%error, "no threads for work beside what people wait for");
        }
        Self(built.ok())
    }
}

/// Has this thread give way to others. Linux knows this of one thread, other systems of whole processes only.
pub fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, LESS) {
        tracing::debug!(%error, "a thread could not give way");
    }
}

#[cfg(test)]
mod tests {
    use super::work;
    use crate::tests::on_both;

    #[tokio::test]
    async fn a_piece_that_comes_to_a_halt_leaves_the_others_and_the_process_alone() {
        on_both(async |store| {
            assert_eq!(work::<u8>(&store.app, || panic!("half-way")).await, None);
            assert_eq!(work(&store.app, || 7).await, Some(7));
        })
        .await;
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn it_gives_way_and_the_threads_that_answer_people_do_not() {
        use rustix::process::getpriority_process;
        on_both(async |store| {
            let before = getpriority_process(None).unwrap();
            assert_eq!(work(&store.app, || getpriority_process(None).unwrap()).await, Some(super::LESS));
            assert_eq!(getpriority_process(None).unwrap(), before);
        })
        .await;
    }
}
