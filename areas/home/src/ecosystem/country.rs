//! The country that a cohort's region names: by its code or by its name, in either language. Another region stands as it is
//! written.

use std::collections::HashMap;
use std::sync::LazyLock;

use lustrum_kernel::locale::{Locale, Speaker};

/// ISO 3166-1 codes; the name of each is the message `country-` and the code.
const CODES: [&str; 34] = [
    "at", "be", "bg", "ca", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb", "gr", "hr", "hu", "ie", "it",
    "lt", "lu", "lv", "mt", "nl", "no", "pl", "pt", "ro", "se", "si", "sk", "tr", "ua", "us",
];

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    Known(&'static str),
    Region(String),
}

static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let both = [Locale::En, Locale::Nl].map(Speaker::utc);
    let names = |code: &'static str| {
        let spoken = both.iter().map(move |t| (t.say(&format!("country-{code}")).to_lowercase(), code));
        spoken.chain([(code.to_owned(), code)]).collect::<Vec<_>>()
    };
    CODES.into_iter().flat_map(names).collect()
});

impl Country {
    pub fn of(region: &str) -> Self {
        let region = region.trim();
        match NAMES.get(&region.to_lowercase()) {
            Some(code) => Self::Known(code),
            None => Self::Region(region.to_owned()),
        }
    }
    pub fn name(&self, t: &Speaker) -> String {
        match self {
            Self::Known(code) => t.say(&format!("country-{code}")),
            Self::Region(region) => region.clone(),
        }
    }
    /// The code in capital letters, or the region.
    pub fn code(&self) -> String {
        match self {
            Self::Known(code) => code.to_uppercase(),
            Self::Region(region) => region.clone(),
        }
    }
}
