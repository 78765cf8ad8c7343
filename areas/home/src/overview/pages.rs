use askama::Template;
use axum::extract::State as Of;
use lustrum_governance::waiting::Waiting;
use lustrum_identity::words_of_event;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, show};

use super::asks::{Answered, asked};
use super::chain::{self, Link};
use super::levels::{Card, cards};
use super::needs::{Need, for_side, needs};
use super::state::{self, State};

#[derive(Template)]
#[template(path = "overview/overview.html")]
struct Overview {
    shell: Shell,
    path: String,
    over: String,
    client: String,
    partner: String,
    chain: Vec<Link>,
    levels: Vec<Card>,
    quarter: String,
    asks: Vec<Answered>,
    needs: Vec<Need>,
    /// What waits besides.
    more: Vec<Need>,
    works: bool,
    recent: Vec<Happened>,
    review: Option<String>,
}

struct Happened {
    who: String,
    what: String,
    at: String,
    instant: String,
}

/// `/p/{partnership}`
pub async fn show_overview(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "overview.view", &Resource::new("Overview", scope.id()))?;
    let state = state::read(&app, &scope).await?;
    let shell = Shell::within(&app, &scope, scope.partnership.title.clone());
    let ways = shell.clone().step(&app, &scope, Step::Challenge).chain;
    let path = format!("/p/{}", scope.id());
    let t = &shell.t;
    let (client, partner) = (scope.partnership.client_name.clone(), scope.partnership.partner_name.clone());
    let made = state.last_review.as_ref().is_some_and(|made| made.period == state.due);
    let makes = scope.may(&app, "review.make", &Resource::new("Reviews", scope.id()));
    let waits = |one: &&Waiting| {
        one.seen.holds(&app, &scope)
            && one.side.is_none_or(|side| side != scope.side || one.is_for(side, scope.viewer.person))
    };
    let waiting: Vec<&Waiting> = state.waiting.iter().filter(waits).collect();
    let needs = needs(t, &state, &waiting, &path, [&client, &partner]);
    let asks = asked(t, &state, &needs, &path, scope.side, &scope.roles);
    let (needs, more) = for_side(needs, scope.side);
    let page = Overview {
        over: over(t, &scope, &state),
        chain: chain::links(t, &state, &ways),
        levels: cards(t, &state),
        quarter: chain::quarter(t, state.shown),
        asks,
        needs,
        more,
        recent: recent(t, &state),
        review: (makes && state.in_force.is_some() && !made && state.review_is_due())
            .then(|| chain::quarter(t, state.due)),
        works: state.sees.works,
        path,
        client,
        partner,
        shell,
    };
    show(&page)
}

fn over(t: &Speaker, scope: &PartnershipScope, state: &State) -> String {
    let since = t.say1("overview-since", "month", t.month(&scope.partnership.since.day_in(&t.zone)));
    match &state.in_force {
        Some(version) => format!("{since} · {}", t.say1("overview-in-force", "version", version.number())),
        None => since,
    }
}

fn recent(t: &Speaker, state: &State) -> Vec<Happened> {
    let name = |id| state.names.get(&id).cloned();
    let happened = state.recent.iter().map(|event| Happened {
        who: event.person_id.and_then(name).unwrap_or_else(|| t.say("history-nobody")),
        what: words_of_event(t, event),
        at: t.moment(&event.at),
        instant: event.at.to_string(),
    });
    happened.collect()
}
