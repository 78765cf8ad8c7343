use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::store::{self, Draft};
use super::{Credential, CredentialId, Gate, LONGEST_TITLE, PER_MINUTE, Scope, Scopes};

pub fn resource(scope: &OrganisationScope) -> Resource {
    Resource::new("RecordStore", scope.organisation())
}

#[derive(Template)]
#[template(path = "credential/list.html")]
struct List {
    shell: Shell,
    path: String,
    exchanges: String,
    endpoint: String,
    form: Fields,
    scopes: Vec<(String, String)>,
    credentials: Vec<Credential>,
}

impl List {
    fn may(&self, credential: &Credential) -> String {
        let words: Vec<String> = credential.scopes.iter().map(|scope| words(&self.shell.t, scope)).collect();
        words.join(", ")
    }
    fn used(&self, credential: &Credential) -> String {
        credential.used_at.map_or_else(|| self.shell.t.say("record-credential-unused"), |at| self.shell.t.moment(&at))
    }
}

#[derive(Template)]
#[template(path = "credential/made.html")]
struct MadePage {
    shell: Shell,
    path: String,
    endpoint: String,
    user: CredentialId,
    secret: String,
}

pub fn words(t: &Speaker, scope: Scope) -> String {
    t.say(&format!("record-scope-{}", scope.key()))
}

/// With what it is for, where someone chooses.
fn explained(t: &Speaker, scope: Scope) -> String {
    format!("{}: {}", words(t, scope), t.say(&format!("record-scope-why-{}", scope.key())))
}

fn path(scope: &OrganisationScope) -> String {
    format!("/o/{}/records/credentials", scope.organisation())
}

pub fn endpoint(app: &App, scope: &OrganisationScope) -> String {
    app.url(&format!("/xapi/{}", scope.organisation()))
}

async fn page(app: &App, scope: &OrganisationScope, form: Fields) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    Ok(List {
        shell: Shell::at(app, scope, t.say("record-credentials-title")),
        path: path(scope),
        exchanges: crate::exchange::pages::path_of(scope),
        endpoint: endpoint(app, scope),
        form,
        scopes: Scope::EVERY.map(|each| (each.word().to_owned(), explained(&t, each))).to_vec(),
        credentials: store::of_organisation(app.db(), scope.organisation()).await?,
    })
}

/// What was asked for, as a form or as JSON.
pub fn read(form: &mut Fields) -> Draft {
    let title = form.text("title", LONGEST_TITLE);
    let asked = form.values("scopes");
    let scopes = Scopes::of(asked.iter().filter_map(|word| Scope::parse(word)).collect());
    let unknown = asked.iter().any(|word| Scope::parse(word).is_none());
    if unknown {
        form.refuse("scopes", Fault::new("fault-not-a-choice"));
    } else if scopes.is_empty() {
        form.refuse("scopes", Fault::new("fault-record-scopes"));
    }
    let per_minute = if form.value("per_minute").trim().is_empty() {
        PER_MINUTE
    } else {
        form.whole("per_minute", 1, 100_000_000).unwrap_or(PER_MINUTE)
    };
    Draft { title, scopes, per_minute }
}

pub async fn show_list(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let form =
        Fields::filled([("scopes", "statements/write"), ("scopes", "statements/read/mine"), ("scopes", "state")]);
    show(&page(&app, &scope, form).await?)
}

pub async fn create(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let draft = read(&mut form);
    if form.has_faults() {
        return show_again(&page(&app, &scope, form).await?);
    }
    let tx = app.db().begin().await?;
    let home = &app.config().base_url;
    let made = store::create(&tx, scope.organisation(), &draft, home, scope.viewer.person, app.now()).await?;
    tx.commit().await?;
    show(&MadePage {
        shell: Shell::at(&app, &scope, scope.viewer.speaker().say("record-credential-made-title")).narrow(),
        path: path(&scope),
        endpoint: endpoint(&app, &scope),
        user: made.id,
        secret: made.secret,
    })
}

/// Revokes it; the next request with it is refused.
pub async fn end(app: &App, scope: &OrganisationScope, id: CredentialId) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    if !store::revoke(&tx, scope.organisation(), id, scope.viewer.person, app.now()).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    Gate::of(app).forget(scope.organisation(), id);
    Ok(())
}

#[derive(serde::Deserialize)]
pub struct Place {
    credential: CredentialId,
}

pub async fn revoke(State(app): State<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    end(&app, &scope, place.credential).await?;
    see_and_say(&path(&scope), "record-credential-said-revoked")
}

/// The same by which the API names one.
pub fn id_of(place: &Place) -> CredentialId {
    place.credential
}
