//! Tests over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{choose_as, load, make};
use super::{Test, TestId, items_of, of_partnership};
use crate::act::resource;
use crate::figures::items::analysis;

/// A test.
#[derive(Serialize, ToSchema)]
#[schema(as = Test)]
pub struct TestJson {
    id: uuid::Uuid,
    title: String,
    programme: uuid::Uuid,
    module: Option<uuid::Uuid>,
    /// How long a person has; nothing where time does not count.
    minutes: Option<i64>,
    attempts: i64,
    shuffled: bool,
    released_at_once: bool,
    /// Whether it was asked of someone; from then on its items stay.
    asked: bool,
    items: Vec<TestItemJson>,
    /// Nothing of fewer than five people.
    analysis: Option<AnalysisJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TestItem)]
pub struct TestItemJson {
    item: uuid::Uuid,
    bank: uuid::Uuid,
    version: i64,
    kind: String,
    tier: i64,
    prompt: String,
}

/// How good the items are.
#[derive(Serialize, ToSchema)]
#[schema(as = ItemAnalysis)]
pub struct AnalysisJson {
    /// `pre`, `post` or `delayed`: whose answers these are.
    occasion: &'static str,
    n: usize,
    /// Cronbach's alpha and McDonald's omega, with 95 % intervals.
    alpha: Option<CoefficientJson>,
    omega: Option<CoefficientJson>,
    items: Vec<ItemStatistics>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Reliability)]
pub struct CoefficientJson {
    value: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize, ToSchema)]
pub struct ItemStatistics {
    item: uuid::Uuid,
    /// The mean share of the points, with its interval.
    difficulty: f64,
    low: f64,
    high: f64,
    /// The correlation with the sum of the other items.
    discrimination: f64,
    alpha_without: Option<f64>,
    /// How many chose each option; nothing where fewer than five did.
    chosen: Vec<Option<u64>>,
}

/// Tests, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct Tests {
    tests: Vec<TestSummary>,
    next: Option<uuid::Uuid>,
}

#[derive(Serialize, ToSchema)]
pub struct TestSummary {
    id: uuid::Uuid,
    title: String,
    programme: uuid::Uuid,
    items: i64,
    sittings: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewTest {
    title: String,
    /// The id of a programme, or of a programme and one of its modules with a colon between them.
    subject: String,
    minutes: Option<i64>,
    attempts: i64,
    shuffled: Option<bool>,
    /// Whether people see their result when they hand in.
    released: Option<bool>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct TestItems {
    /// The ids of the items, in their order.
    item: Vec<uuid::Uuid>,
}

async fn one(app: &App, scope: &PartnershipScope, test: Test) -> Result<TestJson, Problem> {
    let asked = items_of(app.db(), scope.tenant(), test.id).await?;
    let contents: Vec<_> = asked.iter().filter_map(|one| one.content()).collect();
    let found = match contents.len() == asked.len() && !contents.is_empty() {
        true => analysis(app.db(), scope.tenant(), test.id, &contents).await?,
        false => None,
    };
    let analysis = found.map(|found| AnalysisJson {
        occasion: found.occasion.word(),
        n: found.people,
        alpha: found.alpha.map(|one| CoefficientJson {
            value: one.value,
            low: one.interval.low,
            high: one.interval.high,
        }),
        omega: found.omega.map(|one| CoefficientJson {
            value: one.value,
            low: one.interval.low,
            high: one.interval.high,
        }),
        items: asked
            .iter()
            .zip(found.items.iter().zip(found.chosen))
            .map(|(one, (item, chosen))| ItemStatistics {
                item: one.item_id.0,
                difficulty: item.difficulty,
                low: item.difficulty_interval.low,
                high: item.difficulty_interval.high,
                discrimination: item.corrected_item_total,
                alpha_without: item.alpha_without,
                chosen: chosen.into_iter().map(|count| (count >= crate::SMALLEST_GROUP).then_some(count)).collect(),
            })
            .collect(),
    });
    Ok(TestJson {
        id: test.id.0,
        asked: !test.is_open(),
        title: test.title,
        programme: test.programme_id.0,
        module: test.module_id.map(|id| id.0),
        minutes: test.minutes,
        attempts: test.attempts,
        shuffled: test.shuffled,
        released_at_once: test.released_at_once,
        items: asked
            .into_iter()
            .map(|one| TestItemJson {
                item: one.item_id.0,
                bank: one.bank_id.0,
                version: one.version,
                kind: one.kind,
                tier: one.tier,
                prompt: one.prompt,
            })
            .collect(),
        analysis,
    })
}

#[derive(Deserialize)]
pub struct Before {
    before: Option<TestId>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/tests", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = Tests), (status = 401), (status = 403), (status = 404)))]
pub async fn get_tests(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Before>) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let mut tests = of_partnership(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = tests.len() > 50;
    tests.truncate(50);
    let next = tests.last().filter(|_| more).map(|test| test.id.0);
    let tests = tests.into_iter().map(|test| TestSummary {
        id: test.id.0,
        title: test.title,
        programme: test.programme_id.0,
        items: test.items,
        sittings: test.sittings,
    });
    Ok(Json(Tests { tests: tests.collect(), next }).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/tests/{test}", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path)),
    responses((status = 200, body = TestJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_test(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let test = load(&app, &scope, id).await?;
    Ok(Json(one(&app, &scope, test).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/tests", tag = "assessment", request_body = NewTest,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = TestJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_test(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let Some(id) = make(&app, &scope, &mut form).await? else { return Err(form.into()) };
    let test = load(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(one(&app, &scope, test).await?)).into_response())
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/tests/{test}/items", tag = "assessment", request_body = TestItems,
    params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path)),
    responses((status = 200, body = TestJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_items(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let test = load(&app, &scope, id).await?;
    if choose_as(&app, &scope, &test, &mut form).await?.is_none() {
        return Err(form.into());
    }
    let test = load(&app, &scope, id).await?;
    Ok(Json(one(&app, &scope, test).await?).into_response())
}
