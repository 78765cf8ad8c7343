//! Statements by id: while their ids wait, when they are in the table, and where they came before there was one.

use lustrum_kernel::db::Sql;
use lustrum_kernel::values;

use super::*;

const MANY: u32 = 2_500;

/// Three commits that reach over the steps with which ids are written.
async fn store_many(lms: &Lms) {
    for from in [1, 901, 1_701] {
        let through = if from == 1 { 900 } else { (from + 799).min(MANY) };
        let batch: Vec<Value> = (from..=through).map(|number| a_statement(number, "an", "read", "book")).collect();
        assert_eq!(lms.send("POST", "statements", json!(batch)).await.status, 200);
    }
}

async fn is_there(lms: &Lms, number: u32) {
    let reply = lms.get(&format!("statements?statementId={}", id(number))).await;
    assert_eq!((reply.status, reply.json()["id"].as_str()), (200, Some(id(number).as_str())), "{number}");
}

/// What repeats is the same statement, and something else under its id is refused.
async fn is_known(lms: &Lms, number: u32) {
    assert_eq!(lms.send("POST", "statements", a_statement(number, "an", "read", "book")).await.status, 200);
    assert_eq!(lms.send("POST", "statements", a_statement(number, "bo", "read", "book")).await.status, 409, "{number}");
}

async fn count(store: &Store, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) AS number FROM {table} WHERE organisation_id = $1");
    store.app.db().number(&sql, values![store.world.client]).await.unwrap()
}

#[tokio::test]
async fn a_statement_is_found_by_its_id_wherever_the_id_is_kept() {
    on_both(async |store| {
        let areas = [lustrum_identity::area(), crate::area()];
        let made = store.credential(store.world.client, "all", PER_MINUTE).await;
        let one = store.client(store.world.client, &made);
        store_many(&one).await;
        assert!(count(&store, "statement_id_block").await > 0, "two slices were written");
        // A process that comes later reads from the log what waits.
        let other = lustrum_kernel::testing::app(store.app.db(), &areas).await;
        let two = client(&other, store.world.client, &made);
        for number in (1..=MANY).step_by(7) {
            is_there(&one, number).await;
            is_there(&two, number).await;
        }
        assert_eq!(one.get(&format!("statements?statementId={}", id(MANY + 1))).await.status, 404);
        for number in (1..=MANY).step_by(97) {
            is_known(if number % 2 == 0 { &one } else { &two }, number).await;
        }
        assert_eq!(count(&store, "statement").await, i64::from(MANY));
    })
    .await;
}

/// As after the migration of a store that has statements, or after an archive came back.
#[tokio::test]
async fn what_was_stored_before_there_were_tables_of_ids_is_found_by_its_id() {
    on_both(async |store| {
        let areas = [lustrum_identity::area(), crate::area()];
        let made = store.credential(store.world.client, "all", PER_MINUTE).await;
        store_many(&store.client(store.world.client, &made)).await;
        for looks_first in [true, false] {
            let tx = store.app.db().begin().await.unwrap();
            for sql in [
                "DELETE FROM statement_id_block WHERE organisation_id = $1",
                "DELETE FROM statement_id_log WHERE organisation_id = $1",
                "UPDATE record_head SET unnamed = position WHERE organisation_id = $1",
            ] {
                tx.run(sql, values![store.world.client]).await.unwrap();
            }
            tx.commit().await.unwrap();
            let later = lustrum_kernel::testing::app(store.app.db(), &areas).await;
            let lms = client(&later, store.world.client, &made);
            for number in (1..=MANY).step_by(211) {
                if looks_first {
                    is_there(&lms, number).await;
                }
                is_known(&lms, number).await;
                is_there(&lms, number).await;
            }
            let head = "SELECT unnamed AS number FROM record_head WHERE organisation_id = $1";
            assert_eq!(store.app.db().number(head, values![store.world.client]).await.unwrap(), 0);
            assert_eq!(count(&store, "statement").await, i64::from(MANY));
        }
    })
    .await;
}
