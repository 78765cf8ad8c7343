//! Behaviour at work beyond the two measurements: who leads which depot, and what two observers saw of the same people.

use lustrum_evidence::observation::store::keep;
use lustrum_evidence::observation::{ObservationId, Seen};
use lustrum_evidence::ratings::{Occasion, Rating, subject};
use lustrum_evidence::team;
use lustrum_kernel::Day;
use lustrum_programme::behaviour::{self, Behaviour};
use lustrum_programme::programme::Programme;

use super::evidence::act;
use super::{LEAD, MANAGER};
use crate::demo::chance::Chance;
use crate::demo::seed::{Stage, day};

/// The depots of the line manager of the story.
const HERS: [&str; 2] = ["Eindhoven", "Tilburg"];

pub async fn watch(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    teams(stage).await?;
    observe(stage, programme).await?;
    super::around::rate(stage, programme).await?;
    super::around::review(stage, programme).await
}

/// One in 17 was never observed.
pub fn unseen(email: &str) -> bool {
    let digits: String = email.chars().filter(char::is_ascii_digit).collect();
    digits.parse::<u32>().is_ok_and(|number| number % 17 == 5)
}

/// Every depot has someone who leads its frontline managers.
async fn teams(stage: &Stage<'_>) -> anyhow::Result<()> {
    let assigned = act(stage, LEAD, "2026-02-20T14:00:00Z");
    for (number, unit) in team::units(stage.tx, stage.organisation, stage.partnership).await?.iter().enumerate() {
        let (name, email) = match HERS.contains(&unit.as_str()) {
            true => ("Sanne Bakker".to_owned(), MANAGER.to_owned()),
            false => (format!("Depot head {unit}"), format!("depot{:02}@noordkade.example", number + 1)),
        };
        team::assign(stage.tx, assigned, unit, &name, &email).await?;
    }
    Ok(())
}

/// In September the line manager and the L&D lead saw the same people within a week, each on two behaviours.
async fn observe(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let behaviours = behaviour::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let people = team::members(stage.tx, stage.organisation, programme.id).await?;
    let mut chance = Chance::named("two observers");
    for (place, member) in people.iter().filter(|member| HERS.contains(&member.unit.as_str())).enumerate() {
        if place % 4 == 3 || unseen(&member.email) {
            continue;
        }
        let habit = 3.1 + if member.waits { 0.0 } else { 0.4 } + 0.8 * chance.normal();
        let pair = [&behaviours[place % behaviours.len()], &behaviours[(place + 1) % behaviours.len()]];
        for (observer, at, on) in
            [(MANAGER, "2026-09-21T13:00:00Z", "2026-09-21"), (LEAD, "2026-09-24T15:00:00Z", "2026-09-24")]
        {
            let values = pair.map(|behaviour| (behaviour, chance.score(habit, 0.35)));
            let seen = seen(stage, programme, member, day(on), &values);
            keep(stage.tx, act(stage, observer, at), programme, &seen).await?;
        }
    }
    Ok(())
}

fn seen(
    stage: &Stage<'_>,
    programme: &Programme,
    member: &team::Member,
    day: Day,
    values: &[(&Behaviour, i64)],
) -> Seen {
    let subject = subject(stage.organisation, programme.id, &member.email);
    let ratings = values.iter().map(|(behaviour, value)| Rating {
        behaviour: behaviour.id,
        subject: subject.clone(),
        trained: !member.waits,
        occasion: Occasion::After,
        value: *value,
        day,
    });
    Seen {
        id: ObservationId::new(),
        programme: programme.id,
        ratings: ratings.collect(),
        subject: subject.clone(),
        day,
        not_seen: Vec::new(),
        example: "Asked what would help, and planned the next talk at once.".to_owned(),
    }
}
