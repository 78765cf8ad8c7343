//! The immersion plan as pages: what is planned and done, how far its insights came, one part of the plan.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields, Standing};
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::{Insight, InsightId, Item, ItemId, Kind, Reach, Use, Words};
use super::{add, all_insights, change, find, items, note, take_place, uses};
use crate::By;

const LONGEST: usize = 4_000;

/// An insight as it stands in a list.
pub struct Line {
    pub id: InsightId,
    pub number: i64,
    pub text: String,
    pub who: String,
    pub answer: String,
    pub requirement: String,
    /// Title and address of what uses it.
    pub uses: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "immersion/plan.html")]
struct Plan {
    shell: Shell,
    path: String,
    items: Vec<(usize, Item)>,
    lines: Vec<Line>,
    reach: Reach,
    may_plan: bool,
}

impl Plan {
    fn day(&self, item: &Item) -> String {
        let t = &self.shell.t;
        match (item.done_on, item.words.planned_on) {
            (Some(day), _) => t.say1("immersion-done-on", "day", t.day(&day)),
            (None, Some(day)) => t.say1("immersion-planned-for", "day", t.day(&day)),
            (None, None) => t.say("immersion-no-day"),
        }
    }
    fn kind(&self, item: &Item) -> String {
        self.shell.t.say(&format!("immersion-kind-{}", item.words.kind.word()))
    }
    fn share(&self) -> String {
        self.reach.share().map(|share| self.shell.t.percent(share, 0)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "immersion/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    action: String,
    back: String,
    kinds: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "immersion/item.html")]
struct One {
    shell: Shell,
    form: Fields,
    plan: String,
    path: String,
    facts: Vec<(String, String)>,
    item: Item,
    lines: Vec<Line>,
    may_plan: bool,
    may_note: bool,
    /// The day that it is planned for, where that is still to come: until then nobody says that it took place.
    waits_for: Option<String>,
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Immersion", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/immersion", scope.id())
}

/// Where a use can be looked at.
fn address(scope: &PartnershipScope, one: &Use) -> String {
    format!("/p/{}/programmes/{}/requirements", scope.id(), one.within_id)
}

pub(super) fn lines(
    scope: &PartnershipScope,
    insights: &[Insight],
    uses: &[Use],
    names: &HashMap<PersonId, String>,
) -> Vec<Line> {
    let line = |insight: &Insight| Line {
        id: insight.id,
        number: insight.number,
        text: insight.noted.text.clone(),
        who: names.get(&insight.noted.by).cloned().unwrap_or_default(),
        answer: insight.answer.as_ref().map(|said| said.text.clone()).unwrap_or_default(),
        requirement: insight.requirement.as_ref().map(|said| said.text.clone()).unwrap_or_default(),
        uses: uses
            .iter()
            .filter(|one| one.insight_id == insight.id)
            .map(|one| (one.title.clone(), address(scope, one)))
            .collect(),
    };
    insights.iter().map(line).collect()
}

/// The plan, the insights and where they are used, with the names of who noted them.
pub(super) struct Whole {
    pub items: Vec<Item>,
    pub insights: Vec<Insight>,
    pub uses: Vec<Use>,
    pub names: HashMap<PersonId, String>,
}

pub(super) async fn whole(app: &App, scope: &PartnershipScope) -> Result<Whole, Problem> {
    scope.require(app, "immersion.view", &resource(scope))?;
    let insights = all_insights(app.db(), scope.tenant(), scope.id()).await?;
    let people: Vec<PersonId> = insights.iter().map(|insight| insight.noted.by).collect();
    Ok(Whole {
        items: items(app.db(), scope.tenant(), scope.id()).await?,
        uses: uses(app.db(), scope.tenant(), scope.id()).await?,
        names: person::named(app.db(), &people).await?,
        insights,
    })
}

pub async fn show_plan(State(app): State<App>, scope: PartnershipScope) -> Answer {
    let Whole { items, insights, uses, names } = whole(&app, &scope).await?;
    let mut counts: HashMap<ItemId, usize> = HashMap::new();
    for insight in &insights {
        *counts.entry(insight.item).or_default() += 1;
    }
    let title = scope.viewer.speaker().say("immersion-title");
    show(&Plan {
        shell: Shell::within(&app, &scope, title).step(&app, &scope, Step::Charter),
        path: path_of(&scope),
        items: items.into_iter().map(|item| (counts.remove(&item.id).unwrap_or_default(), item)).collect(),
        reach: Reach::of(&insights, &uses),
        lines: lines(&scope, &insights, &uses, &names),
        may_plan: scope.may(&app, "immersion.plan", &resource(&scope)),
    })
}

pub async fn export_insights(State(app): State<App>, scope: PartnershipScope) -> Answer {
    let Whole { items, insights, uses, names } = whole(&app, &scope).await?;
    let t = scope.viewer.speaker();
    let titles: HashMap<ItemId, String> = items.into_iter().map(|item| (item.id, item.words.title)).collect();
    let headings = [
        "insight-number",
        "insight-from",
        "insight-text",
        "insight-noted-by",
        "insight-answer",
        "insight-requirement",
        "insight-used-in",
    ];
    let mut rows = vec![headings.map(|key| Out::from(t.say(key))).to_vec()];
    for (insight, line) in insights.iter().zip(lines(&scope, &insights, &uses, &names)) {
        let used: Vec<String> = line.uses.into_iter().map(|(title, _)| title).collect();
        rows.push(vec![
            (line.number as f64).into(),
            titles.get(&insight.item).cloned().unwrap_or_default().into(),
            line.text.into(),
            line.who.into(),
            line.answer.into(),
            line.requirement.into(),
            used.join("; ").into(),
        ]);
    }
    download("insights.csv", "text/csv; charset=utf-8", csv(&rows))
}

fn edit_page(app: &App, scope: &PartnershipScope, known: Option<&Item>, form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    let list = format!("{}/items", path_of(scope));
    let action = known.map_or_else(|| list.clone(), |item| format!("{list}/{}", item.id));
    let title = t.say(if known.is_some() { "immersion-edit" } else { "immersion-new" });
    Edit {
        shell: Shell::within(app, scope, title).narrow(),
        form,
        back: known.map_or_else(|| path_of(scope), |_| action.clone()),
        action,
        kinds: Kind::ALL
            .map(|kind| (kind.word().to_owned(), t.say(&format!("immersion-kind-{}", kind.word()))))
            .to_vec(),
    }
}

pub(super) fn read(form: &mut Fields) -> Option<Words> {
    let kind = form.choice("kind", Kind::parse);
    let title = form.text("title", 200);
    let host = form.text("host", 200);
    let guests = form.text("guests", 200);
    let place = form.optional_text("place", 200).unwrap_or_default();
    let planned_on = form.optional_day("day");
    if form.has_faults() {
        return None;
    }
    Some(Words { kind: kind?, title, host, guests, place, planned_on })
}

fn standing(item: &Item) -> [Standing; 6] {
    let words = &item.words;
    [
        Standing::new("kind", words.kind.word()),
        Standing::new("title", &words.title),
        Standing::new("host", &words.host),
        Standing::new("guests", &words.guests),
        Standing::new("place", &words.place),
        Standing::new("day", words.planned_on.map(|day| day.to_string()).unwrap_or_default()),
    ]
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "immersion.plan", &resource(&scope))?;
    show(&edit_page(&app, &scope, None, Fields::default()))
}

pub(super) async fn add_as(app: &App, scope: &PartnershipScope, words: &Words) -> Result<ItemId, Problem> {
    let tx = app.db().begin().await?;
    let id = add(&tx, &By::viewer(scope, app.now()), words).await?;
    tx.commit().await?;
    Ok(id)
}

pub async fn make_item(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "immersion.plan", &resource(&scope))?;
    let Some(words) = read(&mut form) else { return show_again(&edit_page(&app, &scope, None, form)) };
    let id = add_as(&app, &scope, &words).await?;
    see_and_say(&format!("{}/items/{id}", path_of(&scope)), "immersion-said-planned")
}

/// The part of the plan that the path names, for an act that a policy allows.
pub(super) async fn found(app: &App, scope: &PartnershipScope, id: ItemId, action: &str) -> Result<Item, Problem> {
    scope.require(app, action, &resource(scope))?;
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub async fn show_edit(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ItemId)>,
) -> Answer {
    let item = found(&app, &scope, id, "immersion.plan").await?;
    show(&edit_page(&app, &scope, Some(&item), Fields::to_edit(&standing(&item))))
}

pub async fn change_item(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ItemId)>,
    mut form: Fields,
) -> Answer {
    let item = found(&app, &scope, id, "immersion.plan").await?;
    let words = read(&mut form);
    let meanwhile = form.changed_meanwhile(&standing(&item));
    let Some(words) = words.filter(|_| !meanwhile) else {
        return show_again(&edit_page(&app, &scope, Some(&item), form));
    };
    let tx = app.db().begin().await?;
    change(&tx, &By::viewer(&scope, app.now()), &item, &words).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/items/{id}", path_of(&scope)), "immersion-said-changed")
}

async fn item_page(app: &App, scope: &PartnershipScope, item: Item, form: Fields) -> Result<One, Problem> {
    let Whole { mut insights, uses, names, .. } = whole(app, scope).await?;
    insights.retain(|insight| insight.item == item.id);
    let t = scope.viewer.speaker();
    let words = &item.words;
    let mut facts = vec![
        (t.say("immersion-kind"), t.say(&format!("immersion-kind-{}", words.kind.word()))),
        (t.say("immersion-host"), words.host.clone()),
        (t.say("immersion-guests"), words.guests.clone()),
        (t.say("immersion-place"), words.place.clone()),
        (t.say("immersion-day"), words.planned_on.map(|day| t.day(&day)).unwrap_or_default()),
        (t.say("immersion-took-place"), item.done_on.map(|day| t.day(&day)).unwrap_or_default()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    Ok(One {
        shell: Shell::within(app, scope, words.title.clone()),
        form,
        plan: path_of(scope),
        path: format!("{}/items/{}", path_of(scope), item.id),
        facts,
        lines: lines(scope, &insights, &uses, &names),
        may_plan: scope.may(app, "immersion.plan", &resource(scope)),
        may_note: item.done_on.is_some() && scope.may(app, "insight.note", &resource(scope)),
        waits_for: item.waits_for(app.now().day_in(&scope.viewer.zone)).map(|day| t.day(&day)),
        item,
    })
}

pub async fn show_item(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ItemId)>,
) -> Answer {
    let item = found(&app, &scope, id, "immersion.view").await?;
    let today = app.now().day_in(&scope.viewer.zone).to_string();
    show(&item_page(&app, &scope, item, Fields::filled([("on", today)])).await?)
}

/// Notes that it took place; the other result says why not, at its field.
pub(super) async fn take_place_as(
    app: &App,
    scope: &PartnershipScope,
    item: &Item,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let Some(on) = form.day("on") else { return Ok(false) };
    let today = app.now().day_in(&scope.viewer.zone);
    let tx = app.db().begin().await?;
    match take_place(&tx, &By::viewer(scope, app.now()), item, on, today).await? {
        Ok(()) => tx.commit().await?,
        Err(refused @ super::Refused::NotYet) => {
            form.refuse("on", Fault::new(refused.key()));
            return Ok(false);
        }
        Err(refused @ super::Refused::Planned(day)) => {
            form.refuse("on", Fault::new(refused.key()).with("day", scope.viewer.speaker().day(&day)));
            return Ok(false);
        }
        Err(refused) => return Err(Problem::refused(refused.key())),
    }
    Ok(true)
}

pub async fn make_done(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ItemId)>,
    mut form: Fields,
) -> Answer {
    let item = found(&app, &scope, id, "immersion.plan").await?;
    if !take_place_as(&app, &scope, &item, &mut form).await? {
        return show_again(&item_page(&app, &scope, item, form).await?);
    }
    see_and_say(&format!("{}/items/{id}", path_of(&scope)), "immersion-said-done")
}

pub(super) async fn note_as(
    app: &App,
    scope: &PartnershipScope,
    item: &Item,
    form: &mut Fields,
) -> Result<Option<InsightId>, Problem> {
    let text = form.text("text", LONGEST);
    if form.has_faults() {
        return Ok(None);
    }
    let tx = app.db().begin().await?;
    let noted = note(&tx, &By::viewer(scope, app.now()), item, &text).await?;
    let id = noted.map_err(|refused| Problem::refused(refused.key()))?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_insight(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ItemId)>,
    mut form: Fields,
) -> Answer {
    let item = found(&app, &scope, id, "insight.note").await?;
    if note_as(&app, &scope, &item, &mut form).await?.is_none() {
        return show_again(&item_page(&app, &scope, item, form).await?);
    }
    see_and_say(&format!("{}/items/{id}", path_of(&scope)), "insight-said-noted")
}
