//! Lists as CSV files.

use lustrum_kernel::page::{Answer, download};
use lustrum_kernel::problem::Problem;

/// Writes a table. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
pub fn csv(name: &str, headings: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Answer {
    let broken = |e: csv::Error| Problem::Broken(e.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings).map_err(broken)?;
    for row in rows {
        writer.write_record(row.into_iter().map(plain)).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|e| Problem::Broken(e.to_string()))?;
    download(name, "text/csv; charset=utf-8", bytes)
}

fn plain(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
