//! What was promised: the charter version in force at the end of the period, or now while the period still runs.

use lustrum_kernel::Moment;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_partnership::charter::{self, CharterVersion, Section, languages};

use crate::quarter::Quarter;
use crate::review::content::{Measure, Promises, Target, Translated};

pub(super) async fn of(
    db: &impl Sql,
    partnership: &Partnered,
    period: Quarter,
    at: Moment,
) -> Result<Option<Promises>, DbError> {
    let last = Moment::from_micros(period.bounds().1.micros() - 1).unwrap_or(at);
    let version = charter::in_force_on(db, partnership.client, partnership.id, at.min(last)).await?;
    Ok(version.and_then(promises))
}

fn promises(version: CharterVersion) -> Option<Promises> {
    let language = languages::other(version.head.language);
    let other = languages::of(&version).contains(&language).then(|| Translated {
        language: language.code().to_owned(),
        vision: version.text_in(Section::Vision, language).to_owned(),
        goals: version.text_in(Section::Goals, language).to_owned(),
    });
    let measures = version.measures.iter().map(|measure| Measure {
        level: u8::try_from(measure.level).unwrap_or_default(),
        text: measure.text.clone(),
        target: measure.target.map(|value| Target {
            baseline: measure.baseline,
            value,
            unit: measure.definition.as_ref().map(|known| known.unit.clone()).unwrap_or_default(),
            due: measure.due,
        }),
        other: version.measure_texts.get(&measure.id).cloned(),
    });
    Some(Promises {
        version: version.number(),
        since: version.head.in_force_at?,
        hash: version.head.hash()?.to_owned(),
        vision: version.text_of(Section::Vision).to_owned(),
        goals: version.text_of(Section::Goals).to_owned(),
        measures: measures.collect(),
        other,
    })
}
