//! The page behind an invitation's link.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Kind, MaybeViewer, Role, Via, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Reader, Shell, see, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{Accepted, Home, Invitation, Newcomer, Place, accept, account, by_token};
use crate::organisation::{self, LONGEST_NAME};
use crate::sign_in::{Origin, count_address, enter, onward};
use crate::{password, person};

#[derive(Template)]
#[template(path = "invitation/invitation.html")]
struct Page {
    shell: Shell,
    form: Fields,
    lead: String,
    path: String,
    email: String,
    /// Partner: asks with which organisation.
    partner: bool,
    /// The partner organisations that the viewer leads.
    homes: Vec<(String, String)>,
    standing: Standing,
}

#[derive(Template)]
#[template(path = "invitation/gone.html")]
struct Gone {
    shell: Shell,
}

/// How whoever opened the link stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Signed in under the invited address.
    Here,
    /// Signed in under another address.
    Other,
    /// Has an account and is not signed in.
    Known,
    /// Has no account, or one that nothing opens.
    New,
}

impl Standing {
    fn newcomer(self) -> bool {
        self == Self::New
    }
    fn here(self) -> bool {
        self == Self::Here
    }
    fn other(self) -> bool {
        self == Self::Other
    }
}

async fn standing(app: &App, invitation: &Invitation, viewer: Option<&Viewer>) -> Result<Standing, Problem> {
    if let Some(viewer) = viewer {
        return Ok(if viewer.email == invitation.email { Standing::Here } else { Standing::Other });
    }
    Ok(match person::by_email(app.db(), &invitation.email).await? {
        None => Standing::New,
        Some(known) if known.password.is_some() => Standing::Known,
        Some(known) if person::organisations_of(app.db(), known.id).await?.is_empty() => Standing::New,
        Some(_) => Standing::Known,
    })
}

fn homes(viewer: Option<&Viewer>) -> Vec<(String, String)> {
    let leads = viewer.into_iter().flat_map(|viewer| &viewer.memberships);
    leads
        .filter(|member| member.kind == Kind::Partner && member.roles.contains(&Role::PartnerLead))
        .map(|member| (member.organisation.to_string(), member.name.clone()))
        .collect()
}

/// Someone who is not signed in reads in the language of the invitation until another is chosen.
fn gone(t: &Speaker) -> Gone {
    Gone { shell: Shell::alone(t, t.say("invitation-gone-title")) }
}

async fn page(
    app: &App,
    t: &Speaker,
    invitation: &Invitation,
    token: &str,
    viewer: Option<&Viewer>,
    standing: Standing,
    form: Fields,
) -> Result<Page, Problem> {
    let host = organisation::find(app.db(), invitation.organisation).await?.ok_or(Problem::NotFound)?;
    let (title, lead) = match &invitation.into {
        Place::Organisation(roles) => {
            let words: Vec<String> = roles.iter().map(|role| t.say(&format!("role-{}", role.word()))).collect();
            let lead = t.say2("invitation-lead", "organisation", &host.name, "roles", words.join(", "));
            (t.say1("invitation-title", "organisation", &host.name), lead)
        }
        Place::Partnership(title) => {
            let lead = t.say2("invitation-partner-lead", "organisation", &host.name, "title", title);
            (t.say1("invitation-partner-title", "organisation", &host.name), lead)
        }
    };
    let path = format!("/invitation/{token}");
    Ok(Page {
        shell: Shell::alone(t, title).here(&path),
        form,
        lead,
        path,
        email: invitation.email.clone(),
        partner: matches!(invitation.into, Place::Partnership(_)),
        homes: homes(viewer),
        standing,
    })
}

pub async fn show_invitation(
    State(app): State<App>,
    Reader(t): Reader,
    MaybeViewer(viewer): MaybeViewer,
    Path(token): Path<String>,
) -> Answer {
    let Some(invitation) = by_token(app.db(), &token, app.now()).await? else { return show(&gone(&t)) };
    let standing = standing(&app, &invitation, viewer.as_ref()).await?;
    let form = Fields::filled([("zone", "Europe/Amsterdam")]);
    show(&page(&app, &t, &invitation, &token, viewer.as_ref(), standing, form).await?)
}

pub async fn accept_invitation(
    State(app): State<App>,
    Reader(t): Reader,
    MaybeViewer(viewer): MaybeViewer,
    origin: Origin,
    Path(token): Path<String>,
    mut form: Fields,
) -> Answer {
    count_address(&app, &origin)?;
    // A program with a token does not enter organisations in a person's name.
    if viewer.as_ref().is_some_and(|viewer| viewer.via != Via::Session) {
        return Err(Problem::Forbidden);
    }
    let Some(invitation) = by_token(app.db(), &token, app.now()).await? else { return show_again(&gone(&t)) };
    let standing = standing(&app, &invitation, viewer.as_ref()).await?;
    if standing.other() || standing == Standing::Known {
        return show(&page(&app, &t, &invitation, &token, viewer.as_ref(), standing, form).await?);
    }
    let home = match &invitation.into {
        Place::Organisation(_) => None,
        Place::Partnership(_) => home(&mut form, viewer.as_ref()),
    };
    let newcomer = standing.newcomer().then(|| newcomer(&mut form, &invitation));
    if form.has_faults() {
        return show_again(&page(&app, &t, &invitation, &token, viewer.as_ref(), standing, form).await?);
    }
    let newcomer = match newcomer {
        Some((name, zone)) => Some(Newcomer { name, zone, password: password::hash(form.value("password")).await? }),
        None => None,
    };
    let tx = app.db().begin().await?;
    let who = match (&viewer, &newcomer) {
        (Some(viewer), _) => viewer.person,
        (None, Some(newcomer)) => account(&tx, &invitation, newcomer, app.now()).await?,
        (None, None) => return Err(Problem::SignInFirst),
    };
    match accept(&tx, &invitation, who, home.as_ref(), app.now()).await? {
        Accepted::Gone => show_again(&gone(&t)),
        Accepted::Already => {
            drop(tx);
            form.refuse("home", Fault::new("fault-partnered-already"));
            show_again(&page(&app, &t, &invitation, &token, viewer.as_ref(), standing, form).await?)
        }
        accepted if viewer.is_some() => {
            tx.commit().await?;
            see(&accepted.path())
        }
        accepted => {
            let session = enter(&app, &tx, who, "invitation", &origin).await?;
            tx.commit().await?;
            Ok(onward(&app, &session, &accepted.path()))
        }
    }
}

/// The organisation that a partner comes with: one that the person leads, or a new one by its name.
fn home(form: &mut Fields, viewer: Option<&Viewer>) -> Option<Home> {
    let led = homes(viewer);
    if form.value("home").is_empty() || form.value("home") == "new" {
        let name = form.text("organisation", LONGEST_NAME);
        return (!name.is_empty()).then_some(Home::New(name));
    }
    let chosen = form.choice("home", |text| {
        led.iter().find(|(id, _)| id == text).and_then(|(id, _)| id.parse::<OrganisationId>().ok())
    });
    chosen.map(Home::Existing)
}

fn newcomer(form: &mut Fields, invitation: &Invitation) -> (String, String) {
    let name = form.text("name", LONGEST_NAME);
    let zone = form.zone("zone").unwrap_or_default();
    let known = [name.as_str(), invitation.email.as_str(), form.value("organisation")];
    if let Err(fault) = password::check(form.value("password"), &known) {
        form.refuse("password", fault);
    }
    (name, zone)
}
