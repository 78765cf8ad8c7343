//! Whether terms and fee statements are what both sides agreed to.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;

use super::statement::{self, Statement};
use super::{State, Version};
use crate::charter::text;
use crate::sound::{Differs, Told};

/// What of a version does not match what was proposed and accepted.
pub async fn differences(db: &impl Sql, tenant: OrganisationId, version: &Version) -> Result<Vec<Differs>, DbError> {
    let told = Told::about(db, tenant, version.id.0).await?;
    let mut found = Vec::new();
    if text::hash(&version.content) != version.hash {
        found.push(Differs::Text);
    }
    found.extend(told.names("terms.proposed", "proposed", &version.hash));
    let proposed = (version.proposed_by, version.proposer.as_str(), version.proposed_at);
    found.extend(told.signed("terms.proposed", "proposed", proposed));
    match &version.acceptance {
        Some(given) => {
            found.extend(told.names("terms.accepted", "accepted", &version.hash));
            found.extend(told.signed("terms.accepted", "accepted", (given.person, &given.name, given.at)));
            let words = told.of_kind("terms.accepted").next().map(|event| event.content()["words"].clone());
            if words.is_some_and(|said| said.is_string() && said.as_str() != given.words.as_deref()) {
                found.push(Differs::Signer { name: given.name.clone() });
            }
        }
        None if version.state == State::Agreed => {
            found.push(Differs::NotSigned { side: version.side().other().word() })
        }
        None => {}
    }
    found.dedup();
    Ok(found)
}

/// What of a fee statement does not match what was made and confirmed.
pub async fn statement_differences(
    db: &impl Sql,
    tenant: OrganisationId,
    made: &Statement,
) -> Result<Vec<Differs>, DbError> {
    let told = Told::about(db, tenant, made.id.0).await?;
    let mut found = Vec::new();
    if text::hash(&made.inputs) != made.hash {
        found.push(Differs::Text);
    }
    found.extend(told.names("terms.statement-made", "made", &made.hash));
    found.extend(told.signed("terms.statement-made", "made", (made.made_by, &made.maker, made.made_at)));
    if made.state == statement::State::Confirmed {
        found.extend(told.names("terms.statement-confirmed", "confirmed", &made.hash));
        match (&made.confirmer, told.of_kind("terms.statement-confirmed").next()) {
            (None, _) => found.push(Differs::NotSigned { side: made.side.other().word() }),
            (Some((name, at)), Some(event)) => {
                let named = event.text("name");
                if event.at != *at || (!named.is_empty() && named != *name) {
                    found.push(Differs::Signer { name: name.clone() });
                }
            }
            (Some(_), None) => {}
        }
    }
    found.dedup();
    Ok(found)
}
