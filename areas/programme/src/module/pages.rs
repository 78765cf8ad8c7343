//! Modules of a programme: adding, changing their words, their order.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{Mode, Module, ModuleId, Words, add as append, change as rewrite, find, move_by, remove as take_out};
use crate::programme::pages::{act, draft_only, load, path_of};
use crate::programme::{Programme, ProgrammeId, State as Is};

#[derive(Template)]
#[template(path = "module/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    action: String,
    modes: Vec<(String, String)>,
    known: Option<Module>,
}

fn page(app: &App, scope: &PartnershipScope, id: ProgrammeId, form: Fields, known: Option<Module>) -> Edit {
    let t = scope.viewer.speaker();
    let title = t.say(if known.is_some() { "module-edit" } else { "module-new" });
    let path = format!("{}/{id}", path_of(scope));
    Edit {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Programme).narrow(),
        form,
        action: known
            .as_ref()
            .map_or_else(|| format!("{path}/modules"), |known| format!("{path}/modules/{}", known.id)),
        path,
        modes: Mode::ALL.map(|mode| (mode.word().to_owned(), t.say(&format!("module-mode-{}", mode.word())))).to_vec(),
        known,
    }
}

pub(crate) fn read(form: &mut Fields) -> Option<Words> {
    let title = form.text("title", 200);
    let mode = form.choice("mode", Mode::parse);
    let minutes = form.whole("minutes", 5, 10_000);
    let own_case_minutes = form.whole("own", 0, 10_000);
    if let (Some(minutes), Some(own)) = (minutes, own_case_minutes)
        && own > minutes
    {
        form.refuse("own", Fault::new("fault-module-own"));
    }
    if form.has_faults() {
        return None;
    }
    Some(Words { title, mode: mode?, minutes: minutes?, own_case_minutes: own_case_minutes? })
}

pub(super) async fn one(
    app: &App,
    scope: &PartnershipScope,
    id: ProgrammeId,
    module: ModuleId,
) -> Result<(Programme, Module), Problem> {
    let programme = load(app, scope, id).await?;
    let module = find(app.db(), scope.tenant(), id, module).await?.ok_or(Problem::NotFound)?;
    Ok((programme, module))
}

/// In a draft a module is written freely; while the programme runs a change of it is proposed and decided.
fn writable(programme: &Programme) -> Result<(), Problem> {
    match programme.state() {
        Is::Draft => Ok(()),
        Is::Approved => Err(Problem::refused("refusal-module-propose")),
        Is::Ended => Err(Problem::refused("refusal-programme-ended")),
    }
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    show(&page(&app, &scope, id, Fields::default(), None))
}

pub async fn add(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
    mut form: Fields,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let Some(words) = read(&mut form) else { return show_again(&page(&app, &scope, id, form, None)) };
    let tx = app.db().begin().await?;
    append(&tx, act(&app, &scope), &programme, &words).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "module-said-added")
}

pub async fn show_edit(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, module)): Path<(PartnershipId, ProgrammeId, ModuleId)>,
) -> Answer {
    let (programme, module) = one(&app, &scope, id, module).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    writable(&programme)?;
    let form = Fields::filled([
        ("title", module.title.clone()),
        ("mode", module.mode.clone()),
        ("minutes", module.minutes.to_string()),
        ("own", module.own_case_minutes.to_string()),
    ]);
    show(&page(&app, &scope, id, form, Some(module)))
}

pub async fn change(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, module)): Path<(PartnershipId, ProgrammeId, ModuleId)>,
    mut form: Fields,
) -> Answer {
    let (programme, module) = one(&app, &scope, id, module).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    writable(&programme)?;
    let expected = form.whole("expected", 1, i64::from(i32::MAX));
    let (Some(words), Some(expected)) = (read(&mut form), expected) else {
        return show_again(&page(&app, &scope, id, form, Some(module)));
    };
    let tx = app.db().begin().await?;
    if !rewrite(&tx, act(&app, &scope), &module, expected, &words).await? {
        form.refuse("title", Fault::new("fault-module-changed").with("title", &module.title));
        return show_again(&page(&app, &scope, id, form, Some(module)));
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "module-said-changed")
}

pub async fn move_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, module)): Path<(PartnershipId, ProgrammeId, ModuleId)>,
    form: Fields,
) -> Answer {
    let (programme, module) = one(&app, &scope, id, module).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let step = if form.value("direction") == "up" { -1 } else { 1 };
    let tx = app.db().begin().await?;
    move_by(&tx, act(&app, &scope), &module, step).await?;
    tx.commit().await?;
    see(&format!("{}/{id}#modules", path_of(&scope)))
}

pub async fn remove(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, module)): Path<(PartnershipId, ProgrammeId, ModuleId)>,
) -> Answer {
    let (programme, module) = one(&app, &scope, id, module).await?;
    scope.require(&app, "programme.write", &programme.resource())?;
    draft_only(&programme)?;
    let tx = app.db().begin().await?;
    take_out(&tx, act(&app, &scope), &module).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "programme-said-removed")
}
