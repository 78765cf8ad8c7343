//! The proposals of a review, and what became of each: what both sides do with it, and what the programme made of it.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::problem::Problem;
use lustrum_programme::proposal::{self, Proposal, ProposalId};

use super::{Verdict, of_notes};
use crate::owner::name_on;
use crate::quarter::Quarter;
use crate::review::note::{Kind, Note, NoteId, frozen};
use crate::review::pages::path_of;

/// What the programme made of it.
pub(crate) struct Change {
    pub title: String,
    pub link: String,
    pub state: String,
    /// Whether it waits for words or for a decision.
    pub pending: bool,
    /// When anyone looks whether it helped.
    pub check: String,
    pub version: Option<i64>,
}

/// A proposal of a review with what became of it.
pub(crate) struct Followed {
    pub note: Note,
    pub verdict: Option<Verdict>,
    pub change: Option<Change>,
    pub id: NoteId,
    pub text: String,
    /// Whose it is.
    pub side: String,
    pub page: String,
    pub state: String,
    pub tag: &'static str,
    /// Whether both sides said what they do with it.
    pub agreed: bool,
    /// Whether it waits for the reader's side.
    pub waits: bool,
    /// Where it is declined.
    pub reason: String,
    /// The decision that it became; empty where it did not.
    pub decision: String,
}

/// The words for what was put or agreed, and the class of their tag.
pub(crate) fn state_of(t: &Speaker, verdict: Option<&Verdict>) -> (String, &'static str) {
    match verdict {
        None => (t.say("verdict-open"), "tag plain"),
        Some(known) if known.agreed_at.is_some() => (t.say(&known.put.outcome.key()), "tag"),
        Some(known) => (t.say1("verdict-put", "verdict", t.say(&known.put.outcome.key())), "tag open"),
    }
}

fn change(t: &Speaker, scope: &PartnershipScope, proposal: &Proposal) -> Change {
    Change {
        title: proposal.module_title.clone(),
        link: format!("/p/{}/programmes/{}/proposals/{}", scope.id(), proposal.programme_id, proposal.id),
        state: t.say(&proposal.state_key()),
        pending: proposal.state().pending(),
        check: proposal.check_on.map(|day| t.day(&day)).unwrap_or_default(),
        version: proposal.to_version,
    }
}

/// The proposals that a review of the quarter holds, in the order in which they were written.
pub(crate) async fn followed(app: &App, scope: &PartnershipScope, period: Quarter) -> Result<Vec<Followed>, Problem> {
    let notes = frozen(app.db(), scope.tenant(), scope.id(), period).await?;
    follow(app, scope, notes).await
}

pub(crate) async fn follow(app: &App, scope: &PartnershipScope, notes: Vec<Note>) -> Result<Vec<Followed>, Problem> {
    let (db, tenant, id, t) = (app.db(), scope.tenant(), scope.id(), scope.viewer.speaker());
    let notes: Vec<Note> = notes.into_iter().filter(|note| note.kind == Kind::Proposal).collect();
    let ids: Vec<NoteId> = notes.iter().map(|note| note.id).collect();
    let verdicts = of_notes(db, tenant, id, &ids).await?;
    let opened: Vec<ProposalId> = verdicts.iter().filter_map(|verdict| verdict.proposal).collect();
    let changes = proposal::named(db, tenant, id, &opened).await?;
    let one = |note: Note| {
        let verdict = verdicts.iter().find(|verdict| verdict.note == note.id).cloned();
        let known = verdict.as_ref();
        let (state, tag) = state_of(&t, known);
        let agreed = known.is_some_and(|known| known.agreed_at.is_some());
        let opened = known.and_then(|known| known.proposal);
        let decision = known.and_then(|known| known.decision);
        Followed {
            id: note.id,
            text: note.text.clone(),
            side: name_on(&scope.partnership, note.side).to_owned(),
            page: format!("{}/{}/proposals/{}", path_of(scope), note.period, note.id),
            state,
            tag,
            agreed,
            waits: !agreed && known.is_some_and(|known| known.side != scope.side),
            reason: known.filter(|_| agreed).map(|known| known.put.reason.clone()).unwrap_or_default(),
            decision: decision.map(|id| format!("/p/{}/decisions#decision-{id}", scope.id())).unwrap_or_default(),
            change: opened
                .and_then(|id| changes.iter().find(|one| one.id == id))
                .map(|proposal| change(&t, scope, proposal)),
            note,
            verdict,
        }
    };
    Ok(notes.into_iter().map(one).collect())
}
