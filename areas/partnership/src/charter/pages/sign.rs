//! Signing: the exact text, its hash, and the hand of whoever holds the mandate.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope, Via};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::clauses::newer;
use super::show::{NextStep, next_step};
use super::{eyes, path_of, path_of_version, resource, version_of};
use crate::By;
use crate::charter::comment::{self, Thread};
use crate::charter::compare::Piece;
use crate::charter::languages::{self, Behind};
use crate::charter::next::{self, Next};
use crate::charter::{
    self, CharterVersion, CharterVersionId, Frozen, Section, SignRefused, Signed, State as Standing, offered,
};
use crate::contact::{Mandate, in_hand};

#[derive(Template)]
#[template(path = "charter/sign.html")]
struct SignPage {
    shell: Shell,
    form: Fields,
    charter: String,
    path: String,
    version: CharterVersion,
    frozen: Frozen,
    next: NextStep,
    may_sign: bool,
    own_name: String,
    /// Comments that nobody settled: the section, and what is said.
    comments: Vec<(Section, String)>,
    /// Where the two languages may not say the same.
    behind: Vec<String>,
}

/// The text that was read is not the one that stands: what changed in between.
#[derive(Template)]
#[template(path = "charter/changed.html")]
struct Changed {
    shell: Shell,
    path: String,
    pieces: Vec<Piece>,
    /// Whether there is a text to sign now.
    offered: bool,
}

impl Changed {
    fn changed(&self) -> bool {
        self.pieces.iter().any(|piece| piece.kind.removed() || piece.kind.added())
    }
}

impl SignPage {
    fn section_name(&self, section: &Section) -> String {
        self.shell.t.say(&section.key())
    }
}

async fn page(app: &App, scope: &PartnershipScope, version: CharterVersion, form: Fields) -> Result<SignPage, Problem> {
    let waiting = version.head.frozen.clone().filter(|_| version.head.state == Standing::Offered);
    let frozen = waiting.ok_or(SignRefused::NotOffered)?;
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let held = in_hand(app.db(), scope.tenant(), scope.id(), Mandate::SignCharter, today).await?;
    let next = next::next(Some(&version), &held, &eyes(app, scope));
    let t = scope.viewer.speaker();
    let threads = comment::threads(comment::of_version(app.db(), scope.tenant(), version.id()).await?);
    let open = threads.into_iter().filter(Thread::open).map(|thread| (thread.first.section, thread.first.text));
    let late = |late: &Behind| format!("{}: {}", t.say(&late.section.key()), newer(&t, late));
    Ok(SignPage {
        comments: open.collect(),
        behind: languages::behind(&version).iter().map(late).collect(),
        shell: Shell::within(app, scope, t.say1("charter-sign-title", "version", version.number())).step(
            app,
            scope,
            Step::Charter,
        ),
        form,
        charter: path_of(scope),
        path: path_of_version(scope, version.id()),
        next: next_step(&t, scope, Some(version.id()), &next),
        may_sign: next == Next::Sign,
        own_name: scope.own_name().to_owned(),
        version,
        frozen,
    })
}

pub async fn show_sign(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.sign", &resource(&scope))?;
    show(&page(&app, &scope, version, Fields::default()).await?)
}

/// Signs in person: a program with a token does not sign in somebody's name.
pub(crate) async fn sign_in_person(
    app: &App,
    scope: &PartnershipScope,
    id: CharterVersionId,
    hash: &str,
) -> Result<Signed, Problem> {
    if scope.viewer.via != Via::Session {
        return Err(Problem::Forbidden);
    }
    let tx = app.db().begin().await?;
    let signed = charter::sign(&tx, &By::viewer(scope, app.now()), id, hash).await?;
    tx.commit().await?;
    Ok(signed)
}

pub async fn make_signature(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
    mut form: Fields,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.sign", &resource(&scope))?;
    let hash = form.text("hash", 64);
    if let Some(changed) = changed(&app, &scope, &version, &hash).await? {
        return Ok((StatusCode::CONFLICT, show(&changed)?).into_response());
    }
    if !form.flag("agreed") {
        form.refuse("agreed", Fault::new("charter-fault-agree"));
    }
    if !languages::behind(&version).is_empty() && !form.flag("languages") {
        form.refuse("languages", Fault::new("charter-fault-languages"));
    }
    if form.has_faults() {
        return show_again(&page(&app, &scope, version, form).await?);
    }
    let said = match sign_in_person(&app, &scope, id, &hash).await? {
        Signed::OneSide => "charter-said-signed",
        Signed::InForce => "charter-said-in-force",
    };
    see_and_say(&path_of_version(&scope, id), said)
}

/// What changed since the viewer read the text of this hash; nothing where it still stands, or never did.
async fn changed(
    app: &App,
    scope: &PartnershipScope,
    version: &CharterVersion,
    hash: &str,
) -> Result<Option<Changed>, Problem> {
    let state = version.head.state;
    if !state.open() || (state == Standing::Offered && version.head.hash() == Some(hash)) {
        return Ok(None);
    }
    let since = offered::changed_since(app.db(), scope.tenant(), version, &scope.partnership, hash).await?;
    let t = scope.viewer.speaker();
    Ok(since.map(|pieces| Changed {
        shell: Shell::within(app, scope, t.say("charter-changed-title")).step(app, scope, Step::Charter).narrow(),
        path: path_of_version(scope, version.id()),
        pieces,
        offered: state == Standing::Offered,
    }))
}
