//! The choice of the partner: five criteria weighed in pairs, four candidates with their profiles, seven assessors who
//! score blind, a trial session, the decision and its letters. And a second, small choice that still waits for scores.
//! All of it is generated.

use anyhow::Context;
use lustrum_kernel::Moment;
use lustrum_kernel::locale::Locale;
use lustrum_selection::Act;
use lustrum_selection::candidate::{self, Candidate, CandidateId};
use lustrum_selection::criterion::{self, CriterionId, Leaf, NewCriterion};
use lustrum_selection::outcome::{self, Outcome, decision};
use lustrum_selection::profile::{self, Claim, Profile, Rate};
use lustrum_selection::ranking::ahp::Comparisons;
use lustrum_selection::round::{self, Dossier, Round, RoundId, Words};
use lustrum_selection::score::file::{self, Handed};
use lustrum_selection::score::{self, Given, Kind};
use lustrum_sharing::room::check::{Checked, Kind as FileKind};
use lustrum_sharing::room::vault::InstallationKey;
use lustrum_strategy::challenge;

use super::{LEAD, MANAGER, REGION, SPONSOR, STEWARD};
use crate::demo::chance::Chance;
use crate::demo::seed::{Stage, moment};

const CRITERIA: [(&str, &str); 5] = [
    ("Culture fit", "Do their values and their way of talking fit ours? Are they curious about our business?"),
    ("Pedagogy", "Do they work from how adults learn, by doing and practising rather than by listening?"),
    ("Partnership mindset, demonstrated", "Do they talk about our problems more than about their products?"),
    ("Domain and function expertise", "Do they understand depots, night shifts and the peak?"),
    ("Flexibility and scale", "Can they adapt to regions and units, and grow or shrink with what we need?"),
];

/// How many times as important each criterion is as those after it.
const PAIRS: [(usize, usize, f64); 10] = [
    (0, 1, 2.0),
    (0, 2, 1.0 / 2.0),
    (0, 3, 1.0),
    (0, 4, 2.0),
    (1, 2, 1.0 / 3.0),
    (1, 3, 1.0 / 2.0),
    (1, 4, 1.0),
    (2, 3, 2.0),
    (2, 4, 3.0),
    (3, 4, 2.0),
];

/// Name, address, language, price of the first year in euros, and how good each is on the six criteria that are scored.
type Made = (&'static str, &'static str, Locale, i64, [f64; 6]);

const CANDIDATES: [Made; 4] = [
    ("Baken Leiderschap", "ruth@baken.example", Locale::Nl, 148_000, [4.4, 4.2, 4.7, 3.8, 4.0, 3.4]),
    ("Werkvloer Academie", "info@werkvloer.example", Locale::Nl, 121_000, [4.1, 3.6, 4.2, 4.7, 3.8, 4.1]),
    ("Noorderlicht Training", "hallo@noorderlicht.example", Locale::Nl, 96_000, [3.3, 3.0, 2.6, 2.9, 3.1, 4.3]),
    ("Lead and Lift Institute", "hello@lead-and-lift.example", Locale::En, 132_000, [3.0, 4.4, 3.1, 2.7, 4.3, 4.4]),
];

const ASSESSORS: [&str; 7] =
    [LEAD, SPONSOR, REGION, STEWARD, MANAGER, "joost@noordkade.example", "lien@noordkade.example"];

const EVIDENCE: [(Kind, &str); 6] = [
    (Kind::TrialSession, "Trial session in depot Venlo, 27 November: notes in trial-venlo.docx"),
    (Kind::ReferenceCall, "Call with the L&D manager of a former client, 20 November"),
    (Kind::CaseStudy, "Case study in the proposal, page 6"),
    (Kind::TrialSession, "Two managers who took part in the trial session, asked afterwards"),
    (Kind::Document, "Answers to our questions, questions-and-answers.pdf"),
    (Kind::CaseStudy, "Results of their programme for a parcel company, annex B"),
];

fn act(stage: &Stage<'_>, email: &str, at: Moment) -> Act {
    Act { tenant: stage.organisation, by: stage.person(email), at }
}

pub async fn choose(stage: &Stage<'_>) -> anyhow::Result<()> {
    let made = act(stage, LEAD, moment("2025-11-07T09:00:00Z"));
    let round = begin(stage, made, "A partner for our frontline managers", 0.05).await?;
    weigh(stage, made, &round).await?;
    for (name, email, language, euros, _) in CANDIDATES {
        enter(stage, made, &round, (name, email, language, euros), "First year, 24 managers in the pilot").await?;
    }
    let candidates = dossier(stage, round.id).await?.candidates;
    hand_out(stage, made, &candidates, candidate::OPEN_DAYS).await?;
    let at = moment("2025-11-13T15:00:00Z");
    for one in candidates {
        profile::store::say(stage.tx, stage.organisation, &one, &profile_of(&one), at).await?;
    }
    assess(stage, made, &round, &ASSESSORS).await?;
    round::store::open(stage.tx, act(stage, LEAD, moment("2025-11-14T09:00:00Z")), &round).await?;
    let mut chance = Chance::named("selection");
    for (place, email) in ASSESSORS.into_iter().enumerate() {
        let at = moment("2025-11-28T10:00:00Z").plus_seconds(place as i64 * 5_400);
        score(stage, act(stage, email, at), &round, &mut chance).await?;
    }
    decide(stage, &round).await?;
    open_one(stage).await
}

async fn begin(stage: &Stage<'_>, act: Act, title: &str, price_weight: f64) -> anyhow::Result<Round> {
    let challenges = challenge::list(stage.tx, stage.organisation, None, 1).await?;
    let words = Words {
        title: title.to_owned(),
        challenges: challenges.into_iter().map(|one| one.id).collect(),
        currency: "EUR".to_owned(),
        price_cap: 0.10,
        price_weight,
    };
    let start =
        CRITERIA.map(|(title, question)| NewCriterion { title: title.to_owned(), question: question.to_owned() });
    let id = round::create(stage.tx, act, &words, &start).await?;
    round::find(stage.tx, stage.organisation, id).await?.context("the round was just made")
}

async fn dossier(stage: &Stage<'_>, id: RoundId) -> anyhow::Result<Dossier> {
    round::store::dossier(stage.tx, stage.organisation, id).await?.context("the round was just made")
}

/// The five compared in pairs, and the last one in two parts.
async fn weigh(stage: &Stage<'_>, act: Act, round: &Round) -> anyhow::Result<()> {
    let tree = dossier(stage, round.id).await?.tree;
    let top: Vec<CriterionId> = tree.group(None).into_iter().map(|one| one.id).collect();
    let judged = Comparisons::new(top.len(), &PAIRS)?.judge();
    let weights: Vec<_> = top.iter().copied().zip(judged.weights).collect();
    let pairs: Vec<_> = PAIRS.iter().map(|(one, other, value)| (top[*one], top[*other], *value)).collect();
    criterion::store::weigh_by_pairs(stage.tx, act, round, None, &weights, &pairs).await?;
    let last = top.last().copied();
    for title in ["Regions, languages and cultures", "Growing and shrinking"] {
        let tree = dossier(stage, round.id).await?.tree;
        let new = NewCriterion { title: title.to_owned(), question: CRITERIA[4].1.to_owned() };
        criterion::store::add(stage.tx, act, round, last, &new, &tree.group(last)).await?;
    }
    Ok(())
}

async fn enter(
    stage: &Stage<'_>,
    act: Act,
    round: &Round,
    (name, email, language, euros): (&str, &str, Locale, i64),
    note: &str,
) -> anyhow::Result<CandidateId> {
    let words = candidate::Words {
        name: name.to_owned(),
        email: email.to_owned(),
        language,
        price: Some(euros * 100),
        price_note: note.to_owned(),
    };
    Ok(candidate::store::add(stage.tx, act, round, &words).await?)
}

/// Links that nobody holds: their tokens are told to nobody.
async fn hand_out(stage: &Stage<'_>, act: Act, candidates: &[Candidate], days: i64) -> anyhow::Result<()> {
    let all: Vec<&Candidate> = candidates.iter().collect();
    candidate::store::hand_out(stage.tx, act, &all, act.at.plus_days(days)).await?;
    Ok(())
}

async fn assess(stage: &Stage<'_>, act: Act, round: &Round, emails: &[&str]) -> anyhow::Result<()> {
    let people: Vec<_> = emails.iter().map(|email| stage.person(email)).collect();
    Ok(round::store::choose(stage.tx, act, round, &people).await?)
}

fn profile_of(candidate: &Candidate) -> Profile {
    let claim = |what: &str, evidence: &str| Claim { what: what.to_owned(), evidence: evidence.to_owned() };
    let rate = |what: &str, euros: i64| Rate { what: what.to_owned(), minor: euros * 100 };
    if candidate.name == CANDIDATES[0].0 {
        return Profile {
            does: vec![
                claim(
                    "Programmes for frontline managers, built from your own cases",
                    "A parcel company, 2023 to 2025: 310 managers; its L&D manager takes calls",
                ),
                claim("Train-the-trainer in Dutch, German and Polish", "41 certified facilitators at two clients"),
                claim("A fifth of the fee at risk on observed behaviour", "In three contracts since 2022"),
            ],
            does_not: vec![
                "We do not do shift scheduling".to_owned(),
                "We do not do individual therapy or return to work after illness".to_owned(),
                "We do not start more than four cohorts in a month".to_owned(),
            ],
            pricing: "A base fee per cohort, and a part that depends on what is observed at work and on the KPI."
                .to_owned(),
            rates: vec![
                rate("Facilitator, a day", 1_450),
                rate("Learning designer, a day", 1_250),
                rate("A cohort of twelve, whole", 18_500),
            ],
            regions: "Netherlands, Belgium, Germany, Poland with partners".to_owned(),
            languages: "Dutch, English, German, Polish".to_owned(),
        };
    }
    Profile {
        does: vec![claim("Leadership programmes for first-line managers", "Two case studies in the proposal")],
        does_not: vec!["We do not work at night".to_owned()],
        pricing: "A price per participant, all in.".to_owned(),
        rates: vec![rate("A participant, whole programme", 2_400)],
        regions: "Netherlands and Belgium".to_owned(),
        languages: "Dutch, English".to_owned(),
    }
}

async fn score(stage: &Stage<'_>, act: Act, round: &Round, chance: &mut Chance) -> anyhow::Result<()> {
    let known = dossier(stage, round.id).await?;
    let leaves: Vec<Leaf> = known.tree.leaves();
    let mild = 0.15 * chance.normal();
    for one in &known.candidates {
        let means = CANDIDATES.iter().find(|made| made.0 == one.name).map_or([3.5; 6], |made| made.4);
        let given: Vec<Given> = leaves
            .iter()
            .zip(means)
            .map(|(leaf, mean)| {
                let (kind, evidence) = *chance.pick(&EVIDENCE);
                let score = chance.score(mean + mild, 0.3);
                Given { criterion: leaf.id, score, kind, evidence: evidence.to_owned() }
            })
            .collect();
        score::store::give(stage.tx, act, round, one, &given).await??;
        if act.by == stage.person(LEAD) && one.name == "Baken Leiderschap" {
            add_notes(stage, act, (round, one), &given).await?;
        }
    }
    score::store::submit(stage.tx, act, round).await??;
    Ok(())
}

const NOTES: &str = "Notes of the trial session in depot Venlo, 27 November (generated)\n\n\
    - They asked for a real roster and worked with it for an hour.\n\
    - Two of our managers planned a talk for the same week before they left.\n\
    - Open: who comes to Poznan when the peak begins.\n";

/// What the lead wrote in the trial session, beside the first score. Without a key there are no files.
async fn add_notes(stage: &Stage<'_>, act: Act, of: (&Round, &Candidate), given: &[Given]) -> anyhow::Result<()> {
    let Some(first) = given.first() else { return Ok(()) };
    if InstallationKey::read(stage.app.config().key_file.as_deref()).is_err() {
        return Ok(());
    }
    let checked = Checked { name: "trial-venlo.txt".to_owned(), kind: FileKind::Text };
    let handed = Handed { criterion: first.criterion, checked, bytes: NOTES.as_bytes().to_vec() };
    let ready = file::sealed(stage.app, act.tenant, vec![handed]);
    let ready = ready.map_err(|problem| anyhow::anyhow!("notes can't be sealed: {}", problem.word()))?;
    let scored: Vec<_> = given.iter().map(|one| one.criterion).collect();
    Ok(file::keep(stage.tx, act, of, ready, &[], &scored).await?)
}

async fn decide(stage: &Stage<'_>, round: &Round) -> anyhow::Result<()> {
    let known = dossier(stage, round.id).await?;
    let given = score::store::submitted(stage.tx, stage.organisation, round.id).await?;
    let outcome = Outcome::of(&known, &given)?;
    let chosen = known.candidates.first().context("Baken was entered first")?;
    let place = outcome.place_of(chosen.id).context("every candidate is ranked")?;
    anyhow::ensure!(outcome.smart.ranks[place] == 1, "the story's partner stands first");
    let others = known.candidates.iter().skip(1).map(|one| {
        let words = "Thank you for the trial session and for answering every question. We would like to meet again.";
        (one.id, words.to_owned())
    });
    let words = decision::Words {
        candidate: chosen.id,
        reasons: "In the trial session Baken asked more than it told, and took our night shift as it is. It says plainly what \
                  it does not do and puts a fifth of its fee at risk. It is the dearest; price was in sight, and does not \
                  change the choice."
            .to_owned(),
        exception: String::new(),
        first: true,
        stable: outcome.stable,
        share: outcome.shares[place],
        letters: others.collect(),
    };
    let by = act(stage, LEAD, moment("2025-12-04T14:00:00Z"));
    outcome::store::decide(stage.tx, by, round, chosen, &words).await??;
    hand_out(stage, by, &known.candidates, candidate::LETTER_DAYS).await?;
    outcome::store::invited(stage.tx, by, round.id).await?;
    outcome::store::link(stage.tx, by, round, stage.partnership).await?;
    Ok(())
}

/// The niche partner for wellbeing: one of three has scored.
async fn open_one(stage: &Stage<'_>) -> anyhow::Result<()> {
    let made = act(stage, LEAD, moment("2026-09-21T09:00:00Z"));
    let round = begin(stage, made, "A niche partner for healthy rosters", 0.0).await?;
    for (name, email, euros) in
        [("Rustpunt", "welkom@rustpunt.example", 38_000), ("Vitaal aan het Werk", "hallo@vitaal.example", 44_500)]
    {
        enter(stage, made, &round, (name, email, Locale::Nl, euros), "Six months, four depots").await?;
    }
    assess(stage, made, &round, &[LEAD, REGION, MANAGER]).await?;
    round::store::open(stage.tx, act(stage, LEAD, moment("2026-09-28T09:00:00Z")), &round).await?;
    let mut chance = Chance::named("selection of a niche partner");
    score(stage, act(stage, REGION, moment("2026-10-01T09:00:00Z")), &round, &mut chance).await
}
