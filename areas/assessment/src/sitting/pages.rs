//! Sittings: asking a test of a cohort, what came of it as a group, and each person's result for the organisation.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::cohort::{self, Cohort};
use lustrum_delivery::enrolment::{self, EnrolmentId};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::figure::Spoken;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{self, Out};

use super::store::Seat;
use super::{Occasion, OpenRefused, Sitting, SittingId, Words, find, learning, may_open, open, release, seats};
use crate::act::{act, resource};
use crate::exam::pages::{load as load_test, path_of as tests_path};
use crate::exam::{Test, TestId, items_of};
use crate::figures::group::{group, spoken};

/// A sitting is open for so long where nobody says otherwise.
const OPEN_DAYS: i32 = 7;

#[derive(Template)]
#[template(path = "sitting/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    test: Test,
    cohorts: Vec<(String, String)>,
    cohorts_path: String,
    occasions: Vec<(String, String)>,
    mails: bool,
}

#[derive(Template)]
#[template(path = "sitting/show.html")]
struct Show {
    shell: Shell,
    path: String,
    test_path: String,
    test: Test,
    sitting: Sitting,
    figures: Vec<(String, Spoken)>,
    people: Option<Vec<Seat>>,
    opens: bool,
    enough: bool,
}

impl Show {
    fn share(&self, seat: &Seat) -> String {
        match (seat.points, seat.most) {
            (Some(points), Some(most)) if most > 0.0 => self.shell.t.percent(points / most, 0),
            _ => String::new(),
        }
    }
    fn days(&self, seat: &Seat) -> String {
        seat.days.map(|days| self.shell.t.whole(days)).unwrap_or_default()
    }
}

async fn new_page(app: &App, scope: &PartnershipScope, test: Test, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let cohorts = cohorts_of(app, scope, &test).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("sitting-new")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{}/{}", tests_path(scope), test.id),
        cohorts: cohorts.into_iter().map(|cohort| (cohort.id.to_string(), cohort.title)).collect(),
        cohorts_path: format!("/p/{}/cohorts", scope.id()),
        occasions: Occasion::ALL
            .map(|one| (one.word().to_owned(), t.say(&format!("sitting-occasion-{}", one.word()))))
            .to_vec(),
        mails: app.config().mails(),
        test,
    })
}

pub(crate) async fn cohorts_of(app: &App, scope: &PartnershipScope, test: &Test) -> Result<Vec<Cohort>, Problem> {
    let mut cohorts = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    cohorts.retain(|cohort| cohort.programme_id == test.programme_id && cohort.people > 0);
    Ok(cohorts)
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
) -> Answer {
    scope.require(&app, "sitting.open", &resource(&scope))?;
    let test = load_test(&app, &scope, id).await?;
    let today = app.now().day_in(&scope.viewer.zone);
    let form = Fields::filled([("opens", today.to_string()), ("closes", today.plus_days(OPEN_DAYS).to_string())]);
    show(&new_page(&app, &scope, test, form).await?)
}

fn refuse(form: &mut Fields, t: &Speaker, why: OpenRefused) {
    let fault = match why {
        OpenRefused::AlreadyLearned { first } => {
            ("occasion", Fault::new("fault-sitting-learned").with("day", t.day(&first)))
        }
        OpenRefused::NotYetLearned { last: Some(last) } => {
            ("opens", Fault::new("fault-sitting-not-learned").with("day", t.day(&last)))
        }
        OpenRefused::NotYetLearned { last: None } => ("occasion", Fault::new("fault-sitting-waits")),
        OpenRefused::TooSoon { from } => ("opens", Fault::new("fault-sitting-too-soon").with("day", t.day(&from))),
        OpenRefused::Reversed => ("closes", Fault::new("fault-sitting-reversed")),
    };
    form.refuse(fault.0, fault.1);
}

/// Opens a sitting from a form or a JSON body and mails everyone their link; nothing where the form has faults.
pub(crate) async fn open_as(
    app: &App,
    scope: &PartnershipScope,
    test: &Test,
    form: &mut Fields,
) -> Result<Option<SittingId>, Problem> {
    if test.items == 0 {
        return Err(Problem::refused("refusal-test-empty"));
    }
    let cohorts = cohorts_of(app, scope, test).await?;
    let cohort = form.choice("cohort", |text| cohorts.iter().find(|cohort| cohort.id.to_string() == text));
    let occasion = form.choice("occasion", Occasion::parse);
    let (opens, closes) = (form.day("opens"), form.day("closes"));
    let (Some(cohort), Some(occasion), Some(opens), Some(closes)) = (cohort, occasion, opens, closes) else {
        return Ok(None);
    };
    let t = scope.viewer.speaker();
    let learning = learning(app.db(), scope.tenant(), cohort, test).await?;
    let today = app.now().day_in(&scope.viewer.zone);
    if closes < opens || closes < today.plus_days(-1) {
        refuse(form, &t, OpenRefused::Reversed);
    }
    if let Err(why) = may_open(occasion, opens, learning) {
        refuse(form, &t, why);
    }
    let there = super::of_test(app.db(), scope.tenant(), test.id).await?;
    if there.iter().any(|one| one.cohort_id == cohort.id && one.occasion == occasion.word()) {
        form.refuse("occasion", Fault::new("fault-sitting-twice"));
    }
    if form.has_faults() {
        return Ok(None);
    }
    let learned = learning.map(|learning| learning.last).filter(|_| occasion != Occasion::Pre);
    let words = Words { occasion, opens, closes, learned };
    let act = act(app, scope);
    let tx = app.db().begin().await?;
    let people = enrolment::of_cohort(&tx, act.tenant, cohort.id).await?;
    let ids: Vec<EnrolmentId> = people.iter().map(|person| person.id).collect();
    let opened = open(&tx, act, test, cohort, &words, &ids).await?;
    let t = Speaker::utc(Locale::parse(&cohort.language).unwrap_or_default());
    // Each mail is a row and a job of its own, which the kernel writes.
    for (person, (_, token)) in people.iter().zip(&opened.seats) {
        let named = [
            ("name", person.name.clone()),
            ("title", test.title.clone()),
            ("organisation", scope.partnership.client_name.clone()),
            ("from", t.day(&opens)),
            ("to", t.day(&closes)),
            ("link", app.url(&format!("/t/{token}"))),
        ];
        let letter = Letter {
            recipient: person.email.clone(),
            subject: t.say_with("sitting-mail-subject", &named),
            body: t.say_with("sitting-mail-body", &named),
        };
        mail::post(&tx, act.tenant, letter, act.at).await?;
    }
    tx.commit().await?;
    Ok(Some(opened.id))
}

pub async fn make_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "sitting.open", &resource(&scope))?;
    let test = load_test(&app, &scope, id).await?;
    match open_as(&app, &scope, &test, &mut form).await? {
        Some(sitting) => see_and_say(&format!("{}/{id}/sittings/{sitting}", tests_path(&scope)), "sitting-said-opened"),
        None => show_again(&new_page(&app, &scope, test, form).await?),
    }
}

pub(crate) async fn load(app: &App, scope: &PartnershipScope, test: TestId, id: SittingId) -> Result<Sitting, Problem> {
    let sitting = find(app.db(), scope.tenant(), scope.id(), id).await?;
    sitting.filter(|sitting| sitting.test_id == test).ok_or(Problem::NotFound)
}

pub async fn show_sitting(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test, id)): Path<(PartnershipId, TestId, SittingId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let test = load_test(&app, &scope, test).await?;
    let sitting = load(&app, &scope, test.id, id).await?;
    let t = scope.viewer.speaker();
    let figures = group(app.db(), scope.tenant(), scope.id(), &sitting, app.now()).await?;
    let people = match scope.may(&app, "person-result.view", &resource(&scope)) {
        true => Some(seats(app.db(), scope.tenant(), id).await?),
        false => None,
    };
    let test_path = format!("{}/{}", tests_path(&scope), test.id);
    let occasion = t.say(&sitting.occasion_key());
    show(&Show {
        shell: Shell::within(&app, &scope, format!("{} · {occasion}", test.title)).step(&app, &scope, Step::Evidence),
        path: format!("{test_path}/sittings/{id}"),
        test_path,
        enough: sitting.answered as u64 >= crate::SMALLEST_GROUP,
        figures: figures.iter().map(|line| (t.say(line.key), spoken(&t, line))).collect(),
        people,
        opens: scope.may(&app, "sitting.open", &resource(&scope)),
        sitting,
        test,
    })
}

pub async fn release_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test, id)): Path<(PartnershipId, TestId, SittingId)>,
) -> Answer {
    scope.require(&app, "sitting.open", &resource(&scope))?;
    let test = load_test(&app, &scope, test).await?;
    let sitting = load(&app, &scope, test.id, id).await?;
    let tx = app.db().begin().await?;
    release(&tx, act(&app, &scope), &test, &sitting).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{}/sittings/{id}", tests_path(&scope), test.id), "sitting-said-released")
}

/// Each person's result, for the organisation.
pub async fn export_people(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test, id)): Path<(PartnershipId, TestId, SittingId)>,
) -> Answer {
    scope.require(&app, "person-result.view", &resource(&scope))?;
    let test = load_test(&app, &scope, test).await?;
    load(&app, &scope, test.id, id).await?;
    let items = items_of(app.db(), scope.tenant(), test.id).await?.len() as f64;
    let mut rows = vec![["name", "unit", "points", "most", "days", "items"].map(Out::from).to_vec()];
    rows.extend(seats(app.db(), scope.tenant(), id).await?.into_iter().map(|seat| {
        vec![
            seat.name.into(),
            seat.unit.into(),
            seat.points.into(),
            seat.most.into(),
            seat.days.map(|days| days as f64).into(),
            Out::Number(items),
        ]
    }));
    download("results.csv", "text/csv; charset=utf-8", table::csv(&rows))
}
