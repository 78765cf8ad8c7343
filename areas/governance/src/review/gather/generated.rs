use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::values;

/// Whether the people and figures of a partnership were generated: whoever fills it with such says so in its history.
pub async fn is_generated(db: &impl Sql, partnership: &Partnered) -> Result<bool, DbError> {
    let known = db
        .number(
            "SELECT COUNT(*) AS number FROM event
             WHERE organisation_id = $1 AND partnership_id = $2 AND kind = 'partnership.generated'",
            values![partnership.client, partnership.id],
        )
        .await?;
    Ok(known > 0)
}
