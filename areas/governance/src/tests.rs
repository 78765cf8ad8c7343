//! The area through the real router, on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Access, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::values;
use lustrum_partnership::contact;
use serde_json::json;

use crate::action::{ActionId, NewAction};
use crate::owner::Owner;
use crate::quarter::Quarter;
use crate::{action, review};

/// Every area that a review is gathered from, in the order of the chain.
pub(crate) fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_selection::area(),
        lustrum_partnership::area(),
        lustrum_sharing::area(),
        lustrum_programme::area(),
        lustrum_delivery::area(),
        lustrum_assessment::area(),
        lustrum_evidence::area(),
        lustrum_study::area(),
        crate::area(),
    ]
}

fn quarter() -> Quarter {
    "2026-Q3".parse().unwrap()
}

pub(crate) fn lead(app: &App, world: &World, side: Side) -> Browser {
    let role = match side {
        Side::Organisation => Role::LdLead,
        Side::Partner => Role::PartnerLead,
    };
    Browser::new(app, &areas(), world.viewer(side, role))
}

async fn an_action(app: &App, world: &World) -> ActionId {
    let new = NewAction {
        period: quarter(),
        text: "Certify two facilitators".to_owned(),
        owner: Owner { side: Side::Partner, person: Some(world.person(Side::Partner, Role::PartnerLead)) },
        due: "2026-10-12".parse().unwrap(),
        blameless: None,
        expected: None,
    };
    let person = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let id = action::add(&tx, world.client, world.partnership, person, app.now(), new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The review of the third quarter, made now.
pub(crate) async fn review_of(app: &App, world: &World) -> review::Review {
    a_review(app, world).await
}

async fn a_review(app: &App, world: &World) -> review::Review {
    let scope = world.within(Side::Organisation, Role::LdLead);
    let person = Some(scope.viewer.person);
    let tx = app.db().begin().await.unwrap();
    let review = review::make(&tx, &scope.partnership, person, app.now(), quarter(), false).await.unwrap();
    tx.commit().await.unwrap();
    review
}

/// What a path can name that a test makes anew for each route, as asking for some takes it away.
const ONE_OF_EACH: [&str; 11] = [
    "{meeting}",
    "{series}",
    "{off}",
    "{point}",
    "{blameless}",
    "{entry}",
    "{decision}",
    "{fence}",
    "{experiment}",
    "{midway}",
    "{module}",
];

#[tokio::test]
async fn every_route_of_a_partnership_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let action = an_action(&app, &world).await;
        a_review(&app, &world).await;
        let check = crate::health::tests::a_check(&app, &world).await;
        let contest = crate::review::contest::tests::a_contest(&app, &world).await;
        let proposal = crate::review::verdict::tests::a_proposal(&app, &world, None).await.id;
        let areas = areas();
        for (number, route) in (0_i32..).zip(&areas.last().unwrap().routes) {
            let ids = if ONE_OF_EACH.iter().any(|name| route.path.contains(name)) {
                crate::meeting::tests::one_of_each(&app, &world, number).await
            } else {
                Vec::new()
            };
            // A person's own calendar and digest belong to no partnership, nor does a personal link.
            let Access::Partnership { organisation, partner } = route.access else {
                let own = ["calendar", "digest", "/h/{token}"].iter().any(|part| route.path.contains(part));
                assert!(own, "{} has no row of a partnership", route.path);
                continue;
            };
            let path = route
                .path
                .replace("{partnership}", &world.partnership.to_string())
                .replace("{period}", "2026-Q3")
                .replace("{action}", &action.to_string())
                .replace("{check}", &check.to_string())
                .replace("{contest}", &contest.to_string())
                .replace("{note}", &proposal.to_string());
            let path = ids.iter().fold(path, |path, (name, id)| path.replace(name, id));
            for side in Side::BOTH {
                let allowed = if side == Side::Organisation { organisation } else { partner };
                for role in Role::ALL {
                    let browser = Browser::new(&app, &areas, world.viewer(side, role));
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    let passes = !matches!(status, 401 | 403 | 404);
                    assert_eq!(
                        passes,
                        allowed.contains(&role),
                        "{} {path} as {role:?} {side:?}: {status}",
                        route.method
                    );
                }
                let stranger = Browser::new(&app, &areas, world.stranger(side));
                assert_eq!(stranger.send(route.method.clone(), &path, None, Vec::new()).await.status, 404, "{path}");
            }
            let nobody = Browser::new(&app, &areas, None);
            let status = nobody.send(route.method.clone(), &path, None, Vec::new()).await.status;
            assert!(matches!(status, 303 | 401), "{path} signed out: {status}");
        }
    })
    .await;
}

#[tokio::test]
async fn cap_30_both_sides_get_the_same_bytes_of_a_review_in_either_language() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        an_action(&app, &world).await;
        let path = format!("/p/{}/reviews", world.partnership);
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let made = ours.post(&path, &[("period", "2026-Q3")]).await;
        assert_eq!(made.location, Some(format!("{path}/2026-Q3")));
        for file in ["2026-Q3.pdf", "2026-Q3.json", "2026-Q3.html"] {
            let mut languages = Vec::new();
            for lang in ["nl", "en"] {
                let path = format!("{path}/{file}?lang={lang}");
                let (one, other) = (ours.get(&path).await, theirs.get(&path).await);
                assert_eq!((one.status, other.status), (200, 200), "{path}");
                assert!(one.body == other.body && !one.body.is_empty(), "{path}");
                languages.push(one.body);
            }
            assert_ne!(languages[0], languages[1], "{file}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_review_made_again_a_year_later_from_the_same_state_is_the_same_and_after_a_change_the_next() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}/reviews", world.partnership);
        let browser = lead(&app, &world, Side::Partner);
        assert!(browser.get(&path).await.shows("Make the review of Q3 2026"));
        let first = a_review(&app, &world).await;
        let file = format!("{path}/2026-Q3.pdf?lang=nl");
        let before = browser.get(&file).await.body;
        app.clock().set(app.now().plus_days(365));
        let again = browser.post(&path, &[("period", "2026-Q3")]).await;
        assert_eq!(again.cookie_said(), "review-said-the-same");
        assert!(browser.get(&file).await.body == before);
        assert_eq!(a_review(&app, &world).await.hash, first.hash);
        let scope = world.within(Side::Partner, Role::PartnerLead);
        let tx = app.db().begin().await.unwrap();
        let printed = review::latest_or_made(&tx, &scope.partnership, app.now(), quarter(), false).await.unwrap();
        drop(tx);
        assert_eq!(printed.id, first.id);
        an_action(&app, &world).await;
        let next = a_review(&app, &world).await;
        assert_eq!((first.number, next.number), (1, 2));
        assert_ne!(first.hash, next.hash);
        let old = browser.get(&format!("{path}/2026-Q3?number=1")).await;
        assert!(old.shows(&first.hash) && old.shows("See the newest") && !old.shows(&next.hash));
        assert!(browser.get(&format!("{path}/2026-Q3")).await.shows(&next.hash));
        assert!(browser.get(&format!("{file}&number=1")).await.body == before);
    })
    .await;
}

trait Said {
    fn cookie_said(&self) -> String;
}

impl Said for lustrum_kernel::testing::Reply {
    fn cookie_said(&self) -> String {
        let set = self.headers.get("set-cookie").and_then(|value| value.to_str().ok()).unwrap_or_default();
        set.split([';', '=']).nth(1).unwrap_or_default().to_owned()
    }
}

#[tokio::test]
async fn a_quarter_that_has_not_begun_or_lies_before_the_partnership_is_refused_at_its_field() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = lead(&app, &world, Side::Organisation);
        let path = format!("/p/{}/reviews", world.partnership);
        for (period, words) in [
            ("2026-Q4", "This quarter has not begun yet"),
            ("2026-Q2", "The partnership began after this quarter"),
            ("2026-Q9", "Choose one of the list"),
            ("", "Fill this in"),
        ] {
            let reply = browser.post(&path, &[("period", period)]).await;
            assert!(reply.status == 422 && reply.shows(words), "{period}: {}", reply.body);
        }
        let api = format!("/api/v1{path}");
        assert_eq!(browser.json("POST", &api, json!({ "period": "2026-Q4" })).await.status, 422);
        for missing in ["2026-Q2.pdf", "2026-Q9", "2026-Q3.exe", "2027-Q1", "2026-Q3.pdf"] {
            assert_eq!(browser.get(&format!("{path}/{missing}")).await.status, 404, "{missing}");
        }
        assert!(browser.get(&format!("{path}/2026-Q3")).await.shows("There is no review of Q3 2026 yet"));
    })
    .await;
}

#[tokio::test]
async fn decisions_and_actions_of_either_side_stand_beside_the_review_and_in_the_next() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        a_review(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/reviews/2026-Q3", world.partnership);
        let form = theirs.get(&format!("{path}/decisions/new")).await;
        assert!(form.shows("partner-lead (partner), Baken Leiderschap") && !form.shows("learner (organisation)"));
        let faulty =
            theirs.post(&format!("{path}/decisions"), &[("text", "Go on <b>now</b>"), ("owner", "mayor")]).await;
        assert!(
            faulty.status == 422 && faulty.shows("owner-error") && faulty.shows("Go on &#60;b&#62;now&#60;/b&#62;")
        );
        let sound =
            [("text", "Go on with the second group"), ("owner", "organisation"), ("clause", "3.1"), ("due", "")];
        assert_eq!(theirs.post(&format!("{path}/decisions"), &sound).await.location, Some(path.clone()));
        let actions = format!("/p/{}/actions", world.partnership);
        assert!(ours.get(&actions).await.shows("No open actions"));
        let stranger = world.person(Side::Partner, Role::Facilitator).to_string();
        let unknown = [("text", "Replace the case"), ("owner", stranger.as_str()), ("due", "2026-10-01")];
        assert_eq!(ours.post(&actions, &unknown).await.status, 422, "no contact of this partnership");
        lustrum_partnership::testing::mandates(&app, &world).await;
        let owner = world.person(Side::Partner, Role::PartnerLead).to_string();
        let passed = [("text", "Replace the case"), ("owner", owner.as_str()), ("due", "2026-09-01")];
        let reply = ours.post(&actions, &passed).await;
        assert!(reply.status == 422 && reply.shows("Give today or a later day"));
        let sound = [("text", "Replace the case"), ("owner", owner.as_str()), ("due", "2026-10-01")];
        assert_eq!(ours.post(&actions, &sound).await.status, 303);
        let page = ours.get(&path).await;
        assert!(page.shows("Go on with the second group") && page.shows("Replace the case"));
        assert!(page.shows("partner-lead (partner), Baken Leiderschap") && page.shows("All decisions"));
        let next = a_review(&app, &world).await;
        assert_eq!((next.content.decisions.len(), next.content.actions.len()), (1, 1));

        let listed = theirs.get(&actions).await;
        assert!(listed.shows("Replace the case") && listed.shows("1 October 2026"));
        let id = theirs.json("GET", &format!("/api/v1{actions}"), json!(null)).await.json()["actions"][0]["id"].clone();
        let id = id.as_str().unwrap();
        app.clock().set(app.now().plus_days(30));
        assert!(theirs.get(&actions).await.shows("late"));
        assert_eq!(theirs.post(&format!("{actions}/{id}/completion"), &[]).await.status, 303);
        assert!(!theirs.get(&actions).await.shows("Replace the case"));
        assert!(ours.get(&format!("{actions}?done=yes")).await.shows("Replace the case"));
        assert_eq!(ours.post(&format!("{actions}/{id}/completion/withdrawal"), &[]).await.status, 303);
        assert!(ours.get(&actions).await.shows("Replace the case"));
        let file = ours.get(&format!("{actions}.csv")).await;
        assert!(file.shows("Replace the case") && file.shows("2026-10-01"));
        let decisions = ours.get(&format!("/p/{}/decisions", world.partnership)).await;
        assert!(decisions.shows("Go on with the second group") && decisions.shows("3.1"));
    })
    .await;
}

#[tokio::test]
async fn the_api_makes_what_the_pages_make() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = lead(&app, &world, Side::Organisation);
        let api = format!("/api/v1/p/{}", world.partnership);
        let made = browser.json("POST", &format!("{api}/reviews"), json!({ "period": "2026-Q3" })).await;
        assert_eq!((made.status, made.json()["label"].as_str()), (201, Some("activity")), "{}", made.body);
        let again = browser.json("POST", &format!("{api}/reviews"), json!({ "period": "2026-Q3" })).await;
        assert_eq!((again.status, again.json()["id"].clone()), (200, made.json()["id"].clone()));
        let one = browser.json("GET", &format!("{api}/reviews/2026-Q3?lang=nl"), json!(null)).await.json();
        assert_eq!(one["hash"], made.json()["hash"]);
        assert_eq!(one["document"]["label"], "Activiteit, geen effect");
        let decision = json!({ "period": "2026-Q3", "text": "Go on", "owner": "partner", "due": "2026-11-01" });
        assert_eq!(browser.json("POST", &format!("{api}/decisions"), decision).await.status, 201);
        let listed = browser.json("GET", &format!("{api}/decisions"), json!(null)).await.json();
        assert_eq!(listed["decisions"][0]["owner"]["side"], "partner");
        let owner = world.person(Side::Organisation, Role::DataSteward).to_string();
        let action = json!({ "text": "Renew the agreement", "owner": owner, "due": "2026-10-30" });
        let id = browser.json("POST", &format!("{api}/actions"), action).await.json()["id"].clone();
        let path = format!("{api}/actions/{}/completion", id.as_str().unwrap());
        assert!(browser.json("POST", &path, json!(null)).await.json()["done_at"].is_string());
        let done = browser.json("GET", &format!("{api}/actions?done=true"), json!(null)).await.json();
        assert_eq!(done["actions"][0]["owner"]["name"], "data-steward (organisation)");
        assert_eq!(browser.json("DELETE", &path, json!(null)).await.status, 204);
        let learner = world.person(Side::Organisation, Role::Learner).to_string();
        let refused = json!({ "text": "", "owner": learner, "due": "soon" });
        let reply = browser.json("POST", &format!("{api}/actions"), refused).await;
        assert_eq!((reply.status, reply.json()["errors"].as_array().unwrap().len()), (422, 3), "{}", reply.body);
        let stranger = world.stranger(Side::Organisation);
        let foreign = Browser::new(&app, &areas(), stranger).json("GET", &format!("{api}/reviews"), json!(null)).await;
        assert_eq!(foreign.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_frozen_text_that_was_altered_is_not_shown() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let review = a_review(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        let sql = "UPDATE review SET content = REPLACE(content, 'Keep our', 'Lose our') WHERE organisation_id = $1 AND id = $2";
        assert_eq!(tx.run(sql, values![world.client, review.id]).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let path = format!("/p/{}/reviews/2026-Q3", world.partnership);
        assert_eq!(lead(&app, &world, Side::Organisation).get(&path).await.status, 500);
    })
    .await;
}

#[tokio::test]
async fn the_list_has_the_newest_review_of_each_period_and_comes_in_pages() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let scope = world.within(Side::Organisation, Role::LdLead);
        let mut period = quarter();
        let tx = app.db().begin().await.unwrap();
        for _ in 0..51 {
            let content = review::gather(&tx, &scope.partnership, period, app.now(), false).await.unwrap();
            review::freeze(&tx, world.client, world.partnership, None, app.now(), content).await.unwrap();
            period = period.after();
        }
        let again = review::gather(&tx, &scope.partnership, quarter(), app.now(), true).await.unwrap();
        let again = review::freeze(&tx, world.client, world.partnership, None, app.now(), again).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(again.number, 2);
        let browser = lead(&app, &world, Side::Organisation);
        let path = format!("/p/{}/reviews", world.partnership);
        let first = browser.get(&path).await;
        assert!(
            first.shows("reviews/2039-Q1\"") && first.shows("?before=2026-Q4") && !first.shows("reviews/2026-Q3\"")
        );
        let last = browser.get(&format!("{path}?before=2026-Q4")).await;
        assert!(last.shows("reviews/2026-Q3\"") && !last.shows("rel=\"next\""));
        let file = browser.get(&format!("{path}.csv")).await.body;
        assert!(file.lines().count() == 52 && file.contains(&again.hash));
    })
    .await;
}

#[tokio::test]
async fn cap_20_a_decision_outside_the_mandate_is_refused_and_names_who_decides() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        a_review(&app, &world).await;
        let path = format!("/p/{}/reviews/2026-Q3", world.partnership);
        let ld = lead(&app, &world, Side::Organisation);
        let fields = [("text", "Cohort 4 waits"), ("owner", "partner")];
        assert_eq!(ld.post(&format!("{path}/decisions"), &fields).await.status, 303, "nobody was named yet");

        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        let by = lustrum_partnership::By::viewer(&world.within(Side::Organisation, Role::LdLead), app.now());
        let given = contact::Given {
            holds: vec![contact::Mandate::DecideReview],
            deputises: Vec::new(),
            ..contact::Given::default()
        };
        let tx = app.db().begin().await.unwrap();
        contact::give(&tx, &by, sponsor.person, &sponsor.name, &given).await.unwrap();
        tx.commit().await.unwrap();
        let page = ld.get(&path).await;
        assert!(page.shows("business-sponsor (organisation) decides this."));
        assert!(!page.shows("/decisions/new\""), "no way to what is others'");
        for reply in [
            ld.get(&format!("{path}/decisions/new")).await,
            ld.post(&format!("{path}/decisions"), &fields).await,
            ld.json("POST", &format!("/api/v1/p/{}/decisions", world.partnership), serde_json::json!({})).await,
        ] {
            assert!(reply.status == 409 && reply.shows("outside your mandate"), "{}: {}", reply.status, reply.body);
            assert!(reply.shows("business-sponsor (organisation)"), "who decides is named");
        }
        let sponsor = Browser::new(&app, &areas(), sponsor);
        assert_eq!(sponsor.post(&format!("{path}/decisions"), &fields).await.status, 303);
        let partner = lead(&app, &world, Side::Partner);
        assert_eq!(partner.post(&format!("{path}/decisions"), &fields).await.status, 303, "of its own side nobody was");
    })
    .await;
}
