//! The currency in which a partnership counts: that of its terms.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};

use super::{CURRENCIES, State, newest_first};

/// The currency of the terms that hold, else of those that are proposed, else euros: what an amount is in as long as nobody chose
/// another.
pub async fn usual_currency(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<String, DbError> {
    let known = newest_first(db, tenant, partnership).await?;
    let of = |state: State| known.iter().find(|version| version.state == state);
    let terms = of(State::Agreed).or_else(|| of(State::Proposed)).map(|version| version.terms().currency.clone());
    Ok(terms.unwrap_or_else(|| CURRENCIES[0].to_owned()))
}

/// The choices of a form.
pub(crate) fn currencies() -> Vec<(String, String)> {
    CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec()
}
