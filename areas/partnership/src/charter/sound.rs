//! Whether a version is what was signed, and the fingerprint by which both sides know it again.

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::{Locale, Speaker};
use sha2::{Digest, Sha256};

use super::term::What;
use super::{CharterVersion, Frozen, Signature, State, seal, text};
use crate::contact::Mandate;
use crate::sound::{Differs, Told};

/// The fingerprint of what was signed: SHA-256 over the hash of the text and over each signature with its signer, its
/// time and its seal. Both sides keep it; who makes up a whole charter anew, makes one with another fingerprint.
pub fn fingerprint(version: &CharterVersion) -> Option<String> {
    let (frozen, _) = version.head.frozen.as_ref().zip(version.head.in_force_at)?;
    let mut signed = vec![serde_json::json!(["lustrum charter fingerprint 1", frozen.hash])];
    for side in Side::BOTH {
        let given = version.signed_by(side)?;
        let person = given.person.to_string();
        let at = given.at.to_string();
        signed.push(serde_json::json!([
            side.word(),
            given.signs_for,
            person,
            given.name,
            given.deputy,
            given.hash,
            at,
            given.seal
        ]));
    }
    Some(hex::encode(Sha256::digest(serde_json::Value::Array(signed).to_string().as_bytes())))
}

/// What of an offered or signed version does not match; nothing of a draft, on which people write.
pub async fn differences(
    db: &impl Sql,
    tenant: OrganisationId,
    version: &CharterVersion,
) -> Result<Vec<Differs>, DbError> {
    if version.head.state == State::Draft {
        return Ok(Vec::new());
    }
    let Some(frozen) = &version.head.frozen else { return Ok(vec![Differs::Text]) };
    let told = Told::about(db, tenant, version.id().0).await?;
    let mut found = of_text(version, frozen);
    found.extend(told.names("charter.offered", "offered", &frozen.hash));
    let public = seal::public(db, tenant).await?;
    for signature in &version.signatures {
        let at = signature.at;
        let own =
            |event: &&lustrum_kernel::event::Recorded| event.text("side") == signature.side.word() && event.at == at;
        let (name, signed) = (signature.name.clone(), told.of_kind("charter.signed").find(own));
        match signed {
            None if told.of_kind("charter.signed").any(|event| event.content.is_none() && event.at == at) => {}
            None => found.push(Differs::Signer { name: name.clone() }),
            Some(event) => {
                let same = [
                    (event.text("name"), &signature.name),
                    (event.text("organisation"), &signature.signs_for),
                    (event.text("seal"), &signature.seal),
                    (event.text("hash"), &signature.hash),
                ];
                if event.person_id != Some(signature.person) || same.iter().any(|(said, here)| said != *here) {
                    found.push(Differs::Signer { name: name.clone() });
                }
            }
        }
        if signature.hash != frozen.hash {
            found.push(Differs::Hash);
        }
        if public.as_deref().is_some_and(|public| !sealed(public, version, signature)) {
            found.push(Differs::Seal { name });
        }
    }
    if version.head.state != State::Offered {
        let missing = Side::BOTH.into_iter().filter(|side| version.signed_by(*side).is_none());
        found.extend(missing.map(|side| Differs::NotSigned { side: side.word() }));
        match told.of_kind("charter.in-force").next() {
            None => found.push(Differs::NotInHistory { act: "put in force" }),
            Some(event) if Some(event.at) != version.head.in_force_at => found.push(Differs::InForce),
            Some(_) => {}
        }
    }
    found.dedup();
    Ok(found)
}

/// The text against its hash, and against the rows that a page is made of: those are what people read.
fn of_text(version: &CharterVersion, frozen: &Frozen) -> Vec<Differs> {
    if text::hash(&frozen.text) != frozen.hash {
        return vec![Differs::Text];
    }
    let Some(opening) = text::opening(&frozen.text) else { return vec![Differs::Text] };
    // Organisations may have another name today; the text holds the one that they had.
    let named = Partnered {
        id: version.head.partnership,
        title: opening.title,
        client_name: opening.organisation,
        partner_name: opening.partner,
        client: OrganisationId(uuid::Uuid::nil()),
        partner: OrganisationId(uuid::Uuid::nil()),
        since: version.head.made_at,
    };
    match says_the_same(&frozen.text, &text::exact(version, &named)) {
        true => Vec::new(),
        false => vec![Differs::Shown],
    }
}

/// Whether two texts have the same words of their writers and the same values. Words of the form are improved over the
/// years, and a text that was signed keeps those that it had.
fn says_the_same(signed: &str, made: &str) -> bool {
    let labels = labels();
    let same = |(signed, made): (&str, &str)| {
        let value = |line: &str| line.split_once(": ").map(|(_, value)| value.to_owned());
        let level = |line: &str| line.rsplit_once(" (").map(|(_, level)| level.to_owned());
        signed == made
            || match made.len() - made.trim_start_matches(' ').len() {
                0 => !made.is_empty() && !signed.is_empty() && !signed.starts_with(' ') && value(signed) == value(made),
                2 => signed.starts_with("  ") && !signed.starts_with("   ") && level(signed) == level(made),
                _ => {
                    let label = labels.iter().any(|label| made.trim_start().starts_with(label.as_str()));
                    label && signed.starts_with("    ") && value(signed) == value(made)
                }
            }
    };
    signed.lines().count() == made.lines().count() && signed.lines().zip(made.lines()).all(same)
}

/// What stands before a value in a text, in both languages.
fn labels() -> Vec<String> {
    const FACTS: [&str; 9] =
        ["kpi", "population", "formula", "direction", "grain", "source", "baseline", "target", "due"];
    let of = |language: Locale| {
        let t = Speaker::utc(language);
        let facts = FACTS.map(|fact| format!("{}: ", t.say(&format!("charter-measure-{fact}"))));
        let days =
            [What::Review, What::End].map(|what| format!("{}: ", t.say(&format!("charter-term-{}", what.word()))));
        facts.into_iter().chain(days).collect::<Vec<_>>()
    };
    Locale::ALL.into_iter().flat_map(of).collect()
}

fn sealed(public: &str, version: &CharterVersion, signature: &Signature) -> bool {
    let (partnership, person) = (version.head.partnership.to_string(), signature.person.to_string());
    let statement = seal::Statement {
        partnership: &partnership,
        version: &version.number(),
        hash: &signature.hash,
        side: signature.side.word(),
        signs_for: &signature.signs_for,
        person: &person,
        name: &signature.name,
        mandate: Mandate::SignCharter.word(),
        deputy: signature.deputy,
        at: &signature.at.to_string(),
    };
    seal::holds(public, &signature.seal, &statement)
}

#[cfg(test)]
mod tests {
    use super::says_the_same;

    #[test]
    fn a_heading_may_have_other_words_and_nothing_else_may() {
        let signed =
            "version: 1.0\n\n1 Vision\n    Keep: our managers.\n  Results (4)\n    Fewer leave.\n    target: 3 %\n";
        assert!(says_the_same(signed, signed));
        assert!(says_the_same(
            signed,
            &signed.replace("1 Vision", "1 Our vision").replace("Results (4)", "Outcome (4)")
        ));
        for (was, is) in [("Keep: our", "Lose: our"), ("(4)", "(3)"), ("Fewer", "More"), ("1.0", "1.1"), ("3 %", "5 %")]
        {
            assert!(!says_the_same(signed, &signed.replace(was, is)), "{was}");
        }
        assert!(!says_the_same(signed, &format!("{signed}    More.\n")));
    }
}
