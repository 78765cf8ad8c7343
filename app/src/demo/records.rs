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

pub const HOME: &str = "https://academy.noordkade.example";
const UNITS: [(&str, &str); 4] = [
    ("first-conversation", "The first conversation"),
    ("rosters-and-rest", "Rosters and rest"),
    ("giving-feedback", "Giving feedback"),
    ("keeping-promises", "Keeping promises"),
];
const MANAGERS: usize = 48;
/// Of those, so many were given the package that the academy launches.
const LAUNCHED: usize = 18;
/// The registration of the first of them.
pub const A_REGISTRATION: &str = "5e551010-0000-4000-8000-000000000001";

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
    let text = Value::Array([statements(), launched()].concat()).to_string();
    let read = read_batch(text.as_bytes(), Version::V1_0_3, Limits::default())?;
    let statements = read.iter().map(|statement| prepare(statement, None)).collect();
    let batch = Batch { organisation, source: made.number, statements, attachments: Vec::new() };
    put_many(app, batch).await.context("the statements of the story could not be stored")?;
    lustrum_evidence::mapping::run(app, organisation).await.context("the statements could not be read")?;
    Ok(())
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
                        "account": { "homePage": HOME, "name": format!("manager{:03}", manager + 1) } },
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

/// What a package told that the academy launched (cmi5): most ended, some were passed, one was given up, one waived.
fn launched() -> Vec<Value> {
    let mut chance = Chance::named("launched");
    let mut all = Vec::new();
    for manager in 0..LAUNCHED {
        let registration = match manager {
            0 => A_REGISTRATION.to_owned(),
            _ => id(&mut chance).to_string(),
        };
        let session = id(&mut chance).to_string();
        let day = 2 + chance.index(20);
        let score = (50 + chance.index(50)) as f64 / 100.0;
        let outcome = if score >= 0.7 { ("passed", true) } else { ("failed", false) };
        let mut told = vec![("launched", json!({}), 0), ("initialized", json!({}), 1)];
        match manager {
            3 => {
                told = vec![(
                    "waived",
                    json!({ "success": true, "completion": true,
                "extensions": { "https://w3id.org/xapi/cmi5/result/extensions/reason": "Tested Out" } }),
                    0,
                )]
            }
            7 => told.push(("abandoned", json!({ "duration": "PT31M" }), 55)),
            _ => told.extend([
                (outcome.0, json!({ "success": outcome.1, "score": { "scaled": score }, "duration": "PT9M" }), 10),
                ("completed", json!({ "completion": true, "duration": "PT12M" }), 13),
                ("terminated", json!({ "duration": "PT13M" }), 14),
            ]),
        }
        for (verb, result, minute) in told {
            let at = format!("2026-04-{day:02}T{:02}:{minute:02}:00.000Z", 8 + manager % 8);
            all.push(of_package(id(&mut chance), manager, verb, result, (&registration, &session, &at)));
        }
    }
    all
}

fn of_package(
    id: Uuid,
    manager: usize,
    verb: &str,
    result: Value,
    (registration, session, at): (&str, &str, &str),
) -> Value {
    let counts = ["completed", "passed", "failed", "waived"].contains(&verb);
    let home =
        if ["waived", "abandoned"].contains(&verb) { "https://w3id.org/xapi/adl" } else { "http://adlnet.gov/expapi" };
    let category = |name: &str| json!({ "id": format!("https://w3id.org/xapi/cmi5/context/categories/{name}") });
    let categories = if counts { json!([category("cmi5"), category("moveon")]) } else { json!([category("cmi5")]) };
    let extension = |name: &str| format!("https://w3id.org/xapi/cmi5/context/extensions/{name}");
    let mut extensions = json!({ extension("sessionid"): session });
    if verb == "launched" {
        extensions[extension("masteryscore")] = json!(0.7);
        extensions[extension("launchmode")] = json!("Normal");
        extensions[extension("moveon")] = json!("CompletedAndPassed");
    }
    let mut statement = json!({
        "id": id,
        "actor": { "objectType": "Agent", "name": format!("Manager {:03} (generated)", manager + 1),
            "account": { "homePage": HOME, "name": format!("manager{:03}", manager + 1) } },
        "verb": { "id": format!("{home}/verbs/{verb}"), "display": { "en": verb } },
        "object": { "objectType": "Activity", "id": format!("{HOME}/packages/difficult-talks"),
            "definition": { "name": { "en": "Difficult talks, step by step", "nl": "Moeilijke gesprekken, stap voor stap" } } },
        "context": { "registration": registration, "contextActivities": { "category": categories,
            "grouping": [{ "id": format!("{HOME}/packages/difficult-talks/as-published") }] }, "extensions": extensions },
        "timestamp": at,
    });
    if result != json!({}) {
        statement["result"] = result;
    }
    statement
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
        let text = Value::Array([statements(), launched()].concat()).to_string();
        assert!(read_batch(text.as_bytes(), Version::V1_0_3, Limits::default()).is_ok());
        assert_eq!(statements(), statements());
    }
}
