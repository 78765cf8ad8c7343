//! What the registered studies say, of those that the partner may see.

use jiff::tz::TimeZone;
use lustrum_kernel::Moment;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::{Figure, FigureRefused, Period, Source, Status, Unit};
use lustrum_study::study::{self, Basis, Better, Concluded, Estimated, Plan, StudyId, Verdict};
use sea_orm::DbErr;

use crate::review::content::{Need, Study};

pub(super) async fn of(
    db: &impl Sql,
    partnership: &Partnered,
    at: Moment,
    charter: Option<&str>,
) -> Result<Vec<Study>, DbError> {
    let known = study::latest_of(db, partnership.client, partnership.id, at).await?;
    let seen = known.into_iter().filter(|known| known.partner_sees);
    seen.map(|known| told(partnership, known, charter))
        .collect::<Result<_, _>>()
        .map_err(|error| DbError::Broken(DbErr::Type(error.to_string())))
}

fn told(partnership: &Partnered, known: Concluded, charter: Option<&str>) -> Result<Study, FigureRefused> {
    let Concluded { study, estimate, .. } = known;
    let finding = estimate.as_ref().map(|made| &made.finding);
    let needed = finding.map(|finding| finding.needed.as_slice()).unwrap_or_default().iter();
    Ok(Study {
        id: study.id.0,
        title: study.plan.title.clone(),
        question: study.plan.question.clone(),
        design: study.plan.design.word().to_owned(),
        verdict: finding.map(|finding| finding.verdict.word().to_owned()),
        outcome: study.plan.outcome().to_owned(),
        better: better(study.plan.better).to_owned(),
        margin: finding.and_then(|finding| finding.margin),
        estimate: match &estimate {
            Some(made) => effect(partnership, study.id, &study.plan, made)?,
            None => None,
        },
        decimals: study.plan.decimals,
        needed: needed.map(|need| Need { code: need.code.clone(), parameters: need.parameters.clone() }).collect(),
        charter: charter.map(str::to_owned),
    })
}

fn better(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    }
}

/// Percentages differ by percentage points.
fn unit(plan: &Plan) -> Unit {
    match plan.unit.trim() {
        "%" => Unit::PercentagePoints,
        name => Unit::Named { name: name.to_owned() },
    }
}

fn effect(
    partnership: &Partnered,
    id: StudyId,
    plan: &Plan,
    made: &Estimated,
) -> Result<Option<Figure>, FigureRefused> {
    let Some((value, [low, high])) = made.finding.effect() else { return Ok(None) };
    let period = match &plan.basis {
        Basis::Kpi { from, until, .. } => Period { from: from.0, to: until.0 },
        // A table does not say of itself when it was counted; the day of the estimate is what is known.
        Basis::Table { .. } => {
            let day = made.made_at.day_in(&TimeZone::UTC).0;
            Period { from: day, to: day }
        }
    };
    let source = Source { name: plan.source.clone(), link: format!("/p/{}/studies/{id}", partnership.id) };
    let status = match made.finding.verdict {
        Verdict::Effect | Verdict::NoEffectDetected => Status::Conclusive,
        Verdict::NotYetConclusive => Status::NotYetConclusive,
        Verdict::NotIdentifiable => Status::NotIdentifiable,
    };
    Figure::new(value, unit(plan), period, source)?
        .with_interval(low, high, made.finding.level.unwrap_or(0.95))?
        .with_n(u64::try_from(made.finding.n).unwrap_or_default())?
        .with_status(status)
        .map(Some)
}
