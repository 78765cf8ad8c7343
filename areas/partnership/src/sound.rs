//! Whether what was signed is still what it was: each charter version, each agreed version of terms and each fee statement
//! is held against its own hash and against the history, where the hash and the signers were written when it was signed.
//! An altered row is found by it. Who alters row and history alike, and chains the history anew, is found by nobody but
//! whoever kept a fingerprint: see [`crate::charter::fingerprint`].

#[cfg(test)]
mod tests;

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::event::{self, Part, Recorded};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{charter, terms};

/// What was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Charter,
    Terms,
    FeeStatement,
    /// Known to the area that shares data; see `lustrum_sharing::sound`.
    Nda,
}

impl What {
    pub fn word(self) -> &'static str {
        match self {
            Self::Charter => "charter",
            Self::Terms => "terms",
            Self::FeeStatement => "fee-statement",
            Self::Nda => "nda",
        }
    }
}

/// What does not match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "differs", rename_all = "kebab-case")]
pub enum Differs {
    #[error("the text differs from what was signed")]
    Text,
    #[error("what the page shows differs from the text that was signed")]
    Shown,
    #[error("the history holds another hash")]
    Hash,
    #[error("the history does not hold that it was {act}")]
    NotInHistory { act: &'static str },
    #[error("name, time or organisation of {name} differ from what the history holds")]
    Signer { name: String },
    #[error("the {side} did not sign")]
    NotSigned { side: &'static str },
    #[error("the seal on the signature of {name} does not hold")]
    Seal { name: String },
    #[error("it came into force at another time than the history says")]
    InForce,
    #[error("it was ended at another time than the history says, or not at all")]
    Ended,
}

impl Differs {
    /// The key of its words on a page.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Text => "sound-differs-text",
            Self::Shown => "sound-differs-shown",
            Self::Hash => "sound-differs-hash",
            Self::NotInHistory { .. } => "sound-differs-history",
            Self::Signer { .. } => "sound-differs-signer",
            Self::NotSigned { .. } => "sound-differs-unsigned",
            Self::Seal { .. } => "sound-differs-seal",
            Self::InForce => "sound-differs-in-force",
            Self::Ended => "sound-differs-ended",
        }
    }
}

/// What does not match, in the words of a page. A page asks anew, and never out of a memory: what was altered behind our
/// back tells nobody.
pub fn told(scope: &PartnershipScope, found: &[Differs]) -> Vec<String> {
    let t = scope.viewer.speaker();
    if !found.is_empty() {
        tracing::error!(partnership = %scope.id(), ?found, "what was signed is not what is in the database");
    }
    let one = |differs: &Differs| match differs {
        Differs::Signer { name } | Differs::Seal { name } => t.say1(differs.key(), "name", name),
        Differs::NotSigned { side } => t.say(&format!("sound-differs-unsigned-{side}")),
        _ => t.say(differs.key()),
    };
    found.iter().map(one).collect()
}

/// What was signed and does not match any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unsound {
    pub organisation: OrganisationId,
    pub partnership: PartnershipId,
    pub what: What,
    /// The number that its page shows.
    pub number: String,
    #[serde(flatten)]
    pub differs: Differs,
}

impl std::fmt::Display for Unsound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = match self.what {
            What::Charter => "charter version",
            What::Terms => "terms",
            What::FeeStatement => "fee statement",
            What::Nda => "NDA",
        };
        write!(f, "{what} {} of partnership {}: {}", self.number, self.partnership, self.differs)
    }
}

/// What was signed, and by which print it is recognised elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Print {
    pub organisation: OrganisationId,
    pub partnership: PartnershipId,
    pub what: What,
    pub number: String,
    pub fingerprint: String,
}

/// What a check of everything that was signed came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Checked {
    pub prints: Vec<Print>,
    pub findings: Vec<Unsound>,
}

impl Checked {
    /// Adds what another check came to.
    pub fn join(&mut self, other: Self) {
        self.prints.extend(other.prints);
        self.findings.extend(other.findings);
    }

    /// Notes what was found of one thing, and its print where it was signed.
    pub fn note(
        &mut self,
        (organisation, partnership): (OrganisationId, PartnershipId),
        (what, number): (What, String),
        found: Vec<Differs>,
        print: Option<String>,
    ) {
        let unsound = |differs| Unsound { organisation, partnership, what, number: number.clone(), differs };
        self.findings.extend(found.into_iter().map(unsound));
        self.prints.extend(print.map(|fingerprint| Print { organisation, partnership, what, number, fingerprint }));
    }
}

#[derive(FromQueryResult)]
struct Known {
    organisation_id: OrganisationId,
    partnership_id: PartnershipId,
}

/// Checks everything in this database that was signed in this area.
pub async fn check(db: &impl Sql) -> Result<Checked, DbError> {
    let known: Vec<Known> = db
        .all(
            "SELECT organisation_id, partnership_id FROM charter_version
             UNION SELECT organisation_id, partnership_id FROM terms ORDER BY 1, 2",
            values![],
        )
        .await?;
    let mut all = Checked::default();
    for Known { organisation_id, partnership_id } in known {
        all.join(of_partnership(db, organisation_id, partnership_id).await?);
    }
    Ok(all)
}

/// Checks what was signed in one partnership.
pub async fn of_partnership(
    db: &impl Sql,
    organisation: OrganisationId,
    partnership: PartnershipId,
) -> Result<Checked, DbError> {
    let mut checked = Checked::default();
    let mut note = |what, number, found, print| checked.note((organisation, partnership), (what, number), found, print);
    for head in charter::newest_first(db, organisation, partnership).await? {
        let Some(version) = charter::find(db, organisation, partnership, head.id).await? else { continue };
        let found = charter::differences(db, organisation, &version).await?;
        note(What::Charter, version.number(), found, charter::fingerprint(&version));
    }
    for version in terms::newest_first(db, organisation, partnership).await? {
        let found = terms::differences(db, organisation, &version).await?;
        let agreed = version.acceptance.is_some().then(|| version.hash.clone());
        note(What::Terms, version.number().to_string(), found, agreed);
        for made in terms::store::statements(db, organisation, version.id).await? {
            let found = terms::statement_differences(db, organisation, &made).await?;
            let number = format!("{}.{}", version.number(), made.frozen.number);
            let confirmed = made.confirmer.is_some().then(|| made.hash.clone());
            note(What::FeeStatement, number, found, confirmed);
        }
    }
    Ok(checked)
}

/// What the history says about one thing, the newest first. It is asked about what happened, never about what is there now.
pub struct Told(Vec<Recorded>);

impl Told {
    pub async fn about(db: &impl Sql, tenant: OrganisationId, subject: uuid::Uuid) -> Result<Self, DbError> {
        /// A version is offered and taken back a few times, and commented on at most for weeks.
        const MOST: i64 = 10_000;
        Ok(Self(event::recent(db, Part::Subject(tenant, subject), None, MOST).await?))
    }

    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Recorded> {
        self.0.iter().filter(move |event| event.kind == kind)
    }

    /// Whether the newest event of a kind names this hash. What was erased can't be told and is not held against anyone.
    pub fn names(&self, kind: &str, act: &'static str, hash: &str) -> Option<Differs> {
        match self.of_kind(kind).next() {
            None => Some(Differs::NotInHistory { act }),
            Some(event) if event.content.is_some() && event.text("hash") != hash => Some(Differs::Hash),
            Some(_) => None,
        }
    }

    /// Whether someone did this at that moment; a name is compared where the history holds one.
    pub fn signed(
        &self,
        kind: &str,
        act: &'static str,
        (person, name, at): (PersonId, &str, Moment),
    ) -> Option<Differs> {
        let Some(event) = self.of_kind(kind).next() else { return Some(Differs::NotInHistory { act }) };
        let named = event.text("name");
        let other = event.person_id != Some(person) || event.at != at || (!named.is_empty() && named != name);
        other.then(|| Differs::Signer { name: name.to_owned() })
    }
}
