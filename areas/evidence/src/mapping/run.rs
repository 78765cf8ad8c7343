//! Reads the record store on from where it stopped and takes evidence from it. What was read and what was taken are saved
//! in one transaction, so that a run that is killed is gone on with and nothing is taken twice.

use std::collections::BTreeMap;

use lustrum_kernel::app::App;
use lustrum_kernel::db::{Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::uuid::Uuid;
use lustrum_kernel::{Moment, values};
use lustrum_records::store::{self as records, StoreError};
use sea_orm::Value;
use sha2::{Digest, Sha256};

use super::people::People;
use super::read::{Told, read};
use super::{Rule, store};

/// Statements in one transaction.
const TOGETHER: i64 = 500;

/// Reads everything that is there; says how many statements were looked at.
pub async fn run(app: &App, tenant: OrganisationId) -> Result<usize, StoreError> {
    let mut looked_at = 0;
    loop {
        let read = catch_up(app, tenant, TOGETHER).await?;
        looked_at += read;
        if read == 0 {
            return Ok(looked_at);
        }
    }
}

/// One step: the next statements for whoever has read the least, and people who came since.
pub async fn catch_up(app: &App, tenant: OrganisationId, together: i64) -> Result<usize, StoreError> {
    let tx = app.db().begin().await?;
    let read_through = store::take_turn(&tx, tenant).await?;
    let rules = store::current(&tx, tenant).await?;
    let people = People::of(&tx, tenant).await?;
    let from = rules.iter().map(|rule| rule.read_through).fold(read_through, i64::min);
    let page = records::after(&tx, tenant, from, together).await?;
    if let Some(through) = page.last().map(|kept| kept.position) {
        let (told, voided) = read(&page);
        let fresh: Vec<&Told> = told.iter().filter(|told| told.position > read_through).collect();
        count_activities(&tx, tenant, &fresh).await?;
        let behind: Vec<&Rule> = rules.iter().filter(|rule| rule.read_through < through).collect();
        replace_older(&tx, tenant, (from, through), app.now()).await?;
        let rows = told.iter().flat_map(|told| {
            let due = behind.iter().filter(|rule| rule.read_through < told.position && rule.covers(told));
            due.map(|rule| row(tenant, rule, told, &people)).collect::<Vec<_>>()
        });
        tx.insert_all(COLUMNS, rows.collect()).await?;
        make_void(&tx, tenant, &voided, app.now()).await?;
        store::read_through(&tx, tenant, through).await?;
    } else {
        store::match_waiting(&tx, tenant, &rules, &people).await?;
    }
    tx.commit().await?;
    Ok(page.len())
}

const COLUMNS: &str = "mapped_statement (organisation_id, rule_id, version, statement_id, partnership_id, programme_id,
    position, source, agent, email, reason, scaled, raw, success, completion, duration, registration, session, tier, day,
    happened_at)";

fn row(tenant: OrganisationId, rule: &Rule, told: &Told, people: &People) -> Vec<Value> {
    let (email, reason) = whom(rule.programme_id, &rule.domain, told, people);
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

/// The person, or nobody and the reason: `unmatched`, `group`, or `looked-at`.
pub(super) fn whom(
    programme: lustrum_programme::programme::ProgrammeId,
    domain: &str,
    told: &Told,
    people: &People,
) -> (String, &'static str) {
    let Some(agent) = &told.agent else { return (String::new(), "group") };
    if told.looked_at {
        return (String::new(), "looked-at");
    }
    people.find(programme, agent, domain).map_or((String::new(), "unmatched"), |email| (email, ""))
}

/// What an older version took of these statements is superseded by what the new one takes.
async fn replace_older(
    tx: &Tx,
    tenant: OrganisationId,
    (from, through): (i64, i64),
    now: Moment,
) -> Result<(), StoreError> {
    tx.run(
        "UPDATE mapped_statement SET superseded_at = $4 WHERE organisation_id = $1 AND position > $2 AND position <= $3
         AND superseded_at IS NULL AND EXISTS (SELECT 1 FROM mapping_rule r
           WHERE r.organisation_id = mapped_statement.organisation_id AND r.id = mapped_statement.rule_id
           AND r.version > mapped_statement.version AND r.superseded_at IS NULL)",
        values![tenant, from, through, now],
    )
    .await?;
    Ok(())
}

async fn make_void(tx: &Tx, tenant: OrganisationId, voided: &[Uuid], now: Moment) -> Result<(), StoreError> {
    if voided.is_empty() {
        return Ok(());
    }
    let marks: Vec<String> = (3..voided.len() + 3).map(|number| format!("${number}")).collect();
    let sql = format!(
        "UPDATE mapped_statement SET superseded_at = $2 WHERE organisation_id = $1 AND superseded_at IS NULL
         AND statement_id IN ({})",
        marks.join(",")
    );
    let mut values = values![tenant, now];
    values.extend(voided.iter().map(|id| Value::from(*id)));
    tx.run(&sql, values).await?;
    Ok(())
}

async fn count_activities(tx: &Tx, tenant: OrganisationId, told: &[&Told]) -> Result<(), StoreError> {
    let mut counts: BTreeMap<&str, (&str, i64)> = BTreeMap::new();
    for told in told {
        let known = counts.entry(&told.activity).or_insert((&told.name, 0));
        known.1 += 1;
        if known.0.is_empty() {
            known.0 = &told.name;
        }
    }
    if counts.is_empty() {
        return Ok(());
    }
    let mut values = values![tenant];
    let rows: Vec<String> = counts
        .into_iter()
        .map(|(activity, (name, count))| {
            let first = values.len() + 1;
            values.extend(values![hex::encode(Sha256::digest(activity)), activity, name, count]);
            format!("($1,${first},${},${},${})", first + 1, first + 2, first + 3)
        })
        .collect();
    let sql = format!(
        "INSERT INTO reported_activity (organisation_id, mark, activity, name, statements) VALUES {}
         ON CONFLICT (organisation_id, mark) DO UPDATE SET statements = reported_activity.statements + excluded.statements",
        rows.join(",")
    );
    tx.run(&sql, values).await?;
    Ok(())
}
