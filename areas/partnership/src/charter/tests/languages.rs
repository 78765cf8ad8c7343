//! A charter in two languages, both of the same standing.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, a_morning, on_both_engines};
use serde_json::json;

use crate::By;
use crate::charter::languages::{Behind, Level, behind, confirm, of, sentences, translate_measure};
use crate::charter::{EditRefused, Section, begin, edit_section, edit_text, find, offer, open, sign};
use crate::testing::{areas, complete_draft, lead, mandates};

#[tokio::test]
async fn cap_09_both_texts_are_signed_as_one_and_the_one_that_nobody_looked_at_since_is_marked() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let id = complete_draft(&app, &world).await;
        let load = async || find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        assert_eq!((of(&load().await).len(), behind(&load().await).len()), (1, 0));
        let version = format!("/p/{}/charter/versions/{id}", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("{version}/sections/vision?language=nl");
        assert!(ours.get(&path).await.shows("What both sides say about vision."), "the English text stands beside");
        app.clock().set(a_morning().plus_seconds(60));
        let nl = [("text", "Wat beide kanten zeggen."), ("revision", "0")];
        assert_eq!(ours.post(&path, &nl).await.status, 303);
        let late = load().await;
        let missing = behind(&late).into_iter().filter(|late| late.empty && late.language == Locale::Nl).count();
        assert_eq!(missing, 5, "the other sections are not in Dutch yet");
        let older = Behind { section: Section::Vision, language: Locale::En, empty: false };
        assert!(behind(&late).contains(&older));
        let page = ours.get(&version).await;
        assert!(page.shows("the Dutch text is newer") && page.shows("not in Dutch yet"), "{}", page.body);

        // Whoever reads Dutch reads the Dutch text; whoever asks for it too.
        let mut dutch = world.viewer(Side::Partner, Role::PartnerLead);
        dutch.locale = Locale::Nl;
        let theirs = Browser::new(&app, &areas(), dutch);
        assert!(theirs.get(&version).await.shows("Wat beide kanten zeggen."));
        assert!(ours.get(&format!("{version}?language=nl")).await.shows("Wat beide kanten zeggen."));
        assert!(!ours.get(&version).await.shows("Wat beide kanten zeggen."));

        let api = ours.json("GET", &format!("/api/v1{version}"), json!(null)).await.json();
        let measure = api["measures"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("{version}/measures/{measure}/translation");
        let seen = theirs.get(&path).await;
        let seen = seen.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(ours.post(&path, &[("text", "Minder vertrek."), ("seen", "")]).await.status, 303);
        let met = theirs.post(&path, &[("text", "Minder verloop."), ("seen", &seen)]).await;
        assert!(met.status == 422 && met.shows("Minder vertrek.") && met.shows(">Minder verloop.</textarea>"));
        let body = json!({ "text": "Minder verloop.", "read": "" });
        assert_eq!(ours.json("PUT", &format!("/api/v1{path}"), body).await.status, 409);
        let page = theirs.get(&version).await;
        assert!(page.shows("Minder vertrek.") && !page.shows("Fewer managers leave."), "{}", page.body);

        // Somebody reads both and says so, of the texts that stand.
        let level = format!("{version}/sections/vision/level");
        let stale = ours.post(&level, &[("own", "2"), ("other", "9")]).await;
        assert!(stale.status == 409 && stale.shows("Read them again"));
        assert_eq!(ours.post(&level, &[("own", "2"), ("other", "1")]).await.status, 303);
        assert!(!behind(&load().await).iter().any(|late| late.section == Section::Vision));
        let tx = app.db().begin().await.unwrap();
        let by = By { at: app.now(), ..lead(&app, &world, Side::Partner) };
        edit_section(&tx, &by, id, Section::Vision, 2, "What both sides now say.").await.unwrap();
        for section in [Section::Goals, Section::Roles, Section::Measures, Section::Rhythm, Section::Exit] {
            edit_text(&tx, &by, id, (section, Some(Locale::Nl)), 0, "Net zo.").await.unwrap();
        }
        let other = Level { section: Section::Vision, own: 2, other: 1 };
        let refused = confirm(&tx, &by, id, other).await;
        assert!(matches!(refused, Err(EditRefused::ChangedMeanwhile(_))), "the English text changed meanwhile");
        let hash = offer(&tx, &by, id).await.unwrap();
        tx.commit().await.unwrap();
        let text = load().await.head.frozen.unwrap().text;
        assert!(text.contains("language: en\n") && text.contains("\n\nlanguage: nl\n"), "{text}");
        assert!(
            text.contains("1 Vision\n    What both sides now say.") && text.contains("1 Visie\n    Wat beide kanten")
        );

        let hands = format!("{version}/signatures");
        assert!(ours.get(&format!("{hands}/new")).await.shows("The two languages may not say the same"));
        let refused = ours.post(&hands, &[("hash", &hash), ("agreed", "on")]).await;
        assert!(refused.status == 422 && refused.shows("languages-error"), "{}", refused.status);
        let api = ours.json("POST", &format!("/api/v1{hands}"), json!({ "hash": hash })).await;
        assert_eq!(api.status, 422);
        assert_eq!(ours.post(&hands, &[("hash", &hash), ("agreed", "on"), ("languages", "on")]).await.status, 303);
        let tx = app.db().begin().await.unwrap();
        sign(&tx, &lead(&app, &world, Side::Partner), id, &hash).await.unwrap();
        tx.commit().await.unwrap();
        let said = async |language| sentences(app.db(), world.client, world.partnership, language).await.unwrap();
        let dutch = said(Locale::Nl).await;
        assert_eq!(dutch.get("Fewer managers leave.").map(String::as_str), Some("Minder vertrek."));
        assert!(said(Locale::En).await.is_empty(), "it was written in English");
        let file = ours.get(&format!("{version}/file")).await;
        let verified = crate::charter::export::verify(file.body.as_bytes()).unwrap();
        assert_eq!((verified.hash, verified.signatures.len()), (hash, 2));
    })
    .await;
}

#[tokio::test]
async fn the_next_version_begins_in_both_languages_and_with_what_was_found_to_say_the_same() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let id = complete_draft(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        let later = By { at: a_morning().plus_seconds(60), ..lead(&app, &world, Side::Organisation) };
        for section in Section::ALL {
            edit_text(&tx, &later, id, (section, Some(Locale::Nl)), 0, "Net zo.").await.unwrap();
        }
        let measure = find(&tx, world.client, world.partnership, id).await.unwrap().unwrap().measures[0].id;
        assert!(translate_measure(&tx, &later, id, measure, "", "Minder vertrek.").await.unwrap());
        assert!(!translate_measure(&tx, &later, id, measure, "", "Anders.").await.unwrap(), "something stands there");
        for section in Section::ALL.into_iter().filter(|section| *section != Section::Exit) {
            confirm(&tx, &later, id, Level { section, own: 2, other: 1 }).await.unwrap();
        }
        let hash = offer(&tx, &later, id).await.unwrap();
        for side in Side::BOTH {
            sign(&tx, &lead(&app, &world, side), id, &hash).await.unwrap();
        }
        begin(&tx, &later, Locale::Nl).await.unwrap();
        tx.commit().await.unwrap();
        let next = open(app.db(), world.client, world.partnership).await.unwrap().unwrap();
        assert_eq!(next.text_of(Section::Goals), "Net zo.");
        assert_eq!(next.text_in(Section::Goals, Locale::En), "What both sides say about goals.");
        let measure = &next.measures[0];
        assert_eq!(
            (measure.text.as_str(), next.words_of(measure, Locale::En)),
            ("Minder vertrek.", "Fewer managers leave.")
        );
        let signed = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap().head.frozen.unwrap();
        assert!(signed.text.contains("    Fewer managers leave.\n") && signed.text.contains("    Minder vertrek.\n"));
        let late: Vec<Section> = behind(&next).iter().map(|late| late.section).collect();
        assert_eq!(late, [Section::Exit]);
    })
    .await;
}
