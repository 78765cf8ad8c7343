//! Microseconds for one statement of about 1 KB, by step: `cargo run --release -p lustrum-xapi --example speed`.

use lustrum_xapi::time::Instant as Moment;
use lustrum_xapi::{Additions, Limits, Statement, Uuid, Version, read_one};
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: u32 = 20_000;

fn statement() -> String {
    r#"{"id":"fd41c918-b88b-4b20-a0a5-a4c32391aaa0","timestamp":"2026-03-29T14:00:00.250+02:00","actor":{"objectType":"Agent","name":"An Peeters","account":{"homePage":"https://lms.example.org","name":"learner-00042"}},"verb":{"id":"http://adlnet.gov/expapi/verbs/answered","display":{"en-US":"answered","nl-BE":"beantwoordde"}},"object":{"objectType":"Activity","id":"https://lms.example.org/courses/feedback/questions/17","definition":{"name":{"en-US":"Question 17","nl-BE":"Vraag 17"},"type":"http://adlnet.gov/expapi/activities/cmi.interaction","interactionType":"choice","correctResponsesPattern":["b"],"choices":[{"id":"a","description":{"en-US":"Never"}},{"id":"b","description":{"en-US":"Always"}}]}},"result":{"score":{"scaled":0.85,"raw":17,"min":0,"max":20},"success":true,"completion":true,"response":"b","duration":"PT42.5S"},"context":{"registration":"9d5a1f1e-0a57-4a3e-9c45-2f6b1b1f0001","platform":"Example LMS","language":"en-US","contextActivities":{"parent":[{"id":"https://lms.example.org/courses/feedback"}],"grouping":[{"id":"https://lms.example.org/programmes/lead"}]},"extensions":{"https://lms.example.org/x/device":"phone"}}}"#.to_owned()
}

fn time(name: &str, mut step: impl FnMut()) {
    let start = Instant::now();
    for _ in 0..ROUNDS {
        step();
    }
    println!("{name:28} {:6.2} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
}

fn main() -> Result<(), lustrum_xapi::Refusal> {
    let text = statement();
    let read = || read_one(text.as_bytes(), Version::V1_0_3, Limits::default());
    let one = read()?;
    let additions = Additions {
        id: Uuid::from_u128(1),
        stored: Moment::from_micros(1_774_785_600_000_000),
        authority: r#"{"account":{"homePage":"https://lustrum.example.org","name":"lms"}}"#,
    };
    let kept = one.complete(&additions);
    println!("{} bytes", text.len());
    time("read and check", || drop(black_box(read())));
    time("mentions", || drop(black_box(one.mentions())));
    time("fingerprint", || {
        black_box(one.fingerprint());
    });
    time("complete", || drop(black_box(one.complete(&additions))));
    time("read again what was kept", || drop(black_box(Statement::stored(&kept))));
    time("all four", || {
        if let Ok(statement) = read() {
            black_box((statement.mentions(), statement.fingerprint(), statement.complete(&additions)));
        }
    });
    Ok(())
}
