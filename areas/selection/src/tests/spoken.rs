//! A refusal over the API is worded in the language that the program asks for; a number is read in that of who typed it.

use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::{a_round, areas};

#[tokio::test]
async fn a_problem_is_worded_in_the_language_that_is_asked_for() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (english, dutch) = (house.world.viewer(Side::Organisation, Role::LdLead), {
            let mut viewer = house.world.viewer(Side::Organisation, Role::LdLead);
            viewer.locale = Locale::Nl;
            viewer
        });
        let candidates = format!("{}/candidates", house.api());
        let faulty = json!({ "name": "Vierde", "email": "nobody", "language": "fr", "price": 100 });
        for (asked, known, language) in [
            (Some("nl"), &english, "nl"),
            (Some("nl-BE, en;q=0.5"), &english, "nl"),
            (Some("en;q=0.2, nl;q=0.9"), &english, "nl"),
            (Some("en"), &dutch, "en"),
            (Some("en-GB, nl;q=0.8"), &dutch, "en"),
            (Some("fr, de;q=0.9"), &english, "en"),
            (Some("fr, de;q=0.9"), &dutch, "nl"),
            (Some(";;q=what,,"), &dutch, "nl"),
            (Some("*"), &dutch, "nl"),
            (None, &english, "en"),
            (None, &dutch, "nl"),
        ] {
            let mut program = Browser::new(&app, &areas(), known.clone());
            if let Some(asked) = asked {
                program = program.with_header("accept-language", asked);
            }
            let refused = program.json("POST", &candidates, faulty.clone()).await;
            let said = refused.json();
            assert_eq!(refused.status, 422, "{}", refused.body);
            assert_eq!(refused.headers["content-language"], language, "{asked:?}");
            let (title, fault) = match language {
                "nl" => ("Enkele velden vragen aandacht", "Kies er een uit de lijst"),
                _ => ("Some fields need a look", "Choose one of the list"),
            };
            assert_eq!(said["title"], title, "{asked:?}");
            let errors = said["errors"].as_array().expect("faults by field");
            let of_language = errors.iter().find(|error| error["pointer"] == "#/language").expect("no such language");
            assert_eq!(of_language["detail"], fault, "{asked:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_is_not_known_is_answered_as_they_ask_and_a_script_of_a_page_as_the_page_reads() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        for (asked, language) in [("nl", "nl"), ("nonsense", "en"), ("nl;q=0", "en")] {
            let unknown = house.nobody().with_header("accept-language", asked);
            let refused = unknown.json("GET", &house.api(), json!(null)).await;
            assert_eq!((refused.status, refused.headers["content-language"].to_str().unwrap()), (401, language));
            let detail = refused.json()["detail"].as_str().unwrap_or_default().to_owned();
            assert_eq!(detail.starts_with("Hiervoor"), language == "nl", "{detail}");
        }
        // A browser speaks the language of its maker; the page that the script belongs to may be read in another.
        let page = house.lead().with_header("accept-language", "nl").with_header("sec-fetch-site", "same-origin");
        let refused = page.json("POST", &format!("{}/candidates", house.api()), json!({})).await;
        assert_eq!(refused.headers["content-language"], "en");
        // A refusal as things stand is worded in that language too.
        let dutch = house.lead().with_header("accept-language", "nl");
        let refused = dutch.json("POST", &format!("{}/closing", house.api()), json!({ "reason": "Ziek" })).await;
        assert_eq!((refused.status, refused.headers["content-language"].to_str().unwrap()), (409, "nl"));
        assert_eq!(refused.json()["title"], "Kan nu niet", "{}", refused.body);
    })
    .await;
}

#[tokio::test]
async fn a_price_is_read_in_the_language_of_who_typed_it() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let path = format!("{}/candidates", house.home());
        let mut viewer = house.world.viewer(Side::Organisation, Role::LdLead);
        viewer.locale = Locale::Nl;
        let dutch = Browser::new(&app, &areas(), viewer);
        for (number, (typed, price)) in
            [("80.000,50", 8_000_050), ("80.000", 8_000_000), ("80,000.50", 8_000_050), ("80'000", 8_000_000)]
                .into_iter()
                .enumerate()
        {
            let name = format!("Kandidaat {number}");
            let fields = [("name", name.as_str()), ("email", "a@b.example"), ("language", "nl"), ("price", typed)];
            let made = dutch.post(&path, &fields).await;
            assert_eq!(made.status, 303, "{typed}: {}", made.body);
            let candidates = house.dossier().await.candidates;
            let one = candidates.iter().find(|one| one.name == name).expect("it was entered");
            assert_eq!(one.price, Some(price), "{typed}");
        }
        for (typed, words) in
            [("80,000", "twee getallen"), ("12,345", "twee getallen"), ("0", "boven 0"), ("tien", "Geef een getal")]
        {
            let fields = [("name", "Vijfde"), ("email", "a@b.example"), ("language", "nl"), ("price", typed)];
            let refused = dutch.post(&path, &fields).await;
            assert!(
                refused.status == 422 && refused.shows("id=\"price-error\"") && refused.shows(words),
                "{typed}: {}",
                refused.body
            );
            assert!(refused.shows(&format!("value=\"{typed}\"")), "what was typed stays");
        }
    })
    .await;
}
