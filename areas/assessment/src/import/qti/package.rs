//! A package: a ZIP archive with `imsmanifest.xml`, which names the items. Nothing is unpacked to a disk, names are never
//! used as paths, and no more is unpacked than may be read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use lustrum_kernel::form::Fault;
use roxmltree::Document;

use super::read::{attribute, document, is, parse, text_of_bytes};
use super::{MOST_BYTES_INSIDE, MOST_ITEM_BYTES};
use crate::import::{Found, MOST_ITEMS};

const MANIFEST: &str = "imsmanifest.xml";
/// A package holds pictures and styles beside its items; more entries than this are no package of items.
const MOST_ENTRIES: usize = 4 * MOST_ITEMS;

pub fn read(bytes: &[u8], language: &str) -> Result<Vec<Found>, Fault> {
    let files = unpack(bytes)?;
    let manifest = files.get(MANIFEST).ok_or_else(|| Fault::new("fault-qti-no-manifest"))?;
    let manifest = text_of_bytes(manifest.as_deref().ok_or_else(|| large(MANIFEST))?)?;
    let manifest = parse(&manifest)?;
    let named = items(&manifest);
    if named.is_empty() {
        return Err(Fault::new("fault-qti-no-items"));
    }
    if named.len() > MOST_ITEMS {
        return Err(Fault::new("fault-import-many").with("most", MOST_ITEMS));
    }
    Ok(named.into_iter().map(|resource| found(resource, &files, language)).collect())
}

fn large(name: &str) -> Fault {
    Fault::new("fault-qti-item-large").with("most", MOST_ITEM_BYTES / 1024 / 1024).with("name", name)
}

struct Resource {
    name: String,
    href: String,
    /// Whether this is an item at all; tests and sections are named and not taken.
    kind: String,
}

/// The items of a manifest, and what else in it would be asked of people.
fn items(manifest: &Document<'_>) -> Vec<Resource> {
    let resources = manifest.descendants().filter(|node| is(node, "resource"));
    resources
        .filter_map(|node| {
            let kind = attribute(&node, "type").unwrap_or_default().to_lowercase();
            let asked = kind.contains("imsqti_") && !kind.contains("associatedcontent");
            let href = attribute(&node, "href").unwrap_or_default().replace('\\', "/");
            let name = attribute(&node, "identifier").unwrap_or(&href).to_owned();
            asked.then_some(Resource { name, href, kind })
        })
        .collect()
}

fn found(resource: Resource, files: &BTreeMap<String, Option<Vec<u8>>>, language: &str) -> Found {
    let refused = |name: String, why: Fault| Found { name, item: Err(why), remarks: Vec::new() };
    if !resource.kind.contains("imsqti_item") {
        return refused(resource.name, Fault::new("fault-qti-no-item").with("kind", resource.kind));
    }
    let href = resource.href.trim_start_matches("./");
    match files.get(href) {
        None => refused(resource.name, Fault::new("fault-qti-missing-file").with("name", &resource.href)),
        Some(None) => refused(resource.name, large(href)),
        Some(Some(bytes)) => match document(bytes, &resource.name, language) {
            Ok(found) => found,
            Err(why) => refused(resource.name, why),
        },
    }
}

/// The XML files of an archive by their names; `None` for one that is larger than an item may be.
fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Option<Vec<u8>>>, Fault> {
    let damaged = || Fault::new("fault-qti-damaged");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_ENTRIES {
        return Err(Fault::new("fault-qti-inside").with("most", MOST_BYTES_INSIDE / 1024 / 1024));
    }
    let mut left = MOST_BYTES_INSIDE;
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|_| damaged())?;
        let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
        if !entry.is_file() || !name.to_lowercase().ends_with(".xml") {
            continue;
        }
        // What the directory says of sizes may be a lie, so what comes out is counted.
        let mut inside = Vec::new();
        let most = left.min(MOST_ITEM_BYTES as u64) + 1;
        let unpacked = entry.take(most).read_to_end(&mut inside).map_err(|_| damaged())? as u64;
        left = left
            .checked_sub(unpacked)
            .ok_or_else(|| Fault::new("fault-qti-inside").with("most", MOST_BYTES_INSIDE / 1024 / 1024))?;
        let fits = inside.len() <= MOST_ITEM_BYTES;
        files.insert(name.trim_start_matches("./").to_owned(), fits.then_some(inside));
    }
    Ok(files)
}
