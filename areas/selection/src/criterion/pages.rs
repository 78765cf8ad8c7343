//! The pages of criteria: the tree with its weights, and comparing in pairs.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show as show_page, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::store::{self, Comparison};
use super::{Criterion, CriterionId, MOST_IN_A_GROUP, NewCriterion, Tree, WeightsRefused, shares_of};
use crate::Act;
use crate::ranking::RankingError;
use crate::ranking::ahp::{CONSISTENT, Comparisons, Judged};
use crate::round::pages::{any, load, path_of, read_price};
use crate::round::{Dossier, RoundId, store as rounds};

#[derive(Template)]
#[template(path = "criterion/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    groups: Vec<Group>,
    parents: Vec<(String, String)>,
}

/// Criteria that stand beside each other, with the fields of their weights.
struct Group {
    id: String,
    title: String,
    rows: Vec<Row>,
    judged: Option<Words>,
    compares: bool,
}

struct Row {
    id: CriterionId,
    title: String,
    question: String,
    field: String,
}

/// What comparisons came to, in words.
pub(crate) struct Words {
    pub ratio: String,
    pub consistent: bool,
    /// The pair to look at again.
    pub reconsider: Option<String>,
}

#[derive(Template)]
#[template(path = "criterion/compare.html")]
struct Compare {
    shell: Shell,
    form: Fields,
    path: String,
    group: String,
    pairs: Vec<Pair>,
    judged: Option<Words>,
}

struct Pair {
    field: String,
    label: String,
    options: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    group: Option<CriterionId>,
}

fn weight_field(id: CriterionId) -> String {
    format!("weight-{id}")
}

fn pair_field(one: CriterionId, other: CriterionId) -> String {
    format!("pair-{one}-{other}")
}

/// The comparisons of a group, if every pair of it was compared.
pub(crate) fn judged(group: &[&Criterion], known: &[Comparison], of: Option<CriterionId>) -> Option<Judged> {
    let place = |id: CriterionId| group.iter().position(|one| one.id == id);
    let pairs: Vec<_> = known
        .iter()
        .filter(|one| one.group == of)
        .filter_map(|one| Some((place(one.one)?, place(one.other)?, one.value)))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    Comparisons::new(group.len(), &pairs).ok().map(|comparisons| comparisons.judge())
}

/// `7` as it is, `0.2` as `1/5`: how the scale is spoken of.
fn times(t: &Speaker, value: f64) -> String {
    let shown = |value: f64| t.number(value, if (value - value.round()).abs() < 0.05 { 0 } else { 1 });
    if value >= 1.0 { shown(value) } else { format!("1/{}", shown(1.0 / value)) }
}

pub(crate) fn words_of(t: &Speaker, judged: &Judged, group: &[&Criterion]) -> Words {
    let pair = judged.reconsider.and_then(|pair| {
        let (one, other) = (group.get(pair.one)?, group.get(pair.other)?);
        let named = [
            ("one", one.title.clone()),
            ("other", other.title.clone()),
            ("given", times(t, pair.given)),
            ("fits", times(t, pair.fits)),
        ];
        Some(t.say_with("compare-reconsider", &named))
    });
    Words { ratio: t.number(judged.ratio, 2), consistent: judged.ratio <= CONSISTENT, reconsider: pair }
}

async fn edit_page(
    app: &App,
    scope: &OrganisationScope,
    dossier: &Dossier,
    form: Option<Fields>,
) -> Result<Edit, Problem> {
    let t = scope.viewer.speaker();
    let (round, tree) = (&dossier.round, &dossier.tree);
    let known = store::comparisons(app.db(), scope.organisation(), round.id).await?;
    let percent = |share: f64| {
        let text = format!("{:.2}", share * 100.0);
        let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
        if t.locale == lustrum_kernel::locale::Locale::Nl { text.replace('.', ",") } else { text }
    };
    let mut all = vec![
        ("price_weight".to_owned(), percent(round.price_weight)),
        ("price_cap".to_owned(), percent(round.price_cap)),
    ];
    let mut groups = Vec::new();
    for of in tree.groups() {
        let group = tree.group(of);
        all.extend(group.iter().map(|one| (weight_field(one.id), percent(one.weight))));
        let title = of.and_then(|id| tree.find(id)).map(|one| t.say1("criterion-parts-of", "title", &one.title));
        groups.push(Group {
            id: of.map(|id| id.to_string()).unwrap_or_default(),
            title: title.unwrap_or_else(|| t.say("criterion-first-level")),
            judged: judged(&group, &known, of).map(|judged| words_of(&t, &judged, &group)),
            compares: group.len() > 1,
            rows: group
                .into_iter()
                .map(|one| Row {
                    id: one.id,
                    title: one.title.clone(),
                    question: one.question.clone(),
                    field: weight_field(one.id),
                })
                .collect(),
        });
    }
    let known_fields = Fields::filled(all);
    Ok(Edit {
        shell: Shell::at(app, scope, t.say("criterion-edit")),
        form: form.map_or(known_fields.clone(), |form| form.with_missing(&known_fields)),
        path: path_of(scope, round.id),
        groups,
        parents: tree.group(None).into_iter().map(|one| (one.id.to_string(), one.title.clone())).collect(),
    })
}

/// A page of several forms: what another form than the one that was sent holds stays as it is.
trait WithMissing {
    fn with_missing(self, known: &Fields) -> Fields;
}

impl WithMissing for Fields {
    fn with_missing(self, known: &Fields) -> Fields {
        let names = known.names_after("");
        let missing = names.into_iter().filter(|name| self.values(name).is_empty());
        let sent = self.names_after("");
        let kept = missing.map(|name| (name.clone(), known.value(&name).to_owned())).collect::<Vec<_>>();
        let given = sent.into_iter().flat_map(|name| {
            let values = self.values(&name).into_iter().map(|value| (name.clone(), value.to_owned()));
            values.collect::<Vec<_>>()
        });
        let mut all = Fields::filled(given.chain(kept).collect::<Vec<_>>());
        self.faults().for_each(|(name, fault)| all.refuse(name, fault.clone()));
        all
    }
}

pub async fn show_edit(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    dossier.round.may_change()?;
    show_page(&edit_page(&app, &scope, &dossier, None).await?)
}

/// What was done, or the form with its faults.
pub(crate) type Tried<T> = Result<Result<T, (Dossier, Fields)>, Problem>;

pub(crate) async fn add(app: &App, scope: &OrganisationScope, id: RoundId, mut form: Fields) -> Tried<CriterionId> {
    let dossier = load(app, scope, id).await?;
    dossier.round.may_change()?;
    let title = form.text("title", 120);
    let question = form.optional_text("question", 500).unwrap_or_default();
    let parent: Option<CriterionId> =
        if form.value("parent").is_empty() { None } else { form.choice("parent", |text| text.parse().ok()) };
    if let Some(parent) = parent
        && !dossier.tree.group(None).iter().any(|one| one.id == parent)
    {
        // Two levels, and no more.
        form.refuse("parent", Fault::new("fault-not-a-choice"));
    }
    let group = dossier.tree.group(parent);
    if group.len() >= MOST_IN_A_GROUP {
        form.refuse("title", Fault::new("fault-criterion-many").with("most", MOST_IN_A_GROUP));
    }
    if group.iter().any(|one| one.title.eq_ignore_ascii_case(&title)) {
        form.refuse("title", Fault::new("fault-criterion-twice"));
    }
    if form.has_faults() {
        return Ok(Err((dossier, form)));
    }
    let tx = app.db().begin().await?;
    let new = NewCriterion { title, question };
    let made = store::add(&tx, Act::of(app, scope), &dossier.round, parent, &new, &group).await?;
    tx.commit().await?;
    Ok(Ok(made))
}

pub async fn add_criterion(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    answer(&app, &scope, id, add(&app, &scope, id, form).await?.map(|_| ()), "criterion-said-added").await
}

async fn answer(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    done: Result<(), (Dossier, Fields)>,
    said: &'static str,
) -> Answer {
    match done {
        Ok(()) => see_and_say(&format!("{}/criteria", path_of(scope, id)), said),
        Err((dossier, form)) => show_again(&edit_page(app, scope, &dossier, Some(form)).await?),
    }
}

pub(crate) async fn take_out(
    app: &App,
    scope: &OrganisationScope,
    id: RoundId,
    of: CriterionId,
) -> Result<(), Problem> {
    let dossier = load(app, scope, id).await?;
    let criterion = dossier.tree.find(of).ok_or(Problem::NotFound)?;
    dossier.round.may_change()?;
    let group = dossier.tree.group(criterion.parent_id);
    if group.len() < 2 && criterion.parent_id.is_none() {
        return Err(Problem::refused("refusal-criterion-last"));
    }
    let tx = app.db().begin().await?;
    store::remove(&tx, Act::of(app, scope), &dossier.round, criterion, &group).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn remove_criterion(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, criterion)): Path<(OrganisationId, RoundId, CriterionId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    take_out(&app, &scope, id, criterion).await?;
    see_and_say(&format!("{}/criteria", path_of(&scope, id)), "criterion-said-removed")
}

/// The group that a form is about: of a criterion that has parts, or the first level.
fn group_in(form: &mut Fields, tree: &Tree) -> Option<CriterionId> {
    if form.value("group").is_empty() {
        return None;
    }
    form.choice("group", |text| text.parse().ok().filter(|id| tree.groups().contains(&Some(*id))))
}

pub(crate) async fn weigh(app: &App, scope: &OrganisationScope, id: RoundId, mut form: Fields) -> Tried<()> {
    let dossier = load(app, scope, id).await?;
    dossier.round.may_change()?;
    let of = group_in(&mut form, &dossier.tree);
    let group = dossier.tree.group(of);
    let typed: Vec<Option<f64>> = group.iter().map(|one| form.number(&weight_field(one.id))).collect();
    let percents: Vec<f64> = typed.into_iter().flatten().collect();
    let mut shares = Vec::new();
    if !form.has_faults() {
        let field = |at: usize| group.get(at).map(|one| weight_field(one.id)).unwrap_or_default();
        match shares_of(&percents) {
            Ok(sound) => shares = sound,
            Err(WeightsRefused::NotPositive(at)) => form.refuse(&field(at), Fault::new("fault-weight-not-positive")),
            Err(WeightsRefused::NotWhole(sum)) => {
                let sum = scope.viewer.speaker().number(sum, 2);
                form.refuse(&field(0), Fault::new("fault-weight-not-whole").with("sum", sum));
            }
        }
    }
    if form.has_faults() {
        return Ok(Err((dossier, form)));
    }
    let weights: Vec<_> = group.iter().map(|one| one.id).zip(shares).collect();
    let tx = app.db().begin().await?;
    store::weigh_directly(&tx, Act::of(app, scope), &dossier.round, of, &weights).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

pub async fn give_weights(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    answer(&app, &scope, id, weigh(&app, &scope, id, form).await?, "criterion-said-weighed").await
}

pub(crate) async fn weigh_price(app: &App, scope: &OrganisationScope, id: RoundId, mut form: Fields) -> Tried<()> {
    let dossier = load(app, scope, id).await?;
    dossier.round.may_change()?;
    let Some((cap, weight)) = read_price(&mut form) else { return Ok(Err((dossier, form))) };
    let tx = app.db().begin().await?;
    rounds::weigh_price(&tx, Act::of(app, scope), &dossier.round, cap, weight).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

pub async fn give_price_weight(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    answer(&app, &scope, id, weigh_price(&app, &scope, id, form).await?, "criterion-said-weighed").await
}

fn pairs_of<'a>(group: &[&'a Criterion]) -> Vec<(&'a Criterion, &'a Criterion)> {
    let pairs = |(at, one): (usize, &&'a Criterion)| {
        let one = *one;
        group[at + 1..].iter().map(move |other| (one, *other)).collect::<Vec<_>>()
    };
    group.iter().enumerate().flat_map(pairs).collect()
}

/// The scale in its own words: how many times as important, 9 to 1/9. The values travel as `9` and `1/9`.
fn scale(t: &Speaker, one: &Criterion, other: &Criterion) -> Vec<(String, String)> {
    let step = |key: &str, criterion: &Criterion, value: i64| {
        t.say_with(key, &[("title", criterion.title.clone()), ("times", t.whole(value))])
    };
    let more = (2..=9).rev().map(|value| (value.to_string(), step("compare-more", one, value)));
    let equal = std::iter::once(("1".to_owned(), t.say("compare-equal")));
    let less = (2..=9).map(|value| (format!("1/{value}"), step("compare-more", other, value)));
    more.chain(equal).chain(less).collect()
}

fn read_times(text: &str) -> Option<f64> {
    let value = match text.split_once('/') {
        Some((part, whole)) => part.trim().parse::<f64>().ok()? / whole.trim().parse::<f64>().ok()?,
        None => text.replacen(',', ".", 1).parse::<f64>().ok()?,
    };
    value.is_finite().then_some(value)
}

async fn compare_page(
    app: &App,
    scope: &OrganisationScope,
    dossier: &Dossier,
    of: Option<CriterionId>,
    form: Option<Fields>,
) -> Result<Compare, Problem> {
    let t = scope.viewer.speaker();
    let known = store::comparisons(app.db(), scope.organisation(), dossier.round.id).await?;
    let group = dossier.tree.group(of);
    let pair = |(one, other): (&Criterion, &Criterion)| Pair {
        field: pair_field(one.id, other.id),
        label: t.say2("compare-pair", "one", &one.title, "other", &other.title),
        options: scale(&t, one, other),
    };
    let stored = known.iter().filter(|one| one.group == of).map(|one| {
        let text = if one.value >= 1.0 { format!("{:.0}", one.value) } else { format!("1/{:.0}", 1.0 / one.value) };
        (pair_field(one.one, one.other), text)
    });
    let title = of.and_then(|id| dossier.tree.find(id)).map(|one| t.say1("criterion-parts-of", "title", &one.title));
    Ok(Compare {
        shell: Shell::at(app, scope, title.unwrap_or_else(|| t.say("compare-title"))).narrow(),
        form: form.unwrap_or_else(|| Fields::filled(stored.collect::<Vec<_>>())),
        path: path_of(scope, dossier.round.id),
        group: of.map(|id| id.to_string()).unwrap_or_default(),
        pairs: pairs_of(&group).into_iter().map(pair).collect(),
        judged: judged(&group, &known, of).map(|judged| words_of(&t, &judged, &group)),
    })
}

pub async fn show_compare(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    dossier.round.may_change()?;
    if !dossier.tree.groups().contains(&asked.group) {
        return Err(Problem::NotFound);
    }
    show_page(&compare_page(&app, &scope, &dossier, asked.group, None).await?)
}

/// The comparisons of a group: every pair, each between 1/9 and 9.
pub(crate) async fn compare(app: &App, scope: &OrganisationScope, id: RoundId, mut form: Fields) -> Tried<Judged> {
    let dossier = load(app, scope, id).await?;
    dossier.round.may_change()?;
    let of = group_in(&mut form, &dossier.tree);
    let group = dossier.tree.group(of);
    let place = |criterion: &Criterion| group.iter().position(|one| one.id == criterion.id).unwrap_or_default();
    let mut given = Vec::new();
    for (one, other) in pairs_of(&group) {
        let field = pair_field(one.id, other.id);
        if let Some(value) = form.choice(&field, read_times) {
            given.push((one, other, value));
        }
    }
    let places: Vec<_> = given.iter().map(|(one, other, value)| (place(one), place(other), *value)).collect();
    let judged = match Comparisons::new(group.len(), &places) {
        Ok(comparisons) if !form.has_faults() => comparisons.judge(),
        Err(RankingError::Impossible(one, other, _)) => {
            let field = pair_field(group[one].id, group[other].id);
            form.refuse(&field, Fault::new("fault-compare-impossible"));
            return Ok(Err((dossier, form)));
        }
        _ => return Ok(Err((dossier, form))),
    };
    let weights: Vec<_> = group.iter().map(|one| one.id).zip(judged.weights.iter().copied()).collect();
    let pairs: Vec<_> = given.iter().map(|(one, other, value)| (one.id, other.id, *value)).collect();
    let tx = app.db().begin().await?;
    store::weigh_by_pairs(&tx, Act::of(app, scope), &dossier.round, of, &weights, &pairs).await?;
    tx.commit().await?;
    Ok(Ok(judged))
}

pub async fn compare_pairs(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let group = form.value("group").to_owned();
    match compare(&app, &scope, id, form).await? {
        // Back to the pairs as long as they contradict each other: there stands which one to look at again.
        Ok(judged) if judged.ratio > CONSISTENT => {
            let query = if group.is_empty() { String::new() } else { format!("?group={group}") };
            see_and_say(&format!("{}/comparisons{query}", path_of(&scope, id)), "compare-said-contradicts")
        }
        Ok(_) => see_and_say(&format!("{}/criteria", path_of(&scope, id)), "criterion-said-weighed"),
        Err((dossier, form)) => {
            let of: Option<CriterionId> = group.parse().ok().filter(|id| dossier.tree.groups().contains(&Some(*id)));
            show_again(&compare_page(&app, &scope, &dossier, of, Some(form)).await?)
        }
    }
}
