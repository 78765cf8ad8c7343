//! Agreements through the real router, on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Access, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_strategy::kpi::KpiId;
use serde_json::json;

use crate::agreement::{AgreementId, accept, find, offer, revoke};
use crate::testing::{a_document, a_kpi, an_nda, in_force, offered, terms};
use crate::visible_to_partner;

pub(crate) fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), lustrum_strategy::area(), lustrum_partnership::area(), crate::area()]
}

fn browser(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

fn shared(world: &World) -> String {
    format!("/p/{}/shared", world.partnership)
}

async fn entries(browser: &Browser, world: &World, kind: &str) -> usize {
    let ledger = browser.get(&format!("/api/v1/p/{}/ledger", world.partnership)).await.json();
    ledger["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == kind).count()
}

#[tokio::test]
async fn cap_06_the_partner_sees_exactly_what_was_released_and_nothing_before_it_accepted() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let lead = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let kpi_text = kpi.to_string();
        let form = [
            ("kpi", kpi_text.as_str()),
            ("grain", "unit"),
            ("smallest_group", "5"),
            ("purpose", "To see whether fewer managers leave"),
            ("from", "2026-09-01"),
            ("until", "2027-08-31"),
        ];
        assert!(lead.get(&shared(&world)).await.shows("No figures are shared yet"));
        let made = steward.post(&shared(&world), &form).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let page = made.location.unwrap();
        let before = lead.get(&page).await;
        assert!(before.shows("Accept this agreement") && before.shows("Figures stand here as soon as"));
        assert!(!before.shows("Venlo"));
        assert_eq!(lead.get(&format!("{page}/figures.csv")).await.status, 404);
        assert!(steward.get(&page).await.shows("Venlo"), "the steward sees beforehand what would be released");
        assert_eq!(lead.post(&format!("{page}/acceptance"), &[]).await.status, 303);
        let after = lead.get(&page).await;
        assert!(after.shows("20.0 (n = 10)"), "{}", after.body);
        assert!(after.shows("withheld") && after.shows("smaller than 5"));
        assert!(!after.shows("40.0") && !after.shows("10.0 (n"), "Gent, and Lier which would give Gent away");
        let file = lead.get(&format!("{page}/figures.csv")).await;
        assert!(file.shows("Gent,2026-08-01,,,withheld"), "{}", file.body);
        assert!(!file.shows("40"));
        assert!(visible_to_partner(app.db(), world.client, world.partnership, kpi, app.now()).await.unwrap().is_some());
        let other =
            visible_to_partner(app.db(), world.client, world.foreign_partnership, kpi, app.now()).await.unwrap();
        assert!(other.is_none());
        let other =
            visible_to_partner(app.db(), world.client, world.partnership, KpiId::new(), app.now()).await.unwrap();
        assert!(other.is_none());
    })
    .await;
}

#[tokio::test]
async fn cap_24_a_revoked_agreement_is_gone_for_the_partner_at_its_next_request_and_both_see_every_read() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let id = in_force(&app, &world, kpi).await;
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let lead = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let page = format!("{}/{id}", shared(&world));
        let api = format!("/api/v1/p/{}/agreements/{id}", world.partnership);
        assert_eq!(entries(&lead, &world, "release.read").await, 0);
        assert_eq!(lead.get(&page).await.status, 200);
        assert_eq!(lead.get(&format!("{page}/figures.csv")).await.status, 200);
        let figures = lead.get(&format!("{api}/figures")).await.json();
        assert_eq!(figures["agreement"]["purpose"], "To see whether fewer managers leave");
        assert_eq!(figures["agreement"]["smallest_group"], 5);
        assert_eq!(figures["agreement"]["grain"], "unit");
        assert_eq!(figures["agreement"]["until"], "2027-09-17");
        let venlo = figures["figures"].as_array().unwrap().iter().find(|figure| figure["unit"] == "Venlo").unwrap();
        assert_eq!((&venlo["value"], &venlo["n"]), (&json!(20.0), &json!(10)));
        steward.get(&page).await;
        for side in [&steward, &lead] {
            assert_eq!(entries(side, &world, "release.read").await, 3, "the organisation's own look is none");
        }
        let log = steward.get(&format!("{}/log", shared(&world))).await;
        assert!(log.shows("partner-lead (partner)") && log.shows("read the figures of “Turnover”"));
        assert_eq!(steward.post(&format!("{page}/revocation"), &[]).await.status, 303);
        for path in [page.clone(), format!("{page}/figures.csv"), api.clone(), format!("{api}/figures")] {
            assert_eq!(lead.get(&path).await.status, 404, "{path}");
        }
        assert_eq!(lead.post(&format!("{page}/acceptance"), &[]).await.status, 404);
        assert_eq!(entries(&lead, &world, "release.read").await, 3, "what was refused is no read");
        let list = lead.get(&shared(&world)).await;
        assert!(list.shows("revoked") && !list.shows(&page));
        assert!(visible_to_partner(app.db(), world.client, world.partnership, kpi, app.now()).await.unwrap().is_none());
        assert_eq!(steward.get(&page).await.status, 200);
        assert_eq!(steward.post(&format!("{page}/revocation"), &[]).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn an_agreement_ends_with_its_last_day_and_begins_with_its_first() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let id = in_force(&app, &world, kpi).await;
        let page = format!("{}/{id}", shared(&world));
        let lead = browser(&app, &world, Side::Partner, Role::PartnerLead);
        let start = app.now();
        // The last moment of the 17th of September 2027, and the first of the 18th.
        app.clock().set("2027-09-17T23:59:59Z".parse().map(lustrum_kernel::Moment).unwrap());
        assert_eq!(lead.get(&page).await.status, 200);
        app.clock().set("2027-09-18T00:00:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        assert_eq!(lead.get(&page).await.status, 404);
        app.clock().set(start.plus_days(-1));
        let early = lead.get(&format!("{page}/figures.csv")).await;
        assert_eq!(early.status, 404);
    })
    .await;
}

#[tokio::test]
async fn of_two_agreements_on_one_kpi_for_the_same_days_the_second_is_refused() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let first = offered(&app, &world, kpi).await;
        let steward = world.person(Side::Organisation, Role::DataSteward);
        let at = app.now();
        let again = terms(kpi, "Turnover", at);
        let tx = app.db().begin().await.unwrap();
        assert!(offer(&tx, world.client, world.partnership, steward, at, again.clone()).await.unwrap().is_err());
        drop(tx);
        let tx = app.db().begin().await.unwrap();
        let agreement = find(&tx, world.client, world.partnership, first).await.unwrap().unwrap();
        revoke(&tx, &agreement, steward, at).await.unwrap().unwrap();
        assert!(offer(&tx, world.client, world.partnership, steward, at, again).await.unwrap().is_ok());
        tx.commit().await.unwrap();
        let tx = app.db().begin().await.unwrap();
        let revoked = find(&tx, world.client, world.partnership, first).await.unwrap().unwrap();
        assert!(accept(&tx, &revoked, steward, at).await.unwrap().is_err());
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_an_offer_stands_at_its_field() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, "Turnover").await.to_string();
        let steward = browser(&app, &world, Side::Organisation, Role::DataSteward);
        let api = format!("/api/v1/p/{}/agreements", world.partnership);
        let wrong = json!({ "kpi": KpiId::new().to_string(), "grain": "person", "smallest_group": 1,
            "from": "2026-10-01", "until": "2026-09-01" });
        let refused = steward.json("POST", &api, wrong).await;
        assert_eq!(refused.status, 422);
        let answer = refused.json();
        let mut named: Vec<_> =
            answer["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        named.sort_unstable();
        assert_eq!(named, ["#/grain", "#/kpi", "#/purpose", "#/smallest_group", "#/until"]);
        let right =
            json!({ "kpi": kpi, "grain": "total", "purpose": "QBR", "from": "2026-09-01", "until": "2027-09-01" });
        let made = steward.json("POST", &api, right.clone()).await;
        assert_eq!((made.status, &made.json()["smallest_group"]), (201, &json!(5)));
        let id: AgreementId = made.json()["id"].as_str().unwrap().parse().unwrap();
        assert!(find(app.db(), world.client, world.partnership, id).await.unwrap().is_some());
        assert_eq!(steward.json("POST", &api, right).await.status, 422, "there is one already");
        let form = steward.post(&shared(&world), &[("grain", "unit")]).await;
        assert!(form.status == 422 && form.shows("id=\"purpose-error\""));
    })
    .await;
}

async fn filled(app: &App, world: &World, path: &str, number: usize) -> String {
    let mut path = path.replace("{partnership}", &world.partnership.to_string());
    if path.contains("{agreement}") {
        let kpi = a_kpi(app, world, &format!("Turnover {number}")).await;
        path = path.replace("{agreement}", &in_force(app, world, kpi).await.to_string());
    }
    if path.contains("{nda}") {
        path = path.replace("{nda}", &an_nda(app, world).await.to_string());
    }
    if path.contains("{document}") {
        path = path.replace("{document}", &a_document(app, world).await.to_string());
    }
    path
}

#[tokio::test]
async fn cap_26_every_route_of_sharing_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        for (number, route) in crate::area().routes.iter().enumerate() {
            let Access::Partnership { organisation, partner } = route.access else { panic!("{}", route.path) };
            for (side, allowed) in [(Side::Organisation, organisation), (Side::Partner, partner)] {
                let mut path = filled(&app, &world, route.path, number).await;
                for role in Role::ALL {
                    let browser = browser(&app, &world, side, role);
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    let passes = !matches!(status, 401 | 403 | 404);
                    assert_eq!(passes, allowed.contains(&role), "{} {path} {side:?} {role:?}: {status}", route.method);
                    if passes && (path.ends_with("revocation") || path.ends_with("/end")) {
                        path = filled(&app, &world, route.path, number).await;
                    }
                }
                for stranger in [world.stranger(side), world.stranger(side.other())] {
                    let browser = Browser::new(&app, &areas(), stranger);
                    assert_eq!(browser.send(route.method.clone(), &path, None, Vec::new()).await.status, 404);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn pages_are_whole_in_both_languages() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let id = in_force(&app, &world, kpi).await;
        let mut viewer = world.viewer(Side::Organisation, Role::DataSteward);
        viewer.locale = lustrum_kernel::locale::Locale::Nl;
        let browser = Browser::new(&app, &areas(), viewer);
        for path in [String::new(), "/new".to_owned(), "/log".to_owned(), format!("/{id}")] {
            let page = browser.get(&format!("{}{path}", shared(&world))).await;
            assert_eq!(page.status, 200);
            assert!(page.shows("Gedeelde gegevens"), "{path}");
            if let Ok(folder) = std::env::var("LUSTRUM_PAGES") {
                std::fs::write(format!("{folder}/shared{}.html", path.replace('/', "-")), &page.body).unwrap();
            }
        }
    })
    .await;
}
