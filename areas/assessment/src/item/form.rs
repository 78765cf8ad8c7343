//! An item as a form (or a JSON body) writes it: in each language a question and lines. A star before a line marks what
//! is right, `manager = talk` pairs two, and the order of the lines is the right one where an order is asked.

use std::collections::BTreeMap;

use lustrum_kernel::form::{Fault, Fields};
use lustrum_programme::module::ModuleId;

use super::{Content, Kind, Task, Text, Tier, Unsound, Words};
use crate::bank::Bank;

const LONGEST: usize = 20_000;

/// Lines in one language, read.
#[derive(Default)]
struct Lines {
    options: Vec<String>,
    targets: Vec<String>,
    right: Vec<bool>,
    belongs: Vec<usize>,
}

/// Reads an item in the languages of its bank; faults stand in the form.
pub fn read(form: &mut Fields, bank: &Bank, modules: &[ModuleId]) -> Option<Words> {
    let kind = form.choice("kind", Kind::parse)?;
    let tier = form.choice("tier", |word| word.parse().ok().and_then(Tier::of));
    let points = form.number("points");
    let skill = form.optional_text("skill", 120).unwrap_or_default();
    let module = match form.value("module") {
        "" => None,
        _ => form.choice("module", |text| modules.iter().copied().find(|known| known.to_string() == text)),
    };
    let mut texts = BTreeMap::new();
    let mut forms = Vec::new();
    let mut main = None;
    for language in bank.languages() {
        let is_main = language == bank.language;
        let (prompt_name, lines_name) = (format!("prompt-{language}"), format!("lines-{language}"));
        let prompt = form.optional_text(&prompt_name, LONGEST).unwrap_or_default();
        let lines = form.optional_text(&lines_name, LONGEST).unwrap_or_default();
        let feedback = form.optional_text(&format!("feedback-{language}"), LONGEST).unwrap_or_default();
        if prompt.is_empty() {
            if is_main || !lines.is_empty() || !feedback.is_empty() {
                form.refuse(&prompt_name, Fault::new("fault-required"));
            }
            if !is_main {
                continue;
            }
        }
        if kind == Kind::ShortText {
            forms.extend(lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
        }
        let read = match take_apart(kind, &lines) {
            Ok(read) => read,
            Err(why) => {
                form.refuse(&lines_name, Fault::new(why.key()));
                continue;
            }
        };
        texts.insert(
            language.to_owned(),
            Text { prompt, options: read.options.clone(), targets: read.targets.clone(), feedback },
        );
        if is_main {
            main = Some(read);
        } else if let Some(main) = &main
            && (read.options.len() != main.options.len()
                || read.belongs != main.belongs
                || (read.right.contains(&true) && read.right != main.right))
        {
            form.refuse(&lines_name, Fault::new(Unsound::LanguagesDiffer.key()));
        }
    }
    forms.dedup();
    let task = task(form, kind, main.unwrap_or_default(), forms, &bank.language);
    let partial = kind.has_parts() && form.flag("partial");
    if form.has_faults() {
        return None;
    }
    let content = Content { task: task?, points: points?, partial, texts };
    match content.checked() {
        Ok(content) => Some(Words { content, tier: tier?, skill, module, source: String::new() }),
        Err(why) => {
            let place = match why {
                Unsound::Points => "points".to_owned(),
                Unsound::NoPrompt => format!("prompt-{}", bank.language),
                Unsound::NoNumber => "answer".to_owned(),
                _ => format!("lines-{}", bank.language),
            };
            form.refuse(&place, Fault::new(why.key()));
            None
        }
    }
}

fn task(form: &mut Fields, kind: Kind, main: Lines, forms: Vec<String>, language: &str) -> Option<Task> {
    let lines = format!("lines-{language}");
    match kind {
        Kind::Single => {
            let mut right = main.right.iter().enumerate().filter(|(_, right)| **right).map(|(at, _)| at);
            let first = right.next();
            if first.is_none() || right.next().is_some() {
                form.refuse(&lines, Fault::new(Unsound::NotOneRight.key()));
            }
            first.map(|right| Task::Single { right })
        }
        Kind::Multiple => Some(Task::Multiple { right: main.right }),
        Kind::Numeric => {
            let answer = form.number("answer");
            let tolerance = form.optional_number("tolerance").unwrap_or_default();
            if tolerance < 0.0 {
                form.refuse("tolerance", Fault::new(Unsound::NoNumber.key()));
            }
            answer.map(|answer| Task::Numeric { answer, tolerance })
        }
        Kind::Ordering => Some(Task::Ordering),
        Kind::ShortText => Some(Task::ShortText { accepted: forms }),
        Kind::Matching => Some(Task::Matching { belongs: main.belongs }),
    }
}

/// Takes lines apart as their kind reads them.
fn take_apart(kind: Kind, text: &str) -> Result<Lines, Unsound> {
    let mut lines = Lines::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match kind {
            Kind::Single | Kind::Multiple => {
                let star = line.strip_prefix('*');
                lines.right.push(star.is_some());
                lines.options.push(star.unwrap_or(line).trim().to_owned());
            }
            Kind::Ordering => lines.options.push(line.to_owned()),
            Kind::Matching => {
                let (option, target) = line.split_once('=').ok_or(Unsound::NoTarget)?;
                let (option, target) = (option.trim(), target.trim());
                if target.is_empty() {
                    return Err(Unsound::NoTarget);
                }
                let known = lines.targets.iter().position(|known| known == target);
                let place = known.unwrap_or(lines.targets.len());
                if known.is_none() {
                    lines.targets.push(target.to_owned());
                }
                // A target without an option is one that nothing belongs to.
                if !option.is_empty() {
                    lines.options.push(option.to_owned());
                    lines.belongs.push(place);
                }
            }
            Kind::Numeric | Kind::ShortText => {}
        }
    }
    Ok(lines)
}

/// The fields of a form to edit an item.
pub fn fields(words: &Words, main: &str) -> Vec<(String, String)> {
    let content = &words.content;
    let mut fields = vec![
        ("kind".to_owned(), content.kind().word().to_owned()),
        ("tier".to_owned(), words.tier.number().to_string()),
        ("points".to_owned(), content.points.to_string()),
        ("skill".to_owned(), words.skill.clone()),
        ("module".to_owned(), words.module.map(|module| module.to_string()).unwrap_or_default()),
    ];
    if content.partial {
        fields.push(("partial".to_owned(), "on".to_owned()));
    }
    if let Task::Numeric { answer, tolerance } = &content.task {
        fields.push(("answer".to_owned(), answer.to_string()));
        fields.push(("tolerance".to_owned(), tolerance.to_string()));
    }
    for (language, text) in &content.texts {
        fields.push((format!("prompt-{language}"), text.prompt.clone()));
        fields.push((format!("feedback-{language}"), text.feedback.clone()));
        fields.push((format!("lines-{language}"), lines(&content.task, text, language == main)));
    }
    fields
}

/// What [`take_apart`] reads to the same; `first` writes what is not of any one language.
pub fn lines(task: &Task, text: &Text, first: bool) -> String {
    let mark = |right: bool, option: &String| if right { format!("* {option}") } else { option.clone() };
    let lines: Vec<String> = match task {
        Task::Single { right } => {
            text.options.iter().enumerate().map(|(at, option)| mark(at == *right, option)).collect()
        }
        Task::Multiple { right } => {
            text.options.iter().zip(right).map(|(option, right)| mark(*right, option)).collect()
        }
        Task::Ordering => text.options.clone(),
        Task::ShortText { accepted } => {
            if first {
                accepted.clone()
            } else {
                Vec::new()
            }
        }
        Task::Numeric { .. } => Vec::new(),
        Task::Matching { belongs } => matching_lines(text, belongs),
    };
    lines.join("\n")
}

/// Targets stand in the order in which they are first named, so a target that nothing belongs to comes at its place.
fn matching_lines(text: &Text, belongs: &[usize]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut named = 0;
    for (option, target) in text.options.iter().zip(belongs) {
        while named < *target {
            if !belongs.contains(&named) {
                lines.push(format!("= {}", text.targets[named]));
            }
            named += 1;
        }
        named = named.max(target + 1);
        lines.push(format!("{option} = {}", text.targets.get(*target).map_or("", String::as_str)));
    }
    lines.extend(text.targets.iter().skip(named).map(|target| format!("= {target}")));
    lines
}
