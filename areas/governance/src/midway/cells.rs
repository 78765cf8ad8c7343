//! A module in the grid: what is seen of it on each level, in words, and where something can be linked to it that nothing is
//! linked to yet.

use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::locale::Speaker;
use lustrum_programme::module::Module;

use super::pages::Whole;

/// What is seen of a module on one level, in words, or that nothing links it to what is seen there.
pub(super) struct Cell {
    pub lines: Vec<String>,
    /// What stands there where there are no lines.
    pub none: String,
    /// Where it can be linked, and how that is called; empty where it is or where the reader does not do so.
    pub way: Option<(String, String)>,
}

fn cell(t: &Speaker, lines: Vec<String>, linked: bool, agreed: bool, way: Option<(String, &str)>) -> Cell {
    let none = match (linked, agreed) {
        (false, _) => "midway-not-linked",
        (true, false) => "midway-no-figure",
        (true, true) => "midway-no-figure-then",
    };
    let none = t.say(none);
    let way = way.filter(|_| !linked && lines.is_empty()).map(|(url, key)| (url, t.say(key)));
    Cell { lines, none, way }
}

/// The cells of a module: reaction, learning, behaviour.
pub(super) struct Cells {
    pub reaction: String,
    pub learning: Cell,
    pub behaviour: Cell,
}

pub(super) fn cells(app: &App, scope: &PartnershipScope, whole: &Whole, module: &Module) -> Cells {
    let t = scope.viewer.speaker();
    let seen = whole.seen(module.id);
    let tests = scope.may(app, "assessment.design", &Resource::new("Assessment", scope.id()));
    let designs = scope.may(app, "programme.write", &whole.programme.resource());
    let home = format!("/p/{}", scope.id());
    let to_test = tests.then(|| (format!("{home}/tests/new"), "midway-link-test"));
    let to_behaviours = designs.then(|| {
        let path = format!("{home}/programmes/{}/modules/{}/behaviours", whole.programme.id, module.id);
        (path, "midway-link-behaviours")
    });
    let agreed = whole.of(module.id).is_some_and(|known| known.agreed_at.is_some());
    let mut learned: Vec<String> = seen.learned.iter().map(|learned| learned.words(&t)).collect();
    learned.extend(seen.demonstrated.iter().map(|shown| shown.words(&t)));
    if !agreed {
        learned
            .extend(whole.grid.asks_nothing(module.id).map(|rubric| t.say1("midway-asks-nothing", "rubric", rubric)));
    }
    let behaved = seen.behaved.iter().map(|behaved| behaved.words(&t)).collect();
    Cells {
        reaction: seen.reaction.map_or_else(|| t.say("midway-no-data"), |seen| seen.words(&t)),
        learning: cell(&t, learned, whole.is_tested(module.id), agreed, to_test),
        behaviour: cell(&t, behaved, whole.is_linked(module.id), agreed, to_behaviours),
    }
}
