//! What studies found, for areas that stand before the studies in the chain: they ask here, the area of the studies
//! answers, and the application registers the answer.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::access::PartnershipScope;
use crate::app::App;
use crate::clock::{Day, Moment};
use crate::db::DbError;
use crate::uuid::Uuid;

/// A registered study with its latest finished run.
#[derive(Clone, Debug, PartialEq)]
pub struct Studied {
    pub study: Uuid,
    pub title: String,
    /// The KPI whose readings it compares; nothing where it rests on a table of its own.
    pub kpi: Option<Uuid>,
    /// What its effect is counted in.
    pub unit: String,
    /// The first and the last month that it looks at, where its plan names them.
    pub months: Option<(Day, Day)>,
    /// Where its data come from, in the words of its plan.
    pub source: String,
    /// SHA-256 of the registered plan.
    pub plan_hash: String,
    /// Whether the partner sees it as well.
    pub shared: bool,
    /// Its page, for a viewer who may open it.
    pub path: Option<String>,
    pub run: Option<Run>,
}

/// One run of a study, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Counts the runs of the study, from 1.
    pub number: i64,
    pub made_at: Moment,
    /// The effect with its interval; nothing exactly where the design identifies none.
    pub effect: Option<(f64, [f64; 2])>,
    /// Of the interval, such as 0.95.
    pub level: Option<f64>,
    pub n: i64,
    /// The design that was used, and the verdict, as codes.
    pub design: Option<String>,
    pub verdict: String,
    /// The checks that failed and on which the answer stands, as codes.
    pub failed: Vec<String>,
    /// SHA-256 of the table that it was made from, and of the answer as it is kept; and what computed it.
    pub data_hash: String,
    pub answer_hash: String,
    pub code: String,
}

/// What an answer comes as.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<Studied>, DbError>> + Send + 'a>>;

/// Knows the studies.
pub trait Studies: Send + Sync {
    /// Those of a partnership that the viewer's side may know of, the newest first.
    fn of<'a>(&'a self, app: &'a App, scope: &'a PartnershipScope) -> Answer<'a>;
}

struct Registered(Option<Arc<dyn Studies>>);

/// Who answers from now on; to be said once, before anyone asks.
pub fn register(app: &App, studies: Arc<dyn Studies>) {
    app.part(|_| Registered(Some(studies)));
}

/// Asks; an application without studies knows of none.
pub async fn of(app: &App, scope: &PartnershipScope) -> Result<Vec<Studied>, DbError> {
    let registered = app.part(|_| Registered(None));
    match &registered.0 {
        Some(studies) => studies.of(app, scope).await,
        None => Ok(Vec::new()),
    }
}
