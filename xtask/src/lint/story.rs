//! Every step of the story that a partnership can play is named by a journey in the browser: `test("steps 6-8: ...")`.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;

use super::{Finding, ends};
use crate::place;

/// The steps of the demo story (`app/src/demo/story`) that the journeys play: from the challenge to the charter, delivery, what
/// is seen on the four levels, and the rhythm. The others belong to what is built next.
const PLAYED: [RangeInclusive<u32>; 4] = [1..=13, 16..=19, 22..=23, 25..=29];

pub fn check() -> anyhow::Result<Vec<Finding>> {
    let folder = place::root().join("e2e/journeys");
    let mut named = BTreeSet::new();
    let mut findings = Vec::new();
    for file in place::files(&folder, &|path| ends(path, "ts"))? {
        let text = std::fs::read_to_string(&file)?;
        for (number, line) in text.lines().enumerate() {
            match title(line).map(steps) {
                Some(Ok(steps)) => named.extend(steps),
                Some(Err(what)) => findings.push(Finding::at(&file, number + 1, what)),
                None => {}
            }
        }
    }
    findings.extend(missing(&named).map(|step| {
        Finding::at(Path::new("e2e/journeys"), 0, format!("no journey names step {step} of the story in its title"))
    }));
    Ok(findings)
}

fn missing(named: &BTreeSet<u32>) -> impl Iterator<Item = u32> {
    PLAYED.into_iter().flatten().filter(|step| !named.contains(step))
}

/// The title of a journey that begins on this line.
fn title(line: &str) -> Option<&str> {
    line.strip_prefix("test(\"")?.split('"').next()
}

/// The steps that a title names before its colon: `step 4`, `steps 16 and 18`, `steps 6-8, 12`; none where it begins otherwise.
fn steps(title: &str) -> Result<Vec<u32>, String> {
    let Some(rest) = title.strip_prefix("steps ").or_else(|| title.strip_prefix("step ")) else {
        return Ok(Vec::new());
    };
    let odd = || format!("“{title}” names its steps in a way that is not understood: write “steps 6-8 and 12: ...”");
    let (list, _) = rest.split_once(": ").ok_or_else(odd)?;
    let mut all = Vec::new();
    for part in list.split([',', ' ']).filter(|part| !part.is_empty() && *part != "and") {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.parse::<u32>().map_err(|_| odd());
        all.extend(number(from)?..=number(to)?);
    }
    if all.is_empty() { Err(odd()) } else { Ok(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_steps_one_by_one_and_from_one_to_another() {
        assert_eq!(steps("step 4: chosen on fit"), Ok(vec![4]));
        assert_eq!(steps("steps 16 and 18: a module is reacted to"), Ok(vec![16, 18]));
        assert_eq!(steps("steps 4-6, 12 and 29: much"), Ok(vec![4, 5, 6, 12, 29]));
        assert_eq!(steps("a charter is signed"), Ok(vec![]));
        for odd in ["steps 4 to 6: chosen", "steps 4-6 chosen", "step : chosen", "step four: chosen"] {
            assert!(steps(odd).is_err(), "{odd}");
        }
        assert_eq!(title("test(\"step 4: chosen\", async ({ as }) => {"), Some("step 4: chosen"));
        assert_eq!(title("  await test.step(\"step 4: inner\", async () => {"), None);
    }

    #[test]
    fn a_step_that_no_journey_names_is_found() {
        let all: BTreeSet<u32> = (1..=30).collect();
        assert_eq!(missing(&all).count(), 0);
        let few: BTreeSet<u32> = (1..=30).filter(|step| ![9, 14, 29].contains(step)).collect();
        assert_eq!(missing(&few).collect::<Vec<_>>(), [9, 29], "14 is none that is played");
    }
}
