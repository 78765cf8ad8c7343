//! Assets and the versions of their terms in the database, each change with its event.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Asset, AssetId, AssetRefused, Kind, OWN, Rights, Terms, Version};

#[derive(FromQueryResult)]
struct Row {
    id: AssetId,
    kind: String,
    target_id: Option<uuid::Uuid>,
    title: String,
    version: i64,
    confirmed: Option<i64>,
}

impl From<Row> for Asset {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Tool),
            target: row.target_id,
            title: row.title,
            version: row.version,
            confirmed: row.confirmed,
        }
    }
}

#[derive(FromQueryResult)]
struct TermsRow {
    asset_id: AssetId,
    version: i64,
    authors_organisation: String,
    authors_partner: String,
    licence: String,
    words: String,
    organisation_during: bool,
    organisation_after: bool,
    organisation_elsewhere: bool,
    partner_during: bool,
    partner_after: bool,
    partner_elsewhere: bool,
    side: String,
    proposed_by: PersonId,
    proposed_at: Moment,
    confirmed_by: Option<PersonId>,
    confirmed_at: Option<Moment>,
}

impl From<TermsRow> for Version {
    fn from(row: TermsRow) -> Self {
        Self {
            number: row.version,
            terms: Terms {
                authors_organisation: row.authors_organisation,
                authors_partner: row.authors_partner,
                licence: row.licence,
                words: row.words,
                organisation: Rights {
                    during: row.organisation_during,
                    after: row.organisation_after,
                    elsewhere: row.organisation_elsewhere,
                },
                partner: Rights {
                    during: row.partner_during,
                    after: row.partner_after,
                    elsewhere: row.partner_elsewhere,
                },
            },
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            proposed_by: row.proposed_by,
            proposed_at: row.proposed_at,
            confirmed_by: row.confirmed_by,
            confirmed_at: row.confirmed_at,
        }
    }
}

const COLUMNS: &str = "SELECT id, kind, target_id, title, version, confirmed FROM asset";
const TERMS: &str = "SELECT r.asset_id, r.version, r.authors_organisation, r.authors_partner, r.licence, r.words,
     r.organisation_during, r.organisation_after, r.organisation_elsewhere, r.partner_during, r.partner_after,
     r.partner_elsewhere, r.side, r.proposed_by, r.proposed_at, r.confirmed_by, r.confirmed_at FROM asset_terms r";

fn event_of(by: &By, kind: &'static str, id: AssetId, title: &str, version: i64) -> Event {
    let said = json!({ "title": title, "version": version });
    Event::new(by.tenant, by.at, kind).by(by.person).within(by.partnership).about(id.0).saying(said)
}

/// Enters something into the register with the terms that one side proposes.
async fn propose_new(
    tx: &Tx,
    by: &By,
    (kind, target, title): (Kind, Option<uuid::Uuid>, &str),
    terms: &Terms,
) -> Result<AssetId, AssetRefused> {
    if let Some(target) = target
        && of_target(tx, by.tenant, by.partnership, kind, target).await?.is_some()
    {
        return Err(AssetRefused::Known);
    }
    let id = AssetId::new();
    tx.run(
        "INSERT INTO asset (organisation_id, id, partnership_id, kind, target_id, title, version, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,1,$7)",
        values![by.tenant, id, by.partnership, kind.word(), target, title, by.at],
    )
    .await?;
    write(tx, by, id, title, 1, terms).await?;
    Ok(id)
}

/// Proposes terms: of something new, or others for what is in the register. `seen` is the version that the proposer saw.
pub async fn propose(tx: &Tx, by: &By, about: About<'_>, terms: &Terms) -> Result<AssetId, AssetRefused> {
    match about {
        About::New(kind, target, title) => propose_new(tx, by, (kind, target, title), terms).await,
        About::Known(asset, seen) => {
            // Of two at once the second sees what the first proposed.
            let taken = tx
                .run(
                    "UPDATE asset SET version = version + 1
                     WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND version = $4",
                    values![by.tenant, by.partnership, asset.id, seen],
                )
                .await?;
            if taken == 0 {
                return Err(AssetRefused::Changed);
            }
            write(tx, by, asset.id, &asset.title, seen + 1, terms).await?;
            Ok(asset.id)
        }
    }
}

/// What terms are proposed for.
pub enum About<'a> {
    New(Kind, Option<uuid::Uuid>, &'a str),
    Known(&'a Asset, i64),
}

async fn write(tx: &Tx, by: &By, id: AssetId, title: &str, version: i64, terms: &Terms) -> Result<(), DbError> {
    let (ours, theirs) = (terms.organisation, terms.partner);
    tx.run(
        "INSERT INTO asset_terms (organisation_id, asset_id, version, authors_organisation, authors_partner, licence, words,
         organisation_during, organisation_after, organisation_elsewhere, partner_during, partner_after, partner_elsewhere,
         side, proposed_by, proposed_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)",
        values![
            by.tenant,
            id,
            version,
            terms.authors_organisation.clone(),
            terms.authors_partner.clone(),
            terms.licence.clone(),
            terms.words.clone(),
            ours.during,
            ours.after,
            ours.elsewhere,
            theirs.during,
            theirs.after,
            theirs.elsewhere,
            by.side.word(),
            by.person,
            by.at
        ],
    )
    .await?;
    event::append(tx, event_of(by, "asset.proposed", id, title, version)).await?;
    Ok(())
}

/// Confirms the newest version, by the side that did not propose it.
pub async fn confirm(tx: &Tx, by: &By, asset: &Asset, seen: i64) -> Result<(), AssetRefused> {
    let known = find(tx, by.tenant, by.partnership, asset.id).await?.ok_or(AssetRefused::Changed)?;
    if known.version != seen {
        return Err(AssetRefused::Changed);
    }
    let newest = terms_of(tx, by.tenant, asset.id).await?.into_iter().next().ok_or(AssetRefused::Changed)?;
    if newest.confirmed_at.is_some() {
        return Err(AssetRefused::Confirmed);
    }
    if newest.side == by.side {
        return Err(AssetRefused::OwnProposal);
    }
    tx.run(
        "UPDATE asset_terms SET confirmed_by = $4, confirmed_at = $5
         WHERE organisation_id = $1 AND asset_id = $2 AND version = $3",
        values![by.tenant, asset.id, seen, by.person, by.at],
    )
    .await?;
    tx.run(
        "UPDATE asset SET confirmed = $3 WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, asset.id, seen],
    )
    .await?;
    event::append(tx, event_of(by, "asset.confirmed", asset.id, &asset.title, seen)).await?;
    Ok(())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: AssetId,
) -> Result<Option<Asset>, DbError> {
    let sql = format!("{COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Asset::from))
}

/// The asset that something is, if it is in the register.
pub async fn of_target(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    kind: Kind,
    target: uuid::Uuid,
) -> Result<Option<Asset>, DbError> {
    let sql = format!("{COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND kind = $3 AND target_id = $4");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, kind.word(), target]).await?;
    Ok(row.map(Asset::from))
}

/// Everything of the register that has a page of its own, `limit` of it.
pub async fn of_targets(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    limit: i64,
) -> Result<Vec<Asset>, DbError> {
    let sql = format!(
        "{COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND target_id IS NOT NULL ORDER BY id LIMIT $3"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, limit]).await?;
    Ok(rows.into_iter().map(Asset::from).collect())
}

/// A page of the register, the newest first, each with the terms that hold, or that wait where none do yet.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<AssetId>,
    limit: i64,
) -> Result<Vec<(Asset, Version)>, DbError> {
    let before = before.unwrap_or(AssetId(uuid::Uuid::max()));
    let values = values![tenant, partnership, before, limit];
    let page = "organisation_id = $1 AND partnership_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
    let assets: Vec<Row> = db.all(&format!("{COLUMNS} WHERE {page}"), values.clone()).await?;
    let sql = format!(
        "{TERMS} JOIN (SELECT organisation_id, id, version, confirmed FROM asset WHERE {page}) a
           ON a.organisation_id = r.organisation_id AND a.id = r.asset_id AND r.version = COALESCE(a.confirmed, a.version)"
    );
    let terms: Vec<TermsRow> = db.all(&sql, values).await?;
    let mut terms: std::collections::HashMap<AssetId, Version> =
        terms.into_iter().map(|row| (row.asset_id, Version::from(row))).collect();
    Ok(assets.into_iter().filter_map(|row| terms.remove(&row.id).map(|version| (Asset::from(row), version))).collect())
}

/// The assets whose newest terms wait for the other side, with the side that proposed them.
pub async fn waiting(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<(Asset, Side)>, DbError> {
    #[derive(FromQueryResult)]
    struct Waits {
        #[sea_orm(nested)]
        asset: Row,
        side: String,
    }
    let rows: Vec<Waits> = db
        .all(
            "SELECT a.id, a.kind, a.target_id, a.title, a.version, a.confirmed, r.side FROM asset a
             JOIN asset_terms r ON r.organisation_id = a.organisation_id AND r.asset_id = a.id AND r.version = a.version
             WHERE a.organisation_id = $1 AND a.partnership_id = $2 AND r.confirmed_at IS NULL ORDER BY a.id LIMIT 200",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((Asset::from(row.asset), Side::parse(&row.side)?))).collect())
}

/// The versions of an asset's terms, the newest first.
pub async fn terms_of(db: &impl Sql, tenant: OrganisationId, id: AssetId) -> Result<Vec<Version>, DbError> {
    let sql = format!("{TERMS} WHERE r.organisation_id = $1 AND r.asset_id = $2 ORDER BY r.version DESC LIMIT 200");
    let rows: Vec<TermsRow> = db.all(&sql, values![tenant, id]).await?;
    Ok(rows.into_iter().map(Version::from).collect())
}

/// What a side may not use once the partnership has ended, by terms that both agreed on.
pub async fn withheld_from(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    side: Side,
) -> Result<Vec<(Asset, Version)>, DbError> {
    let sql = format!(
        "{TERMS} JOIN asset a ON a.organisation_id = r.organisation_id AND a.id = r.asset_id AND r.version = a.confirmed
         WHERE r.organisation_id = $1 AND a.partnership_id = $2 AND NOT r.{}_after ORDER BY a.id",
        side.word()
    );
    let terms: Vec<TermsRow> = db.all(&sql, values![tenant, partnership]).await?;
    let sql = format!("{COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND confirmed IS NOT NULL");
    let assets: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    let mut assets: std::collections::HashMap<AssetId, Asset> =
        assets.into_iter().map(|row| (row.id, Asset::from(row))).collect();
    Ok(terms.into_iter().filter_map(|row| assets.remove(&row.asset_id).map(|asset| (asset, row.into()))).collect())
}

/// Documents of the data room that a side may go on using, by what both agreed on, whoever gave them.
pub async fn allowed_documents(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    side: Side,
) -> Result<Vec<uuid::Uuid>, DbError> {
    #[derive(FromQueryResult)]
    struct Target {
        target_id: uuid::Uuid,
    }
    let sql = format!(
        "SELECT a.target_id FROM asset a JOIN asset_terms r
           ON r.organisation_id = a.organisation_id AND r.asset_id = a.id AND r.version = a.confirmed
         WHERE a.organisation_id = $1 AND a.partnership_id = $2 AND a.kind = 'document' AND a.target_id IS NOT NULL
           AND r.{}_after",
        side.word()
    );
    let rows: Vec<Target> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(|row| row.target_id).collect())
}

/// The licence as a short word of its own: what is in [`super::OPEN`] is its own name.
pub fn is_named(licence: &str) -> bool {
    licence != OWN && licence != super::JOINT
}
