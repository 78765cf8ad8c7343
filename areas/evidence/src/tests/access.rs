use lustrum_identity::testing::{World, world};
use lustrum_kernel::App;
use lustrum_kernel::access::{Access, Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::areas;
use crate::feedback::{Opened, answer_many, find};
use crate::form::Topic;
use crate::signal;
use crate::signal::trigger::{self, Kind, Terms};
use crate::testing::{Course, all, course, round};

/// A trigger in force and the signal that came of it.
async fn fired(app: &App, world: &World, course: &Course, opened: &Opened) -> (String, String) {
    let terms = Terms { topic: Topic::Relevance, kind: Kind::Below, threshold: 4.5, from_answers: 5 };
    let tx = app.db().begin().await.unwrap();
    let id = trigger::offer(&tx, course.act, Side::Organisation, course.programme.id, &terms).await.unwrap();
    let known = trigger::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    trigger::agree(&tx, course.act, Side::Partner, &known).await.unwrap();
    let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
    answer_many(&tx, world.client, opened, day, &[1, 2, 2, 1, 1].map(all)).await.unwrap();
    let round = find(&tx, world.client, world.partnership, opened.id).await.unwrap().unwrap();
    let fired = signal::watch(&tx, world.client, &round, course.act.at, None).await.unwrap();
    tx.commit().await.unwrap();
    (id.to_string(), fired[0].to_string())
}

/// The path with something that exists; what a request takes away is there again for the next.
async fn fill(app: &App, course: &Course, opened: &Opened, path: &str) -> String {
    let mut path =
        path.replace("{partnership}", &course.act.partnership.to_string()).replace("{round}", &opened.id.to_string());
    if path.contains("{team}") {
        let tx = app.db().begin().await.unwrap();
        crate::team::assign(&tx, course.act, "Depot 1", "Boss", "boss@x.example").await.unwrap();
        tx.commit().await.unwrap();
        let teams = crate::team::of_partnership(app.db(), course.act.tenant, course.act.partnership).await.unwrap();
        path = path.replace("{team}", &teams[0].id.to_string());
    }
    if path.contains("{mapping}") {
        let targets =
            crate::mapping::store::targets(app.db(), course.act.tenant, course.act.partnership).await.unwrap();
        let words = crate::mapping::Words {
            verb: String::new(),
            activity: "https://lms.example/unit".to_owned(),
            prefix: false,
            least: None,
            domain: String::new(),
            target: targets[0].clone(),
        };
        let tx = app.db().begin().await.unwrap();
        let (id, _) = crate::mapping::store::save(&tx, course.act, None, &words).await.unwrap();
        tx.commit().await.unwrap();
        path = path.replace("{mapping}", &id.to_string());
    }
    if path.contains("{round360}") {
        let closes = course.act.at.day_in(&jiff::tz::TimeZone::UTC).plus_days(10);
        let words = crate::round360::store::Words {
            programme: &course.programme,
            title: "Round",
            wave: crate::round360::Wave::Before,
            closes,
        };
        let tx = app.db().begin().await.unwrap();
        let id = crate::round360::store::open(&tx, course.act, &words, &[], &[]).await.unwrap();
        tx.commit().await.unwrap();
        path = path.replace("{round360}", &id.to_string());
    }
    if path.contains("{plan}") {
        let tx = app.db().begin().await.unwrap();
        let sql = "DELETE FROM follow_up_plan WHERE organisation_id = $1";
        lustrum_kernel::db::Sql::run(&tx, sql, lustrum_kernel::values![course.act.tenant]).await.unwrap();
        let anchor = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
        let id = crate::follow_up::store::plan(&tx, course.act, &course.trained, anchor, 1).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        path = path.replace("{plan}", &id.to_string());
    }
    path
}

#[tokio::test]
async fn cap_26_every_route_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 5).await;
        let opened = round(&app, &course, 5).await;
        let (trigger, signal) = fired(&app, &world, &course, &opened).await;
        let areas = areas();
        for route in crate::routes::all() {
            let Access::Partnership { organisation, partner } = route.access else { continue };
            let template = route
                .path
                .replace("{module}", &course.module.module_id.to_string())
                .replace("{language}", "pl")
                .replace("{signal}", &signal)
                .replace("{trigger}", &trigger);
            for side in Side::BOTH {
                let allowed = if side == Side::Organisation { organisation } else { partner };
                for role in Role::ALL {
                    let path = fill(&app, &course, &opened, &template).await;
                    let browser = Browser::new(&app, &areas, world.viewer(side, role));
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    let passes = !matches!(status, 401 | 403 | 404);
                    assert_eq!(passes, allowed.contains(&role), "{} {path}, {side:?} {role:?}: {status}", route.method);
                }
                let path = fill(&app, &course, &opened, &template).await;
                let stranger = Browser::new(&app, &areas, world.stranger(side));
                let status = stranger.send(route.method.clone(), &path, None, Vec::new()).await.status;
                assert_eq!(status, 404, "{} {path} as a stranger", route.method);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_page_speaks_both_languages_and_leads_on_where_it_is_empty() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let areas = areas();
        for locale in lustrum_kernel::locale::Locale::ALL {
            let mut viewer = world.viewer(Side::Organisation, Role::LdLead);
            viewer.locale = locale;
            let lead = Browser::new(&app, &areas, viewer);
            for page in
                ["", "/reaction", "/reaction/rounds/new", "/learning", "/learning/import", "/behaviour", "/results"]
            {
                let reply = lead.get(&format!("/p/{}/evidence{page}", world.partnership)).await;
                assert_eq!(reply.status, 200, "{page}");
                for key in ["evidence-", "feedback-", "scores-", "ratings-", "results-", "observation-"] {
                    let left = reply.body.split('>').any(|text| text.starts_with(key));
                    assert!(!left, "{page} shows a key that begins with {key}: {}", reply.body);
                }
                if !page.is_empty() {
                    assert!(
                        reply.shows("class=\"empty\"") && reply.shows("class=\"button\""),
                        "{page}: {}",
                        reply.body
                    );
                }
            }
        }
    })
    .await;
}
