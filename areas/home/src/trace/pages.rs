use std::collections::HashMap;

use askama::Template;
use axum::extract::State as Of;
use lustrum_delivery::cohort;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::remember;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_programme::behaviour;
use lustrum_programme::programme::{self, ProgrammeId};
use lustrum_strategy::goal::{self, Goal};

use super::{Branch, Tree, tree};

/// So many behaviours of a programme are written out.
const BEHAVIOURS: i64 = 5;

#[derive(Template)]
#[template(path = "trace/trace.html")]
struct Trace {
    shell: Shell,
    path: String,
    /// Where the challenges are, for those of the organisation who may open them.
    own: Option<String>,
    tree: Tree,
    behaviours: HashMap<ProgrammeId, Vec<String>>,
}

impl Trace {
    fn goals(&self) -> String {
        format!("{}/goals", self.path)
    }
    fn behaviours_of(&self, branch: &Branch) -> &[String] {
        self.behaviours.get(&branch.programme.id).map_or(&[], Vec::as_slice)
    }
    fn more_behaviours(&self, branch: &Branch) -> i64 {
        branch.programme.behaviours - self.behaviours_of(branch).len() as i64
    }
    fn planned(&self, branch: &Branch) -> String {
        let t = &self.shell.t;
        let counted = [
            ("trace-modules", branch.programme.modules),
            ("trace-cohorts", branch.cohorts),
            ("trace-sessions", branch.sessions),
        ];
        counted.map(|(key, count)| t.count(key, count)).join(" · ")
    }
    fn gaps(&self, branch: &Branch) -> String {
        gaps(&self.shell, branch)
    }
    fn moves(&self, goal: &Goal) -> String {
        let t = &self.shell.t;
        t.say_with(
            "trace-goal",
            &[
                ("kpi", goal.kpi_title.clone()),
                ("baseline", goal.spoken(t, &goal.baseline)),
                ("target", goal.spoken(t, &goal.target)),
                ("day", t.day(&goal.due)),
            ],
        )
    }
}

fn gaps(shell: &Shell, branch: &Branch) -> String {
    let words: Vec<String> = branch.gaps.iter().map(|gap| shell.t.say(gap.key())).collect();
    words.join(", ")
}

async fn read(app: &App, scope: &PartnershipScope) -> Result<Tree, Problem> {
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let goals = goal::shared_with(db, tenant, id).await?;
    let programmes = programme::traced(db, tenant, id).await?;
    Ok(tree(goals, programmes, &cohort::planned(db, tenant, id).await?))
}

async fn known(app: &App, scope: &PartnershipScope) -> Result<(Tree, HashMap<ProgrammeId, Vec<String>>), Problem> {
    let tree = read(app, scope).await?;
    let mut behaviours: HashMap<ProgrammeId, Vec<String>> = HashMap::new();
    for (programme, text) in behaviour::of_programmes(app.db(), scope.tenant(), &tree.named(), BEHAVIOURS).await? {
        behaviours.entry(programme).or_default().push(text);
    }
    Ok((tree, behaviours))
}

/// `/p/{partnership}/trace`
pub async fn show_trace(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "overview.view", &Resource::new("Overview", scope.id()))?;
    let kept = remember(app.db(), scope.tenant(), app.now(), "trace", scope.id(), known(&app, &scope)).await?;
    let challenges = scope.may(&app, "challenge.view", &Resource::new("Challenge", scope.id()));
    let title = scope.viewer.speaker().say("trace-title");
    show(&Trace {
        shell: Shell::within(&app, &scope, title).step(&app, &scope, Step::Goal),
        path: format!("/p/{}", scope.id()),
        own: (scope.side == Side::Organisation && challenges).then(|| format!("/o/{}", scope.tenant())),
        tree: kept.0.clone(),
        behaviours: kept.1.clone(),
    })
}

/// One row for each programme that is named, and for each that misses a link.
pub async fn export_trace(Of(app): Of<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "overview.view", &Resource::new("Overview", scope.id()))?;
    let shell = Shell::within(&app, &scope, String::new());
    let tree = read(&app, &scope).await?;
    let headings = ["challenge", "goal", "programme", "behaviours", "modules", "cohorts", "sessions", "missing"];
    let mut rows = vec![headings.map(Out::from).to_vec()];
    let mut row = |challenge: &str, goal: &str, branch: &Branch| {
        let counts = [branch.programme.behaviours, branch.programme.modules, branch.cohorts, branch.sessions];
        let mut cells = [challenge, goal, &branch.programme.title].map(Out::from).to_vec();
        cells.extend(counts.map(|count| Out::Number(count as f64)));
        cells.push(gaps(&shell, branch).into());
        rows.push(cells);
    };
    for challenge in &tree.challenges {
        for goal in &challenge.goals {
            goal.programmes.iter().for_each(|branch| row(&challenge.title, &goal.goal.title, branch));
        }
    }
    let named = tree.named();
    for branch in tree.unlinked.iter().filter(|branch| !named.contains(&branch.programme.id)) {
        row("", "", branch);
    }
    download("trace.csv", "text/csv; charset=utf-8", csv(&rows))
}
