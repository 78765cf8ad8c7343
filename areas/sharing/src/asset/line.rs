//! What the register says of things, one line each, in a list of them.

use std::collections::HashMap;

use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::locale::Speaker;

use super::{Asset, Kind, Terms, Version, is_named, list};

/// The words and where they lead.
pub struct Line {
    pub words: String,
    pub url: String,
}

/// A licence in words.
pub fn licence(t: &Speaker, terms: &Terms) -> String {
    if is_named(&terms.licence) { terms.licence.clone() } else { t.say(&format!("asset-licence-{}", terms.licence)) }
}

pub(super) fn sees(app: &App, scope: &PartnershipScope) -> bool {
    scope.may(app, "asset.view", &Resource::new("Assets", scope.id()))
}

pub(super) fn proposes(app: &App, scope: &PartnershipScope) -> bool {
    scope.may(app, "asset.propose", &Resource::new("Assets", scope.id()))
}

pub(super) fn side_name(scope: &PartnershipScope, side: Side) -> &str {
    match side {
        Side::Organisation => &scope.partnership.client_name,
        Side::Partner => &scope.partnership.partner_name,
    }
}

fn words(t: &Speaker, scope: &PartnershipScope, asset: &Asset, version: &Version) -> String {
    let made = Side::BOTH.into_iter().filter(|side| !version.terms.authors(*side).is_empty());
    let made: Vec<&str> = made.map(|side| side_name(scope, side)).collect();
    let key = if asset.confirmed.is_some() { "rights-line" } else { "rights-line-waits" };
    t.say2(key, "licence", licence(t, &version.terms), "authors", made.join(" × "))
}

/// The lines of everything of a kind that is in the register, by what it is.
pub async fn lines(app: &App, scope: &PartnershipScope, kind: Kind) -> Result<HashMap<uuid::Uuid, Line>, DbError> {
    const MOST: i64 = 500;
    if !sees(app, scope) {
        return Ok(HashMap::new());
    }
    let t = scope.viewer.speaker();
    let known = list(app.db(), scope.tenant(), scope.id(), None, MOST).await?;
    let of_kind = known.into_iter().filter(|(asset, _)| asset.kind == kind);
    let line = |(asset, version): (Asset, Version)| {
        let words = words(&t, scope, &asset, &version);
        Some((asset.target?, Line { words, url: format!("/p/{}/assets/{}", scope.id(), asset.id) }))
    };
    Ok(of_kind.filter_map(line).collect())
}
