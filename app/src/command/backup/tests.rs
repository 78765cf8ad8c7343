//! A copy and its way back, with a document in it.

use std::path::{Path, PathBuf};

use lustrum_identity::{organisation, partnership, person};
use lustrum_kernel::access::{Kind as Home, Side};
use lustrum_kernel::blob;
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::Db;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Locale;
use lustrum_sharing::room::check::Kind;
use lustrum_sharing::room::store::NewDocument;
use lustrum_sharing::room::vault::{InstallationKey, Sealed, prepare};
use lustrum_sharing::room::{self, Act, DocumentId};

use super::{Backup, Restore};
use crate::config::Place;

const WORDS: &[u8] = b"Night shift: 14 people, one of them alone at the dock.";

fn place(folder: &Path) -> Place {
    Place { data: Some(folder.to_owned()), ..Place::default() }
}

async fn open(folder: &Path) -> Db {
    Db::open(&format!("sqlite:{}", folder.join("lustrum.db").display())).await.unwrap()
}

/// An installation with one document in a data room.
async fn installation(folder: &Path) -> (OrganisationId, PartnershipId, DocumentId) {
    std::fs::create_dir_all(folder).unwrap();
    let db = open(folder).await;
    let clock = Clock::system();
    crate::compose::bring_up_to_date(&db, &clock).await.unwrap();
    let file = folder.join("lustrum.key");
    prepare(&db, &file, Vec::new()).await.unwrap();
    let (id, at) = (DocumentId::new(), clock.now());
    let tx = db.begin().await.unwrap();
    let client = organisation::create(&tx, Home::Client, "Noordkade", at).await.unwrap();
    let partner = organisation::create(&tx, Home::Partner, "Baken", at).await.unwrap();
    let story = partnership::begin(&tx, client, partner, "Managers", at).await.unwrap();
    let by = person::create(&tx, "Tom", "tom@noordkade.example", Locale::Nl, "Europe/Amsterdam", at).await.unwrap();
    let key = InstallationKey::read(Some(&file)).unwrap();
    let sealed = key.seal(&room::about(client, id), WORDS.to_vec()).unwrap();
    let new = NewDocument {
        id,
        side: Side::Organisation,
        title: "Roster".into(),
        file_name: "roster.txt".into(),
        kind: Kind::Text,
        size: WORDS.len() as i64,
        until: None,
    };
    room::add(&tx, client, story, Act { by, at }, new, sealed).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await.unwrap();
    (client, story, id)
}

/// What the document says, opened with the key that is in this folder.
async fn read(folder: &Path, (client, story, id): (OrganisationId, PartnershipId, DocumentId)) -> Option<Vec<u8>> {
    let db = open(folder).await;
    let document = room::find(&db, client, story, id).await.unwrap().unwrap();
    let stored = blob::find(&db, client, document.blob).await.unwrap().unwrap();
    db.close().await.unwrap();
    assert!(!stored.bytes.windows(5).any(|part| part == b"Night"), "the words do not stand in the database");
    let sealed = Sealed { bytes: stored.bytes, key: document.sealed_key.clone(), mark: document.key_mark.clone() };
    InstallationKey::read(Some(&folder.join("lustrum.key"))).ok()?.open(&document.about(), sealed).ok()
}

async fn back_up(folder: &Path, out: PathBuf) {
    Backup { out }.run(&place(folder)).await.unwrap();
}

#[tokio::test]
async fn documents_are_readable_after_a_backup_and_a_restore_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let known = installation(&first).await;
    let out = folder.path().join("monday.lustrum");
    back_up(&first, out.clone()).await;
    let key = folder.path().join("monday.lustrum.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    Restore { file: out, replace: false }.run(&place(&second)).await.unwrap();
    assert_eq!(read(&second, known).await.as_deref(), Some(WORDS));
}

#[tokio::test]
async fn a_copy_without_its_key_opens_no_document_until_the_key_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let known = installation(&first).await;
    let out = folder.path().join("monday.lustrum");
    back_up(&first, out.clone()).await;
    let key = folder.path().join("monday.lustrum.key");
    let kept = folder.path().join("safe.key");
    std::fs::rename(&key, &kept).unwrap();
    Restore { file: out, replace: false }.run(&place(&second)).await.unwrap();
    assert_eq!(read(&second, known).await, None);
    // A start of the server makes no other key where documents wait for theirs.
    let db = open(&second).await;
    prepare(&db, &second.join("lustrum.key"), Vec::new()).await.unwrap();
    db.close().await.unwrap();
    assert!(!second.join("lustrum.key").exists());
    std::fs::copy(&kept, second.join("lustrum.key")).unwrap();
    assert_eq!(read(&second, known).await.as_deref(), Some(WORDS));
}

#[tokio::test]
async fn a_restore_does_not_lose_the_key_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let known = installation(&first).await;
    let other = installation(&second).await;
    let out = folder.path().join("monday.lustrum");
    back_up(&first, out.clone()).await;
    assert!(Restore { file: out.clone(), replace: false }.run(&place(&second)).await.is_err());
    assert_eq!(read(&second, other).await.as_deref(), Some(WORDS), "a refusal changes nothing");
    Restore { file: out, replace: true }.run(&place(&second)).await.unwrap();
    assert_eq!(read(&second, known).await.as_deref(), Some(WORDS));
    assert!(second.join("lustrum.key.before").exists());
}
