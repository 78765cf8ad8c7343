//! What a rule would take from what is stored, before it is written.

use lustrum_kernel::db::Db;
use lustrum_kernel::id::OrganisationId;
use lustrum_records::store::{self as records, StoreError};

use super::people::People;
use super::read::{Told, read};
use super::{Words, covers};

/// So many of the statements are shown.
const SHOWN: usize = 20;
/// So many are looked at; a rule that is written reads them all.
const LOOKED_AT: usize = 50_000;
const A_PAGE: i64 = 1_000;

/// What would come of a rule.
#[derive(Default)]
pub(super) struct Preview {
    pub statements: usize,
    pub waiting: usize,
    /// Not everything was looked at.
    pub cut: bool,
    /// The statement, the person and why there is none.
    pub shown: Vec<(Told, String, &'static str)>,
}

pub(super) async fn preview(db: &Db, tenant: OrganisationId, words: &Words) -> Result<Preview, StoreError> {
    let people = People::of_programme(db, tenant, words.target.programme_id).await?;
    let mut preview = Preview::default();
    let (mut from, mut looked_at) = (0, 0);
    loop {
        let page = records::after(db, tenant, from, A_PAGE).await?;
        let Some(last) = page.last() else { return Ok(preview) };
        if looked_at >= LOOKED_AT {
            preview.cut = true;
            return Ok(preview);
        }
        (from, looked_at) = (last.position, looked_at + page.len());
        let rule = (words.verb.as_str(), words.activity.as_str(), words.prefix, words.least);
        for told in read(&page).0 {
            if !covers(rule, &told.verb, &told.activity, told.scaled) {
                continue;
            }
            preview.statements += 1;
            let (email, reason) = people.whom(words.target.programme_id, &words.domain, &told);
            preview.waiting += usize::from(email.is_empty());
            if preview.shown.len() < SHOWN {
                preview.shown.push((told, email, reason));
            }
        }
    }
}
