//! What the learning platform of the story reports: a credential for it, and statements about the e-learning between the
//! sessions. Generated, like everyone in it.

use anyhow::Context;
use lustrum_kernel::App;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::uuid::{Builder, Uuid};
use lustrum_records::credential::store::{self, Draft};
use lustrum_records::credential::{PER_MINUTE, Scopes};
use lustrum_records::exchange::{self, Direction, Words};
use lustrum_records::statement::prepare;
use lustrum_records::store::{Batch, put_many};
use lustrum_xapi::{Limits, Version, read_batch};
use serde_json::{Value, json};

use super::chance::Chance;
use super::seed::moment;

const HOME: &str = "https://academy.noordkade.example";
const UNITS: [(&str, &str); 4] = [
    ("first-conversation", "The first conversation"),
    ("rosters-and-rest", "Rosters and rest"),
    ("giving-feedback", "Giving feedback"),
    ("keeping-promises", "Keeping promises"),
];
const MANAGERS: usize = 48;

pub async fn report(app: &App, organisation: OrganisationId, lead: PersonId) -> anyhow::Result<()> {
    let tx = app.db().begin().await?;
    let draft = Draft {
        title: "Noordkade Academy (generated)".to_owned(),
        scopes: Scopes::parse("statements/write statements/read/mine state"),
        per_minute: PER_MINUTE,
    };
    let at = moment("2026-02-20T09:00:00Z");
    let made = store::create(&tx, organisation, &draft, &app.config().base_url, lead, at).await?;
    // Paused: nothing of the demo leaves it.
    let words = Words {
        title: "Record store of the evaluators (generated)".to_owned(),
        direction: Direction::Forward,
        source: "evaluators".to_owned(),
        path: "data/xAPI".to_owned(),
        version: Version::V1_0_3,
    };
    exchange::store::create(&tx, organisation, &words, &app.config().base_url, lead, at).await?;
    tx.commit().await?;
    let text = Value::Array(statements()).to_string();
    let read = read_batch(text.as_bytes(), Version::V1_0_3, Limits::default())?;
    let statements = read.iter().map(|statement| prepare(statement, None)).collect();
    let batch = Batch { organisation, source: made.number, statements, attachments: Vec::new() };
    put_many(app, batch).await.context("the statements of the story could not be stored")
}

fn statements() -> Vec<Value> {
    let mut chance = Chance::named("records");
    let mut all = Vec::new();
    for manager in 0..MANAGERS {
        for (unit, (word, title)) in UNITS.iter().enumerate() {
            if !chance.happens(0.9 - 0.12 * unit as f64) {
                break;
            }
            let registration = id(&mut chance);
            let month = 3 + unit;
            let day = 1 + chance.index(27);
            for (verb, hour) in [("initialized", 8), ("completed", 9)] {
                let minute = chance.index(60);
                all.push(json!({
                    "id": id(&mut chance),
                    "actor": { "objectType": "Agent", "name": format!("Manager {:03} (generated)", manager + 1),
                        "account": { "homePage": HOME, "name": format!("manager-{:03}", manager + 1) } },
                    "verb": { "id": format!("http://adlnet.gov/expapi/verbs/{verb}"),
                        "display": { "en": verb, "nl": if verb == "completed" { "voltooide" } else { "begon" } } },
                    "object": { "objectType": "Activity", "id": format!("{HOME}/units/{word}"),
                        "definition": { "name": { "en": title }, "type": "http://adlnet.gov/expapi/activities/module" } },
                    "context": { "registration": registration, "platform": "Noordkade Academy",
                        "contextActivities": { "parent": [{ "id": format!("{HOME}/courses/frontline") }] } },
                    "timestamp": format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00.000Z"),
                }));
            }
        }
    }
    all
}

/// A random id that is the same in every demo.
fn id(chance: &mut Chance) -> Uuid {
    let bytes = std::array::from_fn(|_| chance.index(256) as u8);
    Builder::from_random_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_academy_reports_keeps_the_rules_and_is_the_same_every_time() {
        let text = Value::Array(statements()).to_string();
        assert!(read_batch(text.as_bytes(), Version::V1_0_3, Limits::default()).is_ok());
        assert_eq!(statements(), statements());
    }
}
