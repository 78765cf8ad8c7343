//! A fault at a field names its own reason: what is filled in is never asked to be filled in.

use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};

use crate::testing::{areas, complete_draft, mandates};

/// Names with what is typed or told there.
type Pairs<'a> = &'a [(&'a str, &'a str)];

#[tokio::test]
async fn what_is_filled_in_is_told_what_is_wrong_with_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let draft = complete_draft(&app, &world).await;
        let home = format!("/p/{}", world.partnership);
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let measures = format!("{home}/charter/versions/{draft}/measures");
        let (contacts, items) = (format!("{home}/contacts"), format!("{home}/immersion/items"));
        let asks = format!("{home}/asks");
        let forms: [(&str, Pairs<'_>, Pairs<'_>); 4] = [
            (
                &measures,
                &[
                    ("level", "5"),
                    ("text", "Fewer managers leave."),
                    ("kpi", "nothing"),
                    ("baseline", "some"),
                    ("target", "few"),
                    ("due", "soon"),
                ],
                &[
                    ("level", "Give a number from 1 to 4"),
                    ("kpi", "Choose one"),
                    ("baseline", "Give a number, for"),
                    ("target", "Give a number, for"),
                    ("due", "Give a date as"),
                ],
            ),
            (
                &contacts,
                &[("person", "nobody"), ("holds", "everything"), ("until", "31-12-2026"), ("most", "80,0000")],
                &[("person", "Choose one"), ("holds", "Choose one"), ("until", "Give a date as")],
            ),
            (
                &items,
                &[
                    ("kind", "party"),
                    ("title", "A night at depot Venlo"),
                    ("host", "Sanne"),
                    ("guests", "Emre"),
                    ("day", "tonight"),
                ],
                &[("kind", "Choose one"), ("day", "Give a date as")],
            ),
            (
                &asks,
                &[("mandate", "all"), ("amount", "80.000"), ("text", "May we?"), ("link", "https://elsewhere.example")],
                &[
                    ("mandate", "Choose one"),
                    ("amount", "may mean two numbers"),
                    ("link", "Give the address of a page"),
                ],
            ),
        ];
        for (path, sent, reasons) in forms {
            let refused = ours.post(path, sent).await;
            assert_eq!(refused.status, 422, "{path}: {}", refused.body);
            assert!(!refused.shows("Fill this in"), "{path}: {}", refused.body);
            for (field, words) in reasons {
                let said = refused.said_at(field);
                assert!(said.contains(words), "{path} {field}: {said}");
            }
        }
    })
    .await;
}
