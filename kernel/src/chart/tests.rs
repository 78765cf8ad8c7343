use super::*;

fn plain(number: f64) -> String {
    format!("{number}")
}

fn about(id: &'static str, level: Level) -> About<'static> {
    About { id, title: "What is shown", description: "What it shows", level, number: &plain }
}

fn distribution() -> Distribution {
    Distribution { counts: [3, 9, 41, 160, 199], ends: ("not at all".into(), "entirely".into()) }
}

fn change() -> Change {
    let wave = |name: &str, mean, low, high, n| Wave { name: name.into(), mean, interval: Some((low, high)), n };
    Change {
        waves: vec![
            wave("before", 2.91, 2.8, 3.02, 470),
            wave("after", 3.74, 3.62, 3.86, 438),
            wave("after 30 days", 3.53, 3.4, 3.66, 402),
        ],
    }
}

fn estimates() -> Estimates {
    let row = |name: &str, value, low, high, words: &str| Estimate {
        name: name.into(),
        value,
        interval: (low, high),
        words: words.into(),
    };
    Estimates {
        rows: vec![
            row("Coaching talks", 0.38, 0.11, 0.65, "+0.38 (0.11 to 0.65)"),
            row("Schedules known in time", 0.12, -0.1, 0.34, "+0.12 (−0.10 to 0.34)"),
            row("Feedback on the floor", 0.51, 0.22, 0.8, "+0.51 (0.22 to 0.80)"),
        ],
    }
}

fn periods(count: usize) -> Vec<String> {
    (0..count).map(|month| format!("{:02}/{}", month % 12 + 1, 2024 + month / 12)).collect()
}

fn compared(count: usize) -> Compared {
    let values = |start: f64, bend: f64| {
        (0..count)
            .map(|month| {
                let wave = ((month * 7) % 5) as f64 * 0.5;
                Some(start + wave - (month as f64 - count as f64 / 2.0).max(0.0) * bend)
            })
            .collect()
    };
    Compared {
        periods: periods(count),
        trained: Series { name: "trained".into(), values: values(30.4, 0.35) },
        comparison: Series { name: "waiting".into(), values: values(30.0, 0.03) },
        start: Some(Start { period: count / 2, words: "first module".into() }),
    }
}

fn kpi() -> Kpi {
    let mut values: Vec<Option<f64>> = compared(36).trained.values;
    values[10] = None;
    values[11] = Some(f64::NAN);
    Kpi {
        periods: periods(36),
        readings: Series { name: "turnover".into(), values },
        baseline: Some(Mark { value: 30.0, words: "baseline 30 %".into() }),
        target: Some(Mark { value: 20.0, words: "target 20 % by March 2028".into() }),
    }
}

fn course() -> Course {
    let group = |bend: f64, start: Option<usize>| Path {
        series: Series { name: format!("start {bend}"), values: compared(24).trained.values },
        against: start.is_none(),
        start,
    };
    let band = (0..24).map(|month| (month >= 12).then_some((20.0, 34.0))).collect();
    Course {
        periods: periods(24),
        paths: vec![group(0.3, Some(12)), group(0.1, Some(18)), group(0.0, None)],
        band,
        start: Some(Start { period: 12, words: "first module".into() }),
    }
}

fn event_time(first: i32, last: i32) -> EventTime {
    let effects = (first..=last).map(|since| {
        let value = if since < 0 { 0.1 } else { -0.5 * f64::from(since) };
        let around = |by: f64| Some((value - by, value + by));
        Since { since, value, interval: around(1.0), band: around(1.5) }
    });
    EventTime { effects: effects.collect(), sides: ("before the start".into(), "from the start on".into()) }
}

fn lanes() -> Lanes {
    let lane = |name: &str, start| Lane { name: name.into(), start };
    Lanes {
        lanes: vec![lane("20 depots from March 2026", Some(0.6)), lane("20 depots wait", None)],
        mark: Some((0.58, "plan fixed".into())),
        ends: ("March 2025".into(), "September 2026".into()),
    }
}

fn all() -> Vec<(&'static str, Svg)> {
    let charts = vec![
        ("course", course().draw(&about("course", Level::Results))),
        ("event-time", event_time(-11, 7).draw(&about("event-time", Level::Results))),
        ("many-event-times", event_time(-60, 60).draw(&about("many", Level::Results))),
        ("lanes", lanes().draw(&about("lanes", Level::Results))),
        ("distribution", distribution().draw(&about("distribution", Level::Reaction))),
        ("change", change().draw(&about("change", Level::Learning))),
        ("forest", estimates().draw(&about("forest", Level::Behaviour))),
        ("compared", compared(24).draw(&about("compared", Level::Results))),
        ("kpi", kpi().draw(&about("kpi", Level::Other))),
        ("spark-distribution", distribution().spark(&about("s1", Level::Reaction))),
        ("spark-change", change().spark(&about("s2", Level::Learning))),
        ("spark-estimate", estimates().spark(&about("s3", Level::Behaviour))),
        ("spark-compared", compared(24).spark(&about("s4", Level::Results))),
        ("spark-kpi", kpi().spark(&about("s5", Level::Other))),
    ];
    charts.into_iter().map(|(name, svg)| (name, svg.unwrap())).collect()
}

/// Every number written as a coordinate, to see that nothing leaves the picture.
fn coordinates(markup: &str, axis: &str) -> Vec<f64> {
    markup.split(&format!(" {axis}=\"")).skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn a_chart_is_coloured_by_class_alone_and_readable_aloud() {
    for (name, svg) in all() {
        let markup = svg.as_str();
        for forbidden in ["style=", "fill=", "stroke=", "<script", "NaN", "inf", "href"] {
            assert!(!markup.contains(forbidden), "{name} has {forbidden}: {markup}");
        }
        assert!(
            markup.contains(r#"role="img""#) && markup.contains("<title id=") && markup.contains("<desc id="),
            "{name}"
        );
    }
}

#[test]
fn every_shape_stays_within_the_picture() {
    for (name, svg) in all() {
        let size = svg.as_str().split("viewBox=\"0 0 ").nth(1).unwrap().split('"').next().unwrap();
        let (width, height) =
            size.split_once(' ').map(|(w, h)| (w.parse::<f64>().unwrap(), h.parse::<f64>().unwrap())).unwrap();
        for axis in ["x", "cx"] {
            assert!(coordinates(svg.as_str(), axis).iter().all(|x| (0.0..=width).contains(x)), "{name}");
        }
        for axis in ["y", "cy"] {
            assert!(coordinates(svg.as_str(), axis).iter().all(|y| (0.0..=height).contains(y)), "{name}");
        }
    }
}

#[test]
fn a_chart_of_its_own_carries_the_print_palette_and_no_class() {
    for (name, svg) in all() {
        let alone = svg.standalone();
        assert!(!alone.contains("class="), "{name}: {alone}");
        assert!(alone.contains("fill=\"none\"") && alone.contains("#"), "{name}");
        assert_eq!(alone.matches('<').count(), svg.as_str().matches('<').count(), "{name}");
    }
    let learning = change().draw(&about("c", Level::Learning)).unwrap().standalone();
    assert!(learning.contains("#5577a1") && !learning.contains("#7c8696"));
}

#[test]
fn nothing_known_is_no_chart() {
    let about = about("none", Level::Other);
    assert!(Distribution { counts: [0; 5], ends: (String::new(), String::new()) }.draw(&about).is_none());
    assert!(Change::default().draw(&about).is_none());
    assert!(Estimates::default().draw(&about).is_none());
    assert!(Compared::default().draw(&about).is_none());
    let unknown = Series { name: "turnover".into(), values: vec![None, Some(f64::NAN)] };
    let target = Some(Mark { value: 20.0, words: "target".into() });
    assert!(Kpi { periods: periods(2), readings: unknown, baseline: None, target }.draw(&about).is_none());
}

#[test]
fn words_of_data_stay_words() {
    let sharp = r#"</title><script>alert(1)</script>" class="chart-bar"#;
    let about =
        About { id: "a b\"<", title: sharp, description: "a & b \u{0} \u{FFFF}", level: Level::Other, number: &plain };
    let mut distribution = distribution();
    distribution.ends.0 = sharp.into();
    let svg = distribution.draw(&about).unwrap();
    assert!(!svg.as_str().contains("<script") && svg.as_str().contains(r#"id="a-b---title""#));
    assert!(svg.as_str().contains("a &amp; b "));
    assert!(svg.standalone().contains("&lt;script&gt;"));
}

#[test]
fn thousands_of_readings_are_drawn_as_a_few_hundred_points_and_tabled_in_full() {
    let many = compared(5000);
    let about = about("many", Level::Results);
    let svg = many.draw(&about).unwrap();
    assert!(svg.as_str().len() < 12_000, "{}", svg.as_str().len());
    assert_eq!(many.table(["Month", "Trained", "Waiting"], &plain).len(), 5001);
}

#[test]
fn bins_are_means_and_keep_gaps() {
    let binned = series::binned(&[Some(1.0), Some(3.0), None, None, Some(5.0), None], 2);
    assert_eq!(binned, [Some(2.0), None, Some(5.0)]);
    assert_eq!((series::bin(200), series::bin(201), series::bin(0)), (1, 2, 1));
}

#[test]
fn zero_is_always_in_sight_of_an_estimate() {
    let far = Estimates {
        rows: vec![Estimate { name: "a".into(), value: 9.0, interval: (8.0, 10.0), words: "9 (8 to 10)".into() }],
    };
    let svg = far.draw(&about("far", Level::Results)).unwrap();
    assert!(svg.as_str().contains(r#"class="chart-zero""#) && svg.as_str().contains(">0</text>"));
}

#[test]
fn a_line_over_time_differs_by_dash_and_names_itself() {
    let svg = compared(24).draw(&about("two", Level::Results)).unwrap();
    for part in ["chart-second", "chart-line", ">trained<", ">waiting<", ">first module<"] {
        assert!(svg.as_str().contains(part), "{part}");
    }
    let dashed = svg.standalone();
    assert!(dashed.contains("stroke-dasharray=\"5 4\""));
}

#[test]
fn the_data_behind_a_chart_has_its_headings_first_and_gaps_empty() {
    let table = kpi().table(["Month", "Turnover"], &|value| format!("{value:.1}"));
    assert_eq!(table[0], ["Month", "Turnover"]);
    assert_eq!(table[11], ["11/2024", ""]);
    assert_eq!(table[12], ["12/2024", ""]);
    assert_eq!(table.len(), 37);
    assert_eq!(
        change().table(["Wave", "Mean", "from", "to", "n"], &plain)[1],
        ["before", "2.91", "2.8", "3.02", "470"]
    );
    assert_eq!(distribution().table(["Answer", "Count"], &plain)[5], ["5", "199"]);
    assert_eq!(estimates().table(["", "Estimate", "from", "to"], &plain)[2][2], "-0.1");
}

#[test]
fn a_single_period_and_a_single_wave_are_drawn() {
    let one = Compared { periods: periods(1), ..compared(1) };
    assert!(one.draw(&about("one", Level::Results)).unwrap().as_str().contains("chart-dot"));
    let mut first = change();
    first.waves.truncate(1);
    assert!(first.draw(&about("w", Level::Learning)).is_some() && first.spark(&about("v", Level::Learning)).is_some());
}

#[test]
fn names_that_end_at_the_same_height_do_not_overlap() {
    let flat = |name: &str| Series { name: name.into(), values: vec![Some(5.0), Some(5.0)] };
    let both = Compared { periods: periods(2), trained: flat("one"), comparison: flat("other"), start: None };
    let svg = both.draw(&about("flat", Level::Results)).unwrap();
    let height = |name: &str| -> f64 {
        let before = svg.as_str().split(&format!("\">{name}<")).next().unwrap();
        before.rsplit("y=\"").next().unwrap().parse().unwrap()
    };
    assert!((height("one") - height("other")).abs() >= 14.0);
}

#[test]
fn chances_stand_between_nothing_and_certain_with_what_is_asked_across() {
    let series = |name: &str, last: f64| Series { name: name.into(), values: vec![Some(0.1), Some(last)] };
    let asked = Mark { value: 0.8, words: "80 % asked".into() };
    let second = Some(series("all start at once", 0.3));
    let chances = Chances { periods: periods(2), first: series("half start first", 0.9), second, asked };
    let svg = chances.draw(&about("chance", Level::Results)).unwrap();
    for part in ["chart-target", "chart-second", "80 % asked", "half start"] {
        assert!(svg.as_str().contains(part), "{part}");
    }
    assert_eq!(chances.table(["", "half", "all"], &plain)[2][1..], ["0.9", "0.3"]);
    assert!(chances.spark(&about("small", Level::Results)).is_some());
    let nothing = Series { name: String::new(), values: vec![None] };
    assert!(Chances { first: nothing, ..chances }.draw(&about("none", Level::Results)).is_none());
}

#[test]
fn what_lies_before_the_start_is_hollow_and_what_comes_after_is_full() {
    let svg = event_time(-3, 2).draw(&about("event", Level::Results)).unwrap();
    let count = |class: &str| svg.as_str().matches(&format!("class=\"{class}\"")).count();
    assert_eq!((count("chart-hollow"), count("chart-dot"), count("chart-band")), (3, 3, 6));
    assert!(svg.as_str().contains("chart-zero") && svg.as_str().contains(">before the start<"));
    let table = event_time(-1, 1).table(["", "effect", "interval", "band"], &plain);
    assert_eq!(table[1], ["\u{2212}1", "0.1", "-0.9 – 1.1", "-1.4 – 1.6"]);
    assert_eq!((table[2][0].as_str(), table[3][0].as_str()), ("0", "+1"));
    assert!(EventTime::default().draw(&about("none", Level::Results)).is_none());
}

#[test]
fn a_course_has_a_dot_where_each_group_starts_and_a_band_around_what_would_have_been() {
    let svg = course().draw(&about("course", Level::Results)).unwrap();
    let count = |class: &str| svg.as_str().matches(&format!("class=\"{class}\"")).count();
    assert_eq!((count("chart-line"), count("chart-second"), count("chart-dot"), count("chart-band")), (2, 1, 2, 1));
    assert_eq!(course().table("Month", &plain)[0], ["Month", "start 0.3", "start 0.1", "start 0"]);
    assert!(Course::default().draw(&about("none", Level::Results)).is_none());
}

#[test]
fn a_lane_is_thick_from_its_start_on_and_dashed_for_who_waits() {
    let svg = lanes().draw(&about("lanes", Level::Results)).unwrap();
    for part in ["chart-bar", "chart-second", "chart-target", ">plan fixed<", ">20 depots wait<"] {
        assert!(svg.as_str().contains(part), "{part}");
    }
    assert!(Lanes::default().draw(&about("none", Level::Results)).is_none());
}

#[test]
fn a_long_name_gets_lines_of_its_own_and_is_not_cut() {
    let name = "Gesprekken over verzuim en terugkeer voeren met iedereen van de nachtploeg";
    let words = "+0,40 (+0,30 tot +0,50)";
    let row = |name: &str| Estimate { name: name.into(), value: 0.4, interval: (0.3, 0.5), words: words.into() };
    let svg = Estimates { rows: vec![row(name), row("getraind")] }.draw(&about("long", Level::Behaviour)).unwrap();
    assert!(svg.as_str().contains(">iedereen van de nachtploeg<") && !svg.as_str().contains('…'), "{svg}");
    let tall = |svg: &Svg| svg.as_str().split("480 ").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    assert_eq!(tall(&svg).as_deref(), Some("174"), "two rows, and two lines more for the long name");
    let long = Lanes { lanes: vec![Lane { name: name.into(), start: Some(0.5) }], ..lanes() };
    assert!(long.draw(&about("lanes", Level::Other)).unwrap().as_str().contains(">iedereen van de nachtploeg<"));
}
