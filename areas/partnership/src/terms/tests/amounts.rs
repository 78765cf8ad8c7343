use proptest::prelude::*;

use super::{day, outcome, terms};
use crate::charter::CharterMeasureId;
use crate::terms::fee::{Measured, Settled, conclude, full, settle, sum};
use crate::terms::simulate::{self, Scenario};
use crate::terms::{Base, Fallback, Kind, Lack, Outcome, PartLack, Rule, Terms, WHOLE};

fn seen(estimate: i64, low: i64, high: i64) -> Measured {
    Measured { estimate, low, high }
}

#[test]
fn cap_04_the_five_outcomes_give_these_cents() {
    let terms = terms(CharterMeasureId::new());
    assert_eq!(terms.lacks(), []);
    // 0.8, 0.15 and 0.05 of 24,000,001 leave 0.8, 0.15 and 0.05 of a cent: the first takes the cent that is left.
    assert_eq!(full(&terms), [19_200_001, 3_600_000, 1_200_000]);
    let totals: Vec<(Scenario, i64)> =
        simulate::five(&terms).iter().map(|known| (known.scenario, known.last.total)).collect();
    assert_eq!(
        totals,
        [
            (Scenario::NoEffect, 19_200_001),
            (Scenario::Half, 19_200_001 + 1_800_000 + 600_000),
            (Scenario::Target, 24_000_001),
            (Scenario::Beyond, 24_000_001),
            // Deferred on the first dates, then as the estimate says: half.
            (Scenario::NotConclusive, 19_200_001 + 1_800_000 + 600_000),
        ]
    );
    let open = &simulate::five(&terms)[4].first;
    assert_eq!((open.total, open.lines[1].settled), (19_200_001, Settled::Deferred));
}

#[test]
fn what_is_proven_is_due_in_full_and_what_is_ruled_out_is_not() {
    let proven = Outcome { rule: Rule::Proven, ..outcome(CharterMeasureId::new(), 1_000, 100) };
    assert_eq!(conclude(&proven, 500, Some(&seen(120, 100, 140))), Some((Settled::InFull, 500)));
    assert_eq!(conclude(&proven, 500, Some(&seen(80, 60, 99))), Some((Settled::Nothing, 0)));
    assert_eq!(conclude(&proven, 500, Some(&seen(120, 99, 141))), None, "the interval leaves both open");
    assert_eq!(conclude(&proven, 500, None), None);
    // Where less is better the same holds, mirrored.
    let less = Outcome { rule: Rule::Proven, ..outcome(CharterMeasureId::new(), 1_000, -100) };
    assert_eq!(conclude(&less, 500, Some(&seen(-120, -140, -100))), Some((Settled::InFull, 500)));
    assert_eq!(conclude(&less, 500, Some(&seen(120, 100, 140))), Some((Settled::Nothing, 0)));
}

#[test]
fn in_proportion_runs_from_the_threshold_to_the_target_and_needs_an_effect() {
    let part = Outcome { threshold: 20, ..outcome(CharterMeasureId::new(), 1_000, 120) };
    let due = |estimate, low, high| conclude(&part, 1_001, Some(&seen(estimate, low, high)));
    assert_eq!(due(70, 1, 139), Some((Settled::InPart, 501)), "half of 1,001, a half upwards");
    assert_eq!(due(20, 1, 39), Some((Settled::Nothing, 0)));
    assert_eq!(due(120, 90, 150), Some((Settled::InFull, 1_001)));
    assert_eq!(due(50, 0, 100), Some((Settled::Nothing, 0)), "no effect is in it and the target is not");
    assert_eq!(due(60, -10, 130), None, "both are in it");
    assert_eq!(due(-60, -90, -30), Some((Settled::Nothing, 0)), "the wrong way");
    // Deferred once, then as agreed.
    let inconclusive = seen(70, -10, 150);
    assert_eq!(settle(&part, 1_001, Some(&inconclusive), false).settled, Settled::Deferred);
    let second = settle(&part, 1_001, Some(&inconclusive), true);
    assert_eq!((second.settled, second.due), (Settled::Fallback, 501));
    let nothing = Outcome { fallback: Fallback::Nothing, ..part.clone() };
    assert_eq!(settle(&nothing, 1_001, Some(&inconclusive), true).due, 0);
    assert_eq!(settle(&part, 1_001, None, true).due, 0, "nothing was measured at all");
}

#[test]
fn terms_that_do_not_hold_together_say_where() {
    let measure = CharterMeasureId::new();
    let lacks = |change: &dyn Fn(&mut Terms)| {
        let mut changed = terms(measure);
        change(&mut changed);
        changed.lacks()
    };
    assert_eq!(lacks(&|terms| terms.base.share = 7_999), [Lack::Shares(9_999)]);
    assert_eq!(lacks(&|terms| terms.floor = 25_000_001), [Lack::FloorAboveCap]);
    assert_eq!(lacks(&|terms| terms.floor = 24_000_002), [Lack::FloorAboveTotal]);
    assert_eq!(lacks(&|terms| terms.floor = -1), [Lack::Bounds]);
    assert_eq!(lacks(&|terms| terms.total = 0), [Lack::Total]);
    assert_eq!(lacks(&|terms| terms.total = i64::MAX), [Lack::Total]);
    assert_eq!(lacks(&|terms| terms.outcomes.clear()), [Lack::Shares(8_000), Lack::NothingAtRisk]);
    for level in [1, 2] {
        let level_of = |terms: &mut Terms| terms.outcomes[0].level = level;
        assert_eq!(lacks(&level_of), [Lack::Part(0, PartLack::Level(level))]);
    }
    assert_eq!(lacks(&|terms| terms.outcomes[1].target = 0), [Lack::Part(1, PartLack::NoTarget)]);
    assert_eq!(lacks(&|terms| terms.outcomes[1].threshold = 1), [Lack::Part(1, PartLack::Threshold)]);
    assert_eq!(lacks(&|terms| terms.outcomes[0].threshold = 500_000), [Lack::Part(0, PartLack::Threshold)]);
    assert_eq!(lacks(&|terms| terms.outcomes[0].again = day("2026-09-01")), [Lack::Part(0, PartLack::Dates)]);
    assert_eq!(lacks(&|terms| terms.outcomes[1].on = terms.outcomes[0].on), [Lack::Part(1, PartLack::Twice)]);
    let late = |today: &str| terms(measure).late(day(today));
    assert_eq!(late("2027-03-01"), [], "written down late");
    assert_eq!(late("2027-03-02"), [Lack::Part(0, PartLack::Over)]);
    let first = Terms {
        outcomes: vec![Outcome { on: day("2020-01-01"), ..outcome(measure, 1_500, 500_000) }],
        ..terms(measure)
    };
    assert_eq!(first.late(day("2026-09-17")), [Lack::Part(0, PartLack::LongAgo)]);
}

prop_compose! {
    fn any_outcome()(
        gain in any::<bool>(), share in 1..=4_000_i64, proven in any::<bool>(), nothing in any::<bool>(),
        target in 1..=1_000_000_000_i64, below in any::<bool>(), threshold in 0..100_i64,
    ) -> Outcome {
        let sign = if below { -1 } else { 1 };
        Outcome {
            kind: if gain { Kind::GainShare } else { Kind::AtRisk },
            rule: if proven { Rule::Proven } else { Rule::Estimate },
            fallback: if nothing { Fallback::Nothing } else { Fallback::Estimate },
            threshold: target * threshold / 100 * sign,
            ..outcome(CharterMeasureId::new(), share, target * sign)
        }
    }
}

prop_compose! {
    fn any_terms()(
        total in 1..=100_000_000_000_i64, outcomes in proptest::collection::vec(any_outcome(), 1..=6),
        floor in 0..=100_i64, above in 0..=100_i64,
    ) -> Terms {
        let mut outcomes = outcomes;
        let mut left = WHOLE;
        for part in outcomes.iter_mut().filter(|part| part.kind == Kind::AtRisk) {
            part.share = part.share.min(left / 2).max(1);
            left -= part.share;
        }
        let floor = total / 100 * floor;
        Terms {
            currency: "EUR".to_owned(), total, base: Base { share: left, on: day("2026-01-01") }, outcomes, floor,
            cap: (floor + total / 100 * above).clamp(1, 100_000_000_000),
        }
    }
}

proptest! {
    #[test]
    fn fixed_and_at_risk_sum_to_the_total_exactly_and_each_is_within_a_unit_of_its_share(terms in any_terms()) {
        let amounts = full(&terms);
        let at_risk = terms.outcomes.iter().zip(&amounts[1..]).filter(|(part, _)| part.kind == Kind::AtRisk);
        prop_assert_eq!(amounts[0] + at_risk.map(|(_, amount)| amount).sum::<i64>(), terms.total);
        let shares = std::iter::once(terms.base.share).chain(terms.outcomes.iter().map(|part| part.share));
        for (amount, share) in amounts.iter().zip(shares) {
            let exact = i128::from(terms.total) * i128::from(share);
            prop_assert!((i128::from(*amount) * i128::from(WHOLE) - exact).abs() < i128::from(WHOLE));
        }
    }

    #[test]
    fn a_better_result_never_earns_less_and_the_fee_stays_within_floor_and_cap(
        terms in any_terms(),
        centre in -2_000_000_000..=2_000_000_000_i64, more in 0..=1_000_000_000_i64, width in 0..=1_500_000_000_i64,
    ) {
        let total = |centre: i64| {
            let of = |part: &Outcome| {
                let centre = centre * part.target.signum();
                Some(seen(centre, centre - width, centre + width))
            };
            simulate::of(&terms, Scenario::Own, terms.outcomes.iter().map(of).collect()).last
        };
        let (worse, better) = (total(centre), total(centre + more));
        prop_assert!(worse.total <= better.total);
        for one in [&worse, &better] {
            prop_assert!((terms.floor..=terms.cap).contains(&one.total));
            prop_assert_eq!(one.lines.iter().map(|line| line.due).sum::<i64>() + one.adjustment, one.total);
            prop_assert!(one.lines.iter().all(|line| (0..=line.full).contains(&line.due)));
        }
    }

    #[test]
    fn before_everything_is_settled_the_floor_adds_nothing(terms in any_terms()) {
        let first = simulate::of(&terms, Scenario::Own, vec![None; terms.outcomes.len()]).first;
        prop_assert_eq!(first.total, first.lines[0].due.min(terms.cap));
        prop_assert_eq!(sum(&terms, first.lines.clone()), first);
    }
}
