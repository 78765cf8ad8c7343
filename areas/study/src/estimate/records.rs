//! Splits text into records, strictly: a quote that does not close where it should is refused
//! rather than allowed to swallow the rows after it.

use super::DataError;
use std::io::{BufRead, BufReader, Read};

const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// One record at a time, reusing its memory.
pub(super) struct Records<R: Read> {
    reader: BufReader<R>,
    delimiter: u8,
    /// Lines read so far.
    lines: u64,
    line: Vec<u8>,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Records<R> {
    /// Skips a byte order mark and finds the delimiter from the first line.
    pub(super) fn new(source: R) -> Result<Self, DataError> {
        let mut reader = BufReader::with_capacity(1 << 16, source);
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line).map_err(unreadable)?;
        if line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        if line.starts_with(&[0xFF, 0xFE]) || line.starts_with(&[0xFE, 0xFF]) || line.contains(&0) {
            return Err(DataError::Encoding);
        }
        Ok(Self {
            reader,
            delimiter: delimiter(&line),
            lines: u64::from(!line.is_empty()),
            line,
            cells: Vec::new(),
            ends: Vec::new(),
        })
    }

    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Reads the next record that holds anything, and gives the line on which it starts.
    pub(super) fn advance(&mut self) -> Result<Option<u64>, DataError> {
        loop {
            if self.line.is_empty() && !self.read_line()? {
                return Ok(None);
            }
            let blank = self.line.iter().all(u8::is_ascii_whitespace);
            if !blank || self.line.contains(&b'\t') && self.delimiter == b'\t' {
                break;
            }
            self.line.clear();
        }
        let start = self.lines;
        self.split(start)?;
        self.line.clear();
        Ok(Some(start))
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell without the white space around it.
    pub(super) fn cell(&self, at: usize) -> &[u8] {
        let from = if at == 0 { 0 } else { self.ends[at - 1] };
        self.cells[from..self.ends[at]].trim_ascii()
    }

    fn read_line(&mut self) -> Result<bool, DataError> {
        let read = self.reader.read_until(b'\n', &mut self.line).map_err(unreadable)?;
        self.lines += u64::from(read > 0);
        Ok(read > 0)
    }

    fn split(&mut self, start: u64) -> Result<(), DataError> {
        self.cells.clear();
        self.ends.clear();
        let mut at = 0;
        loop {
            let text_from = at + self.line[at..].iter().take_while(|b| **b == b' ').count();
            if self.line.get(text_from) == Some(&b'"') {
                at = self.quoted(text_from + 1, start)?;
                at += self.line[at..].iter().take_while(|b| **b == b' ').count();
            } else {
                let stop = |byte: &u8| *byte == self.delimiter || *byte == b'\n' || *byte == b'\r';
                let rest = &self.line[at..];
                let length = rest.iter().position(stop).unwrap_or(rest.len());
                self.cells.extend_from_slice(&rest[..length]);
                at += length;
            }
            self.ends.push(self.cells.len());
            match (self.line.get(at), self.line.get(at + 1)) {
                (None, _) | (Some(b'\n'), _) | (Some(b'\r'), Some(b'\n')) => return Ok(()),
                (Some(byte), _) if *byte == self.delimiter => at += 1,
                (Some(b'\r'), _) => return Err(DataError::LineEnd { row: start }),
                _ => return Err(DataError::TextAfterQuote { row: start }),
            }
        }
    }

    /// Copies a quoted text and gives the place after its closing quote; reads on over lines.
    fn quoted(&mut self, mut at: usize, start: u64) -> Result<usize, DataError> {
        loop {
            match self.line.get(at) {
                None => {
                    if !self.read_line()? {
                        return Err(DataError::UnclosedQuote { row: start });
                    }
                }
                Some(b'"') if self.line.get(at + 1) == Some(&b'"') => {
                    self.cells.push(b'"');
                    at += 2;
                }
                Some(b'"') => return Ok(at + 1),
                Some(byte) => {
                    self.cells.push(*byte);
                    at += 1;
                }
            }
        }
    }
}

fn unreadable(error: std::io::Error) -> DataError {
    DataError::Unreadable { reason: error.to_string() }
}

/// The mark that the header holds most often outside quotes.
fn delimiter(header: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in header {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| mark == byte && !quoted) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let found = counts.iter().find(|(_, count)| *count == most);
    found.map_or(b',', |(mark, _)| *mark)
}
