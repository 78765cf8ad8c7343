//! A fee statement in words: what each part came to, what its result rests on, and what has to be said beside the amount
//! where a study names no effect or a check of it failed.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::form::Fault;
use lustrum_kernel::locale::{Speaker, known};
use lustrum_kernel::studied::Studied;

use super::fee::{Line, Settled};
use super::origin::{Offer, Origin, Unusable};
use super::pages::side_name;
use super::statement::{Document, Figure, State, Statement};
use super::words::{cell, measured};
use super::{Fallback, Outcome};

/// One line of a statement.
pub(super) struct Stated {
    pub label: String,
    pub amount: String,
    /// What came of it.
    pub settled: String,
    pub measured: String,
    /// Where the result comes from; the page of the study for who may open it.
    pub from: String,
    pub url: Option<String>,
    /// What has to be known beside the amount.
    pub warnings: Vec<String>,
}

/// A code of the area of the studies in its words; the code itself where that area is not there.
fn coded(t: &Speaker, noun: &str, code: &str) -> String {
    let key = format!("study-{noun}-{}", code.replace('_', "-"));
    if known(&key) { t.say(&key) } else { code.replace(['_', '-'], " ") }
}

/// What a result rests on: `−5 points (−7 to −3) · n = 240 · March to August 2026 · HR system`
fn basis(t: &Speaker, part: &Outcome, figure: &Figure, origin: Option<&Origin>) -> String {
    let months = origin.and_then(|origin| origin.months);
    let period = match months {
        Some((from, until)) => t.say2("statement-months", "from", t.month(&from), "until", t.month(&until)),
        None => figure.period.clone(),
    };
    let key = if period.is_empty() { "statement-basis-undated" } else { "statement-basis" };
    let named = [
        ("measured", measured(t, part, &figure.measured)),
        ("n", t.whole(figure.n)),
        ("period", period),
        ("source", figure.source.clone()),
    ];
    t.say_with(key, &named)
}

/// The lines of a statement. `studied` tells what the viewer may know of the studies now.
pub(super) fn lines(
    t: &Speaker,
    scope: &PartnershipScope,
    made: &Statement,
    document: &Document,
    studied: &[Studied],
) -> Vec<Stated> {
    let terms = &document.frozen.agreement.terms;
    let line = |(place, line): (usize, &Line)| {
        let cell = cell(t, terms, place, line, line, None);
        let mut stated = Stated {
            label: cell.label,
            amount: cell.amount,
            settled: cell.settled,
            measured: String::new(),
            from: String::new(),
            url: None,
            warnings: Vec::new(),
        };
        if let Some(place) = place.checked_sub(1).filter(|place| document.frozen.settles(*place))
            && let Some(part) = terms.outcomes.get(place)
        {
            stated.rest_on(t, scope, made, (place, part, line), studied);
        }
        stated
    };
    document.computed.sum.lines.iter().enumerate().map(line).collect()
}

impl Stated {
    fn rest_on(
        &mut self,
        t: &Speaker,
        scope: &PartnershipScope,
        made: &Statement,
        (place, part, line): (usize, &Outcome, &Line),
        studied: &[Studied],
    ) {
        let figure = made.frozen.results.get(place).and_then(Option::as_ref);
        let origin = made.frozen.origin(place);
        self.measured = figure.map(|figure| basis(t, part, figure, origin)).unwrap_or_default();
        match origin {
            Some(origin) => self.rest_on_study(t, origin, studied),
            None => self.from = typed(t, scope, made, figure.is_some()),
        }
        if let Some(origin) = origin {
            if figure.is_none() {
                self.warnings.push(t.say("statement-not-identified"));
            }
            if !origin.holds() {
                let checks: Vec<String> = origin.failed.iter().map(|check| coded(t, "check", check)).collect();
                self.warnings.push(t.say1("statement-check-failed", "checks", checks.join("; ")));
            }
        }
        if line.settled == Settled::Fallback && figure.is_none() && part.fallback == Fallback::Estimate {
            self.warnings.push(t.say("statement-nothing-to-estimate"));
        }
    }

    fn rest_on_study(&mut self, t: &Speaker, origin: &Origin, studied: &[Studied]) {
        let named = [
            ("title", origin.title.clone()),
            ("run", t.whole(origin.run)),
            ("day", t.date(&origin.made_at)),
            ("verdict", coded(t, "verdict", &origin.verdict)),
        ];
        self.from = t.say_with("statement-from-study", &named);
        let now = studied.iter().find(|known| known.study == origin.study);
        self.url = now.and_then(|known| known.path.clone());
        let newest = now.and_then(|known| known.run.as_ref()).filter(|run| run.number > origin.run);
        if let Some(run) = newest {
            let named = [("run", t.whole(run.number)), ("day", t.date(&run.made_at))];
            self.warnings.push(t.say_with("statement-run-since", &named));
        }
    }
}

/// Who typed a result, and whether the other side stands by it.
fn typed(t: &Speaker, scope: &PartnershipScope, made: &Statement, measured: bool) -> String {
    let key = match (measured, made.state) {
        (true, State::Confirmed) => "statement-typed-confirmed",
        (true, State::Made) => "statement-typed-waits",
        (true, State::Withdrawn) => "statement-typed",
        (false, _) => "statement-typed-none",
    };
    t.say2(key, "side", side_name(scope, made.side), "other", side_name(scope, made.side.other()))
}

/// What a study would settle from, as one choices of a form reads.
pub(super) fn offer(t: &Speaker, part: &Outcome, offer: &Offer) -> String {
    let Some(run) = &offer.studied.run else { return offer.studied.title.clone() };
    let figure = offer.given.as_ref().ok().and_then(|given| given.figure.as_ref());
    let named = [
        ("title", offer.studied.title.clone()),
        ("run", t.whole(run.number)),
        ("day", t.date(&run.made_at)),
        ("verdict", coded(t, "verdict", &run.verdict)),
        ("measured", figure.map(|figure| measured(t, part, &figure.measured)).unwrap_or_default()),
        ("n", t.whole(run.n)),
    ];
    let key = match (figure, run.failed.is_empty()) {
        (None, _) => "statement-offer-not-identified",
        (Some(_), true) => "statement-offer",
        (Some(_), false) => "statement-offer-failed",
    };
    t.say_with(key, &named)
}

/// Why nothing can be settled from a study.
pub(super) fn unusable(why: &Unusable) -> Fault {
    match why {
        Unusable::Unshared => Fault::new("statement-study-unshared"),
        Unusable::NotRun => Fault::new("statement-study-not-run"),
        Unusable::Unit(unit) => Fault::new("statement-study-unit").with("unit", unit),
        Unusable::Interval => Fault::new("statement-study-interval"),
    }
}

/// The run behind a result, with the hashes by which it is found again.
pub(super) struct Provenance {
    pub title: String,
    pub facts: Vec<(String, String)>,
    pub hashes: Vec<(String, String)>,
}

pub(super) fn provenance(t: &Speaker, document: &Document) -> Vec<Provenance> {
    let of = |origin: &Origin| {
        let mut facts = vec![
            (
                t.say("statement-run"),
                t.say2("statement-run-of", "run", t.whole(origin.run), "day", t.moment(&origin.made_at)),
            ),
            (t.say("statement-verdict"), coded(t, "verdict", &origin.verdict)),
            (t.say("statement-code"), origin.code.clone()),
        ];
        if let Some(design) = &origin.design {
            facts.insert(1, (t.say("statement-design"), coded(t, "design", design)));
        }
        let hashes = [
            ("statement-hash-plan", &origin.plan_hash),
            ("statement-hash-data", &origin.data_hash),
            ("statement-hash-answer", &origin.answer_hash),
        ];
        Provenance {
            title: origin.title.clone(),
            facts,
            hashes: hashes.map(|(key, hash)| (t.say(key), hash.clone())).into(),
        }
    };
    document.frozen.origins.iter().flatten().map(of).collect()
}
