//! A fault at a field names its own reason: what is filled in is never asked to be filled in.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::on_both_engines;

use super::{areas, as_role, turnover};

/// Names with what is typed or told there.
type Pairs<'a> = &'a [(&'a str, &'a str)];

#[tokio::test]
async fn what_is_filled_in_is_told_what_is_wrong_with_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = turnover(&app, &world).await;
        let home = format!("/o/{}", world.client);
        let lead = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let steward = as_role(&app, &world, Side::Organisation, Role::DataSteward);
        let kpis = format!("{home}/kpis");
        let (metric, readings) = (format!("{kpis}/{}/metric", kpi.id), format!("{kpis}/{}/readings", kpi.id));
        let connectors = format!("{home}/connectors");
        let challenges = format!("{home}/challenges");
        let forms: [(_, &str, Pairs<'_>, Pairs<'_>); 5] = [
            (
                &lead,
                &challenges,
                &[("title", "Managers leave"), ("owner", "nobody"), ("from", "yesterday"), ("until", "3026-01-01")],
                &[("owner", "Choose one"), ("from", "Give a date as"), ("until", "Give a date from 1900")],
            ),
            (
                &steward,
                &kpis,
                &[
                    ("title", "Turnover"),
                    ("population", "Managers"),
                    ("formula", "Leavers divided by managers"),
                    ("unit", "%"),
                    ("decimals", "9"),
                    ("direction", "up"),
                    ("cadence", "daily"),
                    ("grain", "depot"),
                    ("source", "HR"),
                    ("class", "secret"),
                ],
                &[
                    ("decimals", "Give a number from 0 to 6"),
                    ("direction", "Choose one"),
                    ("cadence", "Choose one"),
                    ("class", "Choose one"),
                ],
            ),
            (
                &steward,
                &readings,
                &[("unit", "Venlo"), ("period", "06-2026"), ("value", "much"), ("people", "-1")],
                &[
                    ("period", "Give a date as"),
                    ("value", "Give a number, for"),
                    ("people", "Give a number from 0 to 1,000,000,000"),
                ],
            ),
            (
                &steward,
                &metric,
                &[
                    ("kind", "outcome"),
                    ("users", "team-leader"),
                    ("reasons", "monitor"),
                    ("part", "twelve"),
                    ("whole", "480"),
                    ("value", "2.5"),
                ],
                &[("part", "Give a number, for")],
            ),
            (
                &steward,
                &connectors,
                &[
                    ("kpi", "nothing"),
                    ("title", "Turnover"),
                    ("source", "nowhere"),
                    ("path", "turnover.csv"),
                    ("least", "low"),
                    ("jump", "-1"),
                    ("every", "month"),
                    ("on_day", "32"),
                    ("hour", "24"),
                    ("zone", "Europe/Lutjebroek"),
                ],
                &[
                    ("source", "Choose one"),
                    ("least", "Give a number, for"),
                    ("on_day", "Give a number from 1 to 31"),
                    ("hour", "Give a number from 0 to 23"),
                    ("zone", "Give a time zone"),
                ],
            ),
        ];
        for (browser, path, sent, reasons) in forms {
            let refused = browser.post(path, sent).await;
            assert_eq!(refused.status, 422, "{path}: {}", refused.body);
            assert!(!refused.shows("Fill this in"), "{path}: {}", refused.body);
            for (field, words) in reasons {
                let said = refused.said_at(field);
                assert!(said.contains(words), "{path} {field}: {said}");
            }
        }
        // What is missing beside the others is what asks for them.
        let half = [("kind", "outcome"), ("users", "team-leader"), ("reasons", "monitor"), ("part", "12")];
        let refused = steward.post(&metric, &half).await;
        assert!(refused.status == 422 && refused.shows("id=\"whole-error\"") && !refused.shows("id=\"part-error\""));
    })
    .await;
}
