//! Decisions beyond a mandate: one that the deputy took while the sponsor was away, one that waits. All generated.

use lustrum_kernel::money::Money;
use lustrum_partnership::ask;
use lustrum_partnership::contact::Mandate;

use super::{LEAD, REGION, SPONSOR, by};
use crate::demo::seed::Stage;

pub async fn ask(stage: &Stage<'_>) -> anyhow::Result<()> {
    let page = |place: &str| format!("/p/{}/{place}", stage.partnership);
    let asked = by(stage, REGION, "2026-05-04T08:20:00Z");
    let text = "May the Belgian cohort start in June instead of May? The depots plan their holidays now.";
    let id =
        ask::make(stage.tx, &asked, "Ewa Mazur", Mandate::DecideReview, None, text, Some(&page("cohorts"))).await?;
    let words = "Yes. The first session moves to the second week of June.";
    ask::answer(stage.tx, &by(stage, LEAD, "2026-05-11T14:00:00Z"), id, words).await?;
    beyond(stage).await?;
    let asked = by(stage, REGION, "2026-09-28T07:45:00Z");
    let text = "May the Polish depots use a night-shift case of their own in module 4?";
    ask::make(stage.tx, &asked, "Ewa Mazur", Mandate::DecideChange, None, text, Some(&page("programmes"))).await?;
    Ok(())
}

/// Step 19: in the talk of September the second room comes up. It costs more than the lead decides on, and the sponsor, who
/// does, has it in a mail at once.
async fn beyond(stage: &Stage<'_>) -> anyhow::Result<()> {
    let page = format!("/p/{}/terms", stage.partnership);
    let asked = by(stage, LEAD, "2026-09-15T09:20:00Z");
    let text =
        "May the terms of next year go up to EUR 262,000, with a second room in Antwerp? My mandate ends at 250,000.";
    let amount = Money::new(26_200_000, "EUR");
    let id = ask::make(stage.tx, &asked, "Marleen Vos", Mandate::AgreeTerms, Some(&amount), text, Some(&page)).await?;
    let words = "Propose it, up to that amount. The committee of Thursday settles the room until December.";
    ask::answer(stage.tx, &by(stage, SPONSOR, "2026-09-16T13:10:00Z"), id, words).await?;
    Ok(())
}
