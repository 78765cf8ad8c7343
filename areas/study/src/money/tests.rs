//! Costs, rules and returns through the real router, on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::kpi::KpiId;
use serde_json::json;

use super::cost::{self, Kind};
use super::roi::months;
use super::rule::{Agreed, Measure, Rule, RuleId, Words, agreed_for};
use crate::study::{Basis, Better, Design, Plan, StudyId, UnitPlan};
use crate::testing::{a_study, areas, browser, open};

fn both(app: &App, world: &World) -> (Browser, Browser) {
    let ours = browser(app, world, Side::Organisation, Role::LdLead);
    (ours, browser(app, world, Side::Partner, Role::PartnerLead))
}

const LINE: [(&str, &str); 7] = [
    ("kind", "delivery"),
    ("words", "Facilitators"),
    ("amount", "1200,50"),
    ("currency", "USD"),
    ("from", "2026-03-01"),
    ("until", "2026-09-30"),
    ("source", "Invoice 12"),
];

fn but<'a>(fields: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let with = |(known, old): &(&'a str, &'a str)| (*known, if *known == name { value } else { *old });
    fields.iter().map(with).collect()
}

fn rule(number: i64, measure: Measure, accepted: Option<&str>) -> Rule {
    let moment = |text: &str| Moment(text.parse().unwrap());
    Rule {
        id: RuleId::new(),
        number,
        words: Words {
            measure,
            title: "Turnover".to_owned(),
            unit: "%".to_owned(),
            value: 20_800,
            range: None,
            currency: "EUR".to_owned(),
            count: 10,
            counted: "managers".to_owned(),
            months: 12,
            programme: None,
            source: "HR".to_owned(),
        },
        side: Side::Partner,
        proposed_at: moment("2026-01-01T08:00:00Z"),
        proposed_by: PersonId::new(),
        accepted: accepted.map(|at| (moment(at), PersonId::new())),
        ended_at: None,
    }
}

#[test]
fn a_rule_counts_for_a_study_only_where_it_was_agreed_before_the_data_were_opened() {
    let measure = Measure::Study(StudyId::new());
    let opened = Some(Moment("2026-06-01T08:00:00Z".parse().unwrap()));
    let rules = [
        rule(3, measure, Some("2026-06-01T08:00:00Z")),
        rule(2, measure, Some("2026-05-01T08:00:00Z")),
        rule(1, measure, Some("2026-02-01T08:00:00Z")),
        rule(9, Measure::Study(StudyId::new()), Some("2026-02-01T08:00:00Z")),
    ];
    assert!(matches!(agreed_for(&rules, measure, opened), Agreed::Before(rule) if rule.number == 2));
    assert!(matches!(agreed_for(&rules[..1], measure, opened), Agreed::After(rule) if rule.number == 3));
    assert!(matches!(agreed_for(&rules[..1], measure, None), Agreed::Before(rule) if rule.number == 3));
    assert_eq!(agreed_for(&[rule(1, measure, None)], measure, opened), Agreed::Never);
}

#[test]
fn benefits_count_for_the_months_that_were_measured_and_for_a_year_at_most() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let plan = |until: &str| Plan {
        title: String::new(),
        question: String::new(),
        design: Design::Did,
        basis: Basis::Kpi {
            kpi: KpiId::new(),
            title: "Turnover".to_owned(),
            from: day("2025-03-01"),
            until: day(until),
            units: vec![
                UnitPlan { unit: "Gent".to_owned(), trained_from: Some(day("2026-03-01")) },
                UnitPlan { unit: "Lier".to_owned(), trained_from: None },
            ],
        },
        unit: "%".to_owned(),
        decimals: 1,
        better: Better::Lower,
        margin: None,
        source: "HR".to_owned(),
        generated: false,
        assigned: crate::study::Assigned::default(),
    };
    assert_eq!(months(&plan("2026-09-01"), 12), 7);
    assert_eq!(months(&plan("2026-09-01"), 6), 6);
    assert_eq!(months(&plan("2028-09-01"), 12), 12);
}

#[tokio::test]
async fn cap_23_both_sides_keep_one_ledger_that_says_what_it_lacks() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = both(&app, &world);
        let path = format!("/p/{}/money", world.partnership);
        let costs = format!("{path}/costs");
        assert!(ours.get(&path).await.shows("No cost is entered yet"));
        assert_eq!(theirs.post(&costs, &LINE).await.status, 303);
        let page = ours.get(&path).await;
        assert!(page.shows("USD\u{a0}1,200.50") && page.shows("Invoice 12"), "the other side sees it at once");
        assert!(page.shows("not fully loaded") && page.shows("learners&#39; time"));

        // Bad input is refused at the field, and what was typed stays.
        let bad = ours.post(&costs, &but(&LINE, "amount", "12.345")).await;
        assert!(bad.status == 422 && bad.shows("amount-error") && bad.shows("Facilitators"));
        let reversed = ours.post(&costs, &but(&LINE, "until", "2026-02-01")).await;
        assert!(reversed.status == 422 && reversed.shows("until-error"));
        let other = ours.post(&costs, &but(&LINE, "currency", "EUR")).await;
        assert!(other.status == 422 && other.shows("The ledger is kept in USD"));
        let mut twice = LINE.to_vec();
        twice.extend([("hours", "10"), ("rate", "38")]);
        assert!(ours.post(&costs, &twice).await.shows("not both"));
        let mut hours = but(&LINE, "kind", "learners-time");
        hours.retain(|(name, _)| *name != "amount");
        assert_eq!(ours.post(&costs, &hours).await.status, 422);
        hours.extend([("hours", "12,5"), ("rate", "38")]);
        assert_eq!(ours.post(&costs, &hours).await.status, 303);

        let api = format!("/api/v1/p/{}", world.partnership);
        let figures = theirs.json("GET", &format!("{api}/cost-figures"), json!(null)).await.json();
        assert_eq!(figures[0]["amount"], 120_050 + 47_500);
        assert_eq!(figures[0]["missing"].as_array().unwrap().len(), Kind::ALL.len() - 2);
        let lines = ours.json("GET", &format!("{api}/costs"), json!(null)).await.json();
        assert_eq!(lines["costs"][0]["hours"], 12.5);

        // A line goes by the side that entered it, once, and stays readable.
        let id = lines["costs"][1]["id"].as_str().unwrap().to_owned();
        assert_eq!(ours.post(&format!("{costs}/{id}/withdrawal"), &[]).await.status, 409);
        assert_eq!(theirs.post(&format!("{costs}/{id}/withdrawal"), &[]).await.status, 303);
        assert_eq!(theirs.json("DELETE", &format!("{api}/costs/{id}"), json!(null)).await.status, 409);
        let page = ours.get(&path).await;
        assert!(page.shows("<s>Facilitators</s>") && page.shows("withdrawn 17 September 2026"));
        assert!(ours.get(&format!("{costs}.csv")).await.shows("1200.5"));

        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas(), world.stranger(side));
            assert_eq!(stranger.get(&path).await.status, 404);
            assert_eq!(stranger.post(&costs, &LINE).await.status, 404);
        }
        assert_eq!(browser(&app, &world, Side::Organisation, Role::Learner).get(&path).await.status, 403);
        assert_eq!(browser(&app, &world, Side::Partner, Role::Facilitator).post(&costs, &LINE).await.status, 403);
        let nowhere = json!({ "kind": "venue", "words": "Room", "amount": 1, "currency": "USD", "from": "2026-03-01",
            "until": "2026-03-01", "source": "x", "programme": StudyId::new().0, "cohort": "x" });
        assert_eq!(ours.json("POST", &format!("{api}/costs"), nowhere).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn cost_per_cohort_shares_out_what_is_of_all_and_per_person_who_applies_carries_its_interval() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = lustrum_evidence::testing::course(&app, &world, 10).await;
        let by = lustrum_partnership::By::viewer(&world.within(Side::Partner, Role::PartnerLead), app.now());
        let tx = app.db().begin().await.unwrap();
        let mut line = cost::Words {
            programme: Some(course.programme.id),
            cohort: None,
            kind: Kind::Delivery,
            words: "All".to_owned(),
            amount: 100_000,
            time: None,
            margin: 0,
            currency: "EUR".to_owned(),
            from: Day::of(2026, 3, 1).unwrap(),
            until: Day::of(2026, 9, 1).unwrap(),
            source: "x".to_owned(),
        };
        cost::enter(&tx, &by, &line).await.unwrap();
        line.cohort = Some(course.trained.id);
        cost::enter(&tx, &by, &line).await.unwrap();
        tx.commit().await.unwrap();
        rate(&app, &course).await;
        let theirs = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let api = format!("/api/v1/p/{}/cost-figures", world.partnership);
        let figures = theirs.json("GET", &api, json!(null)).await.json();
        assert_eq!(figures[0]["cohorts"][0]["amount"], 200_000.0, "the wait-list bears nothing");
        assert_eq!(figures[0]["per_learner"]["amount"], 20_000.0);
        let applying = &figures[0]["per_learner_who_applies"];
        assert_eq!((applying["amount"].as_f64(), applying["n"].as_i64()), (Some(40_000.0), Some(10)));
        assert!(applying["low"].as_f64().unwrap() < 40_000.0 && applying["high"].as_f64().unwrap() > 40_000.0);
        let page = theirs.get(&format!("/p/{}/money", world.partnership)).await;
        assert!(page.shows("5 of 10 rated before and after") && page.shows("EUR\u{a0}400"));
    })
    .await;
}

/// Ten who were trained: five stand a point higher in both behaviours, five as before.
async fn rate(app: &App, course: &lustrum_evidence::testing::Course) {
    use lustrum_evidence::ratings::{self, Occasion, Rating, subject};
    let mut all = Vec::new();
    for behaviour in &course.behaviours {
        for place in 0..10 {
            let email = format!("t{place}@x.example");
            for (occasion, value) in [(Occasion::Before, 3), (Occasion::After, if place < 5 { 4 } else { 3 })] {
                let subject = subject(course.act.tenant, course.programme.id, &email);
                let day = Day::of(2026, 9, 2).unwrap();
                all.push(Rating { behaviour: behaviour.id, subject, trained: true, occasion, value, day });
            }
        }
    }
    let tx = app.db().begin().await.unwrap();
    ratings::import(&tx, course.act, &course.programme, &all).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_rule(ours: &Browser, theirs: &Browser, world: &World, measure: &str) {
    let path = format!("/p/{}/money/rules", world.partnership);
    let mut fields = vec![
        ("measure", measure),
        ("value", "1"),
        ("low", "1,1"),
        ("high", "1,2"),
        ("currency", "USD"),
        ("count", "185"),
        ("counted", "participants"),
        ("months", "12"),
        ("source", "A dollar is a dollar"),
    ];
    let outside = ours.post(&path, &fields).await;
    assert!(outside.status == 422 && outside.shows("high-error"));
    fields = but(&fields, "low", "0,9");
    assert_eq!(ours.post(&path, &but(&fields, "months", "13")).await.status, 422);
    assert_eq!(ours.post(&path, &fields).await.status, 303);
    let second = theirs.post(&path, &fields).await;
    assert!(second.status == 409, "one proposal at a time");
    let api = format!("/api/v1/p/{}/conversion-rules", world.partnership);
    let known = theirs.json("GET", &api, json!(null)).await.json();
    let id = known[0]["id"].as_str().unwrap();
    assert_eq!(known[0]["state"], "open");
    assert_eq!(ours.post(&format!("{path}/{id}/acceptance"), &[]).await.status, 409, "not by who proposed it");
    assert_eq!(theirs.post(&format!("{path}/{id}/acceptance"), &[]).await.status, 303);
    assert_eq!(ours.json("DELETE", &format!("{api}/{id}"), json!(null)).await.status, 409, "agreed is agreed");
}

#[tokio::test]
async fn cap_44_a_return_carries_its_interval_and_says_how_each_principle_was_applied() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = both(&app, &world);
        let study = a_study(&app, &world).await;
        let page = format!("/p/{}/studies/{study}/return", world.partnership);
        let api = format!("/api/v1/p/{}/studies/{study}/return", world.partnership);
        let why = async |of: &Browser| of.json("GET", &api, json!(null)).await.json()["why_not"].clone();
        assert_eq!(why(&ours).await, json!(["not-estimated", "no-rule", "no-costs"]));
        a_rule(&ours, &theirs, &world, &study.to_string()).await;
        let line = but(&LINE, "amount", "166000");
        assert_eq!(ours.post(&format!("/p/{}/money/costs", world.partnership), &line).await.status, 303);
        assert_eq!(why(&theirs).await, json!(["not-estimated"]));
        let early = ours.get(&page).await;
        assert!(early.shows("What the effect would have to be") && early.shows("+897.30"));
        assert!(!early.shows("Net benefit"), "no return is told before there is an effect");
        assert!(early.shows("can&#39;t be told") && early.shows("The data of this study are not opened yet"));

        // A minute later, so that the rule was agreed before.
        app.clock().set(app.now().plus_seconds(60));
        open(&app, &world, study, 0).await;
        let told = theirs.json("GET", &api, json!(null)).await.json();
        assert_eq!(told["why_not"], json!([]));
        // The published difference of 1794 dollars, for 185 people in one year, against 166,000 dollars.
        let roi = told["roi"].as_f64().unwrap();
        assert!((roi - (1_794.34 * 185.0 / 166_000.0 - 1.0)).abs() < 1e-4, "{roi}");
        let ends = told["roi_interval"].as_array().unwrap();
        assert!(ends[0].as_f64().unwrap() < roi && ends[1].as_f64().unwrap() > roi);
        assert_eq!(told["principles"].as_array().unwrap().len(), 12);
        // What a dollar of earnings cost for one of the 185, with its interval and what the ledger lacks, on both sides.
        let each = told["cost_per_unit"].as_f64().unwrap();
        assert!((each - 166_000.0 / (1_794.34 * 185.0)).abs() < 1e-4, "{each}");
        let ends = told["cost_per_unit_interval"].as_array().unwrap();
        assert!(ends[0].as_f64().unwrap() < each && ends[1].as_f64().unwrap() > each);
        assert!(told["missing"].as_array().unwrap().contains(&json!("overhead")), "{told}");
        for side in [&ours, &theirs] {
            let money = side.get(&format!("/p/{}/money", world.partnership)).await;
            assert!(money.shows("<b>USD\u{a0}0.50</b>") && money.shows("185 participants"), "{}", money.body);
        }
        assert_eq!(told["principles"][9]["standing"], "open", "costs are not fully loaded");
        assert_eq!(told["principles"][4]["standing"], "held");
        let shown = theirs.get(&page).await;
        for words in
            ["Net benefit", "What drives the return", "the value of one unit", "12. Tell everyone", "+100\u{a0}%"]
        {
            assert!(shown.shows(words), "{words}");
        }
        assert!(shown.shows("the mean without training was 4,554.80 US dollars"), "{}", shown.body);
        let again = ours.json("GET", &api, json!(null)).await.json();
        assert_eq!(again, told, "the same draws each time, for both sides");
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.get(&page).await.status, 404);
        let designer = browser(&app, &world, Side::Partner, Role::LearningDesigner);
        assert_eq!(designer.get(&page).await.status, 404, "what a partner may not see does not exist for it");
    })
    .await;
}

#[tokio::test]
async fn a_rule_agreed_after_the_result_gives_no_return_and_an_unreleased_study_is_not_there_for_the_partner() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = both(&app, &world);
        let study = a_study(&app, &world).await;
        open(&app, &world, study, -60).await;
        a_rule(&ours, &theirs, &world, &study.to_string()).await;
        assert_eq!(ours.post(&format!("/p/{}/money/costs", world.partnership), &LINE).await.status, 303);
        let page = format!("/p/{}/studies/{study}/return", world.partnership);
        let shown = ours.get(&page).await;
        assert!(shown.shows("agreed after the result could be known") && shown.shows("No return is given"));
        assert!(!shown.shows("Net benefit"));
        assert!(shown.shows("No rule says who is counted"), "a count agreed after the result is none: {}", shown.body);
        let withdrawal = format!("/p/{}/studies/{study}/release/withdrawal", world.partnership);
        assert_eq!(ours.post(&withdrawal, &[]).await.status, 303);
        assert_eq!(theirs.get(&page).await.status, 404);
        let rules = theirs.get(&format!("/p/{}/money", world.partnership)).await;
        assert!(!rules.shows("A dollar is a dollar"), "nor is its rule");
    })
    .await;
}
