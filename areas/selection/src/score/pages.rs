//! An assessor's own sheets: one for each candidate, and submitting them all at once. They show nobody else's scores.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;

use super::{Given, Kind, Score, file, names, read, store};
use crate::candidate::{Candidate, CandidateId};
use crate::criterion::Leaf;
use crate::round::pages::{any, home_of, load, path_of};
use crate::round::{Dossier, Refused, RoundId};
use crate::{Act, profile};

#[derive(Template)]
#[template(path = "score/list.html")]
struct List {
    shell: Shell,
    path: String,
    back: String,
    round: String,
    rows: Vec<Row>,
    submitted: Option<String>,
    scoring: bool,
    missing: usize,
}

struct Row {
    candidate: Candidate,
    state: String,
    complete: bool,
    /// What was given, once it was submitted.
    given: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "score/sheet.html")]
struct Sheet {
    shell: Shell,
    form: Fields,
    path: String,
    candidate: Candidate,
    price: String,
    rows: Vec<Asked>,
    kinds: Vec<(String, String)>,
    accepted: &'static str,
    said: Option<profile::Shown>,
}

/// A criterion on a sheet, with the names of its fields.
struct Asked {
    title: String,
    question: String,
    score: String,
    kind: String,
    evidence: String,
    file: String,
    drop: String,
    /// The file that is there: in words, and where it is read.
    kept: Option<(String, String)>,
}

impl List {
    fn submission(&self) -> String {
        self.path.strip_suffix("/scores").map(|round| format!("{round}/submission")).unwrap_or_default()
    }
    fn is_complete(&self) -> bool {
        self.missing == 0
    }
    fn left(&self) -> String {
        self.shell.t.count("score-left", self.missing as i64)
    }
}

/// The round, for someone who was asked to score in it.
pub(crate) async fn enter(app: &App, scope: &OrganisationScope, id: RoundId) -> Result<Dossier, Problem> {
    scope.require(app, "selection.score", &any(scope))?;
    let dossier = load(app, scope, id).await?;
    if !dossier.assessors.iter().any(|one| one.person == scope.viewer.person) {
        return Err(Refused::NotAnAssessor.into());
    }
    Ok(dossier)
}

pub async fn show_list(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    let dossier = enter(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let mine = store::of_person(app.db(), scope.organisation(), id, scope.viewer.person).await?;
    let leaves = dossier.tree.leaves();
    let me = dossier.assessors.iter().find(|one| one.person == scope.viewer.person);
    let submitted = me.and_then(|me| me.submitted_at);
    let row = |candidate: &Candidate| {
        let given: Vec<&Score> = mine.iter().filter(|score| score.candidate == candidate.id).collect();
        let (done, all) = (t.whole(given.len() as i64), t.whole(leaves.len() as i64));
        let shown = leaves.iter().filter(|_| submitted.is_some()).filter_map(|leaf| {
            let score = given.iter().find(|score| score.given.criterion == leaf.id)?;
            Some((leaf.whole(), t.whole(score.given.score)))
        });
        Row {
            state: t.say2("score-of-all", "done", done, "all", all),
            complete: given.len() == leaves.len(),
            given: shown.collect(),
            candidate: candidate.clone(),
        }
    };
    let given = mine.iter().filter(|score| dossier.standing().any(|one| one.id == score.candidate)).count();
    show_page(&List {
        shell: Shell::at(&app, &scope, t.say("score-title")),
        path: format!("{}/scores", path_of(&scope, id)),
        back: home_of(&scope),
        round: dossier.round.title.clone(),
        rows: dossier.standing().map(row).collect(),
        submitted: submitted.map(|at| t.say1("score-submitted-on", "day", t.date(&at))),
        scoring: dossier.may_score(scope.viewer.person).is_ok(),
        missing: (dossier.standing().count() * leaves.len()).saturating_sub(given),
    })
}

async fn sheet(
    app: &App,
    scope: &OrganisationScope,
    dossier: &Dossier,
    candidate: &Candidate,
    form: Fields,
) -> Result<Sheet, Problem> {
    let t = scope.viewer.speaker();
    let said = profile::store::current(app.db(), scope.organisation(), candidate.id).await?;
    let files = file::of_person(app.db(), scope.organisation(), dossier.round.id, scope.viewer.person).await?;
    let path = format!("{}/scores", path_of(scope, dossier.round.id));
    let asked = |leaf: Leaf| {
        let ([score, kind, evidence], [file, drop]) = (names(leaf.id), file::names(leaf.id));
        let kept = files.iter().find(|one| one.candidate == candidate.id && one.criterion == leaf.id);
        let kept = kept.map(|one| (one.words(&t), format!("{path}/{}/files/{}", candidate.id, leaf.id)));
        Asked { title: leaf.whole(), question: leaf.question, score, kind, evidence, file, drop, kept }
    };
    Ok(Sheet {
        shell: Shell::at(app, scope, t.say1("score-sheet-title", "name", &candidate.name)).narrow(),
        form,
        price: candidate.price_words(&t, &dossier.round.currency),
        rows: dossier.tree.leaves().into_iter().map(asked).collect(),
        kinds: Kind::ALL.map(|kind| (kind.word().to_owned(), t.say(&format!("score-kind-{}", kind.word())))).to_vec(),
        said: said.map(|said| profile::Shown::of(&t, said, &dossier.round.currency)),
        candidate: candidate.clone(),
        path,
        accepted: lustrum_file::ACCEPTED,
    })
}

pub async fn show_sheet(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    let dossier = enter(&app, &scope, id).await?;
    dossier.may_score(scope.viewer.person)?;
    let candidate = dossier.standing_one(of)?;
    let mine = store::of_person(app.db(), scope.organisation(), id, scope.viewer.person).await?;
    let filled = mine.into_iter().filter(|score| score.candidate == of).flat_map(|score| {
        let [one, kind, evidence] = names(score.given.criterion);
        [
            (one, score.given.score.to_string()),
            (kind, score.given.kind.word().to_owned()),
            (evidence, score.given.evidence),
        ]
    });
    let form = Fields::filled(filled.collect::<Vec<_>>());
    show_page(&sheet(&app, &scope, &dossier, candidate, form).await?)
}

/// Keeps a sheet from a form or a JSON body.
pub(crate) async fn keep(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
    mut form: Fields,
) -> Result<Result<Vec<Given>, (Dossier, Fields)>, Problem> {
    let dossier = enter(app, scope, id).await?;
    dossier.may_score(scope.viewer.person)?;
    let candidate = dossier.standing_one(of)?.clone();
    let leaves = dossier.tree.leaves();
    let files = file::look(&mut form, &leaves).await;
    let Some(given) = read(&mut form, &leaves) else { return Ok(Err((dossier, form))) };
    let act = Act::of(app, scope);
    let ready = file::sealed(app, act.tenant, files.handed)?;
    let scored: Vec<_> = given.iter().map(|one| one.criterion).collect();
    let tx = app.db().begin().await?;
    store::give(&tx, act, &dossier.round, &candidate, &given).await??;
    file::keep(&tx, act, (&dossier.round, &candidate), ready, &files.dropped, &scored).await?;
    tx.commit().await?;
    Ok(Ok(given))
}

pub async fn keep_sheet(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
    form: Fields,
) -> Answer {
    match keep(&app, &scope, id, of, form).await? {
        Ok(_) => see_and_say(&format!("{}/scores", path_of(&scope, id)), "score-said-kept"),
        Err((dossier, form)) => {
            let candidate = dossier.candidate(of).ok_or(Problem::NotFound)?;
            show_again(&sheet(&app, &scope, &dossier, candidate, form).await?)
        }
    }
}

pub(crate) async fn hand_in(app: &App, scope: &OrganisationScope, id: RoundId) -> Result<(), Problem> {
    let dossier = enter(app, scope, id).await?;
    dossier.may_score(scope.viewer.person)?;
    let tx = app.db().begin().await?;
    store::submit(&tx, Act::of(app, scope), &dossier.round).await??;
    tx.commit().await?;
    Ok(())
}

pub async fn submit(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    hand_in(&app, &scope, id).await?;
    see_and_say(&format!("{}/scores", path_of(&scope, id)), "score-said-submitted")
}
