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
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::terms::{CURRENCIES, LARGEST};

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Money", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/money", scope.id())
}

/// An amount as people write it; the API sends whole minor units. Thousands are not separated, as that may mean two
/// things.
pub(crate) fn amount(form: &mut Fields, name: &str) -> Option<i64> {
    if form.is_json() {
        return form.whole(name, 0, LARGEST);
    }
    let major = form.number_between(name, 0.0, LARGEST as f64 / 100.0)?;
    let minor = (major * 100.0).round();
    if (major * 100.0 - minor).abs() > 1e-6 {
        form.refuse(name, Fault::new("fault-money-cents"));
        return None;
    }
    Some(minor as i64)
}

/// The same where nothing may be typed.
pub(crate) fn optional_amount(form: &mut Fields, name: &str) -> Option<i64> {
    if form.value(name).trim().is_empty() { None } else { amount(form, name) }
}

pub(crate) fn currency(form: &mut Fields) -> Option<&'static str> {
    form.choice("currency", |word| CURRENCIES.into_iter().find(|known| *known == word))
}

pub(crate) fn currencies() -> Vec<(String, String)> {
    CURRENCIES.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect()
}

/// `EUR 20,800`: minor units to the whole unit, as a figure of costs has no use for cents unless it is small.
pub fn rounded(t: &Speaker, minor: f64, currency: &str) -> String {
    let digits = if minor.abs() < 10_000.0 { 2 } else { 0 };
    format!("{currency}\u{a0}{}", t.number(minor / 100.0, digits))
}
