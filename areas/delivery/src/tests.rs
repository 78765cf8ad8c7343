//! The journeys of delivery on both engines, through the router.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_programme::module::{self, Mode};
use lustrum_programme::programme::store::Act as ProgrammeAct;
use lustrum_programme::programme::{self, ProgrammeId};
use lustrum_strategy::goal::GoalId;

use crate::{area, cohort, session};

fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_partnership::area(),
        lustrum_programme::area(),
        area(),
    ]
}

fn as_role(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

/// An approved programme with one module.
async fn approved(app: &App, world: &World) -> (ProgrammeId, String) {
    let by = world.person(Side::Organisation, Role::LdLead);
    let act = ProgrammeAct { tenant: world.client, partnership: world.partnership, by, at: app.now() };
    let tx = app.db().begin().await.unwrap();
    let words = programme::Words { title: "Lead".into(), purpose: "Stay".into(), goal: Some(GoalId::new()) };
    let id = programme::create(&tx, act, &words).await.unwrap();
    let draft = programme::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    programme::add_measure(&tx, act, &draft, 3, "Coaching talks", None).await.unwrap();
    let words = module::Words { title: "Talk".into(), mode: Mode::Classroom, minutes: 240, own_case_minutes: 120 };
    let module = module::add(&tx, act, &draft, &words).await.unwrap();
    assert_eq!(programme::approve(&tx, act, &draft).await.unwrap(), Ok(true));
    tx.commit().await.unwrap();
    (id, module.to_string())
}

async fn planned(app: &App, world: &World, zone: &str) -> (String, String) {
    let (programme, module) = approved(app, world).await;
    let lead = as_role(app, world, Side::Organisation, Role::LdLead);
    let list = format!("/p/{}/cohorts", world.partnership);
    let programme = programme.to_string();
    let fields = [
        ("title", "First"),
        ("programme", programme.as_str()),
        ("kind", "trained"),
        ("region", "PL"),
        ("language", "pl"),
        ("zone", zone),
        ("starts", "2026-03-02"),
    ];
    (lead.post(&list, &fields).await.location.unwrap(), module)
}

#[tokio::test]
async fn cap_61_a_session_is_an_instant_on_the_clock_of_its_place() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (path, module) = planned(&app, &world, "Europe/Warsaw").await;
        let facilitator = as_role(&app, &world, Side::Partner, Role::Facilitator);
        let at = |day: &'static str, time: &'static str| {
            [("module", module.clone()), ("day", day.into()), ("time", time.into()), ("place", "Depot".into())]
        };
        let post = async |fields: Vec<(&str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            facilitator.post(&format!("{path}/sessions"), &fields).await
        };
        assert_eq!(post(at("2026-09-17", "09:00").to_vec()).await.status, 303);
        let skipped = post(at("2026-03-29", "02:30").to_vec()).await;
        assert!(skipped.status == 422 && skipped.shows("time-error"), "{}", skipped.body);
        let twice = post(at("2026-10-25", "02:30").to_vec()).await;
        assert!(twice.status == 422 && twice.shows("name=\"which\""), "which of the two is asked");
        let mut chosen = at("2026-10-25", "02:30").to_vec();
        chosen.push(("which", "later".to_owned()));
        assert_eq!(post(chosen).await.status, 303);
        let id: cohort::CohortId = path.rsplit('/').next().unwrap().parse().unwrap();
        let known = session::of_cohort(app.db(), world.client, id).await.unwrap();
        let instants: Vec<String> = known.iter().map(|session| session.starts_at.to_string()).collect();
        assert_eq!(instants, ["2026-09-17T07:00:00Z", "2026-10-25T01:30:00Z"]);
        assert_eq!(known[0].minutes, 240, "the minutes of the module, where nobody says otherwise");
    })
    .await;
}

#[tokio::test]
async fn people_are_enrolled_from_a_file_whole_or_not_at_all_and_few_see_names() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (path, _) = planned(&app, &world, "Europe/Amsterdam").await;
        let region = as_role(&app, &world, Side::Organisation, Role::RegionalLdManager);
        let import = format!("{path}/people/import");
        let faulty = "naam;e-mail;eenheid\nEwa;ewa@x.example;Venlo\nJan;geen adres;Venlo\nEwa;EWA@x.example;Breda\n;p@x.example;\n";
        let refused = region.upload(&import, &[], "file", "people.csv", faulty.as_bytes()).await;
        assert_eq!(refused.status, 422);
        for named in ["geen adres", "EWA@x.example", ">5<"] {
            assert!(refused.shows(named), "{named} is not named");
        }
        let sound = "name,email,unit\n\"Ewa, jr\",ewa@x.example,Venlo\n-Jan,jan@x.example,Venlo\n";
        let preview = region.upload(&import, &[], "file", "people.csv", sound.as_bytes()).await;
        let rows = preview.body.split("tabindex=\"-1\">").find(|part| part.contains("</textarea>")).unwrap();
        let rows = rows.split("</textarea>").next().unwrap().replace("&#34;", "\"");
        for _ in 0..2 {
            assert_eq!(region.post(&format!("{import}/rows"), &[("rows", &rows)]).await.status, 303);
        }
        let names = region.get(&format!("{path}/people")).await;
        assert!(names.shows("Ewa, jr") && names.shows("-Jan"), "names are as they were in the file");
        let lead = as_role(&app, &world, Side::Partner, Role::PartnerLead);
        assert_eq!(lead.get(&format!("{path}/people")).await.status, 404, "names are not for the partner's lead");
        let seen = lead.get(&path).await;
        assert!(seen.shows("Venlo") && seen.shows(">2<") && !seen.shows("Ewa"), "counts are");
        let facilitator = as_role(&app, &world, Side::Partner, Role::Facilitator);
        assert!(facilitator.get(&format!("{path}/people")).await.shows("Ewa"));
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.get(&path).await.status, 404);
    })
    .await;
}
