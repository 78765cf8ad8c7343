//! Taking the decision, and what comes after it: letters to everyone, an invitation to the chosen one, and its profile as
//! the start of the partnership.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::invitation::{self, Draft, Host, Place};
use lustrum_identity::{partnership, person};
use lustrum_kernel::access::{Here, OrganisationScope, Partnered};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;

use super::decision::{Decision, letter_field, read};
use super::pages::outcome_of;
use super::words::{Firmness, firmness};
use super::{Outcome, store};
use crate::Act;
use crate::candidate::pages::handed;
use crate::candidate::{Candidate, LETTER_DAYS, key_of, store as candidates};
use crate::round::pages::{any, load, path_of};
use crate::round::{Dossier, Refused, RoundId, State as Stage, store as rounds};

#[derive(Template)]
#[template(path = "outcome/decide.html")]
struct Decide {
    shell: Shell,
    form: Fields,
    path: String,
    firm: Firmness,
    options: Vec<(String, String)>,
    letters: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "outcome/decided.html")]
struct Decided {
    shell: Shell,
    form: Fields,
    path: String,
    round: String,
    decision: Decision,
    chosen: String,
    who: String,
    early: Option<String>,
    share: String,
    letters: Vec<(String, String)>,
    invited: Option<String>,
    partnership: Option<(String, String)>,
    partnerships: Vec<(String, String)>,
    may_write: bool,
}

fn decide_page(app: &App, scope: &OrganisationScope, id: RoundId, outcome: &Outcome, form: Fields) -> Decide {
    let t = scope.viewer.speaker();
    let option = |at: usize| {
        let named = [("rank", t.whole(outcome.smart.ranks[at] as i64)), ("name", outcome.candidates[at].name.clone())];
        (outcome.candidates[at].id.to_string(), t.say_with("choice-option", &named))
    };
    Decide {
        shell: Shell::at(app, scope, t.say("choice-take")).narrow(),
        form,
        path: path_of(scope, id),
        firm: firmness(&t, outcome),
        options: outcome.smart.order().into_iter().map(option).collect(),
        letters: outcome.lettered().map(|one| (letter_field(one.id), one.name.clone())).collect(),
    }
}

async fn decided_page(
    app: &App,
    scope: &OrganisationScope,
    dossier: &Dossier,
    decision: Decision,
    form: Fields,
) -> Result<Decided, Problem> {
    let (t, own) = (scope.viewer.speaker(), scope.organisation());
    let id = dossier.round.id;
    let of_chosen = with_chosen(app, own, dossier, &decision).await?;
    let chosen = dossier.candidate(decision.candidate).map(|one| one.name.clone()).unwrap_or_default();
    let by = person::named(app.db(), &[decision.decided_by]).await?.remove(&decision.decided_by).unwrap_or_default();
    let known = clients(partnership::of_organisation(app.db(), own).await?, own);
    let linked = decision.partnership.and_then(|id| known.iter().find(|one| one.id == id));
    let name = |one: &Partnered| format!("{} × {}", one.title, one.partner_name);
    let early = !dossier.round.reason.is_empty();
    let outcome = outcome_of(app, own, dossier).await?;
    Ok(Decided {
        shell: Shell::at(app, scope, t.say1("choice-chosen", "name", &chosen)),
        form,
        path: path_of(scope, id),
        round: dossier.round.title.clone(),
        who: t.say2("choice-by", "name", by, "day", t.date(&decision.decided_at)),
        early: early.then(|| {
            t.say2("selection-closed-early", "names", dossier.waiting().join(", "), "reason", &dossier.round.reason)
        }),
        share: t.percent(decision.share, 0),
        letters: outcome
            .iter()
            .flat_map(Outcome::lettered)
            .map(|one| (format!("{}/letters/{}", path_of(scope, id), one.id), one.name.clone()))
            .collect(),
        invited: decision.invited_at.map(|at| t.say1("choice-invited-on", "day", t.date(&at))),
        partnership: linked.map(|one| (format!("/p/{}/profile", one.id), name(one))),
        partnerships: of_chosen.iter().map(|one| (one.id.to_string(), name(one))).collect(),
        may_write: scope.may(app, "selection.decide", &any(scope)),
        decision,
        chosen,
    })
}

/// Those in which the organisation is the client: only these can come from a choice of its own.
fn clients(all: Vec<Partnered>, own: OrganisationId) -> Vec<Partnered> {
    all.into_iter().filter(|one| one.client == own).collect()
}

/// Those of them that are with the chosen candidate: its profile and its prices are for nobody else to read. A partner is
/// the candidate when it bears its name, or when the address that was written to is of one of its people.
async fn with_chosen(
    app: &App,
    own: OrganisationId,
    dossier: &Dossier,
    decision: &Decision,
) -> Result<Vec<Partnered>, Problem> {
    let Some(chosen) = dossier.candidate(decision.candidate) else { return Ok(Vec::new()) };
    let of_address = match person::by_email(app.db(), &chosen.email).await? {
        Some(person) => person::organisations_of(app.db(), person.id).await?,
        None => Vec::new(),
    };
    let name = key_of(&chosen.name);
    let known = clients(partnership::of_organisation(app.db(), own).await?, own);
    Ok(known.into_iter().filter(|one| key_of(&one.partner_name) == name || of_address.contains(&one.partner)).collect())
}

async fn ready(app: &App, scope: &OrganisationScope, dossier: &Dossier) -> Result<Outcome, Problem> {
    match dossier.round.state {
        Stage::Closed => {}
        Stage::Decided => return Err(Refused::Decided.into()),
        _ => return Err(Refused::NotClosed.into()),
    }
    if dossier.standing().next().is_none() {
        return Err(Refused::NobodyLeft.into());
    }
    Ok(outcome_of(app, scope.organisation(), dossier).await?.ok_or(Refused::NobodyScored)?)
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    if let Some(decision) = store::decision(app.db(), scope.organisation(), id).await? {
        return show_page(&decided_page(&app, &scope, &dossier, decision, Fields::default()).await?);
    }
    let outcome = ready(&app, &scope, &dossier).await?;
    if !scope.may(&app, "selection.decide", &any(&scope)) {
        return Err(Refused::Undecided.into());
    }
    show_page(&decide_page(&app, &scope, id, &outcome, Fields::default()))
}

/// Takes the decision and writes to every candidate that its letter is there.
pub(crate) async fn take(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    mut form: Fields,
) -> Result<Result<(), (Outcome, Fields)>, Problem> {
    let dossier = load(app, scope, id).await?;
    let outcome = ready(app, scope, &dossier).await?;
    let Some(words) = read(&mut form, &outcome) else { return Ok(Err((outcome, form))) };
    let chosen = dossier.candidate(words.candidate).ok_or(Problem::NotFound)?;
    let act = Act::of(app, scope);
    let tx = app.db().begin().await?;
    store::decide(&tx, act, &dossier.round, chosen, &words).await??;
    let everyone: Vec<&Candidate> = outcome.lettered().collect();
    let tokens = candidates::hand_out(&tx, act, &everyone, act.at.plus_days(LETTER_DAYS)).await?;
    // Each mail is a row and a job of its own, which the kernel writes.
    for (candidate, token) in everyone.into_iter().zip(tokens) {
        let link = app.url(&format!("/transparency/{token}"));
        mail::post_secret(&tx, act.tenant, telling(scope, &dossier, candidate, &link), act.at).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

fn telling(scope: &OrganisationScope, dossier: &Dossier, candidate: &Candidate, link: &str) -> Letter {
    let t = Speaker::utc(candidate.language);
    let named = [
        ("host", scope.viewer.name.clone()),
        ("organisation", scope.member.name.clone()),
        ("title", dossier.round.title.clone()),
        ("name", candidate.name.clone()),
        ("link", link.to_owned()),
    ];
    let (subject, body) = ("letter-mail-subject", "letter-mail-body");
    Letter { recipient: candidate.email.clone(), subject: t.say_with(subject, &named), body: t.say_with(body, &named) }
}

pub async fn decide(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.decide", &any(&scope))?;
    match take(&app, &scope, id, form).await? {
        Ok(()) => see_and_say(&format!("{}/decision", path_of(&scope, id)), "choice-said-taken"),
        Err((outcome, form)) => show_again(&decide_page(&app, &scope, id, &outcome, form)),
    }
}

/// Invites the chosen candidate to a partnership that is named after the challenge, once.
pub(crate) async fn invite(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
) -> Result<(Candidate, Option<String>), Problem> {
    let dossier = load(app, scope, id).await?;
    let decision = store::decision(app.db(), scope.organisation(), id).await?.ok_or(Refused::Undecided)?;
    let candidate = dossier.candidate(decision.candidate).ok_or(Problem::NotFound)?.clone();
    let challenges = rounds::challenges(app.db(), scope.organisation(), id).await?;
    let title = challenges.into_iter().next().map_or_else(|| dossier.round.title.clone(), |(_, title)| title);
    let host = Host {
        organisation: scope.organisation(),
        organisation_name: &scope.member.name,
        person: scope.viewer.person,
        name: &scope.viewer.name,
    };
    let draft = Draft { email: candidate.email.clone(), into: Place::Partnership(title), locale: candidate.language };
    let tx = app.db().begin().await?;
    if !store::invited(&tx, Act::of(app, scope), id).await? {
        return Err(Refused::Invited.into());
    }
    let made = invitation::invite(app, &tx, &host, vec![draft]).await?;
    tx.commit().await?;
    let link = made.first().and_then(|one| one.to_hand_over(app)).map(str::to_owned);
    Ok((candidate, link))
}

pub async fn invite_chosen(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.decide", &any(&scope))?;
    let back = format!("{}/decision", path_of(&scope, id));
    match invite(&app, &scope, id).await? {
        (candidate, Some(link)) => handed(&app, &scope, back, candidate.name, link),
        (_, None) => see_and_say(&back, "choice-said-invited"),
    }
}

/// Makes the profile of the chosen candidate the start of a partnership of the organisation.
pub(crate) async fn link(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    mut form: Fields,
) -> Result<Result<(), (Dossier, Decision, Fields)>, Problem> {
    let dossier = load(app, scope, id).await?;
    let own = scope.organisation();
    let decision = store::decision(app.db(), own, id).await?.ok_or(Refused::Undecided)?;
    let known = with_chosen(app, own, &dossier, &decision).await?;
    let asked: Option<PartnershipId> =
        form.choice("partnership", |text| text.parse().ok().filter(|id| known.iter().any(|one| one.id == *id)));
    let (Some(of), false) = (asked, form.has_faults()) else { return Ok(Err((dossier, decision, form))) };
    let tx = app.db().begin().await?;
    store::link(&tx, Act::of(app, scope), &dossier.round, of).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

pub async fn link_partnership(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.decide", &any(&scope))?;
    match link(&app, &scope, id, form).await? {
        Ok(()) => see_and_say(&format!("{}/decision", path_of(&scope, id)), "choice-said-linked"),
        Err((dossier, decision, form)) => show_again(&decided_page(&app, &scope, &dossier, decision, form).await?),
    }
}
