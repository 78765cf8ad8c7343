//! The works council through the real router, on both engines.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::dossier::{Release, pdf};
use super::{Dossier, Outcome, gather};
use crate::testing::{a_kpi, terms};
use crate::tests::areas;

fn a_dossier() -> Dossier {
    Dossier {
        organisation: "Noordkade".into(),
        partner: "Baken".into(),
        partnership: "Keep".into(),
        releases: vec![Release {
            kpi: "Turnover *of* #managers".into(),
            data_class: "internal".into(),
            grain: "unit".into(),
            smallest_group: 5,
            purpose: "To see whether fewer leave".into(),
            from: "2026-01-20".into(),
            until: "2027-07-31".into(),
            standing: "in-force".into(),
        }],
        rules: super::dossier::RULES.map(str::to_owned).to_vec(),
    }
}

#[test]
fn the_hash_of_a_dossier_is_of_every_word_in_it() {
    let one = a_dossier();
    assert_eq!(one.hash(), a_dossier().hash());
    let read: Dossier = serde_json::from_str(&one.text()).unwrap();
    assert_eq!(read.hash(), one.hash(), "as it is kept it gives the same");
    let mut other = a_dossier();
    other.releases[0].smallest_group = 4;
    assert_ne!(other.hash(), one.hash());
    let mut fewer = a_dossier();
    fewer.rules.pop();
    assert_ne!(fewer.hash(), one.hash());
}

#[tokio::test]
async fn step_9_the_council_reads_a_dossier_and_what_it_consents_to_holds_for_what_is_offered_after() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = |side, role| Browser::new(&app, &areas(), world.viewer(side, role));
        let steward = browser(Side::Organisation, Role::DataSteward);
        let partner = browser(Side::Partner, Role::PartnerLead);
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let path = format!("/p/{}/works-council", world.partnership);
        let empty = steward.get(&path).await;
        assert!(empty.shows("Lay the dossier before the council") && empty.shows("No figures are released"), "{}", empty.body);
        // Agreed before, in groups of three.
        let tx = app.db().begin().await.unwrap();
        let by = world.person(Side::Organisation, Role::DataSteward);
        let mut agreed = terms(kpi, "Turnover", app.now());
        agreed.smallest_group = 3;
        crate::agreement::offer(&tx, world.client, world.partnership, by, app.now(), agreed).await.unwrap().unwrap();
        tx.commit().await.unwrap();

        let words = [("council", "Works council of Noordkade"), ("decided", "2026-09-16"), ("outcome", "consented")];
        let with = |more: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
            words.iter().map(|(name, value)| (*name, (*value).to_owned())).chain(more.iter().cloned()).collect()
        };
        let post = async |sent: &[(&'static str, String)]| {
            let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
            steward.post(&format!("{path}/decisions"), &sent).await
        };
        let hash = steward.get(&format!("/api/v1{path}")).await.json()["hash"].as_str().unwrap().to_owned();
        // Decided on the dossier of before the offer.
        let dossier = Dossier { releases: Vec::new(), ..gather(app.db(), world.client, &world.within(Side::Organisation, Role::LdLead).partnership, app.now()).await.unwrap() };
        let stale = post(&with(&[("smallest_group", "5".into()), ("hash", dossier.hash())])).await;
        assert!(stale.status == 422 && stale.shows("changed while this page was open"), "{}", stale.body);
        assert!(stale.shows("Works council of Noordkade"), "what was typed stays");
        let none = post(&with(&[("hash", hash.clone())])).await;
        assert!(none.status == 422 && none.shows("smallest_group-error"), "{}", none.body);
        let made = post(&with(&[("smallest_group", "5".into()), ("hash", hash.clone()), ("conditions", "For <two> years".into())])).await;
        assert_eq!(made.status, 303, "{}", made.body);

        for side in [&steward, &partner] {
            let page = side.get(&path).await;
            assert!(page.shows("consented") && page.shows("For &#60;two&#62; years"), "{}", page.body);
            assert!(page.shows("Turnover: groups of 3 or more"), "what was agreed before is named: {}", page.body);
        }
        assert!(!partner.get(&path).await.shows("Write down a decision"));
        assert_eq!(partner.post(&format!("{path}/decisions"), &[("council", "x")]).await.status, 403);
        // From now on.
        let other = a_kpi(&app, &world, "Absence").await.to_string();
        let offer = |smallest: &'static str| {
            json!({ "kpi": other, "grain": "unit", "smallest_group": smallest, "purpose": "To see", "from": "2026-09-17", "until": "2027-09-16" })
        };
        let agreements = format!("/api/v1/p/{}/agreements", world.partnership);
        let refused = steward.json("POST", &agreements, offer("4")).await;
        assert_eq!((refused.status, refused.json()["errors"][0]["code"].as_str()), (422, Some("fault-agreement-council")));
        assert_eq!(steward.json("POST", &agreements, offer("5")).await.status, 201);
        let page = steward.get(&path).await;
        assert!(page.shows("The dossier changed since the council decided"), "{}", page.body);

        // A later refusal holds: no consent is left that would set a smallest group.
        let hash = steward.get(&format!("/api/v1{path}")).await.json()["hash"].as_str().unwrap().to_owned();
        let later = json!({ "council": "Works council", "decided": "2026-09-17", "outcome": "refused", "hash": hash });
        assert_eq!(steward.json("POST", &format!("/api/v1{path}/decisions"), later).await.status, 201);
        let all = partner.get(&format!("/api/v1{path}")).await.json();
        assert_eq!((all["decisions"][0]["outcome"].as_str(), all["decisions"][1]["number"].as_i64()), (Some("refused"), Some(1)));
        let log = partner.get(&format!("/p/{}/shared/log", world.partnership)).await;
        assert!(log.shows("wrote down what the works council decided"), "{}", log.body);

        for lang in ["nl", "en"] {
            let file = partner.get(&format!("{path}/dossier.pdf?lang={lang}")).await;
            assert!(file.status == 200 && file.body.starts_with("%PDF-"));
            assert_eq!(file.headers["content-disposition"], format!("attachment; filename=\"works-council-{lang}.pdf\"").as_str());
        }
        let one = steward.get(&format!("{path}/dossier.pdf?lang=nl")).await.body;
        assert_eq!(one, partner.get(&format!("/api/v1{path}/dossier?lang=nl")).await.body, "the same for both sides");
        for side in Side::BOTH {
            assert_eq!(Browser::new(&app, &areas(), world.stranger(side)).get(&path).await.status, 404);
        }
        let learner = browser(Side::Organisation, Role::Learner);
        assert_eq!(learner.get(&path).await.status, 403);
        // What is in it is text, whatever it looks like.
        assert!(pdf(&Speaker::utc(Locale::Nl), &a_dossier()).unwrap().starts_with(b"%PDF-"));
        assert_eq!(Outcome::parse("perhaps"), None);
    })
    .await;
}
