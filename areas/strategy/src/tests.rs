//! The journeys of the strategy on both engines, through the router.

mod access;
mod reasons;

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::testing::{Browser, Reply, on_both_engines};
use lustrum_kernel::{Day, Moment};

use crate::kpi::{self, Cadence, DataClass, Definition, Direction, Kpi};
use crate::reading::{self, Value, file};
use crate::{area, goal};

fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), area()]
}

fn as_role(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn turnover(app: &App, world: &World) -> Kpi {
    let definition = Definition {
        population: "Managers".to_owned(),
        formula: "Leavers divided by managers".to_owned(),
        unit: "%".to_owned(),
        decimals: 1,
        direction: Direction::Lower,
        cadence: Cadence::Monthly,
        grain: "depot".to_owned(),
        source: "HR".to_owned(),
        data_class: DataClass::Confidential,
    };
    let lead = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let (id, _) = kpi::create(&tx, world.client, lead, app.now(), "Turnover", &definition).await.unwrap();
    tx.commit().await.unwrap();
    kpi::find(app.db(), world.client, id).await.unwrap().unwrap()
}

/// The mark of what its writer saw, as the page's form carries it.
fn seen(page: &Reply) -> String {
    page.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

fn id_at_end(reply: &Reply) -> String {
    reply.location.as_deref().and_then(|path| path.rsplit('/').next()).unwrap().to_owned()
}

#[tokio::test]
async fn cap_01_a_challenge_gets_a_goal_with_a_defined_kpi_and_the_goal_is_shared() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let lead = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let home = format!("/o/{}", world.client);
        let owner = world.person(Side::Organisation, Role::BusinessSponsor).to_string();
        let empty = lead.get(&format!("{home}/challenges")).await;
        assert!(empty.shows(&format!("{home}/challenges/new")), "an empty list leads on");
        let reversed = [("title", "They leave"), ("owner", &owner), ("from", "2026-01-01"), ("until", "2025-01-01")];
        let refused = lead.post(&format!("{home}/challenges"), &reversed).await;
        assert_eq!(refused.status, 422);
        assert!(refused.shows("id=\"until-error\"") && refused.shows("value=\"They leave\""), "{}", refused.body);
        let sound = [("title", "They leave"), ("owner", &owner), ("from", "2026-01-01"), ("until", "2028-12-31")];
        let challenge = id_at_end(&lead.post(&format!("{home}/challenges"), &sound).await);
        let first = lead.get(&format!("{home}/challenges/{challenge}/goals/new")).await;
        assert!(first.shows(&format!("{home}/kpis/new")), "a goal without a KPI leads to defining one");
        let defined = [
            ("title", "Turnover"),
            ("population", "Managers"),
            ("formula", "Leavers / managers"),
            ("unit", "%"),
            ("decimals", "1"),
            ("direction", "lower"),
            ("cadence", "monthly"),
            ("grain", "depot"),
            ("source", "HR"),
            ("class", "confidential"),
        ];
        let kpi = id_at_end(&lead.post(&format!("{home}/kpis"), &defined).await);
        let worse = [("title", "Less"), ("kpi", &kpi), ("baseline", "30,5"), ("target", "31"), ("due", "2028-12-31")];
        let refused = lead.post(&format!("{home}/challenges/{challenge}/goals"), &worse).await;
        assert!(refused.status == 422 && refused.shows("id=\"target-error\""), "a target that is no better is refused");
        let better = [("title", "Less"), ("kpi", &kpi), ("baseline", "30,5"), ("target", "20"), ("due", "2028-12-31")];
        assert_eq!(lead.post(&format!("{home}/challenges/{challenge}/goals"), &better).await.status, 303);

        let shared = format!("/p/{}/goals", world.partnership);
        let partner = as_role(&app, &world, Side::Partner, Role::PartnerLead);
        assert!(!partner.get(&shared).await.shows("Less"), "nothing is shared by itself");
        let goal = goal::of_organisation(app.db(), world.client).await.unwrap()[0].id.to_string();
        assert_eq!(partner.post(&shared, &[("goal", &goal)]).await.status, 403);
        assert_eq!(lead.post(&shared, &[("goal", &goal)]).await.status, 303);
        let seen = partner.get(&shared).await;
        assert!(seen.shows("Less") && seen.shows("They leave") && !seen.shows(&home), "the goal and no way further");
        assert_eq!(partner.get(&format!("{home}/challenges")).await.status, 404);
        assert_eq!(lead.post(&format!("{shared}/{goal}/withdrawal"), &[]).await.status, 303);
        assert!(!partner.get(&shared).await.shows("Less"));
    })
    .await;
}

#[tokio::test]
async fn cap_10_a_definition_is_revised_and_never_changed_and_of_two_revisions_one_is_told() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = turnover(&app, &world).await;
        let lead = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let path = format!("/o/{}/kpis/{}", world.client, kpi.id);
        let revised = |formula: &'static str| {
            [
                ("expected", "1"),
                ("population", "Managers"),
                ("formula", formula),
                ("unit", "%"),
                ("decimals", "1"),
                ("direction", "lower"),
                ("cadence", "monthly"),
                ("grain", "depot"),
                ("source", "HR"),
                ("class", "confidential"),
            ]
        };
        assert_eq!(lead.post(&format!("{path}/versions"), &revised("Rolling year")).await.status, 303);
        let late = lead.post(&format!("{path}/versions"), &revised("Calendar year")).await;
        assert!(late.status == 422 && late.shows("Calendar year"), "what was typed is not lost");
        let versions = kpi::versions(app.db(), world.client, kpi.id).await.unwrap();
        assert_eq!(versions.iter().map(|v| v.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(versions[1].definition, kpi.current.definition);
        let page = lead.get(&path).await;
        assert!(page.shows("Rolling year") && page.shows("Leavers divided by managers"));
    })
    .await;
}

#[tokio::test]
async fn cap_41_a_correction_is_a_new_version_and_what_was_known_when_is_told() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = turnover(&app, &world).await;
        let steward = world.person(Side::Organisation, Role::DataSteward);
        let first: Moment = app.now();
        let later = first.plus_days(40);
        let value = |value: f64| [Value { unit: "Venlo".into(), period: day("2026-06-01"), value, people: Some(12) }];
        for (at, is) in [(first, 31.0), (later, 29.5)] {
            let tx = app.db().begin().await.unwrap();
            reading::record(&tx, world.client, &kpi, steward, at, &value(is)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let known = async |at: Moment| {
            reading::as_known(app.db(), world.client, kpi.id, at, day("2026-01-01"), day("2026-12-01")).await.unwrap()
        };
        assert_eq!(known(first.plus_days(-1)).await.len(), 0);
        assert_eq!(known(first).await[0].value, 31.0);
        assert_eq!(known(later).await[0].value, 29.5);
        assert_eq!(
            reading::versions(app.db(), world.client, kpi.id, "Venlo", day("2026-06-01")).await.unwrap().len(),
            2
        );
        let tx = app.db().begin().await.unwrap();
        let same = reading::record(&tx, world.client, &kpi, steward, later, &value(29.5)).await.unwrap();
        assert_eq!((same.new, same.corrected, same.same), (0, 0, 1));
    })
    .await;
}

#[tokio::test]
async fn cap_41_a_file_is_taken_whole_or_not_at_all_and_every_faulty_cell_is_named() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = turnover(&app, &world).await;
        let steward = as_role(&app, &world, Side::Organisation, Role::DataSteward);
        let path = format!("/o/{}/kpis/{}/import", world.client, kpi.id);
        let faulty =
            "eenheid;periode;waarde\nVenlo;2026-06;31,2\nBreda;juni zoveel;29\nVenlo;2026-06;30\nGent;2026-06;veel\n";
        let refused = steward.upload(&path, &[], "file", "turnover.csv", faulty.as_bytes()).await;
        assert_eq!(refused.status, 422);
        for named in ["juni zoveel", "veel", ">3<", ">4<", ">5<"] {
            assert!(refused.shows(named), "{named} is not named in {}", refused.body);
        }
        let taken = reading::periods(app.db(), world.client, kpi.id).await.unwrap();
        assert_eq!(taken, None, "nothing of a faulty file is taken");

        // A value that may be read in two ways is told apart by its neighbours in the file, and stays so on the way.
        let sound = "unit,period,value,people\nVenlo,2026-06,31.234,12\nBreda,2026-06,29.5,\n";
        let preview = steward.upload(&path, &[], "file", "turnover.csv", sound.as_bytes()).await;
        assert_eq!(preview.status, 200);
        assert_eq!(reading::periods(app.db(), world.client, kpi.id).await.unwrap(), None, "a preview takes nothing");
        let rows = preview.body.split("tabindex=\"-1\">").find(|part| part.contains("</textarea>")).unwrap();
        let rows = rows.split("</textarea>").next().unwrap().replace("&#34;", "\"");
        assert_eq!(steward.post(&format!("{path}/rows"), &[("rows", &rows)]).await.status, 303);
        let known = reading::as_known(app.db(), world.client, kpi.id, app.now(), day("2026-01-01"), day("2026-12-01"));
        let known: Vec<_> = known.await.unwrap().into_iter().map(|r| (r.unit, r.value, r.people)).collect();
        assert_eq!(known, [("Breda".to_owned(), 29.5, None), ("Venlo".to_owned(), 31.234, Some(12))]);
        let other = as_role(&app, &world, Side::Organisation, Role::BusinessSponsor);
        assert_eq!(other.upload(&path, &[], "file", "t.csv", sound.as_bytes()).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn cap_48_a_value_in_another_unit_than_the_kpi_is_caught_at_its_cell() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = turnover(&app, &world).await;
        let read = |text: &str| file::read(text.as_bytes(), &kpi);
        let taken = read("unit,period,value\nVenlo,2026-06,7.1 %\nBreda,2026-06,29.5%\nGent,2026-06,30\n").unwrap();
        assert_eq!(taken.iter().map(|value| value.value).collect::<Vec<_>>(), [7.1, 29.5, 30.0]);
        let Err(file::Unread::Cells(faults)) = read("unit,period,value\nVenlo,2026-06,12 days\nGent,2026-06,%\n")
        else {
            panic!("days are no percentage")
        };
        assert_eq!(faults.len(), 2);
        assert_eq!(faults[0].reason.key(), "table-fault-reading-unit");
        assert_eq!(faults[0].reason.args(), [("given", "days".to_owned()), ("unit", "%".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_reading_over_the_api_is_there_under_the_id_that_acknowledged_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = turnover(&app, &world).await;
        let steward = as_role(&app, &world, Side::Organisation, Role::DataSteward);
        let home = format!("/api/v1/o/{}", world.client);
        let path = format!("{home}/kpis/{}/readings", kpi.id);
        let body = serde_json::json!({ "unit": "Venlo", "period": "2026-06-17", "value": 31.2, "people": 12 });
        let made = steward.json("POST", &path, body.clone()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        assert_eq!(made.json()["period"], "2026-06-01");
        let id = made.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(steward.get(&format!("{home}/readings/{id}")).await.json()["value"], 31.2);
        assert_eq!(steward.json("POST", &path, body).await.status, 409);
        let bad = steward.json("POST", &path, serde_json::json!({ "unit": "Venlo", "value": "much" })).await;
        assert_eq!(bad.status, 422);
    })
    .await;
}

#[test]
fn a_period_is_the_one_that_its_cadence_has() {
    let of = |text: &str, cadence| file::start_of(day(text), cadence).to_string();
    assert_eq!(of("2026-06-17", Cadence::Monthly), "2026-06-01");
    assert_eq!(of("2026-06-17", Cadence::Quarterly), "2026-04-01");
    assert_eq!(of("2026-06-17", Cadence::Yearly), "2026-01-01");
}

#[tokio::test]
async fn of_two_who_change_a_challenge_the_second_sees_what_the_first_wrote() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let lead = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let sponsor = as_role(&app, &world, Side::Organisation, Role::BusinessSponsor);
        let list = format!("/o/{}/challenges", world.client);
        let owner = world.person(Side::Organisation, Role::BusinessSponsor).to_string();
        let typed = |title: &'static str, seen: &str| {
            let dates = [("from", "2026-01-01"), ("until", "2028-12-31")].map(|(k, v)| (k, v.to_owned()));
            let texts = [("title", title.to_owned()), ("owner", owner.clone()), ("seen", seen.to_owned())];
            texts.into_iter().chain(dates).collect::<Vec<_>>()
        };
        let send = async |who: &Browser, path: &str, fields: Vec<(&'static str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            who.post(path, &fields).await
        };
        let one = format!("{list}/{}", id_at_end(&send(&lead, &list, typed("They leave", "")).await));
        let (mine, theirs) =
            (seen(&lead.get(&format!("{one}/edit")).await), seen(&sponsor.get(&format!("{one}/edit")).await));
        assert_eq!(mine, theirs);
        assert_eq!(send(&lead, &one, typed("Managers leave", &mine)).await.status, 303);
        let told = send(&sponsor, &one, typed("Talent leaves", &theirs)).await;
        assert_eq!(told.status, 422);
        assert!(
            told.shows("changed this to: Managers leave") && told.shows("value=\"Talent leaves\""),
            "{}",
            told.body
        );
        assert!(lead.get(&one).await.shows("Managers leave"), "nothing is replaced unseen");
        assert_eq!(send(&sponsor, &one, typed("Talent leaves", &seen(&told))).await.status, 303);
        assert!(lead.get(&one).await.shows("Talent leaves"));
    })
    .await;
}
