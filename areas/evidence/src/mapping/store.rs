//! Rules and what was taken by them, in the database.

use std::collections::HashMap;

use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::uuid::Uuid;
use lustrum_kernel::values;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use super::people::People;
use super::{Rule, RuleId, Target, Words, job};

const COLUMNS: &str =
    "id, version, partnership_id, programme_id, verb, activity, prefix, least, domain, kind, target_id,
    title, read_through FROM mapping_rule";

/// What statements may be evidence of in a partnership.
pub async fn targets(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Target>, DbError> {
    db.all(
        "SELECT x.kind, x.id, x.title, p.id AS programme_id, p.title AS programme_title FROM (
           SELECT organisation_id, 'module' AS kind, id, title, programme_id FROM module WHERE organisation_id = $1
           UNION ALL SELECT organisation_id, 'assessment', id, title, programme_id FROM test WHERE organisation_id = $1
           UNION ALL SELECT organisation_id, 'behaviour', id, text, programme_id FROM behaviour WHERE organisation_id = $1
         ) x JOIN programme p ON p.organisation_id = x.organisation_id AND p.id = x.programme_id
         WHERE p.organisation_id = $1 AND p.partnership_id = $2 AND p.ended_at IS NULL
         ORDER BY p.id DESC, x.kind DESC, x.title, x.id LIMIT 2000",
        values![tenant, partnership],
    )
    .await
}

/// Every current rule of an organisation.
pub async fn current(db: &impl Sql, tenant: OrganisationId) -> Result<Vec<Rule>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND superseded_at IS NULL ORDER BY id LIMIT 5000");
    db.all(&sql, values![tenant]).await
}

pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Rule>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND superseded_at IS NULL
         ORDER BY title, id LIMIT 1000"
    );
    db.all(&sql, values![tenant, partnership]).await
}

/// Writes a rule, or the next version of one, and has the store read for it.
pub async fn save(tx: &Tx, act: Act, known: Option<&Rule>, words: &Words) -> Result<(RuleId, i64), DbError> {
    take_turn(tx, act.tenant).await?;
    let (id, version) = known.map_or_else(|| (RuleId::new(), 1), |known| (known.id, known.version + 1));
    let sql =
        "UPDATE mapping_rule SET superseded_at = $3 WHERE organisation_id = $1 AND id = $2 AND superseded_at IS NULL";
    tx.run(sql, values![act.tenant, id, act.at]).await?;
    let target = &words.target;
    tx.run(
        "INSERT INTO mapping_rule (organisation_id, id, version, partnership_id, programme_id, verb, activity, prefix,
           least, domain, kind, target_id, title, read_through, made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,0,$14,$15)",
        values![
            act.tenant,
            id,
            version,
            act.partnership,
            target.programme_id,
            words.verb.clone(),
            words.activity.clone(),
            words.prefix,
            words.least,
            words.domain.clone(),
            target.kind.clone(),
            target.id,
            target.title.clone(),
            act.by,
            act.at
        ],
    )
    .await?;
    job::ask(tx, act.tenant, act.at).await?;
    let said = json!({ "target": target.title, "activity": words.activity, "version": version });
    let event = Event::new(act.tenant, act.at, "mapping.written").by(act.by).within(act.partnership);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok((id, version))
}

/// Ends a rule; what was taken by it counts no longer and stays as history.
pub async fn end(tx: &Tx, act: Act, rule: &Rule) -> Result<(), DbError> {
    take_turn(tx, act.tenant).await?;
    for table in ["mapping_rule WHERE id", "mapped_statement WHERE rule_id"] {
        let (table, column) = table.split_once(" WHERE ").unwrap_or_default();
        let sql = format!(
            "UPDATE {table} SET superseded_at = $3 WHERE organisation_id = $1 AND {column} = $2 AND superseded_at IS NULL"
        );
        tx.run(&sql, values![act.tenant, rule.id, act.at]).await?;
    }
    let event = Event::new(act.tenant, act.at, "mapping.ended").by(act.by).within(act.partnership);
    event::append(tx, event.about(rule.id.0).saying(json!({ "target": rule.title }))).await.map(drop)
}

/// Waits for its turn among those who read for an organisation or change its rules.
pub(super) async fn take_turn(tx: &Tx, tenant: OrganisationId) -> Result<(), DbError> {
    let sql = "INSERT INTO mapping_cursor (organisation_id, position, turn) VALUES ($1, 0, 1)
         ON CONFLICT (organisation_id) DO UPDATE SET turn = mapping_cursor.turn + 1";
    tx.run(sql, values![tenant]).await.map(drop)
}

/// How far activities were counted.
pub(super) async fn counted_through(db: &impl Sql, tenant: OrganisationId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(position), 0) AS number FROM mapping_cursor WHERE organisation_id = $1";
    db.number(sql, values![tenant]).await
}

pub(super) async fn read_through(tx: &Tx, tenant: OrganisationId, position: i64) -> Result<(), DbError> {
    let sql = "UPDATE mapping_cursor SET position = $2 WHERE organisation_id = $1 AND position < $2";
    tx.run(sql, values![tenant, position]).await?;
    let sql = "UPDATE mapping_rule SET read_through = $2
         WHERE organisation_id = $1 AND superseded_at IS NULL AND read_through < $2";
    tx.run(sql, values![tenant, position]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Waiting {
    rule_id: RuleId,
    agent: String,
}

/// Gives evidence that waits to the people who came since, many of a rule at a time.
pub(super) async fn match_waiting(
    tx: &Tx,
    tenant: OrganisationId,
    rules: &[Rule],
    people: &People,
) -> Result<(), DbError> {
    let waiting: Vec<Waiting> = tx
        .all(
            "SELECT DISTINCT rule_id, agent FROM mapped_statement WHERE organisation_id = $1 AND email = ''
             AND reason = 'unmatched' AND superseded_at IS NULL",
            values![tenant],
        )
        .await?;
    let rules: HashMap<RuleId, &Rule> = rules.iter().map(|rule| (rule.id, rule)).collect();
    let mut found: HashMap<RuleId, Vec<(String, String)>> = HashMap::new();
    for one in waiting {
        let Some(rule) = rules.get(&one.rule_id) else { continue };
        if let Some(email) = people.find(rule.programme_id, &one.agent, &rule.domain) {
            found.entry(rule.id).or_default().push((one.agent, email));
        }
    }
    for (rule, pairs) in found {
        for part in pairs.chunks(200) {
            let mut values: Vec<Value> = values![tenant, rule];
            let (mut cases, mut agents) = (String::new(), Vec::new());
            for (agent, email) in part {
                let first = values.len() + 1;
                values.extend(values![agent.clone(), email.clone()]);
                cases += &format!(" WHEN ${first} THEN ${}", first + 1);
                agents.push(format!("${first}"));
            }
            let sql = format!(
                "UPDATE mapped_statement SET email = CASE agent{cases} ELSE email END, reason = ''
                 WHERE organisation_id = $1 AND rule_id = $2 AND email = '' AND reason = 'unmatched'
                 AND superseded_at IS NULL AND agent IN ({})",
                agents.join(",")
            );
            tx.run(&sql, values).await?;
        }
    }
    Ok(())
}

/// An activity that no rule leads anywhere.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Unknown {
    pub activity: String,
    pub name: String,
    pub statements: i64,
}

/// The most frequent first, after the last one of the page before.
pub async fn unknown(
    db: &impl Sql,
    tenant: OrganisationId,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<Unknown>, DbError> {
    let (count, activity) = after.unwrap_or((i64::MAX, ""));
    db.all(
        "SELECT a.activity, a.name, a.statements FROM reported_activity a WHERE a.organisation_id = $1
         AND (a.statements < $2 OR (a.statements = $2 AND a.activity > $3))
         AND NOT EXISTS (SELECT 1 FROM mapping_rule r WHERE r.organisation_id = a.organisation_id
           AND r.superseded_at IS NULL AND (r.activity = a.activity
             OR (r.prefix AND SUBSTR(a.activity, 1, LENGTH(r.activity)) = r.activity)))
         ORDER BY a.statements DESC, a.activity LIMIT $4",
        values![tenant, count, activity, limit],
    )
    .await
}

/// Someone whom nobody enrolled, or no one in particular.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waits {
    pub agent: String,
    pub reason: String,
    pub statements: i64,
}

pub async fn waiting(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Waits>, DbError> {
    db.all(
        "SELECT agent, reason, COUNT(*) AS statements FROM mapped_statement WHERE organisation_id = $1
         AND partnership_id = $2 AND superseded_at IS NULL AND email = ''
         GROUP BY agent, reason ORDER BY 3 DESC, agent LIMIT 100",
        values![tenant, partnership],
    )
    .await
}

/// How many people and statements count by a rule.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Count {
    pub rule_id: RuleId,
    pub people: i64,
    pub statements: i64,
}

pub async fn counts(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Count>, DbError> {
    db.all(
        "SELECT rule_id, COUNT(DISTINCT email) AS people, COUNT(*) AS statements FROM mapped_statement
         WHERE organisation_id = $1 AND partnership_id = $2 AND superseded_at IS NULL AND email <> '' GROUP BY rule_id",
        values![tenant, partnership],
    )
    .await
}

/// The best of one person under one rule, and when that was; of the same score the latest.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Best {
    pub rule_id: RuleId,
    pub title: String,
    pub kind: String,
    pub programme_id: ProgrammeId,
    pub email: String,
    pub scaled: Option<f64>,
    pub day: lustrum_kernel::Day,
    pub tier: i64,
}

pub async fn best(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (lustrum_kernel::Day, lustrum_kernel::Day),
) -> Result<Vec<Best>, DbError> {
    db.all(
        "SELECT rule_id, title, kind, programme_id, email, scaled, day, tier FROM (
           SELECT m.rule_id, r.title, r.kind, r.programme_id, m.email, m.scaled, m.day, m.tier,
             ROW_NUMBER() OVER (PARTITION BY m.rule_id, m.email
               ORDER BY COALESCE(m.scaled, -2) DESC, m.happened_at DESC, m.position DESC) AS place
           FROM mapped_statement m JOIN mapping_rule r ON r.organisation_id = m.organisation_id AND r.id = m.rule_id
             AND r.version = m.version
           WHERE m.organisation_id = $1 AND m.partnership_id = $2 AND m.superseded_at IS NULL AND m.email <> ''
           AND m.day >= $3 AND m.day <= $4) best
         WHERE place = 1 ORDER BY title, rule_id",
        values![tenant, partnership, days.0, days.1],
    )
    .await
}

/// A statement that counts by a rule.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Counted {
    pub statement_id: Uuid,
    pub position: i64,
    pub email: String,
    pub scaled: Option<f64>,
    pub tier: i64,
    pub day: lustrum_kernel::Day,
}

/// The statements from which the figure of a rule came, those that were stored last first.
pub async fn counted(
    db: &impl Sql,
    rule: &Rule,
    tenant: OrganisationId,
    days: (lustrum_kernel::Day, lustrum_kernel::Day),
    before: i64,
    limit: i64,
) -> Result<Vec<Counted>, DbError> {
    db.all(
        "SELECT statement_id, position, email, scaled, tier, day FROM mapped_statement
         WHERE organisation_id = $1 AND rule_id = $2 AND position < $3 AND superseded_at IS NULL AND email <> ''
         AND day >= $4 AND day <= $5 ORDER BY position DESC LIMIT $6",
        values![tenant, rule.id, before, days.0, days.1, limit],
    )
    .await
}
