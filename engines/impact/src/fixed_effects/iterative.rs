//! Any effects: a preconditioned Krylov solver, one column at a time on one thread each, so that the number of threads
//! changes nothing.

use super::{Route, order::Ordered, products::Swept};
use crate::ImpactError;
use rayon::prelude::*;
use within::{Effect, LsmrOptions, Solver};

/// What may be left of the normal equations, as a share.
const TOLERANCE: f64 = 1e-12;

pub(super) fn sweep<'a>(rows: &Ordered<'a>) -> Result<(Swept<'a>, Route, usize), ImpactError> {
    let loose = |_: within::BuildError| ImpactError::NotConverged;
    let options = LsmrOptions { tol: TOLERANCE, maxiter: 10_000, ..LsmrOptions::default() };
    let found: Vec<Result<(Vec<f64>, usize), ImpactError>> = rows
        .columns
        .par_iter()
        .map(|column| {
            let alone =
                rayon::ThreadPoolBuilder::new().num_threads(1).build().map_err(|_| ImpactError::NotConverged)?;
            alone.install(|| {
                let effects: Vec<Effect<'_>> = rows
                    .effects
                    .iter()
                    .map(|effect| Effect::new(&effect[..], true, std::iter::empty()))
                    .collect::<Result<_, _>>()
                    .map_err(loose)?;
                let solver = Solver::new(effects, rows.weights.as_deref(), None).map_err(loose)?;
                let mean = column.iter().sum::<f64>() / column.len() as f64;
                let centred: Vec<f64> = column.iter().map(|value| value - mean).collect();
                let solved = solver.solve(&centred, &options).map_err(|_| ImpactError::NotConverged)?;
                match solved.converged {
                    true => Ok((solved.demeaned, solved.iterations)),
                    false => Err(ImpactError::NotConverged),
                }
            })
        })
        .collect();
    let mut columns = Vec::with_capacity(found.len());
    let mut passes = 0;
    for one in found {
        let (column, iterations) = one?;
        passes = passes.max(2 * iterations);
        columns.push(column);
    }
    Ok((Swept::Columns(columns, std::marker::PhantomData), Route::Iterative, passes))
}
