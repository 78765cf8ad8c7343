//! The exported file, and every way of altering it that is found offline.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::{Value, json};

use crate::charter::export::{Finding, verify};
use crate::charter::text::hash;
use crate::testing::{areas, complete_draft, signed};

#[tokio::test]
async fn cap_09_the_exported_file_verifies_offline_and_any_alteration_is_found() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = signed(&app, &world).await;
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let path = format!("/p/{}/charter/versions/{id}", world.partnership);
        let file = partner.get(&format!("{path}/file")).await;
        assert_eq!(file.status, 200);
        let known = verify(file.body.as_bytes()).unwrap();
        assert_eq!((known.version.as_str(), known.partnership), ("1.0", world.partnership.to_string()));
        assert_eq!(known.title, "Keep our frontline managers");
        assert!(partner.get(&path).await.shows(&known.key), "the page shows the key to compare with");
        assert_eq!(known.signatures.len(), 2);
        let api = partner.get(&format!("/api/v1{path}/file")).await;
        assert_eq!(api.body, file.body, "the same bytes for everyone");

        let altered = |change: &dyn Fn(&mut Value)| -> Finding {
            let mut value: Value = serde_json::from_str(&file.body).unwrap();
            change(&mut value);
            verify(value.to_string().as_bytes()).unwrap_err()
        };
        let worse = |value: &mut Value| {
            let text = value["text"].as_str().unwrap().replace("Fewer managers leave", "Fewer managers complain");
            value["text"] = json!(text);
        };
        assert!(matches!(altered(&worse), Finding::TextAltered { .. }));
        let rehashed = |value: &mut Value| {
            worse(value);
            value["hash"] = json!(hash(value["text"].as_str().unwrap()));
        };
        assert!(matches!(altered(&rehashed), Finding::OverAnotherText { .. }));
        let consistent = |value: &mut Value| {
            rehashed(value);
            for place in 0..2 {
                value["signatures"][place]["hash"] = value["hash"].clone();
            }
        };
        assert!(matches!(altered(&consistent), Finding::SealBroken(_)));
        for field in ["name", "person", "at"] {
            assert!(matches!(altered(&|v| v["signatures"][0][field] = json!("x")), Finding::SealBroken(_)), "{field}");
        }
        assert!(matches!(altered(&|v| v["signatures"][1]["deputy"] = json!(true)), Finding::SealBroken(_)));
        assert!(matches!(altered(&|v| v["signatures"][1]["seal"] = json!("00")), Finding::SealBroken(_)));
        assert!(matches!(altered(&|v| v["key"] = json!("00".repeat(32))), Finding::SealBroken(_)));
        let outside = |v: &mut Value| v["signatures"][0]["mandate"] = json!("release-data");
        assert!(matches!(altered(&outside), Finding::OutsideMandate(_)));
        assert!(matches!(altered(&|v| v["version"] = json!("2.0")), Finding::Disagrees { name: "version", .. }));
        assert!(matches!(altered(&|v| v["form"] = json!("lustrum-charter/9")), Finding::UnknownForm(_)));
        let one = |v: &mut Value| {
            v["signatures"].as_array_mut().unwrap().pop();
        };
        assert!(matches!(altered(&one), Finding::NotSigned("partner")));
        let twice = |v: &mut Value| {
            let first = v["signatures"][0].clone();
            v["signatures"].as_array_mut().unwrap().push(first);
        };
        assert!(matches!(altered(&twice), Finding::SignedTwice(_)));
        let swapped = |v: &mut Value| {
            v["signatures"][0]["side"] = json!("partner");
            v["signatures"][1]["side"] = json!("organisation");
        };
        assert!(matches!(altered(&swapped), Finding::Disagrees { .. } | Finding::SealBroken(_)));
        assert!(matches!(verify(b"no charter"), Err(Finding::NotACharter(_))));
        assert!(matches!(verify(&file.body.as_bytes()[..400]), Err(Finding::NotACharter(_))));
    })
    .await;
}

#[tokio::test]
async fn there_is_no_file_before_both_sides_have_signed() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let browser = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let reply = browser.get(&format!("/p/{}/charter/versions/{id}/file", world.partnership)).await;
        assert_eq!(reply.status, 409);
    })
    .await;
}
