//! The seed of a draw comes from the words of both sides, which neither sees before both are sealed.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::{a_kpi, areas, asked, lead, name, partner};
use crate::study::{Proof, hashed};

fn without_seed<'a>(kpi: &'a str, units: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = asked("did", kpi, "");
    fields.extend([("lot", "on"), ("lot-units", units), ("percent", "50"), ("starts", "2026-10-01")]);
    fields
}

fn depots() -> String {
    let units: Vec<String> =
        (0..20).map(|depot| format!("{}; {}", name(depot), ["NL", "BE"][depot as usize % 2])).collect();
    units.join("\n")
}

#[tokio::test]
async fn cap_33_neither_side_sees_the_words_of_the_other_before_it_has_sealed_its_own() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, |_| None).await.to_string();
        let (ours, theirs) = (lead(&app, &world), partner(&app, &world));
        let list = format!("/p/{}/studies", world.partnership);
        let made = ours.post(&list, &without_seed(&kpi, &depots())).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let path = made.location.unwrap();
        let plan = ours.get(&format!("{path}/plan.json")).await.body;
        assert!(plan.contains(r#""lottery":{"percent":50"#) && !plan.contains("\"draw\""), "{plan}");

        // Nobody knows who starts, so nothing can be estimated.
        let waits = ours.get(&format!("{path}/draw")).await;
        assert!(waits.shows("waits for the words of both sides") && waits.shows("not drawn yet"), "{}", waits.body);
        assert!(!waits.shows("⟦"), "every text is there");
        assert!(ours.get(&path).await.shows("not drawn yet: both sides give words first"));
        let early = ours.post(&format!("{path}/estimates"), &[]).await;
        assert!(early.status == 422 && early.shows("The lot has not decided yet"), "{}", early.body);
        assert_eq!(theirs.get(&format!("{path}/draw.csv")).await.status, 404);
        assert_eq!(theirs.get(&format!("{path}/draw.json")).await.status, 404);

        // Ours stay closed, to the partner and on our own page.
        let sealed = ours.post(&format!("{path}/draw/seals"), &[("words", "seven dice 1 4 2 6 6 3 5")]).await;
        assert_eq!(sealed.status, 303, "{}", sealed.body);
        for browser in [&ours, &theirs] {
            let page = browser.get(&format!("{path}/draw")).await;
            assert!(page.shows("still closed") && !page.shows("seven dice"), "{}", page.body);
        }
        let told = theirs.json("GET", &format!("/api/v1{path}/draw"), json!(null)).await.json();
        assert_eq!((&told["words"][0]["words"], &told["seed"]), (&json!(null), &json!(null)));
        assert_eq!(told["lots"][0]["first"], json!(null));
        let hash = told["words"][0]["hash"].as_str().unwrap().to_owned();
        let again = ours.post(&format!("{path}/draw/seals"), &[("words", "others")]).await;
        assert!(again.status == 422 && again.shows("has sealed its words already"), "{}", again.body);

        // With the other side's words both open and the draw is made.
        let sealed = theirs.post(&format!("{path}/draw/seals"), &[("words", "a line of the partner")]).await;
        assert_eq!(sealed.status, 303, "{}", sealed.body);
        for browser in [&ours, &theirs] {
            let page = browser.get(&format!("{path}/draw")).await;
            assert!(page.shows("seven dice 1 4 2 6 6 3 5") && page.shows("a line of the partner"), "{}", page.body);
            assert!(page.shows("Computed again just now") && page.shows("sha256sum") && !page.shows("⟦"));
        }
        let file = theirs.get(&format!("{path}/draw.json")).await.body;
        let proof = Proof::read(&file).unwrap();
        assert!(proof.holds(), "{:?}", proof.steps());
        let words = proof.words.clone().unwrap();
        assert_eq!(hashed(&words.organisation.words), hash, "what was sealed is what was opened");
        assert_eq!(proof.lots.iter().filter(|lot| lot.first).count(), 10);
        let told = ours.json("GET", &format!("/api/v1{path}/draw"), json!(null)).await.json();
        assert_eq!((told["holds"].as_bool(), told["seed"].as_str()), (Some(true), Some(proof.seed.as_str())));
        assert!(ours.get(&path).await.shows("By lot: 10 of 20 start first."));
        // What was hashed before is still what is given out.
        let after = ours.get(&format!("{path}/plan.json")).await.body;
        assert_eq!((&after, hashed(&after)), (&plan, proof.plan_hash));
        let early = ours.post(&format!("{path}/estimates"), &[]).await;
        assert!(early.status == 422 && early.shows("the first start on 1 October 2026;"), "{}", early.body);
        let page = ours.get(&path).await;
        assert!(page.shows("There is something to compare after that") && !page.shows("/estimates\""), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn a_side_that_keeps_its_words_gives_their_hash_and_opens_them_last() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, |_| None).await.to_string();
        let (ours, theirs) = (lead(&app, &world), partner(&app, &world));
        let list = format!("/p/{}/studies", world.partnership);
        let path = ours.post(&list, &without_seed(&kpi, &depots())).await.location.unwrap();
        let (seals, openings) = (format!("{path}/draw/seals"), format!("{path}/draw/openings"));
        for (fields, field) in [
            (vec![("hash", "abc")], "64 characters"),
            (vec![("hash", "zz")], "64 characters"),
            (vec![("words", "one"), ("hash", "two")], "not both"),
            (vec![], "words-error"),
        ] {
            let refused = theirs.post(&seals, &fields).await;
            assert!(refused.status == 422 && refused.shows(field), "{field}: {}", refused.body);
        }
        let early = theirs.post(&openings, &[("words", "ours")]).await;
        assert!(early.status == 422 && early.shows("no words left to open"), "{}", early.body);
        let hash = hashed("kept by the partner 5512");
        let made = theirs.json("POST", &format!("/api/v1{seals}"), json!({ "hash": hash })).await;
        assert_eq!((made.status, made.json()["hash"].as_str()), (201, Some(hash.as_str())));
        let early = theirs.post(&openings, &[("words", "kept by the partner 5512")]).await;
        assert!(early.status == 422 && early.shows("yours stay closed"), "{}", early.body);
        let made = ours.json("POST", &format!("/api/v1{seals}"), json!({ "words": "ours" })).await;
        let kept = made.json()["words"].as_str().unwrap().to_owned();
        assert!(kept.starts_with("ours ") && kept.len() > 30, "a random number is added: {kept}");
        // Ours are open now; the partner's are not, and other words than those of the hash are refused.
        assert!(theirs.get(&format!("{path}/draw")).await.shows(&kept));
        let other = theirs.post(&openings, &[("words", "better ones")]).await;
        assert!(other.status == 422 && other.shows("not the words of the hash"), "{}", other.body);
        let opened = theirs.post(&openings, &[("words", "kept by the partner 5512")]).await;
        assert_eq!(opened.status, 303, "{}", opened.body);
        let proof = Proof::read(&ours.get(&format!("{path}/draw.json")).await.body).unwrap();
        assert!(proof.holds(), "{:?}", proof.steps());

        // A draw that is made at once, or none, takes no words; and nobody else gives any.
        let mut given = without_seed(&kpi, "Gent\nLier\nGenk");
        given.push(("seed", "7 12 19"));
        let at_once = ours.post(&list, &given).await.location.unwrap();
        let refused = ours.post(&format!("{at_once}/draw/seals"), &[("words", "ours")]).await;
        assert!(refused.status == 422 && refused.shows("needs no words"), "{}", refused.body);
        let open = ours.post(&list, &without_seed(&kpi, "Aalst\nMol\nTienen")).await.location.unwrap();
        for (side, role) in [(Side::Partner, Role::LearningDesigner), (Side::Organisation, Role::BusinessSponsor)] {
            let browser = Browser::new(&app, &areas(), world.viewer(side, role));
            assert_eq!(browser.get(&format!("{open}/draw")).await.status, 200);
            assert_eq!(browser.post(&format!("{open}/draw/seals"), &[("words", "x")]).await.status, 403);
        }
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.post(&format!("{open}/draw/seals"), &[("words", "x")]).await.status, 404);
    })
    .await;
}
