//! Which side gets what, table by table. A table that is not in this list fails a test, as a route without its row of the
//! access matrix does not compile: nothing leaves, and nothing is lost, because nobody thought of it.

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::sea_orm::Value;

use super::tables::{ACTED, SHARED_KPIS, TABLES, VISIBLE};

/// Why a table stays. Its message is `exit-why-` and this word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It lets someone in: passwords, sessions, links, keys.
    Secret,
    /// It belongs to the installation and means nothing in another.
    Installation,
    /// It follows from what is in the archive and is made anew at the import.
    Derived,
    /// Who learns, who was rated, who answered: people of the other side.
    People,
    /// The other side's own, which was never shared in the partnership.
    Theirs,
    /// In the archive as the figures that were released, and not as what they were computed from.
    Released,
    /// Answers that were given on the promise that nobody who manages the partnership reads them one by one. The command of
    /// whoever operates the installation writes them, a page does not.
    Promised,
}

impl Why {
    pub const ALL: [Why; 7] =
        [Self::Secret, Self::Installation, Self::Derived, Self::People, Self::Theirs, Self::Released, Self::Promised];
    pub fn word(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Installation => "installation",
            Self::Derived => "derived",
            Self::People => "people",
            Self::Theirs => "theirs",
            Self::Released => "released",
            Self::Promised => "promised",
        }
    }
}

/// Which rows of a table a side gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Every row of the organisation.
    All,
    /// The rows of the partnership.
    Own,
    /// Rows whose column names a row of another table that the side gets: column, table, its key.
    Through(&'static str, &'static str, &'static str),
    /// Rows for which this holds; `{t}` is the client organisation, `{o}` the partner's, `{own}` and `{other}` those of the
    /// side and of the other one, `{p}` the partnership.
    Where(&'static str),
    /// Written in a way of its own (statements, documents, the history of a partner).
    Special,
    No(Why),
}

/// Whose rows are meant where a table has an `organisation_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Client,
    /// The partner's own organisation.
    Partner,
    /// A table that stands across organisations; its condition says all.
    Across,
}

#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    /// The part of the product that it belongs to. Its message is `exit-part-` and this word.
    pub part: &'static str,
    pub organisation: Take,
    pub partner: Take,
    pub home: Home,
    /// The name of the file without its end; the name of the table unless one table is in two files.
    pub file: &'static str,
    /// Columns that never leave.
    pub without: &'static [&'static str],
    /// Columns that are emptied for the partner: of a row that it gets, what is the organisation's own.
    pub emptied: &'static [&'static str],
    /// Whether the address of a person is replaced by one that reaches nobody.
    pub masks_address: bool,
    /// Whether a column of bytes becomes a file for each row.
    pub files: bool,
    /// Whether it holds answers that were given on a promise.
    pub promised: bool,
    /// The kind of asset that rows are the content of, and the column that names it.
    pub asset: Option<(&'static str, &'static str)>,
    /// The kind of asset that rows tell of, the column that names it, and the columns that are emptied where it is withheld.
    pub hidden: Option<(&'static str, &'static str, &'static [&'static str])>,
}

pub(super) const fn table(part: &'static str, name: &'static str, organisation: Take, partner: Take) -> Table {
    Table {
        name,
        part,
        organisation,
        partner,
        home: Home::Client,
        file: name,
        without: &[],
        emptied: &[],
        masks_address: false,
        files: false,
        promised: false,
        asset: None,
        hidden: None,
    }
}

impl Table {
    pub(super) const fn promised(self) -> Self {
        Self { promised: true, ..self }
    }
    pub(super) const fn across(self) -> Self {
        Self { home: Home::Across, ..self }
    }
    pub(super) const fn asset(self, kind: &'static str, column: &'static str) -> Self {
        Self { asset: Some((kind, column)), ..self }
    }
    pub(super) const fn hides(
        self,
        kind: &'static str,
        column: &'static str,
        emptied: &'static [&'static str],
    ) -> Self {
        Self { hidden: Some((kind, column, emptied)), ..self }
    }
    pub fn take(&self, side: Side) -> Take {
        match side {
            Side::Organisation => self.organisation,
            Side::Partner => self.partner,
        }
    }
}

/// For whom an archive is written.
#[derive(Clone, Debug)]
pub struct For<'a> {
    pub partnership: &'a Partnered,
    pub side: Side,
}

impl For<'_> {
    /// A condition with its names replaced by parameters, the first of them `$1`.
    pub fn fill(&self, condition: &str) -> (String, Vec<Value>) {
        let visible = match self.side {
            Side::Organisation => "1 = 1".to_owned(),
            Side::Partner => visible("kind"),
        };
        let text = condition.replace("{acted}", ACTED).replace("{kpis}", SHARED_KPIS).replace("{visible}", &visible);
        let (mut sql, mut values) = (String::new(), Vec::new());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let (client, partner) = (self.partnership.client.0, self.partnership.partner.0);
            let (own, other) = match self.side {
                Side::Organisation => (client, partner),
                Side::Partner => (partner, client),
            };
            values.push(Value::from(match name {
                "t" => client,
                "o" => partner,
                "own" => own,
                "other" => other,
                _ => self.partnership.id.0,
            }));
            sql.push_str(before);
            sql.push_str(&format!("${}", values.len()));
            rest = after;
        }
        sql.push_str(rest);
        (sql, values)
    }

    /// Which rows of a table the side gets, still with names; nothing where it gets none or in a way of its own.
    pub fn condition(&self, table: &Table) -> Option<String> {
        let rows = match table.take(self.side) {
            Take::All => "1 = 1".to_owned(),
            Take::Own => "partnership_id = {p}".to_owned(),
            Take::Where(text) => text.to_owned(),
            Take::Through(column, parent, key) => {
                let parent = TABLES.iter().find(|known| known.name == parent)?;
                format!("{column} IN (SELECT {key} FROM {} WHERE {})", parent.name, self.condition(parent)?)
            }
            Take::Special | Take::No(_) => return None,
        };
        let home = match table.home {
            Home::Client => "organisation_id = {t} AND ",
            Home::Partner => "organisation_id = {o} AND ",
            Home::Across => "",
        };
        let kept_back = table.asset.map(|(kind, column)| {
            // What both agreed that this side may not go on using.
            format!(
                " AND {column} NOT IN (SELECT a.target_id FROM asset a JOIN asset_terms r ON r.organisation_id = a.organisation_id
                   AND r.asset_id = a.id AND r.version = a.confirmed WHERE a.organisation_id = {{t}} AND a.partnership_id = {{p}}
                   AND a.kind = '{kind}' AND a.target_id IS NOT NULL AND NOT r.{}_after)",
                self.side.word()
            )
        });
        Some(format!("{home}({rows}){}", kept_back.unwrap_or_default()))
    }
}

/// The condition on a column that names a kind of event.
pub fn visible(column: &str) -> String {
    let one = |kind: &&str| match kind.strip_suffix('.') {
        Some(noun) => format!("{column} LIKE '{noun}.%'"),
        None => format!("{column} = '{kind}'"),
    };
    format!("({})", VISIBLE.iter().map(one).collect::<Vec<_>>().join(" OR "))
}
