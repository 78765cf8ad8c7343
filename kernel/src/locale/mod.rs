//! Languages: every visible text is a Fluent message in English and Dutch; numbers, dates and plurals follow
//! the reader's locale. A [`Speaker`] speaks one language in one time zone and is what templates hold as `t`.

mod format;
mod preferred;
mod texts;

use std::fmt::Display;

use fluent_bundle::FluentArgs;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::clock::{Day, Moment};
use crate::money::Money;
pub use texts::{Texts, install, known};

/// A language that the product speaks completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    En,
    Nl,
}

impl Locale {
    pub const ALL: [Locale; 2] = [Locale::En, Locale::Nl];

    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Nl => "nl",
        }
    }
    /// The name of the language in that language.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Nl => "Nederlands",
        }
    }
    pub fn parse(code: &str) -> Option<Self> {
        match code.trim().to_ascii_lowercase().split(['-', '_']).next()? {
            "en" => Some(Self::En),
            "nl" => Some(Self::Nl),
            _ => None,
        }
    }
    /// The language of an `Accept-Language` header that the reader likes best of those that we speak (RFC 9110, 12.5.4). A
    /// language with weight 0 is one that the reader does not want; `*` stands for those that are not named.
    pub fn preferred(header: &str) -> Option<Self> {
        preferred::of(header)
    }
}

/// Speaks one language, in one time zone.
#[derive(Clone, Debug)]
pub struct Speaker {
    pub locale: Locale,
    pub zone: TimeZone,
}

impl Speaker {
    pub fn new(locale: Locale, zone: TimeZone) -> Self {
        Self { locale, zone }
    }
    pub fn utc(locale: Locale) -> Self {
        Self::new(locale, TimeZone::UTC)
    }

    /// A message without arguments.
    pub fn say(&self, key: &str) -> String {
        texts::say(self.locale, key, None)
    }
    /// A message with one argument, named in the message as `{ $name }`. Templates hand over what is already
    /// worded for the locale; for plurals use [`Speaker::count`].
    pub fn say1(&self, key: &str, name: &str, value: impl Display) -> String {
        self.say_with(key, &[(name, value.to_string())])
    }
    pub fn say2(&self, key: &str, a: &str, av: impl Display, b: &str, bv: impl Display) -> String {
        self.say_with(key, &[(a, av.to_string()), (b, bv.to_string())])
    }
    /// A message with any number of arguments.
    pub fn say_with(&self, key: &str, named: &[(&str, String)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in named {
            args.set((*name).to_owned(), value.clone());
        }
        texts::say(self.locale, key, Some(&args))
    }
    /// A message that chooses its plural by `$count`; `{ $number }` is the count written for the locale.
    pub fn count(&self, key: &str, count: impl TryInto<i64>) -> String {
        let count = count.try_into().unwrap_or(i64::MAX);
        let mut args = FluentArgs::new();
        args.set("count", count as f64);
        args.set("number", self.whole(count));
        texts::say(self.locale, key, Some(&args))
    }

    /// A number with so many digits behind the mark, with a real minus sign.
    pub fn number(&self, value: f64, digits: usize) -> String {
        format::number(self.locale, value, digits)
    }
    /// The same with a sign in front, also where it is a plus.
    pub fn signed(&self, value: f64, digits: usize) -> String {
        format::signed(self.locale, value, digits)
    }
    pub fn whole(&self, value: i64) -> String {
        format::whole(self.locale, value)
    }
    /// `0.4` is written as `40 %`.
    pub fn percent(&self, share: f64, digits: usize) -> String {
        format!("{}\u{a0}%", self.number(share * 100.0, digits))
    }
    /// `EUR 80,000.50`, `EUR 80.000,50`: the one way in which an amount stands on a page or in a letter.
    pub fn money(&self, money: &Money) -> String {
        self.amount(money.minor as f64, &money.currency, 2)
    }
    /// `EUR 20,800`: the same to the whole unit, for figures that have no use for cents unless they are small.
    pub fn about(&self, minor: f64, currency: &str) -> String {
        self.amount(minor, currency, if minor.abs() < 10_000.0 { 2 } else { 0 })
    }
    fn amount(&self, minor: f64, currency: &str, digits: usize) -> String {
        format!("{currency}\u{a0}{}", self.number(minor / 100.0, digits))
    }
    /// `8 October 2026`, `8 oktober 2026`.
    pub fn day(&self, day: &Day) -> String {
        format!("{} {} {}", day.0.day(), self.month_name(day.0.month()), day.0.year())
    }
    /// `8 Oct`, `8 okt.`
    pub fn short_day(&self, day: &Day) -> String {
        format!("{} {}", day.0.day(), self.say(&format!("month-short-{}", day.0.month())))
    }
    /// `October 2026`
    pub fn month(&self, day: &Day) -> String {
        format!("{} {}", self.month_name(day.0.month()), day.0.year())
    }
    /// The date in the reader's zone.
    pub fn date(&self, moment: &Moment) -> String {
        self.day(&moment.day_in(&self.zone))
    }
    /// `8 October 2026, 14:05 CEST`: the wall clock of the reader's zone.
    pub fn moment(&self, moment: &Moment) -> String {
        self.moment_in(moment, &self.zone)
    }
    /// The wall clock of another zone, for example the place of a session.
    pub fn moment_in(&self, moment: &Moment, zone: &TimeZone) -> String {
        let zoned = moment.in_zone(zone);
        format!(
            "{}, {:02}:{:02}\u{a0}{}",
            self.day(&Day(zoned.date())),
            zoned.hour(),
            zoned.minute(),
            zoned.strftime("%Z")
        )
    }
    fn month_name(&self, month: i8) -> String {
        self.say(&format!("month-{month}"))
    }
}
