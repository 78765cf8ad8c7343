//! Files that people hand in: looked at before anything is kept ([`check`]), and sealed where they are kept ([`seal`]), so
//! that a copy of the database alone opens none of them.

pub mod check;
pub mod inflate;
pub mod seal;

use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Upload};
use lustrum_kernel::problem::Problem;

use check::{Checked, FileRefused, MOST_BYTES, check};
use seal::{InstallationKey, SealError, Sealed};

/// The endings of what is taken, as a field of a form names them.
pub const ACCEPTED: &str = ".pdf,.txt,.md,.csv,.png,.jpg,.jpeg";

pub fn megabytes(bytes: usize) -> i64 {
    i64::try_from(bytes / 1024 / 1024).unwrap_or(i64::MAX)
}

/// The words of a refusal, at the field of the file.
pub fn fault(refused: &FileRefused) -> Fault {
    match refused {
        FileRefused::HostileName => Fault::new("fault-file-name"),
        FileRefused::UnknownKind => Fault::new("fault-file-kind"),
        FileRefused::TooLarge(most) if *most >= MOST_BYTES => {
            Fault::new("fault-file-too-large").with("most", megabytes(*most))
        }
        FileRefused::TooLarge(most) => Fault::new("fault-file-long-text").with("most", most / 1024),
        FileRefused::Archive => Fault::new("fault-file-archive"),
        FileRefused::OtherContent { said } => Fault::new("fault-file-other-content").with("said", said),
        FileRefused::NotText => Fault::new("fault-file-not-text"),
        FileRefused::Bomb => Fault::new("fault-file-bomb"),
        FileRefused::Unreadable => Fault::new("fault-file-unreadable"),
    }
}

/// Looks at a file that was sent: what it is with its bytes, or what is wrong with it.
pub async fn look(upload: Upload) -> Result<(Checked, Vec<u8>), Fault> {
    let Upload { name, content_type, bytes } = upload;
    // Measuring a file takes as long as unpacking it, so it happens beside the threads that answer.
    let looked = tokio::task::spawn_blocking(move || (check(&name, &content_type, &bytes), bytes)).await;
    match looked {
        Ok((Ok(checked), bytes)) => Ok((checked, bytes)),
        Ok((Err(refused), _)) => Err(fault(&refused)),
        Err(_) => Err(fault(&FileRefused::Unreadable)),
    }
}

/// Seals with the key of this installation; without one nothing is taken.
pub fn seal(app: &App, about: &str, bytes: Vec<u8>) -> Result<Sealed, Problem> {
    let sealed = InstallationKey::read(app.config().key_file.as_deref()).and_then(|key| key.seal(about, bytes));
    sealed.map_err(|error: SealError| {
        tracing::error!(%error, "a file can't be sealed");
        Problem::refused(error.key())
    })
}

/// Opens what was sealed with the key of this installation.
pub fn open(app: &App, about: &str, sealed: Sealed) -> Result<Vec<u8>, SealError> {
    InstallationKey::read(app.config().key_file.as_deref())?.open(about, sealed)
}
