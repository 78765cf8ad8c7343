//! Checks a file with one statement in each line: `check FILE [VERSION]`. Says for each line that it is right, or what is wrong
//! with it and where.

use lustrum_xapi::{Limits, Version, read_one};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which file?")?;
    let version = Version::of_header(Some(arguments.next().as_deref().unwrap_or("1.0.3")))?;
    for line in std::fs::read_to_string(path)?.lines() {
        match read_one(line.as_bytes(), version, Limits::default()) {
            Ok(_) => println!("right"),
            Err(refusal) => println!("{refusal}"),
        }
    }
    Ok(())
}
