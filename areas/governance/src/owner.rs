//! Who owns a decision or an action: a side, and where it is known already a person of that side.

use serde::Serialize;
use utoipa::ToSchema;

use lustrum_identity::membership;
use lustrum_kernel::access::{Partnered, PartnershipScope, Role, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Speaker;

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

/// What was agreed, as a page lists it.
pub(crate) struct Agreed {
    pub id: String,
    pub text: String,
    pub clause: String,
    pub owner: String,
    pub due: String,
    pub late: bool,
    pub done: String,
}

/// What a page can list: decisions and actions.
pub(crate) trait Listed {
    fn agreed(&self, t: &Speaker, partnership: &Partnered) -> Agreed;
}

pub(crate) fn agreed_of(t: &Speaker, scope: &PartnershipScope, one: &impl Listed) -> Agreed {
    one.agreed(t, &scope.partnership)
}

/// `Ruben Smit, Baken Leiderschap`, or the side alone.
pub(crate) fn words(partnership: &Partnered, owner: Owner, name: Option<&String>) -> String {
    let party = name_on(partnership, owner.side);
    name.map_or_else(|| party.to_owned(), |name| format!("{name}, {party}"))
}

/// The choices of a form: each side, then whoever works on it.
pub(crate) fn choices(partnership: &Partnered, candidates: &[Candidate]) -> Vec<(String, String)> {
    let sides = Side::BOTH.map(|side| (side.word().to_owned(), name_on(partnership, side).to_owned()));
    let people = candidates
        .iter()
        .map(|known| (known.person.to_string(), format!("{}, {}", known.name, name_on(partnership, known.side))));
    sides.into_iter().chain(people).collect()
}

/// Reads the owner from a form or a JSON body: `organisation`, `partner`, or the id of someone who works on it.
pub(crate) fn read(form: &mut Fields, candidates: &[Candidate]) -> Option<Owner> {
    form.choice("owner", |word| {
        if let Some(side) = Side::parse(word) {
            return Some(Owner { side, person: None });
        }
        let person: PersonId = word.parse().ok()?;
        let known = candidates.iter().find(|known| known.person == person)?;
        Some(Owner { side: known.side, person: Some(person) })
    })
}

/// The owner of a decision or an action.
#[derive(Serialize, ToSchema)]
#[schema(as = Owner)]
pub struct OwnerJson {
    /// `organisation` or `partner`.
    side: &'static str,
    person: Option<uuid::Uuid>,
    name: Option<String>,
}

impl OwnerJson {
    pub(crate) fn new(owner: Owner, name: Option<String>) -> Self {
        Self { side: owner.side.word(), person: owner.person.map(|person| person.0), name }
    }
}
