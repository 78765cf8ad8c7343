//! Whether a decision is within the reader's mandate, and to whom it goes where it is not.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fault;
use lustrum_kernel::money::Money;
use lustrum_kernel::problem::Problem;

use super::reach::in_force;
use super::{Mandate, holders, in_another_currency};

/// Who decides this on the reader's side, where that is not the reader; nobody where the reader may. As long as a side
/// named nobody, its policies alone say who decides, so that a partnership can begin before every mandate is given.
pub async fn decided_by_others(
    app: &App,
    scope: &PartnershipScope,
    mandate: Mandate,
) -> Result<Option<String>, Problem> {
    Ok(others(app, scope, mandate, None).await?.map(|others| others.who))
}

/// Those who decide in the reader's place.
struct Others {
    who: String,
    /// The reader's own limit, where it is in another currency than what is decided.
    limit: Option<Money>,
}

async fn others(
    app: &App,
    scope: &PartnershipScope,
    mandate: Mandate,
    amount: Option<&Money>,
) -> Result<Option<Others>, Problem> {
    let held = holders(app.db(), scope.tenant(), scope.id(), mandate).await?;
    let mut own: Vec<_> = held.into_iter().filter(|held| held.side == scope.side).collect();
    if own.is_empty() {
        return Ok(None);
    }
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    own = in_force(own, today);
    let limit = in_another_currency(&own, scope.viewer.person, amount);
    own.retain(|held| held.limits.cover(amount));
    if own.iter().any(|held| held.person == scope.viewer.person) {
        return Ok(None);
    }
    let names: Vec<String> = own.into_iter().map(|held| held.name).collect();
    // A side whose mandates have all ended, or reach less far, has decided to name someone; nobody decides until it does again.
    let who = if names.is_empty() { scope.viewer.speaker().say("contacts-nobody") } else { names.join(", ") };
    Ok(Some(Others { who, limit }))
}

/// Refuses a decision that others on the reader's side hold, and names them.
pub async fn require_mandate(app: &App, scope: &PartnershipScope, mandate: Mandate) -> Result<(), Problem> {
    require(app, scope, mandate, None).await
}

/// The same for a decision about money, which a mandate may not reach as far as.
pub async fn require_mandate_over(
    app: &App,
    scope: &PartnershipScope,
    mandate: Mandate,
    amount: &Money,
) -> Result<(), Problem> {
    require(app, scope, mandate, Some(amount)).await
}

async fn require(app: &App, scope: &PartnershipScope, mandate: Mandate, amount: Option<&Money>) -> Result<(), Problem> {
    let Some(others) = others(app, scope, mandate, amount).await? else { return Ok(()) };
    let t = scope.viewer.speaker();
    let fault = match (others.limit, amount) {
        (Some(limit), Some(amount)) => {
            Fault::new("refusal-mandate-currency").with("limit", t.money(&limit)).with("amount", t.money(amount))
        }
        _ => Fault::new("refusal-outside-mandate"),
    };
    Err(Problem::Refused(fault.with("mandate", t.say(&mandate.key())).with("who", others.who)))
}
