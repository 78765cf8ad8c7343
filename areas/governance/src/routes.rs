//! The area's routes, each with its row of the access matrix, and its entries of the menu.

use lustrum_kernel::area::{NavItem, Route};

pub fn all() -> Vec<Route> {
    Vec::new()
}

pub fn nav() -> Vec<NavItem> {
    Vec::new()
}
