use std::collections::{BTreeMap, BTreeSet};

use lustrum_disclosure::{Cell, DisclosureError, Release as Released, SmallestGroup, release_groups};
use lustrum_kernel::Day;

use crate::agreement::Grain;

/// A reading as the organisation knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    pub unit: String,
    /// The first day of the period.
    pub period: Day,
    pub value: f64,
    /// How many people it is about, where that is known.
    pub n: Option<i64>,
}

/// One figure as the partner sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    Value {
        value: f64,
        n: u64,
    },
    /// About too few people, or it would give such a figure away.
    Withheld,
    /// Nobody said about how many people it is, so nobody can say that they are enough.
    SizeUnknown,
    /// Nothing was observed.
    Nothing,
}

/// The figures of a release: a total for each period, and at the grain of units a row for each unit, whose cells are
/// in the order of the periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    pub periods: Vec<Day>,
    pub totals: Vec<Shown>,
    pub units: Vec<(String, Vec<Shown>)>,
}

impl Release {
    pub fn is_empty(&self) -> bool {
        self.periods.is_empty()
    }
    /// How many figures it shows.
    pub fn shown(&self) -> usize {
        let cells = self.totals.iter().chain(self.units.iter().flat_map(|(_, cells)| cells));
        cells.filter(|cell| matches!(cell, Shown::Value { .. })).count()
    }
    pub fn withheld(&self) -> usize {
        let cells = self.totals.iter().chain(self.units.iter().flat_map(|(_, cells)| cells));
        cells.filter(|cell| matches!(cell, Shown::Withheld)).count()
    }
}

/// Releases readings at a grain. The total of a period is the plain mean over its units, as the organisation's own pages
/// have it; n counts the people behind it. A unit without a known group size is in no total: what is left of a total
/// when the others are taken away would show it.
///
/// # Errors
/// A smallest group below two, or more people than can be counted.
pub fn release(observed: &[Observed], grain: Grain, smallest_group: i64) -> Result<Release, DisclosureError> {
    let smallest = SmallestGroup::new(u64::try_from(smallest_group).unwrap_or_default())?;
    let periods: BTreeSet<Day> = observed.iter().map(|one| one.period).collect();
    let names: BTreeSet<&str> = observed.iter().map(|one| one.unit.as_str()).collect();
    let mut by_period: BTreeMap<Day, Vec<&Observed>> = BTreeMap::new();
    for one in observed {
        by_period.entry(one.period).or_default().push(one);
    }
    let mut totals = Vec::with_capacity(periods.len());
    let mut cells: BTreeMap<&str, Vec<Shown>> = names.iter().map(|name| (*name, Vec::new())).collect();
    for readings in by_period.values() {
        let (total, shown) = one_period(readings, smallest)?;
        totals.push(total);
        for (name, row) in &mut cells {
            row.push(shown.get(name).copied().unwrap_or(Shown::Nothing));
        }
    }
    let units = match grain {
        Grain::Total => Vec::new(),
        Grain::Unit => cells.into_iter().map(|(name, row)| (name.to_owned(), row)).collect(),
    };
    Ok(Release { periods: periods.into_iter().collect(), totals, units })
}

fn one_period<'a>(
    readings: &[&'a Observed],
    smallest: SmallestGroup,
) -> Result<(Shown, BTreeMap<&'a str, Shown>), DisclosureError> {
    let sized = |one: &&Observed| one.n.and_then(|n| u64::try_from(n).ok());
    let groups: Vec<Cell<f64>> =
        readings.iter().filter_map(|one| Some(Cell { n: sized(one)?, value: one.value })).collect();
    let peopled = || groups.iter().filter(|group| group.n > 0);
    let total = peopled().map(|group| group.value).sum::<f64>() / peopled().count() as f64;
    let released = release_groups(&groups, total, smallest)?;
    let shown = |release: &Released<f64>| match release {
        // A figure about nobody is no figure.
        Released::Shown(cell) if cell.n == 0 => Shown::Nothing,
        Released::Shown(cell) => Shown::Value { value: cell.value, n: cell.n },
        Released::Withheld => Shown::Withheld,
    };
    let mut next = released.groups.iter();
    let mut cells = BTreeMap::new();
    for one in readings {
        let cell = match sized(one) {
            Some(_) => next.next().map_or(Shown::Nothing, shown),
            None => Shown::SizeUnknown,
        };
        cells.insert(one.unit.as_str(), cell);
    }
    let total = if groups.is_empty() { Shown::SizeUnknown } else { shown(&released.total) };
    Ok((total, cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(unit: &str, month: i8, value: f64, n: Option<i64>) -> Observed {
        Observed { unit: unit.to_owned(), period: Day::of(2026, month, 1).unwrap(), value, n }
    }

    #[test]
    fn cap_24_a_small_depot_is_withheld_with_another_so_that_no_subtraction_gives_it_away() {
        let readings = [at("Gent", 1, 40.0, Some(3)), at("Lier", 1, 10.0, Some(7)), at("Venlo", 1, 20.0, Some(10))];
        let release = release(&readings, Grain::Unit, 5).unwrap();
        let gent = &release.units[0];
        assert_eq!(gent, &("Gent".to_owned(), vec![Shown::Withheld]));
        assert_eq!(release.units[1].1, [Shown::Withheld], "alone, Gent would be the total minus the others");
        assert_eq!(release.units[2].1, [Shown::Value { value: 20.0, n: 10 }]);
        assert_eq!(release.totals, [Shown::Value { value: 70.0 / 3.0, n: 20 }]);
    }

    #[test]
    fn the_grain_of_totals_shows_no_unit() {
        let readings = [at("Gent", 1, 40.0, Some(30)), at("Lier", 2, 10.0, Some(4))];
        let release = release(&readings, Grain::Total, 5).unwrap();
        assert!(release.units.is_empty());
        assert_eq!(release.totals, [Shown::Value { value: 40.0, n: 30 }, Shown::Withheld]);
        assert_eq!((release.shown(), release.withheld()), (1, 1));
    }

    #[test]
    fn a_group_of_unknown_size_is_not_shown_and_is_in_no_total() {
        let readings = [at("Gent", 1, 40.0, None), at("Lier", 1, 10.0, Some(12)), at("Lier", 2, 11.0, None)];
        let release = release(&readings, Grain::Unit, 5).unwrap();
        assert_eq!(release.units[0].1, [Shown::SizeUnknown, Shown::Nothing]);
        assert_eq!(release.totals, [Shown::Value { value: 10.0, n: 12 }, Shown::SizeUnknown]);
    }

    #[test]
    fn a_smallest_group_of_one_is_refused() {
        assert!(release(&[], Grain::Unit, 1).is_err());
        assert!(release(&[], Grain::Unit, -5).is_err());
    }
}
