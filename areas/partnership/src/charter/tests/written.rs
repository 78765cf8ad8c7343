//! Two who write at once, and measures with the definition of a KPI.

use lustrum_identity::testing::world;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_strategy::kpi::{self, Cadence, DataClass, Definition, Direction};
use serde_json::json;

use crate::charter::{EditRefused, NewMeasure, Section, add_measure, edit_section, find, offer};
use crate::testing::{areas, complete_draft, lead};

fn turnover() -> Definition {
    Definition {
        population: "Frontline managers".to_owned(),
        formula: "leavers / mean headcount".to_owned(),
        unit: "%".to_owned(),
        decimals: 1,
        direction: Direction::Lower,
        cadence: Cadence::Monthly,
        grain: "depot".to_owned(),
        source: "HR system".to_owned(),
        data_class: DataClass::Internal,
    }
}

#[tokio::test]
async fn cap_12_of_two_who_edit_a_section_at_once_the_second_sees_both_texts_and_nothing_is_lost() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let path = format!("/p/{}/charter/versions/{id}/sections/vision", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert!(ours.get(&path).await.shows("name=\"revision\" value=\"2\""));
        let first = [("text", "Managers stay and grow."), ("revision", "2")];
        assert_eq!(theirs.post(&path, &first).await.status, 303);
        let second = [("text", "Managers stay and lead."), ("revision", "2")];
        let reply = ours.post(&path, &second).await;
        assert_eq!(reply.status, 422);
        assert!(reply.shows("Managers stay and grow.") && reply.shows(">Managers stay and lead.</textarea>"));
        assert!(reply.shows("partner-lead (partner)") && reply.shows("grow</del>") && reply.shows("lead</ins>"));
        assert!(reply.shows("name=\"revision\" value=\"3\""), "to save again is to have seen it");
        let version = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        assert_eq!(version.text_of(Section::Vision), "Managers stay and grow.");
        let both = [("text", "Managers stay, grow and lead."), ("revision", "3")];
        assert_eq!(ours.post(&path, &both).await.status, 303);

        let api = format!("/api/v1{path}");
        let reply = theirs.json("PUT", &api, json!({ "text": "Late.", "revision": 3 })).await;
        assert!(reply.status == 409 && reply.json()["code"] == "refusal-charter-section-changed", "{}", reply.body);
        let reply = theirs.json("PUT", &api, json!({ "text": "In time.", "revision": 4 })).await;
        assert_eq!((reply.status, reply.json()["revision"].as_i64()), (200, Some(5)));
        let reply = theirs.json("PUT", &api, json!({ "text": "In time.", "revision": 1 })).await;
        assert_eq!(reply.status, 200, "the same text is nobody's loss");
    })
    .await;
}

#[tokio::test]
async fn cap_12_edits_of_one_section_that_arrive_together_never_overwrite_each_other() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let save = async |side: Side, text: &str| {
            let tx = app.db().begin().await.unwrap();
            let edited = edit_section(&tx, &lead(&app, &world, side), id, Section::Goals, 2, text).await;
            if edited.is_ok() {
                tx.commit().await.unwrap();
            }
            edited
        };
        let (a, b) = tokio::join!(save(Side::Organisation, "Ours."), save(Side::Partner, "Theirs."));
        let refused = [&a, &b].into_iter().filter(|e| matches!(e, Err(EditRefused::ChangedMeanwhile(_)))).count();
        assert!(refused == 1 && (a.is_ok() || b.is_ok()), "{a:?} {b:?}");
    })
    .await;
}

#[tokio::test]
async fn cap_10_a_measure_is_its_definition_and_keeps_it_when_the_kpi_is_revised() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let by = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        let (kpi, version) =
            kpi::create(&tx, world.client, by.person, app.now(), "Turnover", &turnover()).await.unwrap();
        let measure = NewMeasure {
            level: 4,
            text: "Turnover falls.".to_owned(),
            kpi: Some(version),
            baseline: Some(30.0),
            target: Some(20.0),
            due: Day::of(2028, 12, 31),
        };
        add_measure(&tx, &by, id, measure).await.unwrap();
        let known = kpi::find(&tx, world.client, kpi).await.unwrap().unwrap();
        let later = Definition { formula: "leavers / headcount on 1 January".to_owned(), ..turnover() };
        kpi::revise(&tx, world.client, &known, 1, by.person, app.now(), &later).await.unwrap();
        offer(&tx, &by, id).await.unwrap();
        tx.commit().await.unwrap();
        let charter = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        let measure = charter.measures.iter().find(|measure| measure.kpi == Some(version)).unwrap();
        assert!(measure.executable());
        let text = &charter.head.frozen.unwrap().text;
        for line in [
            "  Results (4)\n    Turnover falls.\n    KPI: Turnover (version 1)\n    Population: Frontline managers\n",
            "    Formula: leavers / mean headcount\n    Direction: lower is better\n    One reading per: depot\n",
            "    Source: HR system\n    Baseline: 30.0 %\n    Target: 20.0 %\n    By: 31 December 2028\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn cap_10_a_measure_with_a_kpi_needs_a_target_and_a_day_and_a_partner_names_only_what_is_shared() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let by = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        let (_, version) = kpi::create(&tx, world.client, by.person, app.now(), "Turnover", &turnover()).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/p/{}/charter/versions/{id}/measures", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert!(ours.get(&format!("{path}/new")).await.shows("Turnover (version 1)"));
        assert!(!theirs.get(&format!("{path}/new")).await.shows("Turnover"));
        let kpi = version.to_string();
        let bare = [("level", "4"), ("text", "Fewer leave"), ("kpi", &kpi)];
        let reply = ours.post(&path, &bare).await;
        assert!(reply.status == 422 && reply.shows("target-error") && reply.shows("due-error"));
        let whole = [("level", "4"), ("text", "Fewer leave"), ("kpi", &kpi), ("target", "20,5"), ("due", "2028-12-31")];
        let reply = theirs.post(&path, &whole).await;
        assert!(reply.status == 422 && reply.shows("kpi-error"), "{}", reply.status);
        assert_eq!(ours.post(&path, &whole).await.status, 303);
        let shown = theirs.get(&format!("/p/{}/charter", world.partnership)).await;
        assert!(shown.shows("leavers / mean headcount") && shown.shows("20.5 %"), "{}", shown.body);
        let reply = ours.json("POST", &format!("/api/v1{path}"), json!({ "level": 9, "text": "" })).await;
        assert_eq!(reply.status, 422);
        let reply = ours.json("POST", &format!("/api/v1{path}"), json!({ "level": 3, "text": "They coach." })).await;
        assert!(reply.status == 201 && reply.json()["executable"] == false);
        let made = reply.json()["id"].as_str().unwrap().to_owned();
        let one = format!("/api/v1{path}/{made}");
        assert_eq!(ours.json("DELETE", &one, json!(null)).await.status, 204);
        assert_eq!(ours.json("DELETE", &one, json!(null)).await.status, 404);
    })
    .await;
}
