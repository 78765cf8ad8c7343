//! Who owns a decision or an action: a side, and where it is known already a person of that side.

use serde::Serialize;
use utoipa::ToSchema;

use lustrum_identity::membership;
use lustrum_kernel::access::{Partnered, PartnershipScope, Role, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::contact;

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

/// Who can own what is agreed, seen from one side: whoever works there, and the contacts of the other side. Who else
/// works for the other organisation, perhaps for its other partnerships, is not for this side to know.
pub async fn candidates(db: &impl Sql, partnership: &Partnered, own: Side) -> Result<Vec<Candidate>, DbError> {
    let people = membership::people(db, organisation_on(partnership, own)).await?;
    let working = people.into_iter().filter(|member| member.roles.iter().any(|role| works(own).contains(role)));
    let contacts = contact::contacts(db, partnership.client, partnership.id).await?;
    let across = contacts.into_iter().filter(|contact| contact.side != own);
    let mut all: Vec<Candidate> = working
        .map(|member| Candidate { side: own, person: member.person, name: member.name })
        .chain(across.map(|known| Candidate { side: known.side, person: known.person, name: known.name }))
        .collect();
    all.sort_by(|a, b| (a.side, &a.name, a.person).cmp(&(b.side, &b.name, b.person)));
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
    /// The effect that an action is expected to have, empty where none is.
    pub expected: String,
    /// Whether that came and what was seen, where someone looked.
    pub outcome: Option<(String, String)>,
    /// Whether the reader may check that.
    pub checkable: bool,
    /// What a decision is held against, empty where nothing is named.
    pub measure: String,
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
