//! The requirements of the immersion beside the modules of a programme, and tracing one to the other.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::immersion::{self, Insight, InsightId, Reach, Use};

use super::{KIND, trace};
use crate::module::{self, Module, ModuleId};
use crate::programme::pages::{load, path_of};
use crate::programme::{Programme, ProgrammeId, State as Is};

pub struct Line {
    pub insight: Insight,
    pub requirement: String,
    /// The modules of this programme that answer to it.
    pub here: Vec<Use>,
    /// Those of other programmes, by title.
    pub elsewhere: Vec<String>,
}

#[derive(Template)]
#[template(path = "requirement/list.html")]
struct List {
    shell: Shell,
    form: Fields,
    path: String,
    programme_path: String,
    immersion: String,
    lines: Vec<Line>,
    reach: Reach,
    modules: Vec<(String, String)>,
    may_trace: bool,
}

impl List {
    fn share(&self) -> String {
        self.reach.share().map(|share| self.shell.t.percent(share, 0)).unwrap_or_default()
    }
    /// The form that was refused names the insight that it was about.
    fn refused(&self, line: &Line) -> String {
        let about = self.form.value("insight") == line.insight.id.to_string();
        if about { self.form.fault_words("module", &self.shell.t) } else { String::new() }
    }
}

async fn page(app: &App, scope: &PartnershipScope, programme: &Programme, form: Fields) -> Result<List, Problem> {
    let insights = immersion::all_insights(app.db(), scope.tenant(), scope.id()).await?;
    let uses = immersion::uses(app.db(), scope.tenant(), scope.id()).await?;
    let reach = Reach::of(&insights, &uses);
    let lines = insights.into_iter().filter_map(|insight| {
        let requirement = insight.requirement.as_ref()?.text.clone();
        let own = uses.iter().filter(|one| one.insight_id == insight.id && one.kind == KIND);
        let (here, elsewhere): (Vec<&Use>, Vec<&Use>) = own.partition(|one| one.within_id == programme.id.0);
        Some(Line {
            requirement,
            here: here.into_iter().cloned().collect(),
            elsewhere: elsewhere.into_iter().map(|one| one.title.clone()).collect(),
            insight,
        })
    });
    let modules = module::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let programme_path = format!("{}/{}", path_of(scope), programme.id);
    let t = scope.viewer.speaker();
    Ok(List {
        shell: Shell::within(app, scope, t.say("requirement-title")).step(app, scope, Step::Programme),
        form,
        path: format!("{programme_path}/requirements"),
        immersion: format!("/p/{}/immersion", scope.id()),
        lines: lines.collect(),
        reach,
        may_trace: programme.state() != Is::Ended
            && !modules.is_empty()
            && scope.may(app, "requirement.trace", &programme.resource()),
        modules: modules.into_iter().map(|module| (module.id.to_string(), module.title)).collect(),
        programme_path,
    })
}

pub async fn show_list(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ProgrammeId)>,
) -> Answer {
    let programme = load(&app, &scope, id).await?;
    scope.require(&app, "requirement.view", &programme.resource())?;
    show(&page(&app, &scope, &programme, Fields::default()).await?)
}

/// The requirement of the path, for someone who designs.
pub async fn found(
    app: &App,
    scope: &PartnershipScope,
    id: ProgrammeId,
    insight: InsightId,
) -> Result<(Programme, Insight), Problem> {
    let programme = load(app, scope, id).await?;
    scope.require(app, "requirement.trace", &programme.resource())?;
    if programme.state() == Is::Ended {
        return Err(Problem::refused("refusal-programme-ended"));
    }
    let insight = immersion::find_insight(app.db(), scope.tenant(), scope.id(), insight).await?;
    Ok((programme, insight.ok_or(Problem::NotFound)?))
}

/// Traces to the module that the form names; the other result has the fault at its field.
pub async fn trace_as(
    app: &App,
    scope: &PartnershipScope,
    programme: &Programme,
    insight: &Insight,
    form: &mut Fields,
) -> Result<Option<Module>, Problem> {
    let Some(wanted): Option<ModuleId> = form.choice("module", |text| text.parse().ok()) else { return Ok(None) };
    let Some(module) = module::find(app.db(), scope.tenant(), programme.id, wanted).await? else {
        form.refuse("module", Fault::new("fault-not-a-choice"));
        return Ok(None);
    };
    let tx = app.db().begin().await?;
    let traced = trace(&tx, &By::viewer(scope, app.now()), insight, programme.id, &module).await?;
    traced.map_err(|refused| Problem::refused(refused.key()))?;
    tx.commit().await?;
    Ok(Some(module))
}

pub async fn make_trace(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, insight)): Path<(PartnershipId, ProgrammeId, InsightId)>,
    mut form: Fields,
) -> Answer {
    let (programme, insight) = found(&app, &scope, id, insight).await?;
    if trace_as(&app, &scope, &programme, &insight, &mut form).await?.is_none() {
        form.replace("insight", &insight.id.to_string());
        return show_again(&page(&app, &scope, &programme, form).await?);
    }
    see_and_say(&format!("{}/{id}/requirements", path_of(&scope)), "requirement-said-traced")
}

/// Takes a trace back; says nothing where it was gone already.
pub async fn untrace_as(
    app: &App,
    scope: &PartnershipScope,
    insight: &Insight,
    module: ModuleId,
) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    immersion::untrace(&tx, &By::viewer(scope, app.now()), insight, KIND, module.0).await?;
    Ok(tx.commit().await?)
}

pub async fn remove_trace(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, insight, module)): Path<(PartnershipId, ProgrammeId, InsightId, ModuleId)>,
) -> Answer {
    let (_, insight) = found(&app, &scope, id, insight).await?;
    untrace_as(&app, &scope, &insight, module).await?;
    see_and_say(&format!("{}/{id}/requirements", path_of(&scope)), "requirement-said-removed")
}
