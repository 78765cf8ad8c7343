//! The data room as pages: its door, its documents, one document with the mark of its reader.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use base64::Engine as _;
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, see, see_and_say, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{self, Out};
use lustrum_kernel::uuid::Uuid;
use lustrum_partnership::contact::{Mandate, decided_by_others};
use serde::Deserialize;

use super::check::Kind;
use super::mark::Mark;
use super::open::{Opened, found, is_inside, marked_pdf, open, require_inside};
use super::store::openings;
use super::{Act, Document, DocumentId, Standing, of_partnership, resource, revoke};
use crate::agreement::pages::Tag;
use crate::asset;
use crate::ledger::pages::{Entry, entries_about};
use crate::nda::pages::visible;

const A_PAGE: i64 = 50;
/// So many rows of a table are shown; the file holds all.
const MOST_ROWS: usize = 500;

struct Line {
    id: DocumentId,
    number: i64,
    title: String,
    from: String,
    kind: String,
    until: String,
    opened: String,
    tag: Tag,
    /// Whether the viewer may look at it: what is closed is there for who gave it.
    opens: bool,
}

#[derive(Template)]
#[template(path = "room/list.html")]
struct Room {
    shell: Shell,
    path: String,
    lines: Vec<Line>,
    /// What the register of assets says of each, by the document.
    rights: HashMap<Uuid, asset::Line>,
    next: Option<i64>,
    may_hand_in: bool,
    others: Option<String>,
    /// Whether an NDA is in force, for the organisation's own people.
    covered: bool,
}

#[derive(Template)]
#[template(path = "room/door.html")]
struct Door {
    shell: Shell,
    path: String,
    /// The NDA that opens it, with its days.
    ndas: Vec<(String, String)>,
}

/// What is shown of a document.
enum Content {
    Text(String),
    Table(Vec<String>, Vec<Vec<String>>, bool),
    /// A picture within the page, as it leaves in no other way.
    Image(String),
    /// A PDF opens as a file of its own.
    File,
    /// Expired or taken back: nothing.
    Closed,
}

#[derive(Template)]
#[template(path = "room/show.html")]
struct Show {
    shell: Shell,
    path: String,
    room: String,
    facts: Vec<(String, String)>,
    tag: Tag,
    content: Content,
    mark: Mark,
    may_revoke: bool,
    rights: Option<asset::Said>,
    entries: Vec<Entry>,
}

impl Show {
    fn is_closed(&self) -> bool {
        matches!(self.content, Content::Closed)
    }
}

pub fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/room", scope.id())
}

fn tag(t: &Speaker, standing: Standing) -> Tag {
    let class = if standing == Standing::Open { "tag" } else { "tag plain" };
    Tag { words: t.say(&format!("room-{}", standing.word())), class }
}

fn giver<'a>(scope: &'a PartnershipScope, document: &Document) -> &'a str {
    match document.side {
        Side::Organisation => &scope.partnership.client_name,
        Side::Partner => &scope.partnership.partner_name,
    }
}

fn until(t: &Speaker, document: &Document) -> String {
    document.until.map_or_else(|| t.say("room-no-end"), |day| t.day(&day))
}

fn kind(t: &Speaker, kind: Kind) -> String {
    t.say(&format!("room-kind-{}", kind.word()))
}

#[derive(Deserialize)]
pub struct Asked {
    pub before: Option<i64>,
}

async fn door(app: &App, scope: &PartnershipScope) -> Answer {
    let t = scope.viewer.speaker();
    let ndas = visible(app, scope).await?.into_iter().filter(|nda| nda.standing_at(app.now()).can_be_signed());
    let ndas = ndas.map(|nda| {
        let days = t.say2("agreement-days", "from", t.day(&nda.words.from), "until", t.day(&nda.words.until));
        (nda.id.to_string(), days)
    });
    show(&Door { shell: Shell::within(app, scope, t.say("room-title")), path: path_of(scope), ndas: ndas.collect() })
}

pub async fn show_room(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    if !is_inside(&app, &scope).await? {
        return door(&app, &scope).await;
    }
    require_inside(&app, &scope).await?;
    let t = scope.viewer.speaker();
    let mut documents = of_partnership(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = documents.len() > A_PAGE as usize;
    documents.truncate(A_PAGE as usize);
    let opened = openings(app.db(), scope.tenant(), scope.id()).await?;
    let line = |document: &Document| Line {
        id: document.id,
        number: document.number,
        title: document.title.clone(),
        from: giver(&scope, document).to_owned(),
        kind: kind(&t, document.kind),
        until: until(&t, document),
        opened: t.whole(opened.get(&document.id).copied().unwrap_or_default()),
        tag: tag(&t, document.standing_at(app.now())),
        opens: document.side == scope.side || document.standing_at(app.now()) == Standing::Open,
    };
    let hands_in = scope.may(&app, "document.hand-in", &resource(scope.id(), true));
    let others = if hands_in { decided_by_others(&app, &scope, Mandate::ReleaseData).await? } else { None };
    let in_force = visible(&app, &scope).await?.iter().any(|nda| nda.standing_at(app.now()).can_be_signed());
    show(&Room {
        shell: Shell::within(&app, &scope, t.say("room-title")),
        path: path_of(&scope),
        next: documents.last().filter(|_| more).map(|document| document.number),
        lines: documents.iter().map(line).collect(),
        rights: asset::lines(&app, &scope, asset::Kind::Document).await?,
        may_hand_in: hands_in && others.is_none(),
        others,
        covered: in_force,
    })
}

pub async fn export_room(State(app): State<App>, scope: PartnershipScope) -> Answer {
    require_inside(&app, &scope).await?;
    let t = scope.viewer.speaker();
    let headings =
        ["room-number", "room-document", "room-from", "room-kind", "room-until", "room-opened", "room-standing"];
    let mut rows = vec![headings.map(|key| Out::from(t.say(key))).to_vec()];
    let opened = openings(app.db(), scope.tenant(), scope.id()).await?;
    let documents = of_partnership(app.db(), scope.tenant(), scope.id(), None, 10_000).await?;
    rows.extend(documents.into_iter().map(|document| {
        vec![
            (document.number as f64).into(),
            document.title.clone().into(),
            giver(&scope, &document).to_owned().into(),
            document.kind.word().into(),
            document.until.map_or_else(|| Out::from(""), |day| day.0.into()),
            (opened.get(&document.id).copied().unwrap_or_default() as f64).into(),
            document.standing_at(app.now()).word().into(),
        ]
    }));
    download("room.csv", "text/csv; charset=utf-8", table::csv(&rows))
}

fn content_of(kind: Kind, bytes: &[u8]) -> Content {
    if kind == Kind::Csv
        && let Ok(sheet) = table::read(bytes, None)
    {
        let wide = sheet.headings().len();
        let all = sheet.rows();
        let more = all.len() > MOST_ROWS;
        let row = |row: table::Row<'_>| (0..wide).map(|place| row.cell(place).value.to_text()).collect();
        return Content::Table(sheet.headings().to_vec(), all.take(MOST_ROWS).map(row).collect(), more);
    }
    match kind {
        Kind::Pdf => Content::File,
        Kind::Png | Kind::Jpeg => {
            let within = base64::engine::general_purpose::STANDARD.encode(bytes);
            Content::Image(format!("data:{};base64,{within}", kind.media()))
        }
        Kind::Text | Kind::Markdown | Kind::Csv => Content::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}

fn facts(
    t: &Speaker,
    scope: &PartnershipScope,
    document: &Document,
    names: &HashMap<PersonId, String>,
) -> Vec<(String, String)> {
    let done = |act: Act| {
        t.say2("agreement-act", "name", names.get(&act.by).cloned().unwrap_or_default(), "day", t.date(&act.at))
    };
    let size = t.say1("room-kilobytes", "size", t.whole((document.size + 1023) / 1024));
    let mut facts = vec![
        (t.say("room-from"), giver(scope, document).to_owned()),
        (t.say("room-file"), document.file_name.clone()),
        (t.say("room-kind"), format!("{}, {size}", kind(t, document.kind))),
        (t.say("room-until"), until(t, document)),
        (t.say("room-added"), done(document.added)),
    ];
    facts.extend(document.revoked.map(|act| (t.say("room-was-revoked"), done(act))));
    facts
}

/// A page of a document, or the door for whoever is outside.
pub async fn show_document(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DocumentId)>,
) -> Answer {
    if !is_inside(&app, &scope).await? {
        return see(&path_of(&scope));
    }
    let document = found(&app, &scope, id).await?;
    let standing = document.standing_at(app.now());
    // Who gave it sees what became of it; to the other side it is closed.
    let closed = standing != Standing::Open && document.side == scope.side;
    let (content, mark) = if closed {
        (Content::Closed, Mark::of(&scope, app.now()))
    } else if document.kind == Kind::Pdf && standing == Standing::Open {
        (Content::File, Mark::of(&scope, app.now()))
    } else {
        let Opened { document, bytes, mark } = open(&app, &scope, id).await?;
        (content_of(document.kind, &bytes), mark)
    };
    let t = scope.viewer.speaker();
    let people: Vec<_> = [Some(document.added), document.revoked].into_iter().flatten().map(|act| act.by).collect();
    let names = person::named(app.db(), &people).await?;
    show(&Show {
        shell: Shell::within(&app, &scope, document.title.clone()),
        path: format!("{}/documents/{id}", path_of(&scope)),
        room: path_of(&scope),
        facts: facts(&t, &scope, &document, &names),
        tag: tag(&t, standing),
        content,
        mark,
        may_revoke: document.side == scope.side
            && document.revoked.is_none()
            && scope.may(&app, "document.revoke", &resource(scope.id(), true)),
        rights: asset::said(&app, &scope, asset::Kind::Document, id.0).await?,
        entries: entries_about(&app, &scope, id.0).await?,
    })
}

/// The document as a PDF with the reader's mark on every page.
pub async fn show_file(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DocumentId)>,
) -> Answer {
    if !is_inside(&app, &scope).await? {
        return see(&path_of(&scope));
    }
    let opened = open(&app, &scope, id).await?;
    let name = format!("document-{}.pdf", opened.document.number);
    download(&name, "application/pdf", marked_pdf(&scope, opened).await?)
}

/// Takes a document back. Whoever may, does so at once and without a mandate: it only ever protects.
pub async fn revoke_as(app: &App, scope: &PartnershipScope, id: DocumentId) -> Result<Document, Problem> {
    scope.require(app, "document.revoke", &resource(scope.id(), true))?;
    let document = found(app, scope, id).await?;
    let tx = app.db().begin().await?;
    let act = Act { by: scope.viewer.person, at: app.now() };
    revoke(&tx, &document, scope.side, act).await?.map_err(|refused| Problem::refused(refused.key()))?;
    tx.commit().await?;
    Ok(document)
}

pub async fn make_revocation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DocumentId)>,
) -> Answer {
    revoke_as(&app, &scope, id).await?;
    see_and_say(&path_of(&scope), "room-said-revoked")
}

/// What an open document asks with.
pub async fn show_module(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "room.view", &resource(scope.id(), false))?;
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, include_str!("reading.js")).into_response())
}
