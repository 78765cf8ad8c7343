//! Agreeing on the part of the budget that is kept for experiments.

use axum::extract::{Path, State as Of};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::money::Money;
use lustrum_kernel::page::{Answer, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::contact::{Mandate, require_mandate_over};
use lustrum_partnership::terms::CURRENCIES;

use super::fence::{self, FenceId};
use super::pages::{list_page, path_of, resource};
use super::read;

/// Proposes what the form says, or nothing where a field is at fault.
pub(crate) async fn propose_asked(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<FenceId>, Problem> {
    let currency = form.choice("currency", |code| CURRENCIES.into_iter().find(|known| *known == code));
    let ring = read::ring(form);
    let Some(((share, base), currency)) = ring.zip(currency) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let id = fence::propose(&tx, &By::viewer(scope, app.now()), share, base, currency).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_fence(Of(app): Of<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "experiment.change", &resource(&scope))?;
    match propose_asked(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path_of(&scope), "experiment-said-fence"),
        None => show_again(&list_page(&app, &scope, form).await?),
    }
}

pub(crate) async fn agree_asked(app: &App, scope: &PartnershipScope, id: FenceId) -> Result<(), Problem> {
    let known = fence::find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    scope.require(app, "experiment.change", &resource(scope))?;
    require_mandate_over(app, scope, Mandate::AgreeTerms, &Money::new(known.amount(), &known.currency)).await?;
    let tx = app.db().begin().await?;
    fence::agree(&tx, &By::viewer(scope, app.now()), &known).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn make_agreement(
    Of(app): Of<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, FenceId)>,
) -> Answer {
    agree_asked(&app, &scope, id).await?;
    see_and_say(&path_of(&scope), "experiment-said-fence-agreed")
}
