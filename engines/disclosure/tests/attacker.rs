//! An attacker who adds and subtracts everything that is shown.

use lustrum_disclosure::{Cell, DisclosureError, Release, ReleasedTable, SmallestGroup, Table, release_table};
use proptest::prelude::*;

fn table(counts: &[Vec<u64>]) -> Table<()> {
    let columns = counts.first().map_or(0, Vec::len);
    Table {
        cells: counts.iter().map(|row| row.iter().map(|n| Cell { n: *n, value: () }).collect()).collect(),
        row_totals: vec![(); counts.len()],
        column_totals: vec![(); columns],
        total: (),
    }
}

fn released(counts: &[Vec<u64>], smallest: u64) -> ReleasedTable<()> {
    let smallest = SmallestGroup::new(smallest).expect("two or more");
    release_table(&table(counts), smallest).expect("a sound table")
}

/// What is withheld, with the margins as last row and column.
fn withheld(released: &ReleasedTable<()>) -> Vec<Vec<bool>> {
    let mut rows: Vec<Vec<bool>> = released
        .cells
        .iter()
        .zip(&released.row_totals)
        .map(|(row, total)| row.iter().chain([total]).map(Release::is_withheld).collect())
        .collect();
    let last = released.column_totals.iter().chain([&released.total]);
    rows.push(last.map(Release::is_withheld).collect());
    rows
}

/// The equations of rows and columns over the withheld figures, in reduced form.
struct Attacker {
    unknowns: Vec<(usize, usize)>,
    equations: Vec<Vec<f64>>,
}

impl Attacker {
    fn facing(withheld: &[Vec<bool>]) -> Self {
        let (rows, columns) = (withheld.len(), withheld[0].len());
        let unknowns: Vec<(usize, usize)> = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (row, column)))
            .filter(|(row, column)| withheld[*row][*column])
            .collect();
        let sign = |margin: bool| if margin { -1.0 } else { 1.0 };
        let by_row = (0..rows).map(|line| {
            let part = |(row, column): &(usize, usize)| match *row == line {
                true => sign(column + 1 == columns),
                false => 0.0,
            };
            unknowns.iter().map(part).collect()
        });
        let by_column = (0..columns).map(|line| {
            let part = |(row, column): &(usize, usize)| match *column == line {
                true => sign(row + 1 == rows),
                false => 0.0,
            };
            unknowns.iter().map(part).collect()
        });
        let equations = reduced(by_row.chain(by_column).collect());
        Self { unknowns, equations }
    }

    /// True when a combination of the equations gives exactly these figures, added up.
    fn can_add_up(&self, wanted: &[f64]) -> bool {
        let mut rest = wanted.to_vec();
        for equation in &self.equations {
            let lead = equation.iter().position(|v| v.abs() > 1e-9).expect("no empty rows");
            let times = rest[lead];
            rest.iter_mut().zip(equation).for_each(|(r, e)| *r -= times * e);
        }
        rest.iter().all(|value| value.abs() < 1e-9)
    }
}

fn reduced(mut rows: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let width = rows[0].len();
    let mut done = 0;
    for column in 0..width {
        let Some(at) = (done..rows.len()).find(|row| rows[*row][column].abs() > 1e-9) else {
            continue;
        };
        rows.swap(done, at);
        let lead = rows[done][column];
        rows[done].iter_mut().for_each(|value| *value /= lead);
        let pivot = rows[done].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != done) {
            let times = row[column];
            row.iter_mut().zip(&pivot).for_each(|(r, p)| *r -= times * p);
        }
        done += 1;
    }
    rows.truncate(done);
    rows
}

fn counts(most_rows: usize, most_columns: usize) -> impl Strategy<Value = Vec<Vec<u64>>> {
    (1..=most_rows, 1..=most_columns).prop_flat_map(|(rows, columns)| {
        let count = prop_oneof![2 => Just(0_u64), 3 => 1_u64..6, 5 => 1_u64..40];
        prop::collection::vec(prop::collection::vec(count, columns), rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn cap_25_no_withheld_figure_can_be_calculated(counts in counts(6, 6), smallest in 2_u64..11) {
        let hidden = withheld(&released(&counts, smallest));
        let attacker = Attacker::facing(&hidden);
        for at in 0..attacker.unknowns.len() {
            let mut one = vec![0.0; attacker.unknowns.len()];
            one[at] = 1.0;
            prop_assert!(!attacker.can_add_up(&one), "{:?} of {counts:?}", attacker.unknowns[at]);
        }
    }

    #[test]
    fn cap_25_no_small_union_of_groups_can_be_calculated(counts in counts(3, 3), smallest in 2_u64..11) {
        let hidden = withheld(&released(&counts, smallest));
        let attacker = Attacker::facing(&hidden);
        let inner: Vec<(usize, u64)> = attacker.unknowns.iter().enumerate()
            .filter(|(_, (row, column))| *row < counts.len() && *column < counts[0].len())
            .map(|(at, (row, column))| (at, counts[*row][*column]))
            .collect();
        for choice in 1_u32..1 << inner.len() {
            let chosen: Vec<&(usize, u64)> = inner.iter().enumerate()
                .filter(|(bit, _)| choice >> bit & 1 == 1).map(|(_, cell)| cell).collect();
            let people: u64 = chosen.iter().map(|(_, n)| n).sum();
            if people == 0 || people >= smallest {
                continue;
            }
            let mut wanted = vec![0.0; attacker.unknowns.len()];
            chosen.iter().for_each(|(at, _)| wanted[*at] = 1.0);
            prop_assert!(!attacker.can_add_up(&wanted), "{chosen:?} of {counts:?}");
        }
    }

    #[test]
    fn nothing_too_small_is_shown_and_nothing_is_withheld_without_need(counts in counts(6, 6), smallest in 2_u64..11) {
        let all = released(&counts, smallest);
        let shown = all.cells.iter().flatten().chain(&all.row_totals).chain(&all.column_totals).chain([&all.total]);
        for figure in shown {
            if let Release::Shown(cell) = figure {
                prop_assert!(cell.n == 0 || cell.n >= smallest);
            }
        }
        if counts.iter().flatten().all(|n| *n == 0 || *n >= smallest) {
            prop_assert!(withheld(&all).iter().flatten().all(|is| !is));
        }
    }
}

#[test]
fn the_attacker_succeeds_where_only_the_small_figure_is_withheld() {
    let mut naive = vec![vec![false; 4]; 4];
    naive[0][0] = true;
    assert!(Attacker::facing(&naive).can_add_up(&[1.0]));
}

#[test]
fn margins_that_do_not_fit_are_refused() {
    let mut lame = table(&[vec![9, 9], vec![9, 9]]);
    lame.cells[1].pop();
    let smallest = SmallestGroup::new(5).unwrap();
    let refused = release_table(&lame, smallest);
    assert_eq!(refused, Err(DisclosureError::Shape { part: "a row", found: 1, expected: 2 }));
}
