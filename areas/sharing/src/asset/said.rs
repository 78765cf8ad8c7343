//! What the register says of something, whole, on its own page: who made it, under which licence, and what each side may do
//! with it.

use lustrum_kernel::access::{PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::locale::Speaker;

use super::line::{licence, proposes, sees, side_name};
use super::{Asset, Kind, Rights, Version, of_target, terms_of};

/// Whether a side has one of the rights.
type Has = fn(Rights) -> bool;

/// Everything in words; the component `rights` of the pages writes it.
pub struct Said {
    pub title: String,
    /// That it waits for the other side; empty where it holds.
    pub state: String,
    /// The licence, and who made it on each side.
    pub facts: Vec<(String, String)>,
    /// The licence in own words, or a remark.
    pub words: String,
    /// The two sides, and for each right whether they have it; empty where nothing is registered.
    pub sides: Vec<String>,
    pub rights: Vec<(String, Vec<String>)>,
    /// What follows from that.
    pub notes: Vec<String>,
    /// Where it stands in the register, or how it gets there.
    pub url: String,
    pub link: String,
}

/// What is said of one thing; nothing for whoever sees no register.
pub async fn said(
    app: &App,
    scope: &PartnershipScope,
    kind: Kind,
    target: uuid::Uuid,
) -> Result<Option<Said>, DbError> {
    if !sees(app, scope) {
        return Ok(None);
    }
    let (t, place) = (scope.viewer.speaker(), format!("/p/{}/assets", scope.id()));
    let Some(asset) = of_target(app.db(), scope.tenant(), scope.id(), kind, target).await? else {
        return Ok(Some(unsaid(&t, kind, target, &place, proposes(app, scope))));
    };
    let versions = terms_of(app.db(), scope.tenant(), asset.id).await?;
    let shown = versions.iter().find(|version| Some(version.number) == asset.confirmed).or(versions.first());
    Ok(shown.map(|version| of(&t, scope, &asset, version, &place)))
}

/// Nothing is registered, so the charter counts.
fn unsaid(t: &Speaker, kind: Kind, target: uuid::Uuid, place: &str, proposes: bool) -> Said {
    let (url, link) = match proposes {
        true => (format!("{place}/new?target={}%20{target}", kind.word()), "rights-register"),
        false => (place.to_owned(), "rights-to-register"),
    };
    Said {
        title: t.say("rights-title"),
        state: String::new(),
        facts: Vec::new(),
        words: String::new(),
        sides: Vec::new(),
        rights: Vec::new(),
        notes: vec![t.say("rights-none-words")],
        url,
        link: t.say(link),
    }
}

fn of(t: &Speaker, scope: &PartnershipScope, asset: &Asset, version: &Version, place: &str) -> Said {
    let terms = &version.terms;
    let holds = asset.confirmed == Some(version.number);
    let made = Side::BOTH.into_iter().filter(|side| !terms.authors(*side).is_empty());
    let made =
        made.map(|side| (t.say1("rights-authors", "name", side_name(scope, side)), terms.authors(side).to_owned()));
    let may = |yes: bool| t.say(if yes { "asset-may" } else { "asset-may-not" });
    let right = |(word, of): (&str, Has)| {
        (t.say(&format!("asset-right-{word}")), Side::BOTH.map(|side| may(of(terms.rights(side)))).to_vec())
    };
    let all: [(&str, Has); 3] = [
        ("during", |rights| rights.during),
        ("after", |rights| rights.after),
        ("elsewhere", |rights| rights.elsewhere),
    ];
    let withheld = Side::BOTH.into_iter().filter(|side| holds && !terms.rights(*side).after);
    Said {
        title: t.say("rights-title"),
        state: if holds { String::new() } else { t.say("rights-waits") },
        facts: std::iter::once((t.say("rights-licence"), licence(t, terms))).chain(made).collect(),
        words: terms.words.clone(),
        sides: Side::BOTH.map(|side| side_name(scope, side).to_owned()).to_vec(),
        rights: all.map(right).to_vec(),
        notes: withheld.map(|side| t.say1("rights-withheld", "name", side_name(scope, side))).collect(),
        url: format!("{place}/{}", asset.id),
        link: t.say("rights-to-asset"),
    }
}
