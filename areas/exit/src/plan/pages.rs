//! Writing the plan of the exit, and agreeing to it.

use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;

use super::{HandOver, Plan, PlanRefused, agree, agreed_and_newest, write};
use crate::rehearsal::pages::{Clause, clause, name_on, path_of, resource};

/// So many things can be named; a form shows those that are there and a few empty lines.
const LINES: usize = 12;
const SPARE: usize = 2;
const LONGEST: usize = 400;
/// Two years, for notice and for handing over alike.
const MOST_DAYS: i64 = 730;

/// The names of the fields of one line.
struct Line {
    number: usize,
    what: String,
    side: String,
    days: String,
}

#[derive(Template)]
#[template(path = "plan/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    clause: Option<Clause>,
    lines: Vec<Line>,
    sides: Vec<(String, String)>,
    /// What the other side wrote meanwhile.
    theirs: Option<Plan>,
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields, theirs: Option<Plan>) -> Result<Edit, Problem> {
    let t = scope.viewer.speaker();
    let line = |number| Line {
        number,
        what: format!("what-{number}"),
        side: format!("side-{number}"),
        days: format!("days-{number}"),
    };
    let filled = (1..=LINES).rev().find(|number| !form.value(&format!("what-{number}")).is_empty()).unwrap_or_default();
    Ok(Edit {
        shell: Shell::within(app, scope, t.say("exit-plan")).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of(scope),
        clause: clause(app, scope).await?,
        lines: (1..=(filled + SPARE).min(LINES)).map(line).collect(),
        sides: Side::BOTH.map(|side| (side.word().to_owned(), name_on(scope, side).to_owned())).to_vec(),
        theirs,
    })
}

fn filled(plan: &Plan) -> Fields {
    let mut fields = vec![("notice".to_owned(), plan.notice_days.to_string())];
    fields.push(("seen".to_owned(), plan.version.to_string()));
    for (place, item) in plan.items.iter().enumerate() {
        let number = place + 1;
        fields.push((format!("what-{number}"), item.what.clone()));
        fields.push((format!("side-{number}"), item.side.word().to_owned()));
        fields.push((format!("days-{number}"), item.days.to_string()));
    }
    Fields::filled(fields)
}

pub async fn show_edit(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "exit.plan", &resource(&scope))?;
    let (_, newest) = agreed_and_newest(app.db(), scope.tenant(), scope.id()).await?;
    let form = newest.as_ref().map_or_else(|| Fields::filled([("seen", "0")]), filled);
    show(&page(&app, &scope, form, None).await?)
}

/// What a form says, or nothing where a field is at fault.
pub(super) fn read(form: &mut Fields) -> Option<(i64, Vec<HandOver>)> {
    let notice = form.whole("notice", 0, MOST_DAYS);
    let mut items = Vec::new();
    for number in 1..=LINES {
        let [what, side, days] = ["what", "side", "days"].map(|name| format!("{name}-{number}"));
        let Some(text) = form.optional_text(&what, LONGEST) else { continue };
        let from = form.choice(&side, Side::parse);
        let within = form.whole(&days, 0, MOST_DAYS);
        items.extend(from.zip(within).map(|(side, days)| HandOver { side, what: text, days }));
    }
    if items.is_empty() && !form.has_faults() {
        form.refuse("what-1", Fault::new("fault-exit-plan-empty"));
    }
    notice.filter(|_| !form.has_faults()).map(|notice| (notice, items))
}

fn seen(form: &Fields) -> i64 {
    form.value("seen").parse().unwrap_or(-1)
}

/// Writes a version; the refusal where another was written meanwhile.
pub(super) async fn make(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<Result<i64, PlanRefused>>, Problem> {
    let Some((notice, items)) = read(form) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let made = write(&tx, &By::viewer(scope, app.now()), seen(form), (notice, &items)).await;
    if made.is_ok() {
        tx.commit().await?;
    }
    Ok(Some(made))
}

pub async fn make_plan(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "exit.plan", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(Ok(_)) => see_and_say(&path_of(&scope), "exit-said-plan-written"),
        Some(Err(PlanRefused::Changed)) => {
            let (_, newest) = agreed_and_newest(app.db(), scope.tenant(), scope.id()).await?;
            let version = newest.as_ref().map_or(0, |plan| plan.version);
            form.replace("seen", &version.to_string());
            form.refuse("notice", Fault::new("refusal-exit-plan-changed"));
            show_again(&page(&app, &scope, form, newest).await?)
        }
        Some(Err(refused)) => Err(refused.into()),
        None => show_again(&page(&app, &scope, form, None).await?),
    }
}

pub(super) async fn agree_as(app: &App, scope: &PartnershipScope, version: i64) -> Result<(), Problem> {
    scope.require(app, "exit.plan", &resource(scope))?;
    let tx = app.db().begin().await?;
    agree(&tx, &By::viewer(scope, app.now()), version).await?;
    Ok(tx.commit().await?)
}

pub async fn make_agreement(State(app): State<App>, scope: PartnershipScope, form: Fields) -> Answer {
    agree_as(&app, &scope, form.value("version").parse().unwrap_or(-1)).await?;
    see_and_say(&path_of(&scope), "exit-said-plan-agreed")
}

impl Edit {
    fn name(&self, side: &Side) -> &str {
        self.sides.iter().find(|(word, _)| word == side.word()).map_or("", |(_, name)| name.as_str())
    }
}
