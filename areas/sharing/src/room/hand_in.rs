//! Handing a document in: looked at, sealed, kept. Nothing of it is stored before it passed.

use askama::Template;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use futures_util::StreamExt as _;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields, Upload};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, require_mandate};

use super::apart::{self, Asked};
use super::check::{FileRefused, Kind, MOST_BYTES, check};
use super::mark::{self, Mark, Unmarkable};
use super::open::require_inside;
use super::pages::path_of;
use super::store::NewDocument;
use super::vault::{InstallationKey, Sealed, VaultError};
use super::{Act, DocumentId, about, add, resource};

/// Room for the other fields and the edges of a form around the file.
const MOST_BODY: usize = MOST_BYTES + 256 * 1024;
const LONGEST_TITLE: usize = 200;
pub const ACCEPTED: &str = ".pdf,.txt,.md,.csv,.png,.jpg,.jpeg";

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

fn megabytes(bytes: usize) -> i64 {
    i64::try_from(bytes / 1024 / 1024).unwrap_or(i64::MAX)
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
    form.refuse("file", Fault::new("fault-room-too-large").with("most", megabytes(MOST_BYTES)));
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

/// The words of a refusal, at the field of the file.
pub fn fault(refused: &FileRefused) -> Fault {
    match refused {
        FileRefused::HostileName => Fault::new("fault-room-name"),
        FileRefused::UnknownKind => Fault::new("fault-room-kind"),
        FileRefused::TooLarge(most) if *most >= MOST_BYTES => {
            Fault::new("fault-room-too-large").with("most", megabytes(*most))
        }
        FileRefused::TooLarge(most) => Fault::new("fault-room-long-text").with("most", most / 1024),
        FileRefused::Archive => Fault::new("fault-room-archive"),
        FileRefused::OtherContent { said } => Fault::new("fault-room-other-content").with("said", said),
        FileRefused::NotText => Fault::new("fault-room-not-text"),
        FileRefused::Bomb => Fault::new("fault-room-bomb"),
        FileRefused::Unreadable => Fault::new("fault-room-unreadable"),
    }
}

/// Looks at everything that was sent; nothing where a field was refused.
pub async fn look(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Option<Wanted> {
    let title = form.text("title", LONGEST_TITLE);
    let until = form.optional_day("until");
    if until.is_some_and(|until| until < app.now().day_in(&jiff::tz::TimeZone::UTC)) {
        form.refuse("until", Fault::new("fault-room-past"));
    }
    let Upload { name, content_type, bytes } = form.file("file")?;
    // Measuring a file takes as long as unpacking it, so it happens beside the threads that answer.
    let looked = tokio::task::spawn_blocking(move || (check(&name, &content_type, &bytes), bytes)).await;
    let (checked, bytes) = match looked {
        Ok((Ok(checked), bytes)) => (checked, bytes),
        Ok((Err(refused), _)) => {
            form.refuse("file", fault(&refused));
            return None;
        }
        Err(_) => {
            form.refuse("file", fault(&FileRefused::Unreadable));
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
        Err(Unmarkable::TooLarge | Unmarkable::TooCostly) => Fault::new("fault-room-bomb"),
        Err(Unmarkable::Busy) => Fault::new("fault-room-busy"),
        Err(error) => {
            tracing::info!(%error, "a document that was handed in can't be set with a mark");
            Fault::new("fault-room-unreadable")
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

/// Seals with the key of this installation; without one nothing is taken.
pub fn seal(app: &App, about: &str, bytes: Vec<u8>) -> Result<Sealed, Problem> {
    let sealed = InstallationKey::read(app.config().key_file.as_deref()).and_then(|key| key.seal(about, bytes));
    sealed.map_err(|error: VaultError| {
        tracing::error!(%error, "a document can't be sealed");
        Problem::refused(error.key())
    })
}

pub async fn make_document(State(app): State<App>, scope: PartnershipScope, request: Request) -> Answer {
    allowed(&app, &scope).await?;
    let mut form = read(request).await;
    let Some(wanted) = look(&app, &scope, &mut form).await else { return show_again(&page(&app, &scope, form)) };
    let id = keep(&app, &scope, wanted).await?;
    see_and_say(&format!("{}/documents/{id}", path_of(&scope)), "room-said-added")
}
