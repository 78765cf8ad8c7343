//! What waits around the programme and its money: fee statements, what a result is worth, programmes and their changes.

use lustrum_kernel::access::{Partnered, Resource, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_partnership::contact::Mandate;
use lustrum_partnership::terms;
use lustrum_programme::programme::{self, State};
use lustrum_programme::proposal;
use lustrum_study::money::rule;

use super::{Right, Waiting, What};

const TERMS: Right = Right { action: "terms.view", of: |id| Resource::new("Terms", id) };

pub(super) async fn waiting(db: &impl Sql, known: &Partnered) -> Result<Vec<Waiting>, DbError> {
    let (tenant, id) = (known.client, known.id);
    let mut all = Vec::new();
    let made = terms::store::waiting(db, tenant, id).await?;
    all.extend(made.into_iter().map(|made| Waiting {
        key: "waiting-statement",
        what: What::Day(made.frozen.on),
        side: Some(made.side.other()),
        seen: TERMS,
        answers: Right { action: "terms.change", of: |id| Resource::new("Terms", id) },
        mandate: Some(Mandate::AgreeTerms),
        done_by: Vec::new(),
        place: format!("terms/{}/statements/{}", made.terms, made.id),
    }));
    let rules = rule::of_partnership(db, tenant, id).await?;
    all.extend(rules.into_iter().filter(rule::Rule::is_open).map(|rule| Waiting {
        key: "waiting-rule",
        what: What::Text(rule.words.title),
        side: Some(rule.side.other()),
        seen: Right { action: "money.view", of: |id| Resource::new("Money", id) },
        answers: Right { action: "rule.agree", of: |id| Resource::new("Money", id) },
        mandate: None,
        done_by: Vec::new(),
        place: "money".to_owned(),
    }));
    let drafts = programme::of_partnership(db, tenant, id).await?;
    all.extend(drafts.into_iter().filter(|one| one.state() == State::Draft).map(|draft| Waiting {
        key: "waiting-programme",
        what: What::Text(draft.title),
        side: Some(Side::Organisation),
        seen: Right { action: "programme.view", of: draft_of },
        answers: Right { action: "programme.approve", of: draft_of },
        mandate: Some(Mandate::ApproveProgramme),
        done_by: Vec::new(),
        place: format!("programmes/{}", draft.id),
    }));
    let changes = proposal::pending_of_partnership(db, tenant, id).await?;
    all.extend(changes.into_iter().filter(|one| one.state() == proposal::State::Proposed).map(|change| Waiting {
        key: "waiting-change",
        what: What::Text(change.module_title.clone()),
        side: None,
        seen: Right { action: "proposal.view", of: |id| Resource::new("Proposal", id) },
        answers: Right { action: "proposal.decide", of: |id| Resource::new("Proposal", id) },
        mandate: Some(Mandate::DecideChange),
        done_by: Vec::new(),
        place: format!("programmes/{}/proposals/{}", change.programme_id, change.id),
    }));
    Ok(all)
}

fn draft_of(id: lustrum_kernel::id::PartnershipId) -> Resource {
    Resource::new("Programme", id).with("state", State::Draft.word())
}
