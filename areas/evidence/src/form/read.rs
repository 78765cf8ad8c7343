//! Reading a form that a designer wrote, from a page or over the API: fields `questions.0.kind` and so on.

use std::collections::BTreeMap;

use lustrum_kernel::form::{Fault, Fields};

use super::{
    Form, Kind, LONGEST_END, LONGEST_OPTION, LONGEST_QUESTION, MOST_QUESTIONS, OPTIONS, Question, Topic, Wording,
};

/// The code of a language: `nl`, `pl`, `pt-br`.
pub fn language(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_lowercase();
    let (first, rest) = code.split_once('-').map_or((code.as_str(), None), |(first, rest)| (first, Some(rest)));
    let letters = |part: &str, sizes: std::ops::RangeInclusive<usize>| {
        sizes.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let sound = letters(first, 2..=3)
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.is_none_or(|rest| letters(rest, 2..=8));
    sound.then_some(code)
}

/// The form as it was written, keeping the translations of every question whose words did not change.
pub fn read(form: &mut Fields, known: &Form) -> Option<Form> {
    let spoken = form.choice("language", language)?;
    let mut questions: Vec<Question> = Vec::new();
    // One more than may be: a sixth is refused, not passed over.
    for number in 0..=MOST_QUESTIONS {
        let name = |part: &str| format!("questions.{number}.{part}");
        let kind = form.value(&name("kind")).trim().to_owned();
        if kind.is_empty() {
            if !form.value(&name("text")).trim().is_empty() {
                form.refuse(&name("kind"), Fault::new("fault-required"));
            }
            continue;
        }
        if number == MOST_QUESTIONS {
            form.refuse(&name("kind"), Fault::new("fault-form-many").with("most", MOST_QUESTIONS));
            continue;
        }
        let Some(kind) = form.choice(&name("kind"), Kind::parse) else { continue };
        let topic = topic(form, &name("topic"), kind, &questions);
        if kind == Kind::Open && questions.iter().any(|question| question.kind == Kind::Open) {
            form.refuse(&name("kind"), Fault::new("fault-form-one-open"));
        }
        let wording = wording(form, &format!("questions.{number}"), kind);
        let key = match (kind, topic) {
            (Kind::Open, _) => "words".to_owned(),
            (_, Topic::Own) => format!("own-{}", number + 1),
            (_, topic) => topic.word().to_owned(),
        };
        let optional = kind == Kind::Open || form.flag(&name("optional"));
        let mut words = known.questions.iter().find(|other| is_same(other, kind, topic, &spoken, &wording));
        let mut words = words.take().map_or_else(BTreeMap::new, |other| other.words.clone());
        words.insert(spoken.clone(), wording);
        questions.push(Question { key, kind, topic, optional, words });
    }
    if questions.is_empty() && !form.has_faults() {
        form.refuse("questions.0.kind", Fault::new("fault-form-none"));
    }
    (!form.has_faults()).then_some(Form { language: spoken, questions })
}

/// A question that means what it meant: its translations still fit.
fn is_same(other: &Question, kind: Kind, topic: Topic, language: &str, wording: &Wording) -> bool {
    other.kind == kind && other.topic == topic && other.words.get(language) == Some(wording)
}

fn topic(form: &mut Fields, name: &str, kind: Kind, before: &[Question]) -> Topic {
    if kind != Kind::Scale || form.value(name).trim().is_empty() {
        return Topic::Own;
    }
    let topic = form.choice(name, Topic::parse).unwrap_or(Topic::Own);
    if topic != Topic::Own && before.iter().any(|question| question.topic == topic) {
        form.refuse(name, Fault::new("fault-form-topic-twice"));
    }
    topic
}

/// The words of one question under this beginning of its fields.
pub(super) fn wording(form: &mut Fields, beginning: &str, kind: Kind) -> Wording {
    let name = |part: &str| format!("{beginning}.{part}");
    let text = form.text(&name("text"), LONGEST_QUESTION);
    let mut wording = Wording { text, ..Wording::default() };
    match kind {
        Kind::Scale => {
            wording.low = form.text(&name("low"), LONGEST_END);
            wording.high = form.text(&name("high"), LONGEST_END);
        }
        Kind::Choice => wording.options = options(form, &name("options")),
        Kind::Open => {}
    }
    wording
}

/// A page sends them as lines, the API as a list.
fn options(form: &mut Fields, name: &str) -> Vec<String> {
    let lines: Vec<String> =
        form.values(name).iter().flat_map(|value| value.lines()).map(|l| l.trim().to_owned()).collect();
    let options: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    if !OPTIONS.contains(&options.len()) {
        let fault = Fault::new("fault-form-options").with("least", OPTIONS.start()).with("most", OPTIONS.end());
        form.refuse(name, fault);
    }
    if options.iter().any(|option| option.chars().count() > LONGEST_OPTION) {
        form.refuse(name, Fault::new("fault-too-long").with("longest", LONGEST_OPTION));
    }
    if options.iter().any(|option| option.chars().any(char::is_control)) {
        form.refuse(name, Fault::new("fault-control-character"));
    }
    options
}
