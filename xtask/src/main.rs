//! Everything a contributor or a build machine runs: `cargo xtask test | lint | e2e | conformance | bench | nightly`.

mod bench;
mod conformance;
mod demo;
mod guardian;
mod http;
mod lint;
mod nightly;
mod place;
mod postgres;
mod process;
mod tally;
mod test;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test [--only rust|e2e|api] [--filter TEXT]   every test, on both database engines and in a real browser
cargo xtask lint                                         form, dependency direction, messages, templates
cargo xtask e2e [--filter TEXT]                          the browser tests alone
cargo xtask conformance [--suite DIR]                    the public suite of the Experience API, both versions
cargo xtask bench [--out FILE.json]                      the figures of a release build
cargo xtask bench records [--stored N] [--minutes N]     the record store beside bare programs and a peer
cargo xtask bench impact [--python VENV/bin/python]      the impact engine beside the packages of its field
cargo xtask bench life [--out FILE.json]                 the digest of 10,000 people, and the pages after three years
cargo xtask bench worlds [--programmes N] [--only TEXT]  simulated programmes: does each design keep what it says
cargo xtask nightly [--seconds N]                        made-up input against every reader, for a bounded time";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match task {
        "test" => test::Wish::read(rest).and_then(|wish| test::run(&wish)),
        "e2e" => test::Wish::read(rest).and_then(|wish| test::run(&wish.only(test::Part::E2e))),
        "lint" => lint::run(),
        "bench" => bench::run(rest),
        "nightly" => nightly::run(rest),
        "conformance" => conformance::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(anyhow::anyhow!("there is no task `{other}`\n{USAGE}")),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
