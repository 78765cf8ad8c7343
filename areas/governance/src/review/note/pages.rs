//! The page on which both sides prepare a review, and the form that changes a note.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::figure;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_sharing::ledger;
use serde::Deserialize;

use super::form::{change_as, period_of, take_back_as, write_as};
use super::leaning::{Leanings, leanings, name_of as leaning_name, word_of};
use super::{Kind, Leaning, Note, NoteId, NoteRefused, find, of_period};
use crate::measure;
use crate::owner::name_on;
use crate::quarter::Quarter;
use crate::review::pages::{name_of, path_of, resource};
use crate::review::verdict::{Followed, followed};
use crate::review::{latest, list};

/// A note as the page shows it.
struct Written {
    id: NoteId,
    text: String,
    /// Whose side, who and when.
    who: String,
    leans_on: String,
    figure: Option<figure::Spoken>,
    link: String,
    open: bool,
    frozen: String,
}

/// The notes of one kind.
struct Group {
    kind: &'static str,
    heading: String,
    lead: String,
    notes: Vec<Written>,
}

#[derive(Template)]
#[template(path = "review/note/prepare.html")]
struct Prepare {
    shell: Shell,
    form: Fields,
    /// Of the review of this quarter, and of all reviews.
    path: String,
    reviews: String,
    period: Quarter,
    name: String,
    standing: String,
    is_made: bool,
    groups: Vec<Group>,
    /// The review before this one: its name and its page.
    earlier: Option<(String, String)>,
    /// Its proposals, with what became of them.
    proposals: Vec<Followed>,
    kinds: Vec<(String, String)>,
    evidence: Vec<(String, String)>,
    may_write: bool,
    may_make: bool,
}

#[derive(Template)]
#[template(path = "review/note/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    note: NoteId,
    kind: String,
    evidence: Vec<(String, String)>,
    leans: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    kind: Option<String>,
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, period: Quarter, id: NoteId) -> Result<Note, Problem> {
    find(app.db(), scope.tenant(), scope.id(), period, id).await?.ok_or(Problem::NotFound)
}

fn written(
    t: &Speaker,
    scope: &PartnershipScope,
    known: &Leanings,
    names: &HashMap<PersonId, String>,
    note: &Note,
) -> Written {
    let figure = match &note.leaning {
        Some(Leaning::Measure(word)) => measure::find(&known.lines, word),
        _ => None,
    };
    let link = match &note.leaning {
        Some(Leaning::Module { programme, .. }) => format!("/p/{}/programmes/{programme}", scope.id()),
        _ => String::new(),
    };
    let side = name_on(&scope.partnership, note.side);
    let who = names.get(&note.made_by).map_or_else(|| side.to_owned(), |name| format!("{name}, {side}"));
    Written {
        id: note.id,
        text: note.text.clone(),
        who: format!("{who} · {}", t.date(&note.made_at)),
        leans_on: note.leaning.as_ref().map(|leaning| leaning_name(t, leaning)).unwrap_or_default(),
        figure: figure.map(|line| line.figure.spoken(t, line.difference)),
        link,
        open: note.open_to(scope.side),
        frozen: note.number.map(|number| t.say1("note-stands-in", "number", number)).unwrap_or_default(),
    }
}

/// The sentence that says whether there is a review already, and what that means for a note.
async fn standing(app: &App, scope: &PartnershipScope, period: Quarter) -> Result<(String, bool), Problem> {
    let t = scope.viewer.speaker();
    Ok(match latest(app.db(), scope.tenant(), scope.id(), period).await? {
        None => (t.say("prepare-not-made"), false),
        Some(made) => (t.say2("prepare-made", "number", made.number, "at", t.date(&made.made_at)), true),
    })
}

async fn page(
    app: &App,
    scope: &PartnershipScope,
    period: Quarter,
    known: &Leanings,
    form: Fields,
) -> Result<Prepare, Problem> {
    let t = scope.viewer.speaker();
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let notes = of_period(db, tenant, id, period).await?;
    let people: Vec<PersonId> = notes.iter().map(|note| note.made_by).collect();
    let names = person::named(db, &people).await?;
    let group = |kind: Kind| Group {
        kind: kind.word(),
        heading: t.say(&kind.key()),
        lead: t.say(&format!("note-lead-{}", kind.word())),
        notes: notes
            .iter()
            .filter(|note| note.kind == kind)
            .map(|note| written(&t, scope, known, &names, note))
            .collect(),
    };
    let groups: Vec<Group> = Kind::ALL.map(group).into();
    // What agreements release is read here as well.
    let figures = groups.iter().flat_map(|group| &group.notes).any(|note| note.figure.is_some());
    if scope.side == Side::Partner && figures {
        ledger::note_read(app, scope, id.0, &period.to_string()).await?;
    }
    let earlier = list(db, tenant, id, Some(period), 1).await?.into_iter().next().map(|review| review.period);
    let proposals = match earlier {
        Some(earlier) => followed(app, scope, earlier).await?,
        None => Vec::new(),
    };
    let (standing, is_made) = standing(app, scope, period).await?;
    let name = name_of(&t, period);
    Ok(Prepare {
        shell: Shell::within(app, scope, t.say1("prepare-title", "period", &name)).step(app, scope, Step::Review),
        form,
        path: format!("{}/{period}", path_of(scope)),
        reviews: path_of(scope),
        period,
        name,
        standing,
        is_made,
        groups,
        earlier: earlier.map(|earlier| (name_of(&t, earlier), format!("{}/{earlier}", path_of(scope)))),
        proposals,
        kinds: Kind::ALL.map(|kind| (kind.word().to_owned(), t.say(&kind.key()))).into(),
        evidence: known.choices(&t),
        may_write: scope.may(app, "review.note", &resource(scope)),
        may_make: scope.may(app, "review.make", &resource(scope)),
    })
}

pub async fn show_prepare(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let period = period_of(&app, &scope, &period)?;
    let known = leanings(&app, &scope, period).await?;
    let kind = asked.kind.as_deref().and_then(Kind::parse);
    let form = Fields::filled(kind.map(|kind| ("kind", kind.word())));
    show(&page(&app, &scope, period, &known, form).await?)
}

/// The notes of both sides as a table to keep.
pub async fn export_notes(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let period = period_of(&app, &scope, &period)?;
    let t = scope.viewer.speaker();
    let headings = ["note-kind", "note-side", "note-text", "note-leans-on", "note-day", "review-list-number"];
    let mut rows: Vec<Vec<Out>> = vec![headings.map(|key| t.say(key).into()).to_vec()];
    for note in of_period(app.db(), scope.tenant(), scope.id(), period).await? {
        let leaning = note.leaning.as_ref().map(|leaning| leaning_name(&t, leaning)).unwrap_or_default();
        let number = note.number.map(|number| number.to_string()).unwrap_or_default();
        rows.push(vec![
            t.say(&note.kind.key()).into(),
            name_on(&scope.partnership, note.side).to_owned().into(),
            note.text.into(),
            leaning.into(),
            note.made_at.day_in(&t.zone).0.into(),
            number.into(),
        ]);
    }
    download(&format!("notes-{period}.csv"), "text/csv; charset=utf-8", csv(&rows))
}

pub async fn make_note(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.note", &resource(&scope))?;
    let period = period_of(&app, &scope, &period)?;
    let known = leanings(&app, &scope, period).await?;
    match write_as(&app, &scope, period, &known, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{period}/prepare#note-{id}", path_of(&scope)), "note-said-written"),
        None => show_again(&page(&app, &scope, period, &known, form).await?),
    }
}

fn edit_page(app: &App, scope: &PartnershipScope, note: &Note, known: &Leanings, form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    let mut evidence: Vec<_> = known.choices(&t).into_iter().filter(|(word, _)| fits(note.kind, word)).collect();
    if let Some(before) = &note.leaning {
        let word = word_of(before);
        if evidence.iter().all(|(known, _)| *known != word) {
            evidence.push((word, leaning_name(&t, before)));
        }
    }
    Edit {
        shell: Shell::within(app, scope, t.say("note-change")).step(app, scope, Step::Review).narrow(),
        form,
        path: format!("{}/{}", path_of(scope), note.period),
        note: note.id,
        kind: t.say(&note.kind.key()),
        leans: note.kind != Kind::Surroundings && !evidence.is_empty(),
        evidence,
    }
}

/// A proposal names a module and no figure.
fn fits(kind: Kind, word: &str) -> bool {
    kind != Kind::Proposal || word.starts_with("module ")
}

type OfNote = Path<(PartnershipId, String, NoteId)>;

pub async fn show_edit(State(app): State<App>, scope: PartnershipScope, Path((_, period, id)): OfNote) -> Answer {
    scope.require(&app, "review.note", &resource(&scope))?;
    let note = load(&app, &scope, period_of(&app, &scope, &period)?, id).await?;
    if note.side != scope.side {
        return Err(NoteRefused::OtherSide.into());
    }
    if note.number.is_some() {
        return Err(NoteRefused::Frozen.into());
    }
    let known = leanings(&app, &scope, note.period).await?;
    let mut fields = vec![("text", note.text.clone()), ("version", note.version.to_string())];
    fields.extend(note.leaning.as_ref().map(|leaning| ("evidence", word_of(leaning))));
    show(&edit_page(&app, &scope, &note, &known, Fields::filled(fields)))
}

pub async fn change_note(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period, id)): OfNote,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.note", &resource(&scope))?;
    let note = load(&app, &scope, period_of(&app, &scope, &period)?, id).await?;
    let known = leanings(&app, &scope, note.period).await?;
    if change_as(&app, &scope, &note, &known, &mut form).await? {
        let to = format!("{}/{}/prepare#note-{id}", path_of(&scope), note.period);
        return see_and_say(&to, "note-said-changed");
    }
    show_again(&edit_page(&app, &scope, &note, &known, form))
}

pub async fn remove_note(State(app): State<App>, scope: PartnershipScope, Path((_, period, id)): OfNote) -> Answer {
    scope.require(&app, "review.note", &resource(&scope))?;
    let note = load(&app, &scope, period_of(&app, &scope, &period)?, id).await?;
    take_back_as(&app, &scope, &note).await?;
    see_and_say(&format!("{}/{}/prepare", path_of(&scope), note.period), "note-said-taken-back")
}
