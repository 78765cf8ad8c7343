//! Accepting an invitation: who it is, and what begins with it.

use lustrum_kernel::access::{Kind, Role};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use serde_json::json;

use super::{Invitation, Place, take};
use crate::{membership, organisation, partnership, person};

/// Someone without an account, or with one that nothing opens.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub name: String,
    pub zone: String,
    /// The encoded hash of the password.
    pub password: String,
}

/// With which organisation a partner comes.
#[derive(Clone, Debug)]
pub enum Home {
    /// One that the person leads already.
    Existing(OrganisationId),
    New(String),
}

/// What began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    Member(OrganisationId),
    Partner(PartnershipId),
    /// Someone was first: used, withdrawn, or expired.
    Gone,
    /// The two organisations are partnered already.
    Already,
}

impl Accepted {
    pub fn path(&self) -> String {
        match self {
            Self::Member(organisation) => format!("/o/{organisation}"),
            Self::Partner(partnership) => format!("/p/{partnership}"),
            Self::Gone | Self::Already => "/".to_owned(),
        }
    }
}

/// The account of whoever accepts: the one of this address, or a new one.
pub async fn account(tx: &Tx, invitation: &Invitation, newcomer: &Newcomer, at: Moment) -> Result<PersonId, DbError> {
    let id = person::create(tx, &newcomer.name, &invitation.email, invitation.locale, &newcomer.zone, at).await?;
    person::set_profile(tx, id, &newcomer.name, invitation.locale, &newcomer.zone).await?;
    person::set_password(tx, id, &newcomer.password).await?;
    Ok(id)
}

/// Accepts for this person.
pub async fn accept(
    tx: &Tx,
    invitation: &Invitation,
    who: PersonId,
    home: Option<&Home>,
    at: Moment,
) -> Result<Accepted, DbError> {
    if !take(tx, invitation.id, at).await? {
        return Ok(Accepted::Gone);
    }
    let accepted = match (&invitation.into, home) {
        (Place::Organisation(roles), _) => {
            let mut roles = roles.clone();
            if let Some(member) = membership::find(tx, invitation.organisation, who).await? {
                roles.extend(member.roles);
            }
            membership::join_by(tx, invitation.organisation, who, &roles, Some(who), at).await?;
            Accepted::Member(invitation.organisation)
        }
        (Place::Partnership(title), Some(home)) => {
            let partner = match home {
                Home::Existing(id) => *id,
                Home::New(name) => {
                    let id = organisation::create(tx, Kind::Partner, name, at).await?;
                    membership::join_by(tx, id, who, &[Role::PartnerLead], Some(who), at).await?;
                    id
                }
            };
            let sql = "SELECT COUNT(*) AS number FROM partnership WHERE client_id = $1 AND partner_id = $2";
            if tx.number(sql, values![invitation.organisation, partner]).await? > 0 {
                return Ok(Accepted::Already);
            }
            let client = invitation.organisation;
            Accepted::Partner(partnership::begin_by(tx, client, partner, title, Some(who), at).await?)
        }
        (Place::Partnership(_), None) => return Ok(Accepted::Gone),
    };
    let content = json!({ "email": invitation.email });
    let event = Event::new(invitation.organisation, at, "invitation.accepted").by(who).about(invitation.id.0);
    event::append(tx, event.saying(content)).await?;
    Ok(accepted)
}
