use std::time::Instant;

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};

use crate::charter::compare::{Kind, Piece, words};
use crate::charter::{Section, begin, edit_section};
use crate::testing::{areas, lead, signed};

fn only(pieces: &[Piece], kinds: [Kind; 2]) -> String {
    pieces.iter().filter(|piece| kinds.contains(&piece.kind)).map(|piece| piece.text.as_str()).collect()
}

#[test]
fn both_texts_can_be_read_back_from_a_comparison() {
    let (before, after) =
        ("Managers stay, and grow.\n\nEvery month.", "Managers stay and lead.\n\nEvery quarter, twice.");
    let pieces = words(before, after);
    assert_eq!(only(&pieces, [Kind::Same, Kind::Removed]), before);
    assert_eq!(only(&pieces, [Kind::Same, Kind::Added]), after);
    assert!(pieces.iter().any(|piece| piece.kind == Kind::Same && piece.text.contains("Managers stay")));
}

#[test]
fn replaced_words_in_a_row_read_as_one_replacement() {
    let pieces = words("By the end 2028, at most.", "By the middle 2029, at most.");
    let read: Vec<(Kind, &str)> = pieces.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
    let whole = [
        (Kind::Same, "By the "),
        (Kind::Removed, "end 2028"),
        (Kind::Added, "middle 2029"),
        (Kind::Same, ", at most."),
    ];
    assert_eq!(read, whole);
    let uneven = words("one two three", "1 2 three four");
    assert_eq!(only(&uneven, [Kind::Same, Kind::Removed]), "one two three");
    assert_eq!(only(&uneven, [Kind::Same, Kind::Added]), "1 2 three four");
}

#[test]
fn cap_08_two_charters_of_full_length_are_compared_within_a_second() {
    let text = |step: usize| -> String { (0..4_000).map(|n| format!("word{} ", n * step % 997)).collect() };
    let (before, after) = (text(7), text(13));
    let start = Instant::now();
    let pieces = words(&before, &after);
    assert!(start.elapsed().as_secs_f64() < 1.0, "{:?}", start.elapsed());
    assert_eq!(only(&pieces, [Kind::Same, Kind::Removed]), before);
    assert_eq!(only(&pieces, [Kind::Same, Kind::Added]), after);
}

#[tokio::test]
async fn cap_08_any_two_versions_are_compared_word_by_word() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let first = signed(&app, &world).await;
        let by = lead(&app, &world, Side::Partner);
        let tx = app.db().begin().await.unwrap();
        let second = begin(&tx, &by, Locale::En).await.unwrap();
        let text = "What both sides agree about vision.";
        edit_section(&tx, &by, second, Section::Vision, 1, text).await.unwrap();
        tx.commit().await.unwrap();
        let browser = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/charter/compare", world.partnership);
        let page = browser.get(&path).await;
        assert!(page.shows("One section differs."), "{}", page.body);
        assert!(page.shows("<del><span class=\"sr\">removed: </span>say</del>"), "{}", page.body);
        assert!(page.shows("<ins><span class=\"sr\">added: </span>agree</ins>"));
        let same = browser.get(&format!("{path}?from={first}&to={first}")).await;
        assert!(same.shows("one and the same version"));
        let back =
            browser.get(&format!("/api/v1{path}?from={second}&to={first}").replace("compare", "comparison")).await;
        let json = back.json();
        let vision = &json["sections"][0];
        assert_eq!((&vision["section"], &vision["changed"]), (&"vision".into(), &true.into()));
        let kinds: Vec<&str> = vision["pieces"].as_array().unwrap().iter().filter_map(|p| p["kind"].as_str()).collect();
        assert_eq!(kinds, ["same", "removed", "added", "same"]);
    })
    .await;
}
