//! What a review says, taken from the areas as they are: the state at one moment, of what agreements in force let both
//! sides see.

mod generated;
mod levels;
mod notes;
mod promises;
mod studies;

pub use generated::is_generated;
use lustrum_kernel::Moment;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use lustrum_study::success;
use sea_orm::FromQueryResult;

use super::content::{Action, Cases, Change, Content, Decision, Expectation, FORMAT, Label, Line, Party, Relation};
use crate::quarter::Quarter;
use crate::{action, decision};

/// Gathers the content of a review. `generated` says that the people and figures in this place are the demo's.
pub async fn gather(
    db: &impl Sql,
    partnership: &Partnered,
    period: Quarter,
    at: Moment,
    generated: bool,
) -> Result<Content, DbError> {
    let charter = promises::of(db, partnership, period, at).await?;
    let version = charter.as_ref().map(|charter| charter.version.clone());
    let figures = levels::of(db, partnership, period, at, version.as_deref()).await?;
    let content = Content {
        format: FORMAT,
        period,
        frozen_at: at,
        generated,
        label: Label::default(),
        partnership: relation(partnership),
        studies: studies::of(db, partnership, at, version.as_deref()).await?,
        charter,
        expected: expected(db, partnership, period, &figures).await?,
        figures,
        changes: changes(db, partnership, period).await?,
        cases: cases(db, partnership, at).await?,
        actions: actions(db, partnership).await?,
        decisions: decisions(db, partnership, period).await?,
        notes: notes::of(db, partnership, period).await?,
    };
    Ok(content.settled())
}

/// The figures of a period as the partner sees them, under no charter in particular.
pub(crate) async fn lines_of(
    db: &impl Sql,
    partnership: &Partnered,
    period: Quarter,
    at: Moment,
) -> Result<Vec<Line>, DbError> {
    levels::of(db, partnership, period, at, None).await
}

/// What is expected of actions that were agreed before the period ended, until the quarter after the one in which it was
/// to show.
async fn expected(
    db: &impl Sql,
    partnership: &Partnered,
    period: Quarter,
    figures: &[Line],
) -> Result<Vec<Expectation>, DbError> {
    let actions = action::expecting(db, partnership.client, partnership.id, period.bounds().1).await?;
    let from = period.before().first();
    let waited = actions.into_iter().filter_map(|action| {
        let expected = action.expected.clone().filter(|expected| expected.by >= from)?;
        let after = expected.after(&action, figures).cloned();
        Some(Expectation { action: action.text, expected, after })
    });
    Ok(waited.collect())
}

fn relation(partnership: &Partnered) -> Relation {
    let party = |id: OrganisationId, name: &str| Party { id: id.0, name: name.to_owned() };
    Relation {
        id: partnership.id.0,
        title: partnership.title.clone(),
        since: partnership.since,
        organisation: party(partnership.client, &partnership.client_name),
        partner: party(partnership.partner, &partnership.partner_name),
    }
}

#[derive(FromQueryResult)]
struct Counted {
    kind: String,
    number: i64,
}

/// What happened in the period, by kind. Reviews, what was written down in them and who read what are no change.
async fn changes(db: &impl Sql, partnership: &Partnered, period: Quarter) -> Result<Vec<Change>, DbError> {
    let (from, until) = period.bounds();
    let rows: Vec<Counted> = db
        .all(
            "SELECT kind, COUNT(*) AS number FROM event
             WHERE organisation_id = $1 AND partnership_id = $2 AND at >= $3 AND at < $4
             GROUP BY kind ORDER BY kind",
            values![partnership.client, partnership.id, from, until],
        )
        .await?;
    let silent = |kind: &str| kind.starts_with("review.") || kind.ends_with(".read");
    let told = rows.into_iter().filter(|row| !silent(&row.kind));
    Ok(told.map(|row| Change { kind: row.kind, count: row.number.unsigned_abs() }).collect())
}

/// The success cases that both sides may read.
async fn cases(db: &impl Sql, partnership: &Partnered, at: Moment) -> Result<Option<Cases>, DbError> {
    let told = success::told_of(db, partnership.client, partnership.id, at).await?;
    let (well, not): (Vec<_>, Vec<_>) = told.iter().partition(|case| case.kind == success::Kind::Success);
    let count = |cases: Vec<&success::Case>| u64::try_from(cases.len()).unwrap_or(u64::MAX);
    Ok((!told.is_empty()).then(|| Cases { success: count(well), no_success: count(not) }))
}

async fn actions(db: &impl Sql, partnership: &Partnered) -> Result<Vec<Action>, DbError> {
    let open = action::open(db, partnership.client, partnership.id).await?;
    Ok(open
        .into_iter()
        .map(|action| Action { text: action.text, side: action.owner.side, owner: action.owner_name, due: action.due })
        .collect())
}

async fn decisions(db: &impl Sql, partnership: &Partnered, period: Quarter) -> Result<Vec<Decision>, DbError> {
    let taken = decision::of_period(db, partnership.client, partnership.id, period).await?;
    Ok(taken
        .into_iter()
        .map(|decision| Decision {
            text: decision.text,
            clause: decision.clause,
            side: decision.owner.side,
            owner: decision.owner_name,
            due: decision.due,
        })
        .collect())
}
