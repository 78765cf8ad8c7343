//! Rows by columns with margins.

use crate::{
    Cell, DisclosureError, Release, SmallestGroup,
    cut::{Cut, lightest},
    people,
};
use serde::Serialize;

/// A table before release: `cells[row][column]`, and the values of its margins, whose numbers of
/// people are the sums of the cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<T> {
    pub cells: Vec<Vec<Cell<T>>>,
    pub row_totals: Vec<T>,
    pub column_totals: Vec<T>,
    pub total: T,
}

/// A table that is fit to leave, in the same order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReleasedTable<T> {
    pub cells: Vec<Vec<Release<T>>>,
    pub row_totals: Vec<Release<T>>,
    pub column_totals: Vec<Release<T>>,
    pub total: Release<T>,
}

/// Withholds what is too small, and what would give it away through rows, columns or any
/// combination of them. Inner figures are preferred over margins, small ones over large ones.
///
/// Rows and columns, margins included, are the vertices of a graph whose edges are the withheld
/// figures. What can be calculated by adding and subtracting are the cuts of this graph (Gusfield,
/// *SIAM Journal on Computing* 17 (1988), 552-571): figures are withheld until every cut holds at
/// least two of them and at least the smallest group.
///
/// ```
/// use lustrum_disclosure::{Cell, SmallestGroup, Table, release_table};
/// let counts = [[3, 20, 30], [25, 9, 40], [31, 22, 8]];
/// let table = Table {
///     cells: counts.map(|row| row.map(|n| Cell { n, value: () }).to_vec()).to_vec(),
///     row_totals: vec![(); 3],
///     column_totals: vec![(); 3],
///     total: (),
/// };
/// let released = release_table(&table, SmallestGroup::new(5)?)?;
/// assert!(released.cells[0][0].is_withheld());
/// // One withheld figure in a table with margins would be no secret: a rectangle goes.
/// let withheld = released.cells.iter().flatten().filter(|cell| cell.is_withheld()).count();
/// assert_eq!(withheld, 4);
/// # Ok::<(), lustrum_disclosure::DisclosureError>(())
/// ```
///
/// # Errors
/// [`DisclosureError::Shape`] when rows or margins do not fit each other,
/// [`DisclosureError::TooMany`] when the sum of all n overflows.
pub fn release_table<T: Clone>(table: &Table<T>, smallest: SmallestGroup) -> Result<ReleasedTable<T>, DisclosureError> {
    let mut plan = Plan::of(table, smallest)?;
    while let Some(cell) = plan.next_complement() {
        plan.withhold(cell);
    }
    let (rows, columns) = (plan.rows - 1, plan.columns - 1);
    let figure = |row: usize, column: usize, value: &T| {
        let n = plan.n[row][column];
        let value = value.clone();
        Release::of(Cell { n, value }, plan.withheld[row][column])
    };
    Ok(ReleasedTable {
        cells: (0..rows)
            .map(|row| {
                let cells = table.cells[row].iter().enumerate();
                cells.map(|(column, cell)| figure(row, column, &cell.value)).collect()
            })
            .collect(),
        row_totals: (0..rows).map(|row| figure(row, columns, &table.row_totals[row])).collect(),
        column_totals: (0..columns).map(|column| figure(rows, column, &table.column_totals[column])).collect(),
        total: figure(rows, columns, &table.total),
    })
}

/// The table with its margins as last row and last column, and what of it is withheld.
struct Plan {
    rows: usize,
    columns: usize,
    n: Vec<Vec<u64>>,
    withheld: Vec<Vec<bool>>,
    smallest: SmallestGroup,
}

impl Plan {
    fn of<T>(table: &Table<T>, smallest: SmallestGroup) -> Result<Self, DisclosureError> {
        let columns = table.column_totals.len();
        shape("the row totals", table.row_totals.len(), table.cells.len())?;
        for row in &table.cells {
            shape("a row", row.len(), columns)?;
        }
        let mut n: Vec<Vec<u64>> = Vec::with_capacity(table.cells.len() + 1);
        for row in &table.cells {
            let mut counts: Vec<u64> = row.iter().map(|cell| cell.n).collect();
            counts.push(people(counts.iter().copied())?);
            n.push(counts);
        }
        let margins = (0..=columns).map(|column| people(n.iter().map(|row| row[column])));
        let margins = margins.collect::<Result<Vec<u64>, _>>()?;
        n.push(margins);
        let withheld = n.iter().map(|row| row.iter().map(|n| smallest.protects(*n)).collect()).collect();
        Ok(Self { rows: n.len(), columns: columns + 1, n, withheld, smallest })
    }

    fn withhold(&mut self, (row, column): (usize, usize)) {
        self.withheld[row][column] = true;
    }

    /// A figure to withhold so that the weakest place holds better, or nothing when all hold.
    fn next_complement(&self) -> Option<(usize, usize)> {
        self.components().iter().find_map(|component| {
            let alone = lightest(component, |a, b| u64::from(self.edge(a, b).is_some()));
            let small = lightest(component, |a, b| self.people_between(a, b));
            let alone = alone.filter(|cut| cut.weight < 2);
            let small = small.filter(|cut| cut.weight < self.smallest.people());
            self.across(&alone.or(small)?, component)
        })
    }

    /// People of a withheld figure as part of a union of groups. A cut that holds a margin gives a
    /// difference and not a union, so margins weigh as much as any cut needs.
    fn people_between(&self, one: usize, other: usize) -> u64 {
        let margin = |vertex| vertex + 1 == self.rows || vertex + 1 == self.rows + self.columns;
        match self.edge(one, other) {
            Some(_) if margin(one) || margin(other) => self.smallest.people(),
            Some(n) => n,
            None => 0,
        }
    }

    /// Number of people of the withheld figure that joins two vertices. Rows come first, then columns.
    fn edge(&self, one: usize, other: usize) -> Option<u64> {
        let (row, column) = (one.min(other), one.max(other));
        let column = column.checked_sub(self.rows)?;
        (row < self.rows && self.withheld[row][column]).then(|| self.n[row][column])
    }

    /// Rows and columns that withheld figures join, in parts that hang together.
    fn components(&self) -> Vec<Vec<usize>> {
        let vertices = self.rows + self.columns;
        let mut seen = vec![false; vertices];
        let mut components = Vec::new();
        for start in 0..vertices {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let mut component = vec![start];
            let mut at = 0;
            while at < component.len() {
                for (next, seen) in seen.iter_mut().enumerate() {
                    if !*seen && self.edge(component[at], next).is_some() {
                        *seen = true;
                        component.push(next);
                    }
                }
                at += 1;
            }
            if component.len() > 1 {
                components.push(component);
            }
        }
        components
    }

    /// The best shown figure that would join both sides of a cut. There always is one: withheld
    /// figures are about people, and so is a margin of theirs on the other side.
    fn across(&self, cut: &Cut, component: &[usize]) -> Option<(usize, usize)> {
        let inside = |vertex: usize| cut.side.contains(&vertex);
        let known = |vertex: usize| component.contains(&vertex);
        let shown = (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (row, column)));
        shown
            .filter(|(row, column)| {
                !self.withheld[*row][*column] && self.n[*row][*column] > 0 && inside(*row) != inside(self.rows + column)
            })
            .min_by_key(|(row, column)| {
                let margin = *row + 1 == self.rows || *column + 1 == self.columns;
                let strange = !known(*row) || !known(self.rows + column);
                (margin, strange, self.n[*row][*column])
            })
    }
}

fn shape(part: &'static str, found: usize, expected: usize) -> Result<(), DisclosureError> {
    if found == expected {
        return Ok(());
    }
    Err(DisclosureError::Shape { part, found, expected })
}
