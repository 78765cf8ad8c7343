use std::io::Write;

use jiff::civil::date;

use super::*;

/// One column of texts, each read by `how`.
fn column<T>(texts: &[&str], how: impl Fn(&Cell<'static>) -> Result<T, Fault>) -> Vec<Result<T, Reason>> {
    texts
        .iter()
        .map(|text| {
            let value = Box::leak(Box::new(Value::Text((*text).to_owned())));
            how(&Cell { row: 2, place: 0, heading: "value", value }).map_err(|fault| fault.reason)
        })
        .collect()
}

fn sheet(text: &str) -> Sheet {
    read(text.as_bytes(), None).unwrap()
}

fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows().map(|row| row.cells().map(|cell| cell.value.to_text()).collect()).collect()
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn commas_semicolons_and_tabs_are_told_apart() {
    for text in [
        "depot,month,value\nGent,2026-03,1.5\n",
        "depot;month;value\r\nGent;2026-03;1,5\r\n",
        "depot\tmonth\tvalue\nGent\t2026-03\t1,5",
        "sep=;\ndepot;month;value\nGent;2026-03;1,5\n",
        "\u{feff}depot;month;value\nGent;2026-03;\"1,5\"\n",
    ] {
        let sheet = sheet(text);
        assert_eq!(sheet.headings(), ["depot", "month", "value"], "{text}");
        assert_eq!(sheet.rows().next().unwrap().cell(2).number(), Ok(1.5), "{text}");
    }
    assert_eq!(sheet("title\nHello, world; again\n").rows().len(), 1);
    assert_eq!(sheet("a,b\n\"x;y;z\",1\n\"p;q;r\",2\n").headings(), ["a", "b"]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let sheet = sheet("a;b\n\n1;2\n\"two\nlines\";\"say \"\"so\"\"\"\n\n;\n5;6");
    let numbers: Vec<usize> = sheet.rows().map(|row| row.number).collect();
    assert_eq!(numbers, [3, 4, 7]);
    assert_eq!(texts(&sheet)[1], ["two\nlines", "say \"so\""]);
}

#[test]
fn every_faulty_cell_is_named_and_not_only_the_first() {
    let sheet =
        sheet("depot;month;turnover\nGent;2026-03;31,2\nLier;soon;n/a\n;2026-13;12,5 %\nAalst;mrt 2026;1.234\n");
    let places = [["depot"], ["month"], ["turnover"]].map(|names| sheet.require(&names).unwrap());
    let mut faults = Faults::default();
    let mut read = Vec::new();
    for row in sheet.rows() {
        let depot = faults.take(row.cell(places[0]).text());
        let month = faults.take(row.cell(places[1]).month());
        let turnover = faults.take(row.cell(places[2]).number());
        read.extend(depot.zip(month).zip(turnover));
    }
    let named: Vec<_> =
        faults.all().iter().map(|f| (f.column.as_str(), f.row, f.value.as_str(), f.reason.key())).collect();
    assert_eq!(
        named,
        [
            ("B", 3, "soon", "table-fault-not-a-month"),
            ("C", 3, "n/a", "table-fault-not-a-number"),
            ("A", 4, "", "table-fault-missing"),
            ("B", 4, "2026-13", "table-fault-not-a-month"),
            ("C", 4, "12,5 %", "table-fault-percent-sign"),
            ("C", 5, "1.234", "table-fault-ambiguous-number"),
        ]
    );
    assert_eq!(read, [(("Gent".to_owned(), Month { year: 2026, month: 3 }), 31.2)]);
    assert_eq!(faults.all()[5].reason.args(), [("one", "1.234".to_owned()), ("other", "1234".to_owned())]);
    assert_eq!(sheet.require(&["headcount"]).unwrap_err().reason, Reason::MissingColumn);
}

#[test]
fn numbers_are_read_where_they_can_mean_one_thing() {
    let sure = [
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("12.345.678", 12_345_678.0),
        ("1,234,567.25", 1_234_567.25),
        ("31,2", 31.2),
        ("31.25", 31.25),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1234.567", 1234.567),
        ("1 234,5", 1234.5),
        ("1\u{a0}234\u{a0}567", 1_234_567.0),
        ("1'234.5", 1234.5),
        ("−3,1", -3.1),
        ("-3.1", -3.1),
        ("+7", 7.0),
        (".5", 0.5),
        ("1e5", 100_000.0),
        ("1,5E-3", 0.0015),
        (" 42 ", 42.0),
    ];
    for (text, number) in sure {
        assert_eq!(column(&[text], Cell::number), [Ok(number)], "{text}");
    }
    for text in ["", " "] {
        assert_eq!(column(&[text], Cell::number), [Err(Reason::Missing)]);
    }
    for text in [
        "abc",
        "1.23.4",
        "1,2,3",
        "1.234,5,6",
        "1.2345,6",
        "--3",
        "1 23",
        "12 34 567",
        "NaN",
        "inf",
        "1e999",
        ".",
        ",",
        "0x10",
        "1-2",
        "12a",
        "٣",
    ] {
        assert_eq!(column(&[text], Cell::number), [Err(Reason::NotANumber)], "{text}");
    }
    for text in ["1.234", "-12,345", "999.999"] {
        assert!(matches!(column(&[text], Cell::number)[0], Err(Reason::AmbiguousNumber(_))), "{text}");
    }
    assert_eq!(column(&["3,0", "3,5"], Cell::whole), [Ok(3), Err(Reason::NotWhole)]);
}

#[test]
fn a_column_that_shows_its_decimal_mark_settles_its_ambiguous_numbers() {
    let dutch = sheet("value\n\"1.234\"\n\"31,2\"\n");
    let with =
        |sheet: &Sheet| sheet.rows().map(|row| row.cell(0).number_with(sheet.decimal_mark(0)).ok()).collect::<Vec<_>>();
    assert_eq!((dutch.decimal_mark(0), with(&dutch)), (DecimalMark::Comma, vec![Some(1234.0), Some(31.2)]));
    let english = sheet("value\n1.234\n31.2\n");
    assert_eq!((english.decimal_mark(0), with(&english)), (DecimalMark::Point, vec![Some(1.234), Some(31.2)]));
    let mixed = sheet("value\n\"1.234\"\n\"31,2\"\n31.2\n");
    assert_eq!((mixed.decimal_mark(0), with(&mixed)), (DecimalMark::Unknown, vec![None, Some(31.2), Some(31.2)]));
    assert_eq!(number::parse("31.2", DecimalMark::Comma), Err(Reason::NotANumber));
}

#[test]
fn dates_are_read_where_they_can_mean_one_day() {
    for text in [
        "2026-03-14",
        "14-3-2026",
        "14/03/2026",
        "03/14/2026",
        "14.3.2026",
        "14 mrt 2026",
        "14 maart 2026",
        "March 14, 2026",
        "2026-03-14T09:30:00",
        "14-3-2026 09:30",
        "2026/03/14",
    ] {
        assert_eq!(column(&[text], Cell::date), [Ok(date(2026, 3, 14))], "{text}");
    }
    assert_eq!(column(&["3/3/2026", "1.2.2026"], Cell::date), [Ok(date(2026, 3, 3)), Ok(date(2026, 2, 1))]);
    for text in ["31-02-2026", "14-3-26", "2026-03", "soon", "14-3-1026", "2026-00-10", "46095"] {
        assert_eq!(column(&[text], Cell::date), [Err(Reason::NotADate)], "{text}");
    }
    let both = Reason::AmbiguousDate(Box::new(["2026-02-01".into(), "2026-01-02".into()]));
    assert_eq!(column(&["01/02/2026"], Cell::date), [Err(both)]);
    let european = sheet("day\n01/02/2026\n14/02/2026\n");
    let order = european.day_order(0);
    assert_eq!(order, DayOrder::DayFirst);
    assert_eq!(european.rows().next().unwrap().cell(0).date_with(order), Ok(date(2026, 2, 1)));
}

#[test]
fn months_come_in_many_shapes() {
    for text in [
        "2026-03",
        "2026/3",
        "03-2026",
        "3/2026",
        "mrt 2026",
        "maart 2026",
        "Mar 2026",
        "MARCH 2026",
        "mrt-26",
        "2026-M03",
        "202603",
        "2026-03-01",
        "14 maart 2026",
        "2026-03-31T00:00:00",
    ] {
        assert_eq!(column(&[text], Cell::month), [Ok(Month { year: 2026, month: 3 })], "{text}");
    }
    for text in ["2026-13", "2026", "maart", "202613", "3", "2026 Q1", "1026-03"] {
        assert_eq!(column(&[text], Cell::month), [Err(Reason::NotAMonth)], "{text}");
    }
    let february = Month { year: 2024, month: 2 };
    assert_eq!(
        (february.first_day(), february.last_day(), february.to_string()),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02".into())
    );
}

#[test]
fn old_encodings_are_known_or_refused_with_their_row() {
    let windows = read(b"depot;kosten\nLi\xe8ge;\x80 5\n", None).unwrap();
    assert_eq!(
        (windows.encoding(), texts(&windows)[0].as_slice()),
        (Some(Encoding::Windows1252), ["Liège".to_owned(), "€ 5".to_owned()].as_slice())
    );
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("depot;n\nŁódź;1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf16 = read(&utf16, None).unwrap();
    assert_eq!((utf16.encoding(), texts(&utf16)[0][0].as_str()), (Some(Encoding::Utf16), "Łódź"));
    assert_eq!(sheet("depot\nGent\n").encoding(), Some(Encoding::Utf8));
    assert_eq!(read(b"a;b\n1;2\n\x81;\xff\n", None).unwrap_err(), TableError::UnknownEncoding { row: 3 });
    assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0", None).unwrap_err(), TableError::NotATable);
    assert_eq!(read(b"%PDF-1.7\nwords", None).unwrap_err(), TableError::NotATable);
}

#[test]
fn what_is_not_a_table_is_refused_with_a_reason() {
    assert_eq!(read(b"", None).unwrap_err(), TableError::Empty);
    assert_eq!(read(b"\n;;\n \n", None).unwrap_err(), TableError::Empty);
    assert_eq!(read(b"a;b\n1;\"open\n2;3\n", None).unwrap_err(), TableError::OpenQuote { row: 2 });
    assert_eq!(read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], None).unwrap_err(), TableError::OldOrLockedExcel);
    assert_eq!(read(b"PK\x03\x04broken", None).unwrap_err(), TableError::Damaged);
    assert_eq!(read(&packed(&[("word/document.xml", b"<x/>")]), None).unwrap_err(), TableError::NotATable);
    assert_eq!(read(&vec![b'a'; MOST_BYTES + 1], None).unwrap_err(), TableError::TooLarge);
    assert_eq!(
        read(";a".repeat(MOST_COLUMNS + 1).as_bytes(), None).unwrap_err(),
        TableError::TooManyColumns { row: 1 }
    );
    assert_eq!(read("a\n".repeat(MOST_ROWS + 2).as_bytes(), None).unwrap_err(), TableError::TooManyRows);
    assert_eq!(read("a\n".repeat(MOST_ROWS + 1).as_bytes(), None).unwrap().rows().len(), MOST_ROWS);
    assert_eq!(
        read(format!("a\n{}", "x".repeat(MOST_CHARACTERS + 1)).as_bytes(), None).unwrap_err(),
        TableError::CellTooLong { row: 2 }
    );
    assert_eq!(TableError::OpenQuote { row: 2 }.args(), [("row", "2".to_owned())]);
}

#[test]
fn a_file_that_unpacks_without_end_is_refused_even_when_its_directory_lies() {
    let zeros = vec![0u8; MOST_BYTES_INSIDE as usize + 1];
    let mut bomb = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(read(&bomb, None).unwrap_err(), TableError::TooLargeInside);
    // The same archive, its directory saying one kilobyte.
    let told = (zeros.len() as u32).to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|place| bomb[*place..*place + 4] == told).collect();
    assert!(!places.is_empty());
    for place in places {
        bomb[place..place + 4].copy_from_slice(&1024u32.to_le_bytes());
    }
    assert!(matches!(read(&bomb, None).unwrap_err(), TableError::TooLargeInside | TableError::Damaged));
}

#[test]
fn a_workbook_comes_back_as_it_was_written() {
    let rows = vec![
        vec![Out::from("Depot"), "Month".into(), "Turnover".into(), "Note".into()],
        vec!["Gent".into(), date(2026, 3, 1).into(), 31.2.into(), "=1+1".into()],
        vec!["Lier".into(), date(2026, 4, 1).into(), f64::NAN.into(), Out::Empty],
    ];
    let sheets = [
        OutSheet { name: "About [this]".into(), rows: vec![vec!["Read me".into()]] },
        OutSheet { name: "Readings".into(), rows },
    ];
    let bytes = xlsx(&sheets).unwrap();
    assert_eq!(bytes, xlsx(&sheets).unwrap());
    assert_eq!(read(&bytes, None).unwrap().headings(), ["Read me"]);
    let sheet = read(&bytes, Some("readings")).unwrap();
    let month = sheet.find(&["maand", "MONTH"]).unwrap();
    let first = sheet.rows().next().unwrap();
    assert_eq!(first.cell(month).date(), Ok(date(2026, 3, 1)));
    assert_eq!(first.cell(month).month(), Ok(Month { year: 2026, month: 3 }));
    assert_eq!(first.cell(2).number(), Ok(31.2));
    assert_eq!(first.cell(3).text().as_deref(), Ok("=1+1"));
    let second = sheet.rows().nth(1).unwrap();
    assert_eq!((second.number, second.cell(2).number().unwrap_err().reason), (3, Reason::Missing));
    let missing = read(&bytes, Some("Costs")).unwrap_err();
    assert_eq!(missing.args()[1].1, "About  this, Readings");
}

#[test]
fn a_cell_at_the_far_corner_makes_no_table_of_everything_before_it() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet();
    page.write_string(0, 0, "value").unwrap();
    page.write_number(1_048_575, 0, 7.0).unwrap();
    let sheet = read(&workbook.save_to_buffer().unwrap(), None).unwrap();
    assert_eq!(sheet.rows().map(|row| row.number).collect::<Vec<_>>(), [1_048_576]);
    let mut wide = rust_xlsxwriter::Workbook::new();
    wide.add_worksheet().write_number(0, 16_383, 7.0).unwrap();
    assert_eq!(read(&wide.save_to_buffer().unwrap(), None).unwrap_err(), TableError::TooManyColumns { row: 1 });
}

#[test]
fn a_failed_formula_is_named_as_such() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet();
    page.write_string(0, 0, "value").unwrap();
    page.write_formula(1, 0, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    page.write_boolean(2, 0, true).unwrap();
    let sheet = read(&workbook.save_to_buffer().unwrap(), None).unwrap();
    let reasons: Vec<_> = sheet.rows().map(|row| row.cell(0).number().unwrap_err().reason).collect();
    assert_eq!(reasons, [Reason::FailedFormula, Reason::NotANumber]);
}

#[test]
fn headings_that_occur_twice_and_cells_beyond_them_are_faults_of_shape() {
    let sheet = sheet("Depot;value;de pot\nGent;1;x;left over\nLier;2;y\n");
    let shape: Vec<_> = sheet.faults().iter().map(|f| (f.column.as_str(), f.row, &f.reason)).collect();
    assert_eq!(shape, [("C", 1, &Reason::HeadingTwice), ("D", 2, &Reason::BeyondHeadings)]);
}

#[test]
fn a_list_gives_no_spreadsheet_a_formula_to_run() {
    let rows = vec![
        vec![Out::from("name"), "value".into()],
        vec!["=HYPERLINK(\"http://x\")".into(), (-3.1).into()],
        vec!["@sum".into(), f64::INFINITY.into()],
        vec!["-2+3".into(), date(2026, 3, 1).into()],
        vec!["-3.1".into(), Out::from(None::<f64>)],
        vec!["a, \"b\"\nc".into(), 10.0.into()],
    ];
    let bytes = csv(&rows);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(
        text,
        "name,value\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-3.1\r\n'@sum,\r\n'-2+3,2026-03-01\r\n-3.1,\r\n\"a, \"\"b\"\"\nc\",10\r\n"
    );
    let names: Vec<String> = read(&bytes, None).unwrap().rows().map(|row| row.cell(0).value.to_text()).collect();
    assert_eq!(names, ["=HYPERLINK(\"http://x\")", "@sum", "-2+3", "-3.1", "a, \"b\"\nc"]);
}

#[test]
fn sheet_names_are_such_as_excel_takes() {
    let long = "A name that is much longer than a workbook can hold";
    let sheets: Vec<OutSheet> = [long, long, "", "a/b", "'quoted'"]
        .map(|name| OutSheet { name: name.into(), rows: vec![vec!["x".into()]] })
        .to_vec();
    assert!(read(&xlsx(&sheets).unwrap(), Some("A name that is much longer th 2")).is_ok());
}

#[test]
fn columns_have_the_letters_of_a_spreadsheet() {
    assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
}

#[test]
fn ten_thousand_readings_are_read_at_once() {
    let mut text = String::from("depot;month;turnover\n");
    for row in 0..10_000 {
        text.push_str(&format!("depot {};2026-{:02};{},{}\n", row % 40, row % 12 + 1, row % 35, row % 10));
    }
    let sheet = sheet(&text);
    let mut faults = Faults::default();
    let read =
        sheet.rows().filter_map(|row| faults.take(row.cell(1).month()).zip(faults.take(row.cell(2).number()))).count();
    assert_eq!((read, faults.is_empty()), (10_000, true));
}
