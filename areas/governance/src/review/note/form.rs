//! Writing, changing and taking back a note, from a form or a JSON body.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;

use super::leaning::Leanings;
use super::{Kind, MOST, NewNote, Note, NoteId, NoteRefused, add, change, find, take_back};
use crate::quarter::Quarter;

const LONGEST: usize = 2_000;

/// The quarter in the path, for which notes can be written: it has begun, and the partnership did so before it was over.
pub(crate) fn period_of(app: &App, scope: &PartnershipScope, text: &str) -> Result<Quarter, Problem> {
    let period: Quarter = text.parse().map_err(|_| Problem::NotFound)?;
    let (from, until) = period.bounds();
    if app.now() < from || until <= scope.partnership.since { Err(Problem::NotFound) } else { Ok(period) }
}

/// Writes a note as the form says.
pub(crate) async fn write_as(
    app: &App,
    scope: &PartnershipScope,
    period: Quarter,
    known: &Leanings,
    form: &mut Fields,
) -> Result<Option<NoteId>, Problem> {
    let kind = form.choice("kind", Kind::parse);
    let text = form.text("text", LONGEST);
    let leaning = known.read(form, kind, None);
    let (Some(kind), false) = (kind, form.has_faults()) else { return Ok(None) };
    let new = NewNote { period, kind, text, leaning };
    let tx = app.db().begin().await?;
    match add(&tx, &By::viewer(scope, app.now()), &new).await {
        Ok(id) => {
            tx.commit().await?;
            Ok(Some(id))
        }
        Err(NoteRefused::Many) => {
            form.refuse("text", Fault::new("fault-note-many").with("most", MOST));
            Ok(None)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Changes a note as the form says; whether that was done. What was typed stays where someone else was first.
pub(crate) async fn change_as(
    app: &App,
    scope: &PartnershipScope,
    note: &Note,
    known: &Leanings,
    form: &mut Fields,
) -> Result<bool, Problem> {
    if note.side != scope.side {
        return Err(NoteRefused::OtherSide.into());
    }
    let version = form.whole("version", 1, i64::from(u32::MAX));
    let text = form.text("text", LONGEST);
    let leaning = known.read(form, Some(note.kind), note.leaning.as_ref());
    let (Some(version), false) = (version, form.has_faults()) else { return Ok(false) };
    let by = By::viewer(scope, app.now());
    let tx = app.db().begin().await?;
    match change(&tx, &by, note, version, &text, leaning.as_ref()).await {
        Ok(()) => {
            tx.commit().await?;
            return Ok(true);
        }
        Err(NoteRefused::Changed | NoteRefused::Frozen) => drop(tx),
        Err(refused) => return Err(refused.into()),
    }
    let Some(now) = find(app.db(), by.tenant, by.partnership, note.period, note.id).await? else {
        form.refuse("text", Fault::new("fault-note-gone"));
        return Ok(false);
    };
    if let Some(number) = now.number {
        form.refuse("text", Fault::new("fault-note-frozen").with("number", number));
    } else {
        // To save once more is to have seen it.
        form.replace("version", &now.version.to_string());
        form.refuse("text", Fault::new("fault-changed-meanwhile").with("now", now.text));
    }
    Ok(false)
}

pub(crate) async fn take_back_as(app: &App, scope: &PartnershipScope, note: &Note) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    take_back(&tx, &By::viewer(scope, app.now()), note).await?;
    tx.commit().await?;
    Ok(())
}
