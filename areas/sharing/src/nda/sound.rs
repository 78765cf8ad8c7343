//! Whether an NDA and the signatures under it are what people signed: held against its text and against the history.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_partnership::sound::{Differs, Told};

use super::{Nda, Signature, exact, hash_of, signatures};

/// What of an NDA does not match. `sides` are the names between which it is.
pub async fn differences(db: &impl Sql, sides: [&str; 2], nda: &Nda) -> Result<Vec<Differs>, DbError> {
    let told = Told::about(db, nda.organisation, nda.id.0).await?;
    let mut found = Vec::new();
    if hash_of(&exact(nda.partnership, sides, &nda.words)) != nda.hash {
        found.push(Differs::Text);
    }
    let given = signatures(db, nda.organisation, nda.id).await?;
    let put = told.of_kind("nda.in-force").next();
    match (nda.in_force, put) {
        (None, None) => {}
        (Some(act), Some(event)) if event.at == act.at && event.person_id == Some(act.by) => {
            found.extend(told.names("nda.in-force", "put in force", &nda.hash));
        }
        (Some(_), None) => found.push(Differs::NotInHistory { act: "put in force" }),
        _ => found.push(Differs::InForce),
    }
    let ended = told.of_kind("nda.ended").next().map(|event| (event.at, event.person_id));
    if ended != nda.ended.map(|act| (act.at, Some(act.by))) {
        found.push(Differs::Ended);
    }
    found.extend(given.iter().filter_map(|signature| of_signature(&told, nda, signature)));
    // Who signed stays bound, also where the signature was taken out.
    let gone =
        told.of_kind("nda.signed").filter(|event| !given.iter().any(|own| event.person_id == Some(own.person_id)));
    found.extend(gone.map(|event| Differs::Signer { name: event.text("name").to_owned() }));
    found.dedup();
    Ok(found)
}

fn of_signature(told: &Told, nda: &Nda, signature: &Signature) -> Option<Differs> {
    let own = told.of_kind("nda.signed").find(|event| event.person_id == Some(signature.person_id));
    let same = own.is_some_and(|event| {
        // What was erased can't be told, and is held against nobody.
        let says = |name: &str, here: &str| event.content.is_none() || event.text(name) == here;
        event.at == signature.at
            && says("name", &signature.name)
            && says("organisation", &signature.signs_for)
            && says("hash", &signature.hash)
    });
    (!same || signature.hash != nda.hash).then(|| Differs::Signer { name: signature.name.clone() })
}
