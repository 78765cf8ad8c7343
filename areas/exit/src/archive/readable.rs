//! What people read beside the tables: the charters with their signatures, the calendar, and the figures that were released.

use lustrum_governance::feed::{Entry, calendar as as_ics};
use lustrum_governance::meeting;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::Tx;
use lustrum_kernel::{Moment, table};
use lustrum_partnership::charter::{self, export};
use lustrum_sharing::agreement::in_force;
use lustrum_sharing::release::{Shown, figures};

use super::ArchiveError;
use super::pack::Packing;

/// Every version that was offered as its exact text, and signed ones as a file that anyone checks with `verify-charter`.
pub async fn charters(tx: &Tx, packing: &mut Packing, known: &Partnered) -> Result<(), ArchiveError> {
    for head in charter::newest_first(tx, known.client, known.id).await? {
        let Some(version) = charter::find(tx, known.client, known.id, head.id).await? else { continue };
        let number = version.number();
        if let Some(frozen) = &version.head.frozen {
            packing.whole(format!("charters/{number}.txt"), frozen.text.as_bytes())?;
        }
        if let Some(file) = export::file(tx, known.client, &version).await? {
            packing.whole(format!("charters/{number}.json"), &file)?;
        }
    }
    Ok(())
}

/// The newest meetings as one calendar.
pub async fn calendar(tx: &Tx, packing: &mut Packing, known: &Partnered, at: Moment) -> Result<(), ArchiveError> {
    const MOST: i64 = 5_000;
    let end = at.plus_days(366 * 100);
    let entries: Vec<Entry> = meeting::list(tx, known.client, known.id, end, MOST)
        .await?
        .into_iter()
        .map(|one| Entry {
            uid: format!("{}@lustrum", one.id),
            starts: one.starts_at,
            minutes: one.minutes,
            zone: one.zone,
            summary: format!("{} × {} ({})", known.client_name, known.partner_name, one.kind.word()),
            place: one.place,
            url: format!("/p/{}/meetings/{}", known.id, one.id),
            cancelled: false,
        })
        .collect();
    let text = as_ics(&known.title, &entries, at);
    packing.whole("calendar/meetings.ics".to_owned(), text.as_bytes())
}

/// What each agreement in force lets the partner see, as it sees it on that day.
pub async fn releases(tx: &Tx, packing: &mut Packing, known: &Partnered, at: Moment) -> Result<(), ArchiveError> {
    for (place, agreement) in in_force(tx, known.client, known.id, at).await?.iter().enumerate() {
        let shown = figures(tx, agreement, at).await?;
        let heads = ["unit", "period", "value", "people", "withheld"];
        let mut rows = vec![heads.map(table::Out::from).to_vec()];
        let total = std::iter::once((String::new(), &shown.release.totals));
        for (unit, cells) in total.chain(shown.release.units.iter().map(|(name, row)| (name.clone(), row))) {
            for (period, cell) in shown.release.periods.iter().zip(cells) {
                let (value, people, withheld) = match cell {
                    Shown::Value { value, n } => (Some(*value), Some(*n as f64), ""),
                    Shown::Withheld => (None, None, "too-few"),
                    Shown::SizeUnknown => (None, None, "size-unknown"),
                    Shown::Nothing => (None, None, "nothing"),
                };
                rows.push(vec![unit.clone().into(), period.0.into(), value.into(), people.into(), withheld.into()]);
            }
        }
        packing.whole(format!("releases/{}-{}.csv", place + 1, agreement.id), &table::csv(&rows))?;
    }
    Ok(())
}
