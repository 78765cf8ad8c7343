//! From statements to evidence: rules say which verb and activity of another system is evidence of which module, test or
//! behaviour. People are found by account or e-mail; whoever is not found waits, and nothing is lost.

pub mod api;
pub mod figures;
pub mod job;
mod learned;
pub mod mapped;
pub mod pages;
mod people;
mod preview;
mod read;
mod run;
mod step;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::id;
use lustrum_kernel::uuid::Uuid;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

pub use run::run;

id!(
    /// A mapping rule, in all its versions.
    RuleId
);

/// What a rule says. Its kind is `module`, `assessment` or `behaviour`.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Any where it is empty.
    pub verb: String,
    /// The address of an activity, or with `prefix` its beginning.
    pub activity: String,
    pub prefix: bool,
    /// The scaled score from which on a statement counts.
    pub least: Option<f64>,
    /// What stands behind the `@` of people whose account is named by what stands before it.
    pub domain: String,
    pub target: Target,
}

/// What statements can be evidence of.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Target {
    pub kind: String,
    pub id: Uuid,
    pub title: String,
    pub programme_id: ProgrammeId,
    pub programme_title: String,
}

/// By which a form and a program name a target.
fn key(kind: &str, id: Uuid) -> String {
    format!("{kind}:{id}")
}

impl Target {
    pub fn key(&self) -> String {
        key(&self.kind, self.id)
    }
}

/// A rule in its current version.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Rule {
    pub id: RuleId,
    pub version: i64,
    pub partnership_id: lustrum_kernel::id::PartnershipId,
    pub programme_id: ProgrammeId,
    pub verb: String,
    pub activity: String,
    pub prefix: bool,
    pub least: Option<f64>,
    pub domain: String,
    pub kind: String,
    pub target_id: Uuid,
    pub title: String,
    pub read_through: i64,
}

/// Whether what a rule says covers a statement.
pub(crate) fn covers(
    (verb, activity, prefix, least): (&str, &str, bool, Option<f64>),
    told_verb: &str,
    told_activity: &str,
    scaled: Option<f64>,
) -> bool {
    let named = if prefix { told_activity.starts_with(activity) } else { told_activity == activity };
    named
        && (verb.is_empty() || verb == told_verb)
        && least.is_none_or(|least| scaled.is_some_and(|scaled| scaled >= least))
}

impl Rule {
    /// What it leads to, as forms and programs name it.
    pub fn target(&self) -> String {
        key(&self.kind, self.target_id)
    }
    /// The pattern as it is typed.
    pub fn pattern(&self) -> String {
        if self.prefix { format!("{}*", self.activity) } else { self.activity.clone() }
    }
    pub(crate) fn covers(&self, told: &read::Told) -> bool {
        covers((&self.verb, &self.activity, self.prefix, self.least), &told.verb, &told.activity, told.scaled)
    }
    /// The tier of LTEM that a statement can reach under it.
    pub(crate) fn tier(&self, told: &read::Told) -> i64 {
        match self.kind.as_str() {
            "behaviour" => 7,
            _ if told.scaled.is_some() || told.success.is_some() => 4,
            _ => 2,
        }
    }
}
