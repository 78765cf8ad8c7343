//! What there is to tell of a partnership, read once for everybody in it; what of it a person gets is decided afterwards.

use std::collections::{HashMap, HashSet};

use lustrum_delivery::cohort::CohortId;
use lustrum_delivery::session::{self, Planned};
use lustrum_evidence::signal::{self, Signal};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Here, Partnered, PartnershipScope, Resource, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::PartnershipId;
use lustrum_partnership::ask::{self, Ask};
use lustrum_partnership::charter::{self, CharterVersion, State};
use lustrum_partnership::contact::{self, Holding};
use lustrum_partnership::terms::{self, Version};

use crate::action::{self, Action};
use crate::decision::{self, Decision};
use crate::health::drift::{self, Raised};
use crate::meeting::{self, Occurrence};
use crate::waiting::{self, Waiting};

/// Days back and ahead that a digest tells of.
pub const WEEK: i64 = 7;
/// So many of the newest decisions are looked at.
const DECISIONS: i64 = 50;

pub struct Content {
    pub held: Vec<Holding>,
    pub asks: Vec<Ask>,
    /// An offered version of the charter.
    pub offered: Option<CharterVersion>,
    /// Terms that wait for the other side.
    pub proposed: Option<Version>,
    /// Everything else that one side put and the other is to answer.
    pub waiting: Vec<Waiting>,
    /// Open ones.
    pub actions: Vec<Action>,
    pub decided: Vec<Decision>,
    pub meetings: Vec<Occurrence>,
    pub sessions: Vec<Planned>,
    /// Who is enrolled in the cohorts of these sessions.
    pub enrolled: HashSet<(CohortId, String)>,
    pub signals: Vec<Signal>,
    pub alarm: Option<Raised>,
}

async fn read(app: &App, known: &Partnered, now: Moment) -> Result<Content, DbError> {
    let (db, tenant, id) = (app.db(), known.client, known.id);
    let (back, ahead) = (now.plus_days(-WEEK), now.plus_days(WEEK));
    let series = meeting::series_of(db, tenant, id).await?;
    let off = meeting::days_off(db, tenant, id).await?;
    let mut meetings = meeting::occurrences(&series, &off, now, ahead);
    meetings.retain(|one| one.off.is_empty());
    let mut decided = decision::list(db, tenant, id, None, DECISIONS).await?;
    decided.retain(|one| one.made_at >= back && one.made_at <= now);
    let sessions = session::planned(db, tenant, id, now, ahead, None).await?;
    let enrolled = session::expected(db, tenant, id, now, ahead).await?;
    let alarm = drift::alarms(db, tenant, id, 1).await?.pop();
    Ok(Content {
        held: contact::all(db, tenant, id).await?,
        asks: ask::open(db, tenant, id).await?,
        offered: charter::open(db, tenant, id).await?.filter(|version| version.head.state == State::Offered),
        proposed: terms::open(db, tenant, id).await?,
        waiting: waiting::all(app, known).await?,
        actions: action::open(db, tenant, id).await?,
        decided,
        meetings,
        sessions,
        enrolled: enrolled.into_iter().map(|one| (one.cohort_id, one.email)).collect(),
        signals: signal::open_of_partnership(db, tenant, id).await?,
        alarm: alarm.filter(|raised| raised.raised_at >= back),
    })
}

/// Which parts the policies show to whoever has these roles on this side. No policy of theirs names a person, so it is decided
/// once for all who stand there.
#[derive(Clone, Debug)]
pub struct Sees {
    pub asks: bool,
    pub charter: bool,
    pub terms: bool,
    pub actions: bool,
    pub decisions: bool,
    pub meetings: bool,
    /// Every session, and not only those that the person is enrolled in.
    pub sessions: bool,
    pub signals: bool,
    pub health: bool,
    /// The actions by which they can answer what waits.
    pub answers: HashSet<&'static str>,
}

impl Sees {
    fn of(app: &App, scope: &PartnershipScope, waiting: &[Waiting]) -> Self {
        let answers = waiting.iter().map(|one| one.answers);
        let may = |action: &str, noun: &'static str| scope.may(app, action, &Resource::new(noun, scope.id()));
        Self {
            asks: may("asks.view", "Asks"),
            charter: may("charter.sign", "Charter"),
            terms: may("terms.change", "Terms"),
            actions: may("action.list", "Actions"),
            decisions: may("decision.list", "Decisions"),
            meetings: may("meeting.view", "Meetings"),
            sessions: may("session.write", "Cohort"),
            signals: may("signal.view", "Evidence"),
            health: may("health.view", "Health"),
            answers: answers.filter(|right| right.holds(app, scope)).map(|right| right.action).collect(),
        }
    }
}

/// What was read and decided in one run.
#[derive(Default)]
pub struct Gathered {
    contents: HashMap<PartnershipId, Content>,
    sees: HashMap<(PartnershipId, Side, Vec<Role>), Sees>,
}

impl Gathered {
    /// Reads those partnerships that were not read yet.
    pub async fn read(&mut self, app: &App, known: &[Partnered], now: Moment) -> Result<(), DbError> {
        for one in known {
            if self.contents.contains_key(&one.id) {
                continue;
            }
            self.contents.insert(one.id, read(app, one, now).await?);
        }
        Ok(())
    }
    pub fn of(&self, id: PartnershipId) -> Option<&Content> {
        self.contents.get(&id)
    }
    pub fn sees(&mut self, app: &App, scope: &PartnershipScope) -> Sees {
        let place = (scope.id(), scope.side, scope.roles.clone());
        let waiting = self.contents.get(&scope.id()).map_or(&[][..], |content| &content.waiting);
        self.sees.entry(place).or_insert_with(|| Sees::of(app, scope, waiting)).clone()
    }
}
