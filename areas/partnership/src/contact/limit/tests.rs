use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::db::Sql;
use lustrum_kernel::money::Money;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::values;
use serde_json::json;

use crate::contact::{Given, Limits, Mandate, give, holders, require_mandate_over};
use crate::testing::{agreed_terms, areas, lead, signed};

#[tokio::test]
async fn cap_20_an_amount_in_another_currency_than_the_limit_is_refused_and_goes_to_whoever_may() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}/contacts", world.partnership);
        let ld = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let region = world.viewer(Side::Organisation, Role::RegionalLdManager);
        let sponsor = world.viewer(Side::Organisation, Role::BusinessSponsor);
        // A form begins with euros, as there are no terms; another currency is taken, an unknown one is not.
        let of = format!("{path}/{}", region.person);
        assert!(ld.get(&of).await.shows("<option value=\"EUR\" selected>"));
        let given = [("holds", "decide-change"), ("most", "20000"), ("mosts.decide-change", "25000")];
        let odd = ld.post(&of, &[&given[..], &[("currency", "XXX")]].concat()).await;
        assert!(odd.status == 422 && odd.shows("currency-error"), "{}", odd.body);
        assert_eq!(ld.post(&of, &[&given[..], &[("currency", "PLN")]].concat()).await.status, 303);
        assert!(ld.get(&of).await.shows("<option value=\"PLN\" selected>"));
        assert!(ld.get(&path).await.shows("decide on a change: up to PLN\u{a0}25,000.00"));
        assert!(ld.get(&format!("{path}.csv")).await.shows("25000.00,PLN"));
        let api = format!("/api/v1{path}");
        let told = ld.get(&api).await.json();
        assert_eq!(
            (&told["contacts"][0]["currency"], &told["contacts"][0]["most"]),
            (&json!("PLN"), &json!(2_000_000))
        );
        let body = json!({ "holds": ["decide-change"], "most": 9_000_000, "currency": "EUR" });
        let reply = ld.json("PUT", &format!("{api}/{}", sponsor.person), body).await;
        assert_eq!((reply.status, &reply.json()["currency"]), (200, &json!("EUR")), "{}", reply.body);

        let scope = world.within(Side::Organisation, Role::RegionalLdManager);
        let over = async |amount: Money| require_mandate_over(&app, &scope, Mandate::DecideChange, &amount).await;
        assert!(over(Money::new(2_500_000, "PLN")).await.is_ok());
        let Err(lustrum_kernel::problem::Problem::Refused(fault)) = over(Money::new(1, "EUR")).await else {
            panic!("one cent of a euro is in no limit of zlotys");
        };
        let words = fault.words(&scope.viewer.speaker());
        for part in ["EUR\u{a0}0.01", "PLN\u{a0}25,000.00", "not compared", "business-sponsor (organisation)"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        // What is asked has a currency too, and waits for whoever decides in it.
        let asks = format!("/p/{}/asks", world.partnership);
        let asking = Browser::new(&app, &areas(), Some(region));
        let ask =
            |currency| [("mandate", "decide-change"), ("amount", "100"), ("currency", currency), ("text", "More?")];
        assert_eq!(asking.post(&asks, &ask("PLN")).await.status, 409, "within the own limit");
        assert_eq!(asking.post(&asks, &ask("EUR")).await.status, 303);
        let page = asking.get(&asks).await;
        assert!(page.shows("EUR\u{a0}100.00") && page.shows("It waits for business-sponsor"), "{}", page.body);
        let told = asking.get(&format!("/api/v1{asks}")).await.json();
        assert_eq!((&told["asks"][0]["amount"], &told["asks"][0]["currency"]), (&json!(10_000), &json!("EUR")));
    })
    .await;
}

/// The statements of the migration that fill in what was entered before amounts had a currency.
fn filling() -> Vec<&'static str> {
    let sql = include_str!("../../../migrations/0009_mandate_currency.sql");
    sql.split(';').map(str::trim).filter(|statement| statement.starts_with("UPDATE")).collect()
}

#[tokio::test]
async fn limits_from_before_they_had_a_currency_are_in_that_of_the_terms_or_in_euros() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let charter = signed(&app, &world).await;
        let ours = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        let limits = Limits { until: None, most: Some(Money::new(500_000, "EUR")) };
        let given = Given { holds: Mandate::ALL.to_vec(), limits, ..Given::default() };
        give(&tx, &ours, ours.person, "the lead", &given).await.unwrap();
        tx.commit().await.unwrap();
        let most = async || {
            let tx = app.db().begin().await.unwrap();
            tx.run("UPDATE mandate SET currency = NULL WHERE organisation_id = $1", values![world.client])
                .await
                .unwrap();
            for statement in filling() {
                tx.run(statement, values![]).await.unwrap();
            }
            tx.commit().await.unwrap();
            let held = holders(app.db(), world.client, world.partnership, Mandate::DecideChange).await.unwrap();
            let own = held.into_iter().find(|held| held.side == Side::Organisation).unwrap();
            own.limits.most
        };
        assert_eq!(filling().len(), 2);
        assert_eq!(most().await, Some(Money::new(500_000, "EUR")), "there are no terms");
        let tx = app.db().begin().await.unwrap();
        give(&tx, &ours, ours.person, "the lead", &Given { limits: Limits::default(), ..given }).await.unwrap();
        tx.commit().await.unwrap();
        agreed_terms(&app, &world, charter).await;
        let tx = app.db().begin().await.unwrap();
        let sql = "UPDATE terms SET content = replace(content, '\"currency\":\"EUR\"', '\"currency\":\"PLN\"')
                   WHERE organisation_id = $1";
        tx.run(sql, values![world.client]).await.unwrap();
        tx.run("UPDATE mandate SET most = 500000 WHERE organisation_id = $1", values![world.client]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(most().await, Some(Money::new(500_000, "PLN")));
    })
    .await;
}
