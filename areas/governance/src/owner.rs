//! Who owns a decision or an action: a side, and where it is known already a person of that side.

use lustrum_identity::membership;
use lustrum_kernel::access::{Partnered, Role, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PersonId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    pub side: Side,
    pub person: Option<PersonId>,
}

/// Someone who can own what is agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub side: Side,
    pub person: PersonId,
    pub name: String,
}

/// The roles that work in a partnership, by side. Learners and line managers are no names for the other side.
pub(crate) fn works(side: Side) -> &'static [Role] {
    match side {
        Side::Organisation => WORKING_AT_ORGANISATION,
        Side::Partner => WORKING_AT_PARTNER,
    }
}

pub(crate) const WORKING_AT_ORGANISATION: &[Role] = &[
    Role::LdLead,
    Role::BusinessSponsor,
    Role::RegionalLdManager,
    Role::DataSteward,
    Role::LearningDesigner,
    Role::Facilitator,
];
pub(crate) const WORKING_AT_PARTNER: &[Role] = &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator];

/// Who can own what is agreed: whoever works in the partnership on either side, by name.
pub async fn candidates(db: &impl Sql, partnership: &Partnered) -> Result<Vec<Candidate>, DbError> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let people = membership::people(db, organisation_on(partnership, side)).await?;
        let mut known: Vec<Candidate> = people
            .into_iter()
            .filter(|member| member.roles.iter().any(|role| works(side).contains(role)))
            .map(|member| Candidate { side, person: member.person, name: member.name })
            .collect();
        known.sort_by(|a, b| a.name.cmp(&b.name).then(a.person.cmp(&b.person)));
        all.extend(known);
    }
    Ok(all)
}

pub(crate) fn organisation_on(partnership: &Partnered, side: Side) -> OrganisationId {
    match side {
        Side::Organisation => partnership.client,
        Side::Partner => partnership.partner,
    }
}

pub(crate) fn name_on(partnership: &Partnered, side: Side) -> &str {
    match side {
        Side::Organisation => &partnership.client_name,
        Side::Partner => &partnership.partner_name,
    }
}
