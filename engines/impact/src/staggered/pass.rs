//! One pass over the units: the moments of each group of starters.

use crate::cohort_moments::{BLOCK, Block, Part, UnitMoments};
use rayon::prelude::*;
use std::ops::Range;

/// Where the columns of a unit come from.
pub(super) trait Source: Sync {
    /// How many columns a unit has.
    fn columns(&self) -> usize;

    /// Whether the rows of these units are as the source takes them to be; they are gone through in memory's order,
    /// which brings them near for [`Source::fill`].
    fn holds(&self, _units: Range<usize>) -> bool {
        true
    }

    /// Writes the columns of some units.
    fn fill(&self, units: &[u32], block: &mut Block);
}

/// Numbers of one span of units: about what the cache next to a core holds.
const SPAN: usize = 1 << 15;

/// Spans between which what was found is added up, so that it never takes much room.
const WAVE: usize = 64;

/// The moments of each group; `None` where the rows are not as the source takes them to be.
///
/// A group's units are added in blocks that only their order decides, and the blocks in their order. So the spans and
/// the threads that compute them change no byte.
pub(super) fn moments(source: &impl Source, units: usize, members: &[Vec<u32>]) -> Option<Vec<UnitMoments>> {
    moments_by(source, units, members, (SPAN / source.columns().max(1)).max(BLOCK))
}

fn moments_by(source: &impl Source, units: usize, members: &[Vec<u32>], span: usize) -> Option<Vec<UnitMoments>> {
    let mut moments: Vec<UnitMoments> =
        members.iter().map(|members| UnitMoments::around(reference(source, members))).collect();
    let spans: Vec<Range<usize>> = (0..units).step_by(span).map(|from| from..units.min(from + span)).collect();
    for wave in spans.chunks(WAVE) {
        let found: Vec<Option<Vec<(usize, Part)>>> = wave
            .par_iter()
            .map_init(
                || Block::new(source.columns()),
                |block, span| source.holds(span.clone()).then(|| parts(source, members, span, &moments, block)),
            )
            .collect();
        for parts in found {
            parts?.iter().for_each(|(group, part)| moments[*group].add(part));
        }
    }
    Some(moments)
}

/// The blocks that begin in a span.
fn parts(
    source: &impl Source,
    members: &[Vec<u32>],
    span: &Range<usize>,
    moments: &[UnitMoments],
    block: &mut Block,
) -> Vec<(usize, Part)> {
    let mut parts = Vec::new();
    for (group, members) in members.iter().enumerate() {
        let before = |place: usize| members.partition_point(|unit| (*unit as usize) < place).div_ceil(BLOCK);
        for units in (before(span.start)..before(span.end)).map(|at| at * BLOCK) {
            let units = &members[units..members.len().min(units + BLOCK)];
            block.hold(units.len());
            source.fill(units, block);
            parts.push((group, Part::of(block, moments[group].reference())));
        }
    }
    parts
}

fn reference(source: &impl Source, members: &[u32]) -> Vec<f64> {
    let first = &members[..members.len().min(BLOCK)];
    let mut block = Block::new(source.columns());
    block.hold(first.len());
    source.fill(first, &mut block);
    block.reference()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Waves;

    impl Source for Waves {
        fn columns(&self) -> usize {
            3
        }

        fn fill(&self, units: &[u32], block: &mut Block) {
            for (at, unit) in units.iter().enumerate() {
                for column in 0..3 {
                    let wave = (*unit as usize * 7919 + column * 104_729) % 10_007;
                    block.set(column, at, wave as f64 / 97.0 + 1e4);
                }
            }
        }
    }

    #[test]
    fn neither_spans_nor_threads_change_a_byte() {
        let members: Vec<Vec<u32>> =
            (0..3).map(|group| (0..20_000).filter(|unit| unit % 7 % 3 == group).collect()).collect();
        let with = |threads: usize, span: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| moments_by(&Waves, 20_000, &members, span)).unwrap()
        };
        let one = with(1, 20_000);
        assert_eq!(one.iter().map(UnitMoments::count).sum::<usize>(), 20_000);
        for (threads, span) in [(2, 20_000), (1, 1), (2, 77), (2, 256), (2, 5_000)] {
            assert_eq!(with(threads, span), one, "{threads} threads, spans of {span}");
        }
    }
}
