//! The weakest place of a graph: the lightest set of edges that holds two parts together.

/// Vertices on one side of a lightest cut, and its weight.
pub(crate) struct Cut {
    pub side: Vec<usize>,
    pub weight: u64,
}

/// A lightest cut of the vertices in `component`, which `weight` connects. `None` for fewer than
/// two vertices. Source: Stoer and Wagner, *Journal of the ACM* 44 (1997), 585-591.
pub(crate) fn lightest(component: &[usize], weight: impl Fn(usize, usize) -> u64) -> Option<Cut> {
    let size = component.len();
    let mut between = vec![vec![0_u64; size]; size];
    for one in 0..size {
        for other in (0..size).filter(|other| *other != one) {
            between[one][other] = weight(component[one], component[other]);
        }
    }
    let mut merged: Vec<Vec<usize>> = component.iter().map(|vertex| vec![*vertex]).collect();
    let mut left: Vec<usize> = (0..size).collect();
    let mut best: Option<Cut> = None;
    while left.len() > 1 {
        let (last, before, weight) = phase(&left, &between);
        if best.as_ref().is_none_or(|cut| weight < cut.weight) {
            best = Some(Cut { side: merged[last].clone(), weight });
        }
        let moved = std::mem::take(&mut merged[last]);
        merged[before].extend(moved);
        left.retain(|vertex| *vertex != last);
        for vertex in &left {
            let more = between[last][*vertex];
            between[before][*vertex] = between[before][*vertex].saturating_add(more);
            between[*vertex][before] = between[before][*vertex];
        }
    }
    best
}

/// Adds the vertices in the order of how strongly they hang on those before; gives the last, the
/// one before it, and the weight that holds the last.
fn phase(left: &[usize], between: &[Vec<u64>]) -> (usize, usize, u64) {
    let mut held = vec![0_u64; between.len()];
    let mut waiting = left.to_vec();
    let mut order = Vec::with_capacity(left.len());
    while let Some(at) = (0..waiting.len()).max_by_key(|at| held[waiting[*at]]) {
        let next = waiting.swap_remove(at);
        order.push(next);
        for vertex in &waiting {
            held[*vertex] = held[*vertex].saturating_add(between[next][*vertex]);
        }
    }
    let last = order[order.len() - 1];
    (last, order[order.len() - 2], held[last])
}
