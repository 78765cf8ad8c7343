//! The form of a profile: rows for claims, limits and rates, with room for more every time it is saved.

use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::{Locale, Speaker};

use super::{Claim, MOST, Profile, Rate};
use crate::candidate::LARGEST;

/// The names of the fields of one row.
pub struct Slot {
    pub number: usize,
    pub what: String,
    pub with: String,
}

/// The rows that a form offers: those that hold something and two more, three at least.
pub fn slots(form: &Fields, kind: &str, with: &str) -> Vec<Slot> {
    let name = |place: usize, part: &str| format!("{kind}.{place}.{part}");
    let filled =
        (0..MOST).filter(|place| !form.value(&name(*place, "what")).is_empty()).max().map_or(0, |last| last + 1);
    let slot = |place| Slot { number: place + 1, what: name(place, "what"), with: name(place, with) };
    (0..(filled + 2).clamp(3, MOST)).map(slot).collect()
}

pub fn filled(t: &Speaker, profile: &Profile) -> Fields {
    let mut all = vec![
        ("pricing".to_owned(), profile.pricing.clone()),
        ("regions".to_owned(), profile.regions.clone()),
        ("languages".to_owned(), profile.languages.clone()),
    ];
    for (place, claim) in profile.does.iter().enumerate() {
        all.push((format!("does.{place}.what"), claim.what.clone()));
        all.push((format!("does.{place}.evidence"), claim.evidence.clone()));
    }
    for (place, what) in profile.does_not.iter().enumerate() {
        all.push((format!("does_not.{place}.what"), what.clone()));
    }
    for (place, rate) in profile.rates.iter().enumerate() {
        all.push((format!("rates.{place}.what"), rate.what.clone()));
        all.push((format!("rates.{place}.amount"), typed(t, rate.minor)));
    }
    Fields::filled(all)
}

/// An amount as its writer would type it: without marks between thousands, so that it reads back as it was.
pub fn typed(t: &Speaker, minor: i64) -> String {
    let digits = if minor % 100 == 0 { 0 } else { 2 };
    let amount = format!("{:.digits$}", minor as f64 / 100.0);
    if t.locale == Locale::Nl { amount.replace('.', ",") } else { amount }
}

/// Reads a profile: something that it does and something that it does not do, and evidence for each claim.
pub fn read(form: &mut Fields) -> Option<Profile> {
    let mut profile = Profile {
        pricing: form.text("pricing", 1_000),
        regions: form.text("regions", 300),
        languages: form.text("languages", 300),
        ..Profile::default()
    };
    let mut claims = false;
    for place in 0..MOST {
        let (what, evidence) = (format!("does.{place}.what"), format!("does.{place}.evidence"));
        claims |= !form.value(&what).trim().is_empty();
        match (form.optional_text(&what, 300), form.optional_text(&evidence, 1_000)) {
            (Some(what), Some(evidence)) => profile.does.push(Claim { what, evidence }),
            (Some(_), None) => form.refuse(&evidence, Fault::new("fault-profile-evidence")),
            (None, Some(_)) => form.refuse(&what, Fault::new("fault-required")),
            (None, None) => {}
        }
        if let Some(what) = form.optional_text(&format!("does_not.{place}.what"), 300) {
            profile.does_not.push(what);
        }
        let (what, amount) = (format!("rates.{place}.what"), format!("rates.{place}.amount"));
        match (form.optional_text(&what, 200), form.optional_amount(&amount, LARGEST)) {
            (Some(what), Some(minor)) => profile.rates.push(Rate { what, minor }),
            (Some(_), None) => form.refuse(&amount, Fault::new("fault-required")),
            (None, Some(_)) => form.refuse(&what, Fault::new("fault-required")),
            (None, None) => {}
        }
    }
    // A claim that lacks its evidence says so itself.
    if !claims {
        form.refuse("does.0.what", Fault::new("fault-required"));
    }
    if profile.does_not.is_empty() {
        form.refuse("does_not.0.what", Fault::new("fault-profile-limits"));
    }
    (!form.has_faults()).then_some(profile)
}
