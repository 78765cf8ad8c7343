//! Changing terms under which something was stated already. What was stated stands, and the terms that it was stated under hold
//! on for everything that falls due before a day; from that day on the new terms hold alone.

use lustrum_kernel::Day;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::refused::{Lack, PartLack, TermsRefused};
use super::{State, Terms, Version, newest_first, statement, store};

/// Which terms are changed, and from when. Part of the content that both sides sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// The number of the terms whose statements stay, and the hash of their content.
    pub of: i64,
    pub hash: String,
    /// What falls due on this day or later is settled under the new terms, and not under the old ones.
    #[schema(value_type = String)]
    pub from: Day,
}

/// Terms of which something is stated and something is still open.
pub struct Begun {
    pub version: Version,
    /// The last day that is stated.
    pub last: Day,
}

/// The terms whose statements a change leaves as they are; nothing where new terms may take the place of all that was agreed.
pub async fn begun(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Option<Begun>, DbError> {
    let known = newest_first(db, tenant, partnership).await?;
    let Some(current) = known.iter().find(|version| version.state == State::Agreed) else { return Ok(None) };
    let made = stated(db, tenant, current).await?;
    if let Some(last) = last_of(&made) {
        let open = statement::after(current, &made).lines.iter().any(|line| !line.settled.closed());
        return Ok(open.then(|| Begun { version: current.clone(), last }));
    }
    // Nothing is stated under a change yet: another change is one of the same terms.
    let Some(change) = &current.agreement.change else { return Ok(None) };
    let Some(first) = known.iter().find(|version| version.number() == change.of) else { return Ok(None) };
    let made = stated(db, tenant, first).await?;
    Ok(last_of(&made).map(|last| Begun { version: first.clone(), last }))
}

async fn stated(
    db: &impl Sql,
    tenant: OrganisationId,
    version: &Version,
) -> Result<Vec<statement::Statement>, DbError> {
    let mut made = store::statements(db, tenant, version.id).await?;
    made.retain(|made| made.state != statement::State::Withdrawn);
    Ok(made)
}

fn last_of(made: &[statement::Statement]) -> Option<Day> {
    made.iter().map(|made| made.frozen.on).max()
}

impl Begun {
    /// The first day from which a change can hold, on the day that it is proposed: nothing that is stated is touched, and what
    /// fell due until then is settled as it was agreed.
    pub fn soonest(&self, today: Day) -> Day {
        self.last.plus_days(1).max(today)
    }
    /// The change to these terms, where it touches nothing that is stated or due.
    pub fn changed(&self, from: Option<Day>, terms: &Terms, today: Day) -> Result<Change, TermsRefused> {
        let from = from.filter(|from| *from > self.last).ok_or(TermsRefused::From(self.last))?;
        if from < today {
            return Err(TermsRefused::FromPast);
        }
        let lacks = before(terms, from);
        if !lacks.is_empty() {
            return Err(TermsRefused::Lacking(lacks));
        }
        Ok(Change { of: self.version.number(), hash: self.version.hash.clone(), from })
    }
    /// Whether a proposal still leaves everything as it is that was stated, also since it was made.
    pub fn allows(&self, proposed: &Version) -> Result<(), TermsRefused> {
        let fits = |change: &Change| {
            change.of == self.version.number() && change.hash == self.version.hash && change.from > self.last
        };
        if proposed.agreement.change.as_ref().is_some_and(fits) { Ok(()) } else { Err(TermsRefused::StatementStands) }
    }
}

/// What of terms would fall due before the day from which they hold.
pub fn before(terms: &Terms, from: Day) -> Vec<Lack> {
    let base = (terms.base.on < from).then_some(Lack::BaseBefore(from));
    let early =
        |(place, part): (usize, &super::Outcome)| (part.on < from).then_some(Lack::Part(place, PartLack::Before(from)));
    base.into_iter().chain(terms.outcomes.iter().enumerate().filter_map(early)).collect()
}

/// The day from which others hold in place of these terms; nothing where they hold for everything, or for nothing any more.
/// `known` are all versions, the newest first.
pub fn ends(known: &[Version], version: &Version) -> Option<Day> {
    let held = known.iter().filter(|one| matches!(one.state, State::Agreed | State::Superseded));
    held.filter_map(|one| one.agreement.change.as_ref())
        .find(|change| change.of == version.number())
        .map(|change| change.from)
}

/// Whether statements are still made under these terms: those that hold, and those that hold for what falls due before a change.
pub fn settles(known: &[Version], version: &Version) -> bool {
    match version.state {
        State::Agreed => true,
        State::Superseded => ends(known, version).is_some(),
        State::Proposed | State::Withdrawn => false,
    }
}
