//! The map of who was observed. L&D sees every unit, a line manager the units that they lead.

use askama::Template;
use axum::extract::{Query, State};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Role};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{self, Out};
use lustrum_programme::behaviour::{self, Behaviour};
use lustrum_programme::programme::{self, Programme, ProgrammeId, State as Standing};
use serde::Deserialize;

use super::{Covered, UnitCoverage, by_unit, cover, last};
use crate::levels::view::{path_of, resource};
use crate::team::{members, units_of};

/// So many names stand in one list.
const NAMED: usize = 200;

#[derive(Deserialize)]
pub struct Asked {
    pub programme: Option<ProgrammeId>,
}

#[derive(Template)]
#[template(path = "coverage/coverage.html")]
struct Page {
    shell: Shell,
    evidence: String,
    path: String,
    observe: String,
    teams: String,
    may_assign: bool,
    may_observe: bool,
    programme: Option<Programme>,
    others: Vec<(String, String)>,
    behaviours: Vec<Behaviour>,
    units: Vec<UnitCoverage>,
    total: UnitCoverage,
    due: Vec<(String, String, String)>,
    more: usize,
    /// A line manager to whom no unit was given.
    leads_none: bool,
}

impl Page {
    fn whole(&self, count: &usize) -> String {
        self.shell.t.whole(*count as i64)
    }
}

/// What a viewer may see of who was observed.
pub struct Coverage {
    pub programme: Programme,
    pub behaviours: Vec<Behaviour>,
    pub people: Vec<Covered>,
    pub leads_none: bool,
}

/// The asked programme or the newest with behaviours, and those that could be asked for.
pub async fn coverage(
    app: &App,
    scope: &PartnershipScope,
    asked: Option<ProgrammeId>,
) -> Result<(Option<Coverage>, Vec<Programme>), Problem> {
    let mut programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    programmes.retain(|programme| programme.state() != Standing::Ended);
    let place = match asked {
        Some(asked) => programmes.iter().position(|programme| programme.id == asked).ok_or(Problem::NotFound)?,
        None => 0,
    };
    if programmes.is_empty() {
        return Ok((None, programmes));
    }
    let programme = programmes.remove(place);
    let behaviours = behaviour::of_programme(app.db(), scope.tenant(), programme.id).await?;
    let mut known = members(app.db(), scope.tenant(), programme.id).await?;
    let mut leads_none = false;
    if !scope.has(Role::LdLead) && !scope.has(Role::RegionalLdManager) {
        let units = units_of(app.db(), scope.tenant(), scope.id(), &scope.viewer.email).await?;
        leads_none = units.is_empty();
        known.retain(|member| units.binary_search(&member.unit).is_ok());
    }
    let last = last(app.db(), scope.tenant(), programme.id).await?;
    let people = cover(scope.tenant(), programme.id, known, &behaviours, &last);
    Ok((Some(Coverage { programme, behaviours, people, leads_none }), programmes))
}

pub fn total(units: &[UnitCoverage], behaviours: usize) -> UnitCoverage {
    let mut total = UnitCoverage { observed: vec![0; behaviours], ..UnitCoverage::default() };
    for unit in units {
        total.people += unit.people;
        total.never += unit.never;
        total.due += unit.due;
        for (sum, count) in total.observed.iter_mut().zip(&unit.observed) {
            *sum += count;
        }
        total.oldest = match (total.oldest, unit.oldest) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    total
}

pub async fn show_coverage(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "coverage.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let today = app.now().day_in(&scope.viewer.zone);
    let (found, others) = coverage(&app, &scope, asked.programme).await?;
    let path = format!("{}/behaviour/coverage", path_of(&scope));
    let mut page = Page {
        shell: Shell::within(&app, &scope, t.say("coverage-title")).step(&app, &scope, Step::Evidence),
        evidence: format!("{}/behaviour", path_of(&scope)),
        observe: format!("/p/{}/observations/new", scope.id()),
        teams: format!("/p/{}/teams", scope.id()),
        may_assign: scope.may(&app, "team.assign", &resource(&scope)),
        may_observe: scope.may(&app, "observation.write", &resource(&scope)),
        programme: None,
        others: others.into_iter().map(|one| (format!("{path}?programme={}", one.id), one.title)).collect(),
        path,
        behaviours: Vec::new(),
        units: Vec::new(),
        total: UnitCoverage::default(),
        due: Vec::new(),
        more: 0,
        leads_none: false,
    };
    if let Some(found) = found {
        page.units = by_unit(&found.people, found.behaviours.len(), today);
        page.total = total(&page.units, found.behaviours.len());
        let mut due: Vec<&Covered> = found.people.iter().filter(|person| person.due(today)).collect();
        due.sort_by(|a, b| {
            (a.newest(), &a.member.unit, &a.member.name).cmp(&(b.newest(), &b.member.unit, &b.member.name))
        });
        page.more = due.len().saturating_sub(NAMED);
        let worded = |day: Option<Day>| day.map_or_else(|| t.say("coverage-never"), |day| t.day(&day));
        let named = |one: &&Covered| (one.member.name.clone(), one.member.unit.clone(), worded(one.newest()));
        page.due = due.iter().take(NAMED).map(named).collect();
        page.leads_none = found.leads_none;
        page.behaviours = found.behaviours;
        page.programme = Some(found.programme);
    }
    show(&page)
}

/// One row for each unit.
pub async fn export_coverage(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "coverage.view", &resource(&scope))?;
    let today = app.now().day_in(&scope.viewer.zone);
    let (Some(found), _) = coverage(&app, &scope, asked.programme).await? else { return Err(Problem::NotFound) };
    let mut heading: Vec<Out> = ["unit", "people", "never", "due", "oldest"].map(Out::from).to_vec();
    heading.extend(found.behaviours.iter().map(|behaviour| Out::from(behaviour.text.as_str())));
    let rows = by_unit(&found.people, found.behaviours.len(), today).into_iter().map(|unit| {
        let mut row: Vec<Out> = vec![unit.unit.as_str().into()];
        row.extend([unit.people, unit.never, unit.due].map(|count| Out::Number(count as f64)));
        row.push(unit.oldest.map_or_else(|| Out::from(""), |day| day.0.into()));
        row.extend(unit.observed.iter().map(|count| Out::Number(*count as f64)));
        row
    });
    let rows: Vec<Vec<Out>> = std::iter::once(heading).chain(rows).collect();
    download("coverage.csv", "text/csv; charset=utf-8", table::csv(&rows))
}
