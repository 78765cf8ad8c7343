//! Whatever is read as statements: no panic; what is taken is the same as itself, and what a store keeps of it is the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lustrum_xapi::time::Instant;
use lustrum_xapi::{Additions, Limits, Statement, Uuid, Version, read_batch};

fuzz_target!(|bytes: &[u8]| {
    for version in Version::ALL {
        let Ok(statements) = read_batch(bytes, version, Limits::default()) else { continue };
        for statement in &statements {
            assert!(statement.same_as(statement));
            let _ = lustrum_xapi::cmi5::Told::of(statement);
            let additions = Additions {
                id: Uuid::nil(),
                stored: Instant::from_micros(0),
                authority: r#"{"mbox":"mailto:source@example.org"}"#,
            };
            let kept = statement.complete(&additions);
            let again = Statement::stored(&kept).expect("what is kept can be read");
            assert!(again.same_as(statement), "{kept}");
            assert!(Statement::of(again.node().clone(), version).is_ok(), "{kept}");
            let (before, after) = (statement.mentions(), again.mentions());
            assert_eq!(before.activities, after.activities);
        }
    }
});
