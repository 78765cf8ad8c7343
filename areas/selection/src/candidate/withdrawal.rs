//! A candidate that steps back before the decision: by its own link, or because the organisation says so with a reason. It
//! is ranked no more and its link closes; what was scored until then stays, and goes into its letter.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Moment, values};
use serde_json::json;

use super::{Candidate, CandidateId, pages, store};
use crate::round::pages::{any, load, path_of};
use crate::round::{Refused, Round, RoundId, State as Stage, find as find_round};

/// When a candidate stepped back, who said so, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    pub at: Moment,
    /// Nobody where the candidate did so itself.
    pub by: Option<PersonId>,
    pub reason: String,
}

impl Withdrawn {
    /// `withdrew on 8 October 2026`, or that the organisation said so; with the reason where there is one.
    pub fn words(&self, t: &Speaker) -> String {
        let key = if self.by.is_some() { "candidate-withdrawn-on" } else { "candidate-withdrew-on" };
        let when = t.say1(key, "day", t.date(&self.at));
        if self.reason.is_empty() { when } else { format!("{when}: {}", self.reason) }
    }
}

const LONGEST: usize = 1_000;

/// Marks a candidate as withdrawn and closes its links. The event before it holds the organisation's history until the
/// transaction ends, so that it comes before a decision or after, never in between.
pub async fn withdraw(
    tx: &Tx,
    tenant: OrganisationId,
    round: &Round,
    candidate: &Candidate,
    withdrawn: &Withdrawn,
) -> Result<Result<(), Refused>, DbError> {
    let said = json!({ "title": round.title, "name": candidate.name, "reason": withdrawn.reason });
    let kind = if withdrawn.by.is_some() { "selection.candidate-withdrawn" } else { "selection.candidate-withdrew" };
    let event = Event::new(tenant, withdrawn.at, kind).about(candidate.id.0).saying(said);
    event::append(tx, withdrawn.by.map_or(event.clone(), |by| event.by(by))).await?;
    if find_round(tx, tenant, round.id).await?.is_none_or(|round| round.state == Stage::Decided) {
        return Ok(Err(Refused::Decided));
    }
    let marked = tx
        .run(
            "UPDATE selection_candidate SET withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5
             WHERE organisation_id = $1 AND id = $2 AND withdrawn_at IS NULL",
            values![tenant, candidate.id, withdrawn.at, withdrawn.by, withdrawn.reason.clone()],
        )
        .await?;
    if marked == 0 {
        return Ok(Err(Refused::Withdrawn));
    }
    store::close_links(tx, tenant, candidate.id, withdrawn.at).await?;
    Ok(Ok(()))
}

/// Reads why, which the organisation always says and a candidate may keep to itself.
pub(crate) fn reason(form: &mut Fields, needed: bool) -> Option<String> {
    let words =
        if needed { form.text("reason", LONGEST) } else { form.optional_text("reason", LONGEST).unwrap_or_default() };
    (!form.has_faults()).then_some(words)
}

/// The organisation marks a candidate; the form with its faults where it gives no reason.
pub(super) async fn mark(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
    mut form: Fields,
) -> Result<Result<(), Fields>, Problem> {
    scope.require(app, "selection.write", &any(scope))?;
    let dossier = load(app, scope, id).await?;
    let candidate = dossier.candidate(of).ok_or(Problem::NotFound)?;
    let Some(reason) = reason(&mut form, true) else { return Ok(Err(form)) };
    let withdrawn = Withdrawn { at: app.now(), by: Some(scope.viewer.person), reason };
    let tx = app.db().begin().await?;
    withdraw(&tx, scope.organisation(), &dossier.round, candidate, &withdrawn).await??;
    tx.commit().await?;
    Ok(Ok(()))
}

pub async fn make_withdrawal(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
    form: Fields,
) -> Answer {
    match mark(&app, &scope, id, of, form).await? {
        Ok(()) => see_and_say(&format!("{}/candidates/{of}", path_of(&scope, id)), "candidate-said-withdrawn"),
        Err(form) => show_again(&pages::one_page(&app, &scope, id, of, form).await?),
    }
}
