//! Who may decide what, beside the clause of the charter that speaks of roles: every mandate with its hands on both sides,
//! up to which amount, and from when until when. It is read from the mandates that were given and is no part of what is
//! signed.

use lustrum_kernel::Day;
use lustrum_kernel::access::Side;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::money::Money;

use super::reach::in_force;
use super::{Holding, Mandate};

/// One mandate as both sides read it.
pub(crate) struct Mandated {
    pub name: String,
    /// Those who may decide it today, on either side; nobody where none is given.
    pub sides: [Vec<Hand>; 2],
}

pub(crate) struct Hand {
    pub name: String,
    pub deputy: bool,
    /// `up to EUR 50,000.00` or that there is no limit.
    pub most: String,
    /// `since 3 March 2026, until 31 December 2026`
    pub period: String,
}

/// Every mandate, in the order in which they are given.
pub(crate) fn mandated(t: &Speaker, held: &[Holding], today: Day) -> Vec<Mandated> {
    let held = in_force(held.to_vec(), today);
    let hands = |mandate: Mandate, side: Side| {
        let own = held.iter().filter(|held| held.mandate == mandate && held.side == side);
        own.map(|held| hand(t, held)).collect::<Vec<Hand>>()
    };
    Mandate::ALL
        .into_iter()
        .map(|mandate| Mandated { name: t.say(&mandate.key()), sides: Side::BOTH.map(|side| hands(mandate, side)) })
        .collect()
}

fn hand(t: &Speaker, held: &Holding) -> Hand {
    let since = t.say1("contacts-since-day", "day", t.date(&held.since));
    let until = held.limits.until.map(|day| t.say1("contacts-until-day", "day", t.day(&day)));
    Hand {
        name: held.name.clone(),
        deputy: held.deputy,
        most: amount(t, held.limits.most.as_ref()),
        period: std::iter::once(since).chain(until).collect::<Vec<_>>().join(", "),
    }
}

/// The largest amount that a mandate reaches to, in words.
pub(crate) fn amount(t: &Speaker, most: Option<&Money>) -> String {
    match most {
        Some(most) => t.say1("contacts-most-amount", "amount", t.money(most)),
        None => t.say("contacts-any-amount"),
    }
}
