//! Rubrics: writing one, and how far two raters agree on it.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::cohort;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::figure::Spoken;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use lustrum_sharing::asset;

use super::{Criterion, LEVELS, MOST_CRITERIA, Rubric, RubricId, Words, agreement, check, check_asked, create, find};
use crate::act::{act, home_of, resource};
use crate::demonstration::{Demonstration, Standing, of_rubric};
use crate::exam::pages::subjects;
use crate::figures::demonstrated;
use crate::item::Tier;

#[derive(Template)]
#[template(path = "rubric/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    home: String,
    path: String,
    subjects: Vec<(String, String)>,
    tiers: Vec<(String, String)>,
    places: std::ops::RangeInclusive<usize>,
}

#[derive(Template)]
#[template(path = "rubric/show.html")]
struct Show {
    shell: Shell,
    home: String,
    path: String,
    rubric: Rubric,
    rights: Option<asset::Said>,
    criteria: Vec<Row>,
    figures: Vec<(String, Spoken)>,
    /// Demonstrations that this viewer may look at.
    demonstrations: Vec<Listed>,
    cohorts: Vec<(String, String)>,
    rates: bool,
}

/// A criterion with the agreement of raters on it.
struct Row {
    criterion: Criterion,
    agreement: String,
}

struct Listed {
    demonstration: Demonstration,
    mine: bool,
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/rubrics", scope.id())
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: RubricId) -> Result<Rubric, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let tiers = [Tier::Decision, Tier::Task];
    Ok(New {
        shell: Shell::within(app, scope, t.say("rubric-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        home: home_of(scope),
        path: path_of(scope),
        subjects: subjects(app, scope).await?.into_iter().map(|subject| (subject.value, subject.label)).collect(),
        tiers: tiers.map(|tier| (tier.number().to_string(), t.say(&format!("item-tier-{}", tier.number())))).to_vec(),
        places: 1..=MOST_CRITERIA,
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    show(&new_page(&app, &scope, Fields::filled([("tier", "6")])).await?)
}

/// Makes a rubric from a form or a JSON body; nothing where it has faults.
pub(crate) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<RubricId>, Problem> {
    let title = form.text("title", 120);
    let subjects = subjects(app, scope).await?;
    let subject = form.choice("subject", |text| subjects.iter().find(|subject| subject.value == text));
    let tier = form.choice("tier", |word| word.parse().ok().and_then(Tier::of).filter(|tier| *tier > Tier::Knowledge));
    let mut criteria = Vec::new();
    let mut places = Vec::new();
    for place in 1..=MOST_CRITERIA {
        let name = format!("criterion-{place}");
        let title = form.optional_text(&name, 200).unwrap_or_default();
        let anchors = form.optional_text(&format!("anchors-{place}"), 2_000).unwrap_or_default();
        let anchors: Vec<String> =
            anchors.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if title.is_empty() && anchors.is_empty() {
            continue;
        }
        if title.is_empty() {
            form.refuse(&name, Fault::new("fault-required"));
        }
        places.push(place);
        criteria.push(Criterion { title, anchors });
    }
    if let Err((at, why)) = check(&criteria) {
        let place = places.get(at).copied().unwrap_or(1);
        let name = if criteria.is_empty() { format!("criterion-{place}") } else { format!("anchors-{place}") };
        form.refuse(&name, Fault::new(why.key()));
    }
    let asked = match form.value("asked").trim().is_empty() {
        true => None,
        false => form.whole("asked", 1, *LEVELS.end() as i64),
    };
    if let Some(Err(why)) = asked.filter(|_| !criteria.is_empty()).map(|asked| check_asked(&criteria, asked)) {
        form.refuse("asked", Fault::new(why.key()));
    }
    let (Some(subject), Some(tier), false) = (subject, tier, form.has_faults()) else { return Ok(None) };
    let words = Words { title, programme: subject.programme, module: subject.module, tier, criteria, asked };
    let tx = app.db().begin().await?;
    let id = create(&tx, act(app, scope), &words).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_one(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "assessment.design", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", path_of(&scope)), "rubric-said-made"),
        None => show_again(&new_page(&app, &scope, form).await?),
    }
}

/// The agreement on a criterion in words; of fewer than five demonstrations nothing is said.
fn agreed(t: &Speaker, all: &[Demonstration], place: usize, levels: usize) -> String {
    let scored = all.iter().filter(|one| one.scores.len() == 2).count() as u64;
    if scored < crate::SMALLEST_GROUP {
        return t.say1("figure-withheld", "smallest", crate::SMALLEST_GROUP);
    }
    agreement(all, place, levels).map_or_else(
        || t.say("rubric-all-alike"),
        |kappa| {
            let named = [
                ("value", t.number(kappa.agreement.value, 2)),
                ("low", t.number(kappa.agreement.interval.low, 2)),
                ("high", t.number(kappa.agreement.interval.high, 2)),
                ("n", t.whole(kappa.agreement.n as i64)),
            ];
            t.say_with("rubric-kappa", &named)
        },
    )
}

/// What this viewer may look at: everything for those who see results of people, else what they score themselves and
/// what waits for a second rater.
pub(crate) fn may_see(app: &App, scope: &PartnershipScope, one: &Demonstration) -> bool {
    let viewer = scope.viewer.person;
    scope.may(app, "person-result.view", &resource(scope))
        || one.scores.iter().any(|score| score.rater_id == viewer)
        || one.standing() == Standing::WaitsForSecond
}

pub async fn show_rubric(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RubricId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let rubric = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let all = of_rubric(app.db(), scope.tenant(), id).await?;
    let criteria = rubric.criteria();
    let levels = criteria.first().map_or(0, |criterion| criterion.anchors.len());
    let rates = scope.may(&app, "demonstration.rate", &resource(&scope));
    let cohorts = match rates {
        true => cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?,
        false => Vec::new(),
    };
    let line = demonstrated::line(scope.id(), &rubric, &all, app.now())?;
    let path = format!("{}/{id}", path_of(&scope));
    show(&Show {
        shell: Shell::within(&app, &scope, rubric.title.clone()).step(&app, &scope, Step::Evidence),
        home: home_of(&scope),
        criteria: criteria
            .into_iter()
            .enumerate()
            .map(|(place, criterion)| Row { agreement: agreed(&t, &all, place, levels), criterion })
            .collect(),
        figures: vec![(t.say(line.key), line.figure.spoken(&t, line.difference))],
        demonstrations: all
            .into_iter()
            .filter(|one| rates && may_see(&app, &scope, one))
            .take(200)
            .map(|one| Listed { mine: one.may_score(scope.viewer.person).is_err(), demonstration: one })
            .collect(),
        cohorts: cohorts
            .into_iter()
            .filter(|cohort| cohort.programme_id == rubric.programme_id && cohort.people > 0)
            .map(|cohort| (format!("{path}/demonstrations/new?cohort={}", cohort.id), cohort.title))
            .collect(),
        path,
        rights: asset::said(&app, &scope, asset::Kind::Rubric, id.0).await?,
        rubric,
        rates,
    })
}
