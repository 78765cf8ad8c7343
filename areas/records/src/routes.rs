//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::area::{NavItem, Route};
use utoipa::OpenApi;

pub fn all() -> Vec<Route> {
    Vec::new()
}

pub fn nav() -> Vec<NavItem> {
    Vec::new()
}

#[derive(OpenApi)]
#[openapi(paths())]
pub struct Api;
