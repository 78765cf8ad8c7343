//! The figures of the four levels as the partner may see them: what is withheld from it is in no review, so that both
//! sides hold the same one.

use lustrum_evidence::levels::{Level, summary};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::problem::Problem;
use sea_orm::DbErr;

use crate::quarter::Quarter;
use crate::review::content::Line;

pub(super) async fn of(
    db: &impl Sql,
    partnership: &Partnered,
    period: Quarter,
    at: Moment,
    charter: Option<&str>,
) -> Result<Vec<Line>, DbError> {
    let (from, until) = (period.first(), period.last());
    let levels = summary(db, partnership.client, partnership.id, Side::Partner, from, until, at).await;
    let levels = levels.map_err(|problem| DbError::Broken(DbErr::Custom(words(&problem))))?;
    let all = Level::ALL.into_iter().flat_map(|level| levels.of(level).iter().map(move |line| (level, line)));
    Ok(all
        .map(|(level, line)| Line {
            level: level.number(),
            key: line.key.to_owned(),
            about: line.about.clone(),
            figure: line.figure.clone(),
            difference: line.difference,
            decimals: None,
            charter: charter.map(str::to_owned),
        })
        .collect())
}

fn words(problem: &Problem) -> String {
    match problem {
        Problem::Broken(words) => words.clone(),
        other => other.word().to_owned(),
    }
}
