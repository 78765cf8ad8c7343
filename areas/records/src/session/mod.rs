//! cmi5 sessions: what packages tell that a learning platform launched, folded from the stored statements by the rules
//! of the profile. Nothing of it is stored; a statement that comes late or is made void changes what is shown.

pub mod api;
pub mod pages;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use lustrum_kernel::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_xapi::Statement;
use lustrum_xapi::cmi5::{CATEGORY, Finding, MoveOn, Outcome, Session, Told, Verb};
use uuid::Uuid;

use crate::statement::key::{self, Facet};
use crate::store::{Kept, Question, StoreError, Way, find};

/// Registrations on a page.
const A_PAGE: usize = 25;
/// Statements that are looked through for a page of registrations.
const LOOKED_THROUGH: usize = 400;
/// Statements of one registration that are folded. A package that tells more is told to be cut off.
const OF_ONE: usize = 2_000;

/// What one learner did under one registration.
#[derive(Clone, Debug)]
pub struct Registration {
    pub id: Uuid,
    /// As the newest statement names the learner.
    pub who: Kept,
    /// Its assignable units, in the order in which they were first met.
    pub units: Vec<Unit>,
    /// Blocks and courses that the platform called satisfied.
    pub satisfied: Vec<String>,
    /// There was more than is folded.
    pub cut_off: bool,
}

/// One assignable unit of a registration.
#[derive(Clone, Debug)]
pub struct Unit {
    pub activity: String,
    /// A statement about it, for its name.
    pub about: Kept,
    pub outcome: Outcome,
    /// What the launch said is enough to move on.
    pub move_on: Option<MoveOn>,
    pub sessions: Vec<Seen>,
}

/// One session, with what breaks the rules and the statement that does.
#[derive(Clone, Debug)]
pub struct Seen {
    pub session: Session,
    pub first: Kept,
    pub findings: Vec<(Uuid, Finding)>,
}

impl Unit {
    /// Whether the learner may move on, where the launch said what is enough.
    pub fn moves_on(&self) -> Option<bool> {
        self.move_on.map(|enough| enough.met_by(&self.outcome))
    }
}

/// Folds statements of one registration, in the order in which they were stored.
pub fn fold(registration: Uuid, kept: &[Kept]) -> Option<Registration> {
    let told: Vec<(&Kept, Told)> =
        kept.iter().filter(|one| !one.voided).filter_map(|one| Some((one, told(one)?))).collect();
    let (newest, _) = told.last()?;
    let mut folded = Registration {
        id: registration,
        who: (*newest).clone(),
        units: Vec::new(),
        satisfied: Vec::new(),
        cut_off: false,
    };
    for (kept, told) in &told {
        if told.verb == Some(Verb::Satisfied) {
            folded.satisfied.push(told.activity.clone());
        }
        let unit = folded.unit_of(kept, told);
        let seen = unit.session_of(kept, told);
        let found = seen.session.apply(told);
        seen.findings.extend(found.into_iter().map(|finding| (kept.id, finding)));
    }
    for unit in &mut folded.units {
        for seen in &mut unit.sessions {
            let first = seen.first.id;
            seen.findings.extend(unit.outcome.add(&seen.session).into_iter().map(|finding| (first, finding)));
        }
        unit.move_on = unit.sessions.iter().rev().find_map(|seen| seen.session.move_on);
    }
    Some(folded)
}

fn told(kept: &Kept) -> Option<Told> {
    Told::of(&Statement::stored(&kept.text).ok()?)
}

impl Registration {
    /// The unit of a session that is known already, else the one that the statement is about.
    fn unit_of(&mut self, kept: &Kept, told: &Told) -> &mut Unit {
        let knows = |unit: &Unit| unit.sessions.iter().any(|seen| seen.session.id == told.session);
        let place = self.units.iter().position(knows);
        let place = place.or_else(|| self.units.iter().position(|unit| unit.activity == told.activity));
        let place = place.unwrap_or_else(|| {
            self.units.push(Unit {
                activity: told.activity.clone(),
                about: kept.clone(),
                outcome: Outcome::default(),
                move_on: None,
                sessions: Vec::new(),
            });
            self.units.len() - 1
        });
        &mut self.units[place]
    }
}

impl Unit {
    fn session_of(&mut self, kept: &Kept, told: &Told) -> &mut Seen {
        let known = self.sessions.iter().position(|seen| seen.session.id == told.session);
        let place = known.unwrap_or_else(|| {
            self.sessions.push(Seen { session: Session::new(told), first: kept.clone(), findings: Vec::new() });
            self.sessions.len() - 1
        });
        &mut self.sessions[place]
    }
}

/// The registrations that were told of last, newest first, and where to go on.
pub async fn newest(
    app: &App,
    organisation: OrganisationId,
    from: Option<i64>,
) -> Result<(Vec<Registration>, Option<i64>), StoreError> {
    let question = Question {
        parts: vec![vec![key::key(Facet::RelatedActivity, CATEGORY.as_bytes())]],
        since: None,
        until: None,
        way: Way::NewestFirst,
        from,
        limit: LOOKED_THROUGH,
        void_too: false,
    };
    let page = find(app, organisation, &question, |kept| told(kept).is_some()).await?;
    let mut met: Vec<Uuid> = Vec::new();
    let mut next = page.next;
    for kept in &page.found {
        let Some(registration) = told(kept).and_then(|told| told.registration) else { continue };
        if !met.contains(&registration) {
            if met.len() == A_PAGE {
                break;
            }
            met.push(registration);
        }
        next = if page.found.last().is_some_and(|last| last.position == kept.position) {
            page.next
        } else {
            Some(kept.position)
        };
    }
    let mut folded = of_many(app, organisation, &met).await?;
    // What was told of later stood on a page before this one.
    let fresh = |registration: &Registration| from.is_none_or(|from| registration.who.position < from);
    let folded = met.iter().filter_map(|id| folded.remove(id)).filter(fresh).collect();
    Ok((folded, next))
}

/// One registration, whole.
pub async fn of_one(
    app: &App,
    organisation: OrganisationId,
    registration: Uuid,
) -> Result<Option<Registration>, StoreError> {
    Ok(of_many(app, organisation, &[registration]).await?.remove(&registration))
}

async fn of_many(
    app: &App,
    organisation: OrganisationId,
    registrations: &[Uuid],
) -> Result<BTreeMap<Uuid, Registration>, StoreError> {
    let mut kept: BTreeMap<Uuid, Vec<Kept>> = BTreeMap::new();
    if registrations.is_empty() {
        return Ok(BTreeMap::new());
    }
    let limit = OF_ONE * registrations.len().min(5);
    let mut question = Question {
        parts: vec![registrations.iter().map(|id| key::of_registration(*id)).collect()],
        since: None,
        until: None,
        way: Way::OldestFirst,
        from: None,
        limit,
        void_too: false,
    };
    let mut looked_at = 0;
    let mut more = true;
    while more && looked_at < limit {
        let page = find(app, organisation, &question, |kept| told(kept).is_some()).await?;
        looked_at += page.found.len();
        for one in page.found {
            let of = told(&one).and_then(|told| told.registration).filter(|id| registrations.contains(id));
            if let Some(of) = of {
                kept.entry(of).or_default().push(one);
            }
        }
        more = page.next.is_some();
        question.from = page.next;
    }
    let fold =
        |(id, statements): (Uuid, Vec<Kept>)| Some((id, Registration { cut_off: more, ..fold(id, &statements)? }));
    Ok(kept.into_iter().filter_map(fold).collect())
}
