//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{ANYONE, Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, get, post, put};
use utoipa::OpenApi;

use crate::attempt::pages as attempts;
use crate::bank::pages as banks;
use crate::booster::{answer_pages as recall, pages as boosters};
use crate::demonstration::pages as demonstrations;
use crate::exam::pages as tests;
use crate::home;
use crate::import::pages as imports;
use crate::item::pages as items;
use crate::rubric::pages as rubrics;
use crate::sitting::pages as sittings;

const VIEWS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::RegionalLdManager, Role::LearningDesigner, Role::Facilitator],
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
const DESIGNS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::LearningDesigner], partner: &[Role::LearningDesigner] };
const OPENS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::RegionalLdManager, Role::Facilitator], partner: NOBODY };
/// Who sees what one person reached.
const PEOPLE: Access = Access::Partnership { organisation: &[Role::LdLead, Role::RegionalLdManager], partner: NOBODY };
const RATES: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::RegionalLdManager, Role::Facilitator],
    partner: &[Role::Facilitator],
};
const TAKES: Access = Access::Partnership { organisation: ANYONE, partner: NOBODY };

pub fn all() -> Vec<Route> {
    vec![
        get("/p/{partnership}/assessment", VIEWS, home::show_home),
        get("/p/{partnership}/banks/new", DESIGNS, banks::show_new),
        post("/p/{partnership}/banks", DESIGNS, banks::make_one),
        get("/p/{partnership}/banks/{bank}", VIEWS, banks::show_bank),
        get("/p/{partnership}/banks/{bank}/items.csv", DESIGNS, banks::export_rows),
        get("/p/{partnership}/banks/{bank}/items.zip", DESIGNS, banks::export_package),
        get("/p/{partnership}/banks/{bank}/import", DESIGNS, imports::show_import),
        post("/p/{partnership}/banks/{bank}/import", DESIGNS, imports::preview),
        post("/p/{partnership}/banks/{bank}/import/items", DESIGNS, imports::take),
        get("/p/{partnership}/banks/{bank}/items/new", DESIGNS, items::show_new),
        post("/p/{partnership}/banks/{bank}/items", DESIGNS, items::make_one),
        get("/p/{partnership}/banks/{bank}/items/{item}", VIEWS, items::show_item),
        get("/p/{partnership}/banks/{bank}/items/{item}/edit", DESIGNS, items::show_edit),
        post("/p/{partnership}/banks/{bank}/items/{item}", DESIGNS, items::change_one),
        post("/p/{partnership}/banks/{bank}/items/{item}/retirement", DESIGNS, items::retire_one),
        get("/p/{partnership}/tests/new", DESIGNS, tests::show_new),
        post("/p/{partnership}/tests", DESIGNS, tests::make_one),
        get("/p/{partnership}/tests/{test}", VIEWS, tests::show_test),
        get("/p/{partnership}/tests/{test}/items", DESIGNS, tests::show_items),
        post("/p/{partnership}/tests/{test}/items", DESIGNS, tests::take_items),
        get("/p/{partnership}/tests/{test}/sittings/new", OPENS, sittings::show_new),
        post("/p/{partnership}/tests/{test}/sittings", OPENS, sittings::make_one),
        get("/p/{partnership}/tests/{test}/sittings/{sitting}", VIEWS, sittings::show_sitting),
        get("/p/{partnership}/tests/{test}/sittings/{sitting}/people.csv", PEOPLE, sittings::export_people),
        post("/p/{partnership}/tests/{test}/sittings/{sitting}/release", OPENS, sittings::release_one),
        get("/p/{partnership}/tests/{test}/boosters", VIEWS, boosters::show_boosters),
        post("/p/{partnership}/tests/{test}/boosters", OPENS, boosters::make_one),
        post("/p/{partnership}/tests/{test}/boosters/{booster}/ending", OPENS, boosters::end_one),
        get("/b/{token}", Access::Public, recall::show_booster),
        post("/b/{token}", Access::Public, recall::take_answers),
        get("/t/{token}", Access::Public, attempts::show_link),
        post("/t/{token}/attempts", Access::Public, attempts::start_link),
        post("/t/{token}/answers", Access::Public, attempts::save_link),
        post("/t/{token}/submission", Access::Public, attempts::submit_link),
        get("/p/{partnership}/my-tests", TAKES, attempts::show_mine),
        get("/p/{partnership}/my-tests/{sitting}", TAKES, attempts::show_own),
        post("/p/{partnership}/my-tests/{sitting}/attempts", TAKES, attempts::start_own),
        post("/p/{partnership}/my-tests/{sitting}/answers", TAKES, attempts::save_own),
        post("/p/{partnership}/my-tests/{sitting}/submission", TAKES, attempts::submit_own),
        get("/p/{partnership}/rubrics/new", DESIGNS, rubrics::show_new),
        post("/p/{partnership}/rubrics", DESIGNS, rubrics::make_one),
        get("/p/{partnership}/rubrics/{rubric}", VIEWS, rubrics::show_rubric),
        get("/p/{partnership}/rubrics/{rubric}/demonstrations/new", RATES, demonstrations::show_new),
        post("/p/{partnership}/rubrics/{rubric}/demonstrations", RATES, demonstrations::make_one),
        get("/p/{partnership}/rubrics/{rubric}/demonstrations/{demonstration}", RATES, demonstrations::show_one),
        post(
            "/p/{partnership}/rubrics/{rubric}/demonstrations/{demonstration}/scores",
            RATES,
            demonstrations::score_one,
        ),
        post(
            "/p/{partnership}/rubrics/{rubric}/demonstrations/{demonstration}/agreement",
            RATES,
            demonstrations::agree_one,
        ),
        get("/api/v1/p/{partnership}/rubrics", VIEWS, crate::rubric::api::get_rubrics),
        post("/api/v1/p/{partnership}/rubrics", DESIGNS, crate::rubric::api::post_rubric),
        get("/api/v1/p/{partnership}/rubrics/{rubric}", VIEWS, crate::rubric::api::get_rubric),
        get(
            "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations",
            RATES,
            crate::demonstration::api::get_demonstrations,
        ),
        post(
            "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations",
            RATES,
            crate::demonstration::api::post_demonstration,
        ),
        post(
            "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations/{demonstration}/scores",
            RATES,
            crate::demonstration::api::post_score,
        ),
        post(
            "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations/{demonstration}/agreement",
            RATES,
            crate::demonstration::api::post_agreement,
        ),
        get("/api/v1/p/{partnership}/my-tests", TAKES, crate::attempt::api::get_mine),
        get("/api/v1/p/{partnership}/my-tests/{sitting}", TAKES, crate::attempt::api::get_own),
        post("/api/v1/p/{partnership}/my-tests/{sitting}/attempts", TAKES, crate::attempt::api::post_attempt),
        put("/api/v1/p/{partnership}/my-tests/{sitting}/answers", TAKES, crate::attempt::api::put_answers),
        post("/api/v1/p/{partnership}/my-tests/{sitting}/submission", TAKES, crate::attempt::api::post_submission),
        get("/api/v1/p/{partnership}/tests", VIEWS, crate::exam::api::get_tests),
        post("/api/v1/p/{partnership}/tests", DESIGNS, crate::exam::api::post_test),
        get("/api/v1/p/{partnership}/tests/{test}", VIEWS, crate::exam::api::get_test),
        put("/api/v1/p/{partnership}/tests/{test}/items", DESIGNS, crate::exam::api::put_items),
        get("/api/v1/p/{partnership}/tests/{test}/sittings", VIEWS, crate::sitting::api::get_sittings),
        post("/api/v1/p/{partnership}/tests/{test}/sittings", OPENS, crate::sitting::api::post_sitting),
        get("/api/v1/p/{partnership}/tests/{test}/sittings/{sitting}", VIEWS, crate::sitting::api::get_sitting),
        post(
            "/api/v1/p/{partnership}/tests/{test}/sittings/{sitting}/release",
            OPENS,
            crate::sitting::api::post_release,
        ),
        get("/api/v1/p/{partnership}/tests/{test}/boosters", VIEWS, crate::booster::api::get_boosters),
        post("/api/v1/p/{partnership}/tests/{test}/boosters", OPENS, crate::booster::api::post_boosters),
        post("/api/v1/p/{partnership}/tests/{test}/boosters/{booster}/ending", OPENS, crate::booster::api::post_ending),
        get("/api/v1/p/{partnership}/banks", VIEWS, crate::bank::api::get_banks),
        post("/api/v1/p/{partnership}/banks", DESIGNS, crate::bank::api::post_bank),
        post("/api/v1/p/{partnership}/banks/{bank}/imports", DESIGNS, crate::bank::api::post_import),
        get("/api/v1/p/{partnership}/banks/{bank}/items", VIEWS, crate::item::api::get_items),
        post("/api/v1/p/{partnership}/banks/{bank}/items", DESIGNS, crate::item::api::post_item),
        get("/api/v1/p/{partnership}/banks/{bank}/items/{item}", VIEWS, crate::item::api::get_item),
        put("/api/v1/p/{partnership}/banks/{bank}/items/{item}", DESIGNS, crate::item::api::put_item),
        post(
            "/api/v1/p/{partnership}/banks/{bank}/items/{item}/retirement",
            DESIGNS,
            crate::item::api::post_retirement,
        ),
    ]
}

pub fn nav() -> Vec<NavItem> {
    const LEARNERS: Access = Access::Partnership { organisation: &[Role::Learner, Role::LineManager], partner: NOBODY };
    vec![
        NavItem { key: "nav-assessment", path: "/p/{partnership}/assessment", access: VIEWS, order: 41, steps: &[] },
        NavItem { key: "nav-my-tests", path: "/p/{partnership}/my-tests", access: LEARNERS, order: 42, steps: &[] },
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    crate::bank::api::get_banks,
    crate::bank::api::post_bank,
    crate::bank::api::post_import,
    crate::item::api::get_items,
    crate::item::api::post_item,
    crate::item::api::get_item,
    crate::item::api::put_item,
    crate::item::api::post_retirement,
    crate::attempt::api::get_mine,
    crate::attempt::api::get_own,
    crate::attempt::api::post_attempt,
    crate::attempt::api::put_answers,
    crate::attempt::api::post_submission,
    crate::exam::api::get_tests,
    crate::exam::api::post_test,
    crate::exam::api::get_test,
    crate::exam::api::put_items,
    crate::sitting::api::get_sittings,
    crate::sitting::api::post_sitting,
    crate::sitting::api::get_sitting,
    crate::sitting::api::post_release,
    crate::booster::api::get_boosters,
    crate::booster::api::post_boosters,
    crate::booster::api::post_ending,
    crate::rubric::api::get_rubrics,
    crate::rubric::api::post_rubric,
    crate::rubric::api::get_rubric,
    crate::demonstration::api::get_demonstrations,
    crate::demonstration::api::post_demonstration,
    crate::demonstration::api::post_score,
    crate::demonstration::api::post_agreement
))]
pub struct Api;
