//! Who holds which mandate. Whoever left the organisation holds none, whatever was given before.

use std::collections::BTreeMap;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::money::Money;
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;

use super::reach::in_force;
use super::{Contact, Holding, Limits, Mandate};

#[derive(FromQueryResult)]
struct Row {
    person_id: PersonId,
    name: String,
    email: String,
    side: String,
    kind: String,
    deputy: bool,
    locale: String,
    given_at: Moment,
    given_by: PersonId,
    until: Option<Day>,
    most: Option<i64>,
    kind_most: Option<i64>,
    currency: Option<String>,
}

impl Row {
    fn holding(self) -> Option<Holding> {
        // A limit is written with its currency; one without it was in euros.
        let currency = self.currency.unwrap_or_else(|| "EUR".to_owned());
        let in_it = |minor: i64| Money::new(minor, &currency);
        Some(Holding {
            person: self.person_id,
            name: self.name,
            email: self.email,
            side: Side::parse(&self.side)?,
            mandate: Mandate::parse(&self.kind)?,
            deputy: self.deputy,
            locale: Locale::parse(&self.locale).unwrap_or_default(),
            since: self.given_at,
            given_by: self.given_by,
            limits: Limits { until: self.until, most: self.kind_most.or(self.most).map(in_it) },
            general: self.most.map(in_it),
        })
    }
}

// Holders before deputies, and the one who was given it first before the others.
const HELD: &str =
    "SELECT h.person_id, p.name, p.email, h.side, h.kind, h.deputy, p.locale, h.given_at, h.given_by, h.until, h.most,
       h.kind_most, h.currency
     FROM mandate h
     JOIN partnership s ON s.id = h.partnership_id AND s.client_id = h.organisation_id
     JOIN person p ON p.id = h.person_id
     JOIN membership m ON m.person_id = h.person_id AND m.ended_at IS NULL
       AND m.organisation_id = CASE h.side WHEN 'organisation' THEN s.client_id ELSE s.partner_id END
     WHERE h.organisation_id = $1 AND h.partnership_id = $2";
const ORDER: &str = "ORDER BY h.deputy, h.given_at, h.person_id";

/// Every mandate in every hand, on both sides.
pub async fn all(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Holding>, DbError> {
    let rows: Vec<Row> = db.all(&format!("{HELD} {ORDER}"), values![tenant, partnership]).await?;
    Ok(rows.into_iter().filter_map(Row::holding).collect())
}

/// Who may decide this, on both sides.
pub async fn holders(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    mandate: Mandate,
) -> Result<Vec<Holding>, DbError> {
    let sql = format!("{HELD} AND h.kind = $3 {ORDER}");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, mandate.word()]).await?;
    Ok(rows.into_iter().filter_map(Row::holding).collect())
}

/// The hands in which this mandate is in force on a day, on both sides.
pub async fn in_hand(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    mandate: Mandate,
    day: Day,
) -> Result<Vec<Holding>, DbError> {
    Ok(in_force(holders(db, tenant, partnership, mandate).await?, day))
}

/// Whether this person, on this side, may decide this on a day: as holder or as deputy.
pub async fn may_decide(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    side: Side,
    person: PersonId,
    mandate: Mandate,
    day: Day,
) -> Result<bool, DbError> {
    let held = in_hand(db, tenant, partnership, mandate, day).await?;
    Ok(held.iter().any(|held| held.person == person && held.side == side))
}

/// The contacts of both sides, by name.
pub async fn contacts(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Contact>, DbError> {
    Ok(gathered(all(db, tenant, partnership).await?))
}

/// Mandates by the person who holds them.
pub fn gathered(held: Vec<Holding>) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    for held in held {
        let place = contacts
            .iter()
            .position(|known| (known.person, known.side) == (held.person, held.side))
            .unwrap_or_else(|| {
                contacts.push(Contact {
                    person: held.person,
                    name: held.name,
                    email: held.email,
                    side: held.side,
                    holds: Vec::new(),
                    deputises: Vec::new(),
                    since: held.since,
                    limits: Limits { most: held.general.clone(), ..held.limits },
                    mosts: BTreeMap::new(),
                });
                contacts.len() - 1
            });
        let contact = &mut contacts[place];
        if let Some(most) = held.limits.most.filter(|most| Some(most) != held.general.as_ref()) {
            contact.mosts.insert(held.mandate, most);
        }
        let list = if held.deputy { &mut contact.deputises } else { &mut contact.holds };
        list.push(held.mandate);
    }
    for contact in &mut contacts {
        contact.holds.sort();
        contact.deputises.sort();
    }
    contacts.sort_by(|a, b| (a.side, &a.name, a.person).cmp(&(b.side, &b.name, b.person)));
    contacts
}
