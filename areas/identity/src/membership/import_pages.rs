//! Inviting people from a file: upload, preview, and only then the invitations.

use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, Kind, OrganisationScope, Role};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, show, show_again};
use lustrum_kernel::problem::Problem;

use super::import::{CellFault, Known, Sheet, read};
use super::pages::{host, path_of, resource, words};
use super::people;
use crate::invitation::{self, Draft, Place, handed};

#[derive(Template)]
#[template(path = "membership/import.html")]
struct Import {
    shell: Shell,
    form: Fields,
    path: String,
    /// Two roles of this kind of organisation, as the file writes them.
    roles: String,
}

#[derive(Template)]
#[template(path = "membership/preview.html")]
struct Preview {
    shell: Shell,
    path: String,
    sheet: Sheet,
    /// The file's text, handed on to the step that invites.
    text: String,
}

impl Preview {
    fn roles(&self, draft: &Draft) -> String {
        match &draft.into {
            Place::Organisation(roles) => words(&self.shell.t, roles),
            Place::Partnership(title) => title.clone(),
        }
    }
    fn reason(&self, fault: &CellFault) -> String {
        fault.reason.words(&self.shell.t)
    }
}

fn upload_page(app: &App, scope: &OrganisationScope, form: Fields) -> Import {
    let t = scope.viewer.speaker();
    let example = match scope.member.kind {
        Kind::Client => [Role::Learner, Role::LineManager],
        Kind::Partner => [Role::LearningDesigner, Role::Facilitator],
    };
    Import {
        shell: Shell::at(app, scope, t.say("people-import-title")).narrow(),
        form,
        path: path_of(scope),
        roles: example.map(|role| words(&t, &[role])).join(" | "),
    }
}

pub async fn show_import(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "people.change", &resource(&scope))?;
    show(&upload_page(&app, &scope, Fields::default()))
}

async fn judged(app: &App, scope: &OrganisationScope, bytes: &[u8]) -> Result<Result<Sheet, Fault>, Problem> {
    let members = people(app.db(), scope.organisation()).await?.into_iter().map(|member| member.email).collect();
    let speakers = Locale::ALL.map(Speaker::utc);
    let known = Known { kind: scope.member.kind, members, default: scope.viewer.locale, speakers: &speakers };
    Ok(read(bytes, &known))
}

pub async fn preview(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "people.change", &resource(&scope))?;
    let Some(file) = form.file("file") else { return show_again(&upload_page(&app, &scope, form)) };
    match judged(&app, &scope, &file.bytes).await? {
        Err(fault) => {
            form.refuse("file", fault);
            show_again(&upload_page(&app, &scope, form))
        }
        Ok(sheet) => {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            let t = scope.viewer.speaker();
            let shell = Shell::at(&app, &scope, t.say("people-preview-title"));
            let faulty = !sheet.faults.is_empty();
            let page = Preview { shell, path: path_of(&scope), sheet, text };
            if faulty { show_again(&page) } else { show(&page) }
        }
    }
}

pub async fn import(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "people.change", &resource(&scope))?;
    let text = form.value("rows").to_owned();
    let sheet = match judged(&app, &scope, text.as_bytes()).await? {
        Ok(sheet) if sheet.faults.is_empty() => sheet,
        Ok(_) => {
            form.refuse("file", Fault::new("fault-people-changed"));
            return show_again(&upload_page(&app, &scope, form));
        }
        Err(fault) => {
            form.refuse("file", fault);
            return show_again(&upload_page(&app, &scope, form));
        }
    };
    let tx = app.db().begin().await?;
    let made = invitation::invite(&app, &tx, &host(&scope), sheet.drafts).await?;
    tx.commit().await?;
    handed::next(&app, &scope, &made, &path_of(&scope), "people-said-imported")
}
