//! Tests: what one asks, by which rules, and of whom it was asked.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::{module, programme};

use super::store::{Askable, askable, taught};
use super::{Asked, MOST_ITEMS, Test, TestId, Words, choose, create, find, items_of, tier_of};
use crate::act::{act, home_of, resource};
use crate::figures::items::{Statistics, statistics};
use crate::item::ItemId;
use crate::sitting::{self, Occasion, Sitting};

#[derive(Template)]
#[template(path = "exam/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    home: String,
    path: String,
    /// Programmes and their modules: `programme` or `programme:module`.
    subjects: Vec<(String, String)>,
    programmes_path: String,
}

#[derive(Template)]
#[template(path = "exam/show.html")]
struct Show {
    shell: Shell,
    home: String,
    path: String,
    banks: String,
    test: Test,
    tier_key: String,
    items: Vec<Asked>,
    sittings: Vec<Sitting>,
    statistics: Option<Statistics>,
    designs: bool,
    opens: bool,
}

#[derive(Template)]
#[template(path = "exam/items.html")]
struct Choose {
    shell: Shell,
    form: Fields,
    path: String,
    banks_path: String,
    test: Test,
    items: Vec<Askable>,
}

impl Choose {
    /// Whether another bank begins with this item.
    fn begins(&self, at: &usize) -> bool {
        *at == 0 || self.items[at - 1].bank_title != self.items[*at].bank_title
    }
    fn kind_key(&self, item: &Askable) -> String {
        format!("item-kind-{}", item.kind)
    }
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/tests", scope.id())
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: TestId) -> Result<Test, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// What a test can be about: a programme as a whole, or one of its modules.
pub(crate) struct Subject {
    pub value: String,
    pub label: String,
    pub programme: programme::ProgrammeId,
    pub module: Option<module::ModuleId>,
}

pub(crate) async fn subjects(app: &App, scope: &PartnershipScope) -> Result<Vec<Subject>, Problem> {
    let mut all: Vec<Subject> = Vec::new();
    for one in taught(app.db(), scope.tenant(), scope.id()).await? {
        if all.last().is_none_or(|last| last.programme != one.programme_id) {
            all.push(Subject {
                value: one.programme_id.to_string(),
                label: one.programme_title.clone(),
                programme: one.programme_id,
                module: None,
            });
        }
        if let (Some(module), Some(title)) = (one.module_id, one.module_title) {
            all.push(Subject {
                value: format!("{}:{module}", one.programme_id),
                label: format!("{} · {title}", one.programme_title),
                programme: one.programme_id,
                module: Some(module),
            });
        }
    }
    Ok(all)
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let subjects = subjects(app, scope).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("exam-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        home: home_of(scope),
        path: path_of(scope),
        subjects: subjects.into_iter().map(|subject| (subject.value, subject.label)).collect(),
        programmes_path: format!("/p/{}/programmes", scope.id()),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let form = Fields::filled([("attempts", "1"), ("shuffled", "on")]);
    show(&new_page(&app, &scope, form).await?)
}

/// Makes a test from a form or a JSON body; nothing where it has faults.
pub(crate) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<TestId>, Problem> {
    let title = form.text("title", 120);
    let subjects = subjects(app, scope).await?;
    let subject = form.choice("subject", |text| subjects.iter().find(|subject| subject.value == text));
    let minutes = match form.value("minutes").trim() {
        "" => None,
        _ => form.whole("minutes", 1, 480),
    };
    let attempts = form.whole("attempts", 1, 10);
    let (Some(subject), Some(attempts), false) = (subject, attempts, form.has_faults()) else { return Ok(None) };
    let words = Words {
        title,
        programme: subject.programme,
        module: subject.module,
        minutes,
        attempts,
        shuffled: form.flag("shuffled"),
        released_at_once: form.flag("released"),
    };
    let tx = app.db().begin().await?;
    let id = create(&tx, act(app, scope), &words).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_one(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}/items", path_of(&scope)), "exam-said-made"),
        None => show_again(&new_page(&app, &scope, form).await?),
    }
}

pub async fn show_test(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let test = load(&app, &scope, id).await?;
    let items = items_of(app.db(), scope.tenant(), id).await?;
    let points: Vec<(i64, f64)> =
        items.iter().filter_map(|asked| Some((asked.tier, asked.content()?.points))).collect();
    let t = scope.viewer.speaker();
    let statistics = statistics(app.db(), &t, scope.tenant(), &test, &items, app.now()).await?;
    show(&Show {
        shell: Shell::within(&app, &scope, test.title.clone()).step(&app, &scope, Step::Evidence),
        home: home_of(&scope),
        path: format!("{}/{id}", path_of(&scope)),
        banks: crate::bank::pages::path_of(&scope),
        tier_key: format!("item-tier-{}", tier_of(&points)),
        sittings: sitting::of_test(app.db(), scope.tenant(), id).await?,
        statistics,
        designs: scope.may(&app, "assessment.design", &resource(&scope)),
        opens: scope.may(&app, "sitting.open", &resource(&scope)) && !items.is_empty(),
        items,
        test,
    })
}

async fn choose_page(app: &App, scope: &PartnershipScope, test: Test, form: Fields) -> Result<Choose, Problem> {
    let t = scope.viewer.speaker();
    Ok(Choose {
        shell: Shell::within(app, scope, t.say("exam-items")).step(app, scope, Step::Evidence),
        form,
        path: format!("{}/{}", path_of(scope), test.id),
        banks_path: home_of(scope),
        items: askable(app.db(), scope.tenant(), scope.id()).await?,
        test,
    })
}

fn still_open(test: &Test) -> Result<(), Problem> {
    if test.is_open() { Ok(()) } else { Err(Problem::refused("refusal-test-asked")) }
}

pub async fn show_items(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let test = load(&app, &scope, id).await?;
    still_open(&test)?;
    let chosen = items_of(app.db(), scope.tenant(), id).await?;
    let form = Fields::filled(chosen.iter().map(|asked| ("item", asked.item_id.to_string())));
    show(&choose_page(&app, &scope, test, form).await?)
}

/// Gives a test the items of a form or a JSON body, in their order; nothing where it has faults.
pub(crate) async fn choose_as(
    app: &App,
    scope: &PartnershipScope,
    test: &Test,
    form: &mut Fields,
) -> Result<Option<()>, Problem> {
    still_open(test)?;
    let known = askable(app.db(), scope.tenant(), scope.id()).await?;
    let mut items: Vec<ItemId> = Vec::new();
    for text in form.values("item").into_iter().map(str::to_owned).collect::<Vec<_>>() {
        match known.iter().map(|item| item.id).find(|id| id.to_string() == text) {
            Some(id) if !items.contains(&id) => items.push(id),
            Some(_) => {}
            None => form.refuse("item", Fault::new("fault-not-a-choice")),
        }
    }
    if items.is_empty() {
        form.refuse("item", Fault::new("fault-required"));
    }
    if items.len() > MOST_ITEMS {
        form.refuse("item", Fault::new("fault-test-many").with("most", MOST_ITEMS));
    }
    if form.has_faults() {
        return Ok(None);
    }
    let tx = app.db().begin().await?;
    if !choose(&tx, act(app, scope), test, &items).await? {
        return Err(Problem::refused("refusal-test-asked"));
    }
    tx.commit().await?;
    Ok(Some(()))
}

pub async fn take_items(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let test = load(&app, &scope, id).await?;
    match choose_as(&app, &scope, &test, &mut form).await? {
        Some(()) => see_and_say(&format!("{}/{id}", path_of(&scope)), "exam-said-chosen"),
        None => show_again(&choose_page(&app, &scope, test, form).await?),
    }
}

/// The name of an occasion, for templates and figures.
pub(crate) fn occasion_key(occasion: Occasion) -> String {
    format!("sitting-occasion-{}", occasion.word())
}
