//! The agenda that a meeting fills itself with: each kind has its own parts, and each part is read from where the work is.
//! Points stand above them on the page, as they are settled there.

use jiff::tz::TimeZone;
use lustrum_delivery::session;
use lustrum_evidence::signal;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::charter;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Kind, Meeting};
use crate::owner::{agreed_of, name_on};
use crate::quarter::Quarter;
use crate::review::{self, note, pages::name_of};
use crate::{action, blameless, decision};

/// A part of an agenda; its heading is the message `agenda-` and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Actions,
    /// Only those that are late: the others are the talk's.
    LateActions,
    Decisions,
    Signals,
    Sessions,
    Evidence,
    /// What both sides wrote for the review of the quarter.
    Notes,
    Blameless,
    Charter,
}

impl Section {
    pub fn word(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::LateActions => "late-actions",
            Self::Decisions => "decisions",
            Self::Signals => "signals",
            Self::Sessions => "sessions",
            Self::Evidence => "evidence",
            Self::Notes => "notes",
            Self::Blameless => "blameless",
            Self::Charter => "charter",
        }
    }
}

/// What each kind of meeting goes through, in order.
pub fn sections(kind: Kind) -> &'static [Section] {
    use Section::{Actions, Blameless, Charter, Decisions, Evidence, LateActions, Notes, Sessions, Signals};
    match kind {
        Kind::Talk => &[Actions, Signals, Sessions],
        Kind::Review => &[Evidence, Notes, Actions, Decisions, Blameless],
        Kind::Committee => &[Decisions, LateActions, Blameless, Evidence, Charter],
        Kind::Strategy => &[Charter, Evidence, Decisions, Blameless],
    }
}

/// Days ahead of a meeting in which sessions are looked at.
const AHEAD: i64 = 21;
/// Days that a decision stays on the agenda after the day on which it was to be carried out.
const AFTER: i32 = 14;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AgendaItem)]
pub struct Item {
    pub text: String,
    pub note: String,
    pub link: String,
    pub late: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub section: Section,
    pub items: Vec<Item>,
}

/// Fills the agenda of a meeting from what there is now, as far as the reader may see it.
pub async fn filled(app: &App, scope: &PartnershipScope, meeting: &Meeting) -> Result<Vec<Part>, DbError> {
    let mut parts = Vec::new();
    for section in sections(meeting.kind) {
        parts.push(Part { section: *section, items: items(app, scope, meeting, *section).await? });
    }
    Ok(parts)
}

async fn items(app: &App, scope: &PartnershipScope, meeting: &Meeting, section: Section) -> Result<Vec<Item>, DbError> {
    let t = &scope.viewer.speaker();
    match section {
        Section::Actions => actions(app, scope, t, false).await,
        Section::LateActions => actions(app, scope, t, true).await,
        Section::Decisions => decisions(app, scope, t).await,
        Section::Signals => signals(app, scope, t).await,
        Section::Sessions => sessions(app, scope, t, meeting).await,
        Section::Evidence => evidence(app, scope, t, meeting).await,
        Section::Notes => notes(app, scope, t, meeting).await,
        Section::Blameless => reviews(app, scope, t).await,
        Section::Charter => charter_item(app, scope, t).await,
    }
}

async fn actions(app: &App, scope: &PartnershipScope, t: &Speaker, late: bool) -> Result<Vec<Item>, DbError> {
    let today = app.now().day_in(&TimeZone::UTC);
    let open = action::open(app.db(), scope.tenant(), scope.id()).await?;
    let chosen = open.iter().filter(|action| !late || action.is_late_on(today));
    Ok(chosen
        .map(|action| {
            let agreed = agreed_of(t, scope, action);
            let note = format!("{} · {}", agreed.owner, agreed.due);
            let link = format!("/p/{}/actions", scope.id());
            Item { text: agreed.text, note, link, late: action.is_late_on(today) }
        })
        .collect())
}

async fn decisions(app: &App, scope: &PartnershipScope, t: &Speaker) -> Result<Vec<Item>, DbError> {
    let from = app.now().day_in(&TimeZone::UTC).plus_days(-AFTER);
    let taken = decision::list(app.db(), scope.tenant(), scope.id(), None, 50).await?;
    let due = taken.iter().filter(|decision| decision.due.is_some_and(|due| due >= from));
    Ok(due
        .map(|decision| {
            let agreed = agreed_of(t, scope, decision);
            let note = format!("{} · {}", agreed.owner, agreed.due);
            Item { text: agreed.text, note, link: format!("/p/{}/decisions", scope.id()), late: false }
        })
        .collect())
}

async fn signals(app: &App, scope: &PartnershipScope, t: &Speaker) -> Result<Vec<Item>, DbError> {
    if !scope.may(app, "signal.view", &Resource::new("Evidence", scope.id())) {
        return Ok(Vec::new());
    }
    let fired = signal::open_of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(fired
        .iter()
        .map(|signal| Item {
            text: t.say2("agenda-signal", "module", &signal.module_title, "cohort", &signal.cohort_title),
            note: signal.words(t),
            link: format!("/p/{}/evidence/signals/{}", scope.id(), signal.id),
            late: false,
        })
        .collect())
}

async fn sessions(app: &App, scope: &PartnershipScope, t: &Speaker, meeting: &Meeting) -> Result<Vec<Item>, DbError> {
    let (from, until) = (meeting.starts_at.min(app.now()), meeting.starts_at.plus_days(AHEAD));
    let coming = session::coming(app.db(), scope.tenant(), scope.id(), from, until).await?;
    Ok(coming
        .iter()
        .map(|one| Item {
            text: format!("{} · {}", one.module_title, one.cohort_title),
            note: t.moment(&one.starts_at),
            link: format!("/p/{}/cohorts/{}", scope.id(), one.cohort_id),
            late: false,
        })
        .collect())
}

async fn evidence(app: &App, scope: &PartnershipScope, t: &Speaker, meeting: &Meeting) -> Result<Vec<Item>, DbError> {
    let due = Quarter::due_at(meeting.starts_at);
    let made = review::list(app.db(), scope.tenant(), scope.id(), None, 4).await?;
    let mut items = Vec::new();
    if !made.iter().any(|review| review.period == due) && due.bounds().0 <= app.now() {
        let text = t.say1("review-of", "period", name_of(t, due));
        let link = format!("/p/{}/reviews/{due}", scope.id());
        items.push(Item { text, note: t.say("agenda-review-missing"), link, late: false });
    }
    let wanted = if meeting.kind == Kind::Strategy { 4 } else { 1 };
    items.extend(made.iter().take(wanted).map(|review| Item {
        text: t.say1("review-of", "period", name_of(t, review.period)),
        note: t.say1("agenda-review-made", "at", t.date(&review.made_at)),
        link: format!("/p/{}/reviews/{}", scope.id(), review.period),
        late: false,
    }));
    Ok(items)
}

/// What both sides wrote for the review that is due, those of a kind together.
async fn notes(app: &App, scope: &PartnershipScope, t: &Speaker, meeting: &Meeting) -> Result<Vec<Item>, DbError> {
    let due = Quarter::due_at(meeting.starts_at);
    let mut written = note::of_period(app.db(), scope.tenant(), scope.id(), due).await?;
    written.sort_by_key(|note| (note.kind, note.side, note.id));
    let link = format!("/p/{}/reviews/{due}/prepare", scope.id());
    let item = |note: note::Note| Item {
        note: format!("{} · {}", t.say(&note.kind.key()), name_on(&scope.partnership, note.side)),
        link: format!("{link}#note-{}", note.id),
        text: note.text,
        late: false,
    };
    Ok(written.into_iter().map(item).collect())
}

async fn reviews(app: &App, scope: &PartnershipScope, t: &Speaker) -> Result<Vec<Item>, DbError> {
    let all = blameless::list(app.db(), scope.tenant(), scope.id(), None, 50).await?;
    let open = all.into_iter().filter(blameless::Blameless::is_open);
    Ok(open
        .map(|one| Item {
            note: t.say1("blameless-begun-at", "at", t.date(&one.begun_at)),
            link: format!("/p/{}/blameless/{}", scope.id(), one.id),
            text: one.title,
            late: false,
        })
        .collect())
}

async fn charter_item(app: &App, scope: &PartnershipScope, t: &Speaker) -> Result<Vec<Item>, DbError> {
    let version = charter::in_force_on(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    let link = format!("/p/{}/charter", scope.id());
    let item = match version.as_ref().and_then(|version| Some((version.number(), version.head.in_force_at?))) {
        Some((number, since)) => Item {
            text: t.say1("agenda-charter-version", "version", number),
            note: t.say1("agenda-charter-since", "since", t.date(&since)),
            link,
            late: false,
        },
        None => Item { text: t.say("agenda-charter-none"), note: String::new(), link, late: false },
    };
    Ok(vec![item])
}
