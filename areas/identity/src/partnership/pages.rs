//! The partnerships of an organisation, and inviting a partner.

use askama::Template;
use axum::extract::Path;
use axum::extract::State;
use lustrum_kernel::access::{Here, Kind, OrganisationScope, Partnered, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::of_organisation;
use crate::export;
use crate::invitation::{self, Draft, Invitation, InvitationId, Place, handed};
use crate::membership::pages::{host, languages};
use crate::organisation::LONGEST_NAME;

#[derive(Template)]
#[template(path = "partnership/list.html")]
struct List {
    shell: Shell,
    path: String,
    partnerships: Vec<Partnered>,
    waiting: Vec<(InvitationId, String, String)>,
    may_invite: bool,
}

#[derive(Template)]
#[template(path = "partnership/invite.html")]
struct Invite {
    shell: Shell,
    form: Fields,
    path: String,
    languages: Vec<(String, String)>,
}

pub(crate) fn resource(scope: &OrganisationScope) -> Resource {
    Resource::new("Partnerships", scope.organisation())
}

fn path_of(scope: &OrganisationScope) -> String {
    format!("/o/{}/partnerships", scope.organisation())
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "partnership.list", &resource(&scope))?;
    let client = scope.member.kind == Kind::Client;
    let may_invite = client && scope.may(&app, "partnership.invite", &resource(&scope));
    let titled = |invitation: Invitation| match invitation.into {
        Place::Partnership(title) => Some((invitation.id, invitation.email, title)),
        Place::Organisation(_) => None,
    };
    let waiting = if may_invite {
        let open = invitation::open(app.db(), scope.organisation(), app.now()).await?;
        open.into_iter().filter_map(titled).collect()
    } else {
        Vec::new()
    };
    show(&List {
        shell: Shell::at(&app, &scope, scope.viewer.speaker().say("partnerships-title")),
        path: path_of(&scope),
        partnerships: of_organisation(app.db(), scope.organisation()).await?,
        waiting,
        may_invite,
    })
}

pub async fn export_list(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "partnership.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings = ["partnerships-name", "partnerships-client", "partnerships-partner", "partnerships-since"]
        .map(|key| t.say(key));
    let rows = of_organisation(app.db(), scope.organisation())
        .await?
        .into_iter()
        .map(|known| vec![known.title, known.client_name, known.partner_name, known.since.day_in(&t.zone).to_string()]);
    export::csv("partnerships.csv", &headings, rows)
}

/// Only a client organisation invites a partner: it is the tenant of what follows.
pub(crate) fn require_client(scope: &OrganisationScope) -> Result<(), Problem> {
    match scope.member.kind {
        Kind::Client => Ok(()),
        Kind::Partner => Err(Problem::refused("refusal-partner-invites")),
    }
}

fn invite_page(app: &App, scope: &OrganisationScope, form: Fields) -> Invite {
    let title = scope.viewer.speaker().say("partnerships-invite-title");
    Invite { shell: Shell::at(app, scope, title).narrow(), form, path: path_of(scope), languages: languages() }
}

pub async fn show_invite(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "partnership.invite", &resource(&scope))?;
    require_client(&scope)?;
    show(&invite_page(&app, &scope, Fields::filled([("language", scope.viewer.locale.code())])))
}

/// Reads an invitation from a form or a JSON body.
pub(crate) fn read_draft(scope: &OrganisationScope, form: &mut Fields) -> Draft {
    let email = form.email("email");
    let title = form.text("title", LONGEST_NAME);
    let locale = if form.value("language").is_empty() {
        scope.viewer.locale
    } else {
        form.choice("language", Locale::parse).unwrap_or_default()
    };
    Draft { email, into: Place::Partnership(title), locale }
}

pub async fn make_invitation(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "partnership.invite", &resource(&scope))?;
    require_client(&scope)?;
    let draft = read_draft(&scope, &mut form);
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
    scope.require(&app, "partnership.invite", &resource(&scope))?;
    let tx = app.db().begin().await?;
    if !invitation::withdraw(&tx, scope.organisation(), id, scope.viewer.person, app.now()).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    see_and_say(&path_of(&scope), "people-said-withdrawn")
}
