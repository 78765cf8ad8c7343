//! What there is to register: modules and their forms, item banks, rubrics, and the documents that a side gave. Tools, cases
//! and scenarios have no page of their own and are named by whoever registers them.

use lustrum_assessment::{bank, rubric};
use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::db::{Db, DbError};
use lustrum_kernel::locale::Speaker;
use lustrum_programme::module;
use lustrum_sharing::asset::{self, Kind};
use lustrum_sharing::room;

/// So many of each kind are offered; the rest is reached from the register page by page as these are taken.
const MOST: i64 = 200;

/// Something that can be registered.
pub struct Target {
    pub kind: Kind,
    pub id: uuid::Uuid,
    pub title: String,
    /// What whoever registers it sees; a document's title is for its own side alone.
    pub label: String,
}

impl Target {
    /// The value in a form.
    pub fn word(&self) -> String {
        format!("{} {}", self.kind.word(), self.id)
    }
}

/// Everything that is not in the register yet.
pub async fn open(db: &Db, scope: &PartnershipScope, t: &Speaker) -> Result<Vec<Target>, DbError> {
    let (tenant, id) = (scope.tenant(), scope.id());
    let mut all: Vec<(Kind, uuid::Uuid, String, String)> = Vec::new();
    for one in module::of_partnership(db, tenant, id, MOST).await? {
        all.push((Kind::Module, one.id.0, one.title.clone(), one.title.clone()));
        all.push((Kind::Form, one.id.0, one.title.clone(), one.title));
    }
    for one in bank::of_partnership(db, tenant, id, None, MOST).await? {
        all.push((Kind::ItemBank, one.id.0, one.title.clone(), one.title));
    }
    for one in rubric::of_partnership(db, tenant, id, None, MOST).await? {
        all.push((Kind::Rubric, one.id.0, one.title.clone(), one.title));
    }
    for one in room::of_partnership(db, tenant, id, None, MOST).await? {
        if one.side == scope.side {
            all.push((Kind::Document, one.id.0, format!("#{}", one.number), format!("#{} {}", one.number, one.title)));
        }
    }
    let known = asset::of_targets(db, tenant, id, 5 * MOST).await?;
    let is_open = |kind: Kind, id: uuid::Uuid| !known.iter().any(|one| one.kind == kind && one.target == Some(id));
    all.retain(|(kind, id, ..)| is_open(*kind, *id));
    Ok(all
        .into_iter()
        .map(|(kind, id, title, label)| {
            let label = format!("{}: {label}", t.say(&format!("asset-kind-{}", kind.word())));
            Target { kind, id, title, label }
        })
        .collect())
}

/// The page of what an asset is, where it has one.
pub fn page_of(scope: &PartnershipScope, kind: Kind, target: Option<uuid::Uuid>) -> Option<String> {
    let (place, id) = (format!("/p/{}", scope.id()), target?);
    Some(match kind {
        Kind::ItemBank => format!("{place}/banks/{id}"),
        Kind::Rubric => format!("{place}/rubrics/{id}"),
        Kind::Document => format!("{place}/room"),
        Kind::Module | Kind::Form => format!("{place}/programmes"),
        Kind::Scenario | Kind::Case | Kind::Tool => return None,
    })
}
