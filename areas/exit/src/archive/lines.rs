//! The rows of a table as an archive has them: a page of them at a time, so that no table is ever held whole.

use std::io::Read;

use super::cell::{self, Cell};
use super::read::Sheet;
use super::unpack::{MOST_VALUE, Refused};

/// So many rows are written at once.
const A_PAGE: usize = 500;
/// And no more once they hold so many bytes.
pub(super) const HELD: usize = 1024 * 1024;

/// Gives no more than so much until it is allowed more: a row without end is left before it fills anything.
struct Rationed<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return Err(std::io::Error::other(format!("a row of more than {MOST_VALUE} bytes")));
        }
        let most = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut into[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// The rows of a file, read page by page.
pub(super) struct Lines<R> {
    reader: csv::Reader<Rationed<R>>,
    record: csv::StringRecord,
    found: u64,
}

impl<R: Read> Lines<R> {
    pub fn of(file: R, sheet: &Sheet) -> Result<Self, Refused> {
        let mut reader =
            csv::ReaderBuilder::new().flexible(false).from_reader(Rationed { inner: file, left: MOST_VALUE });
        let heads = reader.headers().map_err(|error| sheet.wrong(1, error))?;
        if !heads.iter().eq(sheet.columns.iter().map(|column| column.name.as_str())) {
            return Err(sheet.wrong(1, "the headings are not the columns of the manifest"));
        }
        Ok(Self { reader, record: csv::StringRecord::new(), found: 0 })
    }

    /// The next rows; none where there are no more. Rows that are long come in shorter pages.
    pub fn page(&mut self, sheet: &Sheet) -> Result<Vec<Vec<Cell>>, Refused> {
        let (mut page, mut held) = (Vec::new(), 0);
        while page.len() < A_PAGE && held < HELD {
            self.reader.get_mut().left = MOST_VALUE;
            let more = self.reader.read_record(&mut self.record).map_err(|error| sheet.wrong(self.found + 2, error))?;
            if !more {
                break;
            }
            self.found += 1;
            if self.found > sheet.entry.rows {
                return Err(self.count(sheet));
            }
            held += self.record.as_byte_record().as_slice().len();
            let mut cells = Vec::with_capacity(sheet.columns.len());
            for (text, column) in self.record.iter().zip(&sheet.columns) {
                let cell = cell::parsed(text, column);
                let what = || format!("{:?} is no value of {}", text.chars().take(60).collect::<String>(), column.name);
                cells.push(cell.ok_or_else(|| sheet.wrong(self.found + 1, what()))?);
            }
            page.push(cells);
        }
        Ok(page)
    }

    fn count(&self, sheet: &Sheet) -> Refused {
        Refused::Rows { file: sheet.entry.file.clone(), said: sheet.entry.rows, found: self.found }
    }

    pub fn end(&self, sheet: &Sheet) -> Result<(), Refused> {
        if self.found == sheet.entry.rows { Ok(()) } else { Err(self.count(sheet)) }
    }
}
