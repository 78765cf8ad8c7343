//! Challenges of an organisation: list, one with its goals, writing.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::{membership, person};
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields, Standing};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use serde::Deserialize;

use super::{Challenge, ChallengeId, Words, create as write, find, list};
use crate::goal::{self, Goal};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

#[derive(Template)]
#[template(path = "challenge/list.html")]
struct List {
    shell: Shell,
    path: String,
    challenges: Vec<(Challenge, String)>,
    may_write: bool,
    next: Option<ChallengeId>,
}

#[derive(Template)]
#[template(path = "challenge/show.html")]
struct One {
    shell: Shell,
    path: String,
    kpis: String,
    challenge: Challenge,
    owner: String,
    goals: Vec<Goal>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "challenge/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    action: String,
    back: String,
    owners: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<ChallengeId>,
}

pub(crate) fn any(scope: &OrganisationScope) -> Resource {
    Resource::new("Challenge", scope.organisation())
}

fn path_of(scope: &OrganisationScope) -> String {
    format!("/o/{}/challenges", scope.organisation())
}

pub(crate) async fn load(app: &App, scope: &OrganisationScope, id: ChallengeId) -> Result<Challenge, Problem> {
    find(app.db(), scope.organisation(), id).await?.ok_or(Problem::NotFound)
}

async fn names(app: &App, ids: Vec<PersonId>) -> Result<HashMap<PersonId, String>, Problem> {
    Ok(person::named(app.db(), &ids).await?)
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "challenge.view", &any(&scope))?;
    let mut challenges = list(app.db(), scope.organisation(), asked.before, A_PAGE + 1).await?;
    let more = challenges.len() > A_PAGE as usize;
    challenges.truncate(A_PAGE as usize);
    let next = challenges.last().filter(|_| more).map(|challenge| challenge.id);
    let names = names(&app, challenges.iter().map(|challenge| challenge.owner_id).collect()).await?;
    let challenges = challenges
        .into_iter()
        .map(|challenge| (challenge.clone(), names.get(&challenge.owner_id).cloned().unwrap_or_default()))
        .collect();
    let shell = Shell::at(&app, &scope, scope.viewer.speaker().say("nav-challenges"));
    let may_write = scope.may(&app, "challenge.write", &any(&scope));
    show_page(&List { shell, path: path_of(&scope), challenges, may_write, next })
}

pub async fn export_list(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "challenge.view", &any(&scope))?;
    let challenges = list(app.db(), scope.organisation(), None, AN_EXPORT).await?;
    let names = names(&app, challenges.iter().map(|challenge| challenge.owner_id).collect()).await?;
    let t = scope.viewer.speaker();
    let text = |text: &str| Out::Text(text.to_owned());
    let mut rows: Vec<Vec<Out>> = vec![
        ["challenge-title", "challenge-owner", "challenge-from", "challenge-until"]
            .map(|key| text(&t.say(key)))
            .to_vec(),
    ];
    rows.extend(challenges.iter().map(|challenge| {
        let owner = names.get(&challenge.owner_id).cloned().unwrap_or_default();
        vec![
            text(&challenge.title),
            text(&owner),
            text(&challenge.from_day.to_string()),
            text(&challenge.until_day.to_string()),
        ]
    }));
    download("challenges.csv", "text/csv; charset=utf-8", csv(&rows))
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ChallengeId)>,
) -> Answer {
    let challenge = load(&app, &scope, id).await?;
    scope.require(&app, "challenge.view", &challenge.resource())?;
    let goals = goal::of_challenge(app.db(), scope.organisation(), id).await?;
    let owner = names(&app, vec![challenge.owner_id]).await?.remove(&challenge.owner_id).unwrap_or_default();
    let may_write = scope.may(&app, "challenge.write", &challenge.resource());
    show_page(&One {
        shell: Shell::at(&app, &scope, challenge.title.clone()),
        path: format!("{}/{id}", path_of(&scope)),
        kpis: format!("/o/{}/kpis", scope.organisation()),
        challenge,
        owner,
        goals,
        may_write,
    })
}

async fn edit_page(
    app: &App,
    scope: &OrganisationScope,
    form: Fields,
    known: Option<&Challenge>,
) -> Result<Edit, Problem> {
    let people = membership::people(app.db(), scope.organisation()).await?;
    let title = scope.viewer.speaker().say(if known.is_some() { "challenge-edit" } else { "challenge-new" });
    let back = known.map_or_else(|| path_of(scope), |known| format!("{}/{}", path_of(scope), known.id));
    Ok(Edit {
        shell: Shell::at(app, scope, title).narrow(),
        form,
        action: back.clone(),
        back,
        owners: people.into_iter().map(|member| (member.person.to_string(), member.name)).collect(),
    })
}

/// Reads what was typed. The owner is someone of the organisation, and the end does not lie before the beginning.
pub(crate) async fn read(app: &App, scope: &OrganisationScope, form: &mut Fields) -> Result<Option<Words>, Problem> {
    let title = form.text("title", 200);
    let description = form.optional_text("description", 4_000).unwrap_or_default();
    let owner: Option<PersonId> = form.choice("owner", |text| text.parse().ok());
    let (from, until) = (form.day("from"), form.day("until"));
    if let Some(owner) = owner
        && membership::find(app.db(), scope.organisation(), owner).await?.is_none()
    {
        form.refuse("owner", Fault::new("fault-not-a-choice"));
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.refuse("until", Fault::new("fault-challenge-reversed"));
    }
    if form.has_faults() {
        return Ok(None);
    }
    Ok(owner.zip(from.zip(until)).map(|(owner, (from, until))| Words { title, description, owner, from, until }))
}

pub async fn show_new(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "challenge.write", &any(&scope))?;
    let owner = scope.viewer.person.to_string();
    show_page(&edit_page(&app, &scope, Fields::filled([("owner", owner)]), None).await?)
}

pub async fn create(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "challenge.write", &any(&scope))?;
    let Some(words) = read(&app, &scope, &mut form).await? else {
        return show_again(&edit_page(&app, &scope, form, None).await?);
    };
    let tx = app.db().begin().await?;
    let id = write(&tx, scope.organisation(), scope.viewer.person, app.now(), &words).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "challenge-said-created")
}

/// What stands there now, as the form of [`edit_page`] holds it.
async fn stands(app: &App, known: &Challenge) -> Result<[Standing; 5], Problem> {
    let owner = names(app, vec![known.owner_id]).await?.remove(&known.owner_id).unwrap_or_default();
    Ok([
        Standing::new("title", known.title.clone()),
        Standing::new("description", known.description.clone()),
        Standing::new("owner", known.owner_id.to_string()).reads(owner),
        Standing::new("from", known.from_day.to_string()),
        Standing::new("until", known.until_day.to_string()),
    ])
}

pub async fn show_edit(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ChallengeId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "challenge.write", &known.resource())?;
    let form = Fields::to_edit(&stands(&app, &known).await?);
    show_page(&edit_page(&app, &scope, form, Some(&known)).await?)
}

pub async fn change(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ChallengeId)>,
    mut form: Fields,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "challenge.write", &known.resource())?;
    let words = read(&app, &scope, &mut form).await?;
    form.changed_meanwhile(&stands(&app, &known).await?);
    let Some(words) = words.filter(|_| !form.has_faults()) else {
        return show_again(&edit_page(&app, &scope, form, Some(&known)).await?);
    };
    let tx = app.db().begin().await?;
    if !super::change(&tx, scope.organisation(), &known, scope.viewer.person, app.now(), &words).await? {
        drop(tx);
        let now = load(&app, &scope, id).await?;
        form.changed_meanwhile(&stands(&app, &now).await?);
        return show_again(&edit_page(&app, &scope, form, Some(&now)).await?);
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "challenge-said-changed")
}
