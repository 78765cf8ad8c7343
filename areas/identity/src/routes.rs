//! The area's routes, each with its row of the access matrix, its entries of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{ANYONE, Access, Role};
use lustrum_kernel::area::{NavItem, Route, get, post};
use utoipa::OpenApi;

use crate::membership::{import_pages, pages as people};
use crate::{account, history, invitation, membership, outbox, partnership, setup, sign_in};

/// Who decides on people, on either side.
const LEADS: Access = Access::Organisation(&[Role::LdLead, Role::PartnerLead]);
const MEMBERS: Access = Access::Organisation(ANYONE);
const INVITES: Access = Access::Organisation(&[Role::LdLead]);
const AUDIT: Access = Access::Organisation(&[Role::LdLead, Role::DataSteward, Role::PartnerLead]);

pub fn all() -> Vec<Route> {
    vec![
        get("/sign-in", Access::Public, sign_in::pages::show_sign_in),
        post("/sign-in", Access::Public, sign_in::pages::sign_in),
        get("/sign-in/link/{token}", Access::Public, sign_in::pages::show_link),
        post("/sign-in/link/{token}", Access::Public, sign_in::pages::follow_link),
        post("/sign-out", Access::Public, sign_in::pages::sign_out),
        post("/language", Access::Public, sign_in::pages::choose_language),
        get("/setup", Access::Public, setup::pages::show_setup),
        post("/setup", Access::Public, setup::pages::make_setup),
        get("/invitation/{token}", Access::Public, invitation::pages::show_invitation),
        post("/invitation/{token}", Access::Public, invitation::pages::accept_invitation),
        get("/account", Access::SignedIn, account::pages::show_account),
        post("/account", Access::SignedIn, account::pages::change_profile),
        post("/account/password", Access::SignedIn, account::pages::change_password),
        post("/account/sessions/{session}/end", Access::SignedIn, account::pages::end_session),
        post("/account/tokens", Access::SignedIn, account::pages::make_token),
        post("/account/tokens/{token}/withdrawal", Access::SignedIn, account::pages::withdraw_token),
        get("/outbox", Access::SignedIn, outbox::pages::show_outbox),
        get("/o/{organisation}/people", MEMBERS, people::show_list),
        get("/o/{organisation}/people.csv", MEMBERS, people::export_list),
        get("/o/{organisation}/people/new", LEADS, people::show_invite),
        post("/o/{organisation}/people/invitations", LEADS, people::make_invitation),
        post("/o/{organisation}/people/invitations/{invitation}/withdrawal", LEADS, people::withdraw_invitation),
        get("/o/{organisation}/people/import", LEADS, import_pages::show_import),
        post("/o/{organisation}/people/import", LEADS, import_pages::preview),
        post("/o/{organisation}/people/import/rows", LEADS, import_pages::import),
        get("/o/{organisation}/people/{person}", LEADS, people::show_member),
        post("/o/{organisation}/people/{person}/roles", LEADS, people::change_roles),
        post("/o/{organisation}/people/{person}/end", LEADS, people::end_membership),
        get("/o/{organisation}/partnerships", MEMBERS, partnership::pages::show_list),
        get("/o/{organisation}/partnerships.csv", MEMBERS, partnership::pages::export_list),
        get("/o/{organisation}/partnerships/new", INVITES, partnership::pages::show_invite),
        post("/o/{organisation}/partnerships/invitations", INVITES, partnership::pages::make_invitation),
        post(
            "/o/{organisation}/partnerships/invitations/{invitation}/withdrawal",
            INVITES,
            partnership::pages::withdraw_invitation,
        ),
        get("/o/{organisation}/history", AUDIT, history::pages::show_history),
        get("/o/{organisation}/history.csv", AUDIT, history::pages::export_history),
        get("/api/v1/me", Access::SignedIn, account::api::get_me),
        get("/api/v1/o/{organisation}/people", MEMBERS, membership::api::get_people),
        post("/api/v1/o/{organisation}/people", LEADS, membership::api::post_person),
        get("/api/v1/o/{organisation}/partnerships", MEMBERS, partnership::api::get_partnerships),
        post("/api/v1/o/{organisation}/partnerships", INVITES, partnership::api::post_partnership),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let entry = |key, path, access, order| NavItem { key, path, access, order, steps: &[] };
    vec![
        entry("nav-partnerships", "/o/{organisation}/partnerships", MEMBERS, 130),
        entry("nav-people", "/o/{organisation}/people", MEMBERS, 140),
        entry("nav-history", "/o/{organisation}/history", AUDIT, 150),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    account::api::get_me,
    membership::api::get_people,
    membership::api::post_person,
    partnership::api::get_partnerships,
    partnership::api::post_partnership
))]
pub struct Api;
