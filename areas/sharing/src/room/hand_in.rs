//! Handing a document in: looked at, sealed, kept. Nothing of it is stored before it passed.

use askama::Template;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use futures_util::StreamExt as _;
pub use lustrum_file::fault;
use lustrum_file::{ACCEPTED, look as look_at, megabytes, seal};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, require_mandate};

use super::apart::{self, Asked};
use super::check::{Kind, MOST_BYTES};
use super::mark::{self, Mark, Unmarkable};
use super::open::require_inside;
use super::pages::path_of;
use super::store::NewDocument;
use super::{Act, DocumentId, about, add, resource};

/// Room for the other fields and the edges of a form around the file.
const MOST_BODY: usize = MOST_BYTES + 256 * 1024;
const LONGEST_TITLE: usize = 200;

#[derive(Template)]
#[template(path = "room/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    most: i64,
    accepted: &'static str,
}

fn page(app: &App, scope: &PartnershipScope, form: Fields) -> New {
    New {
        shell: Shell::within(app, scope, scope.viewer.speaker().say("room-new-title")).narrow(),
        form,
        path: path_of(scope),
        most: megabytes(MOST_BYTES),
        accepted: ACCEPTED,
    }
}

/// Whether the viewer may hand something in: by role, inside the room, with the mandate to release data.
pub async fn allowed(app: &App, scope: &PartnershipScope) -> Result<(), Problem> {
    scope.require(app, "document.hand-in", &resource(scope.id(), true))?;
    require_inside(app, scope).await?;
    require_mandate(app, scope, Mandate::ReleaseData).await
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    allowed(&app, &scope).await?;
    show(&page(&app, &scope, Fields::default()))
}

/// Reads the form. What is larger is cut off while it comes in: no more than one file of the allowed size is ever in
/// memory. The fields before the file are read all the same, so nothing that was typed is lost.
pub async fn read(request: Request) -> Fields {
    let (head, body) = request.into_parts();
    let mut pieces = body.into_data_stream();
    let mut kept = Vec::new();
    while let Some(Ok(piece)) = pieces.next().await {
        kept.extend_from_slice(&piece);
        if kept.len() > MOST_BODY {
            kept.truncate(MOST_BODY);
            break;
        }
    }
    let mut request = Request::from_parts(head, Body::from(kept));
    DefaultBodyLimit::max(MOST_BODY).apply(&mut request);
    let Ok(form) = Fields::from_request(request, &()).await;
    if form.fault("body").is_none_or(|fault| fault.key != "fault-too-large") {
        return form;
    }
    let typed = ["title", "until"].map(|name| (name, form.value(name).to_owned()));
    let mut form = Fields::filled(typed);
    form.refuse("file", Fault::new("fault-file-too-large").with("most", megabytes(MOST_BYTES)));
    form
}

/// What a form asks for, looked at.
pub struct Wanted {
    title: String,
    until: Option<Day>,
    name: String,
    kind: Kind,
    bytes: Vec<u8>,
}

/// Looks at everything that was sent; nothing where a field was refused.
pub async fn look(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Option<Wanted> {
    let title = form.text("title", LONGEST_TITLE);
    let until = form.optional_day("until");
    if until.is_some_and(|until| until < app.now().day_in(&jiff::tz::TimeZone::UTC)) {
        form.refuse("until", Fault::new("fault-room-past"));
    }
    let (checked, bytes) = match look_at(form.file("file")?).await {
        Ok(looked) => looked,
        Err(fault) => {
            form.refuse("file", fault);
            return None;
        }
    };
    let mut wanted = Wanted { title, until, name: checked.name, kind: checked.kind, bytes };
    if wanted.kind == Kind::Pdf || wanted.kind.is_image() {
        wanted = can_be_marked(app, scope, form, wanted).await?;
    }
    (!form.has_faults()).then_some(wanted)
}

/// What can't be shown with a mark is not taken: it could be read by nobody.
async fn can_be_marked(app: &App, scope: &PartnershipScope, form: &mut Fields, wanted: Wanted) -> Option<Wanted> {
    let asked = Asked {
        kind: wanted.kind,
        title: wanted.title.clone(),
        lang: "en",
        mark: Mark::of(scope, app.now()),
        bytes: wanted.bytes.clone(),
    };
    let refused = match apart::set(scope.viewer.person, asked).await {
        Ok(_) => return Some(wanted),
        Err(Unmarkable::TooLong) => Fault::new("fault-room-pages").with("most", mark::MOST_PAGES),
        Err(Unmarkable::TooLarge | Unmarkable::TooCostly) => Fault::new("fault-file-bomb"),
        Err(Unmarkable::Busy) => Fault::new("fault-room-busy"),
        Err(error) => {
            tracing::info!(%error, "a document that was handed in can't be set with a mark");
            Fault::new("fault-file-unreadable")
        }
    };
    form.refuse("file", refused);
    None
}

/// Seals and keeps it.
pub async fn keep(app: &App, scope: &PartnershipScope, wanted: Wanted) -> Result<DocumentId, Problem> {
    let Wanted { title, until, name, kind, bytes } = wanted;
    let id = DocumentId::new();
    let new = NewDocument {
        id,
        side: scope.side,
        title,
        file_name: name,
        kind,
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        until,
    };
    let sealed = seal(app, &about(scope.tenant(), id), bytes)?;
    let tx = app.db().begin().await?;
    let act = Act { by: scope.viewer.person, at: app.now() };
    add(&tx, scope.tenant(), scope.id(), act, new, sealed).await?;
    tx.commit().await?;
    Ok(id)
}

pub async fn make_document(State(app): State<App>, scope: PartnershipScope, request: Request) -> Answer {
    allowed(&app, &scope).await?;
    let mut form = read(request).await;
    let Some(wanted) = look(&app, &scope, &mut form).await else { return show_again(&page(&app, &scope, form)) };
    let id = keep(&app, &scope, wanted).await?;
    see_and_say(&format!("{}/documents/{id}", path_of(&scope)), "room-said-added")
}
