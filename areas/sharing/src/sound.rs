//! Whether everything that was signed is still what it was: what the partnership's area knows of, and the NDAs.

use lustrum_identity::partnership;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use lustrum_partnership::sound::{self, Checked, What};
use sea_orm::FromQueryResult;

use crate::nda;

/// Checks everything that was signed in this database.
pub async fn check(db: &impl Sql) -> Result<Checked, DbError> {
    #[derive(FromQueryResult)]
    struct Known {
        organisation_id: OrganisationId,
        partnership_id: PartnershipId,
    }
    let mut all = sound::check(db).await?;
    let known: Vec<Known> =
        db.all("SELECT DISTINCT organisation_id, partnership_id FROM nda ORDER BY 1, 2", values![]).await?;
    for Known { organisation_id, partnership_id } in known {
        all.join(ndas(db, organisation_id, partnership_id).await?);
    }
    Ok(all)
}

/// Checks what was signed in one partnership.
pub async fn of_partnership(
    db: &impl Sql,
    organisation: OrganisationId,
    partnership: PartnershipId,
) -> Result<Checked, DbError> {
    let mut all = sound::of_partnership(db, organisation, partnership).await?;
    all.join(ndas(db, organisation, partnership).await?);
    Ok(all)
}

async fn ndas(db: &impl Sql, organisation: OrganisationId, partnership: PartnershipId) -> Result<Checked, DbError> {
    let mut checked = Checked::default();
    let Some(sides) = partnership::find(db, partnership).await? else { return Ok(checked) };
    for one in nda::of_partnership(db, organisation, partnership).await? {
        let number = format!("{}/{}", one.words.from, one.words.until);
        let found = nda::differences(db, [&sides.client_name, &sides.partner_name], &one).await?;
        let print = one.in_force.is_some().then(|| one.hash.clone());
        checked.note((organisation, partnership), (What::Nda, number), found, print);
    }
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use lustrum_identity::testing::world;
    use lustrum_kernel::access::{Role, Side};
    use lustrum_kernel::app::App;
    use lustrum_kernel::locale::Locale;
    use lustrum_kernel::testing::{Browser, on_both_engines};
    use lustrum_partnership::sound::Differs;

    use super::*;
    use crate::testing::{an_nda, signed};
    use crate::tests::areas;

    /// Alters the database, and gives what is found; then everything is as before.
    async fn altered(app: &App, sql: &str) -> Vec<Differs> {
        let tx = app.db().begin().await.unwrap();
        assert!(tx.run(sql, Vec::new()).await.unwrap() > 0, "{sql}");
        let found = check(&tx).await.unwrap().findings;
        drop(tx);
        assert!(found.iter().all(|one| one.what == What::Nda), "{found:?}");
        found.into_iter().map(|one| one.differs).collect()
    }

    #[tokio::test]
    async fn cap_70_whatever_of_a_signed_nda_is_altered_is_named() {
        on_both_engines(&areas(), async |app| {
            let world = world(&app).await;
            signed(&app, &world, Role::PartnerLead).await;
            let sound = check(app.db()).await.unwrap();
            assert_eq!((sound.findings.len(), sound.prints.len()), (0, 1), "{:?}", sound.findings);
            let signer = |name: &str| Differs::Signer { name: name.to_owned() };
            for (sql, expected) in [
                ("UPDATE nda SET text_nl = 'Alles mag naar buiten.'", Differs::Text),
                ("UPDATE nda SET until_day = '2026-09-18'", Differs::Text),
                ("UPDATE nda SET hash = 'x'", Differs::Hash),
                ("UPDATE nda SET force_at = force_at + 1", Differs::InForce),
                ("UPDATE nda SET ended_at = force_at + 1, ended_by = force_by", Differs::Ended),
                ("UPDATE nda_signature SET name = 'Mallory'", signer("Mallory")),
                ("UPDATE nda_signature SET at = at - 1", signer("Somebody")),
                ("DELETE FROM nda_signature", signer("Somebody")),
                ("DELETE FROM event WHERE kind = 'nda.in-force'", Differs::NotInHistory { act: "put in force" }),
            ] {
                let found = altered(&app, sql).await;
                assert!(found.contains(&expected), "{sql}: {found:?}");
            }
            assert_eq!(altered(&app, "DELETE FROM event_content").await, Vec::new(), "what was erased can't be told");
        })
        .await;
    }

    #[tokio::test]
    async fn cap_70_the_page_of_an_altered_nda_says_so_in_both_languages() {
        on_both_engines(&areas(), async |app| {
            let world = world(&app).await;
            let page = format!("/p/{}/room/ndas/{}", world.partnership, an_nda(&app, &world).await);
            let mut viewer = world.viewer(Side::Partner, Role::PartnerLead);
            let english = Browser::new(&app, &areas(), viewer.clone());
            let shown = english.get(&page).await;
            assert!(shown.status == 200 && !shown.shows("This is not what was signed"), "{}", shown.body);
            let tx = app.db().begin().await.unwrap();
            tx.run("UPDATE nda SET text_en = 'Everything may go out.'", Vec::new()).await.unwrap();
            tx.commit().await.unwrap();
            assert!(english.get(&page).await.shows("This is not what was signed"));
            viewer.locale = Locale::Nl;
            let dutch = Browser::new(&app, &areas(), viewer).get(&page).await;
            assert!(dutch.shows("Dit is niet wat is ondertekend") && !dutch.shows("⟦"), "{}", dutch.body);
        })
        .await;
    }
}
