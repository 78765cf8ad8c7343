//! The exact text of a version: what is hashed, shown and signed. Words of the writers are indented and words of the
//! form are not, so that nothing that someone writes can pass for a heading.

use lustrum_kernel::access::Partnered;
use lustrum_kernel::locale::{Locale, Speaker};
use sha2::{Digest, Sha256};

use super::term::Term;
use super::{CharterVersion, Measure, Section, languages};

/// The first line of every text of this form.
pub const FORM: &str = "lustrum charter 1";

/// The text of a version: in the words of its language, and after that, where it is written in two, in the words of the
/// other. Both are hashed and signed as one.
pub fn exact(version: &CharterVersion, partnership: &Partnered) -> String {
    let mut text = String::new();
    line(&mut text, FORM);
    line(&mut text, &format!("partnership: {}", partnership.id));
    line(&mut text, &format!("version: {}", version.number()));
    let languages = languages::of(version);
    for (place, language) in languages.into_iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        line(&mut text, &format!("language: {}", language.code()));
        line(&mut text, &format!("title: {}", one_line(&partnership.title)));
        line(&mut text, &format!("organisation: {}", one_line(&partnership.client_name)));
        line(&mut text, &format!("partner: {}", one_line(&partnership.partner_name)));
        worded(&mut text, version, language);
    }
    text
}

fn worded(text: &mut String, version: &CharterVersion, language: Locale) {
    let t = Speaker::utc(language);
    for section in Section::ALL {
        text.push('\n');
        line(text, &format!("{} {}", section.place(), t.say(&section.key())));
        indented(text, version.text_in(section, language));
        if section == Section::Measures {
            for measure in &version.measures {
                measured(text, &t, measure, version.words_of(measure, language));
            }
        }
    }
    termed(text, &t, version);
}

/// How long it holds, where that was set.
fn termed(text: &mut String, t: &Speaker, version: &CharterVersion) {
    if version.head.term == Term::default() {
        return;
    }
    text.push('\n');
    line(text, &t.say("charter-term"));
    for (what, day) in version.head.term.days() {
        line(text, &format!("    {}: {}", t.say(&format!("charter-term-{}", what.word())), t.day(&day)));
    }
}

fn measured(text: &mut String, t: &Speaker, measure: &Measure, words: &str) {
    let level = t.say(&format!("charter-level-{}", measure.level));
    line(text, &format!("  {} ({})", level, measure.level));
    indented(text, words);
    for (label, value) in facts(t, measure) {
        line(text, &format!("    {label}: {}", one_line(&value)));
    }
}

/// What a measure says beyond its sentence, labelled: its definition, where it begins, what it is to reach, by when.
pub fn facts(t: &Speaker, measure: &Measure) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let unit = measure.definition.as_ref().map_or("", |known| known.unit.as_str());
    if let Some(known) = &measure.definition {
        let kpi = t.say2("charter-measure-kpi-version", "title", &known.title, "number", t.whole(known.number));
        facts.push(("charter-measure-kpi", kpi));
        facts.push(("charter-measure-population", known.population.clone()));
        facts.push(("charter-measure-formula", known.formula.clone()));
        facts.push(("charter-measure-direction", t.say(&format!("charter-direction-{}", known.direction))));
        facts.push(("charter-measure-grain", known.grain.clone()));
        facts.push(("charter-measure-source", known.source.clone()));
    }
    let least = measure.definition.as_ref().map_or(0, |known| known.decimals.clamp(0, 9) as usize);
    let value = |value: f64| format!("{} {unit}", plain(t, value, least)).trim_end().to_owned();
    facts.extend(measure.baseline.map(|from| ("charter-measure-baseline", value(from))));
    facts.extend(measure.target.map(|to| ("charter-measure-target", value(to))));
    facts.extend(measure.due.map(|due| ("charter-measure-due", t.day(&due))));
    facts.into_iter().map(|(key, value)| (t.say(key), value)).collect()
}

/// A number with the digits that it has, and no fewer than the KPI is written with.
fn plain(t: &Speaker, value: f64, least: usize) -> String {
    let written = value.to_string();
    t.number(value, written.split_once('.').map_or(0, |(_, digits)| digits.len()).clamp(least, 12))
}

/// SHA-256 of a text, in hexadecimal digits.
pub fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// What the first lines of an exact text say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub partnership: String,
    pub version: String,
    pub language: Locale,
    pub title: String,
    pub organisation: String,
    pub partner: String,
}

/// Reads the first lines of an exact text.
pub fn opening(text: &str) -> Option<Opening> {
    let mut lines = text.lines();
    if lines.next()? != FORM {
        return None;
    }
    let mut said = |name: &str| -> Option<String> {
        let (key, value) = lines.next()?.split_once(": ")?;
        (key == name).then(|| value.to_owned())
    };
    Some(Opening {
        partnership: said("partnership")?,
        version: said("version")?,
        language: Locale::parse(&said("language")?)?,
        title: said("title")?,
        organisation: said("organisation")?,
        partner: said("partner")?,
    })
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

fn indented(text: &mut String, words: &str) {
    for each in words.trim().lines() {
        line(text, format!("    {each}").trim_end());
    }
}

pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
