//! Every way of altering what was signed, in the database and behind the product's back.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::{Differs, What, check};
use crate::charter::{self, fingerprint};
use crate::terms::statement::{confirm, make};
use crate::terms::store::statements;
use crate::testing::{agreed_terms, areas, lead, signed};

/// Alters the database, and gives what is found and the body of a page; then everything is as before.
async fn altered(app: &App, sql: &str) -> Vec<(What, Differs)> {
    let tx = app.db().begin().await.unwrap();
    assert!(tx.run(sql, Vec::new()).await.unwrap() > 0, "{sql}");
    let found = check(&tx).await.unwrap().findings;
    drop(tx);
    found.into_iter().map(|one| (one.what, one.differs)).collect()
}

async fn everything(app: &App, world: &World) -> (charter::CharterVersionId, crate::terms::TermsId) {
    let version = signed(app, world).await;
    let terms = agreed_terms(app, world, version).await;
    let (ours, theirs) = (lead(app, world, Side::Organisation), lead(app, world, Side::Partner));
    let tx = app.db().begin().await.unwrap();
    let id = make(&tx, &ours, terms, vec![None.into()]).await.unwrap();
    let hash = statements(&tx, world.client, terms).await.unwrap().remove(0).hash;
    confirm(&tx, &theirs, terms, id, &hash).await.unwrap();
    tx.commit().await.unwrap();
    (version, terms)
}

#[tokio::test]
async fn cap_70_whatever_of_what_was_signed_is_altered_is_named() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        everything(&app, &world).await;
        let sound = check(app.db()).await.unwrap();
        assert_eq!((sound.findings.len(), sound.prints.len()), (0, 3), "{:?}", sound.findings);
        let signer = |name: &str| Differs::Signer { name: name.to_owned() };
        let (charter, terms, statement) = (What::Charter, What::Terms, What::FeeStatement);
        for (sql, expected) in [
            ("UPDATE charter_version SET text = REPLACE(text, 'Fewer', 'More')", (charter, Differs::Text)),
            ("UPDATE charter_text SET text = text || ' And more.' WHERE section = 'exit'", (charter, Differs::Shown)),
            ("UPDATE charter_measure SET text = 'More managers leave.'", (charter, Differs::Shown)),
            ("UPDATE charter_measure SET target = 3", (charter, Differs::Shown)),
            ("UPDATE charter_version SET ends_on = '2029-01-01'", (charter, Differs::Shown)),
            ("UPDATE charter_version SET in_force_at = in_force_at + 1", (charter, Differs::InForce)),
            ("UPDATE charter_signature SET name = 'Mallory' WHERE side = 'partner'", (charter, signer("Mallory"))),
            ("UPDATE charter_signature SET at = at + 1", (charter, signer("partner-lead (partner)"))),
            ("DELETE FROM charter_signature WHERE side = 'partner'", (charter, Differs::NotSigned { side: "partner" })),
            ("UPDATE terms SET content = REPLACE(content, '24000000', '34000000')", (terms, Differs::Text)),
            ("UPDATE terms SET acceptor = 'Mallory'", (terms, signer("Mallory"))),
            ("UPDATE terms SET accepted_words = 'Gladly.'", (terms, signer("ld-lead (organisation)"))),
            ("UPDATE terms SET proposer = 'Mallory'", (terms, signer("Mallory"))),
            ("UPDATE fee_statement SET inputs = REPLACE(inputs, '24000000', '34000000')", (statement, Differs::Text)),
            ("UPDATE fee_statement SET confirmer = 'Mallory'", (statement, signer("Mallory"))),
            ("UPDATE fee_statement SET maker = 'Mallory'", (statement, signer("Mallory"))),
            ("DELETE FROM event", (charter, Differs::NotInHistory { act: "offered" })),
        ] {
            let found = altered(&app, sql).await;
            assert!(found.contains(&expected), "{sql}: {found:?}");
        }
        // Words that were erased on request can't be told, and are held against nobody.
        assert_eq!(altered(&app, "DELETE FROM event_content").await, Vec::new());
    })
    .await;
}

#[tokio::test]
async fn cap_70_a_text_that_was_hashed_anew_is_found_by_the_history() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (version, terms) = everything(&app, &world).await;
        let known = charter::find(app.db(), world.client, world.partnership, version).await.unwrap().unwrap();
        let print = fingerprint(&known).unwrap();
        let text = known.head.frozen.unwrap().text.replace("Fewer managers", "More managers");
        let hash = charter::text::hash(&text);
        let tx = app.db().begin().await.unwrap();
        for sql in [
            format!(
                "UPDATE charter_version SET text = REPLACE(text, 'Fewer managers', 'More managers'), hash = '{hash}'"
            ),
            format!("UPDATE charter_signature SET hash = '{hash}'"),
            "UPDATE charter_measure SET text = 'More managers leave.'".to_owned(),
        ] {
            tx.run(&sql, Vec::new()).await.unwrap();
        }
        let again = charter::find(&tx, world.client, world.partnership, version).await.unwrap().unwrap();
        assert_ne!(fingerprint(&again).unwrap(), print, "the other side has the first one");
        let found: Vec<Differs> = check(&tx).await.unwrap().findings.into_iter().map(|one| one.differs).collect();
        assert!(found.contains(&Differs::Hash), "{found:?}");
        assert!(found.iter().any(|differs| matches!(differs, Differs::Seal { .. })), "{found:?}");
        drop(tx);
        let known = crate::terms::find(app.db(), world.client, world.partnership, terms).await.unwrap().unwrap();
        let content = known.content.replace("24000000", "34000000");
        let hash = charter::text::hash(&content);
        let sql = format!("UPDATE terms SET content = REPLACE(content, '24000000', '34000000'), hash = '{hash}'");
        assert!(altered(&app, &sql).await.contains(&(What::Terms, Differs::Hash)));
    })
    .await;
}

#[tokio::test]
async fn cap_70_a_page_of_what_was_altered_says_so_in_both_languages() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (version, terms) = everything(&app, &world).await;
        let statement = statements(app.db(), world.client, terms).await.unwrap().remove(0).id;
        let path = format!("/p/{}", world.partnership);
        let pages = [
            format!("{path}/charter/versions/{version}"),
            format!("{path}/terms/{terms}"),
            format!("{path}/terms/{terms}/statements/{statement}"),
        ];
        let mut viewer = world.viewer(Side::Partner, Role::PartnerLead);
        let english = Browser::new(&app, &areas(), viewer.clone());
        for page in &pages {
            let shown = english.get(page).await;
            assert!(shown.status == 200 && !shown.shows("This is not what was signed"), "{page}: {}", shown.status);
        }
        assert!(english.get(&pages[0]).await.shows("Fingerprint of what was signed"));
        let tx = app.db().begin().await.unwrap();
        for sql in [
            "UPDATE charter_text SET text = 'We owe nothing.' WHERE section = 'exit'",
            "UPDATE terms SET content = REPLACE(content, '24000000', '34000000')",
            "UPDATE fee_statement SET inputs = REPLACE(inputs, '24000000', '34000000')",
        ] {
            tx.run(sql, Vec::new()).await.unwrap();
        }
        tx.commit().await.unwrap();
        viewer.locale = lustrum_kernel::locale::Locale::Nl;
        let dutch = Browser::new(&app, &areas(), viewer);
        for page in &pages {
            let shown = english.get(page).await;
            assert!(
                shown.shows("This is not what was signed") && shown.shows("differs from"),
                "{page}: {}",
                shown.body
            );
            let shown = dutch.get(page).await;
            assert!(shown.shows("Dit is niet wat is ondertekend") && !shown.shows("⟦"), "{page}: {}", shown.body);
        }
    })
    .await;
}
