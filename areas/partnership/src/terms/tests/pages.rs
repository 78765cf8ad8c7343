use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use crate::charter::{self, NewMeasure};
use crate::contact::{Given, Mandate, give};
use crate::testing::{agreed_terms, areas, complete_draft, lead, mandates, signed};

const WHY: &str = "We share the risk, also where it is hard to prove.";

/// The fields of sound terms on this measure.
fn fields(measure: &str) -> Vec<(&str, &str)> {
    vec![
        ("currency", "EUR"),
        ("total", "240000,50"),
        ("floor", "190000"),
        ("cap", "260000"),
        ("base.share", "80"),
        ("base.on", "2026-02-01"),
        ("outcomes.0.measure", measure),
        ("outcomes.0.kind", "at-risk"),
        ("outcomes.0.share", "20"),
        ("outcomes.0.rule", "estimate"),
        ("outcomes.0.threshold", ""),
        ("outcomes.0.target", "-10"),
        ("outcomes.0.unit", "%"),
        ("outcomes.0.on", "2026-09-01"),
        ("outcomes.0.again", "2027-03-01"),
        ("outcomes.0.fallback", "estimate"),
        ("outcomes.1.kind", "at-risk"),
        ("outcomes.1.rule", "estimate"),
        ("outcomes.1.fallback", "estimate"),
    ]
}

fn changed<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut changed: Vec<_> = fields.iter().copied().filter(|(known, _)| *known != name).collect();
    changed.push((name, value));
    changed
}

#[tokio::test]
async fn cap_04_both_sides_see_the_same_cents_before_they_agree() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}/terms", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert!(ours.get(&path).await.shows("Sign the charter first"));
        assert_eq!(ours.get(&format!("{path}/new")).await.status, 409);
        let charter = signed(&app, &world).await;
        let known = charter::find(app.db(), world.client, world.partnership, charter).await.unwrap().unwrap();
        let measure = known.measures[0].id.to_string();
        let sound = fields(&measure);
        assert!(theirs.get(&format!("{path}/new")).await.shows("outcomes.5.measure"));

        let look = theirs.post(&format!("{path}/simulations"), &sound).await;
        assert!(look.status == 200 && look.shows("half of the target") && look.shows("chart"), "{}", look.body);
        assert!(look.shows("This can hardly be proven by then"), "there are no readings to tell it from");
        let asked = theirs.post(&path, &sound).await;
        assert!(asked.status == 422 && asked.shows("words-error") && asked.shows("240000,50"), "{}", asked.body);
        let reply = theirs.post(&path, &changed(&sound, "words", WHY)).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let version = reply.location.unwrap();

        let question = "?own.0.estimate=-2.5&own.0.low=-4&own.0.high=-1";
        let page = format!("{version}{question}");
        let (one, other) = (ours.get(&page).await, theirs.get(&page).await);
        let table = |body: &str| {
            let from = body.find("<tbody").unwrap();
            body[from..from + body[from..].find("</tbody>").unwrap()].to_owned()
        };
        assert_eq!(table(&one.body), table(&other.body));
        // 240,000.50: 192,000.40 fixed, 48,000.10 at risk; a quarter of that is 12,000.03 to the nearest cent.
        assert!(one.shows("EUR\u{a0}192,000.40") && one.shows("EUR\u{a0}204,000.43"), "{}", one.body);
        let api = version.replace("/p/", "/api/v1/p/");
        let reply = ours.get(&format!("{api}/simulation{question}")).await.json();
        assert_eq!(reply, theirs.get(&format!("{api}/simulation{question}")).await.json());
        assert_eq!(reply["scenarios"][5]["last"]["total"], 20_400_043);
        assert_eq!(theirs.get(&format!("{version}?own.0.estimate=NaN&own.0.low=0&own.0.high=1")).await.status, 422);
        let inverted = theirs.get(&format!("{version}?own.0.estimate=1&own.0.low=2&own.0.high=0")).await;
        assert!(inverted.status == 422 && inverted.shows("own.0.low-error"));

        // The proposing side can't accept; the other one says why as well.
        assert!(!theirs.get(&version).await.shows("/acceptance"));
        let content = ours.get(&api).await.json();
        let hash = content["hash"].as_str().unwrap().to_owned();
        let accept = format!("{version}/acceptance");
        assert_eq!(theirs.post(&accept, &[("hash", &hash), ("agreed", "on"), ("words", WHY)]).await.status, 409);
        let reply = ours.post(&accept, &[("hash", &hash)]).await;
        assert!(reply.status == 422 && reply.shows("agreed-error") && reply.shows("words-error"), "{}", reply.body);
        assert_eq!(ours.post(&accept, &[("hash", &hash), ("agreed", "on"), ("words", WHY)]).await.status, 303);
        assert!(theirs.get(&path).await.shows("What is agreed"));
    })
    .await;
}

#[tokio::test]
async fn terms_that_do_not_hold_together_are_refused_at_their_field_with_what_was_typed() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let draft = complete_draft(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        let by = lead(&app, &world, Side::Organisation);
        let attendance = NewMeasure { level: 1, text: "Everyone attends.".to_owned(), ..NewMeasure::default() };
        let first = charter::add_measure(&tx, &by, draft, attendance).await.unwrap().to_string();
        let hash = charter::offer(&tx, &by, draft).await.unwrap();
        for side in Side::BOTH {
            charter::sign(&tx, &lead(&app, &world, side), draft, &hash).await.unwrap();
        }
        tx.commit().await.unwrap();
        let known = charter::find(app.db(), world.client, world.partnership, draft).await.unwrap().unwrap();
        let measure = known.measures.iter().find(|known| known.level == 4).unwrap().id.to_string();
        let path = format!("/p/{}/terms", world.partnership);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert!(
            !partner.get(&format!("{path}/new")).await.shows("Everyone attends."),
            "only levels 3 and 4 are offered"
        );
        let sound = changed(&fields(&measure), "words", WHY);
        for (name, value, at, says) in [
            ("base.share", "79", "base.share", "together make 99.00 %"),
            ("floor", "260000,51", "floor", "The floor is above the cap"),
            ("total", "-5", "total", "Give a number from 0 to"),
            ("total", "100.000", "total", "may mean two numbers"),
            ("total", "240000.505", "total", "at most two digits"),
            ("total", "99999999999999999999", "total", "Give a number from 0 to"),
            ("total", "0", "total", "Give a total above 0"),
            ("outcomes.0.target", "0", "outcomes.0.target", "no effect earns nothing"),
            ("outcomes.0.target", "NaN", "outcomes.0.target", "Give a number"),
            ("outcomes.0.threshold", "-10", "outcomes.0.threshold", "between 0 and the target"),
            ("outcomes.0.again", "2026-09-01", "outcomes.0.again", "comes after the first"),
            ("outcomes.0.share", "20.001", "outcomes.0.share", "two digits"),
            ("outcomes.0.measure", first.as_str(), "outcomes.0.measure", "Attendance and satisfaction"),
            ("outcomes.0.measure", "nothing", "outcomes.0.measure", "Choose one of the list"),
            ("words", "because", "words", "at least 20 characters"),
        ] {
            let reply = partner.post(&path, &changed(&sound, name, value)).await;
            assert_eq!(reply.status, 422, "{name} = {value}: {}", reply.body);
            assert!(
                reply.shows(&format!("id=\"{at}-error\"")) && reply.shows(says),
                "{name} = {value}: {}",
                reply.body
            );
            assert!(!reply.shows("Fill this in"), "{name} = {value}: a fault names its own reason");
            assert!(reply.shows("value=\"-10\"") || name == "outcomes.0.target", "what was typed is there");
        }
        let api = format!("/api/v1/p/{}/terms", world.partnership);
        let outcome = json!({ "measure": first, "kind": "at-risk", "share": 2_000, "rule": "proven", "target": 5,
            "on": "2026-09-01", "again": "2027-03-01", "fallback": "nothing" });
        let body = json!({ "currency": "EUR", "total": 100, "floor": 0, "cap": 200, "outcomes": [outcome],
            "base": { "share": 8_000, "on": "2026-02-01" } });
        let reply = partner.json("POST", &api, body.clone()).await;
        assert!(reply.status == 422 && reply.shows("Attendance and satisfaction"), "{}", reply.body);
        let mut sound = body;
        sound["outcomes"][0]["measure"] = json!(measure);
        let reply = partner.json("POST", &api, sound.clone()).await;
        assert!(reply.status == 422 && reply.shows("20 characters"), "{}", reply.body);
        assert_eq!(partner.json("POST", &format!("{api}/simulations"), sound.clone()).await.status, 200);
        sound["words"] = json!(WHY);
        let reply = partner.json("POST", &api, sound).await;
        assert!(reply.status == 201 && reply.json()["state"] == "proposed", "{}", reply.body);
    })
    .await;
}

#[tokio::test]
async fn cap_04_a_statement_on_its_page_is_the_same_for_both_sides_and_bad_results_are_refused() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let terms = agreed_terms(&app, &world, signed(&app, &world).await).await;
        let path = format!("/p/{}/terms/{terms}/statements", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        assert!(ours.get(&format!("{path}/new")).await.shows("only the fixed part is due"));
        let reply = ours.post(&path, &[]).await;
        let first = reply.location.unwrap();
        let hash = ours.get(&first.replace("/p/", "/api/v1/p/")).await.json()["document"]["hash"].clone();
        let hash = hash.as_str().unwrap().to_owned();
        assert!(theirs.get(&first).await.shows("EUR\u{a0}192,000.00"));
        assert_eq!(theirs.post(&format!("{first}/confirmation"), &[("hash", &hash)]).await.status, 422);
        assert_eq!(ours.post(&format!("{first}/confirmation"), &[("hash", &hash), ("agreed", "on")]).await.status, 409);
        assert_eq!(
            theirs.post(&format!("{first}/confirmation"), &[("hash", &hash), ("agreed", "on")]).await.status,
            303
        );

        let sound = [
            ("results.0.estimate", "-10"),
            ("results.0.low", "-13,5"),
            ("results.0.high", "-6.5"),
            ("results.0.n", "240"),
            ("results.0.period", "March to August 2026"),
            ("results.0.source", "Study 3"),
        ];
        for (name, value, at) in [
            ("results.0.low", "-9", "results.0.low"),
            ("results.0.high", "NaN", "results.0.high"),
            ("results.0.n", "0", "results.0.n"),
            ("results.0.source", "", "results.0.source"),
            ("results.0.none", "on", "results.0.none"),
        ] {
            let reply = ours.post(&path, &changed(&sound, name, value)).await;
            assert_eq!(reply.status, 422, "{name} = {value}");
            assert!(reply.shows(&format!("id=\"{at}-error\"")), "{name} = {value}: {}", reply.body);
        }
        assert!(ours.post(&path, &[]).await.shows("or say that nothing is measured yet"));
        let second = ours.post(&path, &sound).await.location.unwrap();
        for file in ["statement.json", "statement.csv"] {
            let at = format!("{second}/{file}");
            let (one, other) = (ours.get(&at).await, theirs.get(&at).await);
            assert!(one.status == 200 && one.body == other.body, "{file}");
            assert!(one.shows("4800000"), "{}", one.body);
        }
        assert!(theirs.get(&format!("/p/{}/terms", world.partnership)).await.shows("waits for confirmation"));
        assert_eq!(theirs.post(&format!("{second}/withdrawal"), &[]).await.status, 303);
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        assert_eq!(designer.get(&second).await.status, 404);
        let facilitator = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Facilitator));
        assert_eq!(facilitator.get(&second).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn terms_beyond_a_mandate_stay_as_they_were_typed_with_the_way_to_whoever_agrees_them() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let charter = signed(&app, &world).await;
        let known = charter::find(app.db(), world.client, world.partnership, charter).await.unwrap().unwrap();
        let by = lead(&app, &world, Side::Organisation);
        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        let given = Given { holds: vec![Mandate::AgreeTerms], ..Given::default() };
        let tx = app.db().begin().await.unwrap();
        give(&tx, &by, sponsor.person, &sponsor.name, &given).await.unwrap();
        give(&tx, &by, by.person, "the lead", &Given::default()).await.unwrap();
        tx.commit().await.unwrap();
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let path = format!("/p/{}/terms", world.partnership);
        let measure = known.measures[0].id.to_string();
        let reply = ours.post(&path, &changed(&fields(&measure), "words", WHY)).await;
        assert_eq!(reply.status, 422, "{}", reply.body);
        assert!(reply.shows("your mandate does not reach so far") && reply.shows("business-sponsor (organisation)"));
        assert!(reply.shows("240000,50") && reply.shows("/asks/new?mandate="), "{}", reply.body);
    })
    .await;
}
