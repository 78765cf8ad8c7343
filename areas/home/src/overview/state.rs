//! What the areas say of a partnership, read once for the whole page.

use std::collections::HashMap;
use std::sync::Arc;

use lustrum_delivery::cohort::{self, Cohort};
use lustrum_delivery::session::{self, Coming};
use lustrum_evidence::Levels;
use lustrum_evidence::signal::{self, Signal};
use lustrum_governance::action::{self, Action};
use lustrum_governance::health::drift::{self, Raised};
use lustrum_governance::meeting;
use lustrum_governance::quarter::Quarter;
use lustrum_governance::review::{self, Review};
use lustrum_governance::waiting::{self, Waiting};
use lustrum_identity::person;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::remember;
use lustrum_kernel::event::{self, Hidden, Recorded};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::problem::Problem;
use lustrum_partnership::ask::{self, Ask};
use lustrum_partnership::charter::{self, CharterVersion};
use lustrum_partnership::contact::{self, Mandate};
use lustrum_partnership::terms::{self, Version};
use lustrum_programme::behaviour;
use lustrum_programme::programme::{self, Programme, ProgrammeId};
use lustrum_sharing::agreement::{self, Agreement};
use lustrum_strategy::goal::{self, Goal, GoalId};
use lustrum_study::study::{self, Concluded};

/// Which parts the policies show to this viewer.
#[derive(Clone, Copy, Debug)]
pub struct Sees {
    pub evidence: bool,
    pub results: bool,
    pub studies: bool,
    /// Works in the partnership: actions and what happened.
    pub works: bool,
    pub agreements: bool,
    pub signals: bool,
    pub terms: bool,
    pub money: bool,
    pub cases: bool,
    /// Experiments and re-evaluations, which show what things cost.
    pub experiments: bool,
    pub midways: bool,
}

impl Sees {
    pub fn of(app: &App, scope: &PartnershipScope) -> Self {
        let may = |action: &str, noun: &'static str| scope.may(app, action, &Resource::new(noun, scope.id()));
        Self {
            evidence: may("evidence.view", "Evidence"),
            results: may("results.view", "Evidence"),
            studies: may("study.list", "Studies"),
            works: may("action.list", "Actions"),
            agreements: may("agreement.list", "Agreements"),
            signals: may("signal.view", "Evidence"),
            terms: may("terms.view", "Terms"),
            money: may("money.view", "Money"),
            cases: may("success.keep", "SuccessCases"),
            experiments: may("experiment.list", "Experiments"),
            midways: may("midway.list", "Midways"),
        }
    }
}

pub struct State {
    pub sees: Sees,
    pub at: Moment,
    /// When the partnership began.
    pub since: Moment,
    pub side: Side,
    pub goals: Vec<Goal>,
    /// The sides on which someone may sign the charter, as long as none is in force.
    pub signers: Vec<Side>,
    pub in_force: Option<CharterVersion>,
    /// A draft or an offer.
    pub open: Option<CharterVersion>,
    /// Whether meetings come back by themselves; of no matter before a charter is in force.
    pub rhythm: bool,
    pub programmes: Vec<Programme>,
    pub cohorts: Vec<Cohort>,
    pub agreements: Vec<Agreement>,
    /// Those that the viewer's side may see, the newest first.
    pub studies: Vec<Concluded>,
    pub actions: Vec<Action>,
    /// Signals whose proposal nobody decided on yet.
    pub signals: Vec<Signal>,
    /// Proposed terms that wait for a side.
    pub proposed: Option<Version>,
    /// Decisions that are asked of whoever holds the mandate.
    pub asks: Vec<Ask>,
    /// Everything else that one side put and the other is to answer, whoever may see it.
    pub waiting: Vec<Waiting>,
    pub last_review: Option<Review>,
    /// The alarm that was raised last about how healthy the partnership is.
    pub alarm: Option<Raised>,
    /// The quarter whose review is to be made now.
    pub due: Quarter,
    /// The quarter whose figures are shown: the one that is due, but never one from before the partnership.
    pub shown: Quarter,
    /// What was seen in that quarter, as the viewer's side may see it.
    pub levels: Option<Levels>,
    /// What was last changed, as far as this viewer may see it, with the names of those who did it.
    pub recent: Vec<Recorded>,
    pub names: HashMap<PersonId, String>,
    /// The next session; of a learner, among their own.
    pub next: Option<Coming>,
    pub programme: Followed,
}

/// The programme that a learner goes through, of others the newest that runs.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    pub id: Option<ProgrammeId>,
    pub goal: Option<GoalId>,
    /// The first few.
    pub behaviours: Vec<String>,
}

/// The quarter that is due, or the first of the partnership where that came later.
fn shown(due: Quarter, since: Moment) -> Quarter {
    due.max(Quarter::at(since))
}

impl State {
    /// Whether the quarter whose review is due had begun the partnership: nothing is due of a time before it.
    pub fn review_is_due(&self) -> bool {
        self.since.day_in(&jiff::tz::TimeZone::UTC) <= self.due.last()
    }
}

/// So many behaviours are named on a first screen.
const BEHAVIOURS: i64 = 3;

/// Whose own sessions and programme are meant: a learner's.
fn learner(scope: &PartnershipScope) -> Option<&str> {
    let is = scope.side == Side::Organisation && scope.roles.as_slice() == [Role::Learner];
    is.then_some(scope.viewer.email.as_str())
}

pub async fn read(app: &App, scope: &PartnershipScope) -> Result<Arc<State>, Problem> {
    let (db, sees) = (app.db(), Sees::of(app, scope));
    let waiting = lustrum_evidence::feedback::waiting(db, scope.tenant()).await?;
    let own = learner(scope).unwrap_or_default();
    let which = format!("{} {} {sees:?} {waiting} {own}", scope.id(), scope.side.word());
    let state = remember(db, scope.tenant(), app.now(), "overview", which, afresh(app, scope, sees)).await?;
    if let Some(levels) = state.levels.as_ref().filter(|_| sees.results) {
        lustrum_evidence::results::note(app, scope, &levels.released).await?;
    }
    Ok(state)
}

/// So much of what happened stands on the page.
const RECENT: i64 = 8;

/// What happened, without a word of what this viewer may not see.
async fn recent(
    app: &App,
    scope: &PartnershipScope,
    sees: Sees,
    studies: &[Concluded],
) -> Result<Vec<Recorded>, Problem> {
    let mut hidden = vec![Hidden { kinds: "study.", except: studies.iter().map(|known| known.study.id.0).collect() }];
    // Who opened what stands in the ledger, as with figures.
    hidden.push(Hidden { kinds: "document.opened", except: Vec::new() });
    let seen = [
        ("agreement.", sees.agreements),
        ("terms.", sees.terms),
        ("cost.", sees.money),
        // It names what it is about, which the partner need not know of.
        ("conversion.", sees.money && scope.side == Side::Organisation),
        ("success.", sees.cases),
        ("experiment.", sees.experiments),
        ("midway.", sees.midways),
    ];
    hidden.extend(seen.into_iter().filter(|(_, is)| !is).map(|(kinds, _)| Hidden { kinds, except: Vec::new() }));
    Ok(event::changes(app.db(), scope.tenant(), scope.id(), &hidden, RECENT).await?)
}

async fn afresh(app: &App, scope: &PartnershipScope, sees: Sees) -> Result<State, Problem> {
    let (db, at) = (app.db(), app.now());
    let (tenant, id) = (scope.tenant(), scope.id());
    let due = Quarter::due_at(at);
    let shown = shown(due, scope.partnership.since);
    let studies = if sees.studies { study::latest_of(db, tenant, id, at).await? } else { Vec::new() };
    let levels = if sees.evidence {
        let mut levels = lustrum_evidence::summary(db, tenant, id, scope.side, shown.first(), shown.last(), at).await?;
        if !sees.results {
            levels.results.clear();
        }
        Some(levels)
    } else {
        None
    };
    let programmes = programme::of_partnership(db, tenant, id).await?;
    let followed = match learner(scope) {
        Some(email) => cohort::programme_of(db, tenant, id, email).await?,
        None => None,
    };
    let running = programmes.iter().find(|known| match followed {
        Some(own) => known.id == own,
        None => known.state() == programme::State::Approved,
    });
    let named: Vec<ProgrammeId> = running.iter().map(|known| known.id).collect();
    let behaviours = behaviour::of_programmes(db, tenant, &named, BEHAVIOURS).await?;
    let studies: Vec<Concluded> =
        studies.into_iter().filter(|known| scope.side == Side::Organisation || known.partner_sees).collect();
    let recent = if sees.works { recent(app, scope, sees, &studies).await? } else { Vec::new() };
    let people: Vec<PersonId> = recent.iter().filter_map(|event| event.person_id).collect();
    let in_force = charter::in_force_on(db, tenant, id, at).await?;
    let signers = match in_force {
        Some(_) => Vec::new(),
        None => contact::holders(db, tenant, id, Mandate::SignCharter).await?.iter().map(|held| held.side).collect(),
    };
    let rhythm = in_force.is_some() && !meeting::series_of(db, tenant, id).await?.is_empty();
    Ok(State {
        at,
        since: scope.partnership.since,
        side: scope.side,
        signers,
        sees,
        names: person::named(db, &people).await?,
        recent,
        next: session::next(db, tenant, id, at, learner(scope)).await?,
        programme: Followed {
            id: running.map(|known| known.id),
            goal: running.and_then(|known| known.goal_id),
            behaviours: behaviours.into_iter().map(|(_, text)| text).collect(),
        },
        goals: goal::shared_with(db, tenant, id).await?,
        in_force,
        open: charter::open(db, tenant, id).await?,
        rhythm,
        programmes,
        cohorts: cohort::of_partnership(db, tenant, id).await?,
        agreements: if sees.agreements {
            agreement::of_partnership(db, tenant, id, None, 20).await?
        } else {
            Vec::new()
        },
        studies,
        signals: if sees.signals { signal::open_of_partnership(db, tenant, id).await? } else { Vec::new() },
        actions: if sees.works { action::open(db, tenant, id).await? } else { Vec::new() },
        proposed: if sees.terms { terms::open(db, tenant, id).await? } else { None },
        asks: if sees.works { ask::open(db, tenant, id).await? } else { Vec::new() },
        waiting: if sees.works { waiting::all(app, &scope.partnership).await? } else { Vec::new() },
        last_review: review::list(db, tenant, id, None, 1).await?.into_iter().next(),
        alarm: if sees.works { drift::alarms(db, tenant, id, 1).await?.pop() } else { None },
        levels,
        due,
        shown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_young_partnership_shows_no_quarter_from_before_it_began() {
        let moment = |text: &str| Moment(text.parse().unwrap());
        let due = Quarter::due_at(moment("2026-11-28T09:00:00Z"));
        assert_eq!(due.to_string(), "2026-Q3");
        assert_eq!(shown(due, moment("2026-11-03T09:00:00Z")).to_string(), "2026-Q4");
        assert_eq!(shown(due, moment("2026-09-30T09:00:00Z")), due);
    }
}
