//! A fee statement: what is due on a settlement date. Its inputs are frozen with their hash, and everything that it says
//! is computed from them alone, so that both sides read the same bytes, today and in ten years.

use lustrum_kernel::Moment;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, event, values};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::agree::{mandated, written};
use super::fee::{self, Line, Measured, Settled, Sum};
use super::origin::{Given, Origin};
use super::refused::TermsRefused;
use super::{Agreement, StatementId, Terms, TermsId, Version, change, newest_first, store};
use crate::By;
use crate::charter::text;

/// A result as someone with a mandate gave it, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Figure {
    #[serde(flatten)]
    pub measured: Measured,
    /// On how many it rests.
    pub n: i64,
    pub period: String,
    /// A study, a report: where both sides can look it up.
    pub source: String,
}

/// What a part came to on an earlier statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Earlier {
    pub settled: Settled,
    pub due: i64,
}

/// Everything that a statement is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Frozen {
    /// `lustrum fee statement 1`
    pub form: String,
    pub number: i64,
    #[schema(value_type = String)]
    pub on: Day,
    pub terms_hash: String,
    pub agreement: Agreement,
    /// Part by part, the fixed part first: what earlier statements settled.
    pub earlier: Vec<Option<Earlier>>,
    /// What earlier statements came to.
    pub stated_before: i64,
    /// For each part that hangs on a measure what was measured, where something was.
    pub results: Vec<Option<Figure>>,
    /// For each of them the run of a study that it was taken from, where it was not typed. Empty where all were typed, so
    /// that what was frozen before there were such results keeps its hash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Option<Origin>>,
}

pub const FORM: &str = "lustrum fee statement 1";

impl Frozen {
    /// The run of a study that the result at this place was taken from.
    pub fn origin(&self, place: usize) -> Option<&Origin> {
        self.origins.get(place).and_then(Option::as_ref)
    }
    /// Whether the part at this place is settled on this statement, and not on an earlier or a later one.
    pub fn settles(&self, place: usize) -> bool {
        let earlier = self.earlier.get(place + 1).and_then(Option::as_ref).map(|known| known.settled);
        next_of(&self.agreement.terms, place + 1, earlier).is_some_and(|(day, _)| day <= self.on)
    }
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Computed {
    /// All that is settled until this date, part by part.
    pub sum: Sum,
    pub stated_before: i64,
    /// What is due now.
    pub due_now: i64,
}

/// The whole document, as both sides download it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Document {
    pub frozen: Frozen,
    pub hash: String,
    pub computed: Computed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for the other side.
    Made,
    Confirmed,
    Withdrawn,
}

impl State {
    pub const ALL: [State; 3] = [Self::Made, Self::Confirmed, Self::Withdrawn];
    pub fn word(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
    pub fn key(self) -> String {
        format!("statement-state-{}", self.word())
    }
}

/// A statement as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub id: StatementId,
    pub terms: TermsId,
    pub state: State,
    pub side: Side,
    pub made_by: PersonId,
    pub maker: String,
    pub made_at: Moment,
    pub frozen: Frozen,
    /// The inputs as they were written, and their SHA-256 in hexadecimal digits.
    pub inputs: String,
    pub hash: String,
    pub confirmer: Option<(String, Moment)>,
}

/// The settlement date of a part, given what came of it earlier; nothing where nothing more comes of it.
fn next_of(terms: &Terms, place: usize, earlier: Option<Settled>) -> Option<(Day, bool)> {
    let part = place.checked_sub(1).and_then(|at| terms.outcomes.get(at));
    match (earlier, part) {
        (None | Some(Settled::Open), None) => Some((terms.base.on, false)),
        (None | Some(Settled::Open), Some(part)) => Some((part.on, false)),
        (Some(Settled::Deferred), Some(part)) => Some((part.again, true)),
        _ => None,
    }
}

/// What frozen inputs come to: nothing else enters.
pub fn compute(frozen: &Frozen) -> Computed {
    let terms = &frozen.agreement.terms;
    let lines = fee::full(terms).into_iter().enumerate().map(|(place, full)| {
        let earlier = frozen.earlier.get(place).and_then(Option::as_ref);
        let stays = Line {
            full,
            settled: earlier.map_or(Settled::Open, |known| known.settled),
            due: earlier.map_or(0, |known| known.due),
        };
        let Some((_, second)) =
            next_of(terms, place, earlier.map(|known| known.settled)).filter(|(day, _)| *day <= frozen.on)
        else {
            return stays;
        };
        match place.checked_sub(1).and_then(|at| Some((terms.outcomes.get(at)?, frozen.results.get(at)?))) {
            Some((part, figure)) => {
                let measured = figure.as_ref().map(|figure| &figure.measured);
                let holds = frozen.origin(place - 1).is_none_or(Origin::holds);
                let settle = if holds { fee::settle } else { fee::leave_open };
                settle(part, full, measured, second)
            }
            None => Line { full, settled: Settled::Fixed, due: full },
        }
    });
    let sum = fee::sum(terms, lines.collect());
    let due_now = sum.total - frozen.stated_before;
    Computed { sum, stated_before: frozen.stated_before, due_now }
}

/// Where the confirmed statements leave the terms.
pub fn after(version: &Version, statements: &[Statement]) -> Sum {
    let confirmed = statements.iter().filter(|made| made.state == State::Confirmed);
    match confirmed.max_by_key(|made| made.frozen.number) {
        Some(last) => compute(&last.frozen).sum,
        None => {
            let open = |full: i64| Line { full, settled: Settled::Open, due: 0 };
            fee::sum(version.terms(), fee::full(version.terms()).into_iter().map(open).collect())
        }
    }
}

/// When the part at this place, the fixed one first, is settled next; nothing where nothing more comes of it.
pub(super) fn due_on(version: &Version, sum: &Sum, place: usize) -> Option<Day> {
    next_of(version.terms(), place, sum.lines.get(place).map(|line| line.settled)).map(|(day, _)| day)
}

/// The next settlement date, with the places (among the parts that hang on a measure) that need a result then. What falls due
/// from `until` on is settled under other terms.
pub fn next(version: &Version, sum: &Sum, until: Option<Day>) -> Option<(Day, Vec<usize>)> {
    let dated = |place: usize| due_on(version, sum, place);
    let day = (0..sum.lines.len()).filter_map(dated).min()?;
    if until.is_some_and(|until| day >= until) {
        return None;
    }
    let needed = (1..sum.lines.len()).filter(|place| dated(*place).is_some_and(|on| on <= day)).map(|place| place - 1);
    Some((day, needed.collect()))
}

/// Makes the statement of the next settlement date from these results, in the order of the parts.
pub async fn make(tx: &Tx, by: &By, terms: TermsId, results: Vec<Given>) -> Result<StatementId, TermsRefused> {
    // The row of the terms is taken first: of two that make a statement at once the second sees that of the first.
    let taken = tx
        .run(
            "UPDATE terms SET state = state
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND state IN ('agreed', 'superseded')",
            values![by.tenant, by.partnership, terms],
        )
        .await?;
    let versions = newest_first(tx, by.tenant, by.partnership).await?;
    let version = versions.iter().find(|known| taken > 0 && known.id == terms);
    let version = version.filter(|known| change::settles(&versions, known)).ok_or(TermsRefused::NotAgreed)?;
    let held = mandated(tx, by, None).await?;
    let known = store::statements(tx, by.tenant, terms).await?;
    if known.iter().any(|made| made.state == State::Made) {
        return Err(TermsRefused::StatementOpen);
    }
    let before = after(version, &known);
    let until = change::ends(&versions, version);
    let (on, needed) = next(version, &before, until).ok_or(TermsRefused::AllSettled)?;
    if on > by.at.day_in(&jiff::tz::TimeZone::UTC) {
        return Err(TermsRefused::TooEarly(on));
    }
    let taken = |at: usize| results.get(at).cloned().filter(|_| needed.contains(&at)).unwrap_or_default();
    let given: Vec<Given> = (0..version.terms().outcomes.len()).map(taken).collect();
    let studied = given.iter().any(|given| given.origin.is_some());
    let frozen = Frozen {
        form: FORM.to_owned(),
        number: known.iter().map(|made| made.frozen.number).max().unwrap_or_default() + 1,
        on,
        terms_hash: version.hash.clone(),
        agreement: version.agreement.clone(),
        stated_before: before.total,
        earlier: before
            .lines
            .iter()
            .map(|line| (line.settled != Settled::Open).then_some(Earlier { settled: line.settled, due: line.due }))
            .collect(),
        results: given.iter().map(|given| given.figure.clone()).collect(),
        origins: given.into_iter().map(|given| given.origin).filter(|_| studied).collect(),
    };
    let (id, inputs) = (StatementId::new(), written(&frozen));
    let hash = text::hash(&inputs);
    tx.run(
        "INSERT INTO fee_statement (organisation_id, id, partnership_id, terms_id, ordinal, state, on_day, side, made_by,
           maker, made_at, inputs, hash) VALUES ($1,$2,$3,$4,$5,'made',$6,$7,$8,$9,$10,$11,$12)",
        values![
            by.tenant,
            id,
            by.partnership,
            terms,
            frozen.number,
            on,
            by.side.word(),
            by.person,
            held.name.clone(),
            by.at,
            inputs,
            hash.clone()
        ],
    )
    .await?;
    let said = json!({ "day": on, "hash": hash, "side": by.side, "name": held.name });
    event::append(tx, by.event("terms.statement-made").about(id.0).saying(said)).await?;
    Ok(id)
}

/// Takes the row of a statement that waits, and reads it.
async fn take(tx: &Tx, by: &By, terms: TermsId, id: StatementId) -> Result<Statement, TermsRefused> {
    let taken = tx
        .run(
            "UPDATE fee_statement SET state = 'made'
             WHERE organisation_id = $1 AND partnership_id = $2 AND terms_id = $3 AND id = $4 AND state = 'made'",
            values![by.tenant, by.partnership, terms, id],
        )
        .await?;
    let known = store::statements(tx, by.tenant, terms).await?;
    let found = known.into_iter().find(|made| made.id == id);
    found.filter(|_| taken > 0).ok_or(TermsRefused::StatementNotOpen)
}

/// Confirms the inputs of this hash for the other side.
pub async fn confirm(tx: &Tx, by: &By, terms: TermsId, id: StatementId, hash: &str) -> Result<(), TermsRefused> {
    let made = take(tx, by, terms, id).await?;
    if made.side == by.side {
        return Err(TermsRefused::OwnProposal);
    }
    if made.made_by == by.person {
        return Err(TermsRefused::SamePerson);
    }
    let held = mandated(tx, by, None).await?;
    if made.hash != hash.trim() || text::hash(&made.inputs) != made.hash {
        return Err(TermsRefused::Changed);
    }
    tx.run(
        "UPDATE fee_statement SET state = 'confirmed', confirmed_by = $3, confirmer = $4, confirmed_at = $5
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, by.person, held.name.clone(), by.at],
    )
    .await?;
    let said = json!({ "day": made.frozen.on, "hash": made.hash, "side": by.side, "name": held.name });
    event::append(tx, by.event("terms.statement-confirmed").about(id.0).saying(said)).await?;
    Ok(())
}

/// Takes a statement back that the other side has not confirmed, or turns it down: either side may.
pub async fn withdraw(tx: &Tx, by: &By, terms: TermsId, id: StatementId) -> Result<(), TermsRefused> {
    let made = take(tx, by, terms, id).await?;
    tx.run(
        "UPDATE fee_statement SET state = 'withdrawn', ended_at = $3 WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, by.at],
    )
    .await?;
    let said = json!({ "day": made.frozen.on, "side": by.side });
    event::append(tx, by.event("terms.statement-withdrawn").about(id.0).saying(said)).await?;
    Ok(())
}

/// The document, the same for whoever asks.
pub fn document(made: &Statement) -> Document {
    Document { frozen: made.frozen.clone(), hash: made.hash.clone(), computed: compute(&made.frozen) }
}
