//! The tests written in Rust, on both database engines, and the examples in the documentation.

use std::process::Command;

use crate::postgres::Cluster;
use crate::tally::{Count, Tally, number_before};
use crate::{place, process};

use super::Wish;

/// Where the tests find a PostgreSQL server on which they may create databases.
const POSTGRES: &str = "LUSTRUM_TEST_POSTGRES";

pub fn run(wish: &Wish, tally: &mut Tally) {
    let cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(error) => return tally.could_not_run("Rust tests", &error),
    };
    let nextest = process::quiet(Command::new("cargo").args(["nextest", "--version"])).is_ok();
    let mut tests = cargo(&cluster);
    if nextest {
        tests.args(["nextest", "run", "--workspace", "--all-targets", "--no-fail-fast", "--no-tests", "pass"]);
        tests.args(["--color", "never", "--status-level", "fail", "--final-status-level", "fail"]);
    } else {
        tests.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]);
    }
    tests.args(wish.filter());
    match process::show(&mut tests) {
        Err(error) => tally.could_not_run("Rust tests", &error),
        Ok(done) => {
            let count = if nextest { nextest_count(&done.output) } else { cargo_count(&done.output) };
            let count = count.judged(done.success, wish.everything());
            tally.add_with("Rust tests", count, nextest_failures(&done.output));
        }
    }
    let mut examples = cargo(&cluster);
    examples.args(["test", "--doc", "--workspace", "--no-fail-fast"]).args(wish.filter());
    match process::show(&mut examples) {
        Err(error) => tally.could_not_run("documentation examples", &error),
        Ok(done) => {
            let count = cargo_count(&done.output);
            tally.add("documentation examples", count.judged(done.success, wish.everything()));
        }
    }
}

fn cargo(cluster: &Cluster) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(place::root()).env(POSTGRES, &cluster.url);
    command
}

/// `Summary [ 12.3s] 120 tests run: 118 passed, 2 failed, 1 skipped`
fn nextest_count(output: &str) -> Count {
    let line = output.lines().rev().find(|line| line.trim_start().starts_with("Summary [")).unwrap_or_default();
    let line = line.split_once("run:").map_or("", |(_, counts)| counts);
    Count {
        passed: number_before(line, "passed"),
        failed: number_before(line, "failed") + number_before(line, "timed"),
        ignored: number_before(line, "skipped"),
    }
}

/// `FAIL [   2.559s] ( 88/645) lustrum-evidence round360::tests::...`, which stands once more after the summary.
fn nextest_failures(output: &str) -> Vec<String> {
    let after = output.lines().skip_while(|line| !line.trim_start().starts_with("Summary [")).skip(1);
    let failed = after
        .map(str::trim)
        .filter(|line| ["FAIL [", "TIMEOUT [", "SIGABRT ["].iter().any(|word| line.starts_with(word)));
    failed.map(str::to_owned).collect()
}

/// `test result: ok. 5 passed; 0 failed; 2 ignored; ...`, once for each program of tests.
fn cargo_count(output: &str) -> Count {
    let lines = output.lines().filter(|line| line.trim_start().starts_with("test result:"));
    lines.fold(Count::default(), |sum, line| Count {
        passed: sum.passed + number_before(line, "passed"),
        failed: sum.failed + number_before(line, "failed"),
        ignored: sum.ignored + number_before(line, "ignored"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_counted() {
        let nextest = "   PASS [ 0.1s] a b\n------------\n     Summary [  12.302s] 120 tests run: 118 passed (3 slow), 2 failed, 1 skipped\n";
        assert_eq!(nextest_count(nextest), Count { passed: 118, failed: 2, ignored: 1 });
        assert_eq!(
            nextest_failures(&format!("{nextest}  FAIL [ 2.5s] ( 8/120) a b\nerror: test run failed\n")),
            ["FAIL [ 2.5s] ( 8/120) a b"]
        );
        let cargo = "test result: ok. 5 passed; 0 failed; 2 ignored; 0 measured\ntest result: FAILED. 1 passed; 3 failed; 0 ignored;\n";
        assert_eq!(cargo_count(cargo), Count { passed: 6, failed: 3, ignored: 2 });
    }
}
