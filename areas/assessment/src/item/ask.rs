//! An item on the screen: its options in an order of its own for each person, and what comes back from the form. What a
//! page holds says nothing of what is right: options are numbered as they are shown.

use lustrum_kernel::form::{Fault, Fields};

use super::{Answer, Content, Kind, Task};

/// In which order things are shown to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shuffle {
    pub seed: i64,
    /// Whether options change places where their order is not what is asked.
    pub options: bool,
}

/// The numbers from 0 up to `count` in an order that a seed decides, the same on every machine (Fisher and Yates, with
/// numbers by SplitMix64).
///
/// ```
/// use lustrum_assessment::item::shuffled;
/// let order = shuffled(7, 5);
/// assert_eq!(order, shuffled(7, 5));
/// let mut sorted = order.clone();
/// sorted.sort();
/// assert_eq!(sorted, [0, 1, 2, 3, 4]);
/// ```
pub fn shuffled(seed: u64, count: usize) -> Vec<usize> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let mut order: Vec<usize> = (0..count).collect();
    for end in (1..count).rev() {
        let other = (next() % (end as u64 + 1)) as usize;
        order.swap(end, other);
    }
    order
}

impl Shuffle {
    fn of(self, place: usize, salt: u64, count: usize, always: bool) -> Vec<usize> {
        if always || self.options {
            shuffled((self.seed as u64) ^ ((place as u64 + 1) << 8) ^ salt, count)
        } else {
            (0..count).collect()
        }
    }
    /// What is shown at each place, by its number in the item.
    fn options_of(self, content: &Content, place: usize) -> Vec<usize> {
        self.of(place, 1, content.options(), matches!(content.task, Task::Ordering))
    }
    fn targets_of(self, content: &Content, place: usize) -> Vec<usize> {
        self.of(place, 2, content.targets(), true)
    }
}

/// A choice on the screen: what the form sends, and what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub words: String,
}

/// An item as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The name of its field, or the beginning of the names of its fields.
    pub name: String,
    pub kind: &'static str,
    /// The language of its words.
    pub language: String,
    pub prompt: Vec<String>,
    pub options: Vec<Choice>,
    /// What each option is given: a place in the order, or a target.
    pub targets: Vec<Choice>,
}

impl Shown {
    pub fn of(content: &Content, language: &str, place: usize, shuffle: Shuffle) -> Option<Self> {
        let (language, text) = content.text(language)?;
        let name = field(place);
        let choice = |value: usize, words: &str| Choice { value: value.to_string(), words: words.to_owned() };
        let options: Vec<Choice> = shuffle
            .options_of(content, place)
            .into_iter()
            .enumerate()
            .map(|(at, original)| choice(at, &text.options[original]))
            .collect();
        let targets = match content.kind() {
            Kind::Ordering => (0..options.len()).map(|at| choice(at, &(at + 1).to_string())).collect(),
            _ => shuffle
                .targets_of(content, place)
                .into_iter()
                .enumerate()
                .map(|(at, original)| choice(at, &text.targets[original]))
                .collect(),
        };
        Some(Self {
            name,
            kind: content.kind().word(),
            language: language.to_owned(),
            prompt: text.prompt.lines().map(str::to_owned).collect(),
            options,
            targets,
        })
    }
    /// The field in which an option is given its place or target.
    pub fn part(&self, option: &Choice) -> String {
        format!("{}-{}", self.name, option.value)
    }
}

pub fn field(place: usize) -> String {
    format!("q{place}")
}

/// The answer in a form; nothing where none was given. What can't be an answer is a fault at its field.
pub fn read(form: &mut Fields, content: &Content, place: usize, shuffle: Shuffle) -> Option<Answer> {
    let name = field(place);
    let options = shuffle.options_of(content, place);
    match content.kind() {
        Kind::Single | Kind::Multiple => {
            let mut chosen = Vec::new();
            for value in form.values(&name).into_iter().map(str::to_owned).collect::<Vec<_>>() {
                match value.parse::<usize>().ok().and_then(|at| options.get(at)) {
                    Some(original) => chosen.push(*original),
                    None => form.refuse(&name, Fault::new("fault-not-a-choice")),
                }
            }
            chosen.sort_unstable();
            chosen.dedup();
            (!chosen.is_empty()).then_some(Answer::Chosen(chosen))
        }
        Kind::Numeric => form.optional_number(&name).map(Answer::Number),
        Kind::ShortText => form.optional_text(&name, 500).map(Answer::Words),
        Kind::Ordering => {
            let given = parts(form, &name, options.len(), options.len());
            if given.iter().all(Option::is_none) {
                return None;
            }
            let mut order: Vec<Option<usize>> = vec![None; options.len()];
            for (shown, at) in given.iter().enumerate() {
                let free = at.and_then(|at| order.get_mut(at)).filter(|slot| slot.is_none());
                match free {
                    Some(slot) => *slot = Some(options[shown]),
                    None => form.refuse(&name, Fault::new("fault-answer-order")),
                }
            }
            order.into_iter().collect::<Option<Vec<_>>>().map(Answer::Order)
        }
        Kind::Matching => {
            let targets = shuffle.targets_of(content, place);
            let given = parts(form, &name, options.len(), targets.len());
            let mut matched = vec![None; options.len()];
            for (shown, at) in given.into_iter().enumerate() {
                matched[options[shown]] = at.map(|at| targets[at]);
            }
            matched.iter().any(Option::is_some).then_some(Answer::Matched(matched))
        }
    }
}

fn parts(form: &mut Fields, name: &str, count: usize, of: usize) -> Vec<Option<usize>> {
    let read = |form: &mut Fields, at: usize| {
        let value = form.value(&format!("{name}-{at}")).to_owned();
        if value.is_empty() {
            return None;
        }
        let known = value.parse::<usize>().ok().filter(|value| *value < of);
        if known.is_none() {
            form.refuse(name, Fault::new("fault-not-a-choice"));
        }
        known
    };
    (0..count).map(|at| read(form, at)).collect()
}

/// The fields that say an answer, to show it again.
pub fn fields(answer: &Answer, content: &Content, place: usize, shuffle: Shuffle) -> Vec<(String, String)> {
    let name = field(place);
    let options = shuffle.options_of(content, place);
    let shown = |original: usize| options.iter().position(|known| *known == original);
    match answer {
        Answer::Chosen(chosen) => {
            chosen.iter().filter_map(|one| shown(*one)).map(|at| (name.clone(), at.to_string())).collect()
        }
        Answer::Number(number) => vec![(name, number.to_string())],
        Answer::Words(words) => vec![(name, words.clone())],
        Answer::Order(order) => order
            .iter()
            .enumerate()
            .filter_map(|(at, original)| Some((format!("{name}-{}", shown(*original)?), at.to_string())))
            .collect(),
        Answer::Matched(matched) => {
            let targets = shuffle.targets_of(content, place);
            let target = |original: usize| targets.iter().position(|known| *known == original);
            matched
                .iter()
                .enumerate()
                .filter_map(|(option, given)| {
                    Some((format!("{name}-{}", shown(option)?), target((*given)?)?.to_string()))
                })
                .collect()
        }
    }
}
