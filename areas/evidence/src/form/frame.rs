//! The words around the questions, in the learner's language: those in which the product itself speaks are its messages,
//! a few more stand here, and every other language falls back to the reader's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use lustrum_kernel::locale::{Locale, Speaker};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub struct Frame {
    pub lead: String,
    /// Behind a question that may be left open.
    pub optional: String,
    pub anonymous: String,
    pub send: String,
    pub kept: String,
    /// There is no connection now.
    pub later: String,
    pub thanks: String,
    pub thanks_words: String,
}

static OTHERS: LazyLock<BTreeMap<String, Frame>> =
    LazyLock::new(|| serde_json::from_str(include_str!("frames.json")).expect("the frames are sound"));

impl Frame {
    /// In this language, with the code of the language that it speaks.
    pub fn of(language: &str, reader: &Speaker) -> (Self, String) {
        if let (None, Some(known)) = (Locale::parse(language), OTHERS.get(language)) {
            return (known.clone(), language.to_owned());
        }
        let t = Speaker::utc(Locale::parse(language).unwrap_or(reader.locale));
        let frame = Self {
            lead: t.say("feedback-form-lead"),
            optional: t.say("feedback-optional"),
            anonymous: t.say("feedback-anonymous-short"),
            send: t.say("feedback-send"),
            kept: t.say("feedback-kept"),
            later: t.say("feedback-later"),
            thanks: t.say("feedback-thanks-title"),
            thanks_words: t.say("feedback-thanks-words"),
        };
        (frame, t.locale.code().to_owned())
    }
}

/// The name of a language in itself, for whoever looks for their own; its code where nobody wrote it down.
pub fn name_of(language: &str) -> &str {
    match language {
        "nl" => "Nederlands",
        "en" => "English",
        "de" => "Deutsch",
        "fr" => "Français",
        "pl" => "Polski",
        "es" => "Español",
        "it" => "Italiano",
        "pt" => "Português",
        "cs" => "Čeština",
        "ro" => "Română",
        "uk" => "Українська",
        "tr" => "Türkçe",
        "ar" => "العربية",
        other => other,
    }
}

/// Whether it is written from right to left.
pub fn direction(language: &str) -> &'static str {
    if matches!(language, "ar" | "fa" | "he" | "ur") { "rtl" } else { "ltr" }
}
