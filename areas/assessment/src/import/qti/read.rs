//! One item of QTI.

use std::collections::BTreeMap;

use lustrum_kernel::form::Fault;
use roxmltree::{Document, Node, ParsingOptions};

use super::processing::{Processing, declaration, processing};
use super::{MOST_ITEM_BYTES, MOST_NODES};
use crate::bank::LANGUAGES;
use crate::import::{Draft, Found};
use crate::item::{Content, Task, Text};

/// The name of an element or attribute, the same in versions 2 and 3.
pub fn plain(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    name.strip_prefix("qti-").unwrap_or(&name).replace('-', "")
}

pub fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && plain(node.tag_name().name()) == name
}

pub fn attribute<'a>(node: &Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| plain(attribute.name()) == name).map(|attribute| attribute.value())
}

fn children<'a, 'i>(node: &Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is(child, name))
}

/// The text of a file in UTF-8 or UTF-16; anything else is refused rather than guessed.
pub fn text_of_bytes(bytes: &[u8]) -> Result<String, Fault> {
    let wrong = || Fault::new("fault-qti-encoding");
    let wide = |big: bool| {
        let units = bytes.chunks_exact(2).map(|pair| {
            let pair = [pair[0], pair[1]];
            if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        });
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| wrong())
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(false)?,
        [0xfe, 0xff, ..] => wide(true)?,
        _ => String::from_utf8(bytes.to_vec()).map_err(|_| wrong())?,
    };
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// A document without a type definition: no entity is ever resolved.
pub fn parse(text: &str) -> Result<Document<'_>, Fault> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => Fault::new("fault-qti-dtd"),
        roxmltree::Error::NodesLimitReached => Fault::new("fault-qti-nodes").with("most", MOST_NODES),
        error => Fault::new("fault-qti-xml").with("line", error.pos().row).with("column", error.pos().col),
    })
}

/// The item of a document. A document that is none at all is a fault of the file.
pub fn document(bytes: &[u8], name: &str, language: &str) -> Result<Found, Fault> {
    if bytes.len() > MOST_ITEM_BYTES {
        return Err(Fault::new("fault-qti-item-large").with("most", MOST_ITEM_BYTES / 1024 / 1024).with("name", name));
    }
    let text = text_of_bytes(bytes)?;
    let document = parse(&text)?;
    let root = document.root_element();
    if !is(&root, "assessmentitem") {
        return Err(Fault::new("fault-qti-no-item").with("kind", root.tag_name().name()));
    }
    let own = attribute(&root, "title").filter(|title| !title.trim().is_empty()).or(attribute(&root, "identifier"));
    let name = own.unwrap_or(name).trim().chars().take(200).collect::<String>();
    let mut remarks = Vec::new();
    let item = item(&root, &name, language, &mut remarks);
    Ok(Found { name, item, remarks })
}

/// Interactions by their plain names, of which these are taken.
const TAKEN: [&str; 4] = ["choiceinteraction", "textentryinteraction", "orderinteraction", "matchinteraction"];
/// What a question can't do without where it stands in one.
const SHOWN: [&str; 8] = ["img", "object", "picture", "audio", "video", "math", "svg", "table"];

fn item(root: &Node<'_, '_>, name: &str, language: &str, remarks: &mut Vec<Fault>) -> Result<Draft, Fault> {
    let body = children(root, "itembody").next().ok_or_else(|| Fault::new("fault-qti-no-body"))?;
    if children(root, "templatedeclaration").next().is_some() || children(root, "templateprocessing").next().is_some() {
        return Err(Fault::new("fault-qti-template"));
    }
    if let Some(shown) = body.descendants().find(|node| SHOWN.iter().any(|name| is(node, name))) {
        return Err(Fault::new("fault-qti-shown").with("name", shown.tag_name().name()));
    }
    let mut asked =
        body.descendants().filter(|node| node.is_element() && plain(node.tag_name().name()).ends_with("interaction"));
    let interaction = asked.next().ok_or_else(|| Fault::new("fault-qti-nothing-asked"))?;
    if asked.next().is_some() {
        return Err(Fault::new("fault-qti-several"));
    }
    let kind = plain(interaction.tag_name().name());
    if !TAKEN.contains(&kind.as_str()) {
        return Err(Fault::new("fault-qti-interaction").with("name", interaction.tag_name().name()));
    }
    let identifier = attribute(&interaction, "responseidentifier").unwrap_or("RESPONSE");
    let declared = children(root, "responsedeclaration")
        .find(|node| attribute(node, "identifier") == Some(identifier))
        .ok_or_else(|| Fault::new("fault-qti-undeclared").with("name", identifier))?;
    let declared = declaration(&declared);
    let scored = processing(root, remarks)?;
    let mut text = Text { prompt: prompt(&body, &interaction), ..Text::default() };
    let task = match kind.as_str() {
        "choiceinteraction" => {
            choices(&interaction, &declared.correct, &mut text, attribute(&interaction, "maxchoices"))?
        }
        "orderinteraction" => order(&interaction, &declared.correct, &mut text)?,
        "matchinteraction" => pairs(&interaction, &declared.correct, &mut text)?,
        _ => entry(&declared, &scored)?,
    };
    let (points, partial) = declared.worth(&scored, &task, remarks);
    text.feedback = feedback(root, remarks);
    left_out(root, remarks);
    let spoken = root.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    let spoken = spoken.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_ascii_lowercase);
    let known = spoken.as_deref().and_then(|tag| LANGUAGES.into_iter().find(|code| *code == tag));
    if let (None, Some(tag)) = (known, &spoken) {
        remarks.push(Fault::new("remark-qti-language").with("language", tag));
    }
    // Every item of a bank has the bank's language, so an item that speaks another one alone stands there in its place.
    if let Some(tag) = known.filter(|tag| *tag != language) {
        remarks.push(Fault::new("remark-qti-other-language").with("language", tag));
    }
    let texts = BTreeMap::from([(known.unwrap_or(language).to_owned(), text)]);
    let content = Content { task, points, partial, texts };
    let content = content.checked().map_err(|why| Fault::new(why.key()))?;
    Ok(Draft { content, tier: 4, skill: String::new(), source: name.to_owned() })
}

/// The options of a list, by their identifiers.
fn options<'a>(of: &Node<'a, '_>, name: &'static str) -> Vec<(&'a str, String)> {
    let listed = of.descendants().filter(|node| is(node, name));
    listed.map(|node| (attribute(&node, "identifier").unwrap_or_default(), words(&node))).collect()
}

fn choices(of: &Node<'_, '_>, correct: &[String], text: &mut Text, most: Option<&str>) -> Result<Task, Fault> {
    let listed = options(of, "simplechoice");
    let right: Vec<bool> = listed.iter().map(|(id, _)| correct.iter().any(|known| known == id)).collect();
    if let Some(unknown) = correct.iter().find(|known| listed.iter().all(|(id, _)| id != known)) {
        return Err(Fault::new("fault-qti-unknown-option").with("name", unknown));
    }
    text.options = listed.into_iter().map(|(_, words)| words).collect();
    let ones = right.iter().filter(|right| **right).count();
    // Both versions take one choice where nothing else is said.
    match (most.unwrap_or("1"), ones) {
        ("1", 1) => Ok(Task::Single { right: right.iter().position(|right| *right).unwrap_or_default() }),
        ("1", _) => Err(Fault::new("fault-item-one-right")),
        _ => Ok(Task::Multiple { right }),
    }
}

fn order(of: &Node<'_, '_>, correct: &[String], text: &mut Text) -> Result<Task, Fault> {
    let mut listed = options(of, "simplechoice");
    if correct.len() != listed.len() {
        return Err(Fault::new("fault-qti-order"));
    }
    listed.sort_by_key(|(id, _)| correct.iter().position(|known| known == id));
    if let Some((unknown, _)) = listed.iter().find(|(id, _)| !correct.iter().any(|known| known == id)) {
        return Err(Fault::new("fault-qti-unknown-option").with("name", unknown));
    }
    text.options = listed.into_iter().map(|(_, words)| words).collect();
    Ok(Task::Ordering)
}

fn pairs(of: &Node<'_, '_>, correct: &[String], text: &mut Text) -> Result<Task, Fault> {
    let mut sets = of.children().filter(|node| is(node, "simplematchset"));
    let (Some(from), Some(to)) = (sets.next(), sets.next()) else { return Err(Fault::new("fault-qti-match")) };
    let (from, to) = (options(&from, "simpleassociablechoice"), options(&to, "simpleassociablechoice"));
    let mut belongs = vec![None; from.len()];
    for pair in correct {
        let (one, other) = pair.split_once(char::is_whitespace).ok_or_else(|| Fault::new("fault-qti-match"))?;
        let unknown = |name: &str| Fault::new("fault-qti-unknown-option").with("name", name);
        let at = from.iter().position(|(id, _)| *id == one).ok_or_else(|| unknown(one))?;
        let target = to.iter().position(|(id, _)| *id == other.trim()).ok_or_else(|| unknown(other))?;
        if belongs[at].replace(target).is_some() {
            return Err(Fault::new("fault-qti-match"));
        }
    }
    let belongs: Option<Vec<usize>> = belongs.into_iter().collect();
    text.options = from.into_iter().map(|(_, words)| words).collect();
    text.targets = to.into_iter().map(|(_, words)| words).collect();
    belongs.map(|belongs| Task::Matching { belongs }).ok_or_else(|| Fault::new("fault-qti-match"))
}

fn entry(declared: &super::processing::Declared, scored: &Processing) -> Result<Task, Fault> {
    match declared.base.as_str() {
        "float" | "integer" => {
            let first = declared.correct.first().or(declared.mapped.first().map(|(key, _)| key));
            let answer = first.and_then(|text| text.trim().parse::<f64>().ok()).filter(|number| number.is_finite());
            let answer = answer.ok_or_else(|| Fault::new("fault-item-no-number"))?;
            Ok(Task::Numeric { answer, tolerance: scored.tolerance(answer) })
        }
        "string" | "" => {
            let mut accepted = declared.correct.clone();
            let worth = declared.mapped.iter().filter(|(_, value)| *value > 0.0).map(|(key, _)| key.clone());
            accepted.extend(worth);
            accepted.dedup();
            Ok(Task::ShortText { accepted })
        }
        other => Err(Fault::new("fault-qti-base-type").with("name", other)),
    }
}

/// What is asked: the words around the interaction and its prompt; the place of a blank within a sentence is kept.
fn prompt(body: &Node<'_, '_>, interaction: &Node<'_, '_>) -> String {
    let mut out = String::new();
    gather(body, interaction, &mut out);
    tidy(&out)
}

fn gather(node: &Node<'_, '_>, interaction: &Node<'_, '_>, out: &mut String) {
    for child in node.children() {
        if child == *interaction {
            match children(&child, "prompt").next() {
                Some(prompt) => {
                    out.push('\n');
                    out.push_str(&words(&prompt));
                    out.push('\n');
                }
                None if is(&child, "textentryinteraction") => out.push_str("____"),
                None => {}
            }
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            out.push_str(&text.replace(['\n', '\r', '\t'], " "));
        } else if child.is_element() && !LEFT_OUT.iter().any(|name| is(&child, name)) {
            let block =
                ["p", "div", "li", "h1", "h2", "h3", "br", "blockquote", "pre"].iter().any(|name| is(&child, name));
            if block {
                out.push('\n');
            }
            gather(&child, interaction, out);
            if block {
                out.push('\n');
            }
        }
    }
}

/// Not part of what is asked.
const LEFT_OUT: [&str; 4] = ["feedbackinline", "feedbackblock", "rubricblock", "stylesheet"];

/// The words inside an element, without what only shows after an answer.
fn words(node: &Node<'_, '_>) -> String {
    let mut out = String::new();
    gather(node, node, &mut out);
    tidy(&out).replace('\n', " ")
}

fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The one feedback that an item shows, whatever is answered; where there are several, nothing decides between them here.
fn feedback(root: &Node<'_, '_>, remarks: &mut Vec<Fault>) -> String {
    let all: Vec<String> =
        children(root, "modalfeedback").map(|node| words(&node)).filter(|text| !text.is_empty()).collect();
    match all.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        several => {
            remarks.push(Fault::new("remark-qti-feedback").with("count", several.len()));
            String::new()
        }
    }
}

fn left_out(root: &Node<'_, '_>, remarks: &mut Vec<Fault>) {
    let mut named: Vec<&str> = root
        .descendants()
        .filter(|node| LEFT_OUT.iter().any(|name| is(node, name)))
        .map(|node| node.tag_name().name())
        .collect();
    named.sort_unstable();
    named.dedup();
    if !named.is_empty() {
        remarks.push(Fault::new("remark-qti-left-out").with("names", named.join(", ")));
    }
}
