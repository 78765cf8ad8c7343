//! What stands in for the parameters of a path: something of the story that exists.

use lustrum_kernel::db::{Db, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{uuid, values};

/// A parameter, after the beginning of a path where the same word means different things, and the query for one id of
/// the organisation `$1`.
const SOURCES: &[(&str, &str, &str)] = &[
    (
        "/people/invitations/",
        "invitation",
        "SELECT id FROM invitation WHERE organisation_id = $1 AND kind = 'member' ORDER BY id LIMIT 1",
    ),
    (
        "/partnerships/invitations/",
        "invitation",
        "SELECT id FROM invitation WHERE organisation_id = $1 AND kind = 'partner' ORDER BY id LIMIT 1",
    ),
    ("", "person", "SELECT person_id AS id FROM membership WHERE organisation_id = $1 ORDER BY person_id LIMIT 1"),
];

/// Parameters that are secrets or files of nobody in particular: any text is as good.
const ANY: [(&str, &str); 3] =
    [("token", "nothing-that-exists"), ("session", "0192f0c0-0000-7000-8000-000000000000"), ("language", "nl")];

#[derive(sea_orm::FromQueryResult)]
struct Found {
    id: uuid::Uuid,
}

pub async fn fill(db: &Db, path: &str, place: (OrganisationId, PartnershipId)) -> Result<String, String> {
    let mut filled = path.to_owned();
    while let Some((before, rest)) = filled.split_once('{') {
        let (name, after) = rest.split_once('}').ok_or_else(|| format!("{path} is no path"))?;
        let value = value(db, path, name, place).await?;
        filled = format!("{before}{value}{after}");
    }
    Ok(filled)
}

async fn value(db: &Db, path: &str, name: &str, place: (OrganisationId, PartnershipId)) -> Result<String, String> {
    match name {
        "organisation" => return Ok(place.0.to_string()),
        "partnership" => return Ok(place.1.to_string()),
        _ => {}
    }
    if let Some((_, text)) = ANY.iter().find(|(known, _)| *known == name) {
        return Ok((*text).to_owned());
    }
    let source = SOURCES.iter().find(|(part, known, _)| *known == name && path.contains(part));
    let (_, _, sql) = source.ok_or_else(|| format!("{path}: the matrix has no {{{name}}} to ask with"))?;
    let found: Option<Found> = db.maybe(sql, values![place.0]).await.map_err(|e| format!("{path}: {e}"))?;
    found.map(|found| found.id.to_string()).ok_or_else(|| format!("{path}: the demo has no {{{name}}}"))
}
