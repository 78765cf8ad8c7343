//! The area's routes, each with its row of the access matrix, its entries of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{ANYONE, Access, Role};
use lustrum_kernel::area::{NavItem, Route, delete, get, post, put};
use utoipa::OpenApi;

use crate::{candidate, criterion, outcome, profile, round, score};

/// Whoever is of the organisation may be asked to score; a round tells those apart whom it did not ask.
const MEMBERS: Access = Access::Organisation(ANYONE);
/// Who sees rounds whole.
const READERS: Access = Access::Organisation(&[Role::LdLead, Role::BusinessSponsor]);
/// Who makes them and decides.
const MAKERS: Access = Access::Organisation(&[Role::LdLead]);
/// Whose menu has an entry.
const LISTED: Access = Access::Organisation(&[
    Role::LdLead,
    Role::BusinessSponsor,
    Role::RegionalLdManager,
    Role::DataSteward,
    Role::LineManager,
]);
const BOTH: Access = Access::Partnership { organisation: ANYONE, partner: ANYONE };

pub fn all() -> Vec<Route> {
    let mut routes = pages();
    routes.extend(calls());
    routes
}

fn pages() -> Vec<Route> {
    vec![
        get("/o/{organisation}/selection", MEMBERS, round::pages::show_list),
        get("/o/{organisation}/selection.csv", READERS, round::pages::export_list),
        get("/o/{organisation}/selection/new", MAKERS, round::pages::show_new),
        post("/o/{organisation}/selection", MAKERS, round::pages::create),
        get("/o/{organisation}/selection/{round}", READERS, round::pages::show),
        get("/o/{organisation}/selection/{round}/assessors", MAKERS, round::pages::show_assessors),
        post("/o/{organisation}/selection/{round}/assessors", MAKERS, round::pages::choose_assessors),
        post("/o/{organisation}/selection/{round}/opening", MAKERS, round::pages::open),
        post("/o/{organisation}/selection/{round}/closing", MAKERS, round::pages::close),
        get("/o/{organisation}/selection/{round}/criteria", MAKERS, criterion::pages::show_edit),
        post("/o/{organisation}/selection/{round}/criteria", MAKERS, criterion::pages::add_criterion),
        post(
            "/o/{organisation}/selection/{round}/criteria/{criterion}/removal",
            MAKERS,
            criterion::pages::remove_criterion,
        ),
        post("/o/{organisation}/selection/{round}/weights", MAKERS, criterion::pages::give_weights),
        post("/o/{organisation}/selection/{round}/price-weight", MAKERS, criterion::pages::give_price_weight),
        get("/o/{organisation}/selection/{round}/comparisons", MAKERS, criterion::pages::show_compare),
        post("/o/{organisation}/selection/{round}/comparisons", MAKERS, criterion::pages::compare_pairs),
        get("/o/{organisation}/selection/{round}/candidates/new", MAKERS, candidate::pages::show_new),
        post("/o/{organisation}/selection/{round}/candidates", MAKERS, candidate::pages::create),
        get("/o/{organisation}/selection/{round}/candidates/{candidate}", READERS, candidate::pages::show),
        get("/o/{organisation}/selection/{round}/candidates/{candidate}/edit", MAKERS, candidate::edit::show_edit),
        post("/o/{organisation}/selection/{round}/candidates/{candidate}", MAKERS, candidate::edit::keep),
        post("/o/{organisation}/selection/{round}/candidates/{candidate}/removal", MAKERS, candidate::pages::remove),
        post("/o/{organisation}/selection/{round}/candidates/{candidate}/links", MAKERS, candidate::pages::make_link),
        post(
            "/o/{organisation}/selection/{round}/candidates/{candidate}/links/revocation",
            MAKERS,
            candidate::pages::revoke_link,
        ),
        post(
            "/o/{organisation}/selection/{round}/candidates/{candidate}/withdrawal",
            MAKERS,
            candidate::withdrawal::make_withdrawal,
        ),
        get("/o/{organisation}/selection/{round}/scores", MEMBERS, score::pages::show_list),
        get("/o/{organisation}/selection/{round}/scores/{candidate}", MEMBERS, score::pages::show_sheet),
        post("/o/{organisation}/selection/{round}/scores/{candidate}", MEMBERS, score::pages::keep_sheet),
        get(
            "/o/{organisation}/selection/{round}/scores/{candidate}/files/{criterion}",
            MEMBERS,
            score::file_pages::show_own_file,
        ),
        get(
            "/o/{organisation}/selection/{round}/candidates/{candidate}/criteria/{criterion}/files/{number}",
            READERS,
            score::file_pages::show_open_file,
        ),
        post("/o/{organisation}/selection/{round}/submission", MEMBERS, score::pages::submit),
        get("/o/{organisation}/selection/{round}/ranking", READERS, outcome::pages::show),
        get("/o/{organisation}/selection/{round}/ranking.csv", READERS, outcome::pages::export),
        get("/o/{organisation}/selection/{round}/decision", READERS, outcome::decision_pages::show),
        post("/o/{organisation}/selection/{round}/decision", MAKERS, outcome::decision_pages::decide),
        post("/o/{organisation}/selection/{round}/invitation", MAKERS, outcome::decision_pages::invite_chosen),
        post("/o/{organisation}/selection/{round}/partnership", MAKERS, outcome::decision_pages::link_partnership),
        get("/o/{organisation}/selection/{round}/letters/{candidate}", READERS, outcome::letter_pages::show),
        get("/transparency/{token}", Access::Public, profile::pages::show_door),
        post("/transparency/{token}", Access::Public, profile::pages::say),
        post("/transparency/{token}/withdrawal", Access::Public, profile::pages::step_back),
        get("/p/{partnership}/profile", BOTH, profile::pages::show_in_partnership),
    ]
}

fn calls() -> Vec<Route> {
    vec![
        get("/api/v1/o/{organisation}/selection", MEMBERS, round::api::get_rounds),
        post("/api/v1/o/{organisation}/selection", MAKERS, round::api::post_round),
        get("/api/v1/o/{organisation}/selection/{round}", READERS, round::api::get_round),
        put("/api/v1/o/{organisation}/selection/{round}/assessors", MAKERS, round::api::put_assessors),
        post("/api/v1/o/{organisation}/selection/{round}/opening", MAKERS, round::api::post_opening),
        post("/api/v1/o/{organisation}/selection/{round}/closing", MAKERS, round::api::post_closing),
        post("/api/v1/o/{organisation}/selection/{round}/criteria", MAKERS, criterion::api::post_criterion),
        delete(
            "/api/v1/o/{organisation}/selection/{round}/criteria/{criterion}",
            MAKERS,
            criterion::api::delete_criterion,
        ),
        put("/api/v1/o/{organisation}/selection/{round}/weights", MAKERS, criterion::api::put_weights),
        put("/api/v1/o/{organisation}/selection/{round}/price-weight", MAKERS, criterion::api::put_price_weight),
        put("/api/v1/o/{organisation}/selection/{round}/comparisons", MAKERS, criterion::api::put_comparisons),
        post("/api/v1/o/{organisation}/selection/{round}/candidates", MAKERS, candidate::api::post_candidate),
        put("/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}", MAKERS, candidate::api::put_candidate),
        delete(
            "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}",
            MAKERS,
            candidate::api::delete_candidate,
        ),
        post(
            "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/link",
            MAKERS,
            candidate::api::post_link,
        ),
        delete(
            "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/link",
            MAKERS,
            candidate::api::delete_link,
        ),
        get(
            "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/profile",
            READERS,
            profile::api::get_profile,
        ),
        post(
            "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/withdrawal",
            MAKERS,
            candidate::api::post_withdrawal,
        ),
        get("/api/v1/o/{organisation}/selection/{round}/scores", MEMBERS, score::api::get_scores),
        put("/api/v1/o/{organisation}/selection/{round}/scores/{candidate}", MEMBERS, score::api::put_scores),
        get(
            "/api/v1/o/{organisation}/selection/{round}/scores/{candidate}/files/{criterion}",
            MEMBERS,
            score::api::get_file,
        ),
        post(
            "/api/v1/o/{organisation}/selection/{round}/scores/{candidate}/files/{criterion}",
            MEMBERS,
            score::api::post_file,
        ),
        delete(
            "/api/v1/o/{organisation}/selection/{round}/scores/{candidate}/files/{criterion}",
            MEMBERS,
            score::api::delete_file,
        ),
        get(
            "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/criteria/{criterion}/files/{number}",
            READERS,
            score::api::get_open_file,
        ),
        post("/api/v1/o/{organisation}/selection/{round}/submission", MEMBERS, score::api::post_submission),
        get("/api/v1/o/{organisation}/selection/{round}/ranking", READERS, outcome::api::get_ranking),
        get("/api/v1/o/{organisation}/selection/{round}/decision", READERS, outcome::api::get_decision),
        post("/api/v1/o/{organisation}/selection/{round}/decision", MAKERS, outcome::api::post_decision),
        post("/api/v1/o/{organisation}/selection/{round}/invitation", MAKERS, outcome::api::post_invitation),
        put("/api/v1/o/{organisation}/selection/{round}/partnership", MAKERS, outcome::api::put_partnership),
        get("/api/v1/o/{organisation}/selection/{round}/letters/{candidate}", READERS, outcome::api::get_letter),
        get("/api/v1/p/{partnership}/profile", BOTH, profile::api::get_partnership_profile),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let entry = |key, path, access, order| NavItem { key, path, access, order, steps: &[] };
    vec![
        entry("nav-selection", "/o/{organisation}/selection", LISTED, 122),
        entry("nav-profile", "/p/{partnership}/profile", BOTH, 22),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    round::api::get_rounds,
    round::api::post_round,
    round::api::get_round,
    round::api::put_assessors,
    round::api::post_opening,
    round::api::post_closing,
    criterion::api::post_criterion,
    criterion::api::delete_criterion,
    criterion::api::put_weights,
    criterion::api::put_price_weight,
    criterion::api::put_comparisons,
    candidate::api::post_candidate,
    candidate::api::put_candidate,
    candidate::api::delete_candidate,
    candidate::api::post_link,
    candidate::api::delete_link,
    candidate::api::post_withdrawal,
    profile::api::get_profile,
    profile::api::get_partnership_profile,
    score::api::get_scores,
    score::api::put_scores,
    score::api::get_file,
    score::api::post_file,
    score::api::delete_file,
    score::api::get_open_file,
    score::api::post_submission,
    outcome::api::get_ranking,
    outcome::api::get_decision,
    outcome::api::post_decision,
    outcome::api::post_invitation,
    outcome::api::put_partnership,
    outcome::api::get_letter
))]
pub struct Api;
