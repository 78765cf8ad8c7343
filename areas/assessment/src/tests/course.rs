//! A programme for tests: one module, a cohort that learned it on 1 September, one that waits, and a test of three items.

use lustrum_delivery::cohort::{self, Cohort};
use lustrum_delivery::session;
use lustrum_delivery::{Act, enrolment};
use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Tx;
use lustrum_kernel::{Day, Moment};
use lustrum_programme::module::{self, ModuleId};
use lustrum_programme::programme::{self, Programme};

use crate::bank;
use crate::exam::{self, TestId};
use crate::item::{self, Content, Task, Text, Tier, Writer};

pub struct Course {
    pub act: Act,
    pub programme: Programme,
    pub module: ModuleId,
    pub trained: Cohort,
    pub waiting: Cohort,
    pub test: TestId,
}

/// With so many people in each of both cohorts: `t0@x.example`, ... learned, `w0@x.example`, ... wait; the first of those
/// who learned has the address of the world's learner.
pub async fn course(app: &App, world: &World, people: usize, minutes: Option<i64>) -> Course {
    let by = world.person(Side::Organisation, Role::LdLead);
    let (tenant, partnership, at) = (world.client, world.partnership, app.now());
    let act = Act { tenant, partnership, by, at };
    let designs = programme::store::Act { tenant, partnership, by, at };
    let tx = app.db().begin().await.unwrap();
    let words = programme::Words { title: "Leading in the depot".into(), purpose: "Keep".into(), goal: None };
    let id = programme::create(&tx, designs, &words).await.unwrap();
    let programme = programme::find(&tx, tenant, partnership, id).await.unwrap().unwrap();
    let words = module::Words {
        title: "Difficult talks".into(),
        mode: module::Mode::Classroom,
        minutes: 240,
        own_case_minutes: 60,
    };
    let module = module::add(&tx, designs, &programme, &words).await.unwrap();
    let learner = world.viewer(Side::Organisation, Role::Learner).email;
    let trained = a_cohort(&tx, act, &programme, people, Some(learner)).await;
    let waiting = a_cohort(&tx, act, &programme, people, None).await;
    let starts_at = Moment("2026-09-01T07:00:00Z".parse().unwrap());
    let zone = "Europe/Amsterdam".to_owned();
    let words = session::Words { module, starts_at, zone, minutes: 240, place: "Depot".into() };
    session::create(&tx, act, &trained, &words).await.unwrap();
    let test = a_test(&tx, act, &programme, module, minutes).await;
    tx.commit().await.unwrap();
    Course { act, programme, module, trained, waiting, test }
}

async fn a_cohort(tx: &Tx, act: Act, programme: &Programme, people: usize, learner: Option<String>) -> Cohort {
    let waits = learner.is_none();
    let (title, letter) = if waits { ("Wait-list", "w") } else { ("Cohort 1", "t") };
    let words = cohort::Words {
        title: title.into(),
        programme: programme.id,
        region: "NL".into(),
        language: "en".into(),
        zone: "Europe/Amsterdam".into(),
        starts: Day::of(2026, 9, 1).unwrap(),
        waits,
    };
    let id = cohort::create(tx, act, &words).await.unwrap();
    let found = cohort::find(tx, act.tenant, act.partnership, id).await.unwrap().unwrap();
    let people: Vec<_> = (0..people)
        .map(|place| enrolment::Person {
            name: format!("{letter}{place}"),
            email: learner.clone().filter(|_| place == 0).unwrap_or_else(|| format!("{letter}{place}@x.example")),
            unit: format!("Depot {}", place % 4),
        })
        .collect();
    enrolment::import(tx, act, &found, &people).await.unwrap();
    cohort::find(tx, act.tenant, act.partnership, id).await.unwrap().unwrap()
}

/// One choice (1 point), one number (2 points), one order (1 point, in parts).
async fn a_test(tx: &Tx, act: Act, programme: &Programme, module: ModuleId, minutes: Option<i64>) -> TestId {
    let words = bank::Words { title: "Talks".into(), language: "en".into(), programme: Some(programme.id) };
    let id = bank::create(tx, act, &words).await.unwrap();
    let bank = bank::find(tx, act.tenant, act.partnership, id).await.unwrap().unwrap();
    let content = |task, points, partial, options: &[&str]| Content {
        task,
        points,
        partial,
        texts: [(
            "en".to_owned(),
            Text {
                prompt: format!("Question with {} options?", options.len()),
                options: options.iter().map(|option| (*option).to_owned()).collect(),
                feedback: "Remember this.".to_owned(),
                ..Text::default()
            },
        )]
        .into(),
    };
    let words: Vec<item::Words> = [
        content(Task::Single { right: 1 }, 1.0, false, &["Tell", "Listen", "Leave"]),
        content(Task::Numeric { answer: 40.0, tolerance: 0.5 }, 2.0, false, &[]),
        content(Task::Ordering, 1.0, true, &["first", "second", "third"]),
    ]
    .into_iter()
    .map(|content| item::Words {
        content: content.checked().unwrap(),
        tier: Tier::Decision,
        skill: String::new(),
        module: None,
        source: String::new(),
    })
    .collect();
    let writer = Writer { name: "Emre".into(), side: Side::Partner };
    let items = item::add(tx, act, &bank, &words, &writer).await.unwrap();
    let words = exam::Words {
        title: "Talks, knowing and deciding".into(),
        programme: programme.id,
        module: Some(module),
        minutes,
        attempts: 1,
        shuffled: false,
        released_at_once: false,
    };
    let id = exam::create(tx, act, &words).await.unwrap();
    let test = exam::find(tx, act.tenant, act.partnership, id).await.unwrap().unwrap();
    assert!(exam::choose(tx, act, &test, &items).await.unwrap());
    id
}
