//! The ranking: both ways side by side, the scores beneath, and how firm the first place is. Before the round is closed it
//! shows who has submitted, and no score.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show as show_page};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::Outcome;
use super::words::{Firmness, firmness};
use crate::ranking::Ranking;
use crate::round::pages::{any, load, path_of};
use crate::round::{Dossier, Refused, RoundId, State as Stage};
use crate::score::file::{self, ScoreFile};
use crate::score::{Score, store as scores};

#[derive(Template)]
#[template(path = "outcome/ranking.html")]
struct Page {
    shell: Shell,
    path: String,
    round: String,
    rankings: Vec<Shown>,
    criteria: Vec<Criterion>,
    prices: Vec<(String, String)>,
    price_weight: String,
    firm: Firmness,
    shares: Vec<(String, String, f64)>,
    early: Option<String>,
    may_decide: bool,
    decided: bool,
}

/// One way to rank.
struct Shown {
    id: &'static str,
    title: String,
    hint: String,
    rows: Vec<(usize, String, String, f64)>,
}

/// A criterion with the mean of each candidate, and what the scores rest on.
struct Criterion {
    title: String,
    weight: String,
    rows: Vec<(String, String, f64)>,
    evidence: Vec<Rests>,
}

/// A score with what it rests on.
struct Rests {
    candidate: String,
    assessor: String,
    score: String,
    words: String,
    /// The file beside it: in words, and where it is read.
    file: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "outcome/blind.html")]
struct Blind {
    shell: Shell,
    path: String,
    submitted: String,
    waiting: String,
}

/// What follows from the scores of a round; nothing as long as they are not open or nobody submitted any.
pub(crate) async fn outcome_of(
    app: &App,
    tenant: OrganisationId,
    dossier: &Dossier,
) -> Result<Option<Outcome>, Problem> {
    if !dossier.round.scores_are_open() {
        return Ok(None);
    }
    let given = scores::submitted(app.db(), tenant, dossier.round.id).await?;
    Ok(if given.is_empty() { None } else { Outcome::of(dossier, &given).ok() })
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let shell = Shell::at(&app, &scope, t.say("ranking-title"));
    let Some(outcome) = outcome_of(&app, scope.organisation(), &dossier).await? else {
        let (done, all) = (dossier.submitted() as i64, dossier.assessors.len() as i64);
        return show_page(&Blind {
            shell,
            path: path_of(&scope, id),
            submitted: t.say2("selection-submitted", "done", t.whole(done), "all", t.whole(all)),
            waiting: dossier.waiting().join(", "),
        });
    };
    let given = scores::submitted(app.db(), scope.organisation(), id).await?;
    let files = file::submitted(app.db(), scope.organisation(), id).await?;
    let ranked = |id: &'static str, ranking: &Ranking, digits: usize, scale: f64| Shown {
        id,
        title: t.say(&format!("ranking-{id}")),
        hint: t.say(&format!("ranking-{id}-hint")),
        rows: ranking
            .order()
            .into_iter()
            .map(|at| {
                let value = ranking.values[at];
                (ranking.ranks[at], outcome.candidates[at].name.clone(), t.number(value * scale, digits), value)
            })
            .collect(),
    };
    let of_all = 1.0 - outcome.price_weight;
    let criterion = |(at, leaf): (usize, &crate::criterion::Leaf)| Criterion {
        title: leaf.whole(),
        weight: t.percent(leaf.weight * of_all, 1),
        rows: outcome
            .candidates
            .iter()
            .zip(&outcome.means)
            .map(|(one, row)| (one.name.clone(), t.number(row[at], 1), (row[at] - 1.0) / 4.0))
            .collect(),
        evidence: given
            .iter()
            .filter(|score| score.given.criterion == leaf.id)
            .map(|score| rests(&t, &dossier, score, &files, &path_of(&scope, id)))
            .collect(),
    };
    let early = !dossier.round.reason.is_empty();
    show_page(&Page {
        path: path_of(&scope, id),
        round: dossier.round.title.clone(),
        rankings: vec![ranked("smart", &outcome.smart, 1, 100.0), ranked("topsis", &outcome.topsis, 2, 1.0)],
        criteria: outcome.leaves.iter().enumerate().map(criterion).collect(),
        prices: outcome
            .candidates
            .iter()
            .filter(|one| one.price.is_some())
            .map(|one| (one.name.clone(), one.price_words(&t, &dossier.round.currency)))
            .collect(),
        price_weight: t.percent(outcome.price_weight, 0),
        firm: firmness(&t, &outcome),
        shares: outcome
            .smart
            .order()
            .into_iter()
            .map(|at| (outcome.candidates[at].name.clone(), t.percent(outcome.shares[at], 0), outcome.shares[at]))
            .collect(),
        early: early.then(|| {
            t.say2("selection-closed-early", "names", dossier.waiting().join(", "), "reason", &dossier.round.reason)
        }),
        may_decide: dossier.round.state == Stage::Closed && scope.may(&app, "selection.decide", &any(&scope)),
        decided: dossier.round.state == Stage::Decided,
        shell,
    })
}

/// Who gave what to whom, and what it rests on.
fn rests(t: &Speaker, dossier: &Dossier, score: &Score, files: &[ScoreFile], path: &str) -> Rests {
    let candidate = dossier.candidate(score.candidate).map(|one| one.name.clone()).unwrap_or_default();
    let assessor = dossier.assessors.iter().find(|one| one.person == score.person).map(|one| one.name.clone());
    let kind = t.say(&format!("score-kind-{}", score.given.kind.word()));
    let (of, criterion) = (score.candidate, score.given.criterion);
    let mut here = files.iter().filter(|file| file.candidate == of && file.criterion == criterion).enumerate();
    let file = here.find(|(_, file)| file.person == score.person).map(|(place, file)| {
        (file.words(t), format!("{path}/candidates/{of}/criteria/{criterion}/files/{}", place + 1))
    });
    Rests {
        candidate,
        assessor: assessor.unwrap_or_default(),
        score: t.whole(score.given.score),
        words: format!("{kind}: {}", score.given.evidence),
        file,
    }
}

pub async fn export(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    let outcome = outcome_of(&app, scope.organisation(), &dossier).await?.ok_or(Refused::NotClosed)?;
    let t = scope.viewer.speaker();
    let mut headings: Vec<Out> = vec![t.say("candidate-name").into()];
    headings.extend(outcome.leaves.iter().map(|leaf| leaf.whole().into()));
    headings.extend(
        [
            "candidate-price",
            "ranking-smart",
            "ranking-smart-place",
            "ranking-topsis",
            "ranking-topsis-place",
            "ranking-first",
        ]
        .map(|key| Out::Text(t.say(key))),
    );
    let mut rows = vec![headings];
    for at in outcome.smart.order() {
        let candidate = &outcome.candidates[at];
        let mut row: Vec<Out> = vec![candidate.name.clone().into()];
        row.extend(outcome.means[at].iter().map(|mean| Out::Number(*mean)));
        row.push(candidate.price.map(|minor| minor as f64 / 100.0).into());
        row.push(outcome.smart.values[at].into());
        row.push((outcome.smart.ranks[at] as f64).into());
        row.push(outcome.topsis.values[at].into());
        row.push((outcome.topsis.ranks[at] as f64).into());
        row.push(outcome.shares[at].into());
        rows.push(row);
    }
    download("ranking.csv", "text/csv; charset=utf-8", csv(&rows))
}
