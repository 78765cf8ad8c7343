//! The page on which a module is linked to behaviours. It changes nothing of the module, so it is open while the programme runs.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{link, of_programme};
use crate::behaviour::{self, Behaviour, BehaviourId};
use crate::module::pages::one;
use crate::module::{Module, ModuleId};
use crate::programme::pages::{act, path_of};
use crate::programme::{Programme, ProgrammeId, State as Is};

#[derive(Template)]
#[template(path = "module/works_on/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    module: Module,
    behaviours: Vec<(String, String)>,
}

/// A module with the behaviours of its programme, as long as that has not ended.
pub(super) async fn linkable(
    app: &App,
    scope: &PartnershipScope,
    id: ProgrammeId,
    module: ModuleId,
) -> Result<(Programme, Module, Vec<Behaviour>), Problem> {
    let (programme, module) = one(app, scope, id, module).await?;
    scope.require(app, "programme.write", &programme.resource())?;
    if programme.state() == Is::Ended {
        return Err(Problem::refused("refusal-programme-ended"));
    }
    let behaviours = behaviour::of_programme(app.db(), scope.tenant(), id).await?;
    Ok((programme, module, behaviours))
}

fn page(app: &App, scope: &PartnershipScope, module: Module, behaviours: &[Behaviour], form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    Edit {
        shell: Shell::within(app, scope, t.say1("module-works-on-title", "module", &module.title))
            .step(app, scope, Step::Programme)
            .narrow(),
        form,
        path: format!("{}/{}", path_of(scope), module.programme_id),
        behaviours: behaviours.iter().map(|one| (one.id.to_string(), one.text.clone())).collect(),
        module,
    }
}

/// The behaviours that a form names, each once; one of another programme is refused.
pub(super) fn read(form: &mut Fields, known: &[Behaviour]) -> Option<Vec<BehaviourId>> {
    let words: Vec<String> =
        form.values("behaviours").into_iter().filter(|word| !word.trim().is_empty()).map(str::to_owned).collect();
    let found = |word: &String| known.iter().find(|one| one.id.to_string() == word.trim()).map(|one| one.id);
    let mut named: Vec<Option<BehaviourId>> = words.iter().map(found).collect();
    if named.contains(&None) {
        form.refuse("behaviours", Fault::new("fault-not-a-choice"));
        return None;
    }
    named.sort_unstable();
    named.dedup();
    Some(named.into_iter().flatten().collect())
}

type OfModule = Path<(PartnershipId, ProgrammeId, ModuleId)>;

pub async fn show_edit(State(app): State<App>, scope: PartnershipScope, Path((_, id, module)): OfModule) -> Answer {
    let (_, module, behaviours) = linkable(&app, &scope, id, module).await?;
    let linked = of_programme(app.db(), scope.tenant(), id).await?.remove(&module.id).unwrap_or_default();
    let form = Fields::filled(linked.iter().map(|behaviour| ("behaviours", behaviour.to_string())));
    show(&page(&app, &scope, module, &behaviours, form))
}

pub async fn change(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, module)): OfModule,
    mut form: Fields,
) -> Answer {
    let (_, module, behaviours) = linkable(&app, &scope, id, module).await?;
    let Some(named) = read(&mut form, &behaviours) else {
        return show_again(&page(&app, &scope, module, &behaviours, form));
    };
    let tx = app.db().begin().await?;
    link(&tx, act(&app, &scope), &module, &named).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}#modules", path_of(&scope)), "module-said-linked")
}
