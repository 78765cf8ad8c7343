//! `cargo xtask test`: brings up what the tests need, runs every part, and ends with what ran and how it went.

mod api;
mod api_ids;
mod browser;
mod rust;

use std::process::Command;
use std::time::Instant;

use anyhow::bail;

use crate::tally::Tally;
use crate::{place, process};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Rust,
    E2e,
    Api,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    only: Option<Part>,
    filter: Option<String>,
}

impl Wish {
    pub fn read(arguments: &[String]) -> anyhow::Result<Self> {
        let mut wish = Self::default();
        let mut arguments = arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            match (argument, arguments.next()) {
                ("--only", Some("rust")) => wish.only = Some(Part::Rust),
                ("--only", Some("e2e")) => wish.only = Some(Part::E2e),
                ("--only", Some("api")) => wish.only = Some(Part::Api),
                ("--filter", Some(text)) => wish.filter = Some(text.to_owned()),
                _ => bail!("`{argument}` is not understood\n{}", crate::USAGE),
            }
        }
        Ok(wish)
    }
    pub fn only(mut self, part: Part) -> Self {
        self.only = Some(part);
        self
    }
    fn wants(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }
    fn filter(&self) -> Option<&str> {
        self.filter.as_deref()
    }
    /// With a filter, a part in which nothing matches is no failure.
    fn everything(&self) -> bool {
        self.filter.is_none()
    }
}

pub fn run(wish: &Wish) -> anyhow::Result<bool> {
    let started = Instant::now();
    let mut tally = Tally::default();
    match build(wish) {
        Err(error) => tally.could_not_run("build", &error),
        Ok(()) => {
            if wish.wants(Part::Rust) {
                rust::run(wish, &mut tally);
            }
            if wish.wants(Part::E2e) {
                browser::run(wish, &mut tally);
            }
            // A filter names tests; the operations of the API are all tried or none.
            if wish.wants(Part::Api) && wish.everything() {
                api::run(&mut tally);
            }
        }
    }
    println!("\nRan in {} s:\n{tally}", started.elapsed().as_secs());
    Ok(tally.all_passed())
}

/// One build for all parts: the whole workspace at once, so that every dependency is compiled once, with one set
/// of features.
fn build(wish: &Wish) -> anyhow::Result<()> {
    let mut command = Command::new("cargo");
    command.current_dir(place::root()).args(["build", "--workspace"]);
    if wish.wants(Part::Rust) {
        command.arg("--all-targets");
    } else {
        command.arg("--bins");
    }
    if !process::show(&mut command)?.success {
        bail!("the workspace does not build");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(arguments: &[&str]) -> anyhow::Result<Wish> {
        Wish::read(&arguments.iter().map(|argument| (*argument).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn one_part_can_be_asked_for() {
        let wish = wish(&["--only", "api"]).unwrap();
        assert!(wish.wants(Part::Api) && !wish.wants(Part::Rust) && wish.everything());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(wish(&["--only", "everything"]).is_err());
        assert!(wish(&["--filter"]).is_err());
    }
}
