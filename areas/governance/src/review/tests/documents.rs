use lustrum_kernel::Moment;
use lustrum_kernel::locale::Locale;

use super::sample::{bare, full, reaction};
use crate::review::{Content, Format, Label, Opens, Spoken, Translated, document, hash_of, spoken};

fn texts() {
    let texts: Vec<_> = crate::tests::areas().iter().map(|area| area.texts).collect();
    lustrum_kernel::locale::install(&texts).unwrap();
}

fn text(content: &Content, locale: Locale, format: Format) -> String {
    texts();
    String::from_utf8(document(content, locale, format).unwrap()).unwrap()
}

#[test]
fn what_is_frozen_reads_back_and_has_one_text_whatever_order_it_came_in() {
    let content = full();
    let frozen = content.text().unwrap();
    assert_eq!(Content::read(&frozen).unwrap(), content);
    let mut turned = content.clone();
    turned.changes.reverse();
    turned.figures.rotate_left(1);
    assert_eq!(turned.settled().text().unwrap().len(), frozen.len());
    let later = Content { frozen_at: Moment(jiff::Timestamp::MAX), ..content.clone() };
    assert!(later.says_the_same_as(&content) && later.text().unwrap() != frozen);
}

#[test]
fn a_review_from_before_there_were_notes_keeps_its_text_and_says_that_nobody_wrote_any() {
    let content = Content { notes: Vec::new(), ..full() };
    let frozen = content.text().unwrap();
    assert!(!frozen.contains("\"notes\""), "what was frozen before has the same hash");
    assert_eq!(Content::read(&frozen).unwrap(), content);
    let page = text(&content, Locale::En, Format::Html);
    assert!(page.contains("Neither side wrote notes for this review"));
    assert!(text(&content, Locale::Nl, Format::Html).contains("Geen van beide kanten schreef notities"));
}

#[test]
fn a_charter_in_two_languages_is_quoted_in_the_one_that_is_read() {
    texts();
    let mut content = full();
    let frozen = content.text().unwrap();
    assert!(!frozen.contains("\"other\""), "what was frozen before has the same hash");
    let charter = content.charter.as_mut().unwrap();
    let (goals, vision) = (String::new(), "Leidinggevenden blijven.".to_owned());
    charter.other = Some(Translated { language: "nl".to_owned(), vision, goals });
    charter.measures[3].other = Some("Verloop per jaar".to_owned());
    let read = Content::read(&content.text().unwrap()).unwrap();
    let (dutch, english) = (spoken(&read, Locale::Nl).unwrap(), spoken(&read, Locale::En).unwrap());
    assert_eq!(dutch.promises.vision, ["Leidinggevenden blijven."]);
    assert_eq!(dutch.promises.goals, english.promises.goals, "what is not written in Dutch");
    assert_eq!(dutch.promises.measures.rows[3][1], "Verloop per jaar");
    assert!(english.promises.vision[0].starts_with("Frontline managers stay"));
    assert_eq!(english.promises.measures.rows[3][1], "Yearly turnover of frontline managers per depot");
}

#[test]
fn notes_stand_with_the_side_that_wrote_them_and_the_figure_that_they_lean_on() {
    let page = text(&full(), Locale::En, Format::Html);
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part}"));
    assert!(
        at("What worked") < at("Managers know more about hand-overs")
            && at("Managers know more") < at("What did not work")
    );
    assert!(page.contains("Noordkade Logistics · L2 Gain on the case test: +0.62"));
    assert!(page.contains("L3 Uses the roster tool: no figure in this review"));
    assert!(page.contains("No note was written"), "what changed around them");
    let mut turned = full();
    turned.notes.reverse();
    assert_eq!(turned.settled(), full());
    for locale in Locale::ALL {
        assert_ne!(
            document(&full(), locale, Format::Pdf).unwrap(),
            document(&Content { notes: Vec::new(), ..full() }, locale, Format::Pdf).unwrap()
        );
    }
}

#[test]
fn the_json_file_holds_the_text_that_the_hash_is_of() {
    let whole: serde_json::Value = serde_json::from_str(&text(&full(), Locale::En, Format::Json)).unwrap();
    let content: Content = serde_json::from_value(whole["content"].clone()).unwrap();
    assert_eq!(whole["hash"], hash_of(&content.text().unwrap()));
}

#[test]
fn cap_30_every_figure_carries_its_unit_interval_n_period_source_and_charter_version() {
    for locale in Locale::ALL {
        let page = text(&full(), locale, Format::Html);
        let mark = |number: &str| if locale == Locale::Nl { number.replace('.', ",") } else { number.to_owned() };
        for part in ["+0.62", "+0.49", "+0.75", "\u{2212}7.9", "+1.7", "27.4", "4.3"] {
            assert!(page.contains(&mark(part)), "{part} in {locale:?}");
        }
        for part in ["SD", "n = 231", "Q3 2026", "Scores before and after", "charter 1.0", "95\u{a0}%"] {
            assert!(page.contains(part), "{part} in {locale:?}");
        }
    }
    let page = text(&full(), Locale::En, Format::Html);
    for part in ["percentage points", "not yet conclusive", "fewer than 5", "These data can&#39;t tell yet"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn cap_03_a_review_without_anything_above_level_1_is_labelled_activity_on_page_pdf_and_json() {
    for content in [bare().settled(), Content { figures: vec![reaction()], ..bare() }.settled()] {
        assert_eq!(content.label, Label::Activity);
        for (locale, words) in [(Locale::En, "Activity, not effect"), (Locale::Nl, "Activiteit, geen effect")] {
            assert!(text(&content, locale, Format::Html).contains(words));
            let json = text(&content, locale, Format::Json);
            assert!(json.contains(words) && json.contains("\"label\": \"activity\""));
            let labelled = document(&content, locale, Format::Pdf).unwrap();
            let plain = document(&Content { label: Label::Evidence, ..content.clone() }, locale, Format::Pdf).unwrap();
            assert_ne!(labelled, plain);
        }
    }
    assert_eq!(full().label, Label::Evidence);
    assert!(!text(&full(), Locale::En, Format::Html).contains("Activity, not effect"));
}

#[test]
fn a_withheld_figure_lifts_no_review_above_activity() {
    let hidden: Vec<_> = full().figures.into_iter().filter(|line| line.figure.value().is_none()).collect();
    assert_eq!(hidden.len(), 1);
    assert_eq!(Content { figures: hidden, ..bare() }.settled().label, Label::Activity);
}

#[test]
fn cap_62_a_review_speaks_dutch_and_english_completely_and_alike() {
    let (dutch, english) = (text(&full(), Locale::Nl, Format::Html), text(&full(), Locale::En, Format::Html));
    assert!(dutch.contains("<html lang=\"nl\">") && english.contains("<html lang=\"en\">"));
    assert!(dutch.contains("15 oktober 2026") && english.contains("15 October 2026"));
    for word in ["What the evidence says", "Open actions", "Behaviour"] {
        assert!(english.contains(word) && !dutch.contains(word), "{word}");
    }
    for page in [dutch, english] {
        assert!(!page.contains("review-"), "a message is missing");
    }
}

#[test]
fn the_same_content_gives_the_same_bytes_and_the_words_of_people_stay_words() {
    let mut content = full();
    content.actions[0].text = "#import \"x\" <script>alert(1)</script> *bold*".to_owned();
    for format in Format::ALL {
        texts();
        let once = document(&content, Locale::Nl, format).unwrap();
        assert_eq!(once, document(&content, Locale::Nl, format).unwrap(), "{format:?}");
        if format == Format::Html {
            assert!(!String::from_utf8_lossy(&once).contains("<script"));
        }
    }
}

#[test]
fn a_pdf_of_a_review_is_a_pdf() {
    texts();
    let pdf = document(&full(), Locale::Nl, Format::Pdf).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() < 200_000);
}

#[test]
fn a_review_leads_its_reader_to_no_page_that_is_not_for_them() {
    texts();
    let full = spoken(&full(), Locale::En).unwrap();
    let links = |doc: &Spoken| {
        let levels = doc.levels.levels.iter().map(|level| level.figure.link.clone()).collect::<Vec<_>>();
        let studies = doc.findings.studies.iter().filter_map(|study| study.figure.as_ref());
        (levels, studies.map(|figure| figure.link.clone()).collect::<Vec<_>>())
    };
    let (levels, studies) = links(&full);
    assert!(!levels[3].is_empty() && studies.iter().any(|link| !link.is_empty()));
    assert_eq!(links(&full.clone().links_that_open(Opens { results: true, studies: true })), (levels.clone(), studies));
    let (less, none) = links(&full.clone().links_that_open(Opens { results: false, studies: false }));
    assert_eq!(less[..3], levels[..3]);
    assert!(less[3].is_empty() && none.iter().all(String::is_empty));
    let (kept, studies) = links(&full.without_links());
    assert!(kept.iter().chain(&studies).all(String::is_empty));
}
