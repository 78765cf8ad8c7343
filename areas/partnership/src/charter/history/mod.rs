//! The history of one section in one language: who saved it, on which side, when, and the comparison of any two.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::compare::{Piece, words};
use super::pages::edit::section_of;
use super::pages::{path_of_version, resource};
use super::{CharterVersion, CharterVersionId, Section, SectionText, languages, store};

#[derive(Template)]
#[template(path = "charter/history/show.html")]
struct History {
    shell: Shell,
    form: Fields,
    path: String,
    version: CharterVersion,
    section: Section,
    language: Locale,
    saved: Vec<Saved>,
    options: Vec<(String, String)>,
    pieces: Vec<Piece>,
}

/// One text as the list shows it.
struct Saved {
    revision: i64,
    name: String,
    side: String,
    at: String,
}

/// Which language, and which two texts.
#[derive(Deserialize)]
pub struct Asked {
    language: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

impl History {
    fn tabs(&self) -> Vec<(Locale, bool)> {
        let of = languages::of(&self.version);
        of.into_iter().map(|language| (language, language == self.language)).collect()
    }
    fn changed(&self) -> bool {
        self.pieces.iter().any(|piece| piece.kind.removed() || piece.kind.added())
    }
}

/// The two texts that are asked for; unasked, the newest and the one before it.
fn chosen<'a>(all: &'a [SectionText], asked: &Asked) -> Option<(&'a SectionText, &'a SectionText)> {
    let named = |text: &Option<String>| {
        let revision: i64 = text.as_deref()?.trim().parse().ok()?;
        all.iter().find(|known| known.revision == revision)
    };
    let to = named(&asked.to).or(all.first())?;
    let before = || all.iter().find(|known| known.revision < to.revision);
    Some((named(&asked.from).or_else(before).unwrap_or(to), to))
}

async fn named(app: &App, all: &[SectionText]) -> Result<HashMap<PersonId, String>, Problem> {
    let people: Vec<PersonId> = all.iter().map(|known| known.changed_by).collect();
    Ok(person::named(app.db(), &people).await?)
}

fn side_name(scope: &PartnershipScope, side: Option<Side>) -> String {
    match side {
        Some(Side::Organisation) => scope.partnership.client_name.clone(),
        Some(Side::Partner) => scope.partnership.partner_name.clone(),
        None => String::new(),
    }
}

type InSection = Path<(PartnershipId, CharterVersionId, String)>;

pub async fn show_history(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): InSection,
    Query(asked): Query<Asked>,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    let wanted = asked.language.as_deref().and_then(Locale::parse);
    let language = languages::read_in(&version, wanted.unwrap_or(scope.viewer.locale));
    let all = store::revisions(app.db(), scope.tenant(), id, section, language).await?;
    let names = named(&app, &all).await?;
    let t = scope.viewer.speaker();
    let (from, to) = chosen(&all, &asked).ok_or(Problem::NotFound)?;
    let saved: Vec<Saved> = all
        .iter()
        .map(|known| Saved {
            revision: known.revision,
            name: names.get(&known.changed_by).cloned().unwrap_or_default(),
            side: side_name(&scope, known.side),
            at: t.moment(&known.changed_at),
        })
        .collect();
    let option = |one: &Saved| (one.revision.to_string(), format!("{}. {}, {}", one.revision, one.name, one.at));
    let title = t.say1("charter-history-title", "section", t.say(&section.key()));
    show(&History {
        shell: Shell::within(&app, &scope, title).step(&app, &scope, Step::Charter),
        form: Fields::filled([("from", from.revision.to_string()), ("to", to.revision.to_string())]),
        path: path_of_version(&scope, id),
        pieces: words(&from.text, &to.text),
        options: saved.iter().map(option).collect(),
        saved,
        version,
        section,
        language,
    })
}

/// Every text that a section had in one language, the newest first.
#[derive(Serialize, ToSchema)]
pub struct SectionHistory {
    pub section: String,
    /// `en` or `nl`.
    pub language: String,
    pub texts: Vec<SavedText>,
}

#[derive(Serialize, ToSchema)]
pub struct SavedText {
    pub revision: i64,
    pub text: String,
    pub person: uuid::Uuid,
    pub name: String,
    /// `organisation` or `partner`; nothing of what was saved before sides were kept.
    pub side: Option<String>,
    /// An instant, as RFC 3339.
    pub at: String,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}/history",
    tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("section" = String, Path),
        ("language" = Option<String>, Query)),
    responses((status = 200, body = SectionHistory), (status = 401), (status = 403), (status = 404)))]
pub async fn get_history(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): InSection,
    Query(asked): Query<Asked>,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    let language = asked.language.as_deref().and_then(Locale::parse).unwrap_or(version.head.language);
    let all = store::revisions(app.db(), scope.tenant(), id, section, language).await?;
    let names = named(&app, &all).await?;
    let text = |known: SectionText| SavedText {
        revision: known.revision,
        name: names.get(&known.changed_by).cloned().unwrap_or_default(),
        text: known.text,
        person: known.changed_by.0,
        side: known.side.map(|side| side.word().to_owned()),
        at: known.changed_at.to_string(),
    };
    let history = SectionHistory {
        section: section.word().to_owned(),
        language: language.code().to_owned(),
        texts: all.into_iter().map(text).collect(),
    };
    Ok(Json(history).into_response())
}
