use lustrum_kernel::testing::on_both_engines;

use super::{NAMES, a_round, areas, link_in};
use crate::outcome::decision::{letter_field, names_another};

/// The links in the mails of letters, by whom they go to.
async fn letters(house: &super::House<'_>) -> Vec<(String, String)> {
    let mails = lustrum_kernel::mail::outbox(house.app.db(), house.world.client, 100).await.unwrap();
    let told = mails.into_iter().filter(|mail| mail.subject.starts_with("Your feedback"));
    let link =
        |body: &str| body.split_whitespace().find_map(|word| Some(word.split_once("/transparency/")?.1.to_owned()));
    told.filter_map(|mail| Some((mail.recipient, format!("/transparency/{}", link(&mail.body)?)))).collect()
}

#[tokio::test]
async fn cap_51_every_candidate_gets_a_letter_on_each_criterion_that_tells_of_no_other() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        let words = (letter_field(house.candidates[1]), "Your trial session made us think.".to_owned());
        let taken = house.decide(0, &[words]).await;
        assert_eq!(taken.status, 303, "{}", taken.body);
        let letters = letters(&house).await;
        assert_eq!(letters.len(), 3);
        for (place, name) in NAMES.iter().enumerate() {
            let first_word = name.split(' ').next().unwrap().to_lowercase();
            let (_, link) = letters.iter().find(|(to, _)| to.starts_with(&first_word)).unwrap();
            let letter = house.nobody().get(link).await;
            assert!(letter.shows(name) && letter.shows("Culture fit") && letter.shows("What was strong"));
            assert!(letter.shows("The other 5\u{a0}% of the weight is the price"), "{}", letter.body);
            for other in NAMES.iter().filter(|other| *other != name) {
                assert!(!letter.shows(other), "the letter of {name} names {other}");
            }
            let (culture, pedagogy) = [("5.0", "4.0"), ("3.0", "5.0"), ("2.0", "2.0")][place];
            for score in [culture, pedagogy] {
                assert!(letter.shows(&format!("{score} of 5")), "{score} is not in the letter of {name}");
            }
            assert_eq!(letter.shows("We chose you"), place == 0);
            assert_eq!(letter.shows("Your trial session made us think."), place == 1);
            // In the other language from the same value, on the organisation's own page.
            let path = format!("{}/letters/{}?lang=nl", house.home(), house.candidates[place]);
            let dutch = house.lead().get(&path).await;
            assert!(dutch.shows("Wat sterk was") && dutch.shows(&culture.replace('.', ",")), "{}", dutch.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_names_another_candidate_is_not_sent() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        let field = letter_field(house.candidates[1]);
        let leaking = (field.clone(), "You were close to  baken LEIDERSCHAP.".to_owned());
        let refused = house.decide(0, &[leaking]).await;
        assert!(refused.status == 422 && refused.shows(&format!("id=\"{field}-error\"")), "{}", refused.body);
        assert!(refused.shows("You were close to"), "what was typed is not lost");
        assert!(letters(&house).await.is_empty());
        let dossier = house.dossier().await;
        let own = "Stuwkracht itself may be named";
        assert_eq!(names_another(own, &dossier.candidates[2], &dossier.candidates), None);
        assert_eq!(names_another(own, &dossier.candidates[0], &dossier.candidates), Some("Stuwkracht"));
    })
    .await;
}

#[tokio::test]
async fn there_is_no_letter_before_there_is_a_decision() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let path = format!("{}/candidates/{}/links", house.home(), house.candidates[0]);
        let link = link_in(&house.lead().post(&path, &[]).await);
        let house = house.opened().await.closed().await;
        let waiting = house.nobody().get(&link).await;
        assert!(waiting.shows("Scores are closed") && !waiting.shows("of 5"), "{}", waiting.body);
        let letter = format!("{}/letters/{}", house.home(), house.candidates[0]);
        assert_eq!(house.lead().get(&letter).await.status, 404);
        assert_eq!(house.lead().get(&format!("/api/v1{letter}")).await.status, 409);
    })
    .await;
}
