//! The charter: written by both sides, signed in January, and again in August after the mid-programme talk.

use anyhow::Context;
use lustrum_governance::decision;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::money::Money;
use lustrum_partnership::charter::comment::{self, About, CommentId};
use lustrum_partnership::charter::languages::{self, Level};
use lustrum_partnership::charter::term::{Term, set_term};
use lustrum_partnership::charter::{self, CharterVersionId, NewMeasure, Section, link};
use lustrum_partnership::contact::{Given, Limits, Mandate, give};

use super::strategy::Why;
use super::{DESIGNER, LEAD, PARTNER, REGION, SPONSOR, STEWARD, by};
use crate::demo::figures::WANTED_TURNOVER;
use crate::demo::seed::{Stage, day};

/// What Baken wrote in Dutch beside it: a text of the same standing.
const IN_DUTCH: [(Section, &str); 6] = [
    (
        Section::Vision,
        "De teamleiders van Noordkade blijven omdat ze kunnen leiden: in de nacht, in de piek, in vier landen. Over vijf \
         jaar leidt een depot zijn eigen teamleiders op en heeft Baken zichzelf bijna overbodig gemaakt.",
    ),
    (
        Section::Goals,
        "Het jaarlijkse verloop van teamleiders daalt tot 23 % eind 2028. Coachgesprekken die een leidinggevende ziet zijn \
         voor het einde van 2026 gewoon in elk depot. Wat teamleiders leren komt uit hun eigen praktijk.",
    ),
    (
        Section::Roles,
        "Noordkade beslist wie meedoet, geeft de cijfers vrij en keurt het programma goed. Baken ontwerpt en geeft het, met \
         trainers van Noordkade zelf, en maakt geen roosters. Regio's passen hoogstens een kwart van een module aan.",
    ),
    (
        Section::Measures,
        "Twintig depots beginnen en twintig wachten; Noordkade liet binnen elk land het lot beslissen. \
         Voor een volgende loting geven beide kanten de startwaarde. Effecten worden aan de wachtlijst getoetst. \
         Naar tevredenheid wordt gevraagd; ze staat nooit bovenaan.",
    ),
    (
        Section::Rhythm,
        "Om de twee weken spreken de leads elkaar. Elk kwartaal bekijken beide kanten de gegevens en beslissen ze. Elk jaar \
         wordt het charter opnieuw gelezen, helemaal.",
    ),
    (
        Section::Exit,
        "Elke kant kan het partnerschap beëindigen aan het einde van een kwartaal, met drie maanden opzegtermijn. Wat samen \
         is gemaakt blijft voor beide bruikbaar. Gegevens gaan terug of worden vernietigd, en de geschiedenis vermeldt het.",
    ),
];

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
        "Yearly turnover of frontline managers falls to 23 % by the end of 2028. Observed coaching talks become usual \
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
        "Twenty depots start first and twenty wait; Noordkade let chance decide within each country. \
         The seed of a next draw comes from both sides. Effects are judged against the wait-list. Satisfaction is asked for and never a headline.",
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
        let given =
            Given { holds: holds.to_vec(), deputises: deputises.to_vec(), limits: limits(email), ..Given::default() };
        let giver = by(stage, lead, "2025-12-02T09:00:00Z");
        give(stage.tx, &giver, stage.person(email), name, &given).await?;
    }
    let version = charter::begin(stage.tx, &by(stage, LEAD, "2025-12-08T10:00:00Z"), Locale::En).await?;
    for (section, writer, text) in SECTIONS {
        let writer = by(stage, writer, "2026-01-06T11:00:00Z");
        charter::edit_section(stage.tx, &writer, version, section, 1, text).await?;
    }
    for (section, text) in IN_DUTCH {
        let writer = by(stage, PARTNER, "2026-01-08T09:00:00Z");
        charter::edit_text(stage.tx, &writer, version, (section, Some(Locale::Nl)), 0, text).await?;
    }
    for (section, _) in IN_DUTCH {
        let level = Level { section, own: 2, other: 1 };
        languages::confirm(stage.tx, &by(stage, LEAD, "2026-01-09T14:00:00Z"), version, level).await?;
    }
    let mut shown = Vec::new();
    for measure in measures(why) {
        let level = measure.level;
        let id = charter::add_measure(stage.tx, &by(stage, LEAD, "2026-01-09T15:00:00Z"), version, measure).await?;
        shown.extend((level >= 3).then_some(id));
        let (writer, dutch) = (by(stage, PARTNER, "2026-01-09T16:00:00Z"), measure_in_dutch(level));
        languages::translate_measure(stage.tx, &writer, version, id, "", dutch).await?;
    }
    let linker = by(stage, LEAD, "2026-01-09T15:20:00Z");
    link::set_measures(stage.tx, &linker, version, Section::Goals, &shown).await?;
    sign(stage, version, ["2026-01-13T09:00:00Z", "2026-01-14T14:10:00Z", "2026-01-15T08:45:00Z"]).await
}

pub async fn sign_second(stage: &Stage<'_>) -> anyhow::Result<()> {
    let version = charter::begin(stage.tx, &by(stage, PARTNER, "2026-08-24T10:00:00Z"), Locale::En).await?;
    let text = "Every two weeks the leads talk. Every quarter both sides review the evidence and decide; where Belgium \
                or Poland differs, their regional managers are at the table. In the peak, from October to December, no \
                module is planned. Every year the charter is read again, whole.";
    charter::edit_section(stage.tx, &by(stage, PARTNER, "2026-08-24T10:30:00Z"), version, Section::Rhythm, 1, text)
        .await?;
    let text = "Om de twee weken spreken de leads elkaar. Elk kwartaal bekijken beide kanten de gegevens en beslissen ze; waar \
                België of Polen afwijkt, zitten hun regiomanagers aan tafel. In de piek, van oktober tot en met december, \
                is er geen module. Elk jaar wordt het charter opnieuw gelezen, helemaal.";
    let writer = by(stage, PARTNER, "2026-08-24T10:35:00Z");
    charter::edit_text(stage.tx, &writer, version, (Section::Rhythm, Some(Locale::Nl)), 1, text).await?;
    let level = Level { section: Section::Rhythm, own: 2, other: 2 };
    languages::confirm(stage.tx, &by(stage, LEAD, "2026-08-25T09:05:00Z"), version, level).await?;
    talk(stage, version).await?;
    // Within the ladder of ninety days when the demo is looked at.
    let term = Term { review_on: Some(day("2026-12-15")), ends_on: Some(day("2028-12-31")) };
    set_term(stage.tx, &by(stage, PARTNER, "2026-08-24T10:40:00Z"), version, term).await?;
    sign(stage, version, ["2026-08-26T09:00:00Z", "2026-08-27T15:30:00Z", "2026-08-28T09:20:00Z"]).await
}

/// What both sides said about 1.1 while they wrote it.
async fn talk(stage: &Stage<'_>, version: CharterVersionId) -> anyhow::Result<()> {
    let asked = "Is the peak the same three months in Poland?";
    let asked = comment(stage, LEAD, "2026-08-24T15:00:00Z", version, Section::Rhythm, asked).await?;
    let (tx, tenant) = (stage.tx, stage.organisation);
    let version = charter::find(tx, tenant, stage.partnership, version).await?.context("it was just begun")?;
    let first = comment::find(tx, tenant, version.id(), asked).await?.context("it was just made")?;
    let answer = "It begins in November there. We keep October free as well, so that nobody has to look it up.";
    comment::answer(tx, &by(stage, PARTNER, "2026-08-25T08:10:00Z"), &version, &first, answer).await?;
    comment::resolve(tx, &by(stage, LEAD, "2026-08-25T09:00:00Z"), &version, &first).await?;
    let open = "Three months' notice is short for a programme of nine. For the next version.";
    comment(stage, SPONSOR, "2026-08-25T16:20:00Z", version.id(), Section::Exit, open).await?;
    Ok(())
}

async fn comment(
    stage: &Stage<'_>,
    who: &str,
    at: &str,
    version: CharterVersionId,
    section: Section,
    text: &str,
) -> anyhow::Result<CommentId> {
    let known = charter::find(stage.tx, stage.organisation, stage.partnership, version).await?;
    let known = known.context("the version is there")?;
    let about = About { version: &known, section, language: Locale::En };
    Ok(comment::make(stage.tx, &by(stage, who, at), about, text).await?)
}

/// What was asked for in August is being written: the English text is there, the Dutch one not yet.
pub async fn begin_third(stage: &Stage<'_>) -> anyhow::Result<()> {
    let version = charter::begin(stage.tx, &by(stage, PARTNER, "2026-10-05T08:30:00Z"), Locale::En).await?;
    let text = "Either side may end the partnership at the end of a quarter, with six months' notice. Material made \
                together stays usable by both. Data go back or are destroyed, and the history says so.\n\nThe depots that \
                wait still get their modules.";
    charter::edit_section(stage.tx, &by(stage, PARTNER, "2026-10-05T08:45:00Z"), version, Section::Exit, 1, text)
        .await?;
    let asked = "Who pays for the modules of the depots that wait?";
    comment(stage, LEAD, "2026-10-06T13:10:00Z", version, Section::Exit, asked).await?;
    Ok(())
}

/// Decisions of the year under the sections that they stand on.
pub async fn place_decisions(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let placed = [("No module in the peak", Section::Rhythm), ("Noordkade pays for the second room", Section::Roles)];
    let all = decision::list(tx, tenant, id, None, 50).await?;
    for (beginning, section) in placed {
        let known = all.iter().find(|known| known.text.starts_with(beginning)).context("it was decided")?;
        let version = charter::in_force_on(tx, tenant, id, known.made_at).await?.context("a charter was in force")?;
        let placer = by(stage, LEAD, "2026-09-18T09:00:00Z");
        decision::clauses::place(tx, &placer, known, version.id(), &[section]).await?;
    }
    Ok(())
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
        LEAD => Limits { until: None, most: Some(Money::new(25_000_000, "EUR")) },
        _ => Limits::default(),
    }
}

fn measure_in_dutch(level: i64) -> &'static str {
    match level {
        1 => "Relevantie voor de eigen dienst, na elke module gevraagd",
        2 => "Score op dezelfde toets voor en na de drie kernmodules",
        3 => "Vier gedragingen die de leidinggevende ziet, vooraf en zes maanden erna, tegen de wachtlijst",
        _ => "Jaarlijks verloop van teamleiders, tegen de depots die wachten",
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
        target: Some(WANTED_TURNOVER),
        due: Some(day("2028-12-31")),
    };
    vec![
        plain(1, "Relevance for the own shift, asked after every module"),
        plain(2, "Score on the same test before and after the three core modules"),
        plain(3, "Four behaviours observed by the line manager, before and six months after, against the wait-list"),
        turnover,
    ]
}
