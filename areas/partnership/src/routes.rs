//! The area's routes.
use lustrum_kernel::area::{NavItem, Route};
use utoipa::OpenApi;

pub fn all() -> Vec<Route> {
    Vec::new()
}
pub fn nav() -> Vec<NavItem> {
    Vec::new()
}
#[derive(OpenApi)]
#[openapi()]
pub struct Api;
