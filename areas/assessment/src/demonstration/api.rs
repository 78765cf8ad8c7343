//! Demonstrations over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_delivery::{cohort, enrolment};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{agree_as, load, make, score_as};
use super::{Demonstration, DemonstrationId, Standing, of_rubric};
use crate::act::resource;
use crate::rubric::RubricId;
use crate::rubric::pages::{load as load_rubric, may_see};

/// A demonstration as this reader may see it.
#[derive(Serialize, ToSchema)]
#[schema(as = Demonstration)]
pub struct DemonstrationJson {
    id: uuid::Uuid,
    enrolment: uuid::Uuid,
    day: String,
    /// Days since the learning.
    days: Option<i64>,
    /// `waits-for-second`, `differs` or `settled`.
    standing: &'static str,
    /// The reader's own score, and both once both are in.
    scores: Vec<ScoreJson>,
    agreed: Option<Vec<usize>>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DemonstrationScore)]
pub struct ScoreJson {
    rater: String,
    /// For each criterion the number of a level, 0 being the lowest.
    levels: Vec<usize>,
    words: String,
}

#[derive(Serialize, ToSchema)]
pub struct Demonstrations {
    demonstrations: Vec<DemonstrationJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewDemonstration {
    cohort: uuid::Uuid,
    /// The id of an enrolment.
    person: uuid::Uuid,
    day: String,
    /// For each criterion `level-0`, `level-1`, ... the number of a level, 0 being the lowest.
    #[serde(rename = "level-0")]
    level_0: usize,
    words: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewDemonstrationScore {
    #[serde(rename = "level-0")]
    level_0: usize,
    words: Option<String>,
    /// Why, for an agreement.
    reason: Option<String>,
}

fn json(scope: &PartnershipScope, one: &Demonstration) -> DemonstrationJson {
    let seen = one.seen_by(scope.viewer.person).into_iter();
    DemonstrationJson {
        id: one.id.0,
        enrolment: one.enrolment_id.0,
        day: one.day.to_string(),
        days: one.days,
        standing: match one.standing() {
            Standing::WaitsForSecond => "waits-for-second",
            Standing::Differs => "differs",
            Standing::Settled => "settled",
        },
        scores: seen
            .map(|score| ScoreJson {
                rater: score.rater.clone(),
                levels: score.levels.clone(),
                words: score.words.clone(),
            })
            .collect(),
        agreed: one.agreed.clone(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("rubric" = uuid::Uuid, Path)),
    responses((status = 200, body = Demonstrations), (status = 401), (status = 403), (status = 404)))]
pub async fn get_demonstrations(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RubricId)>,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, id).await?;
    let all = of_rubric(app.db(), scope.tenant(), rubric.id).await?;
    let demonstrations = all.iter().filter(|one| may_see(&app, &scope, one)).map(|one| json(&scope, one)).collect();
    Ok(Json(Demonstrations { demonstrations }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations", tag = "assessment",
    request_body = NewDemonstration, params(("partnership" = uuid::Uuid, Path), ("rubric" = uuid::Uuid, Path)),
    responses((status = 201, body = DemonstrationJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_demonstration(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RubricId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, id).await?;
    let cohorts = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let cohort = form.choice("cohort", |text| {
        let fits =
            |cohort: &&cohort::Cohort| cohort.programme_id == rubric.programme_id && cohort.id.to_string() == text;
        cohorts.iter().find(fits)
    });
    let Some(cohort) = cohort else {
        form.refuse("cohort", Fault::new("fault-not-a-choice"));
        return Err(form.into());
    };
    let people = enrolment::of_cohort(app.db(), scope.tenant(), cohort.id).await?;
    let made = make(&app, &scope, &rubric, cohort, &people, &mut form).await?;
    let Some(made) = made else { return Err(form.into()) };
    let one = load(&app, &scope, id, made).await?;
    Ok((StatusCode::CREATED, Json(json(&scope, &one))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations/{demonstration}/scores",
    tag = "assessment", request_body = NewDemonstrationScore,
    params(("partnership" = uuid::Uuid, Path), ("rubric" = uuid::Uuid, Path), ("demonstration" = uuid::Uuid, Path)),
    responses((status = 201, body = DemonstrationJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_score(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, rubric, id)): Path<(PartnershipId, RubricId, DemonstrationId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, rubric).await?;
    let one = load(&app, &scope, rubric.id, id).await?;
    if score_as(&app, &scope, &rubric, &one, &mut form).await?.is_none() {
        return Err(form.into());
    }
    let one = load(&app, &scope, rubric.id, id).await?;
    Ok((StatusCode::CREATED, Json(json(&scope, &one))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/rubrics/{rubric}/demonstrations/{demonstration}/agreement",
    tag = "assessment", request_body = NewDemonstrationScore,
    params(("partnership" = uuid::Uuid, Path), ("rubric" = uuid::Uuid, Path), ("demonstration" = uuid::Uuid, Path)),
    responses((status = 201, body = DemonstrationJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_agreement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, rubric, id)): Path<(PartnershipId, RubricId, DemonstrationId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "demonstration.rate", &resource(&scope))?;
    let rubric = load_rubric(&app, &scope, rubric).await?;
    let one = load(&app, &scope, rubric.id, id).await?;
    if agree_as(&app, &scope, &rubric, &one, &mut form).await?.is_none() {
        return Err(form.into());
    }
    let one = load(&app, &scope, rubric.id, id).await?;
    Ok((StatusCode::CREATED, Json(json(&scope, &one))).into_response())
}
