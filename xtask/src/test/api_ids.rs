//! What of the demo stands in the paths of its API, asked of the API itself: the first of every list.

use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::Value;

use crate::demo::Demo;
use crate::http::Connection;

/// The value of each parameter of a path, by its name.
pub type Known = BTreeMap<String, String>;

pub fn known(demo: &Demo, description: &Value) -> anyhow::Result<Known> {
    let named = |name: &str| (name.to_owned(), demo.said[name].as_str().unwrap_or_default().to_owned());
    let mut known = Known::from([named("organisation"), named("partnership")]);
    let paths = description["paths"].as_object().context("/api/openapi.json has no paths")?;
    for (list, name, path) in paths.keys().flat_map(|path| lists(path)) {
        // A list and what belongs to one of it: `.../kpis` and `.../kpis/{kpi}`.
        if known.contains_key(name) || paths.get(list).and_then(|one| one.get("get")).is_none() {
            continue;
        }
        let list =
            known.iter().fold(list.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
        let answer = Connection::open(&demo.url)?.get(&list, &demo.token_headers()?)?;
        let answer: Value = serde_json::from_slice(&answer.body).with_context(|| list.clone())?;
        let is_id = parameter(&paths[path], name).is_some_and(|schema| schema["format"] == "uuid");
        if let Some(value) = first(&answer, name, is_id) {
            known.insert(name.to_owned(), value);
        }
    }
    Ok(known)
}

/// Each parameter of a path with the list before it.
fn lists(path: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    path.match_indices("/{").filter_map(move |(at, _)| {
        let (name, _) = path[at + 2..].split_once('}')?;
        Some((&path[..at], name, path))
    })
}

/// The schema of a parameter, from any of the operations on a path.
fn parameter<'a>(path: &'a Value, name: &str) -> Option<&'a Value> {
    let operations = path.as_object()?.values();
    let mut parameters = operations.filter_map(|one| one["parameters"].as_array()).flatten();
    parameters.find(|one| one["name"] == name).map(|one| &one["schema"])
}

/// What names the first entry of a list, which may stand beside a cursor: the field of the parameter's name or its id.
fn first(answer: &Value, name: &str, is_id: bool) -> Option<String> {
    let list = answer.as_array().or_else(|| answer.as_object()?.values().find_map(Value::as_array))?;
    let entry = list.first()?;
    let words = [&entry[name], &entry["id"]];
    let mut words = words.into_iter().filter_map(Value::as_str);
    words.find(|word| !is_id || (word.len() == 36 && word.matches('-').count() == 4)).map(str::to_owned)
}

/// The settings file in which every request uses these.
pub fn as_settings(known: &Known) -> String {
    let lines = known.iter().map(|(name, value)| format!("\"path.{name}\" = {}\n", Value::from(value.as_str())));
    format!("[parameters]\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ID: &str = "01a20bb5-4162-708a-9530-6e36ed47f87e";

    #[test]
    fn the_first_of_a_list_is_named_as_its_path_wants_it() {
        let reviews = json!({"reviews": [{"id": ID, "period": "2026-Q2"}], "next": null});
        assert_eq!(first(&reviews, "period", false).as_deref(), Some("2026-Q2"));
        let versions = json!([{"id": ID, "version": "1.1"}]);
        assert_eq!(first(&versions, "version", true).as_deref(), Some(ID));
        assert_eq!(first(&json!([]), "kpi", true), None);
    }

    #[test]
    fn every_parameter_has_a_list_before_it() {
        let found: Vec<_> =
            lists("/p/{partnership}/cohorts/{cohort}/sessions").map(|(list, name, _)| (list, name)).collect();
        assert_eq!(found, [("/p", "partnership"), ("/p/{partnership}/cohorts", "cohort")]);
    }

    #[test]
    fn settings_quote_what_they_say() {
        let known = Known::from([("kpi".to_owned(), "a\"b".to_owned())]);
        assert_eq!(as_settings(&known), "[parameters]\n\"path.kpi\" = \"a\\\"b\"\n");
    }
}
