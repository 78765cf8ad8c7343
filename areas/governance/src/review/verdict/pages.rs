//! The page of one proposal of a review: its words, what both sides do with it, and what the programme made of it.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, decided_by_others};

use super::follow::{Followed, follow};
use super::form::{Choices, agree_as, choices, put_as};
use super::{Outcome, VerdictRefused};
use crate::decision::pages::resource as decisions;
use crate::owner::{self, name_on, words as owner_words};
use crate::quarter::Quarter;
use crate::review::note::{Kind, Leaning, Note, NoteId, find};
use crate::review::pages::{name_of, path_of, resource};

#[derive(Template)]
#[template(path = "review/verdict/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    review: String,
    review_name: String,
    one: Followed,
    /// Who put it, and who sees to it by when.
    put_by: String,
    owner: String,
    due: String,
    module: String,
    outcomes: Vec<(String, String)>,
    modules: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    may_decide: bool,
    may_agree: bool,
    /// Who decides, where the viewer's role could and the mandate is others'.
    others: Option<String>,
}

impl Show {
    fn revision(&self) -> i64 {
        self.one.verdict.as_ref().map_or(0, |known| known.revision)
    }
    fn reason(&self) -> &str {
        self.one.verdict.as_ref().map_or("", |known| known.put.reason.as_str())
    }
}

/// A proposal that stands in a review of the quarter.
pub(crate) async fn load(app: &App, scope: &PartnershipScope, period: &str, id: NoteId) -> Result<Note, Problem> {
    let period: Quarter = period.parse().map_err(|_| Problem::NotFound)?;
    let note = find(app.db(), scope.tenant(), scope.id(), period, id).await?.ok_or(Problem::NotFound)?;
    if note.kind != Kind::Proposal {
        return Err(Problem::NotFound);
    }
    if note.number.is_none() {
        return Err(VerdictRefused::NotInReview.into());
    }
    Ok(note)
}

/// The proposal with what became of it.
pub(crate) async fn one(app: &App, scope: &PartnershipScope, note: &Note) -> Result<Followed, Problem> {
    follow(app, scope, vec![note.clone()]).await?.into_iter().next().ok_or(Problem::NotFound)
}

async fn page(app: &App, scope: &PartnershipScope, note: &Note, known: Choices, form: Fields) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let one = one(app, scope, note).await?;
    let verdict = one.verdict.as_ref();
    let agreed = verdict.is_some_and(|known| known.agreed_at.is_some());
    let decides = !agreed && scope.may(app, "decision.take", &decisions(scope));
    let others = if decides { decided_by_others(app, scope, Mandate::DecideReview).await? } else { None };
    let taken = verdict.filter(|known| known.put.outcome == Outcome::Taken);
    let owner = match taken.map(|known| known.put.owner) {
        Some(owner) => {
            let names = person::named(app.db(), owner.person.as_slice()).await?;
            owner_words(&scope.partnership, owner, owner.person.and_then(|id| names.get(&id)))
        }
        None => String::new(),
    };
    let module = taken
        .and_then(|known| known.put.module)
        .and_then(|(_, id)| known.modules.iter().find(|one| one.module.id == id).map(|one| one.name.clone()));
    let may_decide = decides && others.is_none();
    Ok(Show {
        shell: Shell::within(app, scope, t.say("verdict-title")).step(app, scope, Step::Review).narrow(),
        form,
        review: format!("{}/{}", path_of(scope), note.period),
        review_name: t.say1("review-of", "period", name_of(&t, note.period)),
        put_by: verdict
            .map(|known| {
                t.say2("verdict-put-by", "side", name_on(&scope.partnership, known.side), "at", t.date(&known.put_at))
            })
            .unwrap_or_default(),
        owner,
        due: taken.and_then(|known| known.put.due).map(|due| t.day(&due)).unwrap_or_default(),
        module: module.unwrap_or_default(),
        outcomes: Outcome::ALL
            .map(|outcome| (outcome.word().to_owned(), t.say(&format!("verdict-do-{}", outcome.word()))))
            .to_vec(),
        modules: known.modules.into_iter().map(|one| (one.module.id.to_string(), one.name)).collect(),
        owners: owner::choices(&scope.partnership, &known.owners),
        may_agree: may_decide && one.waits,
        may_decide,
        others,
        one,
    })
}

type OfProposal = Path<(PartnershipId, String, NoteId)>;

pub async fn show_one(State(app): State<App>, scope: PartnershipScope, Path((_, period, id)): OfProposal) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let note = load(&app, &scope, &period, id).await?;
    let known = super::find(app.db(), scope.tenant(), scope.id(), id).await?;
    let mut fields = vec![("revision", known.as_ref().map_or(0, |known| known.revision).to_string())];
    match &known {
        Some(known) => {
            let put = &known.put;
            fields.push(("outcome", put.outcome.word().to_owned()));
            fields.push(("reason", put.reason.clone()));
            fields.extend(put.module.map(|(_, module)| ("module", module.to_string())));
            let owner = put.owner.person.map_or(put.owner.side.word().to_owned(), |person| person.to_string());
            fields.push(("owner", owner));
            fields.extend(put.due.map(|due| ("due", due.to_string())));
        }
        None => {
            if let Some(Leaning::Module { id, .. }) = &note.leaning {
                fields.push(("module", id.to_string()));
            }
        }
    }
    let known = choices(&app, &scope).await?;
    show(&page(&app, &scope, &note, known, Fields::filled(fields)).await?)
}

pub async fn put_verdict(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period, id)): OfProposal,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "decision.take", &decisions(&scope))?;
    let note = load(&app, &scope, &period, id).await?;
    let known = choices(&app, &scope).await?;
    if put_as(&app, &scope, &note, &known, &mut form).await? {
        return see_and_say(&format!("{}/{period}/proposals/{id}", path_of(&scope)), "verdict-said-put");
    }
    show_again(&page(&app, &scope, &note, known, form).await?)
}

pub async fn make_agreement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period, id)): OfProposal,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "decision.take", &decisions(&scope))?;
    let note = load(&app, &scope, &period, id).await?;
    agree_as(&app, &scope, &note, &mut form).await?;
    see_and_say(&format!("{}/{period}/proposals/{id}", path_of(&scope)), "verdict-said-agreed")
}
