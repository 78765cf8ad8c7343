//! What both sides wrote before the review was made. Figures are not copied: they stand in the same review.

use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};

use crate::quarter::Quarter;
use crate::review::content::{LeansOn, Noted};
use crate::review::note::{self, Leaning, Note};

pub(super) async fn of(db: &impl Sql, partnership: &Partnered, period: Quarter) -> Result<Vec<Noted>, DbError> {
    let frozen = note::frozen(db, partnership.client, partnership.id, period).await?;
    Ok(frozen.into_iter().map(noted).collect())
}

fn noted(note: Note) -> Noted {
    let leans_on = note.leaning.map(|leaning| match leaning {
        Leaning::Measure(word) => LeansOn::Measure(word),
        Leaning::Module { programme, id, title } => LeansOn::Module { programme: programme.0, id: id.0, title },
    });
    Noted { id: note.id.0, kind: note.kind, side: note.side, text: note.text, leans_on }
}
