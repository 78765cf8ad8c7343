//! The questions of a form in another language, written by a designer beside the words of the form's own.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::module::ModuleId;

use super::frame::name_of;
use super::pages::{forms_path, load, saw_newest, write};
use super::read::{language as code_of, wording};
use super::{Form, FormModule, Kind, current};
use crate::levels::view::resource;

#[derive(Template)]
#[template(path = "form/translate.html")]
struct Page {
    shell: Shell,
    form: Fields,
    path: String,
    language: String,
    expected: i64,
    slots: Vec<Slot>,
}

/// A question beside which its translation is written.
struct Slot {
    original: String,
    ends: String,
    kind: Kind,
    text: String,
    low: String,
    high: String,
    options: String,
}

fn page(app: &App, scope: &PartnershipScope, module: &FormModule, known: &Form, language: &str, form: Fields) -> Page {
    let t = scope.viewer.speaker();
    let slots = known.questions.iter().enumerate().map(|(number, question)| {
        let name = |part: &str| format!("questions.{number}.{part}");
        let wording = question.worded(&known.language, &known.language);
        Slot {
            ends: match question.kind {
                Kind::Scale => format!("1 {} · 5 {}", wording.low, wording.high),
                Kind::Choice => wording.options.join(" · "),
                Kind::Open => String::new(),
            },
            original: wording.text,
            kind: question.kind,
            text: name("text"),
            low: name("low"),
            high: name("high"),
            options: name("options"),
        }
    });
    let title = t.say2("form-translate-title", "module", &module.title, "language", name_of(language));
    Page {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{}/{}", forms_path(scope), module.id),
        language: language.to_owned(),
        expected: module.version,
        slots: slots.collect(),
    }
}

fn language_of(text: &str) -> Result<String, Problem> {
    code_of(text).ok_or(Problem::NotFound)
}

pub async fn show_translation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, language)): Path<(PartnershipId, ModuleId, String)>,
) -> Answer {
    scope.require(&app, "feedback-form.write", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let language = language_of(&language)?;
    let known = current(app.db(), scope.tenant(), &module).await?;
    let mut pairs = Vec::new();
    for (number, question) in known.questions.iter().enumerate() {
        let Some(wording) = question.words.get(&language).cloned() else { continue };
        let name = |part: &str| format!("questions.{number}.{part}");
        pairs.extend([
            (name("text"), wording.text),
            (name("low"), wording.low),
            (name("high"), wording.high),
            (name("options"), wording.options.join("\n")),
        ]);
    }
    show(&page(&app, &scope, &module, &known, &language, Fields::filled(pairs)))
}

/// The form with these words in a language; a question that is left open falls back to the form's own words.
pub(super) fn read_translation(form: &mut Fields, known: &Form, language: &str) -> Option<Form> {
    let mut translated = known.clone();
    for (number, question) in translated.questions.iter_mut().enumerate() {
        let beginning = format!("questions.{number}");
        let written = ["text", "low", "high", "options"]
            .iter()
            .any(|part| form.values(&format!("{beginning}.{part}")).iter().any(|value| !value.trim().is_empty()));
        if !written {
            if language != known.language {
                question.words.remove(language);
            }
            continue;
        }
        let wording = wording(form, &beginning, question.kind);
        let own = question.worded(&known.language, &known.language);
        if question.kind == Kind::Choice && wording.options.len() != own.options.len() {
            let fault = Fault::new("fault-form-as-many").with("count", own.options.len());
            form.refuse(&format!("{beginning}.options"), fault);
        }
        question.words.insert(language.to_owned(), wording);
    }
    (!form.has_faults()).then_some(translated)
}

pub async fn translate(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, language)): Path<(PartnershipId, ModuleId, String)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "feedback-form.write", &resource(&scope))?;
    let module = load(&app, &scope, id).await?;
    let language = language_of(&language)?;
    let known = current(app.db(), scope.tenant(), &module).await?;
    let translated = read_translation(&mut form, &known, &language);
    saw_newest(&mut form, &module);
    let Some(translated) = translated.filter(|_| !form.has_faults()) else {
        return show_again(&page(&app, &scope, &module, &known, &language, form));
    };
    if translated != known && !write(&app, &scope, &module, &translated).await? {
        return Err(Problem::refused("refusal-changed-meanwhile"));
    }
    see_and_say(&format!("{}/{id}", forms_path(&scope)), "form-said-translated")
}
