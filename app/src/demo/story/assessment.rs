//! Assessment: a bank that both sides write, one test of the coaching talk before, after and four weeks later, and a
//! rubric with which two facilitators score talks. All answers are generated.

use anyhow::{Context, ensure};
use lustrum_assessment::attempt::store::{HandedIn, take_in};
use lustrum_assessment::bank::{self, Bank};
use lustrum_assessment::booster;
use lustrum_assessment::demonstration;
use lustrum_assessment::exam::{self, Test};
use lustrum_assessment::item::{self, Answer, Content, Task, Text, Tier, Writer};
use lustrum_assessment::rubric::{self, Criterion};
use lustrum_assessment::sitting::{self, Occasion};
use lustrum_delivery::{Act, enrolment, session};
use lustrum_kernel::access::Side;
use lustrum_kernel::{Day, Moment};
use lustrum_programme::module::{self, Module};
use lustrum_programme::programme::Programme;

use super::delivery::Planned;
use super::{DESIGNER, LEAD};
use crate::demo::chance::Chance;
use crate::demo::seed::{Stage, moment};

const OWN_FACILITATOR: (&str, &str) = ("lien@noordkade.example", "Lien Claes");
const PARTNER_FACILITATOR: (&str, &str) = ("karlijn@baken.example", "Karlijn Bos");

pub async fn measure(stage: &Stage<'_>, programme: &Programme, cohorts: &[Planned]) -> anyhow::Result<()> {
    let modules = module::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let talk = modules.get(1).context("the programme has a coaching talk")?;
    let bank = write_bank(stage, programme).await?;
    let items = write_items(stage, &bank).await?;
    let test = compose(stage, programme, talk, &items).await?;
    for planned in cohorts.iter().filter(|planned| !planned.waits) {
        ask(stage, &test, talk, planned).await?;
    }
    let first = cohorts.iter().find(|planned| !planned.waits).context("a cohort was trained")?;
    boost(stage, &test, talk, first).await?;
    score_talks(stage, programme, talk, first).await
}

fn act(stage: &Stage<'_>, email: &str, at: Moment) -> Act {
    Act { tenant: stage.organisation, partnership: stage.partnership, by: stage.person(email), at }
}

async fn write_bank(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<Bank> {
    let words = bank::Words {
        title: "Coaching and difficult talks".to_owned(),
        language: "nl".to_owned(),
        programme: Some(programme.id),
    };
    let id = bank::create(stage.tx, act(stage, DESIGNER, moment("2026-02-16T09:00:00Z")), &words).await?;
    bank::find(stage.tx, stage.organisation, stage.partnership, id).await?.context("the bank was just made")
}

/// An item in both languages: prompt and lines in Dutch, then in English; how hard it is, in logits.
struct Written {
    task: Task,
    tier: Tier,
    points: f64,
    partial: bool,
    nl: (&'static str, &'static [&'static str], &'static [&'static str]),
    en: (&'static str, &'static [&'static str], &'static [&'static str]),
}

fn words_of(written: &Written) -> anyhow::Result<item::Words> {
    let text = |(prompt, options, targets): (&str, &[&str], &[&str])| Text {
        prompt: prompt.to_owned(),
        options: options.iter().map(|line| (*line).to_owned()).collect(),
        targets: targets.iter().map(|line| (*line).to_owned()).collect(),
        feedback: String::new(),
    };
    let texts = [("nl".to_owned(), text(written.nl)), ("en".to_owned(), text(written.en))].into();
    let content = Content { task: written.task.clone(), points: written.points, partial: written.partial, texts };
    Ok(item::Words {
        content: content.checked()?,
        tier: written.tier,
        skill: "Coaching".to_owned(),
        module: None,
        source: String::new(),
    })
}

/// How hard each item is, in logits, and how well it tells people apart.
const HARD: [(f64, f64); 10] = [
    (-0.6, 1.3),
    (0.2, 1.5),
    (0.5, 1.1),
    (0.0, 1.4),
    (0.9, 1.2),
    (-0.2, 1.0),
    (0.4, 1.3),
    (0.7, 0.9),
    (-1.8, 0.4),
    (0.3, 1.4),
];

fn items() -> Vec<Written> {
    let single =
        |right, tier, nl, en| Written { task: Task::Single { right }, tier, points: 1.0, partial: false, nl, en };
    let (knows, decides) = (Tier::Knowledge, Tier::Decision);
    vec![
        single(
            1,
            knows,
            (
                "Waarmee begint een coachend gesprek?",
                &["Met je oordeel", "Met een open vraag", "Met de afspraken"],
                &[],
            ),
            (
                "What does a coaching talk begin with?",
                &["With your judgement", "With an open question", "With what is agreed"],
                &[],
            ),
        ),
        single(
            2,
            decides,
            (
                "Een chauffeur meldt zich voor de derde keer ziek op maandag. Wat doe je eerst?",
                &[
                    "Een waarschuwing geven",
                    "Het rooster aanpassen",
                    "Vragen wat er speelt",
                    "Wachten op een vierde keer",
                ],
                &[],
            ),
            (
                "A driver calls in sick on a Monday for the third time. What do you do first?",
                &["Give a warning", "Change the roster", "Ask what is going on", "Wait for a fourth time"],
                &[],
            ),
        ),
        Written {
            task: Task::Multiple { right: vec![true, false, true, false] },
            tier: knows,
            points: 2.0,
            partial: true,
            nl: (
                "Welke vragen zijn open?",
                &["Wat heb je nodig?", "Vind je dat ook niet?", "Hoe kijk jij ernaar?", "Kom je morgen wel?"],
                &[],
            ),
            en: (
                "Which questions are open?",
                &[
                    "What do you need?",
                    "Don’t you think so too?",
                    "How do you look at it?",
                    "Will you be there tomorrow?",
                ],
                &[],
            ),
        },
        Written {
            task: Task::Ordering,
            tier: decides,
            points: 2.0,
            partial: true,
            nl: (
                "In welke volgorde voer je een moeilijk gesprek?",
                &["Zeg waar het over gaat", "Luister", "Vat samen", "Spreek iets af"],
                &[],
            ),
            en: (
                "In what order do you hold a difficult talk?",
                &["Say what it is about", "Listen", "Sum up", "Agree on something"],
                &[],
            ),
        },
        single(
            0,
            decides,
            (
                "Iemand wordt boos in het gesprek. Wat helpt het meest?",
                &["Benoemen wat je ziet", "Harder praten", "Het gesprek stoppen"],
                &[],
            ),
            (
                "Someone gets angry in the talk. What helps most?",
                &["Name what you see", "Speak louder", "End the talk"],
                &[],
            ),
        ),
        Written {
            task: Task::ShortText {
                accepted: vec!["samenvatten".into(), "samenvatting".into(), "summing up".into(), "summary".into()],
            },
            tier: knows,
            points: 1.0,
            partial: false,
            nl: ("Hoe heet het als je teruggeeft wat je hebt gehoord?", &[], &[]),
            en: ("What is it called when you give back what you heard?", &[], &[]),
        },
        Written {
            task: Task::Matching { belongs: vec![0, 1, 2] },
            tier: decides,
            points: 3.0,
            partial: true,
            nl: (
                "Wat past bij welke situatie?",
                &["Nieuw en onzeker", "Ervaren en moe", "Boos over het rooster"],
                &["Voordoen en oefenen", "Ruimte en een vraag", "Luisteren en uitleggen", "Een officiële brief"],
            ),
            en: (
                "What fits which situation?",
                &["New and unsure", "Experienced and tired", "Angry about the roster"],
                &["Show it and practise", "Room and a question", "Listen and explain", "A formal letter"],
            ),
        },
        single(
            1,
            decides,
            (
                "Na het gesprek verandert er niets. Wanneer kom je erop terug?",
                &["Bij de jaarlijkse beoordeling", "Op de dag die jullie afspraken", "Als het misgaat"],
                &[],
            ),
            (
                "Nothing changes after the talk. When do you come back to it?",
                &["At the yearly appraisal", "On the day that you agreed on", "When it goes wrong"],
                &[],
            ),
        ),
        single(
            0,
            knows,
            ("Van wie is de afspraak aan het eind?", &["Van jullie allebei", "Van jou", "Van HR"], &[]),
            ("Whose is what you agree on at the end?", &["Of you both", "Yours", "HR’s"], &[]),
        ),
        Written {
            task: Task::Numeric { answer: 80.0, tolerance: 10.0 },
            tier: knows,
            points: 1.0,
            partial: false,
            nl: ("Welk deel van een coachend gesprek is de ander aan het woord, in procenten?", &[], &[]),
            en: ("What share of a coaching talk does the other person speak, in percent?", &[], &[]),
        },
    ]
}

async fn write_items(stage: &Stage<'_>, bank: &Bank) -> anyhow::Result<Vec<item::ItemId>> {
    let all: Vec<item::Words> = items().iter().map(words_of).collect::<anyhow::Result<_>>()?;
    let partner = Writer { name: "Emre Yilmaz".to_owned(), side: Side::Partner };
    let own = Writer { name: "Marleen Vos".to_owned(), side: Side::Organisation };
    let at = |text: &str, email: &str| act(stage, email, moment(text));
    let mut ids = item::add(stage.tx, at("2026-02-17T09:00:00Z", DESIGNER), bank, &all[..7], &partner).await?;
    ids.extend(item::add(stage.tx, at("2026-02-18T14:00:00Z", LEAD), bank, &all[7..], &own).await?);
    // The organisation put one question into the words of its depots before it was asked.
    let changed = item::change(stage.tx, at("2026-02-19T10:00:00Z", LEAD), bank, ids[1], 1, &all[1], &own).await?;
    ensure!(changed, "nobody else writes in the demo");
    Ok(ids)
}

async fn compose(
    stage: &Stage<'_>,
    programme: &Programme,
    talk: &Module,
    items: &[item::ItemId],
) -> anyhow::Result<Test> {
    let words = exam::Words {
        title: "The coaching talk: knowing and deciding".to_owned(),
        programme: programme.id,
        module: Some(talk.id),
        minutes: Some(20),
        attempts: 1,
        shuffled: true,
        released_at_once: true,
    };
    let act = act(stage, DESIGNER, moment("2026-02-20T09:00:00Z"));
    let id = exam::create(stage.tx, act, &words).await?;
    let find = async || exam::find(stage.tx, stage.organisation, stage.partnership, id).await;
    let test = find().await?.context("the test was just made")?;
    ensure!(exam::choose(stage.tx, act, &test, items).await?, "nobody was asked yet");
    find().await?.context("the test is there")
}

async fn ask(stage: &Stage<'_>, test: &Test, talk: &Module, planned: &Planned) -> anyhow::Result<()> {
    let cohort = &planned.cohort;
    let sessions = session::of_cohort(stage.tx, stage.organisation, cohort.id).await?;
    let held = sessions.iter().find(|session| session.module_id == talk.id).context("the talk was held")?;
    let learned = held.starts_at.day_in(&held.time_zone());
    let people = enrolment::of_cohort(stage.tx, stage.organisation, cohort.id).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut chance = Chance::named(&format!("test {}", cohort.title));
    let abilities: Vec<f64> = people.iter().map(|_| chance.normal()).collect();
    let contents: Vec<Content> =
        items().iter().map(|written| Ok(words_of(written)?.content)).collect::<anyhow::Result<_>>()?;
    for (occasion, after, gain) in [(Occasion::Pre, -5, 0.0), (Occasion::Post, 1, 1.3), (Occasion::Delayed, 28, 0.9)] {
        let opens = learned.plus_days(after);
        let words = sitting::Words {
            occasion,
            opens,
            closes: opens.plus_days(4),
            learned: (occasion != Occasion::Pre).then_some(learned),
        };
        let at = opens.start_in(&held.time_zone()).context("a day begins")?.plus_seconds(-3600);
        let opened = sitting::create(stage.tx, act(stage, LEAD, at), test, cohort, &words, &ids).await?;
        let found = sitting::find(stage.tx, stage.organisation, stage.partnership, opened.id).await?;
        let found = found.context("the sitting was just opened")?;
        let mut handed_in = Vec::new();
        for (enrolment, ability) in ids.iter().zip(&abilities) {
            if !chance.happens(0.9) {
                continue;
            }
            let started_at = at.plus_seconds(3600 * 10 + (chance.even() * 86_400.0 * 3.0) as i64);
            let submitted_at = started_at.plus_seconds(420 + (chance.even() * 600.0) as i64);
            let answers = answers(&mut chance, &contents, ability + gain);
            let seed = (chance.even() * 1e15) as i64;
            handed_in.push(HandedIn { enrolment: *enrolment, seed, started_at, submitted_at, answers });
        }
        take_in(stage.tx, stage.organisation, stage.partnership, test, &found, &handed_in).await?;
    }
    Ok(())
}

/// Boosters of the first cohort for a year; those whose day has passed were answered.
async fn boost(stage: &Stage<'_>, test: &Test, talk: &Module, planned: &Planned) -> anyhow::Result<()> {
    let cohort = &planned.cohort;
    let sessions = session::of_cohort(stage.tx, stage.organisation, cohort.id).await?;
    let held = sessions.iter().find(|session| session.module_id == talk.id).context("the talk was held")?;
    let learned = held.starts_at.day_in(&held.time_zone());
    let at = held.starts_at.plus_days(1);
    let until = learned.plus_days(365);
    let id = booster::store::create(stage.tx, act(stage, LEAD, at), test, cohort, learned, until).await?;
    let plan = booster::store::find(stage.tx, stage.organisation, id).await?.context("it was just planned")?;
    let mut chance = Chance::named("boosters");
    let now = stage.app.now();
    for (place, day) in plan.days().into_iter().enumerate() {
        let asked_at = session::working_morning(day, &plan.time_zone());
        if asked_at >= now {
            break;
        }
        let invited = booster::store::ask(stage.tx, stage.organisation, &plan, place as i64 + 1, day).await?;
        for one in invited {
            let asked = booster::store::by_token(stage.tx, &one.token).await?.context("it was just asked")?;
            let answered_at = asked_at.plus_seconds(3600 + (chance.even() * 86_400.0) as i64);
            if answered_at < now && chance.happens(0.8) {
                // Each recall makes the next one easier, as far as a generated person goes.
                let known = (0..booster::ITEMS).filter(|_| chance.happens(0.62 + 0.06 * place as f64)).count();
                let most = booster::ITEMS as f64;
                booster::store::answer(stage.tx, &asked, known as f64, most, answered_at).await?;
            }
        }
    }
    Ok(())
}

/// What someone of an ability answers, in logits (a two-parameter logistic model, Birnbaum 1968).
fn answers(chance: &mut Chance, contents: &[Content], ability: f64) -> Vec<(usize, Answer)> {
    let mut given = Vec::new();
    for (place, (content, (hard, slope))) in contents.iter().zip(HARD).enumerate() {
        let knows = chance.happens(1.0 / (1.0 + (-slope * (ability - hard)).exp()));
        if !knows && chance.happens(0.04) {
            continue;
        }
        given.push((place, answer(chance, &content.task, content.options(), knows)));
    }
    given
}

fn answer(chance: &mut Chance, task: &Task, options: usize, knows: bool) -> Answer {
    match task {
        Task::Single { right } if knows => Answer::Chosen(vec![*right]),
        Task::Single { right } => {
            let others: Vec<usize> = (0..options).filter(|option| option != right).collect();
            Answer::Chosen(vec![*chance.pick(&others)])
        }
        Task::Multiple { right } => {
            let chosen = right.iter().enumerate().filter(|(_, right)| **right).map(|(option, _)| option);
            let mut chosen: Vec<usize> = chosen.collect();
            if !knows {
                chosen[0] = chance.index(options);
            }
            Answer::Chosen(chosen)
        }
        Task::Ordering => {
            let mut order: Vec<usize> = (0..options).collect();
            if !knows {
                chance.shuffle(&mut order);
            }
            Answer::Order(order)
        }
        Task::Matching { belongs } => {
            let wrong = if knows { belongs.len() } else { chance.index(belongs.len()) };
            let target = |(option, target): (usize, &usize)| Some(if option == wrong { 3 } else { *target });
            Answer::Matched(belongs.iter().enumerate().map(target).collect())
        }
        Task::ShortText { accepted } if knows => Answer::Words(accepted[0].clone()),
        Task::ShortText { .. } => Answer::Words("luisteren".to_owned()),
        Task::Numeric { answer, .. } if knows => Answer::Number(*answer),
        Task::Numeric { .. } => Answer::Number(50.0),
    }
}

async fn score_talks(stage: &Stage<'_>, programme: &Programme, talk: &Module, planned: &Planned) -> anyhow::Result<()> {
    let criterion = |title: &str, anchors: [&str; 4]| Criterion {
        title: title.to_owned(),
        anchors: anchors.map(str::to_owned).to_vec(),
    };
    let words = rubric::Words {
        title: "Holding a coaching talk".to_owned(),
        programme: programme.id,
        module: Some(talk.id),
        tier: Tier::Task,
        asked: Some(3),
        criteria: vec![
            criterion(
                "Opens",
                [
                    "Begins with a judgement",
                    "Says what it is about",
                    "Asks an open question",
                    "Asks, and waits for the answer",
                ],
            ),
            criterion(
                "Listens",
                ["Speaks most of the time", "Lets the other finish", "Asks on", "Sums up in the other’s words"],
            ),
            criterion(
                "Agrees",
                ["Nothing", "Something vague", "Who does what", "Who does what by when, and when they talk again"],
            ),
        ],
    };
    let id = rubric::create(stage.tx, act(stage, DESIGNER, moment("2026-03-02T09:00:00Z")), &words).await?;
    let rubric = rubric::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    let rubric = rubric.context("the rubric was just made")?;
    let cohort = &planned.cohort;
    let people = enrolment::of_cohort(stage.tx, stage.organisation, cohort.id).await?;
    let sessions = session::of_cohort(stage.tx, stage.organisation, cohort.id).await?;
    let held = sessions.iter().find(|session| session.module_id == talk.id).context("the talk was held")?;
    let day: Day = held.starts_at.day_in(&held.time_zone()).plus_days(42);
    let at = day.start_in(&held.time_zone()).context("a day begins")?.plus_seconds(10 * 3600);
    let mut chance = Chance::named("talks");
    for (place, person) in people.iter().take(24).enumerate() {
        let at = at.plus_seconds(place as i64 * 1200);
        let first = act(stage, OWN_FACILITATOR.0, at);
        let one = demonstration::create(stage.tx, first, &rubric, cohort, person.id, day, Some(42)).await?;
        let skill = 1.8 + 0.9 * chance.normal();
        let levels = |chance: &mut Chance| -> Vec<usize> {
            (0..3).map(|_| (skill + 0.45 * chance.normal()).round().clamp(0.0, 3.0) as usize).collect()
        };
        let (own, other) = (levels(&mut chance), levels(&mut chance));
        demonstration::score(stage.tx, first, &rubric, one, OWN_FACILITATOR.1, &own, "").await?;
        if place == 23 {
            // The last one waits for a second rater.
            continue;
        }
        let second = act(stage, PARTNER_FACILITATOR.0, at.plus_seconds(3600));
        demonstration::score(stage.tx, second, &rubric, one, PARTNER_FACILITATOR.1, &other, "").await?;
        if own != other && place % 3 > 0 {
            let agreed: Vec<usize> = own.iter().zip(&other).map(|(one, other)| (one + other).div_ceil(2)).collect();
            let second = act(stage, PARTNER_FACILITATOR.0, at.plus_seconds(7200));
            demonstration::agree(
                stage.tx,
                second,
                &rubric,
                one,
                &agreed,
                "Looked at it together, with the anchors beside us.",
            )
            .await?;
        }
    }
    Ok(())
}
