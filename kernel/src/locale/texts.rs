//! The messages of all areas, read once at start-up.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use super::Locale;

/// Messages of one crate, as its `locales/en.ftl` and `locales/nl.ftl`.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    pub en: &'static str,
    pub nl: &'static str,
}

/// The kernel's own: months, shell, form faults.
pub(crate) const KERNEL: Texts =
    Texts { en: include_str!("../../locales/en.ftl"), nl: include_str!("../../locales/nl.ftl") };

static BUNDLES: OnceLock<[FluentBundle<FluentResource>; 2]> = OnceLock::new();

/// Reads the messages of every area; the first call counts. A faulty text is a programmer's error and is named.
pub fn install(texts: &[Texts]) -> Result<(), String> {
    let build = |locale: Locale| -> Result<FluentBundle<FluentResource>, String> {
        let language = locale.code().parse().map_err(|e| format!("{e}"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The isolation marks would show up in PDF and in tests; our texts are all left to right.
        bundle.set_use_isolating(false);
        for text in std::iter::once(&KERNEL).chain(texts) {
            let source = match locale {
                Locale::En => text.en,
                Locale::Nl => text.nl,
            };
            let resource =
                FluentResource::try_new(source.to_owned()).map_err(|(_, e)| format!("{}: {e:?}", locale.code()))?;
            bundle.add_resource(resource).map_err(|e| format!("{}: {e:?}", locale.code()))?;
        }
        Ok(bundle)
    };
    let bundles = [build(Locale::En)?, build(Locale::Nl)?];
    let _first_call_counts = BUNDLES.set(bundles);
    Ok(())
}

/// Whether there is a message of this key.
pub fn known(key: &str) -> bool {
    BUNDLES.get().is_some_and(|bundles| bundles[0].has_message(key))
}

/// The message, or its key in marks that no test overlooks.
pub(super) fn say(locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let Some(bundles) = BUNDLES.get() else { return format!("⟦{key}⟧") };
    let bundle = &bundles[locale as usize];
    // `key.attribute` names an attribute of a message.
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    let pattern = bundle.get_message(id).and_then(|message| match attribute {
        None => message.value(),
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
    });
    let Some(pattern) = pattern else {
        tracing::error!(key, locale = locale.code(), "no such message");
        return format!("⟦{key}⟧");
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, ?errors, "a message lacks an argument");
    }
    text
}
