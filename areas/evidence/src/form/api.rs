//! Forms over the API.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use lustrum_programme::module::ModuleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{load, saw_newest, write};
use super::read::language as code_of;
use super::translate::read_translation;
use super::{Form, FormModule, current, modules, of_version, read};
use crate::levels::view::resource;

/// What learners are asked after a module.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackForm)]
pub struct FormJson {
    module: uuid::Uuid,
    module_title: String,
    /// 0 for the default that nobody changed.
    version: i64,
    /// In which every question is worded; other languages fall back to it.
    language: String,
    questions: Vec<FormQuestion>,
}

/// A question, worded by language.
#[derive(Serialize, ToSchema)]
pub struct FormQuestion {
    /// Under which an answer to it is sent.
    key: String,
    /// `scale`, `choice` or `open`.
    kind: &'static str,
    /// `relevance`, `intent`, `obstacles`, `facilitator` or `own`.
    topic: &'static str,
    optional: bool,
    words: BTreeMap<String, FormWording>,
}

/// A question in one language.
#[derive(Serialize, ToSchema)]
pub struct FormWording {
    text: String,
    low: String,
    high: String,
    options: Vec<String>,
}

/// A module with the version of its form.
#[derive(Serialize, ToSchema)]
pub struct FormOfModule {
    module: uuid::Uuid,
    module_title: String,
    programme_title: String,
    version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct FeedbackForms {
    forms: Vec<FormOfModule>,
}

/// At most five questions in one language. A question whose words did not change keeps its translations.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewFeedbackForm {
    /// The version that the writer saw; another one meanwhile is refused.
    expected: Option<i64>,
    language: String,
    questions: Vec<NewFormQuestion>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewFormQuestion {
    kind: String,
    topic: Option<String>,
    text: String,
    low: Option<String>,
    high: Option<String>,
    options: Option<Vec<String>>,
    optional: Option<bool>,
}

/// The words of the questions, in their order, in another language.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct FormTranslation {
    expected: Option<i64>,
    questions: Vec<NewFormWording>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewFormWording {
    text: Option<String>,
    low: Option<String>,
    high: Option<String>,
    options: Option<Vec<String>>,
}

#[derive(Deserialize)]
pub struct Wanted {
    version: Option<i64>,
}

fn json(module: &FormModule, version: i64, form: Form) -> FormJson {
    let question = |question: super::Question| FormQuestion {
        kind: question.kind.word(),
        topic: question.topic.word(),
        optional: question.optional,
        key: question.key,
        words: question
            .words
            .into_iter()
            .map(|(language, w)| (language, FormWording { text: w.text, low: w.low, high: w.high, options: w.options }))
            .collect(),
    };
    FormJson {
        module: module.id.0,
        module_title: module.title.clone(),
        version,
        language: form.language,
        questions: form.questions.into_iter().map(question).collect(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/feedback-forms", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = FeedbackForms), (status = 401), (status = 403), (status = 404)))]
pub async fn get_forms(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "feedback-form.view", &resource(&scope))?;
    let forms = modules(app.db(), scope.tenant(), scope.id()).await?.into_iter().map(|module| FormOfModule {
        module: module.id.0,
        module_title: module.title,
        programme_title: module.programme_title,
        version: module.version,
    });
    Ok(Json(FeedbackForms { forms: forms.collect() }).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/feedback-forms/{module}", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("module" = uuid::Uuid, Path), ("version" = Option<i64>, Query)),
    responses((status = 200, body = FormJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_form(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ModuleId)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    scope.require(&app, "feedback-form.view", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let version = wanted.version.unwrap_or(module.version);
    let form = of_version(app.db(), scope.tenant(), id, version).await?.ok_or(Problem::NotFound)?;
    Ok(Json(json(&module, version, form)).into_response())
}

/// Writes what was read as the next version and answers with it.
async fn written(app: &App, scope: &PartnershipScope, module: &FormModule, form: &Form) -> Answer {
    if !write(app, scope, module, form).await? {
        return Err(Fault::new("fault-form-changed").with("version", module.version + 1).into());
    }
    let module = load(app, scope, module.id).await?;
    let form = current(app.db(), scope.tenant(), &module).await?;
    Ok((StatusCode::CREATED, Json(json(&module, module.version, form))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/feedback-forms/{module}", tag = "evidence",
    request_body = NewFeedbackForm, params(("partnership" = uuid::Uuid, Path), ("module" = uuid::Uuid, Path)),
    responses((status = 201, body = FormJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_form(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ModuleId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "feedback-form.write", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let known = current(app.db(), scope.tenant(), &module).await?;
    let read = read(&mut form, &known);
    saw_newest(&mut form, &module);
    match read.filter(|_| !form.has_faults()) {
        Some(read) => written(&app, &scope, &module, &read).await,
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/feedback-forms/{module}/texts/{language}", tag = "evidence",
    request_body = FormTranslation,
    params(("partnership" = uuid::Uuid, Path), ("module" = uuid::Uuid, Path), ("language" = String, Path)),
    responses((status = 201, body = FormJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_translation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, language)): Path<(PartnershipId, ModuleId, String)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "feedback-form.write", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let language = code_of(&language).ok_or(Problem::NotFound)?;
    let known = current(app.db(), scope.tenant(), &module).await?;
    let translated = read_translation(&mut form, &known, &language);
    saw_newest(&mut form, &module);
    match translated.filter(|_| !form.has_faults()) {
        Some(translated) => written(&app, &scope, &module, &translated).await,
        None => Err(form.into()),
    }
}
