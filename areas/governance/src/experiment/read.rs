//! Reading plans, spendings and endings from a form or a JSON body. Amounts are typed in units with at most two digits;
//! the API sends whole minor units.

use std::collections::HashMap;

use lustrum_kernel::Day;
use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::problem::Problem;
use lustrum_partnership::charter;
use lustrum_partnership::terms::amount;
use lustrum_programme::behaviour;
use lustrum_programme::programme;
use lustrum_study::study::{Concluded, StudyId};

use super::fence::{Fence, WHOLE};
use super::words::money;
use super::{Closing, Experiment, Outcome, Plan};

/// Behaviours of so many of each programme can be chosen.
const BEHAVIOURS: i64 = 12;

/// What an experiment can be held against: the measures of the charter in force from learning upwards, and the
/// behaviours of the programmes.
pub(crate) async fn measures(app: &App, scope: &PartnershipScope) -> Result<Vec<String>, Problem> {
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let charter = charter::in_force_on(db, tenant, id, app.now()).await?;
    let known = charter.map(|version| version.measures).unwrap_or_default().into_iter();
    let mut words: Vec<String> = known
        .filter(|measure| measure.level >= 2)
        .map(|measure| format!("L{} {}", measure.level, measure.text))
        .collect();
    let programmes = programme::of_partnership(db, tenant, id).await?;
    let ids: Vec<_> = programmes.iter().map(|programme| programme.id).collect();
    let behaviours = behaviour::of_programmes(db, tenant, &ids, BEHAVIOURS).await?;
    words.extend(behaviours.into_iter().map(|(_, text)| format!("L3 {text}")));
    words.dedup();
    Ok(words)
}

/// A measure as a plan names it, with the charter's sentence in the reader's language where it is written in both.
pub(super) fn measure_words(named: &str, sentences: &HashMap<String, String>) -> String {
    let spoken = named.split_once(' ').and_then(|(level, text)| Some(format!("{level} {}", sentences.get(text)?)));
    spoken.unwrap_or_else(|| named.to_owned())
}

/// Reads a plan. Its cap is within the ring-fence, and its last day is to come.
pub(crate) fn plan(
    t: &Speaker,
    form: &mut Fields,
    fence: &Fence,
    free: i64,
    measures: &[String],
    today: Day,
) -> Option<Plan> {
    let title = form.text("title", 120);
    let hypothesis = form.text("hypothesis", 2_000);
    let measure = form.choice("measure", |word| measures.iter().find(|known| *known == word).cloned());
    let design = form.text("design", 4_000);
    let cap = amount(form, "cap");
    if cap == Some(0) {
        form.refuse("cap", Fault::new("fault-experiment-cap-nothing"));
    }
    if cap.is_some_and(|cap| cap > free) {
        form.refuse("cap", Fault::new("fault-experiment-cap").with("free", money(t, free, &fence.currency)));
    }
    let stops_on = form.day("stops_on");
    if stops_on.is_some_and(|day| day <= today) {
        form.refuse("stops_on", Fault::new("fault-experiment-past"));
    }
    let stops_when = form.text("stops_when", 1_000);
    if form.has_faults() {
        return None;
    }
    let currency = fence.currency.clone();
    Some(Plan { title, hypothesis, measure: measure?, design, cap: cap?, currency, stops_on: stops_on?, stops_when })
}

/// Reads a spending: an amount within what is left, what for, and a day that has come.
pub(crate) fn spending(
    t: &Speaker,
    form: &mut Fields,
    experiment: &Experiment,
    today: Day,
) -> Option<(i64, String, Day)> {
    let spent = amount(form, "amount");
    if spent == Some(0) {
        form.refuse("amount", Fault::new("fault-experiment-cap-nothing"));
    }
    let left = experiment.left();
    if spent.is_some_and(|spent| spent > left) {
        let left = money(t, left, &experiment.plan.currency);
        form.refuse("amount", Fault::new("fault-experiment-beyond-cap").with("left", left));
    }
    let what = form.text("what", 200);
    let on = form.day("on");
    if on.is_some_and(|day| day > today) {
        form.refuse("on", Fault::new("fault-experiment-future"));
    }
    // What was spent before both sides agreed was spent on something else.
    let agreed = experiment.agreed_at.map(|at| at.day_in(&jiff::tz::TimeZone::UTC));
    if on.zip(agreed).is_some_and(|(day, agreed)| day < agreed) {
        form.refuse("on", Fault::new("fault-experiment-before-agreed"));
    }
    if form.has_faults() { None } else { Some((spent?, what, on?)) }
}

/// Reads how an experiment came to its end. Before its day it is only stopped.
pub(crate) fn closing(
    form: &mut Fields,
    experiment: &Experiment,
    studies: &[Concluded],
    today: Day,
) -> Option<Closing> {
    let outcome = form.choice("outcome", Outcome::parse);
    let learned = form.text("learned", 2_000);
    let named = form.value("study").trim().to_owned();
    let study = match named.as_str() {
        "" => None,
        _ => form.choice("study", |text| {
            let id: StudyId = text.parse().ok()?;
            studies.iter().map(|known| known.study.id).find(|known| *known == id)
        }),
    };
    let outcome = outcome.filter(|_| !form.has_faults())?;
    Some(Closing { stopped: today < experiment.plan.stops_on, outcome, learned, study })
}

/// Reads a share, in hundredths of a percent, and the amount that it is a share of.
pub(crate) fn ring(form: &mut Fields) -> Option<(i64, i64)> {
    let share = if form.is_json() {
        form.whole("share", 1, WHOLE)
    } else {
        let percent = form.number_between("share", 0.01, 100.0);
        percent.map(|percent| (percent * 100.0).round() as i64)
    };
    let base = amount(form, "base");
    if base == Some(0) {
        form.refuse("base", Fault::new("fault-experiment-cap-nothing"));
    }
    if form.has_faults() { None } else { share.zip(base) }
}
