use askama::Template;
use axum::extract::State;
use lustrum_identity::invitation::{self, Place};
use lustrum_identity::membership;
use lustrum_kernel::access::{Here, Kind, MaybeViewer, OrganisationScope, Partnered, Resource, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::remember;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::{Answer, Shell, see, show};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::charter;
use lustrum_partnership::contact::{self, Mandate};
use lustrum_strategy::challenge::{self, ChallengeId};
use lustrum_strategy::{goal, kpi};

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
    /// What heads the steps: a partner's own are no way to a charter, which each of its partnerships has.
    steps_key: &'static str,
}

/// A step that brings an organisation from nothing to a signed charter.
struct Step {
    title: String,
    words: String,
    url: String,
    done: bool,
    /// The first that is not done and waits for nobody's answer.
    next: bool,
    /// Who was invited and has not answered; empty where nobody was.
    invited: String,
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
    let steps = steps(&app, &scope, &path, &partnerships).await?;
    let steps_key = if scope.member.kind == Kind::Partner { "home-steps-partner" } else { "home-steps" };
    let shell = Shell::at(&app, &scope, scope.member.name.clone());
    show(&Organisation { shell, path, partnerships, steps, steps_key })
}

/// What of the way to a signed charter was done.
#[derive(Debug)]
struct Done {
    colleagues: bool,
    /// So many invitations wait for an answer, of colleagues and of partners.
    invited: [usize; 2],
    challenge: Option<ChallengeId>,
    kpi: bool,
    goal: bool,
    shared: bool,
    mandates: bool,
    signed: bool,
}

async fn done(app: &App, own: OrganisationId, first: Option<&Partnered>) -> Result<Done, Problem> {
    let db = app.db();
    let open = invitation::open(db, own, app.now()).await?;
    let partners = open.iter().filter(|one| matches!(one.into, Place::Partnership(_))).count();
    let mut done = Done {
        invited: [open.len() - partners, partners],
        colleagues: membership::people(db, own).await?.len() > 1,
        challenge: challenge::list(db, own, None, 1).await?.pop().map(|known| known.id),
        kpi: !kpi::list(db, own, None, 1).await?.is_empty(),
        goal: !goal::of_organisation(db, own).await?.is_empty(),
        shared: false,
        mandates: false,
        signed: false,
    };
    if let Some(first) = first {
        let signers = contact::holders(db, first.client, first.id, Mandate::SignCharter).await?;
        let both = [Side::Organisation, Side::Partner];
        done.shared = !goal::shared_with(db, first.client, first.id).await?.is_empty();
        done.mandates = both.into_iter().all(|side| signers.iter().any(|held| held.side == side));
        done.signed = charter::in_force_on(db, first.client, first.id, app.now()).await?.is_some();
    }
    Ok(done)
}

/// What leads from nothing to a signed charter, for who leads: each step says whether it was done.
async fn steps(
    app: &App,
    scope: &OrganisationScope,
    path: &str,
    partnerships: &[Partnered],
) -> Result<Vec<Step>, Problem> {
    if !scope.has(Role::LdLead) && !scope.has(Role::PartnerLead) {
        return Ok(Vec::new());
    }
    // What follows on the invitation is done together, with the partner that came first.
    let (own, first) = (scope.organisation(), partnerships.first().filter(|_| scope.member.kind == Kind::Client));
    let which = first.map_or(String::new(), |first| first.id.to_string());
    let done = remember(app.db(), own, app.now(), "way to a charter", which, done(app, own, first)).await?;
    let t = scope.viewer.speaker();
    let step = |key: &str, url: String, done: bool| Step {
        title: t.say(&format!("home-step-{key}")),
        words: t.say(&format!("home-step-{key}-words")),
        url,
        done,
        next: false,
        invited: String::new(),
    };
    let invited = |step: Step, count: usize| Step {
        invited: if count == 0 { String::new() } else { t.count("home-step-invited", count) },
        ..step
    };
    let [colleagues, partners] = done.invited;
    if scope.member.kind == Kind::Partner {
        return Ok(vec![invited(step("people", format!("{path}/people/new"), done.colleagues), colleagues)]);
    }
    let goals_at = done.challenge.map_or(String::new(), |id| format!("/{id}/goals/new"));
    let mut steps = vec![
        step("challenge", format!("{path}/challenges/new"), done.challenge.is_some()),
        step("kpi", format!("{path}/kpis/new"), done.kpi),
        step("goal", format!("{path}/challenges{goals_at}"), done.goal),
        invited(step("people", format!("{path}/people/new"), done.colleagues), colleagues),
        invited(step("partner", format!("{path}/partnerships/new"), !partnerships.is_empty()), partners),
    ];
    if let Some(first) = first {
        steps.push(step("share", format!("/p/{}/goals", first.id), done.shared));
        steps.push(step("mandate", format!("/p/{}/contacts", first.id), done.mandates));
        steps.push(step("charter", format!("/p/{}/charter", first.id), done.signed));
    }
    // Colleagues may come at any time; the way goes on without them.
    let to_do = |step: &&mut Step| !step.done && step.invited.is_empty() && !step.url.ends_with("/people/new");
    if let Some(next) = steps.iter_mut().find(to_do) {
        next.next = true;
    }
    Ok(steps)
}
