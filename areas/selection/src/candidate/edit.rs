//! Changing a candidate that was entered: all of it until scoring begins, then only who is written to.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;

use super::pages::{handed, read, send_link};
use super::{Candidate, CandidateId, store};
use crate::round::pages::{any, load, path_of};
use crate::round::{Dossier, Refused, Round, RoundId, State as Stage};
use crate::{Act, profile};

/// The form of a candidate that is there: its name and its price only as long as nothing was scored on them.
#[derive(Template)]
#[template(path = "candidate/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    languages: Vec<(String, String)>,
    currency: String,
    prepares: bool,
}

fn edit_page(app: &App, scope: &OrganisationScope, round: &Round, candidate: &Candidate, form: Fields) -> Edit {
    Edit {
        shell: Shell::at(app, scope, scope.viewer.speaker().say1("candidate-edit-of", "name", &candidate.name))
            .narrow(),
        form,
        path: format!("{}/candidates/{}", path_of(scope, round.id), candidate.id),
        languages: Locale::ALL.map(|one| (one.code().to_owned(), one.name().to_owned())).to_vec(),
        currency: round.currency.clone(),
        prepares: round.state == Stage::Preparing,
    }
}

/// A candidate that may still be changed, with its round. After the decision its letter is out, and it stands still.
async fn changing(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
) -> Result<(Dossier, Candidate), Problem> {
    let dossier = load(app, scope, id).await?;
    let candidate = dossier.candidate(of).ok_or(Problem::NotFound)?.clone();
    if dossier.round.state == Stage::Decided {
        return Err(Refused::Decided.into());
    }
    Ok((dossier, candidate))
}

pub async fn show_edit(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let (dossier, candidate) = changing(&app, &scope, id, of).await?;
    let price = candidate.price.map(|minor| profile::form::typed(&scope.viewer.speaker(), minor));
    let form = Fields::filled([
        ("name", candidate.name.clone()),
        ("email", candidate.email.clone()),
        ("language", candidate.language.code().to_owned()),
        ("price", price.unwrap_or_default()),
        ("price_note", candidate.price_note.clone()),
    ]);
    show_page(&edit_page(&app, &scope, &dossier.round, &candidate, form))
}

/// The candidate as it is now with a link to hand over, or the form with its faults.
type Changed = Result<(Candidate, Option<String>), (Dossier, Candidate, Fields)>;

/// Changes a candidate. With another address an open link lets nobody in any more, and a new one goes to the new address;
/// gives it to hand over where no mail goes out.
pub(super) async fn change(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
    mut form: Fields,
) -> Result<Changed, Problem> {
    let (dossier, known) = changing(app, scope, id, of).await?;
    let Some(words) = read(&mut form, &dossier, Some(&known)) else { return Ok(Err((dossier, known, form))) };
    let link = store::links(app.db(), scope.organisation(), id).await?.remove(&of);
    let reaches_another = words.email != known.email && link.is_some_and(|link| link.is_open(app.now()));
    let tx = app.db().begin().await?;
    if !store::change(&tx, Act::of(app, scope), &dossier.round, &known, &words).await? {
        return Err(Refused::NotPreparing.into());
    }
    let changed = Candidate { name: words.name, email: words.email, language: words.language, ..known };
    let link = match reaches_another {
        true => send_link(app, scope, &tx, &dossier.round, &changed).await?,
        false => None,
    };
    tx.commit().await?;
    Ok(Ok((changed, link)))
}

pub async fn keep(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let back = format!("{}/candidates/{of}", path_of(&scope, id));
    match change(&app, &scope, id, of, form).await? {
        Ok((candidate, Some(link))) => handed(&app, &scope, back, candidate.name, link),
        Ok((_, None)) => see_and_say(&back, "candidate-said-changed"),
        Err((dossier, known, form)) => show_again(&edit_page(&app, &scope, &dossier.round, &known, form)),
    }
}
