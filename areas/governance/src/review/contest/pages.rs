//! The pages of contests: the form that begins one, and one contest with both views.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::blob;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_sharing::room::check::Kind;

use super::form::{answer_as, contest_as, newest, require_open, settle_as};
use super::{Contest, ContestId, Outcome, figures, find, may_settle};
use crate::owner::name_on;
use crate::review::pages::{name_of, note_read, path_of, resource};
use crate::review::words::{SpokenContest, spoken_contest};
use crate::review::{Review, all_of};

#[derive(Template)]
#[template(path = "review/contest/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    until: String,
    figures: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "review/contest/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    path: String,
    review: String,
    review_name: String,
    one: SpokenContest,
    may_answer: bool,
    waits_for: String,
    outcomes: Vec<(String, String)>,
}

fn new_page(app: &App, scope: &PartnershipScope, review: &Review, until: String, form: Fields) -> New {
    let t = scope.viewer.speaker();
    New {
        shell: Shell::within(app, scope, t.say("contest-new")).step(app, scope, Step::Review).narrow(),
        form,
        path: format!("{}/{}", path_of(scope), review.period),
        until: t.say2("contest-until", "day", until, "period", name_of(&t, review.period)),
        figures: figures(&t, &review.content),
    }
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
) -> Answer {
    scope.require(&app, "review.contest", &resource(&scope))?;
    let review = newest(&app, &scope, &period).await?;
    let last = require_open(&app, &scope, &review).await?;
    let until = scope.viewer.speaker().day(&last);
    show(&new_page(&app, &scope, &review, until, Fields::default()))
}

pub async fn begin(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.contest", &resource(&scope))?;
    let review = newest(&app, &scope, &period).await?;
    if let Some(id) = contest_as(&app, &scope, &review, &mut form).await? {
        return see_and_say(&format!("/p/{}/contests/{id}", scope.id()), "contest-said-begun");
    }
    let last = require_open(&app, &scope, &review).await?;
    let until = scope.viewer.speaker().day(&last);
    show_again(&new_page(&app, &scope, &review, until, form))
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: ContestId) -> Result<Contest, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// The review that holds the figure.
async fn review_of(app: &App, scope: &PartnershipScope, contest: &Contest) -> Result<Review, Problem> {
    let all = all_of(app.db(), scope.tenant(), scope.id(), contest.period).await?;
    all.into_iter().find(|review| review.number == contest.number).ok_or(Problem::NotFound)
}

async fn page(app: &App, scope: &PartnershipScope, contest: &Contest, form: Fields) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let review = review_of(app, scope, contest).await?;
    note_read(app, scope, &review).await?;
    let may = scope.may(app, "review.contest", &resource(scope));
    let mine = |outcome: &Outcome| may && may_settle(contest, scope.side, *outcome).is_ok();
    let outcomes = Outcome::ALL.into_iter().filter(mine);
    Ok(Show {
        shell: Shell::within(app, scope, t.say("contest-one")).step(app, scope, Step::Review),
        form,
        path: format!("/p/{}/contests/{}", scope.id(), contest.id),
        review: format!("{}/{}?number={}", path_of(scope), contest.period, contest.number),
        review_name: t.say1("review-of", "period", name_of(&t, contest.period)),
        one: spoken_contest(&t, &review.content, contest),
        may_answer: may && contest.answer.is_none() && scope.side != contest.side,
        waits_for: match (&contest.answer, &contest.outcome) {
            (None, _) => t.say1("contest-waits-answer", "side", name_on(&scope.partnership, contest.side.other())),
            (Some(_), None) => t.say1("contest-waits-outcome", "side", name_on(&scope.partnership, contest.side)),
            _ => String::new(),
        },
        outcomes: outcomes
            .map(|one| (one.word().to_owned(), t.say(&format!("contest-outcome-{}", one.word()))))
            .collect(),
    })
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ContestId)>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let contest = load(&app, &scope, id).await?;
    show(&page(&app, &scope, &contest, Fields::default()).await?)
}

/// The file that the contesting side gave as evidence.
pub async fn show_file(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ContestId)>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let file = load(&app, &scope, id).await?.file.ok_or(Problem::NotFound)?;
    let kept = blob::find(app.db(), scope.tenant(), file).await?.ok_or(Problem::NotFound)?;
    let media = Kind::parse(&kept.content_type).map_or("application/octet-stream", Kind::media);
    download(&kept.name, media, kept.bytes)
}

pub async fn give_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ContestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.contest", &resource(&scope))?;
    let contest = load(&app, &scope, id).await?;
    if answer_as(&app, &scope, &contest, &mut form).await? {
        return see_and_say(&format!("/p/{}/contests/{id}", scope.id()), "contest-said-answered");
    }
    show_again(&page(&app, &scope, &contest, form).await?)
}

pub async fn say_outcome(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ContestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.contest", &resource(&scope))?;
    let contest = load(&app, &scope, id).await?;
    if settle_as(&app, &scope, &contest, &mut form).await? {
        return see_and_say(&format!("/p/{}/contests/{id}", scope.id()), "contest-said-settled");
    }
    show_again(&page(&app, &scope, &contest, form).await?)
}
