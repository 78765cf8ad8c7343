//! The page of a letter, for the organisation and for the candidate behind its link: the same words from the same value.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, show as show_page};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::letter::{self, letter};
use super::pages::outcome_of;
use super::store;
use crate::candidate::CandidateId;
use crate::round::pages::{any, path_of};
use crate::round::{RoundId, store as rounds};

/// A letter in words. What is not in it can't be told: it holds nothing of any other candidate.
pub(crate) struct Page {
    pub over: String,
    pub title: String,
    pub opening: String,
    pub outcome: String,
    pub words: String,
    pub basis: String,
    pub lines: Vec<Line>,
    pub strengths: Vec<String>,
    pub stronger: Vec<String>,
    pub closing: String,
}

pub(crate) struct Line {
    pub title: String,
    pub question: String,
    pub weight: String,
    pub score: String,
    pub bar: f64,
}

#[derive(Template)]
#[template(path = "outcome/letter.html")]
struct Show {
    shell: Shell,
    t: Speaker,
    letter: Page,
    path: String,
    candidate: String,
    other: Locale,
}

#[derive(Deserialize)]
pub struct Asked {
    lang: Option<String>,
}

/// The letter of a candidate, once there is a decision.
pub(crate) async fn of_candidate(
    app: &App,
    t: &Speaker,
    tenant: OrganisationId,
    host: &str,
    round: RoundId,
    of: CandidateId,
) -> Result<Option<Page>, Problem> {
    let Some(decision) = store::decision(app.db(), tenant, round).await? else { return Ok(None) };
    let dossier = rounds::dossier(app.db(), tenant, round).await?.ok_or(Problem::NotFound)?.told(t);
    let Some(outcome) = outcome_of(app, tenant, &dossier).await? else { return Ok(None) };
    let words = store::words(app.db(), tenant, of).await?;
    let (Some(written), Some(candidate)) = (letter(&outcome, of), dossier.candidate(of)) else { return Ok(None) };
    let outcome_key = match (&candidate.withdrawn, decision.candidate == of) {
        (Some(_), _) => "letter-withdrawn",
        (None, true) => "letter-chosen",
        (None, false) => "letter-not-chosen",
    };
    let named = [
        ("name", candidate.name.clone()),
        ("organisation", host.to_owned()),
        ("title", dossier.round.title.clone()),
        ("day", t.date(&decision.decided_at)),
        ("withdrawn", candidate.withdrawn.as_ref().map(|one| t.date(&one.at)).unwrap_or_default()),
    ];
    let line = |line: &letter::Line| Line {
        title: line.title.clone(),
        question: line.question.clone(),
        weight: t.percent(line.weight, 0),
        score: t.say1("letter-of-five", "score", t.number(line.score, 1)),
        bar: (line.score - 1.0) / 4.0,
    };
    // The rest of the weight is the price's, which nobody scores.
    let rest = 1.0 - written.lines.iter().map(|line| line.weight).sum::<f64>();
    let mut basis = t.count("letter-basis", written.assessors as i64);
    if rest >= 0.005 {
        basis = format!("{basis} {}", t.say1("letter-price", "share", t.percent(rest, 0)));
    }
    Ok(Some(Page {
        over: t.say_with("letter-over", &named),
        title: t.say_with("letter-title", &named),
        opening: t.say_with("letter-opening", &named),
        outcome: t.say_with(outcome_key, &named),
        words,
        basis,
        lines: written.lines.iter().map(line).collect(),
        strengths: written.strengths,
        stronger: written.stronger,
        closing: t.say_with("letter-closing", &named),
    }))
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let reader = scope.viewer.speaker();
    let locale = asked.lang.as_deref().and_then(Locale::parse).unwrap_or(reader.locale);
    let t = Speaker::new(locale, reader.zone.clone());
    let letter = of_candidate(&app, &t, scope.organisation(), &scope.member.name, id, of).await?;
    let letter = letter.ok_or(Problem::NotFound)?;
    let other = if locale == Locale::En { Locale::Nl } else { Locale::En };
    let shell = Shell::at(&app, &scope, letter.title.clone()).narrow();
    show_page(&Show { shell, t, letter, path: path_of(&scope, id), candidate: of.to_string(), other })
}
