//! Policies: Cedar texts of all areas, validated against their schemas at start-up, decided per request.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};

use quick_cache::sync::Cache;

use super::{Role, Side};
use crate::id::PersonId;

/// The policies of one area: the schema of its nouns and actions, and who may do what with them.
#[derive(Clone, Copy, Debug)]
pub struct PolicyText {
    pub area: &'static str,
    pub schema: &'static str,
    pub policy: &'static str,
}

/// The kernel's own part of the schema: who asks.
const PERSON: &str = r#"entity Person = { "side": String, "roles": Set<String> };"#;

/// A text that does not read, or does not fit its schema: a programmer's error, found at start-up.
#[derive(Debug, thiserror::Error)]
#[error("policies: {0}")]
pub struct PolicyError(pub String);

/// What is asked about: a noun of the schema with the attributes that its policies look at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Resource {
    noun: &'static str,
    id: String,
    attributes: BTreeMap<String, Attribute>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Attribute {
    Word(String),
    Flag(bool),
}

impl Attribute {
    fn expression(&self) -> RestrictedExpression {
        match self {
            Self::Word(word) => RestrictedExpression::new_string(word.clone()),
            Self::Flag(flag) => RestrictedExpression::new_bool(*flag),
        }
    }
}

impl Resource {
    pub fn new(noun: &'static str, id: impl ToString) -> Self {
        Self { noun, id: id.to_string(), attributes: BTreeMap::new() }
    }
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.insert(name.to_owned(), Attribute::Word(value.to_owned()));
        self
    }
    pub fn flag(mut self, name: &str, value: bool) -> Self {
        self.attributes.insert(name.to_owned(), Attribute::Flag(value));
        self
    }
    pub fn noun(&self) -> &'static str {
        self.noun
    }
}

/// The one that decides.
pub struct Policies {
    set: PolicySet,
    schema: Schema,
    authorizer: Authorizer,
    decided: Cache<Question, bool>,
}

/// All that a decision depends on: the same question has the same answer as long as the process lives, as its policies
/// don't change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Question {
    person: PersonId,
    side: Side,
    roles: Vec<Role>,
    action: String,
    resource: Resource,
}

/// So many answers are kept: those of a day's work of a few hundred people.
const DECIDED: usize = 10_000;

impl std::fmt::Debug for Policies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Policies({} policies)", self.set.policies().count())
    }
}

impl Policies {
    /// Reads and validates the policies of all areas.
    pub fn read(texts: &[PolicyText]) -> Result<Self, PolicyError> {
        let schema: String =
            std::iter::once(PERSON).chain(texts.iter().map(|text| text.schema)).collect::<Vec<_>>().join("\n");
        let (schema, _warnings) = Schema::from_cedarschema_str(&schema).map_err(|e| PolicyError(format!("{e:?}")))?;
        // All areas in one text: ids of policies are numbered over the whole.
        let all: String = texts.iter().map(|text| format!("// {}\n{}\n", text.area, text.policy)).collect();
        let set = PolicySet::from_str(&all).map_err(|e| PolicyError(e.to_string()))?;
        let result = Validator::new(schema.clone()).validate(&set, ValidationMode::default());
        if !result.validation_passed() {
            let errors: Vec<String> = result.validation_errors().map(ToString::to_string).collect();
            return Err(PolicyError(errors.join("\n")));
        }
        Ok(Self { set, schema, authorizer: Authorizer::new(), decided: Cache::new(DECIDED) })
    }

    /// Whether a person on this side, in these roles, may do this with that. What goes wrong is a no.
    pub fn allow(&self, person: PersonId, side: Side, roles: &[Role], action: &str, resource: &Resource) -> bool {
        let question =
            Question { person, side, roles: roles.to_vec(), action: action.to_owned(), resource: resource.clone() };
        if let Some(decided) = self.decided.get(&question) {
            return decided;
        }
        let decided = self.decide(person, side, roles, action, resource).unwrap_or_else(|error| {
            tracing::error!(action, noun = resource.noun, %error, "a policy question that the schema does not know");
            false
        });
        self.decided.insert(question, decided);
        decided
    }

    fn decide(
        &self,
        person: PersonId,
        side: Side,
        roles: &[Role],
        action: &str,
        resource: &Resource,
    ) -> Result<bool, PolicyError> {
        let fail = |e: &dyn std::fmt::Display| PolicyError(e.to_string());
        let uid = |noun: &str, id: &str| -> Result<EntityUid, PolicyError> {
            let name = EntityTypeName::from_str(noun).map_err(|e| fail(&e))?;
            Ok(EntityUid::from_type_name_and_id(name, EntityId::new(id)))
        };
        let principal = uid("Person", &person.to_string())?;
        let action = uid("Action", action)?;
        let about = uid(resource.noun, &resource.id)?;
        let attributes = HashMap::from([
            ("side".to_owned(), RestrictedExpression::new_string(side.word().to_owned())),
            (
                "roles".to_owned(),
                RestrictedExpression::new_set(
                    roles.iter().map(|role| RestrictedExpression::new_string(role.word().to_owned())),
                ),
            ),
        ]);
        let told = resource.attributes.iter().map(|(name, value)| (name.clone(), value.expression())).collect();
        let who = Entity::new(principal.clone(), attributes, HashSet::new()).map_err(|e| fail(&e))?;
        let what = Entity::new(about.clone(), told, HashSet::new()).map_err(|e| fail(&e))?;
        let entities = Entities::from_entities([who, what], Some(&self.schema)).map_err(|e| fail(&e))?;
        let request =
            Request::new(principal, action, about, Context::empty(), Some(&self.schema)).map_err(|e| fail(&e))?;
        Ok(self.authorizer.is_authorized(&request, &self.set, &entities).decision() == Decision::Allow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: PolicyText = PolicyText {
        area: "test",
        schema: r#"entity Charter = { "state": String };
                   action "charter.sign" appliesTo { principal: [Person], resource: [Charter] };"#,
        policy: r#"permit (principal, action == Action::"charter.sign", resource)
                   when { resource.state == "draft" && principal.roles.contains("business-sponsor") };"#,
    };

    #[test]
    fn a_policy_decides_by_role_and_by_what_is_asked_about() {
        let policies = Policies::read(&[TEXT]).unwrap();
        let ask = |roles: &[Role], state: &str, action: &str| {
            let charter = Resource::new("Charter", "c").with("state", state);
            policies.allow(PersonId::new(), Side::Organisation, roles, action, &charter)
        };
        assert!(ask(&[Role::BusinessSponsor], "draft", "charter.sign"));
        assert!(!ask(&[Role::Learner], "draft", "charter.sign"));
        assert!(!ask(&[Role::BusinessSponsor], "in-force", "charter.sign"));
        assert!(!ask(&[Role::BusinessSponsor], "draft", "charter.burn"), "an unknown action is a no");
    }

    #[test]
    fn a_policy_that_does_not_fit_its_schema_is_refused_at_start_up() {
        let wrong = PolicyText { policy: r#"permit (principal, action == Action::"charter.sing", resource);"#, ..TEXT };
        assert!(Policies::read(&[wrong]).is_err());
    }
}
