//! What an effect was worth and what it cost: rules of conversion that both sides agree beforehand, one ledger of costs
//! for both, and a return only where a design isolated an effect.

pub(crate) mod api;
pub mod cost;
pub(crate) mod pages;
pub mod roi;
pub mod rule;
#[cfg(test)]
mod tests;
mod unit_words;

use lustrum_kernel::access::{PartnershipScope, Resource};
use lustrum_kernel::form::Fields;
use lustrum_partnership::terms::{CURRENCIES, LARGEST};

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Money", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/money", scope.id())
}

pub(crate) fn amount(form: &mut Fields, name: &str) -> Option<i64> {
    form.amount(name, LARGEST)
}

/// The same where nothing may be typed.
pub(crate) fn optional_amount(form: &mut Fields, name: &str) -> Option<i64> {
    form.optional_amount(name, LARGEST)
}

pub(crate) fn currency(form: &mut Fields) -> Option<&'static str> {
    form.choice("currency", |word| CURRENCIES.into_iter().find(|known| *known == word))
}

pub(crate) fn currencies() -> Vec<(String, String)> {
    CURRENCIES.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect()
}
