//! The first run: the first organisation and its L&D lead, made once, by whoever can read the console.

pub(crate) mod pages;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use lustrum_kernel::access::{Kind, Role};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Moment, values};

use crate::secret::hash_of;
use crate::{membership, organisation, person};

/// The code that opens the set-up. The application prints it on its console and puts it into the extensions of
/// every request.
#[derive(Clone, Debug)]
pub struct SetupCode(Arc<str>);

impl SetupCode {
    /// A fresh code, short enough to be typed: 60 bits, in a letters-and-digits form that can't be misread.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
        let mut bytes = [0_u8; 12];
        getrandom::fill(&mut bytes)?;
        let mut text = String::with_capacity(14);
        for (place, byte) in bytes.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(SIGNS[usize::from(byte % 32)]));
        }
        Ok(Self(text.into()))
    }
    pub fn of(text: &str) -> Self {
        Self(text.into())
    }
    pub fn text(&self) -> &str {
        &self.0
    }
    /// Compares hashes, so that the time it takes says nothing about how much of it was right.
    pub fn is(&self, typed: &str) -> bool {
        hash_of(&typed.trim().to_lowercase()) == hash_of(&self.0)
    }
}

/// What the first person says.
#[derive(Clone, Debug)]
pub struct First {
    pub organisation: String,
    pub name: String,
    pub email: String,
    /// The encoded hash of the password.
    pub password: String,
    pub locale: Locale,
    pub zone: String,
}

/// Makes the first organisation and its L&D lead; refused (a conflict) where someone did so already.
pub async fn set_up(tx: &Tx, first: &First, at: Moment) -> Result<(OrganisationId, PersonId), DbError> {
    let id = organisation::create(tx, Kind::Client, &first.organisation, at).await?;
    // One row at most: of two set-ups at once, the second waits here and is refused.
    tx.run("INSERT INTO first_setup (place, organisation_id, at) VALUES (1, $1, $2)", values![id, at]).await?;
    let person = person::create(tx, &first.name, &first.email, first.locale, &first.zone, at).await?;
    person::set_password(tx, person, &first.password).await?;
    membership::join_by(tx, id, person, &[Role::LdLead], Some(person), at).await?;
    Ok((id, person))
}
