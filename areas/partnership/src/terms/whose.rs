//! Who may agree on the money of terms: a person, signed in, whose mandate reaches that far.

use lustrum_kernel::access::{PartnershipScope, Via};
use lustrum_kernel::app::App;
use lustrum_kernel::money::Money;
use lustrum_kernel::problem::Problem;

use crate::contact::{Mandate, in_another_currency, in_hand};

/// Who decides on the reader's side over a fee of at most this: nothing where the reader does, else in words who does.
pub(super) async fn others(
    app: &App,
    scope: &PartnershipScope,
    fee: Option<&Money>,
) -> Result<Option<String>, Problem> {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let held = in_hand(app.db(), scope.tenant(), scope.id(), Mandate::AgreeTerms, today).await?;
    let mut own: Vec<_> = held.into_iter().filter(|held| held.side == scope.side).collect();
    let limit = in_another_currency(&own, scope.viewer.person, fee);
    own.retain(|held| held.limits.cover(fee));
    if own.iter().any(|held| held.person == scope.viewer.person) {
        return Ok(None);
    }
    let t = scope.viewer.speaker();
    let names: Vec<String> = own.into_iter().map(|held| held.name).collect();
    let who = match names.is_empty() {
        true => t.say1("terms-nobody", "side", scope.own_name()),
        false => t.say1("mandate-decided-by", "who", names.join(", ")),
    };
    Ok(Some(match limit {
        Some(limit) => {
            let why = t.say1("mandate-in-currency", "limit", t.money(&limit));
            format!("{why} {who}")
        }
        None => who,
    }))
}

/// Where the decision over this page is asked of whoever may take it.
pub(super) fn ask_path(scope: &PartnershipScope, page: &str) -> String {
    format!("/p/{}/asks/new?mandate={}&link={page}", scope.id(), Mandate::AgreeTerms.word())
}

/// Agreeing on money is done by a person who is signed in; a program with a token only prepares and reads.
pub(super) fn in_person(scope: &PartnershipScope) -> Result<(), Problem> {
    if scope.viewer.via == Via::Session { Ok(()) } else { Err(Problem::Forbidden) }
}
