use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use lustrum_kernel::Moment;
use zip::write::SimpleFileOptions;

use super::qti;
use super::{Found, MOST_ITEMS, csv};
use crate::bank::{Bank, BankId};
use crate::item::{Content, Kind, Task, Text};

fn bank() -> Bank {
    let made_at = Moment("2026-03-01T08:00:00Z".parse().unwrap());
    Bank { id: BankId::new(), programme_id: None, title: "B".into(), language: "en".into(), made_at, items: 0 }
}

fn one(xml: &str) -> Found {
    let mut all = qti::read(xml.as_bytes(), "en").unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn why(xml: &str) -> &'static str {
    match qti::read(xml.as_bytes(), "en") {
        Err(fault) => fault.key,
        Ok(found) => found[0].item.as_ref().unwrap_err().key,
    }
}

/// The first example of the QTI 2.1 implementation guide, "Unattended Luggage".
const LUGGAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="choice" title="Unattended Luggage" adaptive="false" timeDependent="false">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>ChoiceA</value></correctResponse></responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
  <itemBody><p>Look at the text in the sign:</p><p><b>NEVER</b> LEAVE LUGGAGE UNATTENDED</p>
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><prompt>What does it say?</prompt>
      <simpleChoice identifier="ChoiceA">You must stay with your luggage at all times.</simpleChoice>
      <simpleChoice identifier="ChoiceB">Do not let someone else look after your luggage.</simpleChoice>
      <simpleChoice identifier="ChoiceC">Remember your luggage when you leave.</simpleChoice>
    </choiceInteraction></itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>"#;

#[test]
fn a_single_choice_of_qti_2_is_read() {
    let found = one(LUGGAGE);
    assert_eq!(found.name, "Unattended Luggage");
    let item = found.item.unwrap();
    assert_eq!(item.content.task, Task::Single { right: 0 });
    let text = &item.content.texts["en"];
    assert_eq!(text.prompt, "Look at the text in the sign:\nNEVER LEAVE LUGGAGE UNATTENDED\nWhat does it say?");
    assert_eq!(text.options.len(), 3);
    assert!(found.remarks.is_empty(), "{:?}", found.remarks);
}

/// After the QTI 3.0 guide's "Composition of Water": several choices with worths of their own.
const WATER: &str = r#"<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="choiceMultiple" title="Composition of Water" adaptive="false" time-dependent="false" xml:lang="en-US">
  <qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="identifier"><qti-correct-response><qti-value>H</qti-value><qti-value>O</qti-value></qti-correct-response>
    <qti-mapping lower-bound="0" upper-bound="2" default-value="-2"><qti-map-entry map-key="H" mapped-value="1"/><qti-map-entry map-key="O" mapped-value="1"/><qti-map-entry map-key="Cl" mapped-value="-1"/></qti-mapping></qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
  <qti-item-body><qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="0"><qti-prompt>Which of these are in water?</qti-prompt>
    <qti-simple-choice identifier="H">Hydrogen</qti-simple-choice><qti-simple-choice identifier="He">Helium</qti-simple-choice><qti-simple-choice identifier="O">Oxygen</qti-simple-choice><qti-simple-choice identifier="Cl">Chlorine</qti-simple-choice>
  </qti-choice-interaction></qti-item-body>
  <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"/>
</qti-assessment-item>"#;

#[test]
fn several_choices_of_qti_3_keep_their_points_and_their_parts() {
    let item = one(WATER).item.unwrap().content;
    assert_eq!(item.task, Task::Multiple { right: vec![true, false, true, false] });
    assert_eq!((item.points, item.partial), (2.0, true));
}

fn wrapped(declaration: &str, body: &str, processing: &str) -> String {
    format!(
        "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"i\" title=\"T\">\
         <responseDeclaration identifier=\"RESPONSE\" {declaration}</responseDeclaration>\
         <itemBody>{body}</itemBody>{processing}</assessmentItem>"
    )
}

const MATCH: &str =
    "<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct\"/>";

#[test]
fn numbers_words_orders_and_pairs_are_read() {
    let within = "<responseProcessing><responseCondition><responseIf><equal toleranceMode=\"absolute\" tolerance=\"0.5 0.5\">\
        <variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></equal><setOutcomeValue identifier=\"SCORE\">\
        <baseValue baseType=\"float\">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>";
    let declared = "cardinality=\"single\" baseType=\"float\"><correctResponse><value>40</value></correctResponse>";
    let number = one(&wrapped(
        declared,
        "<p>How many: <textEntryInteraction responseIdentifier=\"RESPONSE\"/> depots?</p>",
        within,
    ));
    let number = number.item.unwrap().content;
    assert_eq!(number.task, Task::Numeric { answer: 40.0, tolerance: 0.5 });
    assert_eq!(number.texts["en"].prompt, "How many: ____ depots?");

    let declared = "cardinality=\"single\" baseType=\"string\"><correctResponse><value>York</value></correctResponse>\
        <mapping defaultValue=\"0\"><mapEntry mapKey=\"York\" mappedValue=\"1\"/><mapEntry mapKey=\"york\" mappedValue=\"0.5\"/></mapping>";
    let map = MATCH.replace("match_correct", "map_response");
    let words =
        one(&wrapped(declared, "<p><textEntryInteraction responseIdentifier=\"RESPONSE\"/> is a town</p>", &map));
    assert_eq!(words.remarks[0].key, "remark-qti-worths");
    let Task::ShortText { accepted } = words.item.unwrap().content.task else { panic!("words") };
    assert_eq!(accepted, ["York", "york"]);

    let declared = "cardinality=\"ordered\" baseType=\"identifier\"><correctResponse><value>C</value><value>A</value><value>B</value></correctResponse>";
    let body = "<orderInteraction responseIdentifier=\"RESPONSE\"><prompt>In what order?</prompt><simpleChoice identifier=\"A\">two</simpleChoice>\
        <simpleChoice identifier=\"B\">three</simpleChoice><simpleChoice identifier=\"C\">one</simpleChoice></orderInteraction>";
    let order = one(&wrapped(declared, body, MATCH)).item.unwrap().content;
    assert_eq!(order.texts["en"].options, ["one", "two", "three"]);

    let declared = "cardinality=\"multiple\" baseType=\"directedPair\"><correctResponse><value>C R</value><value>P M</value></correctResponse>";
    let choice = |id: &str, words: &str| {
        format!("<simpleAssociableChoice identifier=\"{id}\" matchMax=\"1\">{words}</simpleAssociableChoice>")
    };
    let body = format!(
        "<matchInteraction responseIdentifier=\"RESPONSE\"><prompt>Who is in what?</prompt><simpleMatchSet>{}{}</simpleMatchSet><simpleMatchSet>{}{}{}</simpleMatchSet></matchInteraction>",
        choice("C", "Capulet"),
        choice("P", "Prospero"),
        choice("M", "The Tempest"),
        choice("R", "Romeo and Juliet"),
        choice("D", "Hamlet")
    );
    let pairs = one(&wrapped(declared, &body, MATCH)).item.unwrap().content;
    assert_eq!(pairs.task, Task::Matching { belongs: vec![1, 0] });
    assert_eq!(pairs.targets(), 3);
}

#[test]
fn what_cannot_be_taken_is_named() {
    let single = "cardinality=\"single\" baseType=\"identifier\"><correctResponse><value>A</value></correctResponse>";
    let two = "<choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b</simpleChoice></choiceInteraction>";
    let body = |more: &str| wrapped(single, &format!("<p>Q?</p>{more}"), MATCH);
    assert!(one(&body(two)).item.is_ok());
    assert_eq!(why(&body(&format!("<p><img src=\"a.png\" alt=\"\"/></p>{two}"))), "fault-qti-shown");
    assert_eq!(why(&body(&format!("{two}{two}"))), "fault-qti-several");
    assert_eq!(why(&body("<extendedTextInteraction responseIdentifier=\"RESPONSE\"/>")), "fault-qti-interaction");
    assert_eq!(why(&body("")), "fault-qti-nothing-asked");
    assert_eq!(why(&body(&two.replace("\"A\"", "\"X\""))), "fault-qti-unknown-option");
    assert_eq!(why(&body(&two.replace("RESPONSE", "OTHER"))), "fault-qti-undeclared");
    let own = "<responseProcessing><responseCondition><responseIf><and><match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match></and></responseIf></responseCondition></responseProcessing>";
    assert_eq!(why(&wrapped(single, &format!("<p>Q?</p>{two}"), own)), "fault-qti-own-processing");
    assert_eq!(why("<assessmentTest identifier=\"t\"/>"), "fault-qti-no-item");
    assert_eq!(why("<assessmentItem><itemBody>"), "fault-qti-xml");
}

#[test]
fn an_entity_bomb_and_an_outside_entity_are_refused_unread() {
    let mut bomb = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for n in 1..20 {
        bomb += &format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1);
    }
    bomb += "]><assessmentItem>&a19;</assessmentItem>";
    assert_eq!(why(&bomb), "fault-qti-dtd");
    let outside = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><assessmentItem>&e;</assessmentItem>";
    assert_eq!(why(outside), "fault-qti-dtd");
    let many = format!("<assessmentItem>{}</assessmentItem>", "<p/>".repeat(60_000));
    assert_eq!(why(&many), "fault-qti-nodes");
    let deep = format!("<assessmentItem>{}{}</assessmentItem>", "<p>".repeat(20_000), "</p>".repeat(20_000));
    assert!(qti::read(deep.as_bytes(), "en").map_or(true, |found| found[0].item.is_err()));
    assert_eq!(why(&" ".repeat(1024 * 1024 + 1)), "fault-qti-item-large");
}

#[test]
fn a_document_in_utf_16_is_read_and_one_in_no_known_encoding_is_refused() {
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(LUGGAGE.replace(" encoding=\"UTF-8\"", "").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(qti::read(&wide, "en").unwrap()[0].item.is_ok());
    let latin: Vec<u8> = LUGGAGE.replace("NEVER", "N\u{c9}VER").chars().map(|c| c as u8).collect();
    assert_eq!(qti::read(&latin, "en").unwrap_err().key, "fault-qti-encoding");
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const MANIFEST: &str = r#"<manifest><resources>
  <resource identifier="one" type="imsqti_item_xmlv2p1" href="one.xml"/><resource identifier="gone" type="imsqti_item_xmlv2p1" href="../../etc/passwd"/>
  <resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml"/><resource identifier="picture" type="webcontent" href="a.png"/></resources></manifest>"#;

#[test]
fn every_item_of_a_package_is_named_taken_or_not() {
    let package =
        archive(&[("imsmanifest.xml", MANIFEST.as_bytes()), ("one.xml", LUGGAGE.as_bytes()), ("a.png", b"x")]);
    let found = qti::read(&package, "en").unwrap();
    let told: Vec<_> =
        found.iter().map(|one| (one.name.as_str(), one.item.as_ref().err().map(|why| why.key))).collect();
    assert_eq!(
        told,
        [("Unattended Luggage", None), ("gone", Some("fault-qti-missing-file")), ("test", Some("fault-qti-no-item")),]
    );
}

#[test]
fn an_archive_that_unpacks_to_more_than_may_be_read_is_refused() {
    let large = vec![b' '; 2 * 1024 * 1024];
    let mut files = vec![("imsmanifest.xml".to_owned(), MANIFEST.as_bytes())];
    files.extend((0..70).map(|n| (format!("{n}.xml"), large.as_slice())));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let bomb = archive(&files);
    assert!(bomb.len() < 500_000, "it is small outside: {}", bomb.len());
    assert_eq!(qti::read(&bomb, "en").unwrap_err().key, "fault-qti-inside");
    // One that is too large alone is named, and the rest is read.
    let one = archive(&[("imsmanifest.xml", MANIFEST.as_bytes()), ("one.xml", &large)]);
    assert_eq!(qti::read(&one, "en").unwrap()[0].item.as_ref().unwrap_err().key, "fault-qti-item-large");
    let cut = &archive(&[("imsmanifest.xml", MANIFEST.as_bytes())])[..60];
    assert_eq!(qti::read(cut, "en").unwrap_err().key, "fault-qti-damaged");
    assert_eq!(qti::read(&archive(&[("one.xml", LUGGAGE.as_bytes())]), "en").unwrap_err().key, "fault-qti-no-manifest");
}

fn of_every_kind() -> Vec<Content> {
    let names =
        |letter: &str, number: usize| (0..number).map(|n| format!("{letter} {n} <&> \"{n}\"")).collect::<Vec<_>>();
    let content = |task, options, targets, points, partial| Content {
        task,
        points,
        partial,
        texts: BTreeMap::from([(
            "en".to_owned(),
            Text {
                prompt: "What of 1 < 2 & 3?\nTell \"it\"".to_owned(),
                options: names("option", options),
                targets: names("target", targets),
                feedback: "Because".to_owned(),
            },
        )]),
    };
    let mut number = content(Task::Numeric { answer: -2.5, tolerance: 0.25 }, 0, 0, 1.0, false);
    let mut words = content(Task::ShortText { accepted: vec!["één".into(), "1".into()] }, 0, 0, 1.0, false);
    for entry in [&mut number, &mut words] {
        entry.texts.values_mut().for_each(|text| text.prompt = "How many?".into());
    }
    vec![
        content(Task::Single { right: 2 }, 3, 0, 1.0, false),
        content(Task::Multiple { right: vec![true, false, true] }, 3, 0, 2.0, true),
        number,
        content(Task::Ordering, 4, 0, 1.0, false),
        words,
        content(Task::Matching { belongs: vec![1, 0, 1] }, 3, 3, 3.0, true),
    ]
}

#[test]
fn what_is_written_as_qti_3_is_read_to_the_same() {
    let items: Vec<(String, Content)> =
        of_every_kind().into_iter().enumerate().map(|(n, content)| (format!("item-{n}"), content)).collect();
    let package = qti::write_package("en", &items).unwrap();
    assert_eq!(package, qti::write_package("en", &items).unwrap(), "the same items give the same bytes");
    let read = qti::read(&package, "en").unwrap();
    for (found, (_, written)) in read.into_iter().zip(&items) {
        let mut content = found.item.unwrap().content;
        for text in content.texts.values_mut() {
            // The place of a blank is written out.
            text.prompt = text.prompt.trim_end_matches("\n____").to_owned();
        }
        assert_eq!(&content, written);
    }
}

/// A document of QTI 3.0 in the words of 2.1: `qti-simple-choice` is `simpleChoice`, `base-type` is `baseType`.
fn in_the_words_of_2_1(xml: &str) -> String {
    let camel = |name: &str| {
        let mut parts = name.split('-');
        let mut word = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            word.push_str(&part[..1].to_uppercase());
            word.push_str(&part[1..]);
        }
        word
    };
    let mut out = String::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').unwrap() + 1;
        // Values stand between quotes; everything else in a tag is a name.
        for (place, part) in rest[at..end].split('"').enumerate() {
            match place {
                0 => {}
                _ => out.push('"'),
            }
            if place % 2 == 1 {
                out.push_str(part);
                continue;
            }
            let words = part.replace("qti-", "");
            let named: Vec<String> = words
                .split(' ')
                .map(|word| if word.starts_with('<') || word.contains('-') { camel(word) } else { word.to_owned() })
                .collect();
            out.push_str(&named.join(" "));
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace("imsqtiasi_v3p0", "imsqti_v2p1").replace(
        "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
        "http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
    )
}

#[test]
fn all_six_kinds_are_read_from_qti_2_1_as_from_3_0() {
    assert!(in_the_words_of_2_1(WATER).contains("<simpleChoice identifier=\"Cl\">"), "{}", in_the_words_of_2_1(WATER));
    let items: Vec<(String, Content)> =
        of_every_kind().into_iter().enumerate().map(|(n, content)| (format!("item-{n}"), content)).collect();
    let package = qti::write_package("en", &items).unwrap();
    let mut packed = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut kinds = Vec::new();
    for place in 0..packed.len() {
        let mut file = packed.by_index(place).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        if !text.contains("<qti-assessment-item") {
            continue;
        }
        let old = in_the_words_of_2_1(&text);
        assert!(!old.contains("qti-"), "{old}");
        let (new, old) =
            (one(&text).item.unwrap().content, one(&old).item.unwrap_or_else(|why| panic!("{why:?}: {old}")).content);
        assert_eq!(new, old);
        kinds.push(old.kind());
    }
    kinds.sort_by_key(|kind| format!("{kind:?}"));
    assert_eq!(kinds, [Kind::Matching, Kind::Multiple, Kind::Numeric, Kind::Ordering, Kind::ShortText, Kind::Single]);
}

#[test]
fn rows_are_read_in_both_languages_and_by_letter_number_or_star() {
    let file = "soort;vraag;opties;antwoord;punten\nenkel;Wat helpt?;Luisteren|Zwijgen;A;2\nmeerkeuze;Wat nog?;* a|b|* c;;1,5\n\
        getal;Hoeveel?;;12,5;\nkort-antwoord;Waar?;;Łódź|Lodz;\nvolgorde;Welke volgorde?;één|twee|drie;;\nkoppelen;Wie wat?;a = x|b = y|= z;;\n";
    let drafts = csv::read(file.as_bytes(), &bank()).unwrap();
    let kinds: Vec<Kind> = drafts.iter().map(|draft| draft.content.kind()).collect();
    assert_eq!(kinds, [Kind::Single, Kind::Multiple, Kind::Numeric, Kind::ShortText, Kind::Ordering, Kind::Matching]);
    assert_eq!(drafts[0].content.task, Task::Single { right: 0 });
    assert_eq!(drafts[1].content.points, 1.5);
    assert_eq!(drafts[5].content.targets(), 3);
}

#[test]
fn a_faulty_row_is_named_with_its_column_and_nothing_is_taken() {
    let file = "kind,question,options,answer,points\nsingle,Q1,a|b,C,1\nessay,Q2,,,1\nnumeric,Q3,,many,1\nsingle,,a|* b,,1\nsingle,Q5,a|* b,,-1\n";
    let Err(csv::Unread::Cells(faults)) = csv::read(file.as_bytes(), &bank()) else { panic!("faults") };
    let told: Vec<_> = faults.iter().map(|fault| (fault.row, fault.heading.as_str(), fault.reason.key())).collect();
    assert_eq!(
        told,
        [
            (2, "options", "fault-item-one-right"),
            (3, "kind", "fault-not-a-choice"),
            (4, "answer", "fault-not-a-number"),
            (5, "question", "fault-required"),
            (6, "points", "fault-item-points"),
        ]
    );
}

#[test]
fn fifty_thousand_rows_are_refused_with_words_before_any_is_read() {
    let file = format!("kind,question,options\n{}", "single,Q,a|* b\n".repeat(50_000));
    assert_eq!(csv::read(file.as_bytes(), &bank()), Err(csv::Unread::TooMany));
    let most = format!("kind,question,options\n{}", "single,Q,a|* b\n".repeat(MOST_ITEMS));
    assert_eq!(csv::read(most.as_bytes(), &bank()).map(|drafts| drafts.len()), Ok(MOST_ITEMS));
}

mod any {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _told = super::qti::read(&bytes, "en");
            let packed = [b"PK\x03\x04".as_slice(), &bytes].concat();
            let _told = super::qti::read(&packed, "en");
        }
        #[test]
        fn no_change_of_a_letter_makes_the_reader_fall(at in 0usize..super::WATER.len(), letter in any::<u8>()) {
            let mut bytes = super::WATER.as_bytes().to_vec();
            bytes[at] = letter;
            let _told = super::qti::read(&bytes, "en");
        }
    }
}
