//! Setting how long a draft is to hold.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State as FromApp};
use axum::response::IntoResponse;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields, Standing};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Term, TermLack, lack, set_term};
use crate::By;
use crate::charter::pages::{path_of_version, resource, version_of};
use crate::charter::{CharterVersionId, EditRefused, State};

#[derive(Template)]
#[template(path = "charter/term/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
}

fn page(app: &App, scope: &PartnershipScope, id: CharterVersionId, form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    Edit {
        shell: Shell::within(app, scope, t.say("charter-term")).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of_version(scope, id),
    }
}

fn read(form: &mut Fields, today: Day) -> Term {
    let term = Term { review_on: form.optional_day("review"), ends_on: form.optional_day("end") };
    match lack(&term, today) {
        Some(TermLack::ReviewPast) => form.refuse("review", Fault::new("charter-fault-term-past")),
        Some(TermLack::EndPast) => form.refuse("end", Fault::new("charter-fault-term-past")),
        Some(TermLack::EndBeforeReview) => form.refuse("end", Fault::new("charter-fault-term-order")),
        None => {}
    }
    term
}

/// What stands there now, so that nobody writes over days that they did not see.
fn stands(term: &Term, t: &Speaker) -> [Standing; 2] {
    [("review", term.review_on), ("end", term.ends_on)].map(|(name, day)| {
        let words = day.map(|day| t.day(&day)).unwrap_or_default();
        Standing::new(name, day.map(|day| day.to_string()).unwrap_or_default()).reads(words)
    })
}

type InVersion = Path<(PartnershipId, CharterVersionId)>;

pub async fn show_term(FromApp(app): FromApp<App>, scope: PartnershipScope, Path((_, id)): InVersion) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    if version.head.state != State::Draft {
        return Err(EditRefused::NotADraft.into());
    }
    show(&page(&app, &scope, id, Fields::to_edit(&stands(&version.head.term, &scope.viewer.speaker()))))
}

pub async fn change_term(
    FromApp(app): FromApp<App>,
    scope: PartnershipScope,
    Path((_, id)): InVersion,
    mut form: Fields,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let by = By::viewer(&scope, app.now());
    let term = read(&mut form, by.day());
    form.changed_meanwhile(&stands(&version.head.term, &scope.viewer.speaker()));
    if form.has_faults() {
        return show_again(&page(&app, &scope, id, form));
    }
    let tx = app.db().begin().await?;
    set_term(&tx, &by, id, term).await?;
    tx.commit().await?;
    see_and_say(&path_of_version(&scope, id), "charter-said-saved")
}

/// Days by which a charter is reviewed and ends, as `2027-03-01`.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct CharterTerm {
    pub review: Option<String>,
    pub end: Option<String>,
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/charter/versions/{version}/term", tag = "partnership",
    request_body = CharterTerm, params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 200, body = CharterTerm), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_term(
    FromApp(app): FromApp<App>,
    scope: PartnershipScope,
    Path((_, id)): InVersion,
    mut form: Fields,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let by = By::viewer(&scope, app.now());
    let term = read(&mut form, by.day());
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    set_term(&tx, &by, id, term).await?;
    tx.commit().await?;
    let said = |day: Option<Day>| day.map(|day| day.to_string());
    Ok(Json(CharterTerm { review: said(term.review_on), end: said(term.ends_on) }).into_response())
}
