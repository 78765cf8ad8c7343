//! The exit page, the plan and rehearsals through the real router, on both engines. What an archive holds is tested where the
//! whole product is there, in `app`.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::job::run_due;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::charter::{self, Section};
use lustrum_partnership::testing::{complete_draft, lead as partnership_lead, mandates, signed};
use serde_json::json;

use super::{Counted, Report, State};
use crate::testing::{areas, lead, who};

#[test]
fn a_rehearsal_is_whole_only_where_it_ended_and_nothing_differs() {
    let report = Report { parts: vec![Counted { part: "exit".into(), tables: 1, rows: 2 }], ..Report::default() };
    assert_eq!(report.state(), State::Whole);
    assert_eq!(Report { differences: vec!["data/ask.csv".into()], ..report.clone() }.state(), State::Lacking);
    assert_eq!(Report { failure: "no disk".into(), ..report }.state(), State::Failed);
}

#[tokio::test]
async fn a_rehearsal_belongs_to_its_side_runs_once_at_a_time_and_tells_when_it_could_not_be_carried_out() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let home = format!("/p/{}/exit", world.partnership);
        let page = ours.get(&home).await;
        assert!(page.shows("No charter is in force yet") && page.shows("none yet"));
        let path = ours.post(&format!("{home}/rehearsals"), &[]).await.location.unwrap();
        assert!(ours.get(&path).await.shows("is being written, taken in and compared"));
        let twice = ours.post(&format!("{home}/rehearsals"), &[]).await;
        assert!(twice.status == 409 && twice.shows("runs already"));
        assert_eq!(theirs.get(&path).await.status, 404, "what the organisation rehearses is its own");
        assert!(theirs.post(&format!("{home}/rehearsals"), &[]).await.location.is_some(), "the partner's is another");
        // The steps of the schema are the application's to hand over; without them it says that it could not.
        while run_due(&app).await.unwrap() > 0 {}
        let page = ours.get(&path).await;
        assert!(page.shows("could not be carried out") && page.shows("steps of the schema"), "{}", page.body);
        let api = ours.json("GET", &format!("/api/v1{home}/rehearsals"), json!(null)).await.json();
        assert_eq!(
            (api["rehearsals"][0]["state"].as_str(), &api["last_of_organisation"]),
            (Some("failed"), &json!(null))
        );

        for (side, role) in [(Side::Organisation, Role::DataSteward), (Side::Partner, Role::LearningDesigner)] {
            let other = who(&app, &world, side, role);
            assert_eq!(other.get(&home).await.status, 200);
            assert_eq!(other.post(&format!("{home}/archives"), &[]).await.status, 403, "{role:?}");
        }
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.get(&home).await.status, 404);
        assert_eq!(stranger.post(&format!("{home}/archives"), &[]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn cap_11_a_plan_of_the_hand_over_is_written_by_one_side_and_agreed_by_the_other() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let home = format!("/p/{}/exit", world.partnership);
        let plan = format!("{home}/plan");
        let empty = ours.post(&plan, &[("seen", "0"), ("notice", "90")]).await;
        assert!(empty.status == 422 && empty.shows("Name at least one thing"));
        let line = [("seen", "0"), ("notice", "90"), ("what-1", "Slides"), ("side-1", "partner"), ("days-1", "14")];
        let bad = ours.post(&plan, &[&line[..4], &[("days-1", "soon")]].concat()).await;
        assert!(bad.status == 422 && bad.shows("days-1-error") && bad.shows("Slides"));
        assert_eq!(ours.post(&plan, &line).await.status, 303);
        let page = theirs.get(&home).await;
        assert!(
            page.shows("waits for the other side") && page.shows("Slides") && page.shows("14 days after the last day")
        );
        let own = ours.post(&format!("{plan}/agreement"), &[("version", "1")]).await;
        assert!(own.status == 409 && own.shows("the other side agrees to it"));
        // The partner wrote from what it saw before; it sees what was written meanwhile.
        let late = [("seen", "0"), ("notice", "30"), ("what-1", "Cases"), ("side-1", "partner"), ("days-1", "1")];
        let late = theirs.post(&plan, &late).await;
        assert!(late.status == 422 && late.shows("Another version was written meanwhile"));
        assert!(late.shows("Slides") && late.shows("Cases"));
        let api = format!("/api/v1{plan}");
        let agreed = theirs.json("POST", &format!("{api}/agreement"), json!({ "version": 1 })).await;
        assert_eq!(agreed.status, 201);
        let again = theirs.json("POST", &format!("{api}/agreement"), json!({ "version": 1 })).await;
        assert_eq!(again.status, 409);
        let body = json!({ "seen": 1, "notice": 60, "what-1": "Slides", "side-1": "partner", "days-1": 7 });
        assert_eq!(theirs.json("POST", &api, body).await.status, 201);
        let both = ours.json("GET", &api, json!(null)).await.json();
        assert_eq!(
            (both["agreed"]["notice_days"].as_i64(), both["waiting"]["notice_days"].as_i64()),
            (Some(90), Some(60))
        );
    })
    .await;
}

#[tokio::test]
async fn the_clause_of_a_charter_in_two_languages_is_read_in_the_readers() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let draft = complete_draft(&app, &world).await;
        let by = |side| partnership_lead(&app, &world, side);
        let tx = app.db().begin().await.unwrap();
        let dutch = (Section::Exit, Some(Locale::Nl));
        charter::edit_text(&tx, &by(Side::Partner), draft, dutch, 0, "Wat beide kanten over de exit zeggen.")
            .await
            .unwrap();
        let hash = charter::offer(&tx, &by(Side::Organisation), draft).await.unwrap();
        for side in Side::BOTH {
            charter::sign(&tx, &by(side), draft, &hash).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut viewer = world.viewer(Side::Organisation, Role::LdLead);
        let english = Browser::new(&app, &areas(), viewer.clone());
        viewer.locale = Locale::Nl;
        let dutch = Browser::new(&app, &areas(), viewer);
        for page in ["exit", "exit/plan", "assets"] {
            let path = format!("/p/{}/{page}", world.partnership);
            let (one, other) = (english.get(&path).await, dutch.get(&path).await);
            assert!(one.shows("lang=\"en\">What both sides say about exit."), "{page}: {}", one.body);
            assert!(other.shows("lang=\"nl\">Wat beide kanten over de exit zeggen."), "{page}: {}", other.body);
        }
    })
    .await;
}

#[tokio::test]
async fn cap_11_the_clause_of_the_charter_and_the_exit_lead_to_each_other_for_who_may_see_both() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        signed(&app, &world).await;
        let place = format!("/p/{}", world.partnership);
        let (charter, exit) = (format!("{place}/charter"), format!("{place}/exit"));
        let (to_exit, to_clause) = (format!("href=\"{exit}\""), format!("href=\"{charter}#exit\""));
        for side in Side::BOTH {
            let lead = lead(&app, &world, side);
            let page = lead.get(&charter).await;
            assert!(page.shows("How the exit is prepared") && page.shows("id=\"exit\""), "{}", page.body);
            assert!(lead.get(&exit).await.shows(&to_clause));
            let rehearsal = lead.post(&format!("{exit}/rehearsals"), &[]).await.location.unwrap();
            assert!(lead.get(&rehearsal).await.shows(&to_clause));
        }
        // A line manager reads the charter and does not see the exit.
        let manager = who(&app, &world, Side::Organisation, Role::LineManager);
        let page = manager.get(&charter).await;
        assert!(page.status == 200 && !page.shows(&to_exit) && !page.shows("How the exit is prepared"));
    })
    .await;
}
