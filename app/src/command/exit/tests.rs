//! The archive of the demo and its way back, on both engines, and what is refused.

mod stream;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use lustrum_exit::archive::manifest::Manifest;
use lustrum_exit::archive::{
    MOST_BYTES, Made, Order, Refused, TABLES, Take, Why, differences, import, schema_of, write,
};
use lustrum_exit::rehearsal::rehearse;
use lustrum_identity::{partnership, person, viewer};
use lustrum_kernel::App;
use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::app::Config;
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::{Db, Engine, Sql};
use lustrum_kernel::event;
use lustrum_kernel::testing::{Browser, Fresh};
use lustrum_kernel::values;
use lustrum_partnership::By;
use lustrum_sharing::asset::{self, About, Kind, Rights, Terms};
use lustrum_sharing::room::vault;
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use crate::demo::seed;

const LEAD: &str = "marleen@noordkade.example";
const PARTNER: &str = "ruth@baken.example";

/// The demo, and a folder for what a test writes.
struct Stage {
    folder: tempfile::TempDir,
    app: App,
    story: Partnered,
}

fn clock() -> Clock {
    Clock::standing_at(seed::moment("2026-10-05T08:00:00Z"))
}

async fn over(db: Db, key: PathBuf) -> App {
    let config = Config { demo: true, key_file: Some(key), ..Config::default() };
    crate::compose::application(db, clock(), config).await.unwrap()
}

impl Stage {
    async fn set() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.path().join("demo.db").display())).await.unwrap();
        let app = over(db, folder.path().join("demo.key")).await;
        seed::all(&app).await.unwrap();
        let lead = person::by_email(app.db(), LEAD).await.unwrap().unwrap();
        let lead = viewer::of(app.db(), lead.id).await.unwrap().unwrap();
        let story = lead.partnerships[0].clone();
        Self { folder, app, story }
    }
    fn order(&self, side: Side) -> Order {
        Order { partnership: self.story.clone(), side, promised: true, at: self.app.now() }
    }
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    async fn archive(&self, side: Side, name: &str) -> Made {
        let key = self.app.config().key_file.clone();
        write(self.app.db(), key.as_deref(), &self.order(side), &self.path(name)).await.unwrap()
    }
    /// An installation with the schema and nothing in it.
    async fn empty(&self, name: &str, engine: Engine) -> Option<(App, Option<Fresh>)> {
        let key = self.path(&format!("{name}.key"));
        match engine {
            Engine::Sqlite => {
                let db = Db::open(&format!("sqlite:{}", self.path(&format!("{name}.db")).display())).await.unwrap();
                Some((over(db, key).await, None))
            }
            Engine::Postgres => {
                let fresh = Fresh::database(engine).await?;
                Some((over(fresh.db.clone(), key).await, Some(fresh)))
            }
        }
    }
    async fn take(&self, app: &App, name: &str) -> Result<lustrum_exit::archive::Taken, Refused> {
        import(app.db(), app.config().key_file.as_deref(), &self.path(name), MOST_BYTES).await
    }
}

async fn browser(app: &App, email: &str) -> Browser {
    let person = person::by_email(app.db(), email).await.unwrap().unwrap();
    let viewer = viewer::of(app.db(), person.id).await.unwrap().unwrap();
    Browser::new(app, &crate::compose::areas(), viewer)
}

/// What every entry of the menu answers to someone.
async fn menu(app: &App, story: &Partnered, email: &str) -> Vec<(String, u16)> {
    let person = person::by_email(app.db(), email).await.unwrap().unwrap();
    let viewer = viewer::of(app.db(), person.id).await.unwrap().unwrap();
    let own = viewer.memberships[0].organisation;
    let browser = Browser::new(app, &crate::compose::areas(), viewer);
    let mut answers = Vec::new();
    for item in app.nav() {
        let path =
            item.path.replace("{partnership}", &story.id.to_string()).replace("{organisation}", &own.to_string());
        let status = browser.get(&path).await.status;
        answers.push((path, status));
    }
    answers
}

#[tokio::test]
async fn every_table_is_in_the_list_of_what_leaves_and_every_row_of_the_list_is_a_table() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(fresh) = Fresh::database(engine).await else { continue };
        crate::compose::bring_up_to_date(&fresh.db, &clock()).await.unwrap();
        let schema = schema_of(&fresh.db).await.unwrap();
        let missing: Vec<&String> =
            schema.keys().filter(|name| !TABLES.iter().any(|table| table.name == name.as_str())).collect();
        assert!(missing.is_empty(), "say in areas/exit/src/archive/tables.rs who takes these tables: {missing:?}");
        let unknown: Vec<&str> =
            TABLES.iter().map(|table| table.name).filter(|name| !schema.contains_key(*name)).collect();
        assert!(unknown.is_empty(), "these are no tables: {unknown:?}");
        for table in TABLES {
            let columns = &schema[table.name];
            assert!(columns.iter().any(|column| column.key > 0), "{} can't be walked", table.name);
            let hidden = table.hidden.map_or(&[][..], |(_, _, names)| names);
            for name in table.without.iter().chain(table.emptied).chain(hidden) {
                assert!(columns.iter().any(|column| column.name == *name), "{} has no {name}", table.name);
            }
        }
        fresh.remove().await;
    }
    // What lets someone in never leaves, on either side.
    for name in ["sign_in_session", "sign_in_link", "api_token", "invitation", "calendar_feed", "mail"] {
        let table = TABLES.iter().find(|table| table.name == name).unwrap();
        assert_eq!((table.organisation, table.partner), (Take::No(Why::Secret), Take::No(Why::Secret)), "{name}");
    }
}

#[tokio::test]
async fn cap_57_the_organisation_leaves_with_everything_and_nothing_is_lost_on_the_way_into_an_empty_installation() {
    let stage = Stage::set().await;
    let begun = std::time::Instant::now();
    let made = stage.archive(Side::Organisation, "first.zip").await;
    println!("the archive of the demo: {:?}, {} bytes, {} rows", begun.elapsed(), made.bytes, made.manifest.rows());
    assert!(made.manifest.rows() > 1_000 && made.manifest.documents.len() == 5, "{:?}", made.manifest.withheld);
    let pages = menu(&stage.app, &stage.story, LEAD).await;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let name = format!("{engine:?}");
        let Some((app, fresh)) = stage.empty(&name, engine).await else { continue };
        let taken = stage.take(&app, "first.zip").await.unwrap();
        assert!(taken.events > 100);
        let again = stage.path(&format!("{name}.zip"));
        let order = stage.order(Side::Organisation);
        let again = write(app.db(), app.config().key_file.as_deref(), &order, &again).await.unwrap();
        assert_eq!(differences(&made.manifest, &again.manifest), Vec::<String>::new(), "{name}");
        // The tables that are made anew hold what they held.
        for table in ["statement_key", "statement_segment", "statement_reference"] {
            let sql = format!("SELECT COUNT(*) AS number FROM {table} WHERE organisation_id = $1");
            let count = async |db: &Db| db.number(&sql, values![stage.story.client]).await.unwrap();
            assert_eq!(count(app.db()).await, count(stage.app.db()).await, "{table}");
        }
        let verified = event::verify(app.db()).await.unwrap();
        // What is left out tells of what is withheld, and shows as erased.
        let rows = |name: &str| made.manifest.tables.iter().find(|known| known.table == name).map_or(0, |one| one.rows);
        let left_out = rows("event") - rows("event_content");
        assert!(verified.findings.is_empty() && u64::try_from(verified.erased) == Ok(left_out), "{verified:?}");
        assert_eq!(menu(&app, &stage.story, LEAD).await, pages, "{name}");
        app.db().clone().close().await.unwrap();
        if let Some(fresh) = fresh {
            fresh.remove().await;
        }
    }
}

/// Every file of an archive as text.
fn texts(path: &Path) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut texts = Vec::new();
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        texts.push((entry.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned()));
    }
    texts
}

#[derive(sea_orm::FromQueryResult)]
struct Known {
    words: String,
}

#[tokio::test]
async fn cap_57_the_partner_leaves_with_its_own_and_with_what_it_was_let_see_and_with_nothing_more() {
    let stage = Stage::set().await;
    let made = stage.archive(Side::Partner, "partner.zip").await;
    let inside = texts(&stage.path("partner.zip"));
    assert!(inside.iter().any(|(name, _)| name.starts_with("releases/")), "figures that were released");
    assert!(inside.iter().any(|(name, _)| name.starts_with("charters/1.")), "charters");
    assert!(made.manifest.documents.is_empty(), "the documents of the room are the organisation's");
    // Nobody who learns, and no address of anyone at the organisation.
    let learners = "SELECT DISTINCT email AS words FROM enrolment UNION SELECT DISTINCT email FROM subject_360";
    let names = "SELECT DISTINCT name AS words FROM enrolment WHERE name NOT IN (SELECT name FROM person)";
    let people = "SELECT email AS words FROM person WHERE id IN (
                    SELECT person_id FROM membership WHERE organisation_id = $1)";
    let (db, tenant) = (stage.app.db(), stage.story.client);
    let mut secret: Vec<Known> = db.all(learners, vec![]).await.unwrap();
    secret.extend(db.all::<Known>(names, vec![]).await.unwrap());
    assert!(secret.len() > 20);
    secret.extend(db.all::<Known>(people, values![tenant]).await.unwrap());
    for Known { words } in secret {
        for (name, text) in &inside {
            assert!(!text.contains(&words), "{words} is in {name}");
        }
    }
    // Only its own partnership, and no table that is none of its business.
    for (name, _) in &inside {
        for table in [
            "reading",
            "selection_score",
            "selection_file",
            "enrolment",
            "rating",
            "score",
            "attempt",
            "statement",
            "charter_key",
        ] {
            assert_ne!(name, &format!("data/{table}.csv"));
        }
    }
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let name = format!("back-{engine:?}");
        let Some((app, fresh)) = stage.empty(&name, engine).await else { continue };
        let taken = stage.take(&app, "partner.zip").await.unwrap();
        assert!(taken.events > 50);
        let (key, again) = (app.config().key_file.clone(), stage.path(&format!("{name}.zip")));
        let again = write(app.db(), key.as_deref(), &stage.order(Side::Partner), &again).await.unwrap();
        assert_eq!(differences(&made.manifest, &again.manifest), Vec::<String>::new(), "{name}");
        assert!(event::verify(app.db()).await.unwrap().findings.is_empty());
        for (path, status) in menu(&app, &stage.story, PARTNER).await {
            assert!(status < 500, "{path}: {status}");
        }
        assert!(partnership::find(app.db(), stage.story.id).await.unwrap().is_some());
        app.db().clone().close().await.unwrap();
        if let Some(fresh) = fresh {
            fresh.remove().await;
        }
    }
}

/// An archive with one thing in it changed.
fn changed(from: &Path, to: &Path, change: impl Fn(&str, Vec<u8>) -> Vec<(String, Vec<u8>)>) {
    let mut zip = ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        for (name, bytes) in change(&name, bytes) {
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(&bytes).unwrap();
        }
    }
    out.finish().unwrap();
}

/// The manifest with one thing in it changed, and every other file as it is.
fn rewritten(from: &Path, to: &Path, change: impl Fn(&mut Manifest)) {
    changed(from, to, |name, bytes| {
        if name != "manifest.json" {
            return vec![(name.to_owned(), bytes)];
        }
        let mut manifest: Manifest = serde_json::from_slice(&bytes).unwrap();
        change(&mut manifest);
        vec![(name.to_owned(), serde_json::to_vec(&manifest).unwrap())]
    });
}

/// A file of the archive altered, and the manifest told of it.
fn forged(from: &Path, to: &Path, file: &str, words: (&str, &str)) {
    use sha2::{Digest, Sha256};
    let part = to.with_extension("part");
    let made = std::cell::RefCell::new(None);
    changed(from, &part, |name, bytes| {
        if name != file {
            return vec![(name.to_owned(), bytes)];
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(words.0), "{file} holds no {:?}", words.0);
        let bytes = text.replace(words.0, words.1).into_bytes();
        *made.borrow_mut() = Some((bytes.len() as u64, hex::encode(Sha256::digest(&bytes))));
        vec![(name.to_owned(), bytes)]
    });
    let (bytes, sha256) = made.into_inner().unwrap();
    rewritten(&part, to, |manifest| {
        let known = manifest.files.iter_mut().find(|known| known.name == file).unwrap();
        (known.bytes, known.sha256) = (bytes, sha256.clone());
    });
}

#[tokio::test]
async fn cap_70_an_archive_in_which_something_signed_was_altered_is_refused_although_its_manifest_was_made_to_fit() {
    let stage = Stage::set().await;
    stage.archive(Side::Organisation, "sound.zip").await;
    let (sound, bad) = (stage.path("sound.zip"), stage.path("bad.zip"));
    let name = |what: &str| -> String {
        let text = texts(&sound).into_iter().find(|(name, _)| name == what).unwrap().1;
        text.lines().nth(1).unwrap().split(',').find(|cell| cell.contains(' ')).unwrap().to_owned()
    };
    for (file, words, why) in [
        ("data/charter_signature.csv", (name("data/charter_signature.csv").as_str(), "Mallory Forge"), "Mallory Forge"),
        ("data/charter_text.csv", (". ", "; "), "what the page shows differs"),
        ("data/charter_version.csv", ("partnership: ", "partnership:  "), "the text differs from what was signed"),
    ] {
        let (app, _) = stage.empty(file.trim_start_matches("data/"), Engine::Sqlite).await.unwrap();
        forged(&sound, &bad, file, words);
        let refused = stage.take(&app, "bad.zip").await.unwrap_err();
        assert!(matches!(refused, Refused::Signed(_)) && refused.to_string().contains(why), "{file}: {refused}");
        let left = app.db().number("SELECT COUNT(*) AS number FROM organisation", vec![]).await.unwrap();
        assert_eq!(left, 0, "{file}: something was written");
    }
}

#[tokio::test]
async fn an_archive_is_taken_in_only_with_the_fingerprints_that_were_kept() {
    let stage = Stage::set().await;
    let made = stage.archive(Side::Partner, "partner.zip").await;
    let other = stage.archive(Side::Organisation, "organisation.zip").await;
    assert!(!made.manifest.signed.is_empty());
    assert_eq!(made.manifest.signed, other.manifest.signed, "both sides hold the same fingerprints");
    let readme = texts(&stage.path("partner.zip")).into_iter().find(|(name, _)| name == "README.nl.md").unwrap().1;
    for signed in &made.manifest.signed {
        assert!(readme.contains(&signed.fingerprint), "{readme}");
    }
    let (app, _) = stage.empty("target", Engine::Sqlite).await.unwrap();
    let take = async |expected: &[String]| {
        let key = app.config().key_file.clone();
        lustrum_exit::archive::import_expecting(
            app.db(),
            key.as_deref(),
            &stage.path("partner.zip"),
            MOST_BYTES,
            expected,
        )
        .await
    };
    let wrong = "ab".repeat(32);
    assert!(matches!(take(std::slice::from_ref(&wrong)).await, Err(Refused::Expected(one)) if one == wrong));
    let expected: Vec<String> = made.manifest.signed.iter().map(|signed| signed.fingerprint.clone()).collect();
    take(&[expected, vec![made.sha256]].concat()).await.unwrap();
}

#[tokio::test]
async fn a_hostile_or_damaged_archive_is_refused_with_its_reason_and_leaves_nothing() {
    let stage = Stage::set().await;
    stage.archive(Side::Partner, "sound.zip").await;
    let (app, _) = stage.empty("target", Engine::Sqlite).await.unwrap();
    let sound = stage.path("sound.zip");
    let bad = stage.path("bad.zip");
    let add = |name: &'static str| {
        move |known: &str, bytes: Vec<u8>| {
            let mut files = vec![(known.to_owned(), bytes)];
            if known == "manifest.json" {
                files.push((name.to_owned(), b"x".to_vec()));
            }
            files
        }
    };
    let refuse = async |why: &str| {
        let refused = stage.take(&app, "bad.zip").await.unwrap_err().to_string();
        assert!(refused.contains(why), "{refused:?} is not about {why:?}");
        let left = app.db().number("SELECT COUNT(*) AS number FROM organisation", vec![]).await.unwrap();
        assert_eq!(left, 0, "{why}: something was written");
    };
    for name in ["../../etc/passwd", "/etc/passwd", "data/../../x", "C:\\x", "data/.hidden", "data//x"] {
        changed(&sound, &bad, add(name));
        refuse("no archive of ours").await;
    }
    changed(&sound, &bad, add("data/extra.csv"));
    refuse("not in the manifest").await;
    // A bomb: a file that is longer than was said, all of one byte.
    changed(&sound, &bad, |name, bytes| {
        let bytes = if name == "data/agreement.csv" { vec![b'x'; 40_000_000] } else { bytes };
        vec![(name.to_owned(), bytes)]
    });
    refuse("is larger than").await;
    changed(&sound, &bad, |name, mut bytes| {
        if name == "data/partnership.csv" {
            let last = bytes.len() - 3;
            bytes[last] = if bytes[last] == b'1' { b'2' } else { b'1' };
        }
        vec![(name.to_owned(), bytes)]
    });
    refuse("was altered").await;
    changed(
        &sound,
        &bad,
        |name, bytes| {
            if name == "data/charter_version.csv" { Vec::new() } else { vec![(name.to_owned(), bytes)] }
        },
    );
    refuse("not in the archive").await;
    let whole = std::fs::read(&sound).unwrap();
    for cut in [0, 10, whole.len() / 2, whole.len() - 30] {
        std::fs::write(&bad, &whole[..cut]).unwrap();
        refuse("damaged or cut off").await;
    }
    std::fs::write(&bad, b"not a zip at all").unwrap();
    refuse("no ZIP archive").await;
    rewritten(&sound, &bad, |manifest| manifest.form = "lustrum-exit/2".to_owned());
    refuse("the form of the archive").await;
    rewritten(&sound, &bad, |manifest| manifest.migrations.push("exit/9999".to_owned()));
    refuse("later version").await;
    // Claims to hold more than is allowed: refused before any of it is read.
    rewritten(&sound, &bad, |manifest| manifest.files[0].bytes = 3 * 1024 * 1024 * 1024);
    refuse("more than the").await;
    // A table that would let someone in, and one that is none of the partner's.
    for table in ["sign_in_session", "reading"] {
        rewritten(&sound, &bad, |manifest| manifest.tables[0].table = table.to_owned());
        refuse(table).await;
    }
    rewritten(&sound, &bad, |manifest| {
        let person = manifest.tables.iter_mut().find(|table| table.table == "person").unwrap();
        person.columns[1].name = "password".to_owned();
    });
    refuse("person").await;
    rewritten(&sound, &bad, |manifest| manifest.tables[0].rows += 1);
    refuse("the manifest says").await;
    changed(
        &sound,
        &bad,
        |name, bytes| if name == "manifest.json" { Vec::new() } else { vec![(name.to_owned(), bytes)] },
    );
    refuse("no exit archive").await;

    // The sound one goes in, and then the database is not empty any more.
    stage.take(&app, "sound.zip").await.unwrap();
    assert!(matches!(stage.take(&app, "sound.zip").await, Err(Refused::NotEmpty)));
}

#[tokio::test]
async fn cap_18_what_a_side_may_not_go_on_using_is_withheld_from_its_archive_and_named_there() {
    let stage = Stage::set().await;
    let made = stage.archive(Side::Organisation, "ours.zip").await;
    let theirs = stage.archive(Side::Partner, "theirs.zip").await;
    let held = |manifest: &Manifest| -> Vec<String> {
        let licensed = manifest.withheld.iter().filter(|held| held.why == "licence");
        licensed.map(|held| held.title.clone()).collect()
    };
    assert_eq!(held(&made.manifest).len(), 1, "{:?}", made.manifest.withheld);
    assert!(held(&theirs.manifest).is_empty());
    let rows = |manifest: &Manifest, name: &str| {
        manifest.tables.iter().find(|table| table.table == name).map_or(0, |table| table.rows)
    };
    assert!(rows(&made.manifest, "rubric") < rows(&theirs.manifest, "rubric"), "the rubric is the partner's alone");
    let readme = texts(&stage.path("ours.zip")).into_iter().find(|(name, _)| name == "README.nl.md").unwrap().1;
    assert!(readme.contains(&held(&made.manifest)[0]), "{readme}");
}

#[tokio::test]
async fn cap_18_a_whole_form_and_a_whole_module_that_are_withheld_are_named_in_the_rehearsal() {
    let stage = Stage::set().await;
    let (tenant, story) = (stage.story.client, stage.story.id);
    let lead = person::by_email(stage.app.db(), LEAD).await.unwrap().unwrap().id;
    let partner = person::by_email(stage.app.db(), PARTNER).await.unwrap().unwrap().id;
    let by = |side, person| By { tenant, partnership: story, side, person, at: stage.app.now() };
    // A module that nothing is agreed on yet; the partner writes it a form of its own.
    #[derive(sea_orm::FromQueryResult)]
    struct Own {
        module_id: uuid::Uuid,
        title: String,
    }
    let sql = "SELECT m.id AS module_id, m.title FROM module m WHERE m.organisation_id = $1 AND NOT EXISTS (
                 SELECT 1 FROM asset a WHERE a.organisation_id = m.organisation_id AND a.target_id = m.id)
               ORDER BY m.id LIMIT 1";
    let own: Own = stage.app.db().maybe(sql, values![tenant]).await.unwrap().expect("the story has many modules");
    let form = serde_json::json!({ "expected": 0, "language": "nl",
        "questions": [{ "kind": "open", "text": "Wat neem je mee?" }] });
    let api = format!("/api/v1/p/{story}/feedback-forms/{}", own.module_id);
    let written = browser(&stage.app, PARTNER).await.json("POST", &api, form).await;
    assert_eq!(written.status, 201, "{}", written.body);
    let terms = Terms {
        authors_organisation: String::new(),
        authors_partner: "Emre Yilmaz".to_owned(),
        licence: asset::OWN.to_owned(),
        words: "Baken brought it along.".to_owned(),
        organisation: Rights { during: true, ..Rights::default() },
        partner: Rights::ALL,
    };
    let before = stage.archive(Side::Organisation, "before.zip").await;
    let tx = stage.app.db().begin().await.unwrap();
    for kind in [Kind::Module, Kind::Form] {
        let about = About::New(kind, Some(own.module_id), &own.title);
        let id = asset::propose(&tx, &by(Side::Partner, partner), about, &terms).await.unwrap();
        let known = asset::find(&tx, tenant, story, id).await.unwrap().unwrap();
        asset::confirm(&tx, &by(Side::Organisation, lead), &known, 1).await.unwrap();
    }
    tx.commit().await.unwrap();

    let report = rehearse(&stage.app, &stage.order(Side::Organisation)).await;
    assert!(report.failure.is_empty() && report.differences.is_empty(), "{} {:?}", report.failure, report.differences);
    for kind in ["module", "form"] {
        let named =
            report.withheld.iter().any(|held| held.kind == kind && held.title == own.title && held.why == "licence");
        assert!(named, "{kind}: {:?}", report.withheld);
    }
    let after = stage.archive(Side::Organisation, "after.zip").await;
    let theirs = stage.archive(Side::Partner, "theirs.zip").await;
    let rows = |manifest: &Manifest, name: &str| {
        manifest.tables.iter().find(|table| table.table == name).map_or(0, |table| table.rows)
    };
    assert!(rows(&after.manifest, "feedback_form") < rows(&before.manifest, "feedback_form"));
    assert_eq!(
        rows(&theirs.manifest, "feedback_form"),
        rows(&before.manifest, "feedback_form"),
        "the partner keeps it"
    );
    assert_eq!(theirs.manifest.withheld.iter().filter(|held| held.title == own.title).count(), 0);
    // Nothing else tells of the module: its row stays for what points at it, and says nothing; the partner has its title.
    let row = format!("{},", own.module_id);
    let line = |name: &str, file: &str| {
        let text = texts(&stage.path(name)).into_iter().find(|(known, _)| known == file).unwrap().1;
        text.lines().find(|line| line.contains(&row)).map(str::to_owned).unwrap_or_default()
    };
    assert!(line("theirs.zip", "data/module.csv").contains(&own.title));
    assert!(
        line("after.zip", "data/module.csv").contains("—,withheld,0,0"),
        "{}",
        line("after.zip", "data/module.csv")
    );
    for (name, text) in texts(&stage.path("after.zip")) {
        let named = name.starts_with("README") || name == "manifest.json" || name.starts_with("data/asset");
        // What was written of the register, and reviews that both sides froze, name it as they did.
        let kept = named || name == "data/event_content.csv" || name == "data/review.csv";
        // Words that someone wrote may hold those of a title; no cell is one.
        let is_title = |cell: &str| cell.trim_matches('"') == own.title;
        assert!(kept || !text.split([',', '\r', '\n']).any(is_title), "{name} names it");
    }
    let told =
        texts(&stage.path("after.zip")).into_iter().find(|(name, _)| name == "data/event_content.csv").unwrap().1;
    // Another title may begin with it.
    let whole = format!("\"\"{}\"\"", own.title);
    let told = told.lines().filter(|line| line.contains(&whole));
    assert!(told.clone().all(|line| line.contains("version")), "{:?}", told.collect::<Vec<_>>());
    let (target, _) = stage.empty("withheld", Engine::Sqlite).await.unwrap();
    stage.take(&target, "after.zip").await.unwrap();
    // The page of the form says so before anyone leaves, to both sides, each in its language.
    for email in [LEAD, PARTNER] {
        let page = browser(&stage.app, email)
            .await
            .get(&format!("/p/{story}/evidence/reaction/forms/{}", own.module_id))
            .await;
        let said = ["archive of Noordkade Logistics", "archief van Noordkade Logistics"].map(|words| page.shows(words));
        assert!(said.contains(&true) && page.shows("Emre Yilmaz"), "{}", page.body);
    }
}

#[tokio::test]
async fn answers_that_were_promised_to_stay_unread_are_left_out_where_a_page_takes_the_archive() {
    let stage = Stage::set().await;
    let order = Order { promised: false, ..stage.order(Side::Organisation) };
    let made = write(stage.app.db(), None, &order, &stage.path("page.zip")).await.unwrap();
    for table in ["answer_360", "feedback_answer", "attempt_answer", "observation"] {
        assert!(!made.manifest.tables.iter().any(|known| known.table == table), "{table}");
        let out = made.manifest.left_out.iter().find(|out| out.table == table).unwrap();
        assert_eq!(out.why, "promised");
    }
    // Without the key no document opens, and each is named as held back.
    assert!(made.manifest.documents.is_empty());
    assert_eq!(made.manifest.withheld.iter().filter(|held| held.why == "sealed").count(), 5);
    vault::make_key(&stage.path("other.key")).unwrap();
    let (app, _) = stage.empty("without", Engine::Sqlite).await.unwrap();
    stage.take(&app, "page.zip").await.unwrap();
}
