//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, Role};
use lustrum_kernel::area::{NavItem, Route, every_method, get, post};
use utoipa::OpenApi;

use crate::browse::{export, pages as records};
use crate::credential::{api, pages as credentials};
use crate::endpoint;
use crate::exchange::{api as exchange_api, pages as exchanges};
use crate::session::{api as session_api, pages as sessions};

/// What other systems report names people, and their credentials let them in.
const KEEPERS: Access = Access::Organisation(&[Role::LdLead, Role::DataSteward]);

pub fn all() -> Vec<Route> {
    vec![
        // Whoever asks here shows a credential; whether it lets in is decided by its scopes, not by a sign-in.
        every_method("/xapi/{organisation}/{*resource}", Access::Public, endpoint::serve),
        get("/o/{organisation}/records", KEEPERS, records::show_list),
        get("/o/{organisation}/records.jsonl", KEEPERS, export::statements),
        get("/o/{organisation}/records/statements/{statement}", KEEPERS, records::show_one),
        get("/o/{organisation}/records/sessions", KEEPERS, sessions::show_list),
        get("/o/{organisation}/records/sessions/{registration}", KEEPERS, sessions::show_one),
        get("/o/{organisation}/records/credentials", KEEPERS, credentials::show_list),
        post("/o/{organisation}/records/credentials", KEEPERS, credentials::create),
        post("/o/{organisation}/records/credentials/{credential}/revocation", KEEPERS, credentials::revoke),
        get("/o/{organisation}/records/exchanges", KEEPERS, exchanges::show_list),
        post("/o/{organisation}/records/exchanges", KEEPERS, exchanges::make_one),
        get("/o/{organisation}/records/exchanges/{exchange}", KEEPERS, exchanges::show_one),
        post("/o/{organisation}/records/exchanges/{exchange}/looks", KEEPERS, exchanges::look),
        post("/o/{organisation}/records/exchanges/{exchange}/state", KEEPERS, exchanges::change_state),
        get("/api/v1/o/{organisation}/record-sessions", KEEPERS, session_api::get_sessions),
        get("/api/v1/o/{organisation}/record-sessions/{registration}", KEEPERS, session_api::get_session),
        get("/api/v1/o/{organisation}/record-exchanges", KEEPERS, exchange_api::get_exchanges),
        post("/api/v1/o/{organisation}/record-exchanges", KEEPERS, exchange_api::post_exchange),
        get("/api/v1/o/{organisation}/record-exchanges/{exchange}", KEEPERS, exchange_api::get_exchange),
        post("/api/v1/o/{organisation}/record-exchanges/{exchange}/state", KEEPERS, exchange_api::post_state),
        get("/api/v1/o/{organisation}/record-credentials", KEEPERS, api::get_credentials),
        post("/api/v1/o/{organisation}/record-credentials", KEEPERS, api::post_credential),
        post("/api/v1/o/{organisation}/record-credentials/{credential}/revocation", KEEPERS, api::post_revocation),
    ]
}

pub fn nav() -> Vec<NavItem> {
    vec![NavItem { key: "nav-records", path: "/o/{organisation}/records", access: KEEPERS, order: 125, steps: &[] }]
}

#[derive(OpenApi)]
#[openapi(paths(
    api::get_credentials,
    api::post_credential,
    api::post_revocation,
    exchange_api::get_exchanges,
    exchange_api::post_exchange,
    exchange_api::get_exchange,
    exchange_api::post_state,
    session_api::get_sessions,
    session_api::get_session
))]
pub struct Api;
