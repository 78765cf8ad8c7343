use std::time::Instant;

use serde_json::{Value, json};
use typst::layout::{Frame, FrameItem};

use super::*;

const REVIEW: &str = r#"
#import "document.typ": *
#let data = json("data.json")
#show: paper.with(title: data.title, lang: data.lang, label: data.label, hash: data.hash, words: data.words)
#opening(data.title, over: data.over, lead: data.lead, facts: data.facts)
#banner(data.label, body: data.banner)
#measures(..data.figures.map(f => measured(f.value, unit: f.unit, name: f.name, interval: f.interval, n: f.n, period: f.period, source: f.source, level: f.level, level-name: f.level-name, state: f.at("state", default: none))))
== #data.heading
#note(data.note)
#for paragraph in data.paragraphs [#paragraph #parbreak()]
#chart(data.chart, description: data.description, caption: data.lead)
#wide(lines(data.table, numbers: (2,), caption: data.lead))
#clause("2.1", data.lead)
#signatures(data.signatures)
"#;

fn review() -> Value {
    let figure = |value: &str, unit: &str, name: &str, interval: &str, level: &str, level_name: &str| {
        json!({ "value": value, "unit": unit, "name": name, "interval": interval, "n": "n = 438", "period": "Q3 2026",
                "source": "source: feedback, charter 1.1", "level": level, "level-name": level_name })
    };
    let mut results =
        figure("−3.1", "points", "yearly turnover, against wait-list", "95 % −7.9 to +1.7", "l4", "Results");
    results["state"] = json!("not yet conclusive");
    json!({
        "title": "Quarterly review, Q3 2026", "lang": "en", "label": "Activity, not effect",
        "banner": "This review holds answers of participants only.",
        "over": "Noordkade × Baken · charter 1.1", "lead": "Keep our frontline managers: what was promised, and what the evidence says.",
        "hash": "9f2c41d077ab03e85d19c2f49f2c41d077ab03e85d19c2f49f2c41d077ab03e8",
        "words": { "page": "Page", "of": "of", "hash": "Hash of the text" },
        "facts": [["Period", "1 July to 30 September 2026"], ["Charter in force", "1.1, since 8 March 2026"], ["Made", "8 October 2026"]],
        "figures": [
            figure("4.3", "of 5", "relevance to one’s work", "", "l1", "Reaction"),
            figure("+0.62", "SD", "gain, before to after", "95 % 0.49 to 0.75", "l2", "Learning"),
            figure("+0.38", "points", "observed coaching talks", "95 % 0.11 to 0.65", "l3", "Behaviour"),
            results,
        ],
        "heading": "What the figures say", "note": "Written by both sides on 6 October.",
        "paragraphs": ["Managers who were trained hold more coaching talks than those who wait. Whether they stay longer can't be said yet: the interval holds zero.",
                       "Module 4 was changed in the middle of the programme after relevance fell to 3.2 in the night shift."],
        "chart": r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 120" font-family="Libertinus Serif" font-size="12"><path d="M10 100L470 20" stroke="#0b6464" stroke-width="2" fill="none"/><text x="12" y="20">trained</text></svg>"##,
        "description": "A line that rises",
        "table": [["Action", "Owner", "Due"], ["Confirm the change of module 4", "Baken · design", "15 Oct"], ["Certify two Polish facilitators", "Noordkade · region PL", "12 Oct"]],
        "signatures": [{ "name": "Femke de Wit", "role": "L&D lead, Noordkade", "at": "8 October 2026, 14:02" },
                       { "name": "Baken Leiderschap", "waiting": "not signed yet" }],
    })
}

const PAGE: &str = r#"
#import "document.typ": *
#let data = json("data.json")
#show: paper.with(title: data.title, lang: data.lang)
#opening(data.title)
#data.body
"#;

/// What can be read on the pages, line by line, with blanks and break marks taken out.
fn read(template: &str, data: &Value) -> String {
    fn collect(frame: &Frame, words: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, words),
                FrameItem::Text(text) => words.push_str(&text.text),
                _ => {}
            }
        }
    }
    let mut words = String::new();
    for page in set(template, data, Vec::new()).unwrap().pages() {
        collect(&page.frame, &mut words);
    }
    words.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// How far the widest thing on any page reaches to the right, in points; a page is 595 wide.
fn reach(template: &str, data: &Value) -> f64 {
    fn widest(frame: &Frame, left: f64) -> f64 {
        let right = |(at, item): &(typst::layout::Point, FrameItem)| match item {
            FrameItem::Group(group) => widest(&group.frame, left + at.x.to_pt()),
            FrameItem::Text(text) => left + at.x.to_pt() + text.width().to_pt(),
            _ => 0.0,
        };
        frame.items().map(right).fold(0.0, f64::max)
    }
    set(template, data, Vec::new()).unwrap().pages().iter().map(|page| widest(&page.frame, 0.0)).fold(0.0, f64::max)
}

fn holds(pdf: &[u8], part: &str) -> bool {
    pdf.windows(part.len()).any(|window| window == part.as_bytes())
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_order() {
    let other = json!({ "title": "Charter", "lang": "nl", "body": "Eén zin." });
    let (first, second) = (render(REVIEW, &review()).unwrap(), render(PAGE, &other).unwrap());
    let (second_again, first_again) = (render(PAGE, &other).unwrap(), render(REVIEW, &review()).unwrap());
    typst::comemo::evict(0);
    let first_afresh = std::thread::spawn(|| render(REVIEW, &review()).unwrap()).join().unwrap();
    assert!(first == first_again && second == second_again && first == first_afresh);
    assert_ne!(first, second);
    assert!(!holds(&first, "CreationDate") && !holds(&first, "ModDate"));
}

#[test]
fn a_document_carries_its_title_and_language_and_is_accessible() {
    let pdf = render(REVIEW, &review()).unwrap();
    for part in ["/Lang(en)", "/StructTreeRoot", "/MarkInfo", "pdfuaid", "Quarterly review, Q3 2026"] {
        assert!(holds(&pdf, part) || holds(&pdf, &part.replace("/Lang(en)", "/Lang (en)")), "{part}");
    }
    let dutch = render(PAGE, &json!({ "title": "Kwartaalreview", "lang": "nl", "body": "Eén zin." })).unwrap();
    assert!(holds(&dutch, "(nl)"));
}

#[test]
fn text_in_data_is_never_markup() {
    let sharp = "#import \"x.typ\" *bold* _it_ $x^2$ `raw` #sys.version @ref <label> \\ // gone? /* gone? */ ~ -- [x] {y} = no heading";
    let words = read(PAGE, &json!({ "title": "T", "lang": "en", "body": sharp }));
    let expected: String = sharp.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(words.contains(&expected), "{words}");
}

#[test]
fn emoji_and_right_to_left_text_are_set_and_do_not_fail() {
    for body in ["Goed gedaan 🎉👩🏽‍🏫", "שלום עולם", "مرحبا بالعالم", "zero\u{0}byte \u{202e}override", "中文"]
    {
        let pdf = render(PAGE, &json!({ "title": body, "lang": "en", "body": body })).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{body}");
    }
    assert!(read(PAGE, &json!({ "title": "T", "lang": "en", "body": "שלום" })).contains("שלום"));
}

#[test]
fn a_word_without_end_stays_on_the_page() {
    let long = "a".repeat(900);
    let data = json!({ "title": "T", "lang": "en", "body": format!("before {long} after") });
    assert!(reach(PAGE, &data) < 595.0, "{}", reach(PAGE, &data));
    assert!(read(PAGE, &data).contains(&long));
    let mut wide = review();
    wide["figures"][1]["name"] = json!("b".repeat(300));
    wide["table"][1][0] = json!("c".repeat(300));
    assert!(reach(REVIEW, &wide) < 595.0, "{}", reach(REVIEW, &wide));
}

#[test]
fn everything_said_in_a_review_can_be_read_back() {
    let words = read(REVIEW, &review());
    for part in [
        "Activity,noteffect",
        "−3.1",
        "95%0.49to0.75",
        "notyetconclusive",
        "n=438",
        "Page1of",
        "9f2c41d0",
        "FemkedeWit",
        "notsignedyet",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
}

#[test]
fn a_fault_of_the_template_is_named_with_its_place() {
    match render("first\n#let x = ", &json!({})) {
        Err(PdfError::Template { file, line, .. }) => assert_eq!((file.as_str(), line), ("template.typ", 2)),
        other => panic!("{other:?}"),
    }
    let missing = render("#let data = json(\"data.json\")\n#data.absent", &json!({ "present": 1 })).unwrap_err();
    assert!(missing.to_string().contains("line 2") && missing.to_string().contains("absent"), "{missing}");
}

#[test]
fn no_file_and_no_clock_is_within_reach() {
    for template in ["#read(\"/etc/hostname\")", "#import \"@preview/cetz:0.3.0\": *", "#datetime.today()"] {
        assert!(matches!(render(template, &json!({})), Err(PdfError::Template { .. })), "{template}");
    }
}

#[test]
fn a_second_document_is_quick() {
    let started = Instant::now();
    render(REVIEW, &review()).unwrap();
    let first = started.elapsed();
    let mut changed = review();
    let mut slowest = std::time::Duration::ZERO;
    for round in 0..3 {
        changed["lead"] = json!(format!("Round {round}"));
        let started = Instant::now();
        render(REVIEW, &changed).unwrap();
        slowest = slowest.max(started.elapsed());
    }
    println!("first document {first:?}, slowest of three later ones {slowest:?}");
    assert!(slowest.as_secs() < 5, "{slowest:?}");
}
