//! The people of an organisation: list, invite, change roles, end a membership.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, Kind, OrganisationScope, Resource, Role};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{Sql, Tx};
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::{Member, change, count_in, find, leave, list, people};
use crate::export;
use crate::invitation::{self, Draft, Host, InvitationId, Place, handed};

/// So many a page.
const A_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "membership/list.html")]
struct List {
    shell: Shell,
    path: String,
    members: Vec<Member>,
    waiting: Vec<invitation::Invitation>,
    may_change: bool,
    next: Option<PersonId>,
}

#[derive(Template)]
#[template(path = "membership/invite.html")]
struct Invite {
    shell: Shell,
    form: Fields,
    path: String,
    roles: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "membership/member.html")]
struct OneMember {
    shell: Shell,
    form: Fields,
    path: String,
    member: Member,
    roles: Vec<(String, String)>,
}

pub(crate) fn resource(scope: &OrganisationScope) -> Resource {
    Resource::new("People", scope.organisation())
}

pub(crate) fn path_of(scope: &OrganisationScope) -> String {
    format!("/o/{}/people", scope.organisation())
}

pub(crate) fn words(t: &Speaker, roles: &[Role]) -> String {
    let words: Vec<String> = roles.iter().map(|role| t.say(&format!("role-{}", role.word()))).collect();
    words.join(", ")
}

impl List {
    fn roles(&self, member: &Member) -> String {
        words(&self.shell.t, &member.roles)
    }
    fn invited(&self, invitation: &invitation::Invitation) -> String {
        match &invitation.into {
            Place::Organisation(roles) => words(&self.shell.t, roles),
            Place::Partnership(title) => title.clone(),
        }
    }
}

pub(crate) fn role_choices(t: &Speaker, kind: Kind) -> Vec<(String, String)> {
    let fitting = Role::ALL.into_iter().filter(|role| role.fits(kind));
    fitting.map(|role| (role.word().to_owned(), t.say(&format!("role-{}", role.word())))).collect()
}

pub(crate) fn languages() -> Vec<(String, String)> {
    Locale::ALL.iter().map(|locale| (locale.code().to_owned(), locale.name().to_owned())).collect()
}

pub(crate) fn host(scope: &OrganisationScope) -> Host<'_> {
    Host {
        organisation: scope.organisation(),
        organisation_name: &scope.member.name,
        person: scope.viewer.person,
        name: &scope.viewer.name,
    }
}

#[derive(Deserialize)]
pub struct Asked {
    after: Option<PersonId>,
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "people.list", &resource(&scope))?;
    let may_change = scope.may(&app, "people.change", &resource(&scope));
    let mut members = list(app.db(), scope.organisation(), asked.after, A_PAGE + 1).await?;
    let more = members.len() > A_PAGE as usize;
    members.truncate(A_PAGE as usize);
    let mut waiting = Vec::new();
    if may_change && asked.after.is_none() {
        waiting = invitation::open(app.db(), scope.organisation(), app.now()).await?;
        waiting.retain(|invitation| matches!(invitation.into, Place::Organisation(_)));
    }
    let t = scope.viewer.speaker();
    show(&List {
        shell: Shell::at(&app, &scope, t.say("people-title")),
        path: path_of(&scope),
        next: members.last().filter(|_| more).map(|member| member.person),
        members,
        waiting,
        may_change,
    })
}

pub async fn export_list(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "people.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings = ["people-name", "people-email", "people-roles", "people-since"].map(|key| t.say(key));
    let rows = people(app.db(), scope.organisation()).await?.into_iter().map(|member| {
        vec![member.name, member.email, super::words_of(&member.roles), member.since.day_in(&t.zone).to_string()]
    });
    export::csv("people.csv", &headings, rows)
}

fn invite_page(app: &App, scope: &OrganisationScope, form: Fields) -> Invite {
    let t = scope.viewer.speaker();
    Invite {
        shell: Shell::at(app, scope, t.say("people-invite-title")).narrow(),
        form,
        path: path_of(scope),
        roles: role_choices(&t, scope.member.kind),
        languages: languages(),
    }
}

pub async fn show_invite(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "people.change", &resource(&scope))?;
    let form = Fields::filled([("language", scope.viewer.locale.code())]);
    show(&invite_page(&app, &scope, form))
}

/// Reads an invitation from a form or a JSON body.
pub(crate) async fn read_draft(app: &App, scope: &OrganisationScope, form: &mut Fields) -> Result<Draft, Problem> {
    let email = form.email("email");
    let roles = read_roles(form, scope.member.kind);
    let locale = if form.value("language").is_empty() {
        scope.viewer.locale
    } else {
        form.choice("language", Locale::parse).unwrap_or_default()
    };
    if !email.is_empty() && is_member(app.db(), scope.organisation(), &email).await? {
        form.refuse("email", Fault::new("fault-member-already"));
    }
    Ok(Draft { email, into: Place::Organisation(roles), locale })
}

pub(crate) fn read_roles(form: &mut Fields, kind: Kind) -> Vec<Role> {
    let given: Vec<String> = form.values("roles").into_iter().map(str::to_owned).collect();
    let roles: Vec<Role> = given.iter().filter_map(|word| Role::parse(word)).collect();
    if roles.is_empty() && given.is_empty() {
        form.refuse("roles", Fault::new("fault-required"));
    }
    if roles.len() < given.len() || roles.iter().any(|role| !role.fits(kind)) {
        form.refuse("roles", Fault::new("fault-not-a-choice"));
    }
    roles
}

async fn is_member(db: &impl Sql, organisation: OrganisationId, email: &str) -> Result<bool, Problem> {
    Ok(people(db, organisation).await?.iter().any(|member| member.email == email))
}

pub async fn make_invitation(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "people.change", &resource(&scope))?;
    let draft = read_draft(&app, &scope, &mut form).await?;
    if form.has_faults() {
        return show_again(&invite_page(&app, &scope, form));
    }
    let tx = app.db().begin().await?;
    let made = invitation::invite(&app, &tx, &host(&scope), vec![draft]).await?;
    tx.commit().await?;
    handed::next(&app, &scope, &made, &path_of(&scope), "people-said-invited")
}

pub async fn withdraw_invitation(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, InvitationId)>,
) -> Answer {
    scope.require(&app, "people.change", &resource(&scope))?;
    let tx = app.db().begin().await?;
    if !invitation::withdraw(&tx, scope.organisation(), id, scope.viewer.person, app.now()).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    see_and_say(&path_of(&scope), "people-said-withdrawn")
}

async fn member_of(app: &App, scope: &OrganisationScope, person: PersonId) -> Result<Member, Problem> {
    find(app.db(), scope.organisation(), person).await?.ok_or(Problem::NotFound)
}

fn member_page(app: &App, scope: &OrganisationScope, member: Member, form: Fields) -> OneMember {
    OneMember {
        shell: Shell::at(app, scope, member.name.clone()).narrow(),
        form,
        path: format!("{}/{}", path_of(scope), member.person),
        member,
        roles: role_choices(&scope.viewer.speaker(), scope.member.kind),
    }
}

pub async fn show_member(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, person)): Path<(OrganisationId, PersonId)>,
) -> Answer {
    let member = member_of(&app, &scope, person).await?;
    scope.require(&app, "people.change", &resource(&scope))?;
    let form = Fields::filled(member.roles.iter().map(|role| ("roles", role.word())));
    show(&member_page(&app, &scope, member, form))
}

/// The role without which nobody could invite anyone any more.
fn leading(kind: Kind) -> Role {
    match kind {
        Kind::Client => Role::LdLead,
        Kind::Partner => Role::PartnerLead,
    }
}

/// Asked after the change and its event: the event holds the history's lock, so that of two leads who end each other's
/// membership at once the second sees what the first did.
async fn nobody_leads(tx: &Tx, scope: &OrganisationScope) -> Result<bool, Problem> {
    Ok(count_in(tx, scope.organisation(), leading(scope.member.kind)).await? == 0)
}

pub async fn change_roles(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, person)): Path<(OrganisationId, PersonId)>,
    mut form: Fields,
) -> Answer {
    let member = member_of(&app, &scope, person).await?;
    scope.require(&app, "people.change", &resource(&scope))?;
    let roles = read_roles(&mut form, scope.member.kind);
    if form.has_faults() {
        return show_again(&member_page(&app, &scope, member, form));
    }
    let tx = app.db().begin().await?;
    change(&tx, scope.organisation(), person, &roles, scope.viewer.person, app.now()).await?;
    if nobody_leads(&tx, &scope).await? {
        drop(tx);
        form.refuse("roles", Fault::new("fault-last-lead"));
        return show_again(&member_page(&app, &scope, member, form));
    }
    tx.commit().await?;
    see_and_say(&path_of(&scope), "people-said-changed")
}

pub async fn end_membership(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, person)): Path<(OrganisationId, PersonId)>,
) -> Answer {
    member_of(&app, &scope, person).await?;
    scope.require(&app, "people.change", &resource(&scope))?;
    let tx = app.db().begin().await?;
    leave(&tx, scope.organisation(), person, Some(scope.viewer.person), app.now()).await?;
    if nobody_leads(&tx, &scope).await? {
        return Err(Problem::refused("refusal-last-lead"));
    }
    tx.commit().await?;
    see_and_say(&path_of(&scope), "people-said-ended")
}
