//! The area's routes, each with its row of the access matrix, its entries of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{ANYONE, Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, delete, get, post, put};
use utoipa::OpenApi;

use crate::{challenge, connector, goal, kpi, metric, reading};

/// Who sees why we train.
const READERS: Access =
    Access::Organisation(&[Role::LdLead, Role::BusinessSponsor, Role::RegionalLdManager, Role::DataSteward]);
/// Who writes challenges and goals.
const WRITERS: Access = Access::Organisation(&[Role::LdLead, Role::BusinessSponsor]);
/// Who defines KPIs and records readings.
const KEEPERS: Access = Access::Organisation(&[Role::LdLead, Role::DataSteward]);
const BOTH: Access = Access::Partnership { organisation: ANYONE, partner: ANYONE };
const SHARES: Access = Access::Partnership { organisation: &[Role::LdLead], partner: NOBODY };

pub fn all() -> Vec<Route> {
    vec![
        get("/o/{organisation}/challenges", READERS, challenge::pages::show_list),
        get("/o/{organisation}/challenges.csv", READERS, challenge::pages::export_list),
        get("/o/{organisation}/challenges/new", WRITERS, challenge::pages::show_new),
        post("/o/{organisation}/challenges", WRITERS, challenge::pages::create),
        get("/o/{organisation}/challenges/{challenge}", READERS, challenge::pages::show),
        get("/o/{organisation}/challenges/{challenge}/edit", WRITERS, challenge::pages::show_edit),
        post("/o/{organisation}/challenges/{challenge}", WRITERS, challenge::pages::change),
        get("/o/{organisation}/challenges/{challenge}/goals/new", WRITERS, goal::pages::show_new),
        post("/o/{organisation}/challenges/{challenge}/goals", WRITERS, goal::pages::create),
        get("/o/{organisation}/kpis", READERS, kpi::pages::show_list),
        get("/o/{organisation}/kpis.csv", READERS, kpi::pages::export_list),
        get("/o/{organisation}/kpis/new", KEEPERS, kpi::pages::show_new),
        post("/o/{organisation}/kpis", KEEPERS, kpi::pages::create),
        get("/o/{organisation}/kpis/{kpi}", READERS, kpi::one::show),
        get("/o/{organisation}/kpis/{kpi}/readings.csv", READERS, kpi::one::export_readings),
        get("/o/{organisation}/kpis/{kpi}/revise", KEEPERS, kpi::pages::show_revise),
        post("/o/{organisation}/kpis/{kpi}/versions", KEEPERS, kpi::pages::revise),
        get("/o/{organisation}/kpis/{kpi}/metric", KEEPERS, metric::pages::show_edit),
        post("/o/{organisation}/kpis/{kpi}/metric", KEEPERS, metric::pages::save),
        get("/o/{organisation}/kpis/{kpi}/readings/new", KEEPERS, reading::pages::show_new),
        post("/o/{organisation}/kpis/{kpi}/readings", KEEPERS, reading::pages::record_one),
        get("/o/{organisation}/kpis/{kpi}/import", KEEPERS, reading::import::show_import),
        post("/o/{organisation}/kpis/{kpi}/import", KEEPERS, reading::import::preview),
        post("/o/{organisation}/kpis/{kpi}/import/rows", KEEPERS, reading::import::take),
        get("/o/{organisation}/kpis/{kpi}/corrections", READERS, reading::corrections::show),
        get("/o/{organisation}/connectors", KEEPERS, connector::pages::show_list),
        get("/o/{organisation}/connectors/new", KEEPERS, connector::pages::show_new),
        post("/o/{organisation}/connectors", KEEPERS, connector::pages::create),
        get("/o/{organisation}/connectors/{connector}", KEEPERS, connector::pages::show_one),
        get("/o/{organisation}/connectors/{connector}/edit", KEEPERS, connector::pages::show_edit),
        post("/o/{organisation}/connectors/{connector}", KEEPERS, connector::pages::change),
        post("/o/{organisation}/connectors/{connector}/previews", KEEPERS, connector::pages::look),
        post("/o/{organisation}/connectors/{connector}/activations", KEEPERS, connector::pages::activate),
        post("/o/{organisation}/connectors/{connector}/pauses", KEEPERS, connector::pages::pause),
        post("/o/{organisation}/connectors/{connector}/runs", KEEPERS, connector::pages::run_now),
        get("/o/{organisation}/connectors/{connector}/runs/{run}", KEEPERS, connector::pages::show_run),
        get("/p/{partnership}/goals", BOTH, goal::shared::show),
        post("/p/{partnership}/goals", SHARES, goal::shared::share_one),
        post("/p/{partnership}/goals/{goal}/withdrawal", SHARES, goal::shared::withdraw),
        get("/api/v1/o/{organisation}/challenges", READERS, challenge::api::get_challenges),
        post("/api/v1/o/{organisation}/challenges", WRITERS, challenge::api::post_challenge),
        get("/api/v1/o/{organisation}/kpis", READERS, kpi::api::get_kpis),
        post("/api/v1/o/{organisation}/kpis", KEEPERS, kpi::api::post_kpi),
        get("/api/v1/o/{organisation}/kpis/{kpi}", READERS, kpi::api::get_kpi),
        get("/api/v1/o/{organisation}/kpis/{kpi}/readings", READERS, reading::api::get_readings),
        post("/api/v1/o/{organisation}/kpis/{kpi}/readings", KEEPERS, reading::api::post_reading),
        post("/api/v1/o/{organisation}/kpis/{kpi}/reading-batches", KEEPERS, reading::batch::post_batch),
        get("/api/v1/o/{organisation}/readings/{reading}", READERS, reading::api::get_reading),
        get("/api/v1/o/{organisation}/sources", KEEPERS, connector::api::get_sources),
        get("/api/v1/o/{organisation}/connectors", KEEPERS, connector::api::get_connectors),
        post("/api/v1/o/{organisation}/connectors", KEEPERS, connector::api::post_connector),
        get("/api/v1/o/{organisation}/connectors/{connector}", KEEPERS, connector::api::get_connector),
        put("/api/v1/o/{organisation}/connectors/{connector}", KEEPERS, connector::api::put_connector),
        post("/api/v1/o/{organisation}/connectors/{connector}/previews", KEEPERS, connector::api::post_preview),
        get("/api/v1/o/{organisation}/connectors/{connector}/runs", KEEPERS, connector::api::get_runs),
        post("/api/v1/o/{organisation}/connectors/{connector}/runs", KEEPERS, connector::api::post_run),
        get("/api/v1/o/{organisation}/connectors/{connector}/runs/{run}", KEEPERS, connector::api::get_run),
        post("/api/v1/o/{organisation}/connectors/{connector}/activation", KEEPERS, connector::api::post_activation),
        delete(
            "/api/v1/o/{organisation}/connectors/{connector}/activation",
            KEEPERS,
            connector::api::delete_activation,
        ),
        get("/api/v1/p/{partnership}/goals", BOTH, goal::api::get_goals),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let entry = |key, path, access, order, steps| NavItem { key, path, access, order, steps };
    vec![
        entry("nav-goals", "/p/{partnership}/goals", BOTH, 15, &[Step::Challenge, Step::Goal]),
        entry("nav-challenges", "/o/{organisation}/challenges", READERS, 120, &[]),
        entry("nav-kpis", "/o/{organisation}/kpis", READERS, 125, &[]),
        entry("nav-connectors", "/o/{organisation}/connectors", KEEPERS, 126, &[]),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    challenge::api::get_challenges,
    challenge::api::post_challenge,
    kpi::api::get_kpis,
    kpi::api::post_kpi,
    kpi::api::get_kpi,
    reading::api::get_readings,
    reading::api::post_reading,
    reading::api::get_reading,
    reading::batch::post_batch,
    connector::api::get_sources,
    connector::api::get_connectors,
    connector::api::post_connector,
    connector::api::get_connector,
    connector::api::put_connector,
    connector::api::post_preview,
    connector::api::get_runs,
    connector::api::post_run,
    connector::api::get_run,
    connector::api::post_activation,
    connector::api::delete_activation,
    goal::api::get_goals
))]
pub struct Api;
