//! Every design that can be registered, from the form to its pictures.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::on_both_engines;
use serde_json::json;

use super::{a_kpi, areas, asked, lead, lines, partner};
use crate::study::{self, Finding, Study};

fn staggered(depot: u64) -> Option<i32> {
    match depot {
        0..8 => Some(12),
        8..16 => Some(15),
        _ => None,
    }
}

fn together(depot: u64) -> Option<i32> {
    (depot < 12).then_some(12)
}

fn alone(depot: u64) -> Option<i32> {
    (depot == 0).then_some(12)
}

/// Registers by the form, opens the data, and gives the page with what was stored.
async fn concluded(
    app: &App,
    world: &World,
    design: &str,
    starts: fn(u64) -> Option<i32>,
    units: u64,
) -> (String, Study, Finding) {
    let kpi = a_kpi(app, world, starts).await.to_string();
    let ours = lead(app, world);
    let units = lines(0..units, starts);
    let made = ours.post(&format!("/p/{}/studies", world.partnership), &asked(design, &kpi, &units)).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let path = made.location.unwrap();
    let estimated = ours.post(&format!("{path}/estimates"), &[]).await;
    assert_eq!(estimated.status, 303, "{}", estimated.body);
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    let study = study::find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
    let stored = study::estimates(app.db(), world.client, id).await.unwrap();
    (ours.get(&path).await.body, study, stored[0].finding.clone())
}

fn near(finding: &Finding) -> bool {
    finding.estimate.is_some_and(|estimate| (estimate + 4.0).abs() < 0.6)
}

#[tokio::test]
async fn late_starts_lead_the_choice_to_the_event_study_which_says_why_and_reproduces() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (page, study, finding) = concluded(&app, &world, "auto", staggered, 24).await;
        assert!(near(&finding), "{:?}", finding.estimate);
        assert_eq!(finding.design.as_deref(), Some("event-study"));
        let choice = finding.shown.choice.as_ref().unwrap();
        assert_eq!((choice.chosen.as_deref(), choice.reasons[0].code.as_str()), (Some("event-study"), "starts_differ"));
        assert_eq!(choice.rejected.len(), 6);
        assert!(page.contains("staggered starts (chosen by the data)"));
        assert!(page.contains("so each start is compared with units that have not started yet"));
        assert!(page.contains("Nobody says that chance decided who was trained."), "why not the others");
        for picture in ["design-title", "estimate-title", "event-time-title", "course-title"] {
            assert!(page.contains(picture), "{picture}");
        }
        assert!(page.contains("Start Jan 2026") && page.contains("Start Apr 2026"), "each start in the forest plot");
        let dynamic = &finding.shown.aggregations.as_ref().unwrap().dynamic;
        assert!(dynamic.effects.iter().any(|one| one.at.as_i64() == Some(-3)) && dynamic.effects[0].ci.is_some());
        assert!(finding.shown.group_time.iter().any(|cell| cell.before && cell.band.is_some()));
        // The same plan and the same data give the same answer, to the last digit.
        let tx = app.db().begin().await.unwrap();
        let table = study::table_of_readings(&tx, &study, app.now()).await.unwrap().unwrap();
        let again = study::estimate_and_store(&tx, &study, study.registered_by, app.now(), &table).await.unwrap();
        assert_eq!(again.unwrap().finding, finding);
    })
    .await;
}

#[tokio::test]
async fn one_start_keeps_what_came_before_it_and_tells_what_would_make_us_surer() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (page, _, finding) = concluded(&app, &world, "did", together, 24).await;
        assert!(near(&finding), "{:?}", finding.estimate);
        let event = finding.shown.event.as_ref().unwrap();
        let leads = event.effects.iter().filter(|one| one.at.as_i64().is_some_and(|at| at < 0));
        assert_eq!((leads.count(), event.effects.len()), (11, 19));
        let course = finding.shown.course.as_ref().unwrap();
        assert_eq!((course.periods.len(), course.groups.len()), (20, 2));
        let varied = finding.shown.variation.unwrap();
        assert_eq!((varied.started, varied.waiting, varied.before, varied.after), (12, 12, 12, 8));
        assert!(
            page.contains("event-time-title") && page.contains("course-title") && page.contains("from the start on")
        );
        assert!(page.contains("What would make us surer") && page.contains("in eight of ten cases"));
        assert!(page.contains("n = 480 readings, one for each unit and period"), "24 depots over 20 months");
        assert!(page.contains("24 units that start or wait as a whole"));
        assert!(page.contains("a trained unit counts as not trained before its start"));
        assert!(page.contains("by this plan 12 units wait") && page.contains("waiting="));
        assert!(!page.contains('⟦'), "every text is there");
    })
    .await;
}

#[tokio::test]
async fn one_depot_is_held_against_a_mixture_and_a_group_against_its_own_course() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (page, _, finding) = concluded(&app, &world, "synth", alone, 24).await;
        assert!(near(&finding), "{:?}", finding.estimate);
        let weights: f64 = finding.shown.weights.values().sum();
        assert!((weights - 1.0).abs() < 1e-6 && finding.shown.placebo_p.is_some());
        assert_eq!(finding.shown.series.len(), 20);
        assert!(page.contains("beside-title") && page.contains("Who the mixture is made of"));
        assert!(!page.contains('⟦'), "every text is there");

        let (page, _, finding) = concluded(&app, &world, "its", together, 12).await;
        assert!(near(&finding), "{:?}", finding.estimate);
        assert_eq!(finding.shown.counterfactual.as_ref().unwrap().expected.len(), 8);
        assert!(!finding.shown.less_untreated && finding.shown.level_change.is_some());
        assert!(page.contains("Jump at the start") && page.contains("As a check, computed another way"));
        assert!(page.contains("One series alone can&#39;t tell") || page.contains("One series alone can't tell"));
        assert!(!page.contains('⟦'), "every text is there");
    })
    .await;
}

#[tokio::test]
async fn a_table_is_weighted_and_called_an_effect_on_someones_word_only() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world);
        let mut table = "score,trained,age\n".to_owned();
        for at in 0..120_u64 {
            let age = 25.0 + (at % 40) as f64;
            let trained = super::wobble(at) + (age - 45.0) / 60.0 > 0.0;
            let score = 40.0 + age * 0.2 + 3.0 * super::wobble(at + 500) + if trained { 6.0 } else { 0.0 };
            table.push_str(&format!("{score:.2},{},{age}\n", u8::from(trained)));
        }
        let list = format!("/p/{}/studies", world.partnership);
        let fields = |design: &'static str, word: &'static str| {
            vec![
                ("title", "Scores"),
                ("question", "Do the trained score higher?"),
                ("design", design),
                ("basis", "table"),
                ("outcome", "score"),
                ("treatment", "trained"),
                ("covariates", "age"),
                ("unit", "points"),
                ("decimals", "1"),
                ("better", "higher"),
                ("source", "Test of June"),
                ("measured", word),
            ]
        };
        for (design, word, verdict) in [("ipw", "", "not yet conclusive"), ("aipw", "on", "effect")] {
            let made = ours.post(&list, &fields(design, word)).await;
            assert_eq!(made.status, 303, "{}", made.body);
            let path = made.location.unwrap();
            let sent = ours.upload(&format!("{path}/estimates"), &[], "file", "scores.csv", table.as_bytes()).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
            let told = ours.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
            assert_eq!((told["used"].as_str(), told["verdict"].as_str()), (Some(design), Some(verdict)), "{told}");
            let page = ours.get(&path).await.body;
            assert!(page.contains("This holds only if nothing but age decided") && !page.contains('⟦'));
        }
        let mut bare = fields("aipw", "on");
        bare.retain(|(name, _)| *name != "covariates");
        let refused = ours.post(&list, &bare).await;
        assert!(refused.status == 422 && refused.shows("covariates-error") && refused.shows("Test of June"));
    })
    .await;
}

#[tokio::test]
async fn units_that_do_not_fit_the_design_are_refused_at_their_field_in_the_form_and_over_the_api() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, together).await.to_string();
        let ours = lead(&app, &world);
        let list = format!("/p/{}/studies", world.partnership);
        let two_trained = lines(10..16, together);
        let late = lines(6..20, staggered);
        let nobody = lines(20..24, together);
        for (design, units, field, words) in [
            ("rct", &two_trained, "design-error", "needs a table of your own"),
            ("synth", &two_trained, "units-error", "exactly one trained unit"),
            ("its", &late, "units-error", "choose staggered starts"),
            ("auto", &nobody, "units-error", "at least one unit that is trained"),
            ("magic", &late, "design-error", ""),
        ] {
            let refused = ours.post(&list, &asked(design, &kpi, units)).await;
            assert!(refused.status == 422 && refused.shows(field) && refused.shows(words), "{design}: {}", refused.body);
            assert!(refused.shows("Does turnover fall?"), "what was typed stays");
        }
        let api = format!("/api/v1{list}");
        let body = |kpi: &str| {
            json!({ "title": "Over the API", "question": "Does turnover fall?", "design": "event-study", "basis": "kpi",
                    "margin": 1, "kpi": kpi, "from": "2025-01-01", "until": "2026-08-01", "units": lines(0..24, staggered) })
        };
        let made = ours.json("POST", &api, body(&kpi)).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let told = ours.json("GET", &format!("{api}/{id}"), json!(null)).await.json();
        assert_eq!((told["design"].as_str(), told["drawn"].as_bool()), (Some("event-study"), Some(false)));
        let foreign = ours.json("POST", &api, body("0192f0c0-0000-7000-8000-000000000000")).await;
        assert_eq!(foreign.status, 422, "a KPI of nobody");
        assert_eq!(ours.json("POST", &api, body("x")).await.status, 422);
        assert_eq!(partner(&app, &world).json("POST", &api, body(&kpi)).await.status, 403);
    })
    .await;
}
