//! A programme for tests: two behaviours, one module, a cohort that was trained and one that waits.

use lustrum_delivery::cohort::{self, Cohort};
use lustrum_delivery::{Act, enrolment};
use lustrum_identity::testing::World;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_programme::behaviour::{self, Behaviour};
use lustrum_programme::module;
use lustrum_programme::programme::{self, Programme};

use crate::feedback::{Answer, Askable, Opened, askable, open_round};

pub struct Course {
    pub act: Act,
    pub programme: Programme,
    pub behaviours: Vec<Behaviour>,
    pub trained: Cohort,
    pub waiting: Cohort,
    /// The module of the trained cohort.
    pub module: Askable,
}

/// With so many people in each of both cohorts: `t0@x.example`, ... were trained, `w0@x.example`, ... wait.
pub async fn course(app: &App, world: &World, people: usize) -> Course {
    build(app, world, people).await.expect("the course of the tests is sound")
}

async fn build(app: &App, world: &World, people: usize) -> Result<Course, DbError> {
    let by = world.person(Side::Organisation, Role::LdLead);
    let (tenant, partnership, at) = (world.client, world.partnership, app.now());
    let act = Act { tenant, partnership, by, at };
    let designs = programme::store::Act { tenant, partnership, by, at };
    let tx = app.db().begin().await?;
    let words = programme::Words { title: "Leading in the depot".to_owned(), purpose: "Keep".to_owned(), goal: None };
    let id = programme::create(&tx, designs, &words).await?;
    let programme = programme::find(&tx, tenant, partnership, id).await?.expect("it was just made");
    for text in ["Talks with everyone each week", "Plans the shift together"] {
        behaviour::add(&tx, designs, &programme, text, "never", "always").await?;
    }
    let words = module::Words {
        title: "Difficult talks".to_owned(),
        mode: module::Mode::Classroom,
        minutes: 240,
        own_case_minutes: 60,
    };
    module::add(&tx, designs, &programme, &words).await?;
    let trained = cohort(&tx, act, &programme, people, false).await?;
    let waiting = cohort(&tx, act, &programme, people, true).await?;
    let module = askable(&tx, tenant, partnership, at).await?.remove(0);
    let behaviours = behaviour::of_programme(&tx, tenant, programme.id).await?;
    tx.commit().await?;
    Ok(Course { act, programme, behaviours, trained, waiting, module })
}

async fn cohort(
    tx: &lustrum_kernel::db::Tx,
    act: Act,
    programme: &Programme,
    people: usize,
    waits: bool,
) -> Result<Cohort, DbError> {
    let (title, letter) = if waits { ("Wait-list", "w") } else { ("Cohort 1", "t") };
    let words = cohort::Words {
        title: title.to_owned(),
        programme: programme.id,
        region: "NL".to_owned(),
        language: "nl".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: Day::of(2026, 9, 1).expect("a day of the calendar"),
        waits,
    };
    let id = cohort::create(tx, act, &words).await?;
    let cohort = cohort::find(tx, act.tenant, act.partnership, id).await?.expect("it was just made");
    let people: Vec<_> = (0..people)
        .map(|place| enrolment::Person {
            name: format!("{letter}{place}"),
            email: format!("{letter}{place}@x.example"),
            unit: format!("Depot {}", place % 4),
        })
        .collect();
    enrolment::import(tx, act, &cohort, &people).await?;
    Ok(cohort)
}

/// A round on the module of the trained cohort, for this many people.
pub async fn round(app: &App, course: &Course, people: usize) -> Opened {
    let tx = app.db().begin().await.expect("the database is there");
    let day = course.act.at.day_in(&jiff::tz::TimeZone::UTC);
    let opened = open_round(&tx, course.act, &course.module, people, day).await.expect("there is no round yet");
    tx.commit().await.expect("the database takes it");
    opened
}

/// An answer with the same number everywhere.
pub fn all(value: i64) -> Answer {
    Answer { relevance: value, intent: value, obstacles: value, facilitator: value, ..Answer::default() }
}
