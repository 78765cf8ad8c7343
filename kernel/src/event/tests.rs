use serde_json::json;

use super::*;
use crate::app::App;
use crate::testing::{a_morning, on_both_engines};

async fn three_events(app: &App) -> OrganisationId {
    let organisation = OrganisationId::new();
    for kind in ["challenge.recorded", "goal.set", "charter.signed"] {
        let tx = app.db().begin().await.unwrap();
        let event = Event::new(organisation, a_morning(), kind).saying(json!({ "title": kind }));
        append(&tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }
    organisation
}

async fn tamper(app: &App, sql: &str) {
    let tx = app.db().begin().await.unwrap();
    assert_eq!(tx.run(sql, vec![]).await.unwrap(), 1, "{sql}");
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_untouched_history_is_sound_and_read_newest_first() {
    on_both_engines(&[], async |app| {
        let organisation = three_events(&app).await;
        let verified = verify(app.db()).await.unwrap();
        assert_eq!((verified.events, verified.findings.len()), (3, 0));
        assert!(holds(app.db(), &verified.heads[0]).await.unwrap());
        let newest = recent(app.db(), Part::Organisation(organisation), None, 2).await.unwrap();
        assert_eq!(newest.iter().map(|e| e.number).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(newest[0].text("title"), "charter.signed");
    })
    .await;
}

#[tokio::test]
async fn cap_70_an_altered_event_is_named() {
    on_both_engines(&[], async |app| {
        let organisation = three_events(&app).await;
        tamper(&app, "UPDATE event SET at = at + 1 WHERE number = 2").await;
        let found = verify(app.db()).await.unwrap().findings;
        assert_eq!(found, [Finding::Altered { organisation, number: 2 }]);
    })
    .await;
}

#[tokio::test]
async fn cap_70_altered_words_are_named() {
    on_both_engines(&[], async |app| {
        let organisation = three_events(&app).await;
        tamper(&app, "UPDATE event_content SET content = '{}' WHERE number = 1").await;
        assert_eq!(verify(app.db()).await.unwrap().findings, [Finding::ContentAltered { organisation, number: 1 }]);
    })
    .await;
}

#[tokio::test]
async fn erased_words_leave_the_chain_sound() {
    on_both_engines(&[], async |app| {
        three_events(&app).await;
        tamper(&app, "DELETE FROM event_content WHERE number = 2").await;
        let verified = verify(app.db()).await.unwrap();
        assert_eq!((verified.erased, verified.findings.len()), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn cap_70_a_removed_event_is_named_wherever_it_stood() {
    on_both_engines(&[], async |app| {
        let organisation = three_events(&app).await;
        tamper(&app, "DELETE FROM event WHERE number = 2").await;
        assert!(verify(app.db()).await.unwrap().findings.contains(&Finding::Removed { organisation, number: 2 }));
        tamper(&app, "DELETE FROM event WHERE number = 3").await;
        let found = verify(app.db()).await.unwrap().findings;
        assert_eq!(found, [Finding::HeadDiffers { organisation, expected: 3, found: 1 }]);
    })
    .await;
}

#[tokio::test]
async fn cap_70_a_cut_off_end_is_found_by_an_earlier_check_even_when_the_head_was_rewritten() {
    on_both_engines(&[], async |app| {
        three_events(&app).await;
        let earlier = verify(app.db()).await.unwrap().heads.remove(0);
        tamper(&app, "DELETE FROM event WHERE number = 3").await;
        tamper(&app, "DELETE FROM event_content WHERE number = 3").await;
        tamper(&app, "UPDATE event_head SET number = 2, hash = (SELECT hash FROM event WHERE number = 2)").await;
        assert!(verify(app.db()).await.unwrap().findings.is_empty(), "by itself the chain looks sound");
        assert!(!holds(app.db(), &earlier).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn cap_70_an_inserted_event_is_named() {
    on_both_engines(&[], async |app| {
        let organisation = three_events(&app).await;
        tamper(
            &app,
            "INSERT INTO event (organisation_id, number, at, kind, content_hash, hash)
             SELECT organisation_id, 4, at, kind, content_hash, hash FROM event WHERE number = 3",
        )
        .await;
        let found = verify(app.db()).await.unwrap().findings;
        assert!(found.contains(&Finding::Altered { organisation, number: 4 }), "{found:?}");
        assert!(found.contains(&Finding::HeadDiffers { organisation, expected: 3, found: 4 }), "{found:?}");
    })
    .await;
}
