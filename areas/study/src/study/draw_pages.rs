//! A draw as both sides see it, whatever else of the study is shared: seed, way of drawing, what came of it, how alike the
//! groups were before, and the file with which anyone redoes it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_impact::{Column, Comparison, balance};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_strategy::reading;

use super::pages::{load, path_of};
use super::proof::Proof;
use super::seal_pages::{Turn, WordsOf, sides, turn};
use super::{Basis, Concluded, Draw, Lottery, Study, StudyId};

/// Groups that lie farther apart than this on something were known to be before, in standard deviations.
const ALIKE: f64 = 0.25;

#[derive(Template)]
#[template(path = "study/draw.html")]
struct Drawn {
    shell: Shell,
    path: String,
    /// Whether the reader also sees the study itself.
    sees_study: bool,
    form: Fields,
    study: Study,
    published: String,
    percent: String,
    starts: Day,
    /// Nothing before it is drawn.
    seed: Option<String>,
    holds: bool,
    /// The words of both sides, where the seed comes from them.
    sides: Vec<WordsOf>,
    turn: Turn,
    /// The hash of the list, and the command that prints the seed once both words are open.
    list_hash: Option<String>,
    seed_command: Option<String>,
    groups: Vec<GroupLine>,
    lots: Vec<LotLine>,
    grouped: bool,
    balance: Vec<BalanceLine>,
    largest: Option<String>,
    example: Option<(String, String)>,
}

struct GroupLine {
    name: String,
    first: usize,
    all: usize,
}

struct LotLine {
    unit: String,
    group: String,
    /// Nothing before it is drawn.
    number: Option<String>,
    first: bool,
}

struct BalanceLine {
    name: String,
    difference: String,
    apart: bool,
}

/// A study whose units the lot decides; one without has no such page. A draw is public to both sides, so this asks for less
/// than the study does.
pub(crate) async fn load_lots(app: &App, scope: &PartnershipScope, id: StudyId) -> Result<Concluded, Problem> {
    let known = load(app, scope, id).await?;
    scope.require(app, "study.draw", &known.study.resource(known.partner_sees))?;
    if known.study.plan.assigned.by_lot() { Ok(known) } else { Err(Problem::NotFound) }
}

/// The same where the draw was made.
pub(crate) async fn load_draw(app: &App, scope: &PartnershipScope, id: StudyId) -> Result<(Concluded, Draw), Problem> {
    let known = load_lots(app, scope, id).await?;
    let draw = known.study.plan.assigned.draw.clone().ok_or(Problem::NotFound)?;
    Ok((known, draw))
}

pub async fn show_draw(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load_lots(&app, &scope, id).await?;
    show(&page(&app, &scope, known, Fields::default()).await?)
}

/// What is drawn, or will be: from the list alone before both sides gave their words.
fn drawn_or_listed(study: &Study) -> Option<Draw> {
    let assigned = &study.plan.assigned;
    assigned.draw.clone().or_else(|| Some(assigned.lottery.as_ref()?.drawn("")))
}

pub(super) async fn page(
    app: &App,
    scope: &PartnershipScope,
    known: Concluded,
    form: Fields,
) -> Result<impl Template + use<>, Problem> {
    let turn = turn(app, scope, &known);
    let Concluded { study, partner_sees, .. } = known;
    let made = !study.plan.assigned.waits_for_words();
    let draw = drawn_or_listed(&study).ok_or(Problem::NotFound)?;
    let shell = Shell::within(app, scope, scope.viewer.speaker().say1("study-draw-title", "title", &study.plan.title));
    let shell = shell.step(app, scope, Step::Impact);
    let t = shell.t.clone();
    let names = person::named(app.db(), &[study.registered_by]).await?;
    let apart = if made { apart(app.db(), &study, &draw).await? } else { Vec::new() };
    let largest = apart.iter().map(|(_, apart)| apart.abs()).reduce(f64::max);
    let in_order = draw.in_order();
    let first = in_order.first().filter(|_| made);
    let example = first.map(|(lot, number)| (command(&[&draw.seed, &lot.group, &lot.unit]), number.clone()));
    let lottery = study.plan.assigned.lottery.as_ref();
    Ok(Drawn {
        path: format!("{}/{}", path_of(scope), study.id),
        sees_study: scope.may(app, "study.view", &study.resource(partner_sees)),
        published: t.say2(
            "study-draw-published",
            "day",
            t.moment(&study.registered_at),
            "name",
            names.get(&study.registered_by).cloned().unwrap_or_default(),
        ),
        percent: t.percent(f64::from(draw.percent) / 100.0, 0),
        starts: draw.starts,
        seed: made.then(|| draw.seed.clone()),
        holds: Proof::of(&study).is_some_and(|proof| proof.holds()),
        sides: if lottery.is_some() { sides(&t, scope, &study) } else { Vec::new() },
        turn,
        list_hash: lottery.map(Lottery::hash),
        seed_command: seed_command(&study),
        groups: groups(&t, &draw),
        grouped: draw.lots.iter().any(|lot| !lot.group.is_empty()),
        lots: in_order
            .into_iter()
            .map(|(lot, number)| LotLine {
                unit: lot.unit.clone(),
                group: lot.group.clone(),
                // Enough to see the order by; the whole of it is in the file.
                number: made.then(|| format!("{}…", &number[..16])),
                first: lot.first,
            })
            .collect(),
        balance: apart
            .into_iter()
            .map(|(name, apart)| BalanceLine {
                name: t.say(name),
                difference: t.signed(apart, 2),
                apart: apart.abs() > ALIKE,
            })
            .collect(),
        largest: largest.map(|largest| t.number(largest, 2)),
        example,
        form,
        study,
        shell,
    })
}

/// What prints the seed at a terminal, once the words of both sides are open.
fn seed_command(study: &Study) -> Option<String> {
    let lottery = study.plan.assigned.lottery.as_ref()?;
    let [one, other] = super::lottery::both(&study.seals)?;
    Some(command(&[&study.plan_hash, &lottery.hash(), one, other]))
}

fn groups(t: &Speaker, draw: &Draw) -> Vec<GroupLine> {
    let mut groups: Vec<GroupLine> = Vec::new();
    for (lot, _) in draw.in_order() {
        if groups.last().is_none_or(|last| last.name != lot.group) {
            groups.push(GroupLine { name: lot.group.clone(), first: 0, all: 0 });
        }
        if let Some(group) = groups.last_mut() {
            group.all += 1;
            group.first += usize::from(lot.first);
        }
    }
    for group in groups.iter_mut().filter(|group| group.name.is_empty()) {
        group.name = t.say("study-draw-ungrouped");
    }
    groups
}

/// How far those who start first lay from those who wait on what was known when the draw was published, in standard
/// deviations: the mean of the measure, its last reading, and the number of people.
async fn apart(db: &impl Sql, study: &Study, draw: &Draw) -> Result<Vec<(&'static str, f64)>, DbError> {
    let Basis::Kpi { kpi, from, .. } = &study.plan.basis else { return Ok(Vec::new()) };
    let before = draw.starts.plus_days(-1);
    let readings = reading::as_known(db, study.organisation, *kpi, study.registered_at, *from, before).await?;
    let mut of_unit: HashMap<&str, Vec<(f64, Option<i64>)>> = HashMap::new();
    for known in &readings {
        of_unit.entry(known.unit.as_str()).or_default().push((known.value, known.people));
    }
    let (mut first, mut means, mut last, mut people) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for lot in &draw.lots {
        let Some(values) = of_unit.get(lot.unit.as_str()) else { continue };
        first.push(lot.first);
        means.push(values.iter().map(|(value, _)| value).sum::<f64>() / values.len() as f64);
        let newest = values.last().copied().unwrap_or((0.0, None));
        last.push(newest.0);
        people.push(newest.1.unwrap_or(0) as f64);
    }
    Ok(differences(
        first,
        [("study-balance-mean", means), ("study-balance-last", last), ("study-balance-people", people)],
    ))
}

/// Standardised differences of columns between two groups; nothing where a group is too small to have any.
fn differences(first: Vec<bool>, columns: [(&'static str, Vec<f64>); 3]) -> Vec<(&'static str, f64)> {
    let names = columns.each_ref().map(|(name, _)| *name);
    let outcome = columns[0].1.clone();
    let groups = columns.into_iter().fold(Comparison::new(outcome, first), |groups, (name, values)| {
        groups.and_then(|groups| groups.with_covariate(Column::new(name, values)))
    });
    let Ok(groups) = groups else { return Vec::new() };
    let found = balance(&groups);
    let named = found.into_iter().filter(|one| one.standardised_difference.is_finite());
    named
        .filter_map(|one| Some((*names.iter().find(|name| **name == one.column)?, one.standardised_difference)))
        .collect()
}

/// What prints the hash of some lines at a terminal. Quotation marks in a name are written so that a shell reads them.
fn command(lines: &[&str]) -> String {
    let quoted: Vec<String> = lines.iter().map(|text| format!("'{}'", text.replace('\'', r"'\''"))).collect();
    let form = vec!["%s"; lines.len()].join(r"\n");
    format!("printf '{form}' {} | sha256sum", quoted.join(" "))
}

pub async fn export_draw(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let (_, draw) = load_draw(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let headings = ["study-lot-group", "study-lot-unit", "study-lot-number", "study-lot-first", "study-draw-seed"];
    let mut rows = vec![headings.map(|key| Out::Text(t.say(key))).to_vec()];
    rows.extend(draw.in_order().into_iter().map(|(lot, number)| {
        let first = if lot.first { "1" } else { "0" };
        [lot.group.as_str(), &lot.unit, &number, first, &draw.seed].map(|text| Out::Text(text.to_owned())).to_vec()
    }));
    download("draw.csv", "text/csv; charset=utf-8", csv(&rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_read_by_a_shell_as_it_was_meant() {
        assert_eq!(
            command(&["17 04", "", "'s-Hertogenbosch"]),
            r"printf '%s\n%s\n%s' '17 04' '' ''\''s-Hertogenbosch' | sha256sum"
        );
    }

    #[test]
    fn groups_that_differ_by_a_standard_deviation_are_told_so() {
        let first = vec![true, true, true, false, false, false];
        let same = vec![1.0, 2.0, 3.0, 1.0, 2.0, 3.0];
        let moved = vec![2.0, 3.0, 4.0, 1.0, 2.0, 3.0];
        let found = differences(first, [("a", same.clone()), ("b", moved), ("c", same)]);
        assert_eq!(found, [("a", 0.0), ("b", 1.0), ("c", 0.0)]);
        assert_eq!(differences(vec![true], [("a", vec![1.0]), ("b", vec![1.0]), ("c", vec![1.0])]), []);
    }
}
