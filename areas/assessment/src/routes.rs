//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, Role};
use lustrum_kernel::area::{NavItem, Route, get, post, put};
use utoipa::OpenApi;

use crate::bank::pages as banks;
use crate::home;
use crate::import::pages as imports;
use crate::item::pages as items;

const VIEWS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::RegionalLdManager, Role::LearningDesigner, Role::Facilitator],
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
const DESIGNS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::LearningDesigner], partner: &[Role::LearningDesigner] };

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
    vec![NavItem { key: "nav-assessment", path: "/p/{partnership}/assessment", access: VIEWS, order: 41, steps: &[] }]
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
    crate::item::api::post_retirement
))]
pub struct Api;
