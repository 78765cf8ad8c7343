//! The pages of blameless reviews: the list, the form that begins one, and one review, the same for both sides.

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::tz::TimeZone;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_partnership::By;
use lustrum_sharing::ledger;
use serde::Deserialize;

use super::read::{self, Attachable, OWN, attachable, people};
use super::{Blameless, BlamelessId, Entry, EntryId, LEVERS, Lack, Light, Part, begin, entries, find, lacks, list};
use crate::action::{self, Action, may_check};
use crate::measure;
use crate::owner::{Agreed, agreed_of, name_on};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

#[derive(Template)]
#[template(path = "blameless/list.html")]
struct List {
    shell: Shell,
    path: String,
    reviews: Vec<Blameless>,
    may_begin: bool,
    next: Option<BlamelessId>,
}

#[derive(Template)]
#[template(path = "blameless/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
}

/// An entry as the page shows it.
struct Shown {
    id: EntryId,
    text: String,
    /// The name of the figure or of the lever.
    name: String,
    figure: Option<lustrum_kernel::figure::Spoken>,
    source: String,
    link: String,
    light: Option<Light>,
    own: bool,
    who: String,
}

/// What a side contributed.
struct Contributed {
    /// Where it stands on the page.
    place: &'static str,
    name: String,
    given: Vec<Shown>,
    own: bool,
}

#[derive(Template)]
#[template(path = "blameless/show.html")]
pub(super) struct Show {
    shell: Shell,
    form: Fields,
    path: String,
    actions_path: String,
    review: Blameless,
    evidence: Vec<Shown>,
    contributions: Vec<Contributed>,
    conditions: Vec<Shown>,
    actions: Vec<Agreed>,
    lacks: Vec<&'static str>,
    figures: Vec<(String, String)>,
    levers: Vec<(String, String)>,
    lights: Vec<(String, String)>,
    may_add: bool,
    may_close: bool,
    may_agree: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<BlamelessId>,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("BlamelessReviews", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/blameless", scope.id())
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "blameless.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let mut reviews = list(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = reviews.len() > A_PAGE as usize;
    reviews.truncate(A_PAGE as usize);
    show(&List {
        shell: Shell::within(&app, &scope, t.say("nav-blameless")).step(&app, &scope, Step::Review),
        path: path_of(&scope),
        may_begin: scope.may(&app, "blameless.begin", &resource(&scope)),
        next: reviews.last().filter(|_| more).map(|review| review.id),
        reviews,
    })
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "blameless.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let names = ["title", "begun", "closed"];
    let mut rows: Vec<Vec<Out>> =
        vec![names.iter().map(|name| t.say(&format!("blameless-column-{name}")).into()).collect()];
    for review in list(app.db(), scope.tenant(), scope.id(), None, AN_EXPORT).await? {
        let day = |at: lustrum_kernel::Moment| at.day_in(&t.zone).0;
        rows.push(vec![review.title.into(), day(review.begun_at).into(), review.closed_at.map(day).into()]);
    }
    download("blameless.csv", "text/csv; charset=utf-8", csv(&rows))
}

fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> New {
    let t = scope.viewer.speaker();
    New {
        shell: Shell::within(app, scope, t.say("blameless-new")).step(app, scope, Step::Review).narrow(),
        form,
        path: path_of(scope),
    }
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "blameless.begin", &resource(&scope))?;
    show(&new_page(&app, &scope, Fields::default()))
}

/// Begins a review, or nothing where a field is at fault.
pub(crate) async fn make(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<BlamelessId>, Problem> {
    let people = people(app.db(), &scope.partnership).await?;
    let Some((title, happened)) = read::begun(form, &people) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let id = begin(&tx, &By::viewer(scope, app.now()), &title, &happened).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_review(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "blameless.begin", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", path_of(&scope)), "blameless-said-begun"),
        None => show_again(&new_page(&app, &scope, form)),
    }
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: BlamelessId) -> Result<Blameless, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// A partner's look at results that were released stands in the ledger, also where they are evidence.
pub(crate) async fn note_read(
    app: &App,
    scope: &PartnershipScope,
    review: &Blameless,
    entries: &[Entry],
) -> Result<(), Problem> {
    let results = entries.iter().any(|entry| match &entry.part {
        Part::Evidence { figure: Some(line), .. } => line.level == 4,
        _ => false,
    });
    if scope.side == Side::Partner && results {
        ledger::note_read(app, scope, review.id.0, &review.title).await?;
    }
    Ok(())
}

pub(super) async fn page(
    app: &App,
    scope: &PartnershipScope,
    review: Blameless,
    form: Fields,
) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let entries = entries(app.db(), scope.tenant(), review.id).await?;
    note_read(app, scope, &review, &entries).await?;
    let actions = action::of_blameless(app.db(), scope.tenant(), scope.id(), review.id).await?;
    let attachable: Attachable = attachable(app.db(), &scope.partnership, app.now()).await?;
    let lacks = lacks(&entries, actions.len());
    let shown = |entry: &Entry| shown(&t, scope, entry);
    let of = |wanted: fn(&Part) -> bool| entries.iter().filter(move |entry| wanted(&entry.part));
    let contributed = |side: Side| {
        let own = of(|part| matches!(part, Part::Contribution { .. })).filter(|entry| entry.side == side);
        Contributed {
            place: Lack::Contribution(side).place(),
            name: name_on(&scope.partnership, side).to_owned(),
            given: own.map(shown).collect(),
            own: side == scope.side,
        }
    };
    let today = app.now().day_in(&TimeZone::UTC);
    let listed = |action: &Action| Agreed {
        late: action.is_late_on(today),
        checkable: action.check.is_none() && may_check(action, scope.viewer.person).is_ok(),
        ..agreed_of(&t, scope, action)
    };
    let mut levers: Vec<(String, String)> =
        LEVERS.map(|lever| (lever.to_owned(), t.say(&format!("blameless-lever-{lever}")))).to_vec();
    levers.push((OWN.to_owned(), t.say("blameless-lever-own")));
    let open = review.is_open();
    Ok(Show {
        shell: Shell::within(app, scope, review.title.clone()).step(app, scope, Step::Review),
        path: format!("{}/{}", path_of(scope), review.id),
        actions_path: format!("/p/{}/actions", scope.id()),
        evidence: of(|part| matches!(part, Part::Evidence { .. })).map(shown).collect(),
        contributions: Side::BOTH.into_iter().map(contributed).collect(),
        conditions: of(|part| matches!(part, Part::Condition { .. })).map(shown).collect(),
        actions: actions.iter().map(listed).collect(),
        lacks: lacks.iter().map(|lack| lack.place()).collect(),
        figures: attachable.choices(&t),
        levers,
        lights: Light::ALL
            .map(|light| (light.word().to_owned(), t.say(&format!("blameless-light-{}", light.word()))))
            .to_vec(),
        may_add: open && scope.may(app, "blameless.add", &resource(scope)),
        may_close: scope.may(app, "blameless.close", &resource(scope)),
        may_agree: open && scope.may(app, "action.agree", &action::pages::resource(scope)),
        form,
        review,
    })
}

fn shown(t: &lustrum_kernel::locale::Speaker, scope: &PartnershipScope, entry: &Entry) -> Shown {
    let mut shown = Shown {
        id: entry.id,
        text: String::new(),
        name: String::new(),
        figure: None,
        source: String::new(),
        link: String::new(),
        light: None,
        own: entry.side == scope.side,
        who: name_on(&scope.partnership, entry.side).to_owned(),
    };
    match &entry.part {
        Part::Evidence { text, figure, source, link } => {
            shown.text.clone_from(text);
            shown.source.clone_from(source);
            shown.link.clone_from(link);
            if let Some(line) = figure {
                shown.name = measure::name(t, line);
                shown.figure = Some(line.figure.spoken(t, line.difference));
            }
        }
        Part::Contribution { text } => shown.text.clone_from(text),
        Part::Condition { lever, text, light } => {
            shown.name = t.say(&format!("blameless-lever-{}", lever.unwrap_or(OWN)));
            shown.text.clone_from(text);
            shown.light = Some(*light);
        }
    }
    shown
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BlamelessId)>,
) -> Answer {
    let review = load(&app, &scope, id).await?;
    scope.require(&app, "blameless.view", &resource(&scope))?;
    show(&page(&app, &scope, review, Fields::default()).await?)
}

impl List {
    fn new_path(&self) -> String {
        format!("{}/new", self.path)
    }
}

impl Show {
    /// The class repeats what the word says.
    fn class(&self, light: &Light) -> &'static str {
        match light {
            Light::Red => "bad",
            Light::Amber => "open",
            Light::Green => "",
        }
    }
    fn light(&self, light: &Light) -> String {
        self.shell.t.say(&format!("blameless-light-{}", light.word()))
    }
}
