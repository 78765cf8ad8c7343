//! What the register says of something, as one line on its own page.

use std::collections::HashMap;

use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::locale::Speaker;

use super::{Asset, Kind, Terms, Version, is_named, list, of_target, terms_of};

/// The words and where they lead.
pub struct Line {
    pub words: String,
    pub url: String,
}

/// A licence in words.
pub fn licence(t: &Speaker, terms: &Terms) -> String {
    if is_named(&terms.licence) { terms.licence.clone() } else { t.say(&format!("asset-licence-{}", terms.licence)) }
}

fn sees(app: &App, scope: &PartnershipScope) -> bool {
    scope.may(app, "asset.view", &Resource::new("Assets", scope.id()))
}

fn words(t: &Speaker, scope: &PartnershipScope, asset: &Asset, version: &Version) -> String {
    let name = |side: Side| match side {
        Side::Organisation => &scope.partnership.client_name,
        Side::Partner => &scope.partnership.partner_name,
    };
    let made = Side::BOTH.into_iter().filter(|side| !version.terms.authors(*side).is_empty()).map(name);
    let made: Vec<&str> = made.map(String::as_str).collect();
    let key = if asset.confirmed.is_some() { "rights-line" } else { "rights-line-waits" };
    t.say2(key, "licence", licence(t, &version.terms), "authors", made.join(" × "))
}

/// The line of one thing; nothing for whoever sees no register.
pub async fn line(
    app: &App,
    scope: &PartnershipScope,
    kind: Kind,
    target: uuid::Uuid,
) -> Result<Option<Line>, DbError> {
    if !sees(app, scope) {
        return Ok(None);
    }
    let (t, place) = (scope.viewer.speaker(), format!("/p/{}/assets", scope.id()));
    let Some(asset) = of_target(app.db(), scope.tenant(), scope.id(), kind, target).await? else {
        let may = scope.may(app, "asset.propose", &Resource::new("Assets", scope.id()));
        let url = if may { format!("{place}/new?target={}%20{target}", kind.word()) } else { place };
        return Ok(Some(Line { words: t.say("rights-none"), url }));
    };
    let versions = terms_of(app.db(), scope.tenant(), asset.id).await?;
    let shown = versions.iter().find(|version| Some(version.number) == asset.confirmed).or(versions.first());
    Ok(shown.map(|version| Line { words: words(&t, scope, &asset, version), url: format!("{place}/{}", asset.id) }))
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
