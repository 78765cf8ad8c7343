//! The charter: written by both sides, signed in January, and again in August after the mid-programme talk.

use anyhow::Context;
use lustrum_kernel::locale::Locale;
use lustrum_partnership::charter::term::{Term, set_term};
use lustrum_partnership::charter::{self, CharterVersionId, NewMeasure, Section};
use lustrum_partnership::contact::{Given, Limits, Mandate, give};

use super::strategy::Why;
use super::{DESIGNER, LEAD, PARTNER, REGION, SPONSOR, STEWARD, by};
use crate::demo::seed::{Stage, day};

const SECTIONS: [(Section, &str, &str); 6] = [
    (
        Section::Vision,
        LEAD,
        "Noordkade's frontline managers stay because they can lead: on the night shift, in the peak, in four countries. \
         In five years a depot grows its own managers and Baken has made itself nearly superfluous.",
    ),
    (
        Section::Goals,
        SPONSOR,
        "Yearly turnover of frontline managers falls to 20 % by the end of 2028. Observed coaching talks become usual \
         in every depot before the end of 2026. What managers learn comes from cases of their own.",
    ),
    (
        Section::Roles,
        PARTNER,
        "Noordkade decides who takes part, releases the figures and approves the programme. Baken designs and delivers \
         with Noordkade's own facilitators, and does not do shift scheduling. Regions adapt at most a quarter of a module.",
    ),
    (
        Section::Measures,
        LEAD,
        "Twenty depots start first and twenty wait; chance decided which, and the seed is published to both sides. \
         Effects are judged against the wait-list. Satisfaction is asked for and never a headline.",
    ),
    (
        Section::Rhythm,
        PARTNER,
        "Every two weeks the leads talk. Every quarter both sides review the evidence and decide. Every year the charter \
         is read again, whole.",
    ),
    (
        Section::Exit,
        SPONSOR,
        "Either side may end the partnership at the end of a quarter, with three months' notice. Material made together \
         stays usable by both. Data go back or are destroyed, and the history says so.",
    ),
];

pub async fn sign_first(stage: &Stage<'_>, why: &Why) -> anyhow::Result<()> {
    use Mandate::{AgreeTerms, ApproveProgramme, DecideChange, DecideReview, ReleaseData, SignCharter};
    let hands: [(&str, &str, &[Mandate], &[Mandate]); 6] = [
        (SPONSOR, "Pieter de Graaf", &[SignCharter, DecideReview, AgreeTerms], &[]),
        (LEAD, "Marleen Vos", &[ApproveProgramme, DecideChange], &[SignCharter, DecideReview, AgreeTerms]),
        (STEWARD, "Tom Willems", &[ReleaseData], &[]),
        (REGION, "Ewa Mazur", &[], &[ApproveProgramme]),
        (PARTNER, "Ruth van Dalen", &Mandate::ALL, &[]),
        (DESIGNER, "Emre Yilmaz", &[], &[ApproveProgramme]),
    ];
    for (email, name, holds, deputises) in hands {
        let lead = if email.ends_with("@baken.example") { PARTNER } else { LEAD };
        let given = Given { holds: holds.to_vec(), deputises: deputises.to_vec(), limits: limits(email) };
        let giver = by(stage, lead, "2025-12-02T09:00:00Z");
        give(stage.tx, &giver, stage.person(email), name, &given).await?;
    }
    let version = charter::begin(stage.tx, &by(stage, LEAD, "2025-12-08T10:00:00Z"), Locale::En).await?;
    for (section, writer, text) in SECTIONS {
        let writer = by(stage, writer, "2026-01-06T11:00:00Z");
        charter::edit_section(stage.tx, &writer, version, section, 1, text).await?;
    }
    for measure in measures(why) {
        charter::add_measure(stage.tx, &by(stage, LEAD, "2026-01-09T15:00:00Z"), version, measure).await?;
    }
    sign(stage, version, ["2026-01-13T09:00:00Z", "2026-01-14T14:10:00Z", "2026-01-15T08:45:00Z"]).await
}

pub async fn sign_second(stage: &Stage<'_>) -> anyhow::Result<()> {
    let version = charter::begin(stage.tx, &by(stage, PARTNER, "2026-08-24T10:00:00Z"), Locale::En).await?;
    let text = "Every two weeks the leads talk. Every quarter both sides review the evidence and decide; where Belgium \
                or Poland differs, their regional managers are at the table. In the peak, from October to December, no \
                module is planned. Every year the charter is read again, whole.";
    charter::edit_section(stage.tx, &by(stage, PARTNER, "2026-08-24T10:30:00Z"), version, Section::Rhythm, 1, text)
        .await?;
    // Within the ladder of ninety days when the demo is looked at.
    let term = Term { review_on: Some(day("2026-12-15")), ends_on: Some(day("2028-12-31")) };
    set_term(stage.tx, &by(stage, PARTNER, "2026-08-24T10:40:00Z"), version, term).await?;
    sign(stage, version, ["2026-08-26T09:00:00Z", "2026-08-27T15:30:00Z", "2026-08-28T09:20:00Z"]).await
}

async fn sign(stage: &Stage<'_>, version: CharterVersionId, at: [&str; 3]) -> anyhow::Result<()> {
    let hash = charter::offer(stage.tx, &by(stage, LEAD, at[0]), version).await.context("the charter is complete")?;
    charter::sign(stage.tx, &by(stage, SPONSOR, at[1]), version, &hash).await?;
    charter::sign(stage.tx, &by(stage, PARTNER, at[2]), version, &hash).await?;
    Ok(())
}

/// The region stands in for a year and a half; the lead agrees fees up to 250,000.
fn limits(email: &str) -> Limits {
    match email {
        REGION => Limits { until: Some(day("2027-06-30")), most: None },
        LEAD => Limits { until: None, most: Some(25_000_000) },
        _ => Limits::default(),
    }
}

fn measures(why: &Why) -> Vec<NewMeasure> {
    let current = &why.turnover.current;
    let plain = |level, text: &str| NewMeasure { level, text: text.to_owned(), ..NewMeasure::default() };
    let turnover = NewMeasure {
        level: 4,
        text: "Yearly turnover of frontline managers, against the depots that wait".to_owned(),
        kpi: Some(current.id),
        baseline: Some(why.baseline),
        target: Some(20.0),
        due: Some(day("2028-12-31")),
    };
    vec![
        plain(1, "Relevance for the own shift, asked after every module"),
        plain(2, "Score on the same test before and after the three core modules"),
        plain(3, "Four behaviours observed by the line manager, before and six months after, against the wait-list"),
        turnover,
    ]
}
