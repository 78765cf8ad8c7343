//! The forms of the modules: what is asked, changing it, looking at it as a learner will.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_delivery::Act;
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::DbError;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::uuid::Uuid;
use lustrum_programme::module::ModuleId;
use lustrum_sharing::asset;
use serde::Deserialize;

use super::frame::name_of;
use super::{
    DEFAULT, Form, FormModule, Kind, MOST_QUESTIONS, Topic, current, module_of, modules, of_version, read, save,
};
use crate::feedback::answer_pages::preview;
use crate::levels::view::{path_of, resource};

/// In which a form can be translated at the press of a button; any other code can be typed over the API.
const LANGUAGES: [&str; 13] = ["nl", "en", "de", "fr", "pl", "es", "it", "pt", "cs", "ro", "uk", "tr", "ar"];

#[derive(Template)]
#[template(path = "form/list.html")]
struct List {
    shell: Shell,
    path: String,
    reaction: String,
    modules: Vec<FormModule>,
    /// What the register of assets says of each, by its module.
    rights: HashMap<Uuid, asset::Line>,
    programmes: String,
}

#[derive(Template)]
#[template(path = "form/show.html")]
struct One {
    shell: Shell,
    path: String,
    forms: String,
    module: FormModule,
    /// The version that is shown.
    version: i64,
    questions: Vec<Asked>,
    languages: Vec<Language>,
    versions: Vec<Past>,
    rights: Option<asset::Said>,
    may_write: bool,
}

/// A question in the words of the form's own language.
struct Asked {
    text: String,
    kind: String,
    topic: String,
    ends: String,
}

struct Language {
    code: String,
    name: String,
    state: String,
    whole: bool,
    own: bool,
}

struct Past {
    version: i64,
    words: String,
}

#[derive(Template)]
#[template(path = "form/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    expected: i64,
    languages: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    topics: Vec<(String, String)>,
    slots: Vec<Slot>,
}

/// The names of the fields of one question.
struct Slot {
    number: usize,
    kind: String,
    topic: String,
    text: String,
    low: String,
    high: String,
    options: String,
    optional: String,
}

#[derive(Deserialize)]
pub struct Wanted {
    version: Option<i64>,
    language: Option<String>,
}

pub(super) fn forms_path(scope: &PartnershipScope) -> String {
    format!("{}/reaction/forms", path_of(scope))
}

pub(super) async fn load(app: &App, scope: &PartnershipScope, id: ModuleId) -> Result<FormModule, Problem> {
    module_of(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// `default` or `version 2`
fn version_words(t: &Speaker, version: i64) -> String {
    if version == DEFAULT { t.say("form-default") } else { t.say1("form-version", "version", version) }
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "feedback-form.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    show(&List {
        shell: Shell::within(&app, &scope, t.say("form-list")).step(&app, &scope, Step::Evidence),
        path: forms_path(&scope),
        reaction: format!("{}/reaction", path_of(&scope)),
        modules: modules(app.db(), scope.tenant(), scope.id()).await?,
        rights: asset::lines(&app, &scope, asset::Kind::Form).await?,
        programmes: format!("/p/{}/programmes", scope.id()),
    })
}

impl List {
    fn version(&self, module: &FormModule) -> String {
        version_words(&self.shell.t, module.version)
    }
}

impl One {
    fn version_words(&self) -> String {
        version_words(&self.shell.t, self.version)
    }
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ModuleId)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    scope.require(&app, "feedback-form.view", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let version = wanted.version.unwrap_or(module.version);
    let form = of_version(app.db(), scope.tenant(), id, version).await?.ok_or(Problem::NotFound)?;
    let past = super::versions(app.db(), scope.tenant(), id).await?;
    let people: Vec<_> = past.iter().map(|past| past.made_by).collect();
    let names = person::named(app.db(), &people).await?;
    let t = scope.viewer.speaker();
    let mut versions: Vec<Past> = past
        .into_iter()
        .map(|past| {
            let who = names.get(&past.made_by).cloned().unwrap_or_default();
            let words = t.say_with(
                "form-version-by",
                &[("version", past.version.to_string()), ("who", who), ("day", t.date(&past.made_at))],
            );
            Past { version: past.version, words }
        })
        .collect();
    versions.push(Past { version: DEFAULT, words: t.say("form-default") });
    show(&One {
        shell: Shell::within(&app, &scope, module.title.clone()).step(&app, &scope, Step::Evidence),
        path: format!("{}/{id}", forms_path(&scope)),
        forms: forms_path(&scope),
        questions: asked(&t, &form),
        languages: languages(&t, &form),
        versions,
        rights: asset::said(&app, &scope, asset::Kind::Form, id.0).await?,
        may_write: version == module.version && scope.may(&app, "feedback-form.write", &resource(&scope)),
        version,
        module,
    })
}

fn asked(t: &Speaker, form: &Form) -> Vec<Asked> {
    let question = |question: &super::Question| {
        let wording = question.worded(&form.language, &form.language);
        Asked {
            kind: t.say(&format!("form-kind-{}", question.kind.word())),
            topic: if question.kind == Kind::Scale {
                t.say(&format!("form-topic-{}", question.topic.word()))
            } else {
                String::new()
            },
            ends: match question.kind {
                Kind::Scale => format!("1 {} · 5 {}", wording.low, wording.high),
                Kind::Choice => wording.options.join(" · "),
                Kind::Open => String::new(),
            },
            text: wording.text,
        }
    };
    form.questions.iter().map(question).collect()
}

fn languages(t: &Speaker, form: &Form) -> Vec<Language> {
    let mut codes: Vec<String> = form.languages().into_iter().map(str::to_owned).collect();
    codes.extend(LANGUAGES.iter().filter(|code| !form.languages().contains(code)).map(|code| (*code).to_owned()));
    let language = |code: String| {
        let worded = form.questions.iter().filter(|question| question.words.contains_key(&code)).count();
        let own = code == form.language;
        let state = match worded {
            _ if own => t.say("form-language-own"),
            0 => t.say("form-language-none"),
            _ => t.say2("form-language-some", "some", worded, "all", form.questions.len()),
        };
        Language { name: name_of(&code).to_owned(), state, whole: worded == form.questions.len(), own, code }
    };
    codes.into_iter().map(language).collect()
}

fn edit_page(app: &App, scope: &PartnershipScope, module: &FormModule, form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    let slot = |number: usize| {
        let name = |part: &str| format!("questions.{number}.{part}");
        Slot {
            number: number + 1,
            kind: name("kind"),
            topic: name("topic"),
            text: name("text"),
            low: name("low"),
            high: name("high"),
            options: name("options"),
            optional: name("optional"),
        }
    };
    Edit {
        shell: Shell::within(app, scope, t.say1("form-edit-title", "module", &module.title))
            .step(app, scope, Step::Evidence)
            .narrow(),
        form,
        path: format!("{}/{}", forms_path(scope), module.id),
        expected: module.version,
        languages: LANGUAGES.map(|code| (code.to_owned(), name_of(code).to_owned())).to_vec(),
        kinds: Kind::ALL.map(|kind| (kind.word().to_owned(), t.say(&format!("form-kind-{}", kind.word())))).to_vec(),
        topics: Topic::ALL
            .map(|topic| (topic.word().to_owned(), t.say(&format!("form-topic-{}", topic.word()))))
            .to_vec(),
        slots: (0..MOST_QUESTIONS).map(slot).collect(),
    }
}

fn filled(form: &Form) -> Fields {
    let mut pairs = vec![("language".to_owned(), form.language.clone())];
    for (number, question) in form.questions.iter().enumerate() {
        let wording = question.worded(&form.language, &form.language);
        let name = |part: &str| format!("questions.{number}.{part}");
        pairs.extend([
            (name("kind"), question.kind.word().to_owned()),
            (name("topic"), question.topic.word().to_owned()),
            (name("text"), wording.text),
            (name("low"), wording.low),
            (name("high"), wording.high),
            (name("options"), wording.options.join("\n")),
        ]);
        if question.optional {
            pairs.push((name("optional"), "on".to_owned()));
        }
    }
    Fields::filled(pairs)
}

pub async fn show_edit(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ModuleId)>,
) -> Answer {
    scope.require(&app, "feedback-form.write", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let form = current(app.db(), scope.tenant(), &module).await?;
    show(&edit_page(&app, &scope, &module, filled(&form)))
}

pub(super) fn act(app: &App, scope: &PartnershipScope) -> Act {
    Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() }
}

/// Writes the next version; whether the writer was the first to do so.
pub(super) async fn write(
    app: &App,
    scope: &PartnershipScope,
    module: &FormModule,
    form: &Form,
) -> Result<bool, Problem> {
    let tx = app.db().begin().await?;
    match save(&tx, act(app, scope), module, form).await {
        Ok(_) => {}
        Err(DbError::Conflict(_)) => return Ok(false),
        Err(other) => return Err(other.into()),
    }
    tx.commit().await?;
    Ok(true)
}

/// Whether the writer saw the newest version.
pub(super) fn saw_newest(form: &mut Fields, module: &FormModule) -> bool {
    let expected = form.value("expected").trim().to_owned();
    let newest = expected.is_empty() || expected.parse() == Ok(module.version);
    if !newest {
        form.refuse("language", Fault::new("fault-form-changed").with("version", module.version));
    }
    newest
}

pub async fn write_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ModuleId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "feedback-form.write", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let known = current(app.db(), scope.tenant(), &module).await?;
    let written = read(&mut form, &known);
    saw_newest(&mut form, &module);
    let Some(written) = written.filter(|_| !form.has_faults()) else {
        return show_again(&edit_page(&app, &scope, &module, form));
    };
    if !write(&app, &scope, &module, &written).await? {
        let module = load(&app, &scope, id).await?;
        form.refuse("language", Fault::new("fault-form-changed").with("version", module.version));
        return show_again(&edit_page(&app, &scope, &module, form));
    }
    see_and_say(&format!("{}/{id}", forms_path(&scope)), "form-said-written")
}

pub async fn show_preview(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ModuleId)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    scope.require(&app, "feedback-form.view", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let version = wanted.version.unwrap_or(module.version);
    let form = of_version(app.db(), scope.tenant(), id, version).await?.ok_or(Problem::NotFound)?;
    let language = wanted.language.as_deref().and_then(super::read::language).unwrap_or(form.language.clone());
    let path = format!("{}/{id}", forms_path(&scope));
    preview(&scope.viewer.speaker(), &module.title, &form, &language, &path)
}
