//! Putting a verdict on a proposal of a review, and agreeing to it, from a form or a JSON body.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::contact::{Mandate, require_mandate};

use super::follow::state_of;
use super::{Outcome, Put, Verdict, agree, put};
use crate::owner::{self, Candidate, Owner, candidates};
use crate::review::note::{Choosable, Note, module_named, modules};

/// What a form can name.
pub(crate) struct Choices {
    pub modules: Vec<Choosable>,
    pub owners: Vec<Candidate>,
}

pub(crate) async fn choices(app: &App, scope: &PartnershipScope) -> Result<Choices, Problem> {
    Ok(Choices {
        modules: modules(app.db(), scope.tenant(), scope.id()).await?,
        owners: candidates(app.db(), &scope.partnership, scope.side).await?,
    })
}

/// Reads what a side would do with a proposal, and the revision that it saw.
fn read(form: &mut Fields, known: &Choices, own: Owner) -> Option<(i64, Put)> {
    let revision = form.whole("revision", 0, i64::from(u32::MAX));
    let outcome = form.choice("outcome", Outcome::parse);
    let reason = form.optional_text("reason", 2_000).unwrap_or_default();
    if outcome == Some(Outcome::Declined) && reason.is_empty() {
        form.refuse("reason", Fault::new("fault-verdict-reason"));
    }
    // A proposal that is not taken has nobody who sees to it.
    let (mut module, mut owner, mut due) = (None, Some(own), None);
    if outcome == Some(Outcome::Taken) {
        if !form.value("module").trim().is_empty() {
            module = form.choice("module", |word| {
                module_named(&known.modules, word).map(|module| (module.programme_id, module.id))
            });
        }
        owner = owner::read(form, &known.owners);
        due = form.optional_day("due");
    }
    if form.has_faults() {
        return None;
    }
    Some((revision?, Put { outcome: outcome?, reason, module, owner: owner?, due }))
}

/// Puts what the form says; whether that was done.
pub(crate) async fn put_as(
    app: &App,
    scope: &PartnershipScope,
    note: &Note,
    known: &Choices,
    form: &mut Fields,
) -> Result<bool, Problem> {
    require_mandate(app, scope, Mandate::DecideReview).await?;
    let Some((seen, what)) = read(form, known, Owner { side: scope.side, person: None }) else { return Ok(false) };
    let tx = app.db().begin().await?;
    match put(&tx, &By::viewer(scope, app.now()), note, seen, &what).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(now) => {
            // To send it once more is to have seen what stands there now.
            form.replace("revision", &now.revision.to_string());
            let (words, _) = state_of(&scope.viewer.speaker(), Some(&now));
            let now = if now.put.reason.is_empty() { words } else { format!("{words}: {}", now.put.reason) };
            form.refuse("outcome", Fault::new("fault-changed-meanwhile").with("now", now));
            Ok(false)
        }
    }
}

/// Agrees for the other side to what the form says was shown.
pub(crate) async fn agree_as(
    app: &App,
    scope: &PartnershipScope,
    note: &Note,
    form: &mut Fields,
) -> Result<Verdict, Problem> {
    require_mandate(app, scope, Mandate::DecideReview).await?;
    let revision = form.whole("revision", 0, i64::from(u32::MAX)).unwrap_or_default();
    let tx = app.db().begin().await?;
    let agreed = agree(&tx, &By::viewer(scope, app.now()), &scope.partnership, note, revision).await?;
    tx.commit().await?;
    Ok(agreed)
}
