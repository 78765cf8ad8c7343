//! The form that changes how the health is looked at.

use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;

use super::{ChangeRefused, Kept, Settings, change, current};
use crate::health::drift::{Part, watch};
use crate::health::pages::{path_of, resource};

/// Working days of a quarter: later than this there is a newer review.
const MOST_DAYS: i64 = 60;

#[derive(Template)]
#[template(path = "health/setting/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    /// The name of each part's field, its words and its rule.
    parts: Vec<(String, String, String)>,
}

fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    let part = |part: Part| (field(part), t.say(&part.key()), t.say(&format!("{}-rule", part.key())));
    Edit {
        shell: Shell::within(app, scope, t.say("health-settings")).step(app, scope, Step::Review).narrow(),
        form,
        path: path_of(scope),
        parts: Part::ALL.map(part).into(),
    }
}

fn field(part: Part) -> String {
    format!("weight-{}", part.word())
}

fn filled(t: &Speaker, kept: &Kept) -> Fields {
    let plain = |value: f64| {
        let digits = if value.fract() == 0.0 { 0 } else { 2 };
        t.number(value, digits)
    };
    let settings = &kept.settings;
    let weights = Part::ALL.into_iter().zip(settings.weights).map(|(part, weight)| (field(part), plain(weight)));
    let others = [
        ("seen".to_owned(), kept.number.to_string()),
        ("floor".to_owned(), plain(settings.floor)),
        ("fall".to_owned(), plain(settings.fall)),
        ("gap".to_owned(), plain(settings.gap)),
        ("contest-days".to_owned(), settings.contest_days.to_string()),
    ];
    Fields::filled(weights.chain(others))
}

pub async fn show_edit(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "health.settle", &resource(&scope))?;
    let kept = current(app.db(), scope.tenant(), scope.id()).await?;
    show(&page(&app, &scope, filled(&scope.viewer.speaker(), &kept)))
}

fn read(form: &mut Fields) -> Option<(i64, Settings)> {
    let seen = form.whole("seen", 0, i64::MAX >> 20);
    let weights: Vec<f64> =
        Part::ALL.into_iter().filter_map(|part| form.number_between(&field(part), 0.0, 100.0)).collect();
    if weights.len() == Part::ALL.len() && weights.iter().all(|weight| *weight == 0.0) {
        form.refuse(&field(Part::Rhythm), Fault::new("fault-health-weights"));
    }
    let (floor, fall) = (form.number_between("floor", 0.0, 100.0), form.number_between("fall", 1.0, 100.0));
    let (gap, days) = (form.number_between("gap", 0.2, 4.0), form.whole("contest-days", 1, MOST_DAYS));
    let weights = <[f64; 6]>::try_from(weights).ok();
    if form.has_faults() {
        return None;
    }
    let settings = Settings { weights: weights?, floor: floor?, fall: fall?, gap: gap?, contest_days: days? };
    Some((seen?, settings))
}

/// What someone else saved meanwhile, in one line.
fn words(t: &Speaker, settings: &Settings) -> String {
    let weights: Vec<String> = settings.weights.iter().map(|weight| t.number(*weight, 0)).collect();
    let named = [
        ("weights", weights.join(", ")),
        ("floor", t.number(settings.floor, 0)),
        ("fall", t.number(settings.fall, 0)),
        ("gap", t.number(settings.gap, 1)),
        ("days", t.whole(settings.contest_days)),
    ];
    t.say_with("health-settings-theirs", &named)
}

/// Changes it as the form says; whether it was done. Of two at once the second sees what the first saved.
pub(crate) async fn change_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<bool, Problem> {
    let Some((seen, settings)) = read(form) else { return Ok(false) };
    let by = By::viewer(scope, app.now());
    let tx = app.db().begin().await?;
    match change(&tx, &by, seen, &settings).await {
        Ok(_) => {
            watch::ensure(&tx, &by).await?;
            tx.commit().await?;
            Ok(true)
        }
        Err(ChangeRefused::Meanwhile(kept)) => {
            let theirs = words(&scope.viewer.speaker(), &kept.settings);
            form.refuse("floor", Fault::new("fault-health-meanwhile").with("theirs", theirs));
            form.replace("seen", &kept.number.to_string());
            Ok(false)
        }
        Err(ChangeRefused::Database(error)) => Err(error.into()),
    }
}

pub async fn change_settings(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "health.settle", &resource(&scope))?;
    if change_as(&app, &scope, &mut form).await? {
        return see_and_say(&path_of(&scope), "health-said-settings");
    }
    show_again(&page(&app, &scope, form))
}
