//! One step of a reading. Statements are read and held against the rules before anything is locked, so that nobody who stores
//! waits for that; then what was counted and taken is saved with the place where the next step goes on, in one transaction.
//! A step that is killed left nothing, and nothing is taken twice: what it was read for must still be so when it is saved.

use std::collections::BTreeMap;

use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::uuid::Uuid;
use lustrum_kernel::{Moment, values};
use lustrum_records::beside;
use lustrum_records::store::{self as records, StoreError};
use sea_orm::{DbErr, Value};
use sha2::{Digest, Sha256};

use super::people::People;
use super::read::{Told, read};
use super::{Rule, store};

/// What one step takes at most. The more it takes, the fewer times the row of an activity is written; the less, the shorter
/// do others wait for its transaction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    pub statements: usize,
    pub activities: usize,
    pub rows: usize,
}

pub(super) const MOST: Most = Most { statements: 20_000, activities: 5_000, rows: 2_000 };
/// Statements that are read at once: some milliseconds of work.
const PAGE: i64 = 250;

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// So many statements were looked at.
    Read(usize),
    /// Somebody else read on, or a rule was changed: what was read is to be read anew.
    Changed,
    /// There is nothing new. People who came since have what waited for them.
    Nothing,
}

pub(super) async fn step(app: &App, tenant: OrganisationId, most: Most) -> Result<Came, StoreError> {
    let stand = Stand::of(app.db(), tenant).await?;
    let taken = Taken::read(app, tenant, &stand, most).await?;
    settle(app, tenant, &stand, taken).await
}

/// Saves what was taken, if everything is still as it was when it was read.
async fn settle(app: &App, tenant: OrganisationId, stand: &Stand, taken: Taken) -> Result<Came, StoreError> {
    let tx = app.db().begin().await?;
    store::take_turn(&tx, tenant).await?;
    let came = if Stand::of(&tx, tenant).await? != *stand {
        Came::Changed
    } else if taken.looked_at == 0 {
        let people = People::of(&tx, tenant).await?;
        store::match_waiting(&tx, tenant, &stand.rules, &people).await?;
        Came::Nothing
    } else {
        let looked_at = taken.looked_at;
        taken.save(&tx, tenant, stand, app.now()).await?;
        Came::Read(looked_at)
    };
    tx.commit().await?;
    Ok(came)
}

/// Where an organisation stands.
#[derive(Debug, PartialEq)]
struct Stand {
    /// Up to here activities were counted.
    counted: i64,
    rules: Vec<Rule>,
}

impl Stand {
    async fn of(db: &impl Sql, tenant: OrganisationId) -> Result<Self, DbError> {
        let counted = store::counted_through(db, tenant).await?;
        Ok(Self { counted, rules: store::current(db, tenant).await? })
    }

    /// Up to here everything was read for everybody.
    fn from(&self) -> i64 {
        self.rules.iter().map(|rule| rule.read_through).fold(self.counted, i64::min)
    }
}

/// What was read ahead.
#[derive(Default)]
struct Taken {
    looked_at: usize,
    through: i64,
    /// The name and the number of statements of each activity that was not counted yet.
    activities: BTreeMap<String, (String, i64)>,
    rows: Vec<Vec<Value>>,
    voided: Vec<Uuid>,
}

impl Taken {
    async fn read(app: &App, tenant: OrganisationId, stand: &Stand, most: Most) -> Result<Self, StoreError> {
        let db = app.db();
        let mut taken = Self { through: stand.from(), ..Self::default() };
        let mut page = records::after(db, tenant, taken.through, PAGE).await?;
        if page.is_empty() {
            return Ok(taken);
        }
        let people = People::of(db, tenant).await?;
        while let Some(last) = page.last() {
            taken.through = last.position;
            taken.looked_at += page.len();
            let last_page = (page.len() as i64) < PAGE;
            // Some milliseconds for which nobody else is to wait.
            let Some((told, voided)) = beside::work(app, move || read(&page)).await else {
                let words = "reading statements came to a halt half-way".to_owned();
                return Err(DbError::Broken(DbErr::Custom(words)).into());
            };
            taken.voided.extend(voided);
            for told in told {
                taken.take(tenant, stand, &people, told);
            }
            let full = taken.looked_at >= most.statements
                || taken.activities.len() >= most.activities
                || taken.rows.len() >= most.rows;
            if full || last_page {
                break;
            }
            page = records::after(db, tenant, taken.through, PAGE).await?;
        }
        Ok(taken)
    }

    fn take(&mut self, tenant: OrganisationId, stand: &Stand, people: &People, told: Told) {
        let due = stand.rules.iter().filter(|rule| rule.read_through < told.position && rule.covers(&told));
        self.rows.extend(due.map(|rule| row(tenant, rule, &told, people)));
        if told.position > stand.counted {
            let known = self.activities.entry(told.activity).or_default();
            known.1 += 1;
            if known.0.is_empty() {
                known.0 = told.name;
            }
        }
    }

    async fn save(self, tx: &Tx, tenant: OrganisationId, stand: &Stand, now: Moment) -> Result<(), DbError> {
        count_activities(tx, tenant, self.activities).await?;
        replace_older(tx, tenant, stand, self.through, now).await?;
        tx.insert_all(COLUMNS, self.rows).await?;
        make_void(tx, tenant, &self.voided, now).await?;
        store::read_through(tx, tenant, self.through).await
    }
}

const COLUMNS: &str = "mapped_statement (organisation_id, rule_id, version, statement_id, partnership_id, programme_id,
    position, source, agent, email, reason, scaled, raw, success, completion, duration, registration, session, tier, day,
    happened_at)";

fn row(tenant: OrganisationId, rule: &Rule, told: &Told, people: &People) -> Vec<Value> {
    let (email, reason) = people.whom(rule.programme_id, &rule.domain, told);
    values![
        tenant,
        rule.id,
        rule.version,
        told.id,
        rule.partnership_id,
        rule.programme_id,
        told.position,
        told.source,
        told.agent.clone().unwrap_or_default(),
        email,
        reason,
        told.scaled,
        told.raw,
        told.success,
        told.completion,
        told.duration.clone(),
        told.registration,
        told.session.clone(),
        rule.tier(told),
        told.at.day_in(&jiff::tz::TimeZone::UTC),
        told.at
    ]
}

/// So many places for values stand in one statement where they have numbers: the database looks each of them up among all.
const MARKS: usize = 64;

fn marks(first: usize, number: usize) -> String {
    (first..first + number).map(|number| format!("${number}")).collect::<Vec<_>>().join(",")
}

/// What an older version of a rule took of these statements is superseded by what the new one takes.
async fn replace_older(
    tx: &Tx,
    tenant: OrganisationId,
    stand: &Stand,
    through: i64,
    now: Moment,
) -> Result<(), DbError> {
    let changed = stand.rules.iter().filter(|rule| rule.version > 1 && rule.read_through < through);
    for part in changed.collect::<Vec<_>>().chunks(MARKS) {
        let sql = format!(
            "UPDATE mapped_statement SET superseded_at = $4 WHERE organisation_id = $1 AND position > $2 AND position <= $3
             AND superseded_at IS NULL AND rule_id IN ({}) AND EXISTS (SELECT 1 FROM mapping_rule r
               WHERE r.organisation_id = mapped_statement.organisation_id AND r.id = mapped_statement.rule_id
               AND r.version > mapped_statement.version AND r.superseded_at IS NULL)",
            marks(5, part.len())
        );
        let mut values = values![tenant, stand.from(), through, now];
        values.extend(part.iter().map(|rule| Value::from(rule.id)));
        tx.run(&sql, values).await?;
    }
    Ok(())
}

async fn make_void(tx: &Tx, tenant: OrganisationId, voided: &[Uuid], now: Moment) -> Result<(), DbError> {
    for part in voided.chunks(MARKS) {
        let sql = format!(
            "UPDATE mapped_statement SET superseded_at = $2 WHERE organisation_id = $1 AND superseded_at IS NULL
             AND statement_id IN ({})",
            marks(3, part.len())
        );
        let mut values = values![tenant, now];
        values.extend(part.iter().map(|id| Value::from(*id)));
        tx.run(&sql, values).await?;
    }
    Ok(())
}

/// In the order of their marks, as that is the order of the table.
async fn count_activities(
    tx: &Tx,
    tenant: OrganisationId,
    activities: BTreeMap<String, (String, i64)>,
) -> Result<(), DbError> {
    let marked =
        activities.into_iter().map(|(activity, told)| (hex::encode(Sha256::digest(&activity)), activity, told));
    let mut marked: Vec<_> = marked.collect();
    marked.sort_unstable();
    for part in marked.chunks(MARKS) {
        let rows: Vec<String> = (0..part.len()).map(|row| format!("($1,{})", marks(2 + 4 * row, 4))).collect();
        let sql = format!(
            "INSERT INTO reported_activity (organisation_id, mark, activity, name, statements) VALUES {}
             ON CONFLICT (organisation_id, mark) DO UPDATE SET statements = reported_activity.statements + excluded.statements",
            rows.join(",")
        );
        let mut values = values![tenant];
        for (mark, activity, (name, count)) in part {
            values.extend(values![mark.clone(), activity.clone(), name.clone(), *count]);
        }
        tx.run(&sql, values).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use lustrum_identity::testing::world;
    use lustrum_kernel::testing::on_both_engines;

    use super::*;
    use crate::mapping::run::{Reading, run_for};
    use crate::mapping::tests::{UNIT, mbox, save, send, taken, told};
    use crate::testing::course;
    use crate::tests::areas;

    #[tokio::test]
    async fn a_rule_that_is_written_while_others_read_is_held_against_everything() {
        on_both_engines(&areas(), async |app| {
            let world = world(&app).await;
            let course = course(&app, &world, 6).await;
            send(&app, world.client, (0..3).map(|n| told(n, mbox(&format!("t{n}")), UNIT, 0.8)).collect()).await;
            let stand = Stand::of(app.db(), world.client).await.unwrap();
            let ahead = Taken::read(&app, world.client, &stand, MOST).await.unwrap();
            assert_eq!((ahead.looked_at, ahead.through), (3, 3));
            save(&app, &course, None, UNIT, None).await;
            assert_eq!(settle(&app, world.client, &stand, ahead).await.unwrap(), Came::Changed);
            assert_eq!(step(&app, world.client, MOST).await.unwrap(), Came::Read(3));
            assert_eq!(step(&app, world.client, MOST).await.unwrap(), Came::Nothing);
            assert_eq!(taken(&app, &course).await, (3, 3));
            let counted = store::unknown(app.db(), world.partner, None, 9).await.unwrap();
            assert!(counted.is_empty(), "of another organisation");
        })
        .await;
    }

    #[tokio::test]
    async fn a_reading_without_time_takes_one_step_and_goes_on_where_it_stopped() {
        on_both_engines(&areas(), async |app| {
            let world = world(&app).await;
            let activity = |n: usize| format!("{UNIT}/{n}");
            for part in 0..6 {
                let all = (part * 1_000..(part + 1) * 1_000).map(|n| told(n, mbox("t0"), &activity(n), 0.8));
                send(&app, world.client, all.collect()).await;
            }
            let read = async || run_for(&app, world.client, std::time::Duration::ZERO).await.unwrap();
            assert_eq!(read().await, Reading { looked_at: MOST.activities, whole: false });
            assert_eq!(read().await, Reading { looked_at: 6_000 - MOST.activities, whole: false });
            assert_eq!(read().await, Reading { looked_at: 0, whole: true });
            let sql =
                "SELECT CAST(SUM(statements) AS BIGINT) AS number FROM reported_activity WHERE organisation_id = $1";
            assert_eq!(app.db().number(sql, values![world.client]).await.unwrap(), 6_000);
        })
        .await;
    }
}
