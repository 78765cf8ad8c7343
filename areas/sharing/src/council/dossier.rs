//! The dossier: between whom, what is released under which terms, and the rules that hold for everyone by design. It is one
//! value with one hash; page, PDF and API show the same one.

use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, Moment};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::agreement::{self, Grain, Standing};

/// The rules that the product keeps whatever is agreed; the message of each is `council-rule-` and the word. A rule that
/// changes is another word, so that the hash of a dossier changes with it.
pub const RULES: [&str; 6] = ["reactions", "360", "tests", "figures", "health", "log"];
const MOST: i64 = 200;

/// What is released, or offered to be, of one KPI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CouncilRelease)]
pub struct Release {
    pub kpi: String,
    /// `public`, `internal`, `confidential` or `personal`.
    pub data_class: String,
    /// `total` or `unit`.
    pub grain: String,
    pub smallest_group: i64,
    pub purpose: String,
    pub from: String,
    pub until: String,
    /// `offered`, `upcoming` or `in-force`.
    pub standing: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CouncilDossier)]
pub struct Dossier {
    pub organisation: String,
    pub partner: String,
    pub partnership: String,
    pub releases: Vec<Release>,
    /// What holds by design, by the words of its rules.
    pub rules: Vec<String>,
}

impl Dossier {
    /// SHA-256 of its exact text.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.text().as_bytes()))
    }
    /// As it is kept: field by field in a fixed order.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The dossier as of a moment; what is over or was revoked is no part of it.
pub async fn gather(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: &Partnered,
    at: Moment,
) -> Result<Dossier, DbError> {
    let id: PartnershipId = partnership.id;
    let mut agreements = agreement::of_partnership(db, tenant, id, None, MOST).await?;
    agreements.retain(|one| !matches!(one.standing_at(at), Standing::Expired | Standing::Revoked));
    let release = |one: agreement::Agreement| Release {
        standing: one.standing_at(at).word().to_owned(),
        kpi: one.terms.title,
        data_class: one.terms.data_class.word().to_owned(),
        grain: one.terms.grain.word().to_owned(),
        smallest_group: one.terms.smallest_group,
        purpose: one.terms.purpose,
        from: one.terms.from.to_string(),
        until: one.terms.until.to_string(),
    };
    Ok(Dossier {
        organisation: partnership.client_name.clone(),
        partner: partnership.partner_name.clone(),
        partnership: partnership.title.clone(),
        releases: agreements.into_iter().map(release).collect(),
        rules: RULES.map(str::to_owned).to_vec(),
    })
}

/// A release in words: what, how finely, for what, how long.
pub struct Line {
    pub kpi: String,
    pub class: String,
    pub terms: String,
    pub purpose: String,
    pub days: String,
    pub standing: String,
}

pub fn lines(t: &Speaker, dossier: &Dossier) -> Vec<Line> {
    let day = |text: &str| text.parse().map_or_else(|_| text.to_owned(), |day: Day| t.day(&day));
    let line = |one: &Release| Line {
        kpi: one.kpi.clone(),
        class: t.say(&format!("agreement-class-{}", one.data_class)),
        terms: t.say1(
            &format!("agreement-terms-{}", Grain::parse(&one.grain).unwrap_or(Grain::Total).word()),
            "smallest",
            t.whole(one.smallest_group),
        ),
        purpose: one.purpose.clone(),
        days: t.say2("agreement-days", "from", day(&one.from), "until", day(&one.until)),
        standing: t.say(&format!("agreement-{}", one.standing)),
    };
    dossier.releases.iter().map(line).collect()
}

pub fn rules(t: &Speaker, dossier: &Dossier) -> Vec<String> {
    dossier.rules.iter().map(|word| t.say(&format!("council-rule-{word}"))).collect()
}

/// The dossier as a document to lay before the council. The same bytes for the same dossier and language.
pub fn pdf(t: &Speaker, dossier: &Dossier) -> Result<Vec<u8>, lustrum_pdf::PdfError> {
    let columns = ["agreement-kpi", "agreement-class", "agreement-released", "agreement-purpose", "agreement-term"];
    let rows: Vec<_> = lines(t, dossier)
        .into_iter()
        .map(|line| {
            let term = format!("{} ({})", line.days, line.standing);
            [line.kpi, line.class, line.terms, line.purpose, term]
        })
        .collect();
    let data = json!({
        "lang": t.locale.code(),
        "title": t.say("council-dossier"),
        "over": dossier.partnership,
        "lead": t.say2("council-dossier-lead", "organisation", &dossier.organisation, "partner", &dossier.partner),
        "facts": [
            [t.say("council-fact-organisation"), dossier.organisation],
            [t.say("council-fact-partner"), dossier.partner],
        ],
        "hash": dossier.hash(),
        "words": { "page": t.say("council-page"), "of": t.say("council-page-of"), "hash": t.say("council-hash") },
        "releases": t.say("council-releases"),
        "columns": columns.map(|key| t.say(key)),
        "rows": rows,
        "none": t.say("council-releases-none"),
        "rules": t.say("council-rules"),
        "kept": rules(t, dossier),
        "asks": t.say("council-asks"),
        "asked": t.say("council-asks-words"),
        "signature": t.say("council-signature"),
    });
    lustrum_pdf::render(include_str!("dossier.typ"), &data)
}
