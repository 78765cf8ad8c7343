//! A form as a learner meets it: every question in one language, with what was answered so far.

use lustrum_kernel::form::Fields;
use lustrum_kernel::locale::Speaker;

use super::frame::{direction, name_of};
use super::{Form, Kind, Question};

/// A question to show.
pub struct Shown {
    pub key: String,
    pub kind: &'static str,
    pub text: String,
    pub low: String,
    pub high: String,
    /// Value, words, and whether it was chosen.
    pub options: Vec<(i64, String, bool)>,
    pub optional: bool,
    /// The language in which it is worded, which may be the form's own.
    pub language: String,
    pub direction: &'static str,
    pub value: String,
    pub fault: String,
}

/// A language to switch to.
pub struct Tongue {
    pub code: String,
    pub name: String,
    pub current: bool,
}

pub fn questions(form: &Form, language: &str, given: &Fields, t: &Speaker) -> Vec<Shown> {
    form.questions.iter().map(|question| shown(form, question, language, given, t)).collect()
}

fn shown(form: &Form, question: &Question, language: &str, given: &Fields, t: &Speaker) -> Shown {
    let wording = question.worded(language, &form.language);
    let spoken = question.spoken_in(language, &form.language);
    let labels: Vec<String> = match question.kind {
        Kind::Scale => (1..=5).map(|value: i64| value.to_string()).collect(),
        Kind::Choice => wording.options,
        Kind::Open => Vec::new(),
    };
    let option = |(value, label): (i64, String)| {
        let chosen = given.is(&question.key, &value.to_string());
        (value, label, chosen)
    };
    Shown {
        kind: question.kind.word(),
        text: wording.text,
        low: wording.low,
        high: wording.high,
        options: (1..).zip(labels).map(option).collect(),
        optional: question.optional,
        language: spoken.to_owned(),
        direction: direction(spoken),
        value: given.value(&question.key).to_owned(),
        fault: given.fault_words(&question.key, t),
        key: question.key.clone(),
    }
}

/// The languages of a form, to switch to; none where there is only one.
pub fn tongues(form: &Form, language: &str) -> Vec<Tongue> {
    let known = form.languages();
    if known.len() < 2 {
        return Vec::new();
    }
    let tongue =
        |code: &str| Tongue { code: code.to_owned(), name: name_of(code).to_owned(), current: code == language };
    known.into_iter().map(tongue).collect()
}
