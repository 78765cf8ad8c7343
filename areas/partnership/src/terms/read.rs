//! Reading terms and results as they were typed. A page sends amounts, percentages and effects as people write them; the
//! API sends whole minor units, hundredths of a percent and millionths, as they are kept.

use lustrum_kernel::Day;
use lustrum_kernel::form::{Fault, Fields};

use super::fee::Measured;
use super::origin::{Given, Offer};
use super::stated as words;
use super::statement::Figure;
use super::{Base, CURRENCIES, Fallback, Kind, LARGEST, MICRO, MOST, Outcome, Rule, Terms, WHOLE};
use crate::charter::{CharterVersion, Definition, Measure};

/// The largest effect, in units.
const LARGEST_EFFECT: i64 = 1_000_000;
/// Fewer characters say nothing.
const SHORTEST_WORDS: usize = 20;

/// An amount in minor units.
pub fn amount(form: &mut Fields, name: &str) -> Option<i64> {
    form.amount(name, LARGEST)
}

/// A share in hundredths of a percent.
fn share(form: &mut Fields, name: &str) -> Option<i64> {
    if form.is_json() {
        return form.whole(name, 0, WHOLE);
    }
    let hundredths = form.number_between(name, 0.0, 100.0)? * 100.0;
    if (hundredths - hundredths.round()).abs() > 1e-6 {
        form.refuse(name, Fault::new("terms-fault-share-digits"));
        return None;
    }
    Some(hundredths.round() as i64)
}

/// An effect in millionths of its unit.
fn effect(form: &mut Fields, name: &str) -> Option<i64> {
    if form.is_json() {
        return form.whole(name, -LARGEST_EFFECT * MICRO, LARGEST_EFFECT * MICRO);
    }
    let (most, one) = (LARGEST_EFFECT as f64, MICRO as f64);
    form.number_between(name, -most, most).map(|value| (value * one).round() as i64)
}

/// Whether anything was typed for the row of this beginning.
fn begun(form: &Fields, beginning: &str, besides: &[&str]) -> bool {
    let names = form.names_after(beginning);
    names
        .iter()
        .any(|name| !besides.contains(&name.as_str()) && !form.value(&format!("{beginning}{name}")).trim().is_empty())
}

/// The places of the rows of a list for which something was typed.
fn rows(form: &Fields, list: &str, besides: &[&str]) -> Vec<usize> {
    let beginning = format!("{list}.");
    let numbered = |name: String| name.split_once('.').and_then(|(place, _)| place.parse::<usize>().ok());
    let mut places: Vec<usize> = form.names_after(&beginning).into_iter().filter_map(numbered).collect();
    places.sort_unstable();
    places.dedup();
    places.retain(|place| begun(form, &format!("{beginning}{place}."), besides));
    places
}

/// What is chosen before anyone types; a row of which no more is known was left empty.
const CHOSEN: [&str; 3] = ["kind", "rule", "fallback"];

/// Reads terms that hang on the measures of a charter. A row left empty in between closes up, and so do its faults.
pub(super) fn read_terms(form: &mut Fields, charter: &CharterVersion, today: Day) -> Option<Terms> {
    let currency = form.choice("currency", |code| CURRENCIES.into_iter().find(|known| *known == code));
    let total = amount(form, "total");
    let base = (share(form, "base.share"), form.day("base.on"));
    let (floor, cap) = (amount(form, "floor"), amount(form, "cap"));
    let places = rows(form, "outcomes", &CHOSEN);
    if places.len() > MOST {
        form.refuse("outcomes.0.measure", Fault::new("terms-fault-many").with("most", MOST));
        return None;
    }
    let mut outcomes = Vec::new();
    for place in &places {
        outcomes.push(read_part(form, charter, *place));
    }
    if form.has_faults() {
        return None;
    }
    let terms = Terms {
        currency: currency?.to_owned(),
        total: total?,
        base: Base { share: base.0?, on: base.1? },
        outcomes: outcomes.into_iter().collect::<Option<Vec<Outcome>>>()?,
        floor: floor?,
        cap: cap?,
    };
    for lack in terms.lacks().into_iter().chain(terms.late(today)) {
        // The part's place in the list is not its row where one was left empty.
        let at = match lack {
            super::Lack::Part(place, lack) => super::Lack::Part(places.get(place).copied().unwrap_or(place), lack),
            other => other,
        };
        form.refuse(&at.place(), at.fault());
    }
    (!form.has_faults()).then_some(terms)
}

fn read_part(form: &mut Fields, charter: &CharterVersion, place: usize) -> Option<Outcome> {
    let at = |field: &str| format!("outcomes.{place}.{field}");
    let known = |text: &str| charter.measures.iter().find(|measure| measure.id.to_string() == text.trim());
    let measure = form.choice(&at("measure"), known);
    let kind = form.choice(&at("kind"), Kind::parse);
    let share = share(form, &at("share"));
    let rule = form.choice(&at("rule"), Rule::parse);
    let target = effect(form, &at("target"));
    let threshold = match form.value(&at("threshold")).trim() {
        "" => Some(0),
        _ => effect(form, &at("threshold")),
    };
    let (on, again) = (form.day(&at("on")), form.day(&at("again")));
    let fallback = form.choice(&at("fallback"), Fallback::parse);
    let unit = form.optional_text(&at("unit"), 40);
    let measure = measure?;
    // Where a definition says which way is better, a reward for the other way is a slip.
    let worse = |known: &Definition| match known.direction.as_str() {
        "lower" => target.is_some_and(|target| target > 0),
        _ => target.is_some_and(|target| target < 0),
    };
    if let Some(known) = measure.definition.as_ref().filter(|known| worse(known)) {
        let lower = known.direction == "lower";
        form.refuse(&at("target"), Fault::new(if lower { "terms-fault-not-lower" } else { "terms-fault-not-higher" }));
    }
    let defined = measure.definition.as_ref().map(|known| known.unit.clone());
    Some(Outcome {
        kind: kind?,
        share: share?,
        measure: measure.id,
        level: measure.level,
        text: measure.text.clone(),
        unit: unit.or(defined).unwrap_or_default(),
        rule: rule?,
        threshold: threshold?,
        target: target?,
        on: on?,
        again: again?,
        fallback: fallback?,
    })
}

/// From when a change holds; nothing where nothing was typed.
pub(super) fn read_from(form: &mut Fields) -> Option<Day> {
    if form.value("from").trim().is_empty() {
        return None;
    }
    form.day("from")
}

/// Why a part is wanted that can hardly be proven; nothing where nothing was typed.
pub(super) fn read_words(form: &mut Fields) -> Option<String> {
    let words = form.optional_text("words", 1_000)?;
    if words.chars().count() < SHORTEST_WORDS {
        form.refuse("words", Fault::new("terms-fault-words"));
        return None;
    }
    Some(words)
}

fn read_measured(form: &mut Fields, beginning: &str) -> Option<Measured> {
    let at = |field: &str| format!("{beginning}.{field}");
    let estimate = effect(form, &at("estimate"));
    let (low, high) = (effect(form, &at("low")), effect(form, &at("high")));
    let measured = Measured { estimate: estimate?, low: low?, high: high? };
    if !(measured.low..=measured.high).contains(&measured.estimate) {
        form.refuse(&at("low"), Fault::new("terms-fault-interval"));
        return None;
    }
    Some(measured)
}

/// A scenario of the reader's own; nothing where nothing was typed.
pub(super) fn read_own(form: &mut Fields, parts: usize) -> Option<Vec<Option<Measured>>> {
    let typed: Vec<usize> = rows(form, "own", &[]).into_iter().filter(|place| *place < parts).collect();
    if typed.is_empty() {
        return None;
    }
    let mut measured = vec![None; parts];
    for place in typed {
        measured[place] = read_measured(form, &format!("own.{place}"));
    }
    (!form.has_faults()).then_some(measured)
}

/// What is chosen where a result is typed and not taken from a study.
pub(super) const TYPED: &str = "typed";

/// What a study that was chosen gives; a fault says why it gives nothing.
fn from_study(form: &mut Fields, name: &str, offers: &[Offer], place: usize) -> Given {
    let chosen = form.value(name).trim().to_owned();
    let offer = offers.iter().find(|offer| offer.place == place && offer.studied.study.to_string() == chosen);
    match offer.map(|offer| &offer.given) {
        Some(Ok(given)) => return given.clone(),
        Some(Err(why)) => form.refuse(name, words::unusable(why)),
        None => form.refuse(name, Fault::new("fault-not-a-choice")),
    }
    Given::default()
}

/// The results of the parts that need one now: from a study, or typed; nothing for one of which it is said that nothing
/// was measured yet.
pub(super) fn read_results(form: &mut Fields, parts: usize, needed: &[usize], offers: &[Offer]) -> Vec<Given> {
    let mut results = vec![Given::default(); parts];
    for place in needed {
        let beginning = format!("results.{place}");
        let empty = !begun(form, &format!("{beginning}."), &["none", "study"]);
        let study = format!("{beginning}.study");
        if !matches!(form.value(&study).trim(), "" | TYPED) {
            if !empty || form.flag(&format!("{beginning}.none")) {
                form.refuse(&study, Fault::new("statement-fault-both"));
                continue;
            }
            results[*place] = from_study(form, &study, offers, *place);
            continue;
        }
        if form.flag(&format!("{beginning}.none")) {
            if !empty {
                form.refuse(&format!("{beginning}.none"), Fault::new("statement-fault-none"));
            }
            continue;
        }
        if empty {
            form.refuse(&format!("{beginning}.estimate"), Fault::new("statement-fault-result"));
            continue;
        }
        let measured = read_measured(form, &beginning);
        let n = form.whole(&format!("{beginning}.n"), 1, 1_000_000_000);
        let period = form.text(&format!("{beginning}.period"), 80);
        let source = form.text(&format!("{beginning}.source"), 300);
        results[*place] = measured.zip(n).map(|(measured, n)| Figure { measured, n, period, source }).into();
    }
    results
}

/// Terms as a page would have them typed, to begin a change from what stands.
pub(super) fn typed(terms: &Terms, charter: &CharterVersion) -> Fields {
    // A measure that stands unchanged in a later version of the charter has another id there.
    let measure = |part: &Outcome| {
        let same = |measure: &&Measure| measure.level == part.level && measure.text == part.text;
        charter.measures.iter().find(same).map_or(part.measure, |measure| measure.id).to_string()
    };
    let amount = |minor: i64| match minor % 100 {
        0 => (minor / 100).to_string(),
        cents => format!("{}.{cents:02}", minor / 100),
    };
    let share = |hundredths: i64| (hundredths as f64 / 100.0).to_string();
    let effect = |micros: i64| (micros as f64 / MICRO as f64).to_string();
    let mut values = vec![
        ("currency".to_owned(), terms.currency.clone()),
        ("total".to_owned(), amount(terms.total)),
        ("floor".to_owned(), amount(terms.floor)),
        ("cap".to_owned(), amount(terms.cap)),
        ("base.share".to_owned(), share(terms.base.share)),
        ("base.on".to_owned(), terms.base.on.to_string()),
    ];
    for (place, part) in terms.outcomes.iter().enumerate() {
        let fields = [
            ("measure", measure(part)),
            ("kind", part.kind.word().to_owned()),
            ("share", share(part.share)),
            ("rule", part.rule.word().to_owned()),
            ("threshold", effect(part.threshold)),
            ("target", effect(part.target)),
            ("unit", part.unit.clone()),
            ("on", part.on.to_string()),
            ("again", part.again.to_string()),
            ("fallback", part.fallback.word().to_owned()),
        ];
        values.extend(fields.map(|(field, value)| (format!("outcomes.{place}.{field}"), value)));
    }
    Fields::filled(values)
}

/// The form of the first terms: what is most often agreed is chosen already.
pub(super) fn blank() -> Fields {
    let mut values = vec![("currency".to_owned(), "EUR".to_owned())];
    for place in 0..MOST {
        let fields = [("kind", "at-risk"), ("rule", "estimate"), ("fallback", "estimate")];
        values.extend(fields.map(|(field, value)| (format!("outcomes.{place}.{field}"), value.to_owned())));
    }
    Fields::filled(values)
}
