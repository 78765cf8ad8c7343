//! Rows in the binary form of PostgreSQL's `COPY`, the quickest way in.
//!
//! Source: PostgreSQL documentation, SQL commands, COPY, "Binary Format".

use uuid::Uuid;

const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// Rows of one table, written one field after another.
pub struct Rows(Vec<u8>);

impl Rows {
    pub fn with_capacity(bytes: usize) -> Self {
        let mut buffer = Vec::with_capacity(bytes + HEAD.len() + 2);
        buffer.extend_from_slice(HEAD);
        Self(buffer)
    }
    /// Begins a row of so many fields.
    pub fn row(&mut self, fields: i16) -> &mut Self {
        self.0.extend_from_slice(&fields.to_be_bytes());
        self
    }
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend_from_slice(&(bytes.len() as i32).to_be_bytes());
        self.0.extend_from_slice(bytes);
        self
    }
    pub fn uuid(&mut self, id: Uuid) -> &mut Self {
        self.bytes(id.as_bytes())
    }
    pub fn number(&mut self, number: i64) -> &mut Self {
        self.bytes(&number.to_be_bytes())
    }
    pub fn truth(&mut self, truth: bool) -> &mut Self {
        self.bytes(&[u8::from(truth)])
    }
    pub fn done(mut self) -> Vec<u8> {
        self.0.extend_from_slice(&(-1_i16).to_be_bytes());
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_its_number_of_fields_and_each_with_its_length() {
        let mut rows = Rows::with_capacity(64);
        rows.row(2).number(7).truth(true);
        let expected = [HEAD, &[0, 2, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 1, 1, 255, 255]].concat();
        assert_eq!(rows.done(), expected);
    }
}
