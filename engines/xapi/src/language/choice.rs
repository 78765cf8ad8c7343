//! Which of several languages a reader gets.
//!
//! Source: RFC 9110, 12.5.4 (`Accept-Language`); RFC 4647, 3.4 "Lookup"; xAPI 1.0.3, Part Three, 2.1.3 "Language Filtering
//! Requirements for Canonical Format Statements".

use crate::json::{Member, Object};

/// The languages that a reader takes, the dearest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Languages {
    wanted: Vec<String>,
    refused: Vec<String>,
}

impl Languages {
    /// From the header `Accept-Language`. What can't be read in it is passed over; without it every language is as dear.
    ///
    /// ```
    /// use lustrum_xapi::{json, language::Languages};
    /// let map = json::read(br#"{"en-US": "book", "nl": "boek", "fr": "livre"}"#)?;
    /// let choose = |header| Languages::of_header(header).choose(map.as_object().unwrap()).map(|one| one.key().to_owned());
    /// assert_eq!(choose(Some("de, nl-BE;q=0.8, en;q=0.5")).as_deref(), Some("nl"));
    /// assert_eq!(choose(Some("en")).as_deref(), Some("en-US"));
    /// assert_eq!(choose(Some("de")).as_deref(), Some("en-US"));
    /// assert_eq!(choose(Some("de, en;q=0, *;q=0.1")).as_deref(), Some("nl"));
    /// assert_eq!(choose(None).as_deref(), Some("en-US"));
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn of_header(header: Option<&str>) -> Self {
        let mut weighed: Vec<(String, f32)> = header.unwrap_or_default().split(',').filter_map(weigh).collect();
        // Equally dear ones stay in their order.
        weighed.sort_by(|one, two| two.1.total_cmp(&one.1));
        let (wanted, refused): (Vec<_>, Vec<_>) = weighed.into_iter().partition(|(_, weight)| *weight > 0.0);
        let tags = |list: Vec<(String, f32)>| list.into_iter().map(|(tag, _)| tag).collect();
        Self { wanted: tags(wanted), refused: tags(refused) }
    }

    /// The entry of a language map that suits best: by the dearest language that is there, as it is asked, or shortened
    /// subtag by subtag, or with more subtags than asked. Where none suits, the first that is not refused; nothing for an empty map.
    pub fn choose<'m, 'a>(&self, map: &'m Object<'a>) -> Option<&'m Member<'a>> {
        let entries = map.members();
        let named = self.wanted.iter().filter(|range| *range != "*").find_map(|range| lookup(entries, range));
        named.or_else(|| entries.iter().find(|entry| !self.refuses(entry.key()))).or_else(|| entries.first())
    }

    fn refuses(&self, tag: &str) -> bool {
        self.refused.iter().any(|range| begins_with(tag, range))
    }
}

fn weigh(part: &str) -> Option<(String, f32)> {
    let mut parameters = part.split(';').map(str::trim);
    let tag = parameters.next().filter(|tag| !tag.is_empty())?;
    let weight = match parameters.find_map(|parameter| parameter.strip_prefix("q=").or(parameter.strip_prefix("Q="))) {
        Some(weight) => weight.parse::<f32>().ok().filter(|weight| (0.0..=1.0).contains(weight))?,
        None => 1.0,
    };
    Some((tag.to_owned(), weight))
}

fn lookup<'m, 'a>(entries: &'m [Member<'a>], range: &str) -> Option<&'m Member<'a>> {
    let mut shorter = range;
    loop {
        if let Some(found) = entries.iter().find(|entry| entry.key().eq_ignore_ascii_case(shorter)) {
            return Some(found);
        }
        match shorter.rsplit_once('-') {
            Some((rest, _)) => shorter = rest,
            None => return entries.iter().find(|entry| begins_with(entry.key(), shorter)),
        }
    }
}

/// `nl-BE` begins with `nl`, `nld` does not.
fn begins_with(tag: &str, range: &str) -> bool {
    match tag.split_at_checked(range.len()) {
        Some((start, rest)) => start.eq_ignore_ascii_case(range) && (rest.is_empty() || rest.starts_with('-')),
        None => false,
    }
}
