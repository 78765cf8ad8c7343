//! Decisions beyond a mandate: one that the deputy took while the sponsor was away, one that waits. All generated.

use lustrum_partnership::ask;
use lustrum_partnership::contact::Mandate;

use super::{LEAD, REGION, by};
use crate::demo::seed::Stage;

pub async fn ask(stage: &Stage<'_>) -> anyhow::Result<()> {
    let page = |place: &str| format!("/p/{}/{place}", stage.partnership);
    let asked = by(stage, REGION, "2026-05-04T08:20:00Z");
    let text = "May the Belgian cohort start in June instead of May? The depots plan their holidays now.";
    let id = ask::make(stage.tx, &asked, "Ewa Mazur", Mandate::DecideReview, text, Some(&page("cohorts"))).await?;
    let words = "Yes. The first session moves to the second week of June.";
    ask::answer(stage.tx, &by(stage, LEAD, "2026-05-11T14:00:00Z"), id, words).await?;
    let asked = by(stage, REGION, "2026-09-28T07:45:00Z");
    let text = "May the Polish depots use a night-shift case of their own in module 4?";
    ask::make(stage.tx, &asked, "Ewa Mazur", Mandate::DecideChange, text, Some(&page("programmes"))).await?;
    Ok(())
}
