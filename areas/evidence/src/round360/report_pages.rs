//! A person's own reports, one for each round that is over. Nobody else opens them here.

use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use lustrum_programme::behaviour;

use super::open::today;
use super::report::{Report, report};
use super::store::{find, given, subject_of, written};
use super::{Group, Round, Stage};
use crate::levels::view::resource;

#[derive(Template)]
#[template(path = "round360/own.html")]
struct Page {
    shell: Shell,
    path: String,
    groups: Vec<String>,
    reports: Vec<(Round, Report)>,
    /// The rounds that are not over yet.
    coming: Vec<Round>,
}

impl Page {
    fn mean(&self, mean: &Option<f64>) -> String {
        mean.map_or_else(|| "–".to_owned(), |mean| self.shell.t.number(mean, 1))
    }
    /// How many answered; a group with a threshold says only that they are too few.
    fn count(&self, count: &Option<usize>) -> String {
        match count {
            Some(0) => self.shell.t.say("round360-none"),
            Some(count) => self.shell.t.whole(*count as i64),
            None => self.shell.t.say("round360-too-few"),
        }
    }
    fn group(&self, group: &Group) -> String {
        self.shell.t.say(&format!("round360-group-{}", group.word()))
    }
}

/// What the viewer may read of themselves, and the rounds that are not over yet.
pub async fn own(app: &App, scope: &PartnershipScope) -> Result<(Vec<(Round, Report)>, Vec<Round>), Problem> {
    let (mut reports, mut coming) = (Vec::new(), Vec::new());
    let today = today(app);
    // A person has a report or two.
    for place in subject_of(app.db(), scope.tenant(), scope.id(), &scope.viewer.email).await?.into_iter().take(6) {
        let Some(round) = find(app.db(), scope.tenant(), scope.id(), place.round_id).await? else { continue };
        if round.stage(today) != Stage::Over {
            coming.push(round);
            continue;
        }
        let behaviours = behaviour::of_programme(app.db(), scope.tenant(), round.programme_id).await?;
        let given = given(app.db(), scope.tenant(), round.id, Some(place.id)).await?;
        let written = written(app.db(), scope.tenant(), place.id).await?;
        reports.push((round, report(&behaviours, &given, &written)));
    }
    Ok((reports, coming))
}

pub async fn show_own(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "round-360.nominate", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let (reports, coming) = own(&app, &scope).await?;
    show(&Page {
        shell: Shell::within(&app, &scope, t.say("round360-own")).step(&app, &scope, Step::Evidence),
        path: super::pages::path(&scope),
        groups: Group::ALL.map(|group| t.say(&format!("round360-group-{}", group.word()))).to_vec(),
        reports,
        coming,
    })
}
