//! How far a hand reaches beyond what was written down for it: a deputy no further than the holder that it stands in for,
//! and nobody further because of what they gave themselves.

use lustrum_kernel::Day;
use lustrum_kernel::access::{PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::money::Money;
use lustrum_kernel::problem::Problem;

use super::{Given, Holding, Limits, Mandate, store};

/// The hands that are in force on a day, each deputy within what the holders of its side may decide: those in force, or where
/// all have ended those who were. A deputy of a side that has named no holder has its own limits.
pub fn in_force(held: Vec<Holding>, day: Day) -> Vec<Holding> {
    let holders: Vec<(Side, Mandate, Limits)> =
        held.iter().filter(|one| !one.deputy).map(|one| (one.side, one.mandate, one.limits.clone())).collect();
    let mut left = held;
    left.retain(|hand| hand.in_force_on(day));
    for hand in left.iter_mut().filter(|hand| hand.deputy) {
        let of_hand = holders.iter().filter(|(side, mandate, _)| (*side, *mandate) == (hand.side, hand.mandate));
        let (now, before): (Vec<Limits>, Vec<Limits>) =
            of_hand.map(|(_, _, limits)| limits.clone()).partition(|limits| limits.in_force_on(day));
        hand.limits.most = as_far_as(hand.limits.most.take(), if now.is_empty() { before } else { now });
    }
    left
}

/// The limit of a deputy who stands in for holders of these limits. A limit in a currency in which no holder may decide reaches
/// to nothing.
fn as_far_as(own: Option<Money>, holders: Vec<Limits>) -> Option<Money> {
    if holders.is_empty() || holders.iter().any(|limits| limits.most.is_none()) {
        return own;
    }
    let mosts = holders.into_iter().filter_map(|limits| limits.most);
    let Some(own) = own else {
        return mosts.reduce(
            |one, other| {
                if other.currency == one.currency && other.minor > one.minor { other } else { one }
            },
        );
    };
    let widest = mosts.filter(|most| most.currency == own.currency).map(|most| most.minor).max();
    Some(Money { minor: own.minor.min(widest.unwrap_or_default()), ..own })
}

/// The first mandate that a person would take or widen for itself although others have a say in it: it is in another's
/// hands on that side, or it was given by another.
pub fn widened(held: &[Holding], side: Side, person: PersonId, given: &Given) -> Option<Mandate> {
    let asked = given.holds.iter().map(|mandate| (*mandate, false));
    let mut asked = asked.chain(given.deputises.iter().map(|mandate| (*mandate, true)));
    let wider = |(mandate, deputy): &(Mandate, bool)| {
        let of_side = || held.iter().filter(|one| one.side == side && one.mandate == *mandate);
        let own = of_side().find(|one| one.person == person);
        let more = own.is_none_or(|own| (own.deputy && !deputy) || !own.limits.within(&given.limits_of(*mandate)));
        let others = of_side().any(|one| one.person != person && !one.deputy);
        more && (others || own.is_some_and(|own| own.given_by != person))
    };
    asked.find(wider).map(|(mandate, _)| mandate)
}

/// Refuses at the field what the reader would give to itself and may not.
pub(crate) async fn refuse_own(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
    person: PersonId,
    given: &Given,
) -> Result<(), Problem> {
    if person != scope.viewer.person {
        return Ok(());
    }
    let held = store::all(app.db(), scope.tenant(), scope.id()).await?;
    if let Some(mandate) = widened(&held, scope.side, person, given) {
        let field = if given.holds.contains(&mandate) { "holds" } else { "deputises" };
        let words = scope.viewer.speaker().say(&mandate.key());
        form.refuse(field, Fault::new("contacts-fault-own").with("mandate", words));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use lustrum_kernel::Moment;
    use lustrum_kernel::locale::Locale;

    use super::super::in_another_currency;
    use super::*;

    fn hand(person: u128, deputy: bool, limits: Limits, given_by: u128) -> Holding {
        Holding {
            person: PersonId(uuid::Uuid::from_u128(person)),
            name: format!("person {person}"),
            email: format!("{person}@organisation.example"),
            side: Side::Organisation,
            mandate: Mandate::AgreeTerms,
            deputy,
            locale: Locale::En,
            since: Moment::from_micros(0).unwrap(),
            given_by: PersonId(uuid::Uuid::from_u128(given_by)),
            general: limits.most.clone(),
            limits,
        }
    }
    fn up_to(most: i64) -> Limits {
        Limits { until: None, most: Some(euros(most)) }
    }
    fn euros(minor: i64) -> Money {
        Money::new(minor, "EUR")
    }
    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_deputy_reaches_no_further_than_the_holder() {
        let today = day("2026-09-17");
        let held = in_force(vec![hand(1, false, up_to(5_000), 9), hand(2, true, Limits::default(), 9)], today);
        assert_eq!(held[1].limits.most, Some(euros(5_000)));
        let held = in_force(vec![hand(1, false, up_to(5_000), 9), hand(2, true, up_to(300), 9)], today);
        assert_eq!(held[1].limits.most, Some(euros(300)));
        let ended = Limits { until: Some(day("2026-09-16")), most: Some(euros(700)) };
        let held = in_force(vec![hand(1, false, ended, 9), hand(2, true, Limits::default(), 9)], today);
        assert_eq!(
            (held.len(), held[0].limits.most.clone()),
            (1, Some(euros(700))),
            "who stands in for a holder that is gone"
        );
        assert_eq!(in_force(vec![hand(2, true, up_to(300), 9)], today).len(), 1, "no holder was ever named");
    }

    #[test]
    fn limits_in_two_currencies_are_never_held_against_each_other() {
        let zlotys = |minor: i64| Limits { until: None, most: Some(Money::new(minor, "PLN")) };
        assert!(zlotys(500).cover(Some(&Money::new(500, "PLN"))) && zlotys(500).cover(None));
        assert!(!zlotys(500).cover(Some(&euros(1))), "one euro is in no limit of zlotys");
        assert!(!up_to(5).within(&zlotys(1)) && !up_to(5).reaches(&zlotys(1)));
        assert!(Limits::default().cover(Some(&euros(1))) && Limits::default().reaches(&zlotys(1)));
        let today = day("2026-09-17");
        let held = in_force(vec![hand(1, false, up_to(5_000), 9), hand(2, true, zlotys(300), 9)], today);
        assert_eq!(held[1].limits, zlotys(0), "the holder decides on no zlotys");
        let both = vec![hand(1, false, up_to(5_000), 9), hand(3, false, zlotys(200), 9), hand(2, true, zlotys(300), 9)];
        assert_eq!(in_force(both, today)[2].limits, zlotys(200));
        let own = in_another_currency(&held, held[0].person, Some(&Money::new(1, "PLN")));
        assert_eq!(own, Some(euros(5_000)));
        assert_eq!(in_another_currency(&held, held[0].person, Some(&euros(9_000))), None, "too much, but comparable");
    }

    #[test]
    fn nobody_gives_herself_more_than_others_gave_her_or_what_others_hold() {
        let me = PersonId(uuid::Uuid::from_u128(2));
        let given = |most: Option<i64>| Given {
            holds: vec![Mandate::AgreeTerms],
            deputises: vec![],
            limits: Limits { until: None, most: most.map(euros) },
            ..Given::default()
        };
        let told = |held: &[Holding], given: Given| widened(held, Side::Organisation, me, &given);
        assert_eq!(told(&[], given(None)), None, "a side that begins names whom it wants");
        assert_eq!(told(&[hand(1, false, up_to(5), 9)], given(Some(5))), Some(Mandate::AgreeTerms));
        assert_eq!(told(&[hand(2, false, up_to(5), 9)], given(Some(5))), None, "the same again");
        assert_eq!(told(&[hand(2, false, up_to(5), 9)], given(Some(6))), Some(Mandate::AgreeTerms));
        assert_eq!(told(&[hand(2, false, up_to(5), 9)], given(None)), Some(Mandate::AgreeTerms));
        assert_eq!(told(&[hand(2, true, up_to(5), 9)], given(Some(5))), Some(Mandate::AgreeTerms));
        assert_eq!(told(&[hand(2, false, up_to(5), 2)], given(None)), None, "her own and in nobody else's hands");
        let less = Given { deputises: vec![Mandate::AgreeTerms], limits: up_to(5), ..Given::default() };
        assert_eq!(told(&[hand(2, false, up_to(5), 9), hand(1, false, up_to(5), 9)], less), None);
        // The limit of the kind counts, whatever the one limit is.
        let mut of_kind = given(Some(5));
        of_kind.mosts.insert(Mandate::AgreeTerms, euros(6));
        assert_eq!(told(&[hand(2, false, up_to(5), 9)], of_kind.clone()), Some(Mandate::AgreeTerms));
        of_kind.limits.most = Some(euros(50));
        of_kind.mosts.insert(Mandate::AgreeTerms, euros(4));
        assert_eq!(told(&[hand(2, false, up_to(5), 9)], of_kind), None);
    }
}
