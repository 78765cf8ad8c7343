//! What is said about one section: its text, the comments with their answers, and the form to say something.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{
    About, Comment, CommentId, CommentRefused, Thread, answer, find, make, of_version, reopen, resolve, threads,
};
use crate::By;
use crate::charter::pages::edit::section_of;
use crate::charter::pages::{path_of_version, resource, version_of};
use crate::charter::{CharterVersion, CharterVersionId, Section, languages, live};

/// The longest comment, in characters.
pub(crate) const LONGEST: usize = 2_000;

/// A comment or an answer as the page shows it.
struct Said {
    id: CommentId,
    name: String,
    side: String,
    at: String,
    text: String,
}

/// A thread as the page shows it.
struct Shown {
    first: Said,
    answers: Vec<Said>,
    /// Of which text it speaks, where that is not the one that stands.
    older: Option<String>,
    /// Who settled it, and when.
    resolved: Option<String>,
}

#[derive(Template)]
#[template(path = "charter/comment/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    path: String,
    version: CharterVersion,
    section: Section,
    language: Locale,
    parts: Vec<String>,
    open: Vec<Shown>,
    settled: Vec<Shown>,
    /// The comment whose answer has a fault.
    faulty: Option<CommentId>,
    may_comment: bool,
    mark: String,
}

impl Show {
    fn here(&self) -> String {
        format!("{}/sections/{}/comments", self.path, self.section.word())
    }
    fn is_faulty(&self, thread: &Shown) -> bool {
        self.faulty == Some(thread.first.id)
    }
}

async fn page(
    app: &App,
    scope: &PartnershipScope,
    version: CharterVersion,
    section: Section,
    form: Fields,
    faulty: Option<CommentId>,
) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let all = of_version(app.db(), scope.tenant(), version.id()).await?;
    let here: Vec<Comment> = all.into_iter().filter(|comment| comment.section == section).collect();
    let people = here.iter().flat_map(|comment| {
        let settler = comment.resolved.map(|(person, _)| person);
        [Some(comment.made_by), settler].into_iter().flatten()
    });
    let names = person::named(app.db(), &people.collect::<Vec<PersonId>>()).await?;
    let language = languages::read_in(&version, scope.viewer.locale);
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let shown = |thread: Thread| {
        let first = &thread.first;
        let now = version.section_in(section, first.language).map_or(0, |text| text.revision);
        Shown {
            older: (first.revision != now).then(|| t.say("comment-older")),
            resolved: first
                .resolved
                .map(|(person, at)| t.say2("comment-resolved-by", "name", name(&person), "at", t.moment(&at))),
            first: said(scope, &names, first),
            answers: thread.answers.iter().map(|answer| said(scope, &names, answer)).collect(),
        }
    };
    let (open, settled): (Vec<Thread>, Vec<Thread>) = threads(here).into_iter().partition(Thread::open);
    let title = t.say1("comment-title", "section", t.say(&section.key()));
    let text = version.text_in(section, language);
    Ok(Show {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of_version(scope, version.id()),
        parts: text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        open: open.into_iter().map(shown).collect(),
        settled: settled.into_iter().map(shown).collect(),
        faulty,
        may_comment: version.head.state.open() && scope.may(app, "charter.comment", &resource(scope)),
        mark: live::mark(app, scope, version.id()).await?,
        version,
        section,
        language,
    })
}

fn said(scope: &PartnershipScope, names: &HashMap<PersonId, String>, comment: &Comment) -> Said {
    let side = match comment.side {
        Side::Organisation => scope.partnership.client_name.clone(),
        Side::Partner => scope.partnership.partner_name.clone(),
    };
    Said {
        id: comment.id,
        name: names.get(&comment.made_by).cloned().unwrap_or_default(),
        side,
        at: scope.viewer.speaker().moment(&comment.made_at),
        text: comment.text.clone(),
    }
}

pub async fn show_comments(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    show(&page(&app, &scope, version, section, Fields::default(), None).await?)
}

pub async fn make_comment(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    mut form: Fields,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let text = form.text("comment", LONGEST);
    if form.has_faults() {
        return show_again(&page(&app, &scope, version, section, form, None).await?);
    }
    let language = languages::read_in(&version, scope.viewer.locale);
    let about = About { version: &version, section, language };
    let tx = app.db().begin().await?;
    make(&tx, &By::viewer(&scope, app.now()), about, &text).await?;
    tx.commit().await?;
    see_and_say(&back(&scope, id, section), "comment-said-made")
}

fn back(scope: &PartnershipScope, id: CharterVersionId, section: Section) -> String {
    format!("{}/sections/{}/comments", path_of_version(scope, id), section.word())
}

/// A version, and a comment on it that begins a thread.
pub(super) async fn comment_of(
    app: &App,
    scope: &PartnershipScope,
    id: CharterVersionId,
    comment: CommentId,
) -> Result<(CharterVersion, Comment), Problem> {
    let version = version_of(app, scope, id).await?;
    let comment = find(app.db(), scope.tenant(), id, comment).await?.ok_or(CommentRefused::Unknown)?;
    Ok((version, comment))
}

type OnComment = Path<(PartnershipId, CharterVersionId, CommentId)>;

pub async fn make_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, comment)): OnComment,
    mut form: Fields,
) -> Answer {
    let (version, comment) = comment_of(&app, &scope, id, comment).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let text = form.text("answer", LONGEST);
    if form.has_faults() {
        let section = comment.section;
        return show_again(&page(&app, &scope, version, section, form, Some(comment.id)).await?);
    }
    let tx = app.db().begin().await?;
    answer(&tx, &By::viewer(&scope, app.now()), &version, &comment, &text).await?;
    tx.commit().await?;
    see_and_say(&back(&scope, id, comment.section), "comment-said-answered")
}

pub async fn make_resolution(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, comment)): OnComment,
) -> Answer {
    let (version, comment) = comment_of(&app, &scope, id, comment).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let tx = app.db().begin().await?;
    resolve(&tx, &By::viewer(&scope, app.now()), &version, &comment).await?;
    tx.commit().await?;
    see_and_say(&back(&scope, id, comment.section), "comment-said-resolved")
}

pub async fn withdraw_resolution(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, comment)): OnComment,
) -> Answer {
    let (version, comment) = comment_of(&app, &scope, id, comment).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let tx = app.db().begin().await?;
    reopen(&tx, &By::viewer(&scope, app.now()), &version, &comment).await?;
    tx.commit().await?;
    see_and_say(&back(&scope, id, comment.section), "comment-said-reopened")
}
