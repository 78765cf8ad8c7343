//! What a person or a program sent in, read field by field. Page forms and JSON bodies go through the same
//! [`Fields`], so both know the same rules; every fault is found at once, and what was typed comes back.

mod extract;
mod number;
mod seen;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clock::Day;
use crate::locale::{Locale, Speaker};
use number::Unread;

pub use seen::Standing;

/// Why a field was not taken: a message key with its arguments, worded when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
    pub fn words(&self, t: &Speaker) -> String {
        let worded = |name: &str, value: &String| match name {
            "least" | "most" | "sum" => in_marks(t, value),
            "day" => value.parse().map_or_else(|_| value.clone(), |day: Day| t.day(&day)),
            _ => value.clone(),
        };
        let named: Vec<(&str, String)> = self.args.iter().map(|(name, value)| (*name, worded(name, value))).collect();
        t.say_with(self.key, &named)
    }
}

/// A bound or a sum as its reader writes it; a small whole number, which may be a year, has no mark in it.
fn in_marks(t: &Speaker, value: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) if value.contains('.') || number.abs() >= 10_000.0 => {
            t.number(number, value.split_once('.').map_or(0, |(_, part)| part.len()))
        }
        _ => value.to_owned(),
    }
}

/// An uploaded file.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    pub name: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// The fields that were sent, and the faults found in them so far.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Upload>,
    faults: BTreeMap<String, Fault>,
    json: bool,
    /// The language of whoever typed it.
    locale: Locale,
}

impl Fields {
    /// An empty form, or one filled beforehand (to edit something).
    pub fn filled<K: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in values {
            fields.values.entry(name.into()).or_default().push(value.into());
        }
        fields
    }
    /// The same, typed by a reader of this language.
    pub fn typed_in(mut self, locale: Locale) -> Self {
        self.locale = locale;
        self
    }
    /// Puts something else into a field than what was sent.
    pub fn replace(&mut self, name: &str, value: &str) {
        self.values.insert(name.to_owned(), vec![value.to_owned()]);
    }
    /// Whether it came as JSON, over the API.
    pub fn is_json(&self) -> bool {
        self.json
    }

    // What was typed, for showing it again.
    /// The value as typed, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|all| all.first()).map_or("", String::as_str)
    }
    /// Every value of a field that may occur more than once (check boxes, JSON arrays).
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.values.get(name).map(|all| all.iter().map(String::as_str).collect()).unwrap_or_default()
    }
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values(name).contains(&value)
    }
    /// The names of fields that begin so, without that beginning (`score-3` asked for `score-` gives `3`).
    pub fn names_after(&self, beginning: &str) -> Vec<String> {
        self.values.keys().filter_map(|name| name.strip_prefix(beginning)).map(str::to_owned).collect()
    }
    pub fn fault(&self, name: &str) -> Option<&Fault> {
        self.faults.get(name)
    }
    pub fn faults(&self) -> impl Iterator<Item = (&str, &Fault)> {
        self.faults.iter().map(|(name, fault)| (name.as_str(), fault))
    }
    /// The words of the fault at a field, empty where there is none. For templates.
    pub fn fault_words(&self, name: &str, t: &Speaker) -> String {
        self.fault(name).map(|fault| fault.words(t)).unwrap_or_default()
    }
    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    // Reading, each with its own rule. The first fault of a field stays.
    pub fn refuse(&mut self, name: &str, fault: Fault) {
        self.faults.entry(name.to_owned()).or_insert(fault);
    }
    /// Text of at least one character and at most `longest`, without blanks around it or control characters in it.
    pub fn text(&mut self, name: &str, longest: usize) -> String {
        let text = self.optional_text(name, longest).unwrap_or_default();
        if text.is_empty() {
            self.refuse(name, Fault::new("fault-required"));
        }
        text
    }
    pub fn optional_text(&mut self, name: &str, longest: usize) -> Option<String> {
        let text = self.value(name).trim().replace("\r\n", "\n");
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.refuse(name, Fault::new("fault-control-character"));
        }
        if text.chars().count() > longest {
            self.refuse(name, Fault::new("fault-too-long").with("longest", longest));
        }
        (!text.is_empty()).then_some(text)
    }
    /// A date as `2026-10-08`, which is what a date field of a browser sends.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let day = self.optional_day(name);
        if day.is_none() {
            self.refuse(name, Fault::new("fault-required"));
        }
        day
    }
    pub fn optional_day(&mut self, name: &str) -> Option<Day> {
        let text = self.value(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        match text.parse::<Day>() {
            Ok(day) if (1900..=2200).contains(&day.0.year()) => return Some(day),
            Ok(_) => self.refuse(name, Fault::new("fault-date-out-of-range")),
            Err(_) => self.refuse(name, Fault::new("fault-not-a-date")),
        }
        None
    }
    /// A finite number. `12.5` and `12,5` are read alike, thousands may be set apart as in either language, and what may
    /// mean two things is refused.
    pub fn number(&mut self, name: &str) -> Option<f64> {
        let number = self.optional_number(name);
        if number.is_none() {
            self.refuse(name, Fault::new("fault-required"));
        }
        number
    }
    pub fn optional_number(&mut self, name: &str) -> Option<f64> {
        let text = self.value(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let read = match self.json {
            true => text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or(Unread::NotANumber),
            false => number::read(&text, self.locale),
        };
        match read {
            Ok(number) => Some(number),
            Err(unread) => {
                self.refuse_unread(name, unread, text);
                None
            }
        }
    }
    fn refuse_unread(&mut self, name: &str, unread: Unread, text: String) {
        let fault = match unread {
            Unread::NotANumber => Fault::new("fault-not-a-number"),
            Unread::TwoMeanings => Fault::new("fault-two-meanings").with("text", text),
        };
        self.refuse(name, fault);
    }
    /// An amount of money in minor units, at most `most` of them. A page sends it as people write it, the API sends whole
    /// minor units.
    pub fn amount(&mut self, name: &str, most: i64) -> Option<i64> {
        let amount = self.optional_amount(name, most);
        if amount.is_none() {
            self.refuse(name, Fault::new("fault-required"));
        }
        amount
    }
    pub fn optional_amount(&mut self, name: &str, most: i64) -> Option<i64> {
        let text = self.value(name).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        if self.json {
            return self.whole(name, 0, most);
        }
        match number::read_amount(&text, self.locale) {
            Ok(Some(minor)) if (0..=most).contains(&minor) => return Some(minor),
            Ok(Some(_)) => {
                self.refuse(name, Fault::new("fault-out-of-range").with("least", 0).with("most", most / 100));
            }
            Ok(None) => self.refuse(name, Fault::new("fault-amount-digits")),
            Err(unread) => self.refuse_unread(name, unread, text),
        }
        None
    }
    pub fn number_between(&mut self, name: &str, least: f64, most: f64) -> Option<f64> {
        let number = self.number(name)?;
        if !(least..=most).contains(&number) {
            self.refuse(name, Fault::new("fault-out-of-range").with("least", least).with("most", most));
            return None;
        }
        Some(number)
    }
    pub fn whole(&mut self, name: &str, least: i64, most: i64) -> Option<i64> {
        let number = self.number_between(name, least as f64, most as f64)?;
        if number.fract() != 0.0 {
            self.refuse(name, Fault::new("fault-not-whole"));
            return None;
        }
        Some(number as i64)
    }
    /// One of a list: `parse` knows it or not.
    pub fn choice<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.value(name).trim().to_owned();
        if text.is_empty() {
            self.refuse(name, Fault::new("fault-required"));
            return None;
        }
        let known = parse(&text);
        if known.is_none() {
            self.refuse(name, Fault::new("fault-not-a-choice"));
        }
        known
    }
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.value(name), "on" | "true" | "1" | "yes")
    }
    /// An address of the shape `someone@example.org`, in lower case.
    pub fn email(&mut self, name: &str) -> String {
        let text = self.text(name, 254).to_lowercase();
        let sound = text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !domain.contains('@')
                && !text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"'))
        });
        if !text.is_empty() && !sound {
            self.refuse(name, Fault::new("fault-not-an-address"));
        }
        text
    }
    /// A zone of the IANA database (`Europe/Amsterdam`).
    pub fn zone(&mut self, name: &str) -> Option<String> {
        let text = self.text(name, 64);
        if text.is_empty() {
            return None;
        }
        match jiff::tz::TimeZone::get(&text) {
            Ok(zone) => Some(zone.iana_name().unwrap_or(&text).to_owned()),
            Err(_) => {
                self.refuse(name, Fault::new("fault-not-a-zone"));
                None
            }
        }
    }
    pub fn file(&mut self, name: &str) -> Option<Upload> {
        let upload = self.optional_file(name);
        if upload.is_none() {
            self.refuse(name, Fault::new("fault-no-file"));
        }
        upload
    }
    /// A file where one was chosen.
    pub fn optional_file(&self, name: &str) -> Option<Upload> {
        self.files.get(name).filter(|upload| !upload.bytes.is_empty()).cloned()
    }

    /// What came of it: the value if no field was refused, else the form with what was typed and its faults.
    pub fn done<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, Self> {
        if self.has_faults() {
            return Err(self);
        }
        value().ok_or(self)
    }
    /// The same for values that are read already.
    pub fn check(self) -> Result<(), Self> {
        if self.has_faults() { Err(self) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_at_once_and_what_was_typed_stays() {
        let mut form = Fields::filled([("title", " "), ("due", "8-10-2026"), ("target", "twintig"), ("rate", "12,5")]);
        form.text("title", 80);
        form.day("due");
        form.number("target");
        assert_eq!(form.number("rate"), Some(12.5));
        let Err(form) = form.check() else { panic!("faults must be reported") };
        let named: Vec<_> = form.faults().map(|(name, fault)| (name, fault.key)).collect();
        assert_eq!(named, [("due", "fault-not-a-date"), ("target", "fault-not-a-number"), ("title", "fault-required")]);
        assert_eq!(form.value("target"), "twintig");
    }

    #[test]
    fn a_number_is_read_in_the_language_of_whoever_typed_it_and_asked_again_where_it_may_mean_two() {
        let typed = Fields::filled([("fee", "80.000,50"), ("cap", "80.000"), ("price", "-1")]);
        let mut dutch = typed.clone().typed_in(Locale::Nl);
        assert_eq!((dutch.amount("fee", 1_000_000_000), dutch.number("cap")), (Some(8_000_050), Some(80_000.0)));
        let mut english = typed;
        assert_eq!(
            (english.amount("fee", 1_000_000_000), english.amount("cap", 1_000_000_000)),
            (Some(8_000_050), None)
        );
        assert_eq!(english.fault("cap").map(|fault| fault.key), Some("fault-two-meanings"));
        assert_eq!((english.amount("price", 100), english.optional_amount("none", 100)), (None, None));
        assert_eq!(english.fault("price").map(|fault| fault.key), Some("fault-out-of-range"));
        assert!(english.fault("none").is_none());
    }

    #[test]
    fn a_bound_is_written_with_the_marks_of_its_reader() {
        let (dutch, english) = (Speaker::utc(Locale::Nl), Speaker::utc(Locale::En));
        for (value, in_dutch, in_english) in [
            ("0.01", "0,01", "0.01"),
            ("95.50", "95,50", "95.50"),
            ("100", "100", "100"),
            ("2026", "2026", "2026"),
            ("1000000000", "1.000.000.000", "1,000,000,000"),
            ("-0.5", "\u{2212}0,5", "\u{2212}0.5"),
            ("2026-10-08", "2026-10-08", "2026-10-08"),
        ] {
            assert_eq!((in_marks(&dutch, value), in_marks(&english, value)), (in_dutch.into(), in_english.into()));
        }
    }

    #[test]
    fn addresses_are_checked_for_their_shape_and_stored_in_lower_case() {
        let mut form = Fields::filled([("a", "Eva@Noordkade.example"), ("b", "eva at noordkade")]);
        assert_eq!(form.email("a"), "eva@noordkade.example");
        form.email("b");
        assert!(form.fault("a").is_none() && form.fault("b").is_some());
    }
}
