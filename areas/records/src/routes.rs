//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::Access;
use lustrum_kernel::area::{NavItem, Route, every_method};
use utoipa::OpenApi;

use crate::endpoint;

pub fn all() -> Vec<Route> {
    vec![
        // Whoever asks here shows a credential; whether it lets in is decided by its scopes, not by a sign-in.
        every_method("/xapi/{organisation}/{*resource}", Access::Public, endpoint::serve),
    ]
}

pub fn nav() -> Vec<NavItem> {
    Vec::new()
}

#[derive(OpenApi)]
#[openapi(paths())]
pub struct Api;
