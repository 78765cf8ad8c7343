//! Fees that hang on what a study finds: the statement takes the latest run of the study of its measure.

use std::sync::Arc;

use lustrum_identity::testing::{World, world};
use lustrum_kernel::app::App;
use lustrum_kernel::studied;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::testing::{agreed_terms, signed_on};
use lustrum_strategy::kpi;
use serde_json::json;

use super::{a_kpi, areas, asked, lead, lines, partner};
use crate::study::{self, Results, StudyId};

fn together(depot: u64) -> Option<i32> {
    (depot < 12).then_some(12)
}

/// Terms on a measure of a KPI whose fixed part is stated, with a registered study of that KPI.
async fn a_fee(app: &App, world: &World) -> (String, String) {
    studied::register(app, Arc::new(Results));
    let id = a_kpi(app, world, together).await;
    let known = kpi::find(app.db(), world.client, id).await.unwrap().unwrap();
    let charter = signed_on(app, world, Some(known.current.id)).await;
    let terms = agreed_terms(app, world, charter).await;
    let statements = format!("/p/{}/terms/{terms}/statements", world.partnership);
    let (ours, theirs) = (lead(app, world), partner(app, world));
    let first = ours.post(&statements, &[]).await.location.unwrap();
    confirm(&theirs, &first).await;
    let units = lines(0..24, together);
    let made = ours.post(&format!("/p/{}/studies", world.partnership), &asked("did", &id.to_string(), &units)).await;
    (statements, made.location.unwrap())
}

async fn confirm(by: &Browser, statement: &str) {
    let made = by.get(&statement.replace("/p/", "/api/v1/p/")).await.json();
    let hash = made["document"]["hash"].as_str().unwrap().to_owned();
    let reply = by.post(&format!("{statement}/confirmation"), &[("hash", &hash), ("agreed", "on")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
}

#[tokio::test]
async fn cap_04_a_fee_statement_takes_estimate_and_interval_from_the_latest_run_of_the_study_of_its_measure() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (statements, study) = a_fee(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world), partner(&app, &world));
        let id = study.rsplit('/').next().unwrap().to_owned();
        let chosen = [("results.0.study", id.as_str())];

        // Nothing to take it from before the study has run and both sides see it, and the page says why.
        let page = ours.get(&format!("{statements}/new")).await;
        assert!(page.shows("It is not estimated yet") && page.shows("results.0.estimate"), "{}", page.body);
        let early = ours.post(&statements, &chosen).await;
        assert!(early.status == 422 && early.shows("results.0.study-error"), "{}", early.body);
        assert_eq!(ours.post(&format!("{study}/estimates"), &[]).await.status, 303);
        assert!(ours.get(&format!("{statements}/new")).await.shows("The partner does not see this study"));
        let hidden = theirs.get(&format!("{statements}/new")).await;
        assert!(
            !hidden.shows("Turnover in the depots") && hidden.shows("There is no study of this measure"),
            "{}",
            hidden.body
        );
        assert_eq!(theirs.post(&statements, &chosen).await.status, 422);
        assert_eq!(ours.post(&format!("{study}/release"), &[]).await.status, 303);
        assert_eq!(ours.post(&format!("{study}/estimates"), &[]).await.status, 303);

        let page = theirs.get(&format!("{statements}/new")).await;
        assert!(page.shows("“Turnover in the depots”, run 2 of") && page.shows(&format!("value=\"{id}\" checked")));
        let api = statements.replace("/p/", "/api/v1/p/").replace("/statements", "/results");
        let due = theirs.get(&api).await.json();
        assert_eq!(due["parts"][0]["studies"][0]["origin"]["run"], 2);
        // One or the other, and what was typed is still there.
        let both = [chosen[0], ("results.0.estimate", "-4,2")];
        let reply = theirs.post(&statements, &both).await;
        assert!(reply.status == 422 && reply.shows("results.0.study-error") && reply.shows("-4,2"), "{}", reply.body);
        let unknown = [("results.0.study", "0190aaaa-0000-7000-8000-000000000000")];
        assert_eq!(theirs.post(&statements, &unknown).await.status, 422);

        let made = theirs.post(&statements, &chosen).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let statement = made.location.unwrap();
        let stored = study::estimates(app.db(), world.client, id.parse::<StudyId>().unwrap()).await.unwrap();
        let file = theirs.get(&format!("{statement}/statement.json")).await;
        let frozen = &file.json()["frozen"];
        let (estimate, [low, high]) = stored[0].finding.effect().unwrap();
        let micros = |value: f64| json!((value * 1e6).round() as i64);
        let result = &frozen["results"][0];
        assert_eq!(
            [&result["estimate"], &result["low"], &result["high"]],
            [&micros(estimate), &micros(low), &micros(high)]
        );
        assert_eq!(frozen["origins"][0]["answer_hash"], stored[0].answer_hash);
        assert_eq!(frozen["origins"][0]["data_hash"], stored[0].data_hash);
        for name in ["statement.json", "statement.csv"] {
            let at = format!("{statement}/{name}");
            assert_eq!(ours.get(&at).await.body, theirs.get(&at).await.body, "{name}");
        }
        for side in [&ours, &theirs] {
            let page = side.get(&statement).await;
            assert!(page.shows("Study “Turnover in the depots”, run 2"), "{}", page.body);
            assert!(page.shows(&format!("href=\"{study}\"")) && page.shows(&stored[0].answer_hash));
        }
        confirm(&ours, &statement).await;
        // A later run changes nothing of what was stated, and the page says that there is one.
        assert_eq!(ours.post(&format!("{study}/estimates"), &[]).await.status, 303);
        assert!(ours.get(&statement).await.shows("Run 3 was made since"));
        assert_eq!(ours.get(&format!("{statement}/statement.json")).await.body, file.body);
        // Who reads the terms and no study reads the words without the link.
        assert_eq!(ours.post(&format!("{study}/release/withdrawal"), &[]).await.status, 303);
        let page = theirs.get(&statement).await;
        assert!(page.shows("run 2") && !page.shows(&format!("href=\"{study}\"")), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn a_statement_over_the_api_takes_a_study_or_a_typed_result() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (statements, study) = a_fee(&app, &world).await;
        let ours = lead(&app, &world);
        assert_eq!(ours.post(&format!("{study}/estimates"), &[]).await.status, 303);
        assert_eq!(ours.post(&format!("{study}/release"), &[]).await.status, 303);
        let api = statements.replace("/p/", "/api/v1/p/");
        let id = study.rsplit('/').next().unwrap();
        let both = json!({ "results": [{ "study": id, "estimate": -4_000_000 }] });
        assert_eq!(ours.json("POST", &api, both).await.status, 422);
        let made = ours.json("POST", &api, json!({ "results": [{ "study": id }] })).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let made = made.json();
        assert_eq!(made["document"]["frozen"]["origins"][0]["run"], 1);
        assert_eq!(made["document"]["computed"]["sum"]["lines"][1]["settled"], "in-part");
        // Typed, it says so, and who has not confirmed it yet.
        let statement = format!("{statements}/{}", made["id"].as_str().unwrap());
        assert_eq!(ours.post(&format!("{statement}/withdrawal"), &[]).await.status, 303);
        let typed = json!({ "estimate": -4_000_000, "low": -5_000_000, "high": -3_000_000, "n": 24,
            "period": "March to August 2026", "source": "HR system" });
        let made = ours.json("POST", &api, json!({ "results": [typed] })).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let made = made.json();
        assert!(made["document"]["frozen"]["origins"].is_null());
        let page = ours.get(&format!("{statements}/{}", made["id"].as_str().unwrap())).await;
        assert!(page.shows("not from a study") && page.shows("has not confirmed it yet"), "{}", page.body);
    })
    .await;
}
