//! The data room through the real router, on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::Request;
use bytes::Bytes;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::{App, Config};
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::values;

use super::check::MOST_BYTES;
use super::vault::make_key;
use crate::nda::{self, Standing};
use crate::testing::{an_nda, signed};

fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), lustrum_strategy::area(), lustrum_partnership::area(), crate::area()]
}

/// The application with a key of its own.
fn keyed(app: &App, folder: &tempfile::TempDir) -> App {
    let file = folder.path().join("lustrum.key");
    if !file.exists() {
        make_key(&file).unwrap();
    }
    let config = Config { key_file: Some(file), ..Config::default() };
    App::new(app.db().clone(), app.clock().clone(), config, &areas()).unwrap()
}

fn browser(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

fn room(world: &World) -> String {
    format!("/p/{}/room", world.partnership)
}

async fn hand_in(by: &Browser, world: &World, title: &str, file: &str, bytes: &[u8]) -> String {
    let path = format!("{}/documents", room(world));
    let made = by.upload(&path, &[("title", title), ("until", "2026-12-31")], "file", file, bytes).await;
    assert_eq!(made.status, 303, "{}", made.body);
    made.location.unwrap()
}

async fn entries(by: &Browser, world: &World, kind: &str) -> usize {
    let ledger = by.get(&format!("/api/v1/p/{}/ledger", world.partnership)).await.json();
    ledger["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == kind).count()
}

fn moment(text: &str) -> Moment {
    Moment(text.parse().unwrap())
}

const WORDS: &[u8] = b"Fourteen people, one of them alone at the dock.";

#[tokio::test]
async fn cap_53_the_room_opens_to_a_person_only_while_an_nda_that_they_signed_is_in_force() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let lead = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let designer = browser(&app, &world, Side::Partner, Role::LearningDesigner);
        let document = hand_in(&steward, &world, "Rosters of the night shift", "rosters.txt", WORDS).await;
        // Outside: neither the content nor the title, by page or API.
        let door = lead.get(&room(&world)).await;
        assert!(door.shows("The data room is closed to you") && door.shows("has no non-disclosure agreement in force"));
        assert!(!door.shows("Rosters"));
        for path in [document.clone(), format!("{document}/file")] {
            assert_eq!(lead.get(&path).await.location, Some(room(&world)), "{path}");
        }
        let over_api = format!("/api/v1{document}");
        let refused = lead.get(&over_api).await;
        assert_eq!((refused.status, refused.json()["code"].as_str()), (409, Some("refusal-room-unsigned")));
        assert_eq!(lead.get(&format!("{over_api}/file")).await.status, 409);
        assert_eq!(lead.get(&format!("/api/v1{}", room(&world))).await.json()["open"], false);
        // The steward writes an NDA; as a draft it is not the partner's to know of.
        let words = [("english", "Secret."), ("dutch", "Geheim."), ("from", "2026-09-01"), ("until", "2027-08-31")];
        let nda = steward.post(&format!("{}/ndas", room(&world)), &words).await.location.unwrap();
        assert_eq!(lead.get(&nda).await.status, 404);
        assert_eq!(lead.post(&format!("{nda}/signatures"), &[("read", "on")]).await.status, 404);
        assert_eq!(steward.post(&format!("{nda}/force"), &[]).await.status, 303);
        let page = lead.get(&nda).await;
        assert!(page.shows("Secret.") && page.shows("Geheim.") && page.shows("Sign the agreement"));
        let hash = lead.get(&format!("/api/v1{nda}")).await.json()["hash"].as_str().unwrap().to_owned();
        assert!(page.shows(&hash), "the hash of the exact text stands on the page");
        // Signed by a tick and over the hash of what was shown, for oneself.
        let unread = lead.post(&format!("{nda}/signatures"), &[("hash", &hash)]).await;
        assert!(unread.status == 422 && unread.shows("Tick that you have read the text"));
        let other = lead.post(&format!("{nda}/signatures"), &[("read", "on"), ("hash", "0000")]).await;
        assert!(other.status == 409 && other.shows("Read it again and sign then"));
        assert_eq!(lead.post(&format!("{nda}/signatures"), &[("read", "on"), ("hash", &hash)]).await.status, 303);
        assert_eq!(lead.post(&format!("{nda}/signatures"), &[("read", "on"), ("hash", &hash)]).await.status, 409);
        let inside = lead.get(&room(&world)).await;
        assert!(inside.shows("Rosters of the night shift"), "{}", inside.body);
        assert!(designer.get(&room(&world)).await.shows("closed to you"), "a colleague signs for themselves");
        // What is shown carries who reads and when, and is in the ledger of both sides.
        assert_eq!(entries(&steward, &world, "document.opened").await, 0);
        let shown = lead.get(&document).await;
        assert!(shown.shows("alone at the dock"));
        assert!(
            shown.shows("<text x=\"12\" y=\"30\">partner-lead (partner), Baken Leiderschap</text>"),
            "{}",
            shown.body
        );
        assert!(shown.shows("17 September 2026, 10:00"));
        let file = lead.get(&format!("{document}/file")).await;
        assert!(file.status == 200 && file.body.starts_with("%PDF-"));
        for side in [&steward, &lead] {
            assert_eq!(entries(side, &world, "document.opened").await, 2);
            assert_eq!(entries(side, &world, "nda.signed").await, 1);
        }
        let log = lead.get(&format!("/p/{}/shared/log", world.partnership)).await;
        assert!(log.shows("opened document 1 of the data room") && !log.shows("Rosters"), "a title may be secret");
        // The last moment of its last day, and the first of the next.
        let start = app.now();
        app.clock().set(moment("2026-12-30T23:59:59Z"));
        assert_eq!(lead.get(&document).await.status, 200);
        app.clock().set(moment("2027-09-01T00:00:00Z"));
        assert!(lead.get(&room(&world)).await.shows("closed to you"), "the NDA is over");
        app.clock().set(start);
        // Ended, it is closed at the next request.
        assert_eq!(lead.get(&document).await.status, 200);
        assert_eq!(steward.post(&format!("{nda}/end"), &[]).await.status, 303);
        assert_eq!(lead.get(&document).await.location, Some(room(&world)));
        assert_eq!(lead.get(&format!("{over_api}/file")).await.status, 409);
        assert!(lead.get(&room(&world)).await.shows("closed to you"));
        assert_eq!(designer.post(&format!("{nda}/signatures"), &[("read", "on"), ("hash", &hash)]).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn a_document_taken_back_is_closed_at_the_next_request_and_one_that_is_over_as_well() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        signed(&app, &world, Role::PartnerLead).await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let lead = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let first = hand_in(&steward, &world, "Rosters", "rosters.csv", b"depot;people\nVenlo;14\n").await;
        let second = hand_in(&steward, &world, "Notes", "notes.md", b"# Exit talks").await;
        let table = lead.get(&first).await;
        assert!(table.shows("<th scope=\"col\">people</th>") && table.shows("<td>14</td>"), "{}", table.body);
        assert_eq!(lead.post(&format!("{first}/revocation"), &[]).await.status, 409, "only who gave it takes it back");
        assert_eq!(steward.post(&format!("{first}/revocation"), &[]).await.status, 303);
        for path in [first.clone(), format!("{first}/file"), format!("/api/v1{first}/file")] {
            let closed = lead.get(&path).await;
            assert!(closed.status == 409 && closed.shows("was taken back"), "{path}: {}", closed.body);
        }
        let own = steward.get(&first).await;
        assert!(own.status == 200 && own.shows("Nobody can open this document any more") && !own.shows("<td>14</td>"));
        assert_eq!(steward.get(&format!("{first}/file")).await.status, 409, "it is closed to its own side as well");
        assert_eq!(steward.post(&format!("{first}/revocation"), &[]).await.status, 409);
        app.clock().set(moment("2026-12-31T23:59:59Z"));
        assert!(lead.get(&second).await.shows("# Exit talks"));
        app.clock().set(moment("2027-01-01T00:00:00Z"));
        let over = lead.get(&second).await;
        assert!(over.status == 409 && over.shows("The last day of this document is over"), "{}", over.body);
        assert_eq!(entries(&steward, &world, "document.opened").await, 2, "what was refused is no opening");
        assert!(steward.get(&format!("{}.csv", room(&world))).await.shows("Rosters"));
    })
    .await;
}

#[tokio::test]
async fn what_may_not_be_handed_in_is_told_at_its_field_and_what_was_typed_stays() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let path = format!("{}/documents", room(&world));
        let large = vec![b'a'; MOST_BYTES + 1024 * 1024];
        let refused: [(&str, &[u8], &str); 7] = [
            ("rosters.docx", b"PK\x03\x04....", "Archives and Office files are not taken"),
            ("rosters.exe", b"MZ", "This kind of file is not taken"),
            ("rosters.pdf", b"words", "The name says pdf, the content is something else"),
            ("rosters\u{202e}txt.exe", b"words", "characters that are not seen"),
            ("rosters.pdf", b"%PDF-1.7\nand nothing", "can&#39;t be read: it is damaged"),
            ("rosters.txt", b"\xff\xfe\0", "The text is not in UTF-8"),
            ("rosters.pdf", &large, "The file is larger than 10 MB"),
        ];
        for (name, bytes, words) in refused {
            let form = steward.upload(&path, &[("title", "Rosters of May")], "file", name, bytes).await;
            assert_eq!(form.status, 422, "{name:?}: {}", form.body);
            assert!(form.shows(words) && form.shows("id=\"file-error\""), "{name:?} {words}: {}", form.body);
            assert!(form.shows("value=\"Rosters of May\""), "{name:?}: what was typed stays");
        }
        let past = [("title", "Rosters"), ("until", "2026-09-16")];
        assert!(steward.upload(&path, &past, "file", "a.txt", b"a").await.shows("The last day lies in the past"));
        let none = steward.post(&path, &[("title", "Rosters")]).await;
        assert!(none.status == 422 && none.shows("id=\"file-error\""));
        let api = steward.upload(&format!("/api/v1{path}"), &[("title", "R")], "file", "a.zip", b"PK\x03\x04").await;
        assert_eq!((api.status, api.json()["errors"][0]["code"].as_str()), (422, Some("fault-file-archive")));
        assert_eq!(entries(&steward, &world, "document.added").await, 0);
        let kept = app.db().number("SELECT COUNT(*) AS number FROM blob", values![]).await.unwrap();
        assert_eq!(kept, 0, "nothing of what was refused is stored");
        // Folders before a name are left behind.
        let made = steward.upload(&path, &[("title", "R")], "file", "../../etc/plan.txt", b"words").await;
        let shown = steward.get(&made.location.unwrap()).await;
        assert!(shown.shows("<dd>plan.txt</dd>"), "{}", shown.body);
    })
    .await;
}

/// A sound PNG of one point that carries a page in its remarks.
fn png_with(words: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    let chunk = [b"tEXtComment\0", words].concat();
    crc.update(&chunk);
    let length = u32::try_from(chunk.len() - 4).unwrap();
    let (head, rest) = (png()[..33].to_vec(), png()[33..].to_vec());
    [head, length.to_be_bytes().to_vec(), chunk, crc.sum().to_be_bytes().to_vec(), rest].concat()
}

/// A PDF of one page that wants to run a script as soon as it is opened.
pub(super) fn scripted_pdf() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Annots [<< /Type /Annot /Subtype /Link \
         /Rect [0 0 200 200] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>] >>",
        "<< /Length 8 >> stream\n0 0 m S \nendstream",
    ];
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(text.len());
        text.push_str(&format!("{} 0 obj {object} endobj\n", number + 1));
    }
    let start = text.len();
    text.push_str("xref\n0 5\n0000000000 65535 f \n");
    places.iter().for_each(|place| text.push_str(&format!("{place:010} 00000 n \n")));
    text.push_str(&format!("trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    text.into_bytes()
}

const SCRIPT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(2)</script></svg>";

#[tokio::test]
async fn a_file_that_is_two_kinds_at_once_is_refused_or_runs_as_neither() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let path = format!("{}/documents", room(&world));
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("a.js", zip::write::SimpleFileOptions::default()).unwrap();
        let zip = zip.finish().unwrap().into_inner();
        let gif = b"GIF89a/*\0\0*/=1;alert(1)".as_slice();
        let refused: [(&str, Vec<u8>, &str); 8] = [
            ("plan.pdf", [scripted_pdf(), zip.clone()].concat(), "Archives and Office files are not taken"),
            ("depot.png", [png(), zip.clone()].concat(), "Archives and Office files are not taken"),
            ("depot.png", [png(), b"Rar!\x1a\x07\x01\0".to_vec()].concat(), "Archives and Office files are not taken"),
            ("depot.gif", gif.to_vec(), "This kind of file is not taken"),
            ("depot.png", gif.to_vec(), "the content is something else"),
            ("depot.txt", gif.to_vec(), "The text is not in UTF-8"),
            ("depot.svg", SCRIPT.as_bytes().to_vec(), "This kind of file is not taken"),
            ("depot.pdf", [SCRIPT.as_bytes(), &scripted_pdf()].concat(), "the content is something else"),
        ];
        for (name, bytes, words) in refused {
            let form = steward.upload(&path, &[("title", "Two at once")], "file", name, &bytes).await;
            assert!(form.status == 422 && form.shows(words), "{name} {words}: {}", form.body);
        }

        let taken: [(&str, Vec<u8>); 5] = [
            ("words.txt", format!("GIF89a/*{SCRIPT}*/=1;alert(1)").into_bytes()),
            ("notes.md", SCRIPT.as_bytes().to_vec()),
            ("list.csv", format!("depot;words\nVenlo;{}\n", SCRIPT.replace('"', "'")).into_bytes()),
            ("depot.png", png_with(SCRIPT.as_bytes())),
            ("plan.pdf", scripted_pdf()),
        ];
        for (name, bytes) in taken {
            let made = hand_in(&steward, &world, "Two at once", name, &bytes).await;
            let page = steward.get(&made).await;
            assert_eq!(page.status, 200, "{name}");
            assert!(
                !page.shows("<script>alert") && !page.shows("<svg xmlns=\"http://www.w3.org/2000/svg\" onload"),
                "{name}"
            );
            let policy = page.headers["content-security-policy"].to_str().unwrap();
            assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{name}: {policy}");
            for file in [format!("{made}/file"), format!("/api/v1{made}/file")] {
                let file = steward.get(&file).await;
                let said = |header: &str| file.headers[header].to_str().unwrap().to_owned();
                assert_eq!((file.status, said("content-type").as_str()), (200, "application/pdf"), "{name}");
                assert!(said("content-disposition").starts_with("attachment; filename=\"document-"), "{name}");
                assert_eq!(said("x-content-type-options"), "nosniff");
                let policy = said("content-security-policy");
                assert!(policy.ends_with("sandbox") && !policy.contains("script-src"), "{name}: {policy}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_of_two_gigabytes_is_cut_off_after_the_first_that_are_too_many() {
    const PART: usize = 64 * 1024;
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = sent.clone();
    let head = "--edge\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nRosters\r\n--edge\r\nContent-Disposition: form-data; \
                name=\"file\"; filename=\"plan.pdf\"\r\n\r\n%PDF-1.7";
    let parts = (0..2 * 1024 * 1024 * 1024 / PART).map(move |_| {
        counted.fetch_add(PART, Ordering::Relaxed);
        Ok::<_, std::io::Error>(Bytes::from(vec![0_u8; PART]))
    });
    let stream = futures_util::stream::iter(std::iter::once(Ok(Bytes::from_static(head.as_bytes()))).chain(parts));
    let request = Request::post("/").header("content-type", "multipart/form-data; boundary=edge");
    let form = super::hand_in::read(request.body(Body::from_stream(stream)).unwrap()).await;
    assert_eq!(form.fault("file").map(|fault| fault.key), Some("fault-file-too-large"));
    assert_eq!(form.value("title"), "Rosters");
    let read = sent.load(Ordering::Relaxed);
    assert!(read < MOST_BYTES + 1024 * 1024, "{read} bytes were read");
}

#[tokio::test]
async fn altered_bytes_a_missing_key_and_another_key_are_told_and_never_shown() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        signed(&app, &world, Role::PartnerLead).await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let lead = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let document = hand_in(&steward, &world, "Rosters", "rosters.txt", WORDS).await;
        let key = folder.path().join("lustrum.key");
        let safe = folder.path().join("safe.key");
        std::fs::rename(&key, &safe).unwrap();
        let missing = lead.get(&document).await;
        assert!(missing.status == 409 && missing.shows("The key that seals documents is missing"), "{}", missing.body);
        let form =
            steward.upload(&format!("{}/documents", room(&world)), &[("title", "R")], "file", "a.txt", b"a").await;
        assert!(form.status == 409 && form.shows("The key that seals documents is missing"));
        make_key(&key).unwrap();
        assert!(lead.get(&document).await.shows("sealed with another key"));
        std::fs::rename(&safe, &key).unwrap();
        assert!(lead.get(&document).await.shows("alone at the dock"), "nothing was lost");
        let tx = app.db().begin().await.unwrap();
        let changed = tx.run("UPDATE blob SET bytes = $1", values![vec![7_u8; 80]]).await.unwrap();
        assert_eq!(changed, 1);
        tx.commit().await.unwrap();
        for path in [document.clone(), format!("{document}/file")] {
            let altered = lead.get(&path).await;
            assert!(altered.status == 409 && altered.shows("were altered"), "{path}: {}", altered.body);
        }
        for side in [&steward, &lead] {
            assert_eq!(entries(side, &world, "document.unreadable").await, 2);
            assert_eq!(entries(side, &world, "document.opened").await, 1);
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_reaches_a_document_through_another_partnership() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let document = hand_in(&steward, &world, "Rosters", "rosters.txt", WORDS).await;
        let elsewhere = document.replace(&world.partnership.to_string(), &world.foreign_partnership.to_string());
        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas(), world.stranger(side));
            for path in [document.clone(), format!("/api/v1{document}"), room(&world)] {
                assert_eq!(stranger.get(&path).await.status, 404, "{side:?} {path}");
            }
            let other = stranger.get(&format!("/api/v1{elsewhere}")).await;
            assert!(matches!(other.status, 404 | 409), "{side:?}: {}", other.body);
            assert!(!other.shows("Rosters"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_partner_gives_documents_as_well_once_it_is_inside() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        let lead = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let path = format!("{}/documents", room(&world));
        assert_eq!(lead.upload(&path, &[("title", "Offer")], "file", "a.txt", b"a").await.status, 409);
        signed(&app, &world, Role::PartnerLead).await;
        let document = hand_in(&lead, &world, "Our method", "method.txt", b"Practise first.").await;
        let sponsor = browser(&app, &world, Side::Organisation, Role::BusinessSponsor);
        let shown = sponsor.get(&document).await;
        assert!(
            shown.shows("Practise first.") && shown.shows(">business-sponsor (organisation), Noordkade Logistics<")
        );
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        assert_eq!(steward.post(&format!("{document}/revocation"), &[]).await.status, 409);
        assert_eq!(lead.post(&format!("{document}/revocation"), &[]).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn of_two_ndas_for_the_same_days_one_is_in_force_and_an_ended_one_is_signed_by_nobody() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let first = an_nda(&app, &world).await;
        let steward = crate::agreement::Act { by: world.person(Side::Organisation, Role::DataSteward), at: app.now() };
        let find = async |id| nda::find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        let known = find(first).await;
        let tx = app.db().begin().await.unwrap();
        let second = nda::write(&tx, world.client, world.partnership, ["a", "b"], steward, &known.words).await.unwrap();
        tx.commit().await.unwrap();
        let second = find(second).await;
        let tx = app.db().begin().await.unwrap();
        let refused = nda::put_in_force(&tx, &second, steward).await.unwrap();
        assert_eq!(refused, Err(nda::ActRefused::Overlaps));
        drop(tx);
        let tx = app.db().begin().await.unwrap();
        nda::end(&tx, &known, steward).await.unwrap().unwrap();
        assert_eq!(nda::put_in_force(&tx, &second, steward).await.unwrap(), Ok(()));
        // Read before it ended, signed after: the database knows better than who saw it open.
        let lead = crate::agreement::Act { by: world.person(Side::Partner, Role::PartnerLead), ..steward };
        let late = nda::sign(&tx, &known, lead, "Ruth", "Baken", &known.hash).await.unwrap();
        assert_eq!(late, Err(nda::SignRefused::NotOpen));
        tx.commit().await.unwrap();
        assert_eq!(find(first).await.standing_at(app.now()), Standing::Ended);
        assert!(nda::signatures(app.db(), world.client, first).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_room_is_whole_in_dutch() {
    on_both_engines(&areas(), async |app| {
        let folder = tempfile::tempdir().unwrap();
        let app = keyed(&app, &folder);
        let world = world(&app).await;
        let nda = an_nda(&app, &world).await;
        let mut viewer = world.viewer(Side::Organisation, Role::DataSteward);
        viewer.locale = lustrum_kernel::locale::Locale::Nl;
        let browser = Browser::new(&app, &areas(), viewer);
        let png = png();
        let image = hand_in(&browser, &world, "Laadkuil", "laadkuil.png", &png).await;
        for path in ["", "/new", "/ndas", "/ndas/new", &format!("/ndas/{nda}")] {
            let page = browser.get(&format!("{}{path}", room(&world))).await;
            assert!(page.status == 200 && page.shows("ataroom") && !page.shows("⟦"), "{path}: {}", page.body);
        }
        let shown = browser.get(&image).await;
        assert!(shown.shows("src=\"data:image/png;base64,") && shown.shows("class=\"mark\""), "{}", shown.body);
        assert!(browser.get(&format!("{image}/file")).await.body.starts_with("%PDF-"));
    })
    .await;
}

/// One white point.
fn png() -> Vec<u8> {
    hex::decode(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005\
         fe02fe0def46b80000000049454e44ae426082",
    )
    .unwrap()
}
