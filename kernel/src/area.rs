//! How an area hands itself to the application: routes with their row of the access matrix, migrations,
//! policies, texts, entries of the navigation, jobs.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler as AxumHandler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, any, on};

use crate::access::{Access, PolicyText};
use crate::app::App;
use crate::db::Migration;
use crate::job::Handler;
use crate::locale::Texts;

/// A part of the product.
#[derive(Clone)]
pub struct Area {
    pub name: &'static str,
    pub routes: Vec<Route>,
    pub migrations: Vec<Migration>,
    pub policy: PolicyText,
    pub texts: Texts,
    pub nav: Vec<NavItem>,
    pub jobs: Vec<Arc<dyn Handler>>,
    /// The area's part of the API description.
    pub api: Option<fn() -> utoipa::openapi::OpenApi>,
}

/// A route: it can't be written without its row of the access matrix.
#[derive(Clone)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    handler: MethodRouter<App>,
}

impl Route {
    fn new<H, T>(method: Method, path: &'static str, access: Access, handler: H) -> Self
    where
        H: AxumHandler<T, App>,
        T: 'static,
    {
        let filter = match method {
            Method::GET => MethodFilter::GET,
            Method::PUT => MethodFilter::PUT,
            Method::DELETE => MethodFilter::DELETE,
            _ => MethodFilter::POST,
        };
        Self { method, path, access, handler: on(filter, handler) }
    }
}

/// A page or a resource to read.
pub fn get<H: AxumHandler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route::new(Method::GET, path, access, handler)
}
/// Something that is made: state changes are resources.
pub fn post<H: AxumHandler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route::new(Method::POST, path, access, handler)
}
pub fn put<H: AxumHandler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route::new(Method::PUT, path, access, handler)
}
/// Something that is taken back.
pub fn delete<H: AxumHandler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route::new(Method::DELETE, path, access, handler)
}

/// A resource of somebody else's specification, which says itself what each method does. The matrix asks with `GET`.
pub fn every_method<H: AxumHandler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::GET, path, access, handler: any(handler) }
}

/// One router of the routes of all areas.
pub fn router(areas: &[Area]) -> Router<App> {
    areas
        .iter()
        .flat_map(|area| area.routes.iter())
        .fold(Router::new(), |router, route| router.route(route.path, route.handler.clone()))
}

/// The steps of the chain; every screen shows where it stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Challenge,
    Goal,
    Charter,
    Programme,
    Delivery,
    Evidence,
    Impact,
    Review,
}

impl Step {
    pub const ALL: [Step; 8] = [
        Step::Challenge,
        Step::Goal,
        Step::Charter,
        Step::Programme,
        Step::Delivery,
        Step::Evidence,
        Step::Impact,
        Step::Review,
    ];
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Challenge => "step-challenge",
            Self::Goal => "step-goal",
            Self::Charter => "step-charter",
            Self::Programme => "step-programme",
            Self::Delivery => "step-delivery",
            Self::Evidence => "step-evidence",
            Self::Impact => "step-impact",
            Self::Review => "step-review",
        }
    }
}

/// An entry of the navigation. `path` holds `{partnership}` or `{organisation}`; who sees it follows `access`.
#[derive(Clone, Copy, Debug)]
pub struct NavItem {
    pub key: &'static str,
    pub path: &'static str,
    pub access: Access,
    pub order: u16,
    /// The steps of the chain that lead here.
    pub steps: &'static [Step],
}
