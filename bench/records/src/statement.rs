//! Statements of about 1 KB whose people and activities vary as they do in a large organisation. Number `n` is always the
//! same statement, so that a reader knows what a writer stored.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

const PEOPLE: u64 = 50_000;
const ACTIVITIES: u64 = 20_000;
/// So many statements one after the other are of one registration.
const OF_ONE_REGISTRATION: u64 = 20;

const VERBS: [&str; 12] = [
    "answered",
    "attempted",
    "attended",
    "commented",
    "completed",
    "experienced",
    "failed",
    "initialized",
    "interacted",
    "passed",
    "progressed",
    "terminated",
];
const WORDS: [&str; 48] = [
    "agenda", "answer", "before", "bridge", "calm", "case", "cause", "check", "coach", "conflict", "day", "decide",
    "depot", "describe", "driver", "early", "effect", "example", "feedback", "first", "goal", "handover", "hear",
    "intent", "later", "lead", "listen", "measure", "morning", "next", "night", "notice", "plan", "practice",
    "question", "reason", "review", "role", "route", "safety", "shift", "shown", "step", "summary", "team", "together",
    "week", "why",
];

pub struct Statement {
    pub id: [u8; 16],
    pub person: u64,
    pub verb: &'static str,
    pub activity: u64,
    pub registration: [u8; 16],
    pub json: String,
}

pub fn agent(person: u64) -> String {
    format!(r#"{{"objectType":"Agent","account":{{"homePage":"https://people.example.org","name":"p-{person:06}"}}}}"#)
}
pub fn verb_id(verb: &str) -> String {
    format!("http://adlnet.gov/expapi/verbs/{verb}")
}
pub fn activity_id(activity: u64) -> String {
    format!("https://learning.example.org/courses/{}/units/{activity}", activity / 40)
}

/// A UUID of version 4, from random bytes.
pub fn uuid(bytes: &[u8; 16]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn random_uuid(random: &mut ChaCha8Rng) -> [u8; 16] {
    let mut bytes = [0; 16];
    random.fill_bytes(&mut bytes);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    bytes
}

fn words(random: &mut ChaCha8Rng, number: usize) -> String {
    let chosen: Vec<&str> = (0..number).map(|_| WORDS[random.next_u32() as usize % WORDS.len()]).collect();
    chosen.join(" ")
}

/// Statement number `number`.
pub fn statement(number: u64) -> Statement {
    let mut random = ChaCha8Rng::seed_from_u64(number);
    let id = random_uuid(&mut random);
    let person = random.next_u64() % PEOPLE;
    let verb = VERBS[random.next_u32() as usize % VERBS.len()];
    let activity = random.next_u64() % ACTIVITIES;
    let mut shared = ChaCha8Rng::seed_from_u64(u64::MAX - number / OF_ONE_REGISTRATION);
    let registration = random_uuid(&mut shared);
    let scaled = f64::from(random.next_u32() % 101) / 100.0;
    let seconds = random.next_u32() % 3600;
    let (day, hour, minute) = (1 + random.next_u32() % 28, random.next_u32() % 24, random.next_u32() % 60);
    let course = activity / 40;
    let json = format!(
        concat!(
            r#"{{"id":"{id}","actor":{agent},"verb":{{"id":"{verb_id}","display":{{"en":"{verb}"}}}},"#,
            r#""object":{{"objectType":"Activity","id":"{activity_id}","definition":{{"name":{{"en":"{title}"}},"#,
            r#""type":"http://adlnet.gov/expapi/activities/lesson"}}}},"#,
            r#""result":{{"score":{{"scaled":{scaled}}},"completion":{completion},"response":"{response}","#,
            r#""duration":"PT{seconds}S"}},"#,
            r#""context":{{"registration":"{registration}","platform":"learning.example.org","language":"en-GB","#,
            r#""contextActivities":{{"grouping":[{{"id":"https://learning.example.org/courses/{course}"}}]}},"#,
            r#""extensions":{{"https://learning.example.org/session":"{session}"}}}},"#,
            r#""timestamp":"2026-09-{day:02}T{hour:02}:{minute:02}:{second:02}Z"}}"#
        ),
        id = uuid(&id),
        verb = verb,
        scaled = scaled,
        seconds = seconds,
        course = course,
        day = day,
        hour = hour,
        minute = minute,
        agent = agent(person),
        verb_id = verb_id(verb),
        activity_id = activity_id(activity),
        title = words(&mut random, 5),
        completion = scaled > 0.5,
        response = words(&mut random, 18),
        registration = uuid(&registration),
        session = uuid(&random_uuid(&mut random)),
        second = seconds % 60,
    );
    Statement { id, person, verb, activity, registration, json }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_about_one_kilobyte_of_json_and_always_the_same() {
        let sizes: Vec<usize> = (0..200).map(|number| statement(number).json.len()).collect();
        let mean = sizes.iter().sum::<usize>() / sizes.len();
        assert!((950..1_100).contains(&mean), "{mean}");
        let one: serde_json::Value = serde_json::from_str(&statement(7).json).unwrap();
        assert_eq!(one["id"], uuid(&statement(7).id));
        assert_eq!(statement(7).registration, statement(8).registration);
        assert_ne!(statement(7).id, statement(8).id);
    }
}
