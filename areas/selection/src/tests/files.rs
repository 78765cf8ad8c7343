//! The file that a score rests on: looked at, sealed, and read by whoever may see the score.

use lustrum_file::seal::make_key;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::{App, Config};
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::values;
use serde_json::json;

use super::{ASSESSORS, House, a_round, areas};
use crate::score::file;

const WORDS: &[u8] = b"Call with a client of Baken, 12 May.";

/// The application with a key of its own, in a folder that goes with it.
fn with_key(app: &App) -> (App, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("lustrum.key");
    make_key(&key).unwrap();
    let config = Config { key_file: Some(key), ..app.config().clone() };
    let keyed = App::new(app.db().clone(), app.clock().clone(), config, &areas()).unwrap();
    (keyed, folder)
}

struct Sheet<'a> {
    who: Browser,
    path: String,
    fields: Vec<(String, String)>,
    file: String,
    house: &'a House<'a>,
}

impl Sheet<'_> {
    async fn sent(&self, name: &str, bytes: &[u8]) -> lustrum_kernel::testing::Reply {
        let fields: Vec<(&str, &str)> = self.fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        self.who.upload(&self.path, &fields, &self.file, name, bytes).await
    }
}

async fn sheet<'a>(house: &'a House<'a>, role: Role) -> Sheet<'a> {
    let leaf = house.dossier().await.tree.leaves()[0].id;
    Sheet {
        who: house.assessor(role),
        path: format!("{}/scores/{}", house.home(), house.candidates[0]),
        fields: house.sheet([4, 3]).await,
        file: format!("file-{leaf}"),
        house,
    }
}

#[tokio::test]
async fn a_file_is_sealed_beside_its_score_and_read_by_its_assessor_until_scores_are_open() {
    on_both_engines(&areas(), async |plain| {
        let (app, _folder) = with_key(&plain);
        let house = a_round(&app).await.opened().await;
        let one = sheet(&house, ASSESSORS[0]).await;
        let kept = one.sent("Call notes.txt", WORDS).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        let page = one.who.get(&one.path).await;
        assert!(page.shows("Call notes.txt, 1 kB"), "{}", page.body);
        let leaf = house.dossier().await.tree.leaves()[0].id;
        let own = format!("{}/files/{leaf}", one.path);
        let read = one.who.get(&own).await;
        assert_eq!((read.status, read.body.as_bytes()), (200, WORDS));
        assert!(read.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert!(read.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));

        // Sealed where it is stored, and the mark of its key is told.
        let files = file::of_person(
            app.db(),
            house.world.client,
            house.round,
            house.world.person(Side::Organisation, ASSESSORS[0]),
        );
        let known = files.await.unwrap().remove(0);
        let stored = lustrum_kernel::blob::find(app.db(), house.world.client, known.blob).await.unwrap().unwrap();
        assert!(!stored.bytes.windows(6).any(|part| part == b"client") && stored.bytes.len() > WORDS.len());
        assert_eq!(file::needed(app.db()).await.unwrap(), [known.key_mark]);

        // Nobody else before the scores are open: another assessor has none, and a reader of the round finds none.
        assert_eq!(house.assessor(ASSESSORS[1]).get(&own).await.status, 409);
        let open = format!("{}/candidates/{}/criteria/{leaf}/files/1", house.home(), house.candidates[0]);
        assert_eq!(house.lead().get(&open).await.status, 409);
        assert_eq!(house.as_role(Side::Partner, Role::PartnerLead).get(&own).await.status, 404);

        // Saved once more without a file, it stays; the history names no file.
        assert_eq!(super::send(&one.who, &one.path, &one.fields).await.status, 303);
        assert_eq!(one.who.get(&own).await.status, 200);
        let history = house.lead().get(&format!("/o/{}/history", house.world.client)).await;
        assert!(history.shows("added a file to a score") && !history.shows("Call notes"), "{}", history.body);

        let house = house.closed().await;
        let ranking = house.lead().get(&format!("{}/ranking", house.home())).await;
        assert!(ranking.shows(&open) && ranking.shows("Call notes.txt"), "{}", ranking.body);
        for role in [Role::LdLead, Role::BusinessSponsor] {
            let read = house.as_role(Side::Organisation, role).get(&open).await;
            assert_eq!((read.status, read.body.as_bytes()), (200, WORDS), "{role:?}");
        }
        assert_eq!(house.as_role(Side::Organisation, Role::LineManager).get(&open).await.status, 403);
        assert_eq!(house.lead().get(&open.replace("/files/1", "/files/2")).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_does_not_pass_is_refused_at_its_field_and_what_was_typed_stays() {
    on_both_engines(&areas(), async |plain| {
        let (app, _folder) = with_key(&plain);
        let house = a_round(&app).await.opened().await;
        let one = sheet(&house, ASSESSORS[0]).await;
        let bomb = lustrum_file::inflate::bombs::a_bomb(80);
        for (name, bytes, words) in [
            ("notes.zip", b"PK\x03\x04".as_slice(), "Archives and Office files"),
            ("notes.exe", b"MZ", "This kind of file is not taken"),
            ("notes.pdf", b"words", "the content is something else"),
            ("notes.txt", b"\xff\xfe", "not in UTF-8"),
            ("notes.pdf", &bomb, "far larger than it looks"),
        ] {
            let refused = one.sent(name, bytes).await;
            assert_eq!(refused.status, 422, "{name}");
            assert!(
                refused.shows(&format!("id=\"{}-error\"", one.file)) && refused.shows(words),
                "{name}: {}",
                refused.body
            );
            assert!(refused.shows("Call with a client"), "{name}");
        }
        let blobs = app.db().number("SELECT CAST(COUNT(*) AS BIGINT) AS number FROM blob", values![]).await.unwrap();
        assert_eq!(blobs, 0, "nothing of it is kept");
        // Evidence of no score.
        let mut alone = sheet(one.house, ASSESSORS[0]).await;
        alone.fields.retain(|(name, _)| !name.ends_with(alone.file.trim_start_matches("file-")));
        let refused = alone.sent("notes.txt", WORDS).await;
        assert!(
            refused.status == 422 && refused.shows("Give the score that this file is evidence for"),
            "{}",
            refused.body
        );
    })
    .await;
}

#[tokio::test]
async fn without_the_key_of_the_installation_no_file_is_taken_and_no_score_is_lost() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let one = sheet(&house, ASSESSORS[0]).await;
        let refused = one.sent("notes.txt", WORDS).await;
        assert!(refused.status == 409 && refused.shows("key"), "{}", refused.body);
        assert_eq!(super::send(&one.who, &one.path, &one.fields).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_file_is_put_in_place_of_another_over_the_api_and_goes_with_its_score() {
    on_both_engines(&areas(), async |plain| {
        let (app, _folder) = with_key(&plain);
        let house = a_round(&app).await.opened().await;
        let (who, leaf) = (house.assessor(ASSESSORS[0]), house.dossier().await.tree.leaves()[0].id);
        let sheet = format!("{}/scores/{}", house.home(), house.candidates[0]);
        let api = format!("{}/scores/{}/files/{leaf}", house.api(), house.candidates[0]);
        let early = who.upload(&api, &[], "file", "notes.txt", WORDS).await;
        assert_eq!(early.status, 422, "there is no score yet: {}", early.body);
        assert_eq!(super::send(&who, &sheet, &house.sheet([4, 3]).await).await.status, 303);
        assert_eq!(who.upload(&api, &[], "file", "notes.txt", WORDS).await.status, 201);
        assert_eq!(who.upload(&api, &[], "file", "better.txt", b"Better notes.").await.status, 201);
        assert_eq!(who.get(&api).await.body, "Better notes.");
        let own = who.get(&format!("{}/scores", house.api())).await.json();
        assert!(own.as_array().unwrap().iter().any(|one| one["file"] == "better.txt"), "{own}");
        let blobs = "SELECT CAST(COUNT(*) AS BIGINT) AS number FROM blob";
        assert_eq!(app.db().number(blobs, values![]).await.unwrap(), 1, "the one before is gone");
        assert_eq!(who.json("DELETE", &api, json!(null)).await.status, 204);
        assert_eq!(who.json("DELETE", &api, json!(null)).await.status, 409);
        assert_eq!(who.upload(&api, &[], "file", "notes.txt", WORDS).await.status, 201);
        // The score is taken back, and its file with it.
        let mut fields = house.sheet([4, 3]).await;
        fields.retain(|(name, _)| !name.ends_with(&leaf.to_string()));
        assert_eq!(super::send(&who, &sheet, &fields).await.status, 303);
        assert_eq!(app.db().number(blobs, values![]).await.unwrap(), 0);
        let stranger = Browser::new(&app, &areas(), house.world.stranger(Side::Organisation));
        assert_eq!(stranger.get(&api).await.status, 404);
    })
    .await;
}
