//! A value of a table as text and back, without anything lost on the way.
//!
//! In a column that may hold nothing an empty cell is nothing, and `\e` is a text without characters. A text that begins
//! with a backslash gets another one before it. Bytes are hexadecimal digits, instants RFC 3339, truths `true` and `false`.

use lustrum_kernel::Moment;
use lustrum_kernel::sea_orm::{DbErr, QueryResult, Value};

use super::schema::Column;

/// What a column can hold, the same six on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Id,
    Text,
    Whole,
    Number,
    Truth,
    Bytes,
}

impl Kind {
    /// By the name of the type in the database.
    pub fn of(name: &str) -> Self {
        match name {
            "uuid" => Self::Id,
            "bigint" => Self::Whole,
            "double precision" => Self::Number,
            "boolean" => Self::Truth,
            "bytea" => Self::Bytes,
            _ => Self::Text,
        }
    }
    /// The word in a manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Whole => "whole",
            Self::Number => "number",
            Self::Truth => "truth",
            Self::Bytes => "bytes",
        }
    }
}

/// A value, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Nothing,
    Id(uuid::Uuid),
    Text(String),
    Whole(i64),
    Number(f64),
    Truth(bool),
    Bytes(Vec<u8>),
}

pub fn read(row: &QueryResult, column: &Column) -> Result<Cell, DbErr> {
    let name = column.name.as_str();
    Ok(match column.kind {
        Kind::Id => row.try_get_by::<Option<uuid::Uuid>, _>(name).map(|known| known.map(Cell::Id)),
        Kind::Text => row.try_get_by::<Option<String>, _>(name).map(|known| known.map(Cell::Text)),
        Kind::Whole => row.try_get_by::<Option<i64>, _>(name).map(|known| known.map(Cell::Whole)),
        Kind::Number => row.try_get_by::<Option<f64>, _>(name).map(|known| known.map(Cell::Number)),
        Kind::Truth => row.try_get_by::<Option<bool>, _>(name).map(|known| known.map(Cell::Truth)),
        Kind::Bytes => row.try_get_by::<Option<Vec<u8>>, _>(name).map(|known| known.map(Cell::Bytes)),
    }?
    .unwrap_or(Cell::Nothing))
}

/// A cell as it stands in a file.
///
/// ```
/// use lustrum_exit::archive::{Cell, Column, Kind, parsed, written};
/// let column = Column { name: "made_at".into(), kind: Kind::Whole, nullable: false, key: 0 };
/// assert_eq!(written(&Cell::Whole(1), &column), "1970-01-01T00:00:00.000001Z");
/// assert_eq!(parsed("1970-01-01T00:00:00.000001Z", &column), Some(Cell::Whole(1)));
/// let column = Column { name: "note".into(), kind: Kind::Text, nullable: true, key: 0 };
/// for text in ["", "\\e", "\\", "plain"] {
///     let cell = Cell::Text(text.into());
///     assert_eq!(parsed(&written(&cell, &column), &column), Some(cell));
/// }
/// assert_eq!(parsed("", &column), Some(Cell::Nothing));
/// ```
pub fn written(cell: &Cell, column: &Column) -> String {
    let text = match cell {
        Cell::Nothing => return String::new(),
        Cell::Id(id) => id.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => {
            let instant = column.is_instant().then(|| Moment::from_micros(*number)).flatten();
            instant.map_or_else(|| number.to_string(), |at| at.to_string())
        }
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Bytes(bytes) => hex::encode(bytes),
    };
    if text.is_empty() && column.nullable {
        "\\e".to_owned()
    } else if text.starts_with('\\') {
        format!("\\{text}")
    } else {
        text
    }
}

/// The cell that stands in a file; nothing where it is none of its column.
pub fn parsed(text: &str, column: &Column) -> Option<Cell> {
    if text.is_empty() && column.nullable {
        return Some(Cell::Nothing);
    }
    let text = match text.strip_prefix('\\') {
        Some("e") => "",
        Some(rest) if rest.starts_with('\\') => rest,
        Some(_) => return None,
        None => text,
    };
    Some(match column.kind {
        Kind::Id => Cell::Id(text.parse().ok()?),
        // PostgreSQL takes no such character, so neither does an import.
        Kind::Text => (!text.contains('\0')).then(|| Cell::Text(text.to_owned()))?,
        Kind::Whole => match text.parse() {
            Ok(number) => Cell::Whole(number),
            Err(_) if column.is_instant() => Cell::Whole(text.parse::<jiff::Timestamp>().ok()?.as_microsecond()),
            Err(_) => return None,
        },
        Kind::Number => Cell::Number(text.parse().ok()?),
        Kind::Truth => Cell::Truth(text.parse().ok()?),
        Kind::Bytes => Cell::Bytes(hex::decode(text).ok()?),
    })
}

/// The cell as a parameter of a query.
pub fn value(cell: Cell, kind: Kind) -> Value {
    match (cell, kind) {
        (Cell::Id(id), _) => id.into(),
        (Cell::Text(text), _) => text.into(),
        (Cell::Whole(number), _) => number.into(),
        (Cell::Number(number), _) => number.into(),
        (Cell::Truth(truth), _) => truth.into(),
        (Cell::Bytes(bytes), _) => bytes.into(),
        (Cell::Nothing, Kind::Id) => None::<uuid::Uuid>.into(),
        (Cell::Nothing, Kind::Text) => None::<String>.into(),
        (Cell::Nothing, Kind::Whole) => None::<i64>.into(),
        (Cell::Nothing, Kind::Number) => None::<f64>.into(),
        (Cell::Nothing, Kind::Truth) => None::<bool>.into(),
        (Cell::Nothing, Kind::Bytes) => None::<Vec<u8>>.into(),
    }
}
