//! The pages of candidates: entering one, what it says of itself, and its link.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Tx;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;

use super::{Candidate, CandidateId, LARGEST, OPEN_DAYS, Words, key_of, store};
use crate::round::pages::{any, load, path_of};
use crate::round::{Dossier, Round, RoundId, State as Stage};
use crate::{Act, profile};

#[derive(Template)]
#[template(path = "candidate/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    languages: Vec<(String, String)>,
    currency: String,
}

#[derive(Template)]
#[template(path = "candidate/show.html")]
pub(super) struct One {
    shell: Shell,
    form: Fields,
    withdrawn: Option<String>,
    path: String,
    candidate: Candidate,
    price: String,
    said: Option<profile::Shown>,
    link: Option<String>,
    is_open: bool,
    prepares: bool,
    may_change: bool,
    decided: bool,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "candidate/handed.html")]
struct Handed {
    shell: Shell,
    back: String,
    words: String,
    name: String,
    link: String,
}

fn new_page(app: &App, scope: &OrganisationScope, round: &Round, form: Fields) -> New {
    New {
        shell: Shell::at(app, scope, scope.viewer.speaker().say("candidate-new")).narrow(),
        form,
        path: path_of(scope, round.id),
        languages: Locale::ALL.map(|one| (one.code().to_owned(), one.name().to_owned())).to_vec(),
        currency: round.currency.clone(),
    }
}

pub async fn show_new(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    dossier.round.may_change()?;
    let form = Fields::filled([("language", scope.viewer.locale.code())]);
    show_page(&new_page(&app, &scope, &dossier.round, form))
}

/// Enters a candidate; the second of one name in a round is a fault of the name.
pub(crate) async fn enter(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    mut form: Fields,
) -> Result<Result<CandidateId, (Dossier, Fields)>, Problem> {
    let dossier = load(app, scope, id).await?;
    dossier.round.may_change()?;
    let Some(words) = read(&mut form, &dossier, None) else { return Ok(Err((dossier, form))) };
    let tx = app.db().begin().await?;
    let made = store::add(&tx, Act::of(app, scope), &dossier.round, &words).await?;
    tx.commit().await?;
    Ok(Ok(made))
}

/// Reads what is written of a candidate. `known` is the one that is changed: once scoring has begun its name and its price
/// stand still, as they are scored on.
pub(super) fn read(form: &mut Fields, dossier: &Dossier, known: Option<&Candidate>) -> Option<Words> {
    let email = form.email("email");
    let language = form.choice("language", Locale::parse);
    if let Some(known) = known.filter(|_| dossier.round.may_change().is_err()) {
        let (name, price, price_note) = (known.name.clone(), known.price, known.price_note.clone());
        return language.filter(|_| !form.has_faults()).map(|language| Words {
            name,
            email,
            language,
            price,
            price_note,
        });
    }
    let name = form.text("name", 120);
    let price = form.optional_amount("price", LARGEST);
    if price == Some(0) {
        form.refuse("price", Fault::new("fault-candidate-price"));
    }
    let price_note = form.optional_text("price_note", 200).unwrap_or_default();
    let mut others = dossier.candidates.iter().filter(|one| known.is_none_or(|known| known.id != one.id));
    if others.any(|one| key_of(&one.name) == key_of(&name)) {
        form.refuse("name", Fault::new("fault-candidate-twice"));
    }
    language.filter(|_| !form.has_faults()).map(|language| Words { name, email, language, price, price_note })
}

pub async fn create(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    match enter(&app, &scope, id, form).await? {
        Ok(made) => see_and_say(&format!("{}/candidates/{made}", path_of(&scope, id)), "candidate-said-entered"),
        Err((dossier, form)) => show_again(&new_page(&app, &scope, &dossier.round, form)),
    }
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    show_page(&one_page(&app, &scope, id, of, Fields::default()).await?)
}

/// The page of a candidate, with the form of its withdrawal.
pub(super) async fn one_page(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
    form: Fields,
) -> Result<One, Problem> {
    let dossier = load(app, scope, id).await?;
    let candidate = dossier.candidate(of).ok_or(Problem::NotFound)?.clone();
    let t = scope.viewer.speaker();
    let said = profile::store::current(app.db(), scope.organisation(), of).await?;
    let link = store::links(app.db(), scope.organisation(), id).await?.remove(&of);
    let is_open = link.is_some_and(|link| link.is_open(app.now()));
    let words = |link: &super::Link| {
        let key = if is_open {
            "candidate-link-until"
        } else if link.revoked_at.is_some() {
            return t.say("candidate-link-revoked");
        } else {
            return t.say("candidate-link-expired");
        };
        t.say1(key, "day", t.date(&link.expires_at))
    };
    Ok(One {
        shell: Shell::at(app, scope, candidate.name.clone()),
        form,
        withdrawn: candidate.withdrawn.as_ref().map(|gone| gone.words(&t)),
        path: path_of(scope, id),
        price: candidate.price_words(&t, &dossier.round.currency),
        said: said.map(|said| profile::Shown::of(&t, said, &dossier.round.currency)),
        link: link.as_ref().map(words),
        is_open,
        prepares: dossier.round.state == Stage::Preparing,
        may_change: dossier.round.state < Stage::Decided,
        decided: dossier.round.state == Stage::Decided,
        may_write: scope.may(app, "selection.write", &any(scope)),
        candidate,
    })
}

pub(crate) async fn take_out(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
) -> Result<(), Problem> {
    let dossier = load(app, scope, id).await?;
    let candidate = dossier.candidate(of).ok_or(Problem::NotFound)?;
    dossier.round.may_change()?;
    let tx = app.db().begin().await?;
    store::remove(&tx, Act::of(app, scope), &dossier.round, candidate).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn remove(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    take_out(&app, &scope, id, of).await?;
    see_and_say(&path_of(&scope, id), "candidate-said-removed")
}

/// Makes a link and mails it; gives the link to hand over where no mail goes out.
pub(crate) async fn hand_out(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
) -> Result<(Candidate, Option<String>), Problem> {
    let dossier = load(app, scope, id).await?;
    // Who stepped back gets a link again with its letter and not before.
    let candidate = match dossier.round.state {
        Stage::Decided => dossier.candidate(of).ok_or(Problem::NotFound)?.clone(),
        _ => dossier.standing_one(of)?.clone(),
    };
    let tx = app.db().begin().await?;
    let link = send_link(app, scope, &tx, &dossier.round, &candidate).await?;
    tx.commit().await?;
    Ok((candidate, link))
}

/// Makes a link in place of those before it and mails it; gives it to hand over where no mail goes out.
pub(super) async fn send_link(
    app: &App,
    scope: &OrganisationScope,
    tx: &Tx,
    round: &Round,
    candidate: &Candidate,
) -> Result<Option<String>, Problem> {
    let act = Act::of(app, scope);
    let tokens = store::hand_out(tx, act, &[candidate], act.at.plus_days(OPEN_DAYS)).await?;
    let token = tokens.into_iter().next().unwrap_or_default();
    let link = app.url(&format!("/transparency/{token}"));
    mail::post_secret(tx, act.tenant, asking(scope, round, candidate, &link), act.at).await?;
    Ok((!app.config().mails()).then_some(link))
}

fn asking(scope: &OrganisationScope, round: &Round, candidate: &Candidate, link: &str) -> Letter {
    let t = Speaker::utc(candidate.language);
    let named = [
        ("host", scope.viewer.name.clone()),
        ("organisation", scope.member.name.clone()),
        ("title", round.title.clone()),
        ("name", candidate.name.clone()),
        ("link", link.to_owned()),
        ("days", OPEN_DAYS.to_string()),
    ];
    let (subject, body) = ("candidate-mail-subject", "candidate-mail-body");
    Letter { recipient: candidate.email.clone(), subject: t.say_with(subject, &named), body: t.say_with(body, &named) }
}

/// The page that shows a link once, where no mail goes out.
pub(crate) fn handed(app: &App, scope: &OrganisationScope, back: String, name: String, link: String) -> Answer {
    let t = scope.viewer.speaker();
    show_page(&Handed {
        shell: Shell::at(app, scope, t.say("candidate-handed-title")).narrow(),
        words: t.say("candidate-handed-words"),
        back,
        name,
        link,
    })
}

pub async fn make_link(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let back = format!("{}/candidates/{of}", path_of(&scope, id));
    match hand_out(&app, &scope, id, of).await? {
        (candidate, Some(link)) => handed(&app, &scope, back, candidate.name, link),
        (_, None) => see_and_say(&back, "candidate-said-mailed"),
    }
}

pub(crate) async fn take_back(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CandidateId,
) -> Result<(), Problem> {
    let dossier = load(app, scope, id).await?;
    let candidate = dossier.candidate(of).ok_or(Problem::NotFound)?;
    let tx = app.db().begin().await?;
    if !store::revoke(&tx, Act::of(app, scope), candidate).await? {
        return Err(Problem::refused("refusal-candidate-no-link"));
    }
    tx.commit().await?;
    Ok(())
}

pub async fn revoke_link(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    take_back(&app, &scope, id, of).await?;
    see_and_say(&format!("{}/candidates/{of}", path_of(&scope, id)), "candidate-said-revoked")
}
