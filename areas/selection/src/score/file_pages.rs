//! Files beside scores: reading one, and putting one there without the rest of the sheet.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::{Answer, download};
use lustrum_kernel::problem::Problem;

use super::pages::enter;
use super::{file, store};
use crate::Act;
use crate::candidate::CandidateId;
use crate::criterion::CriterionId;
use crate::round::pages::{any, load};
use crate::round::{Refused, RoundId};

/// The file that the reader put beside a score of their own.
pub(crate) async fn own_file(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    (of, criterion): (CandidateId, CriterionId),
) -> Answer {
    enter(app, scope, id).await?;
    let mine = file::of_person(app.db(), scope.organisation(), id, scope.viewer.person).await?;
    let known = mine.into_iter().find(|one| one.candidate == of && one.criterion == criterion);
    handed_over(app, &known.ok_or(Refused::NoFile)?).await
}

/// A file of those that stand beside the open scores of a candidate on a criterion, counted from 1.
pub(crate) async fn open_file(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    (of, criterion, number): (CandidateId, CriterionId, usize),
) -> Answer {
    scope.require(app, "selection.view", &any(scope))?;
    load(app, scope, id).await?;
    let all = file::submitted(app.db(), scope.organisation(), id).await?;
    let mut here = all.into_iter().filter(|one| one.candidate == of && one.criterion == criterion);
    let known = number.checked_sub(1).and_then(|place| here.nth(place));
    handed_over(app, &known.ok_or(Refused::NoFile)?).await
}

/// Puts a file beside a score that the reader gave, or takes away the one that is there.
pub(crate) async fn change_file(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    (of, criterion): (CandidateId, CriterionId),
    form: Option<Fields>,
) -> Result<(), Problem> {
    let dossier = enter(app, scope, id).await?;
    dossier.may_score(scope.viewer.person)?;
    let candidate = dossier.standing_one(of)?;
    let act = Act::of(app, scope);
    let mine = store::of_person(app.db(), act.tenant, id, act.by).await?;
    let scored: Vec<CriterionId> =
        mine.iter().filter(|score| score.candidate == of).map(|score| score.given.criterion).collect();
    let mut handed = Vec::new();
    match form {
        None => {
            let files = file::of_person(app.db(), act.tenant, id, act.by).await?;
            if !files.iter().any(|one| one.candidate == of && one.criterion == criterion) {
                return Err(Refused::NoFile.into());
            }
        }
        Some(mut form) => {
            let Some(upload) = form.file("file") else { return Err(form.into()) };
            if !scored.contains(&criterion) {
                form.refuse("file", Fault::new("fault-score-file-alone"));
                return Err(form.into());
            }
            match lustrum_file::look(upload).await {
                Ok((checked, bytes)) => handed.push(file::Handed { criterion, checked, bytes }),
                Err(fault) => {
                    form.refuse("file", fault);
                    return Err(form.into());
                }
            }
        }
    }
    let dropped: Vec<CriterionId> = if handed.is_empty() { vec![criterion] } else { Vec::new() };
    let ready = file::sealed(app, act.tenant, handed)?;
    let tx = app.db().begin().await?;
    store::touch(&tx, act, &dossier.round, candidate).await??;
    file::keep(&tx, act, (&dossier.round, candidate), ready, &dropped, &scored).await?;
    tx.commit().await?;
    Ok(())
}

async fn handed_over(app: &App, known: &file::ScoreFile) -> Answer {
    // As a download: whatever is in it runs nothing and is no page of ours.
    download(&known.name, known.kind.media(), file::opened(app, known).await?)
}

pub async fn show_own_file(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of, criterion)): Path<(OrganisationId, RoundId, CandidateId, CriterionId)>,
) -> Answer {
    own_file(&app, &scope, id, (of, criterion)).await
}

pub async fn show_open_file(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of, criterion, number)): Path<(OrganisationId, RoundId, CandidateId, CriterionId, usize)>,
) -> Answer {
    open_file(&app, &scope, id, (of, criterion, number)).await
}
