//! Words from which the seed of a draw is made: sealed by both sides, and opened when both are there.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, download, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::draw_pages::{load_lots, page};
use super::pages::path_of;
use super::proof::Proof;
use super::{Concluded, Given, Study, StudyId, open, seal};

/// A side's words as a page shows them.
pub struct WordsOf {
    pub side: String,
    pub state: String,
    /// Whether something is still to be done.
    pub waits: bool,
    pub hash: Option<String>,
    pub words: Option<String>,
}

/// What the reader's own side can do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Seal,
    Open,
    Nothing,
}

pub(super) fn sides(t: &Speaker, scope: &PartnershipScope, study: &Study) -> Vec<WordsOf> {
    let names = [&scope.partnership.client_name, &scope.partnership.partner_name];
    Side::BOTH
        .into_iter()
        .zip(names)
        .map(|(side, name)| {
            let seal = study.seals.iter().find(|seal| seal.side == side);
            let state = match seal {
                None => t.say("study-seal-state-waits"),
                Some(seal) => match seal.opened_at {
                    Some(at) => {
                        t.say2("study-seal-state-open", "sealed", t.moment(&seal.sealed_at), "opened", t.moment(&at))
                    }
                    None => t.say1("study-seal-state-sealed", "sealed", t.moment(&seal.sealed_at)),
                },
            };
            WordsOf {
                side: name.clone(),
                state,
                waits: seal.is_none_or(|seal| seal.opened_at.is_none()),
                hash: seal.map(|seal| seal.hash.clone()),
                words: seal.and_then(|seal| seal.open()).map(str::to_owned),
            }
        })
        .collect()
}

/// What the reader may do: seal, or open words that it kept itself once both sides have sealed.
pub(super) fn turn(app: &App, scope: &PartnershipScope, known: &Concluded) -> Turn {
    let study = &known.study;
    if !study.plan.assigned.waits_for_words()
        || !scope.may(app, "study.seal", &study.resource(known.partner_sees))
        || study.plan.assigned.lottery.as_ref().is_some_and(|lottery| today(app, scope) > lottery.starts)
    {
        return Turn::Nothing;
    }
    match study.seals.iter().find(|seal| seal.side == scope.side) {
        None => Turn::Seal,
        Some(own) if own.opened_at.is_none() && study.seals.len() == 2 => Turn::Open,
        Some(_) => Turn::Nothing,
    }
}

fn today(app: &App, scope: &PartnershipScope) -> lustrum_kernel::Day {
    app.now().day_in(&scope.viewer.zone)
}

/// Words that are kept here get a random number, so that nobody finds them by trying words until the hash fits.
fn with_chance(words: &str) -> Result<String, Problem> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|error| Problem::Broken(format!("no randomness: {error}")))?;
    Ok(format!("{words} {}", hex::encode(random)))
}

/// What a form or a body gives: words, or a hash of 64 characters.
fn given(form: &mut Fields) -> Result<Option<Given>, Problem> {
    let hash = form.optional_text("hash", 64);
    let words = form.optional_text("words", 300);
    if words.as_ref().is_some_and(|words| words.contains('\n')) {
        form.refuse("words", Fault::new("fault-control-character"));
    }
    let sound = |hash: &String| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let given = match (words, hash) {
        (Some(words), None) => Some(Given::Words(with_chance(&words)?)),
        (None, Some(hash)) if sound(&hash) => Some(Given::Hash(hash)),
        (None, Some(_)) => {
            form.refuse("hash", Fault::new("fault-study-seal-hash"));
            None
        }
        (Some(_), Some(_)) => {
            form.refuse("hash", Fault::new("fault-study-seal-one"));
            None
        }
        (None, None) => {
            form.refuse("words", Fault::new("fault-required"));
            None
        }
    };
    Ok(given.filter(|_| !form.has_faults()))
}

/// Whether it was done; where not, the form says why.
async fn sealed(app: &App, scope: &PartnershipScope, known: &Concluded, form: &mut Fields) -> Result<bool, Problem> {
    let Some(given) = given(form)? else { return Ok(false) };
    let tx = app.db().begin().await?;
    let by = By::viewer(scope, app.now());
    match seal(&tx, &by, today(app, scope), &known.study, &given).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(refused) => {
            form.refuse("words", Fault::new(refused.key()));
            Ok(false)
        }
    }
}

async fn opened(app: &App, scope: &PartnershipScope, known: &Concluded, form: &mut Fields) -> Result<bool, Problem> {
    let words = form.text("words", 300);
    if form.has_faults() {
        return Ok(false);
    }
    let tx = app.db().begin().await?;
    let by = By::viewer(scope, app.now());
    match open(&tx, &by, today(app, scope), &known.study, &words).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(refused) => {
            form.refuse("words", Fault::new(refused.key()));
            Ok(false)
        }
    }
}

async fn may_seal(app: &App, scope: &PartnershipScope, id: StudyId) -> Result<Concluded, Problem> {
    let known = load_lots(app, scope, id).await?;
    scope.require(app, "study.seal", &known.study.resource(known.partner_sees))?;
    Ok(known)
}

pub async fn make_seal(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
    mut form: Fields,
) -> Answer {
    let known = may_seal(&app, &scope, id).await?;
    if !sealed(&app, &scope, &known, &mut form).await? {
        return show_again(&page(&app, &scope, known, form).await?);
    }
    see_and_say(&format!("{}/{id}/draw", path_of(&scope)), "study-said-sealed")
}

pub async fn make_opening(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
    mut form: Fields,
) -> Answer {
    let known = may_seal(&app, &scope, id).await?;
    if !opened(&app, &scope, &known, &mut form).await? {
        return show_again(&page(&app, &scope, known, form).await?);
    }
    see_and_say(&format!("{}/{id}/draw", path_of(&scope)), "study-said-opened")
}

/// The file with which anyone checks the draw.
pub async fn export_proof(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load_lots(&app, &scope, id).await?;
    let proof = Proof::of(&known.study).ok_or(Problem::NotFound)?;
    let text = serde_json::to_string_pretty(&proof).map_err(|error| Problem::Broken(error.to_string()))?;
    download("draw.json", "application/json", text.into_bytes())
}

/// Words, or their SHA-256 in hexadecimal, to be opened later.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewSeal {
    words: Option<String>,
    hash: Option<String>,
}

/// Words whose hash was sealed.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewOpening {
    words: String,
}

#[derive(Serialize, ToSchema)]
pub struct SealMade {
    /// The hash that both sides see.
    hash: String,
    /// Of words that are kept here: the words with the random number that was added. Their hash is the one above.
    words: Option<String>,
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/studies/{study}/draw/seals", tag = "study", request_body = NewSeal,
    params(("partnership" = uuid::Uuid, Path), ("study" = uuid::Uuid, Path)),
    responses((status = 201, body = SealMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_seal(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
    mut form: Fields,
) -> Answer {
    let known = may_seal(&app, &scope, id).await?;
    if !sealed(&app, &scope, &known, &mut form).await? {
        return Err(form.into());
    }
    let study = load_lots(&app, &scope, id).await?.study;
    let own = study.seals.into_iter().find(|seal| seal.side == scope.side).ok_or(Problem::NotFound)?;
    Ok((StatusCode::CREATED, Json(SealMade { hash: own.hash, words: own.words })).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/studies/{study}/draw/openings", tag = "study",
    request_body = NewOpening, params(("partnership" = uuid::Uuid, Path), ("study" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_opening(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
    mut form: Fields,
) -> Answer {
    let known = may_seal(&app, &scope, id).await?;
    if !opened(&app, &scope, &known, &mut form).await? {
        return Err(form.into());
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
