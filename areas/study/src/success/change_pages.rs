//! What those who keep the cases do: note who agreed, draw, write down, record consent, verify, take away.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_programme::programme::{self, Programme, ProgrammeId};

use super::pages::{list_page, load, page};
use super::{
    Audience, Case, CaseId, CaseRefused, Consent, Story, allow, consent, draw, path_of, resource, verify, withdraw,
    write,
};

/// So many addresses in one go.
const MOST: usize = 2_000;

pub(crate) fn refused(refusal: CaseRefused) -> Problem {
    match refusal {
        CaseRefused::Database(error) => error.into(),
        CaseRefused::Withdrawn => Problem::refused("refusal-case-withdrawn"),
        CaseRefused::NothingWritten => Problem::refused("refusal-case-nothing"),
        CaseRefused::OwnWords => Problem::refused("refusal-case-own"),
        CaseRefused::Meanwhile => Problem::refused("refusal-changed-meanwhile"),
        CaseRefused::TooFew => Problem::refused("refusal-case-too-few"),
    }
}

async fn programme_of(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Programme>, Problem> {
    let Some(id) = form.choice("programme", |word| word.parse::<ProgrammeId>().ok()) else { return Ok(None) };
    let known = programme::find(app.db(), scope.tenant(), scope.id(), id).await?;
    if known.is_none() {
        form.refuse("programme", Fault::new("fault-not-a-choice"));
    }
    Ok(known)
}

/// Notes who agreed; says how many are new.
pub(crate) async fn note(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<usize>, Problem> {
    scope.require(app, "success.keep", &resource(scope))?;
    let programme = programme_of(app, scope, form).await?;
    let text = form.text("people", 200_000);
    let emails: Vec<String> =
        text.split([',', ';', '\n']).map(|one| one.trim().to_lowercase()).filter(|one| !one.is_empty()).collect();
    if emails.len() > MOST {
        form.refuse("people", Fault::new("fault-too-long").with("longest", MOST));
    }
    let source = form.text("source", 300);
    let Some(programme) = programme.filter(|_| !form.has_faults()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let new = allow(&tx, &By::viewer(scope, app.now()), programme.id, &emails, &source).await?;
    if new == 0 {
        form.refuse("people", Fault::new("fault-case-nobody-new"));
        return Ok(None);
    }
    tx.commit().await?;
    Ok(Some(new))
}

pub async fn make_willing(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    match note(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path_of(&scope), "case-said-noted"),
        None => show_again(&list_page(&app, &scope, form).await?),
    }
}

pub(crate) async fn sample_as(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<Vec<CaseId>>, Problem> {
    scope.require(app, "success.keep", &resource(scope))?;
    let programme = programme_of(app, scope, form).await?;
    let seed = form.text("seed", 80);
    let Some(programme) = programme.filter(|_| !form.has_faults()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let drawn = draw(&tx, &By::viewer(scope, app.now()), &programme, &seed).await.map_err(refused)?;
    tx.commit().await?;
    Ok(Some(drawn))
}

pub async fn make_draw(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    match sample_as(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path_of(&scope), "case-said-drawn"),
        None => show_again(&list_page(&app, &scope, form).await?),
    }
}

pub(crate) async fn kept(app: &App, scope: &PartnershipScope, id: CaseId) -> Result<Case, Problem> {
    scope.require(app, "success.keep", &resource(scope))?;
    load(app, scope, id).await
}

/// Writes the words; whether it could. Where someone else wrote meanwhile, the form shows it.
pub(crate) async fn tell(app: &App, scope: &PartnershipScope, case: &Case, form: &mut Fields) -> Result<bool, Problem> {
    if case.withdrawn_at.is_some() {
        return Err(refused(CaseRefused::Withdrawn));
    }
    let story = Story {
        used: form.text("used", 2_000),
        result: form.text("result", 2_000),
        helped: form.text("helped", 2_000),
        proof: form.text("proof", 1_000),
    };
    let seen = form.whole("version", 0, i64::from(u32::MAX));
    if seen.is_some_and(|seen| seen != case.version) {
        let other = case.story.clone().unwrap_or_default();
        form.refuse("used", Fault::new("fault-case-meanwhile").with("used", other.used).with("result", other.result));
        form.replace("version", &case.version.to_string());
    }
    let Some(seen) = seen.filter(|_| !form.has_faults()) else { return Ok(false) };
    let tx = app.db().begin().await?;
    write(&tx, &By::viewer(scope, app.now()), case, seen, &story).await.map_err(refused)?;
    tx.commit().await?;
    Ok(true)
}

pub(crate) async fn agree(
    app: &App,
    scope: &PartnershipScope,
    case: &Case,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let named = form.choice("named", |word| match word {
        "name" => Some(true),
        "anonymous" => Some(false),
        _ => None,
    });
    let audience = form.choice("audience", Audience::parse);
    let source = form.text("consent", 300);
    let Some((named, audience)) = named.zip(audience).filter(|_| !form.has_faults()) else { return Ok(false) };
    let given = Consent { named, audience, source, at: app.now() };
    let tx = app.db().begin().await?;
    consent(&tx, &By::viewer(scope, app.now()), case, &given).await.map_err(refused)?;
    tx.commit().await?;
    Ok(true)
}

pub(crate) async fn check(
    app: &App,
    scope: &PartnershipScope,
    case: &Case,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let how = form.text("how", 500);
    if form.has_faults() {
        return Ok(false);
    }
    let tx = app.db().begin().await?;
    verify(&tx, &By::viewer(scope, app.now()), case, &how).await.map_err(refused)?;
    tx.commit().await?;
    Ok(true)
}

pub(crate) async fn take_away(app: &App, scope: &PartnershipScope, case: &Case) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    withdraw(&tx, &By::viewer(scope, app.now()), case).await.map_err(refused)?;
    tx.commit().await?;
    Ok(())
}

async fn after(
    app: &App,
    scope: &PartnershipScope,
    case: Case,
    form: Fields,
    done: bool,
    said: &'static str,
) -> Answer {
    if done {
        return see_and_say(&format!("{}/{}", path_of(scope), case.id), said);
    }
    show_again(&page(app, scope, case, form).await?)
}

pub async fn make_story(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
    mut form: Fields,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    let done = tell(&app, &scope, &case, &mut form).await?;
    after(&app, &scope, case, form, done, "case-said-written").await
}

pub async fn make_consent(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
    mut form: Fields,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    let done = agree(&app, &scope, &case, &mut form).await?;
    after(&app, &scope, case, form, done, "case-said-consented").await
}

pub async fn make_verification(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
    mut form: Fields,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    let done = check(&app, &scope, &case, &mut form).await?;
    after(&app, &scope, case, form, done, "case-said-verified").await
}

pub async fn withdraw_consent(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CaseId)>,
) -> Answer {
    let case = kept(&app, &scope, id).await?;
    take_away(&app, &scope, &case).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "case-said-withdrawn")
}
