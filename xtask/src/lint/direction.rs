//! Who may depend on whom: app on areas, areas on earlier areas and on the kernel, engines on nothing of ours.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use crate::{place, process};

use super::Finding;

/// The areas in the order of the chain: each may use the nouns of those before it.
const CHAIN: [&str; 16] = [
    "identity",
    "strategy",
    "selection",
    "partnership",
    "sharing",
    "programme",
    "delivery",
    "records",
    "assessment",
    "evidence",
    "study",
    "learner",
    "governance",
    "foresight",
    "exit",
    "home",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Storey {
    Engine,
    Kernel,
    Area(usize),
    App,
    Task,
}

impl Storey {
    /// By the folder in which the crate stands.
    fn of(folder: &str) -> Option<Self> {
        let mut parts = folder.split('/');
        Some(match (parts.next()?, parts.next()) {
            ("engines", Some(_)) => Self::Engine,
            ("kernel", _) => Self::Kernel,
            ("areas", Some(area)) => Self::Area(CHAIN.iter().position(|known| *known == area)?),
            ("app", None) => Self::App,
            ("xtask", None) | ("bench", Some(_)) => Self::Task,
            _ => return None,
        })
    }
    fn may_use(self, other: Self) -> bool {
        match (self, other) {
            (Self::Engine, _) => false,
            // A measurement may call an engine; the product it meets from outside.
            (Self::Task, other) => other == Self::Engine,
            (Self::Kernel, other) => other == Self::Kernel,
            (Self::Area(_), Self::Engine | Self::Kernel) => true,
            (Self::Area(own), Self::Area(other)) => other < own,
            (Self::Area(_), Self::App | Self::Task) => false,
            (Self::App, other) => !matches!(other, Self::App | Self::Task),
        }
    }
}

pub fn check() -> anyhow::Result<Vec<Finding>> {
    let text = process::quiet(Command::new("cargo").current_dir(place::root()).args([
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
    ]))?;
    judge(&serde_json::from_str(&text)?, &place::root())
}

fn judge(metadata: &Value, root: &Path) -> anyhow::Result<Vec<Finding>> {
    let packages = metadata["packages"].as_array().context("no packages")?;
    let mut storeys = BTreeMap::new();
    let mut findings = Vec::new();
    for package in packages {
        let (name, manifest) = named(package)?;
        let folder = Path::new(manifest).parent().and_then(|folder| folder.strip_prefix(root).ok());
        let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
        match Storey::of(&folder) {
            Some(storey) => drop(storeys.insert(name, storey)),
            None => {
                findings.push(Finding::at(Path::new(manifest), 1, format!("{name} stands in no storey of the house")))
            }
        }
    }
    for package in packages {
        let (name, manifest) = named(package)?;
        let Some(own) = storeys.get(name) else {
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = dependency["name"].as_str().unwrap_or_default();
            if let Some(storey) = storeys.get(other)
                && !own.may_use(*storey)
            {
                findings.push(Finding::at(Path::new(manifest), 1, format!("{name} may not depend on {other}")));
            }
        }
    }
    Ok(findings)
}

fn named(package: &Value) -> anyhow::Result<(&str, &str)> {
    let name = package["name"].as_str().context("a package without a name")?;
    Ok((name, package["manifest_path"].as_str().context("a package without a manifest")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(packages: &[(&str, &[&str])]) -> Vec<String> {
        let packages: Vec<Value> = packages
            .iter()
            .map(|(folder, uses)| {
                let uses: Vec<Value> = uses.iter().map(|folder| serde_json::json!({"name": folder})).collect();
                serde_json::json!({"name": folder, "manifest_path": format!("/house/{folder}/Cargo.toml"), "dependencies": uses})
            })
            .collect();
        let found = judge(&serde_json::json!({"packages": packages}), Path::new("/house")).unwrap();
        found.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_area_uses_earlier_areas_the_kernel_and_engines() {
        let house: &[(&str, &[&str])] = &[
            ("engines/impact", &["serde"]),
            ("kernel", &["axum"]),
            ("kernel/pdf", &["kernel"]),
            ("areas/identity", &["kernel"]),
            ("areas/study", &["kernel", "engines/impact", "areas/identity"]),
            ("app", &["areas/study", "areas/identity", "kernel"]),
            ("xtask", &["anyhow"]),
        ];
        assert_eq!(findings(house), Vec::<String>::new());
    }

    #[test]
    fn nothing_points_up_the_chain() {
        let house: &[(&str, &[&str])] = &[
            ("engines/impact", &["kernel"]),
            ("kernel", &["areas/identity"]),
            ("areas/identity", &["areas/study"]),
            ("areas/study", &["app"]),
            ("app", &[]),
            ("xtask", &["app"]),
        ];
        assert_eq!(findings(house).len(), 5);
    }

    #[test]
    fn an_unknown_crate_is_named() {
        assert_eq!(findings(&[("areas/miscellaneous", &[])]), ["areas/miscellaneous stands in no storey of the house"]);
    }
}
