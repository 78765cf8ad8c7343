use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, Kind, MaybeViewer, OrganisationScope, Partnered, Resource, Role};
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, Shell, see, show};
use lustrum_kernel::problem::Problem;

#[derive(Template)]
#[template(path = "place/first.html")]
struct First {
    shell: Shell,
    partnerships: Vec<Partnered>,
    homes: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "place/organisation.html")]
struct Organisation {
    shell: Shell,
    path: String,
    partnerships: Vec<Partnered>,
    steps: Vec<Step>,
}

/// A step that brings an organisation from nothing to a signed charter.
struct Step {
    title: String,
    words: String,
    url: String,
    done: bool,
}

/// `/`: on to the one partnership, or a choice. Nobody signed in goes to sign in, an empty installation to its set-up.
pub async fn show_first(State(app): State<App>, MaybeViewer(viewer): MaybeViewer) -> Answer {
    let Some(viewer) = viewer else {
        if !lustrum_identity::organisation::exist(app.db()).await? {
            return see("/setup");
        }
        return Err(Problem::SignInFirst);
    };
    match (viewer.partnerships.as_slice(), viewer.memberships.as_slice()) {
        ([only], _) => return see(&format!("/p/{}", only.id)),
        ([], [only]) => return see(&format!("/o/{}", only.organisation)),
        _ => {}
    }
    let title = viewer.speaker().say("home-first");
    show(&First {
        shell: Shell::personal(&app, &viewer, title),
        homes: viewer.memberships.iter().map(|m| (format!("/o/{}", m.organisation), m.name.clone())).collect(),
        partnerships: viewer.partnerships,
    })
}

/// `/o/{organisation}`
pub async fn show_organisation(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "organisation.view", &Resource::new("Organisation", scope.organisation()))?;
    let path = format!("/o/{}", scope.organisation());
    let own = scope.organisation();
    let partnerships: Vec<Partnered> =
        scope.viewer.partnerships.iter().filter(|p| p.client == own || p.partner == own).cloned().collect();
    let steps = steps(&scope, &path, &partnerships);
    show(&Organisation { shell: Shell::at(&app, &scope, scope.member.name.clone()), path, partnerships, steps })
}

fn steps(scope: &OrganisationScope, path: &str, partnerships: &[Partnered]) -> Vec<Step> {
    let leads = scope.has(Role::LdLead) || scope.has(Role::PartnerLead);
    if !leads {
        return Vec::new();
    }
    let t = scope.viewer.speaker();
    let step = |key: &str, url: String, done: bool| Step {
        title: t.say(&format!("home-step-{key}")),
        words: t.say(&format!("home-step-{key}-words")),
        url,
        done,
    };
    let mut steps = vec![step("people", format!("{path}/people"), false)];
    if scope.member.kind == Kind::Client {
        steps.push(step("partner", format!("{path}/partnerships"), !partnerships.is_empty()));
    }
    steps
}
