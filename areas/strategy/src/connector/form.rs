//! What a person or a program says about a connector, read field by field.

use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::outside::{self, Source};

use super::{Connector, Every, Limits, Schedule, Words};
use crate::reading::file::Headings;

pub fn read(form: &mut Fields, sources: &[Source], organisation: OrganisationId) -> Option<Words> {
    let title = form.text("title", 120);
    let source = form.choice("source", |name| outside::find(sources, name, organisation).ok());
    let path = form.text("path", 400);
    let bare =
        path.split_once('?').filter(|_| source.is_some_and(Source::is_web)).map_or(path.as_str(), |(bare, _)| bare);
    if !path.is_empty() && !outside::is_sound(bare) {
        form.refuse("path", Fault::new("outside-bad-path"));
    }
    let mut heading = |name: &str| form.optional_text(name, 200).unwrap_or_default();
    let sheet = heading("sheet");
    let headings = Headings {
        unit: heading("unit_column"),
        period: heading("period_column"),
        value: heading("value_column"),
        people: heading("people_column"),
    };
    let share = form.flag("share");
    let limits = Limits {
        least: form.optional_number("least"),
        most: form.optional_number("most"),
        jump: form.optional_number("jump"),
        new_units: form.flag("new_units"),
    };
    if limits.least.zip(limits.most).is_some_and(|(least, most)| least > most) {
        form.refuse("most", Fault::new("fault-connector-reversed"));
    }
    if limits.jump.is_some_and(|jump| jump <= 0.0) {
        form.refuse("jump", Fault::new("fault-connector-jump"));
    }
    let every = form.choice("every", Every::parse);
    let on_day = match every {
        Some(Every::Week) => form.whole("on_day", 1, 7),
        Some(Every::Month) => form.whole("on_day", 1, 31),
        _ => Some(1),
    };
    let hour = form.whole("hour", 0, 23);
    let zone = form.zone("zone");
    if form.has_faults() {
        return None;
    }
    let schedule = Schedule { every: every?, on_day: on_day?, hour: hour?, zone: zone? };
    Some(Words { title, source: source?.name.clone(), path, sheet, headings, share, limits, schedule })
}

/// The form of a connector as it is.
pub fn filled(connector: &Connector) -> Fields {
    let words = &connector.words;
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let flag = |is: bool| if is { "on" } else { "" }.to_owned();
    Fields::filled([
        ("expected", connector.number.to_string()),
        ("title", words.title.clone()),
        ("kpi", connector.kpi.to_string()),
        ("source", words.source.clone()),
        ("path", words.path.clone()),
        ("sheet", words.sheet.clone()),
        ("unit_column", words.headings.unit.clone()),
        ("period_column", words.headings.period.clone()),
        ("value_column", words.headings.value.clone()),
        ("people_column", words.headings.people.clone()),
        ("share", flag(words.share)),
        ("least", number(words.limits.least)),
        ("most", number(words.limits.most)),
        ("jump", number(words.limits.jump)),
        ("new_units", flag(words.limits.new_units)),
        ("every", words.schedule.every.word().to_owned()),
        ("on_day", words.schedule.on_day.to_string()),
        ("hour", words.schedule.hour.to_string()),
        ("zone", words.schedule.zone.clone()),
    ])
}
