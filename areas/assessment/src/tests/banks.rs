use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, Reply, on_both_engines};
use lustrum_kernel::values;
use serde_json::json;

use super::areas;

fn designer(app: &App, world: &World, side: Side) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, Role::LearningDesigner))
}

async fn a_bank(browser: &Browser, world: &World) -> String {
    let made =
        browser.post(&format!("/p/{}/banks", world.partnership), &[("title", "Talks"), ("language", "en")]).await;
    made.location.expect("a bank was made")
}

const SINGLE: [(&str, &str); 7] = [
    ("kind", "single"),
    ("tier", "5"),
    ("points", "2"),
    ("skill", "Listening"),
    ("prompt-en", "What first?"),
    ("lines-en", "Ask\n* Listen\nTell"),
    ("feedback-en", "Listening opens."),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

fn carried(reply: &Reply) -> String {
    let text =
        reply.body.split("aria-hidden=\"true\" tabindex=\"-1\">").nth(1).unwrap().split("</textarea>").next().unwrap();
    text.replace("&#34;", "\"").replace("&#38;", "&").replace("&#60;", "<").replace("&#62;", ">").replace("&#39;", "'")
}

#[tokio::test]
async fn cap_36_an_item_that_was_written_is_never_changed_in_place() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let partner = designer(&app, &world, Side::Partner);
        let bank = a_bank(&partner, &world).await;
        let item = partner.post(&format!("{bank}/items"), &SINGLE).await.location.unwrap();
        assert!(partner.get(&item).await.shows("Listening opens."));
        let own = designer(&app, &world, Side::Organisation);
        let edit = own.get(&format!("{item}/edit")).await;
        assert!(edit.shows("* Listen") && edit.shows("value=\"1\""), "{}", edit.body);
        let second = with(&SINGLE, &[("prompt-en", "What comes first?"), ("expected", "1")]);
        assert_eq!(own.post(&item, &second).await.status, 303);
        // Of two who write on, the second sees that another was first, and what was typed stays.
        let late = partner.post(&item, &with(&SINGLE, &[("prompt-en", "Mine"), ("expected", "1")])).await;
        assert!(
            late.status == 422 && late.shows("Mine") && late.shows("learning-designer (organisation)"),
            "{}",
            late.body
        );
        let page = own.get(&item).await;
        assert!(page.shows("What comes first?"));
        let old = own.get(&format!("{item}?version=1")).await;
        assert!(old.shows("What first?") && old.shows("older version"), "{}", old.body);
        assert_eq!(own.get(&format!("{item}?version=9")).await.status, 404);
        assert_eq!(own.post(&format!("{item}/retirement"), &[]).await.status, 303);
        assert_eq!(own.get(&format!("{item}/edit")).await.status, 409);
        assert!(own.get(&bank).await.shows("retired"));
    })
    .await;
}

#[tokio::test]
async fn a_faulty_item_says_what_is_wrong_at_its_field_in_the_viewers_language() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = designer(&app, &world, Side::Organisation);
        let bank = a_bank(&browser, &world).await;
        let path = format!("{bank}/items");
        for (change, field, words) in [
            (("lines-en", "a\nb"), "lines-en-error", "Exactly one option"),
            (("lines-en", "* a\n* b"), "lines-en-error", "Exactly one option"),
            (("lines-en", "* a"), "lines-en-error", "at least two"),
            (("points", "0"), "points-error", "above 0"),
            (("prompt-en", " "), "prompt-en-error", ""),
            (("lines-nl", "x\n* y"), "prompt-nl-error", ""),
            (("tier", "9"), "tier-error", ""),
        ] {
            let reply = browser.post(&path, &with(&SINGLE, &[change])).await;
            assert_eq!(reply.status, 422, "{change:?}");
            assert!(reply.shows(field) && reply.shows(words), "{change:?}: {}", reply.body);
        }
        let differs = with(&SINGLE, &[("prompt-nl", "Wat eerst?"), ("lines-nl", "* Vraag\nLuister\nVertel")]);
        let reply = browser.post(&path, &differs).await;
        assert!(reply.status == 422 && reply.shows("lines-nl-error"), "{}", reply.body);
        let both = with(&SINGLE, &[("prompt-nl", "Wat eerst?"), ("lines-nl", "Vraag\nLuister\nVertel")]);
        assert_eq!(browser.post(&path, &both).await.status, 303);
        for kind in ["single", "multiple", "numeric", "ordering", "short-text", "matching", "nonsense"] {
            assert_eq!(browser.get(&format!("{path}/new?kind={kind}")).await.status, 200);
        }
    })
    .await;
}

#[tokio::test]
async fn items_come_from_a_file_after_a_look_at_each_of_them() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = designer(&app, &world, Side::Partner);
        let bank = a_bank(&browser, &world).await;
        let faulty = b"kind,question,options\nsingle,Q,a|b\n";
        let reply = browser.upload(&format!("{bank}/import"), &[], "file", "items.csv", faulty).await;
        assert!(reply.status == 422 && reply.shows("Exactly one option"), "{}", reply.body);
        let rows = "kind,question,options,answer\nsingle,<b>What</b> & why?,a|* b,\nnumeric,How many?,,40\n";
        let look = browser.upload(&format!("{bank}/import"), &[], "file", "items.csv", rows.as_bytes()).await;
        assert!(look.status == 200 && look.shows("How many?"), "{}", look.body);
        assert!(browser.get(&bank).await.shows("No items yet"), "a look takes nothing");
        let items = carried(&look);
        let tampered = items.replace("\"points\":1.0", "\"points\":-1.0");
        assert_ne!(tampered, items);
        assert_eq!(browser.post(&format!("{bank}/import/items"), &[("items", &tampered)]).await.status, 422);
        assert_eq!(browser.post(&format!("{bank}/import/items"), &[("items", &items)]).await.status, 303);
        let csv = browser.get(&format!("{bank}/items.csv")).await;
        assert!(csv.shows("<b>What</b> & why?") && csv.shows("a | * b"), "{}", csv.body);
        assert_eq!(browser.get(&format!("{bank}/items.zip")).await.status, 200);
        let bomb = b"<!DOCTYPE x [<!ENTITY a \"b\">]><assessmentItem>&a;</assessmentItem>";
        let refused = browser.upload(&format!("{bank}/import"), &[], "file", "items.xml", bomb).await;
        assert!(refused.status == 422 && refused.shows("document type"), "{}", refused.body);
    })
    .await;
}

#[tokio::test]
async fn the_api_does_what_the_pages_do() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = designer(&app, &world, Side::Organisation);
        let path = format!("/api/v1/p/{}/banks", world.partnership);
        let refused = browser.json("POST", &path, json!({ "title": "", "language": "xx" })).await;
        assert_eq!(refused.status, 422);
        let bank = browser.json("POST", &path, json!({ "title": "Talks", "language": "en" })).await.json();
        let items = format!("{path}/{}/items", bank["id"].as_str().unwrap());
        let item = json!({ "kind": "numeric", "tier": 4, "points": 1, "answer": 12.5, "prompt-en": "How many?" });
        let item = browser.json("POST", &items, item).await;
        assert_eq!(item.status, 201, "{}", item.body);
        let one = format!("{items}/{}", item.json()["id"].as_str().unwrap());
        let change =
            json!({ "kind": "numeric", "tier": 4, "points": 1, "answer": 13, "prompt-en": "How many?", "expected": 1 });
        assert_eq!(browser.json("PUT", &one, change.clone()).await.json()["version"], 2);
        assert_eq!(browser.json("PUT", &one, change).await.status, 422);
        // The partner's facilitator may look, and does not see what is right.
        let facilitator = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::Facilitator));
        assert_eq!(facilitator.get(&one).await.json()["answer"], json!(null));
        assert_eq!(browser.get(&one).await.json()["answer"], 13.0);
        let file = "kind,question,options\nsingle,Q,a|b\n";
        let imports = items.replace("/items", "/imports");
        let reply = browser.json("POST", &imports, json!({ "file": file })).await;
        assert!(reply.status == 422 && reply.shows("#/file/C2"), "{}", reply.body);
        let reply = browser.json("POST", &imports, json!({ "file": file.replace("|b", "|*b") })).await;
        assert_eq!(reply.json()["written"], 1, "{}", reply.body);
        assert_eq!(browser.get(&items).await.json()["items"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_bank_of_fifty_thousand_items_is_read_page_by_page() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = designer(&app, &world, Side::Organisation);
        let path = a_bank(&browser, &world).await;
        browser.post(&format!("{path}/items"), &SINGLE).await;
        let bank: lustrum_kernel::uuid::Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
        let tx = app.db().begin().await.unwrap();
        let ids: Vec<_> = (0..50_000).map(|_| crate::item::ItemId::new()).collect();
        let items = ids.iter().map(|id| values![world.client, *id, bank, 1_i64]).collect();
        tx.insert_all("item (organisation_id, id, bank_id, version)", items).await.unwrap();
        tx.run(
            "INSERT INTO item_version SELECT i.organisation_id, i.id, 1, v.kind, v.prompt, v.content, v.tier, v.skill,
               v.module_id, v.writer, v.side, v.source, v.made_by, v.made_at
             FROM item i, item_version v WHERE i.organisation_id = $1 AND NOT EXISTS (SELECT 1 FROM item_version known
               WHERE known.organisation_id = i.organisation_id AND known.item_id = i.id)",
            values![world.client],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let begun = std::time::Instant::now();
        let page = browser.get(&path).await;
        assert!(page.status == 200 && page.shows("50,001") && page.shows("?after="), "{}", page.body);
        assert_eq!(page.body.matches("role=\"rowheader\"").count(), 50);
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    })
    .await;
}
