//! The pages of the reviews: the list, and one review as both sides see it.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::remember;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_partnership::contact::{Mandate, decided_by_others};
use lustrum_sharing::ledger;
use serde::Deserialize;

use super::contest::open_until;
use super::verdict::{Followed, followed};
use super::{Format, Line, MakeRefused, Opens, Review, Spoken, all_of, contest, list, make, spoken};
use crate::action::Action;
use crate::decision::Decision;
use crate::owner::{Agreed, agreed_of};
use crate::quarter::Quarter;
use crate::{action, decision, review};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;
/// So many earlier quarters can be chosen as well.
const EARLIER: usize = 8;

#[derive(Template)]
#[template(path = "review/list.html")]
struct List {
    shell: Shell,
    form: Fields,
    path: String,
    reviews: Vec<Review>,
    /// The quarter that is due, as long as it has no review.
    due: Option<Quarter>,
    quarters: Vec<(String, String)>,
    may_make: bool,
    /// The quarter for whose review notes are written now; nothing for whoever writes none.
    prepare: Option<Quarter>,
    next: Option<Quarter>,
}

#[derive(Template)]
#[template(path = "review/show.html")]
struct Show {
    shell: Shell,
    path: String,
    actions: String,
    decisions: String,
    blameless: String,
    period: Quarter,
    doc: Spoken,
    number: i64,
    made: String,
    /// Numbers of the same period, the newest first.
    numbers: Vec<i64>,
    is_newest: bool,
    /// The proposals that this review holds, with what became of each.
    proposals: Vec<Followed>,
    after: Vec<Agreed>,
    open: Vec<Agreed>,
    may_make: bool,
    may_note: bool,
    may_decide: bool,
    may_agree: bool,
    /// Until when figures can be contested, or could; and whether the viewer can do so now.
    contest_until: String,
    may_contest: bool,
    /// Who decides, where the viewer's role could and the mandate is others'.
    others: Option<String>,
}

#[derive(Template)]
#[template(path = "review/none.html")]
struct NoReview {
    shell: Shell,
    path: String,
    period: Quarter,
    may_make: bool,
    may_note: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<String>,
}

#[derive(Deserialize)]
pub struct AskedOne {
    lang: Option<String>,
    number: Option<i64>,
}

impl List {
    fn name(&self, period: &Quarter) -> String {
        name_of(&self.shell.t, *period)
    }
}

impl NoReview {
    fn name(&self) -> String {
        name_of(&self.shell.t, self.period)
    }
}

/// `Q3 2026`
pub(crate) fn name_of(t: &Speaker, period: Quarter) -> String {
    t.say2("review-quarter", "place", period.place(), "year", period.year())
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Reviews", scope.id())
}

fn may_note(app: &App, scope: &PartnershipScope) -> bool {
    scope.may(app, "review.note", &resource(scope))
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/reviews", scope.id())
}

async fn list_page(
    app: &App,
    scope: &PartnershipScope,
    form: Fields,
    before: Option<Quarter>,
) -> Result<List, Problem> {
    let t = scope.viewer.speaker();
    let mut reviews = list(app.db(), scope.tenant(), scope.id(), before, A_PAGE + 1).await?;
    let more = reviews.len() > A_PAGE as usize;
    reviews.truncate(A_PAGE as usize);
    let due = Quarter::due_at(app.now());
    let has = |period: Quarter| reviews.iter().any(|review| review.period == period);
    let now = Quarter::at(app.now());
    let began = Quarter::at(scope.partnership.since);
    let quarters = std::iter::successors(Some(now), |period| Some(period.before()))
        .take_while(|period| *period >= began)
        .take(EARLIER);
    Ok(List {
        shell: Shell::within(app, scope, t.say("review-list")).step(app, scope, Step::Review),
        form,
        path: path_of(scope),
        prepare: may_note(app, scope).then_some(if due >= began && !has(due) { due } else { now }),
        due: (before.is_none() && due >= began && !has(due)).then_some(due),
        quarters: quarters.map(|period| (period.to_string(), name_of(&t, period))).collect(),
        may_make: scope.may(app, "review.make", &resource(scope)),
        next: reviews.last().filter(|_| more).map(|review| review.period),
        reviews,
    })
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let before = asked.before.and_then(|text| text.parse().ok());
    show(&list_page(&app, &scope, Fields::default(), before).await?)
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings =
        ["period", "number", "made", "label", "hash"].map(|name| t.say(&format!("review-list-{name}")).into());
    let mut rows: Vec<Vec<Out>> = vec![headings.to_vec()];
    for review in list(app.db(), scope.tenant(), scope.id(), None, AN_EXPORT).await? {
        let label = if review.content.is_activity() { t.say("review-activity") } else { String::new() };
        rows.push(vec![
            review.period.to_string().into(),
            (review.number as f64).into(),
            review.made_at.day_in(&t.zone).0.into(),
            label.into(),
            review.hash.into(),
        ]);
    }
    download("reviews.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// Makes the review that was asked for; a refusal stands at its field.
pub(crate) async fn make_asked(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<(Review, bool)>, Problem> {
    let Some(period) = form.choice("period", |text| text.parse::<Quarter>().ok()) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let before = review::latest(&tx, scope.tenant(), scope.id(), period).await?;
    let person = Some(scope.viewer.person);
    let generated = review::is_generated(&tx, &scope.partnership).await?;
    let made = make(&tx, &scope.partnership, person, app.now(), period, generated).await;
    match made {
        Ok(review) => {
            tx.commit().await?;
            let fresh = before.is_none_or(|before| before.id != review.id);
            Ok(Some((review, fresh)))
        }
        Err(MakeRefused::Database(error)) => Err(error.into()),
        Err(MakeRefused::NotBegun(_)) => {
            form.refuse("period", Fault::new("fault-period-not-begun"));
            Ok(None)
        }
        Err(MakeRefused::BeforePartnership(_)) => {
            form.refuse("period", Fault::new("fault-period-before-partnership"));
            Ok(None)
        }
    }
}

pub async fn make_review(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "review.make", &resource(&scope))?;
    match make_asked(&app, &scope, &mut form).await? {
        Some((review, fresh)) => {
            let path = format!("{}/{}", path_of(&scope), review.period);
            see_and_say(&path, if fresh { "review-said-made" } else { "review-said-the-same" })
        }
        None => show_again(&list_page(&app, &scope, form, None).await?),
    }
}

/// One review: a page at its period, a file where a format is named behind it (`2026-Q3.pdf`).
pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, name)): Path<(PartnershipId, String)>,
    Query(asked): Query<AskedOne>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let (period, format) = match name.split_once('.') {
        Some((period, word)) => (period, Some(Format::parse(word).ok_or(Problem::NotFound)?)),
        None => (name.as_str(), None),
    };
    let period: Quarter = period.parse().map_err(|_| Problem::NotFound)?;
    let of_period = all_of(app.db(), scope.tenant(), scope.id(), period);
    let which = format!("{} {period}", scope.id());
    let reviews = remember(app.db(), scope.tenant(), app.now(), "reviews", which, of_period).await?;
    let numbers: Vec<i64> = reviews.iter().map(|review| review.number).collect();
    let wanted = asked.number.or(numbers.first().copied());
    let locale = asked.lang.as_deref().and_then(Locale::parse).unwrap_or(scope.viewer.locale);
    let review = reviews.iter().find(|review| Some(review.number) == wanted).cloned();
    if let Some(review) = &review {
        note_read(&app, &scope, review).await?;
    }
    match (review, format) {
        (Some(review), Some(format)) => super::files::file(&app, &scope, review, locale, format).await,
        (Some(review), None) => show_page(&app, &scope, review, locale, numbers).await,
        (None, None) if numbers.is_empty() => show_none(&app, &scope, period),
        (None, _) => Err(Problem::NotFound),
    }
}

/// A partner's look at released figures stands in the ledger, also when they are read in a review.
pub(crate) async fn note_read(app: &App, scope: &PartnershipScope, review: &Review) -> Result<(), Problem> {
    let shown = |line: &Line| line.figure.value().is_some();
    let figures = review.content.figures.iter().any(shown) || !review.content.studies.is_empty();
    if scope.side == Side::Partner && figures {
        ledger::note_read(app, scope, review.id.0, &review.period.to_string()).await?;
    }
    Ok(())
}

fn show_none(app: &App, scope: &PartnershipScope, period: Quarter) -> Answer {
    if app.now() < period.bounds().0 {
        return Err(Problem::NotFound);
    }
    let t = scope.viewer.speaker();
    show(&NoReview {
        shell: Shell::within(app, scope, t.say1("review-of", "period", name_of(&t, period))).step(
            app,
            scope,
            Step::Review,
        ),
        path: path_of(scope),
        period,
        may_make: scope.may(app, "review.make", &resource(scope)),
        may_note: may_note(app, scope) && period.bounds().1 > scope.partnership.since,
    })
}

/// A review in words, with what was agreed since it was frozen: that stands beside the frozen text, never in it.
struct Around {
    doc: Spoken,
    who: Option<String>,
    decisions: Vec<Decision>,
    open: Vec<Action>,
}

async fn around(app: &App, scope: &PartnershipScope, review: &Review, locale: Locale) -> Result<Around, Problem> {
    let names = person::named(app.db(), review.made_by.as_slice()).await?;
    let doc = spoken(&review.content, locale).map_err(|error| Problem::Broken(error.to_string()))?;
    let contests = contest::of_review(app.db(), scope.tenant(), scope.id(), review.period, review.number).await?;
    Ok(Around {
        doc: doc.with_contests(&Speaker::utc(locale), &review.content, &contests),
        who: review.made_by.and_then(|id| names.get(&id).cloned()),
        decisions: decision::of_period(app.db(), scope.tenant(), scope.id(), review.period).await?,
        open: action::open(app.db(), scope.tenant(), scope.id()).await?,
    })
}

async fn show_page(app: &App, scope: &PartnershipScope, review: Review, locale: Locale, numbers: Vec<i64>) -> Answer {
    let t = scope.viewer.speaker();
    let which = format!("{} {}", review.id, locale.code());
    let around =
        remember(app.db(), scope.tenant(), app.now(), "review", which, around(app, scope, &review, locale)).await?;
    let decides = scope.may(app, "decision.take", &decision::pages::resource(scope));
    let others = if decides { decided_by_others(app, scope, Mandate::DecideReview).await? } else { None };
    let opens = Opens {
        results: scope.may(app, "results.view", &Resource::new("Evidence", scope.id())),
        studies: scope.may(app, "study.list", &Resource::new("Studies", scope.id())),
    };
    let held: Vec<_> = review.content.notes.iter().map(|note| note.id).collect();
    let mut proposals = followed(app, scope, review.period).await?;
    proposals.retain(|one| held.contains(&one.id.0));
    let last = open_until(app, scope, review.made_at).await?;
    let in_time = app.now().day_in(&jiff::tz::TimeZone::UTC) <= last;
    let is_newest = numbers.first() == Some(&review.number);
    let contest_key = if in_time { "contest-open-until" } else { "contest-was-until" };
    let at = t.moment(&review.made_at);
    let made = match &around.who {
        Some(who) => t.say2("review-made-by", "who", who, "at", at),
        None => t.say1("review-made", "at", at),
    };
    show(&Show {
        shell: Shell::within(app, scope, around.doc.title.clone()).step(app, scope, Step::Review),
        path: format!("{}/{}", path_of(scope), review.period),
        actions: format!("/p/{}/actions", scope.id()),
        decisions: format!("/p/{}/decisions", scope.id()),
        blameless: format!("/p/{}/blameless", scope.id()),
        period: review.period,
        number: review.number,
        made,
        is_newest,
        contest_until: t.say1(contest_key, "day", t.day(&last)),
        may_contest: in_time && is_newest && scope.may(app, "review.contest", &resource(scope)),
        numbers,
        proposals,
        may_note: may_note(app, scope),
        after: around.decisions.iter().map(|decision| agreed_of(&t, scope, decision)).collect(),
        open: around.open.iter().map(|action| agreed_of(&t, scope, action)).collect(),
        may_make: scope.may(app, "review.make", &resource(scope)),
        may_decide: decides && others.is_none(),
        may_agree: decides,
        others,
        doc: around.doc.clone().links_that_open(opens),
    })
}

impl Show {
    fn other(&self) -> Locale {
        if self.doc.lang == Locale::En.code() { Locale::Nl } else { Locale::En }
    }
    fn is_shown(&self, number: &i64) -> bool {
        self.number == *number
    }
    fn other_language(&self) -> &'static str {
        self.other().code()
    }
    fn other_pdf(&self) -> String {
        self.shell.t.say(&format!("review-pdf-{}", self.other().code()))
    }
    fn list_path(&self) -> &str {
        self.path.rsplit_once('/').map_or(self.path.as_str(), |(list, _)| list)
    }
}
