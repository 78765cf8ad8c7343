//! An import holds a page at a time, whatever an archive holds; and what is made to grow without end is left before it does.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use lustrum_exit::archive::Refused;
use lustrum_exit::archive::manifest::{FileIn, Manifest};
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{Engine, Sql};
use lustrum_kernel::uuid::Uuid;
use lustrum_kernel::values;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Stage, changed};

const COMMENTS: &str = "data/charter_comment.csv";
const PLACES: &str = "data/statement.csv";
const STATEMENTS: &str = "statements/statements.jsonl";

/// A file of an archive that is being written, with its size and hash so far.
struct Part<'a> {
    zip: &'a mut ZipWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Part<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.zip.write_all(bytes).unwrap();
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }
    fn said(self, name: &str) -> FileIn {
        FileIn { name: name.to_owned(), bytes: self.bytes, sha256: hex::encode(self.hash.finalize()) }
    }
}

fn text_of(path: &Path, name: &str) -> String {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A file, how many rows it gets, and who writes them.
type Longer<'a> = (&'a str, u64, &'a dyn Fn(&mut Part<'_>));

/// The same archive with some of its files made longer, written without holding any of them.
fn grown(from: &Path, to: &Path, longer: &[Longer<'_>]) {
    let mut manifest: Manifest = serde_json::from_str(&text_of(from, "manifest.json")).unwrap();
    let mut zip = ZipArchive::new(File::open(from).unwrap()).unwrap();
    let mut out = ZipWriter::new(File::create(to).unwrap());
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name == "manifest.json" {
            continue;
        }
        out.start_file(name.clone(), stored).unwrap();
        let Some((_, rows, more)) = longer.iter().find(|(known, ..)| *known == name) else {
            std::io::copy(&mut entry, &mut out).unwrap();
            continue;
        };
        let mut part = Part { zip: &mut out, hash: Sha256::new(), bytes: 0 };
        let mut before = Vec::new();
        entry.read_to_end(&mut before).unwrap();
        part.write(&before);
        more(&mut part);
        let said = part.said(&name);
        *manifest.files.iter_mut().find(|file| file.name == name).unwrap() = said;
        if let Some(table) = manifest.tables.iter_mut().find(|table| table.file == name) {
            table.rows += rows;
        }
    }
    out.start_file("manifest.json", stored).unwrap();
    out.write_all(&serde_json::to_vec(&manifest).unwrap()).unwrap();
    out.finish().unwrap();
}

/// The first row of a table with some of its cells changed.
fn row_of(text: &str, change: &[(&str, String)]) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let first = reader.records().next().expect("the demo has one").unwrap();
    let cell = |(head, known): (&str, &str)| {
        change.iter().find(|(name, _)| *name == head).map_or_else(|| known.to_owned(), |(_, new)| new.clone())
    };
    let cells: Vec<String> = heads.iter().zip(first.iter()).map(cell).collect();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells).unwrap();
    writer.into_inner().unwrap()
}

/// What this process holds of its own, in kilobytes.
#[cfg(target_os = "linux")]
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_memory_of_an_import_does_not_grow_with_the_archive() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    const ROWS: u64 = 3_000;
    const LINES: u64 = 10_000;
    let stage = Stage::set().await;
    stage.archive(Side::Organisation, "first.zip").await;
    let (first, large) = (stage.path("first.zip"), stage.path("large.zip"));
    let (comments, places, lines) = (text_of(&first, COMMENTS), text_of(&first, PLACES), text_of(&first, STATEMENTS));
    let words = "What both sides said of it. ".repeat(2_000);
    let more_comments = |part: &mut Part<'_>| {
        for _ in 0..ROWS {
            part.write(&row_of(&comments, &[("id", Uuid::now_v7().to_string()), ("text", words.clone())]));
        }
    };
    // Further statements stand at positions after all others; each is the first one with much air in it.
    let more_places = |part: &mut Part<'_>| {
        for place in 0..LINES {
            let change = [("position", (1_000_000 + place).to_string()), ("id", Uuid::now_v7().to_string())];
            part.write(&row_of(&places, &change));
        }
    };
    let line = lines.lines().next().unwrap().replacen('{', &format!("{{{}", " ".repeat(6_000)), 1) + "\n";
    let more_lines = |part: &mut Part<'_>| (0..LINES).for_each(|_| part.write(line.as_bytes()));
    grown(
        &first,
        &large,
        &[(COMMENTS, ROWS, &more_comments), (PLACES, LINES, &more_places), (STATEMENTS, 0, &more_lines)],
    );
    let size = std::fs::metadata(&large).unwrap().len();
    assert!(size > 220_000_000, "{size}");

    let (app, _) = stage.empty("large", Engine::Sqlite).await.unwrap();
    let (most, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let before = held();
    let watch = std::thread::spawn({
        let (most, over) = (most.clone(), over.clone());
        move || {
            while !over.load(Ordering::Relaxed) {
                most.fetch_max(held(), Ordering::Relaxed);
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
        }
    });
    let taken = stage.take(&app, "large.zip").await.unwrap();
    over.store(true, Ordering::Relaxed);
    watch.join().unwrap();
    assert!(taken.manifest.rows() > ROWS + LINES);
    let kept = app.db().number("SELECT COUNT(*) AS number FROM charter_comment", values![]).await.unwrap();
    assert!(kept >= i64::try_from(ROWS).unwrap());
    let grew = most.load(Ordering::Relaxed).saturating_sub(before) / 1024;
    println!("{} MB taken in, {grew} MB held at most beside what was held before", size / 1_000_000);
    // The database keeps up to 64 MB of its pages, whatever is written.
    assert!(grew < 120, "{grew} MB");
}

#[tokio::test]
async fn a_row_a_line_or_a_list_without_end_is_left_before_it_fills_anything() {
    let stage = Stage::set().await;
    stage.archive(Side::Organisation, "first.zip").await;
    let (first, bad) = (stage.path("first.zip"), stage.path("bad.zip"));
    let (app, _) = stage.empty("target", Engine::Sqlite).await.unwrap();
    let refuse = async |why: &str| {
        let refused = stage.take(&app, "bad.zip").await.unwrap_err();
        assert!(refused.to_string().contains(why), "{refused} is not about {why:?}");
        let left = app.db().number("SELECT COUNT(*) AS number FROM organisation", values![]).await.unwrap();
        assert_eq!(left, 0, "{why}: something was written");
        refused
    };
    let endless = |part: &mut Part<'_>| {
        part.write(b"\"");
        (0..70).for_each(|_| part.write(&vec![b'x'; 1024 * 1024]));
    };
    grown(&first, &bad, &[(COMMENTS, 1, &endless)]);
    refuse("a row of more than").await;
    let endless = |part: &mut Part<'_>| (0..70).for_each(|_| part.write(&vec![b' '; 1024 * 1024]));
    grown(&first, &bad, &[(STATEMENTS, 0, &endless)]);
    assert!(matches!(refuse("more than the").await, Refused::TooLarge { .. }));
    // A line too many, and one too few.
    grown(&first, &bad, &[(STATEMENTS, 0, &|part| part.write(b"{}\n"))]);
    refuse("the manifest says").await;
    let places = text_of(&first, PLACES);
    let change = [("position", "1000000".to_owned()), ("id", Uuid::now_v7().to_string())];
    grown(&first, &bad, &[(PLACES, 1, &|part| part.write(&row_of(&places, &change)))]);
    refuse("the manifest says").await;
    // A document that is larger than any that was ever handed in.
    let large = text_of(&first, "manifest.json");
    let large: Manifest = serde_json::from_str(&large).unwrap();
    let document = large.documents.first().unwrap().file.clone();
    let endless = |part: &mut Part<'_>| (0..70).for_each(|_| part.write(&vec![b'x'; 1024 * 1024]));
    grown(&first, &bad, &[(document.as_str(), 0, &endless)]);
    assert!(matches!(refuse(&document).await, Refused::TooLarge { .. }));
    // More files than any archive of ours has.
    changed(&first, &bad, |name, bytes| {
        let mut files = vec![(name.to_owned(), bytes)];
        if name == "manifest.json" {
            files.extend((0..200_001).map(|number| (format!("files/{number}"), Vec::new())));
        }
        files
    });
    refuse("files").await;
}
