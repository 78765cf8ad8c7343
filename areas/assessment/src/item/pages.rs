//! Items: writing one, a look at it as learners see it, its next version, retiring it.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::module::{self, ModuleId};
use lustrum_programme::programme;
use serde::Deserialize;

use super::{Item, ItemId, Kind, Shown, Shuffle, Task, Tier, Words, Writer, add, change, find, form, retire, store};
use crate::act::{act, resource};
use crate::bank::pages::{load, path_of};
use crate::bank::{Bank, BankId};

#[derive(Template)]
#[template(path = "item/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    bank_path: String,
    action: String,
    kind: Kind,
    /// The version that is rewritten; nothing for a new item.
    version: Option<i64>,
    tiers: Vec<(String, String)>,
    modules: Vec<(String, String)>,
    languages: Vec<Language>,
}

/// The fields of one language.
struct Language {
    code: &'static str,
    name: String,
    main: bool,
    filled: bool,
}

impl Edit {
    fn hint(&self) -> String {
        self.shell.t.say(&format!("item-lines-{}", self.kind.word()))
    }
    fn has_lines(&self) -> bool {
        self.kind != Kind::Numeric
    }
}

#[derive(Template)]
#[template(path = "item/show.html")]
struct Show {
    shell: Shell,
    bank: Bank,
    bank_path: String,
    path: String,
    item: Item,
    /// As a learner sees it.
    shown: Shown,
    /// Nothing is filled in.
    form: Fields,
    right: Vec<String>,
    points: String,
    partial: bool,
    feedback: String,
    module: Option<String>,
    languages: Vec<String>,
    versions: Vec<Item>,
    newest: i64,
    designs: bool,
}

pub(crate) fn writer(scope: &PartnershipScope) -> Writer {
    Writer { name: scope.viewer.name.clone(), side: scope.side }
}

/// The modules that an item may be about: of the bank's programme, or of every one.
pub(crate) async fn modules_of(
    app: &App,
    scope: &PartnershipScope,
    bank: &Bank,
) -> Result<Vec<(ModuleId, String)>, Problem> {
    let programme = match bank.programme_id {
        Some(id) => Some(id),
        None => programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?.first().map(|one| one.id),
    };
    let Some(programme) = programme else { return Ok(Vec::new()) };
    let modules = module::of_programme(app.db(), scope.tenant(), programme).await?;
    Ok(modules.into_iter().map(|module| (module.id, module.title)).collect())
}

async fn page(
    app: &App,
    scope: &PartnershipScope,
    bank: &Bank,
    kind: Kind,
    known: Option<(ItemId, i64)>,
    form: Fields,
) -> Result<Edit, Problem> {
    let t = scope.viewer.speaker();
    let bank_path = format!("{}/{}", path_of(scope), bank.id);
    let modules = modules_of(app, scope, bank).await?;
    let languages = bank.languages().into_iter().map(|code| Language {
        code,
        name: t.say(&format!("cohort-language-{code}")),
        main: code == bank.language,
        filled: !form.value(&format!("prompt-{code}")).is_empty() || form.fault(&format!("prompt-{code}")).is_some(),
    });
    let title = t.say(&format!("item-kind-{}", kind.word()));
    Ok(Edit {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Evidence).narrow(),
        action: known.map_or_else(|| format!("{bank_path}/items"), |(id, _)| format!("{bank_path}/items/{id}")),
        bank_path,
        kind,
        version: known.map(|(_, version)| version),
        tiers: Tier::ALL
            .map(|tier| (tier.number().to_string(), t.say(&format!("item-tier-{}", tier.number()))))
            .to_vec(),
        modules: modules.into_iter().map(|(id, title)| (id.to_string(), title)).collect(),
        languages: languages.collect(),
        form,
    })
}

#[derive(Deserialize)]
pub struct Asked {
    kind: Option<String>,
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let kind = asked.kind.as_deref().and_then(Kind::parse).unwrap_or(Kind::Single);
    let form = Fields::filled([("kind", kind.word()), ("points", "1"), ("tier", "4")]);
    show(&page(&app, &scope, &bank, kind, None, form).await?)
}

/// Reads an item from a form or a JSON body.
pub(crate) async fn read(
    app: &App,
    scope: &PartnershipScope,
    bank: &Bank,
    form: &mut Fields,
) -> Result<Option<Words>, Problem> {
    let modules: Vec<ModuleId> = modules_of(app, scope, bank).await?.into_iter().map(|(id, _)| id).collect();
    Ok(form::read(form, bank, &modules))
}

pub async fn make_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, BankId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, id).await?;
    let Some(words) = read(&app, &scope, &bank, &mut form).await? else {
        let kind = Kind::parse(form.value("kind")).unwrap_or(Kind::Single);
        return show_again(&page(&app, &scope, &bank, kind, None, form).await?);
    };
    let tx = app.db().begin().await?;
    let ids = add(&tx, act(&app, &scope), &bank, &[words], &writer(&scope)).await?;
    tx.commit().await?;
    let item = ids.first().map(|id| format!("/items/{id}")).unwrap_or_default();
    see_and_say(&format!("{}/{id}{item}", path_of(&scope)), "item-said-written")
}

pub(crate) async fn load_item(app: &App, scope: &PartnershipScope, bank: BankId, id: ItemId) -> Result<Item, Problem> {
    find(app.db(), scope.tenant(), bank, id).await?.ok_or(Problem::NotFound)
}

#[derive(Deserialize)]
pub struct AskedVersion {
    version: Option<i64>,
}

/// What is right, as a reader reads it.
pub(crate) fn right_words(task: &Task, text: &super::Text, number: &dyn Fn(f64) -> String) -> Vec<String> {
    match task {
        Task::Numeric { answer, tolerance } if *tolerance == 0.0 => vec![number(*answer)],
        Task::Numeric { answer, tolerance } => vec![format!("{} ± {}", number(*answer), number(*tolerance))],
        Task::Single { right } => text.options.get(*right).cloned().into_iter().collect(),
        Task::Multiple { right } => {
            text.options.iter().zip(right).filter(|(_, right)| **right).map(|(option, _)| option.clone()).collect()
        }
        Task::Ordering => text.options.iter().enumerate().map(|(at, option)| format!("{}. {option}", at + 1)).collect(),
        Task::ShortText { accepted } => accepted.clone(),
        Task::Matching { belongs } => text
            .options
            .iter()
            .zip(belongs)
            .map(|(option, target)| format!("{option} → {}", text.targets.get(*target).map_or("", String::as_str)))
            .collect(),
    }
}

pub async fn show_item(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, bank_id, id)): Path<(PartnershipId, BankId, ItemId)>,
    Query(asked): Query<AskedVersion>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let bank = load(&app, &scope, bank_id).await?;
    let newest = load_item(&app, &scope, bank_id, id).await?;
    let item = match asked.version.filter(|version| *version != newest.version) {
        Some(version) => {
            store::version(app.db(), scope.tenant(), bank_id, id, version).await?.ok_or(Problem::NotFound)?
        }
        None => newest.clone(),
    };
    let t = scope.viewer.speaker();
    let content = item.content().ok_or_else(|| Problem::Broken(format!("item {id} can't be read")))?;
    let shuffle = Shuffle { seed: 1, options: false };
    let language = scope.viewer.locale.code();
    let shown = Shown::of(&content, language, 0, shuffle).ok_or(Problem::NotFound)?;
    let (_, text) = content.text(language).ok_or(Problem::NotFound)?;
    let designs = scope.may(&app, "assessment.design", &resource(&scope));
    let number = |value: f64| t.number(value, if value.fract() == 0.0 { 0 } else { 2 });
    let module = match item.module_id {
        Some(module) => modules_of(&app, &scope, &bank).await?.into_iter().find(|(id, _)| *id == module),
        None => None,
    };
    show(&Show {
        shell: Shell::within(&app, &scope, t.say(&item.kind_key())).step(&app, &scope, Step::Evidence),
        bank_path: format!("{}/{bank_id}", path_of(&scope)),
        path: format!("{}/{bank_id}/items/{id}", path_of(&scope)),
        right: if designs { right_words(&content.task, text, &number) } else { Vec::new() },
        points: number(content.points),
        partial: content.partial,
        feedback: text.feedback.clone(),
        module: module.map(|(_, title)| title),
        languages: content.texts.keys().map(|code| t.say(&format!("cohort-language-{code}"))).collect(),
        versions: store::versions(app.db(), scope.tenant(), id).await?,
        newest: newest.version,
        form: Fields::default(),
        shown,
        bank,
        item,
        designs,
    })
}

/// A retired item is not written on.
fn standing(item: &Item) -> Result<(), Problem> {
    if item.retired_at.is_some() { Err(Problem::refused("refusal-item-retired")) } else { Ok(()) }
}

pub async fn show_edit(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, bank_id, id)): Path<(PartnershipId, BankId, ItemId)>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, bank_id).await?;
    let item = load_item(&app, &scope, bank_id, id).await?;
    standing(&item)?;
    let content = item.content().ok_or_else(|| Problem::Broken(format!("item {id} can't be read")))?;
    let kind = content.kind();
    let words = Words {
        content,
        tier: Tier::of(item.tier).unwrap_or(Tier::Knowledge),
        skill: item.skill.clone(),
        module: item.module_id,
        source: item.source.clone(),
    };
    let form = Fields::filled(form::fields(&words, &bank.language));
    show(&page(&app, &scope, &bank, kind, Some((id, item.version)), form).await?)
}

/// The next version of an item from a form or a JSON body; nothing where the form has faults.
pub(crate) async fn rewrite(
    app: &App,
    scope: &PartnershipScope,
    bank: &Bank,
    item: &Item,
    form: &mut Fields,
) -> Result<Option<i64>, Problem> {
    standing(item)?;
    let expected = form.whole("expected", 1, i64::from(i32::MAX));
    let words = read(app, scope, bank, form).await?;
    let (Some(words), Some(expected)) = (words, expected) else { return Ok(None) };
    let words = Words { source: item.source.clone(), ..words };
    let tx = app.db().begin().await?;
    if !change(&tx, act(app, scope), bank, item.id, expected, &words, &writer(scope)).await? {
        let name = format!("prompt-{}", bank.language);
        form.refuse(&name, Fault::new("fault-item-changed").with("writer", &item.writer));
        return Ok(None);
    }
    tx.commit().await?;
    Ok(Some(expected + 1))
}

pub async fn change_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, bank_id, id)): Path<(PartnershipId, BankId, ItemId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, bank_id).await?;
    let item = load_item(&app, &scope, bank_id, id).await?;
    match rewrite(&app, &scope, &bank, &item, &mut form).await? {
        Some(_) => see_and_say(&format!("{}/{bank_id}/items/{id}", path_of(&scope)), "item-said-changed"),
        None => {
            let kind = Kind::parse(form.value("kind")).unwrap_or(Kind::Single);
            show_again(&page(&app, &scope, &bank, kind, Some((id, item.version)), form).await?)
        }
    }
}

pub async fn retire_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, bank_id, id)): Path<(PartnershipId, BankId, ItemId)>,
) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    let bank = load(&app, &scope, bank_id).await?;
    load_item(&app, &scope, bank_id, id).await?;
    let tx = app.db().begin().await?;
    retire(&tx, act(&app, &scope), &bank, id).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{bank_id}/items/{id}", path_of(&scope)), "item-said-retired")
}
