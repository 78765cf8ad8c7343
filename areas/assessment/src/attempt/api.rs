//! Taking a test over the API, for whoever is signed in and enrolled.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer as Reply;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{Door, begin, keep, outcome, read, running, signed_in, submit};
use super::store::of_person;
use super::{Attempt, answers, order};
use crate::act::resource;
use crate::exam::Asked;
use crate::item::{Shown, ask};
use crate::sitting::SittingId;

/// What the reader is asked in a partnership.
#[derive(Serialize, ToSchema)]
pub struct OwnTests {
    tests: Vec<OwnTest>,
}

#[derive(Serialize, ToSchema)]
pub struct OwnTest {
    /// The id of the sitting.
    id: uuid::Uuid,
    title: String,
    /// `pre`, `post` or `delayed`.
    occasion: String,
    opens: String,
    closes: String,
    /// How many attempts were handed in.
    done: i64,
}

/// How a test stands for the reader.
#[derive(Serialize, ToSchema)]
pub struct OwnAttempt {
    /// `not-started`, `running` or `handed-in`.
    state: &'static str,
    /// When its time is over, while it runs.
    due: Option<String>,
    /// The questions in the reader's order, while it runs.
    questions: Vec<Question>,
    /// What was kept so far, by field.
    answers: Vec<KeptAnswer>,
    /// What was reached, once it is released.
    points: Option<String>,
    most: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Question {
    /// The field of its answer, or the beginning of the fields of its parts (`q3-0`, `q3-1`, ...).
    name: String,
    kind: &'static str,
    prompt: String,
    /// The value is what is answered.
    options: Vec<Offered>,
    /// For an order the places, for pairs what an option may be given.
    targets: Vec<Offered>,
}

#[derive(Serialize, ToSchema)]
pub struct Offered {
    value: String,
    words: String,
}

#[derive(Serialize, ToSchema)]
pub struct KeptAnswer {
    field: String,
    value: String,
}

/// Answers by the names of their fields: `q0`, `q1`, ...; what is not sent is unanswered.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct OwnAnswers {
    q0: Option<String>,
    /// For handing in: that something unanswered is meant.
    anyway: Option<bool>,
}

async fn standing(app: &App, door: &Door) -> Result<OwnAttempt, Problem> {
    let (attempts, open) = running(app, &door.seat).await?;
    let Some(attempt) = open else {
        let reached = outcome(app, door, &attempts).await?;
        return Ok(OwnAttempt {
            state: if attempts.is_empty() { "not-started" } else { "handed-in" },
            due: None,
            questions: Vec::new(),
            answers: Vec::new(),
            points: reached.as_ref().map(|reached| reached.points.clone()),
            most: reached.map(|reached| reached.most),
        });
    };
    let items = door.items(app).await?;
    let mut kept = Vec::new();
    for (place, answer) in answers(app.db(), door.seat.tenant, attempt.id).await? {
        if let Some(content) = items.get(place).and_then(Asked::content) {
            kept.extend(ask::fields(&answer, &content, place, attempt.shuffle(door.seat.test.shuffled)));
        }
    }
    Ok(OwnAttempt {
        state: "running",
        due: attempt.due_at.map(|due| due.to_string()),
        questions: questions(door, &attempt, &items),
        answers: kept.into_iter().map(|(field, value)| KeptAnswer { field, value }).collect(),
        points: None,
        most: None,
    })
}

fn questions(door: &Door, attempt: &Attempt, items: &[Asked]) -> Vec<Question> {
    let shuffled = door.seat.test.shuffled;
    let offered = |choices: Vec<ask::Choice>| {
        choices.into_iter().map(|choice| Offered { value: choice.value, words: choice.words }).collect()
    };
    let question = |place: usize| {
        let content = items[place].content()?;
        let shown = Shown::of(&content, &door.seat.sitting.language, place, attempt.shuffle(shuffled))?;
        Some(Question {
            name: shown.name,
            kind: shown.kind,
            prompt: shown.prompt.join("\n"),
            options: offered(shown.options),
            targets: offered(shown.targets),
        })
    };
    order(attempt, items.len(), shuffled).into_iter().filter_map(question).collect()
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/my-tests", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = OwnTests), (status = 401), (status = 403), (status = 404)))]
pub async fn get_mine(State(app): State<App>, scope: PartnershipScope) -> Reply {
    scope.require(&app, "own-test.take", &resource(&scope))?;
    let tests = of_person(app.db(), scope.tenant(), scope.id(), &scope.viewer.email).await?;
    let tests = tests.into_iter().map(|test| OwnTest {
        id: test.sitting_id.0,
        title: test.title,
        occasion: test.occasion,
        opens: test.opens.to_string(),
        closes: test.closes.to_string(),
        done: test.done,
    });
    Ok(Json(OwnTests { tests: tests.collect() }).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/my-tests/{sitting}", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("sitting" = uuid::Uuid, Path)),
    responses((status = 200, body = OwnAttempt), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_own(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
) -> Reply {
    let door = signed_in(&app, &scope, id).await?;
    Ok(Json(standing(&app, &door).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/my-tests/{sitting}/attempts", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("sitting" = uuid::Uuid, Path)),
    responses((status = 201, body = OwnAttempt), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_attempt(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
) -> Reply {
    let door = signed_in(&app, &scope, id).await?;
    begin(&app, &door).await?;
    Ok((StatusCode::CREATED, Json(standing(&app, &door).await?)).into_response())
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/my-tests/{sitting}/answers", tag = "assessment",
    request_body = OwnAnswers, params(("partnership" = uuid::Uuid, Path), ("sitting" = uuid::Uuid, Path)),
    responses((status = 200, body = OwnAttempt), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_answers(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
    mut form: Fields,
) -> Reply {
    let door = signed_in(&app, &scope, id).await?;
    let (_, open) = running(&app, &door.seat).await?;
    let attempt = open.ok_or_else(|| Problem::refused("refusal-attempt-over"))?;
    let items = door.items(&app).await?;
    let given = read(&door, &attempt, &items, &mut form);
    keep(&app, &door, &attempt, &given).await?;
    if form.has_faults() {
        return Err(form.into());
    }
    Ok(Json(standing(&app, &door).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/my-tests/{sitting}/submission", tag = "assessment",
    request_body = OwnAnswers, params(("partnership" = uuid::Uuid, Path), ("sitting" = uuid::Uuid, Path)),
    responses((status = 201, body = OwnAttempt), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_submission(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
    mut form: Fields,
) -> Reply {
    let door = signed_in(&app, &scope, id).await?;
    let (_, open) = running(&app, &door.seat).await?;
    let attempt = open.ok_or_else(|| Problem::refused("refusal-attempt-over"))?;
    let items = door.items(&app).await?;
    if !submit(&app, &door, &attempt, &items, &mut form).await? {
        return Err(form.into());
    }
    Ok((StatusCode::CREATED, Json(standing(&app, &door).await?)).into_response())
}
