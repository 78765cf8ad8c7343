//! Deciding on a proposal: whoever has the mandate makes a new version of the module of it, or says why not.

use axum::extract::{Path, State as Of};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, require_mandate};

use super::pages::{list_path, module_of, one, page};
use super::{Proposal, ProposalId, accept, decline};
use crate::programme::ProgrammeId;
use crate::programme::pages::act;

/// Reads a decision and takes it. Nothing where the form has faults.
pub(super) async fn take(
    app: &App,
    scope: &PartnershipScope,
    proposal: &Proposal,
    form: &mut Fields,
) -> Result<Option<bool>, Problem> {
    let accepted = form.choice("outcome", |text| match text {
        "accepted" => Some(true),
        "declined" => Some(false),
        _ => None,
    });
    let words = form.optional_text("decision", 2_000).unwrap_or_default();
    if accepted == Some(false) && words.is_empty() {
        form.refuse("decision", Fault::new("fault-proposal-reason"));
    }
    let Some(accepted) = accepted.filter(|_| !form.has_faults()) else { return Ok(None) };
    let module = module_of(app, scope, proposal).await?;
    let tx = app.db().begin().await?;
    let done = if accepted {
        accept(&tx, act(app, scope), proposal, &module, &words).await?.map(|_| ())
    } else {
        decline(&tx, act(app, scope), proposal, &words).await?
    };
    done.map_err(|refused| Problem::refused(refused.key()))?;
    tx.commit().await?;
    Ok(Some(accepted))
}

pub async fn decide(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, programme, id)): Path<(PartnershipId, ProgrammeId, ProposalId)>,
    mut form: Fields,
) -> Answer {
    let (programme, proposal) = one(&app, &scope, programme, id).await?;
    scope.require(&app, "proposal.decide", &proposal.resource())?;
    require_mandate(&app, &scope, Mandate::DecideChange).await?;
    match take(&app, &scope, &proposal, &mut form).await? {
        Some(true) => see_and_say(&format!("{}/{id}", list_path(&scope, programme.id)), "proposal-said-accepted"),
        Some(false) => see_and_say(&format!("{}/{id}", list_path(&scope, programme.id)), "proposal-said-declined"),
        None => show_again(&page(&app, &scope, &programme, proposal, form).await?),
    }
}
