//! Estimates against published results and against other packages, named with their versions.

use lustrum_impact::{
    Column, Comparison, Estimate, Level, Panel, PanelRows, difference_in_differences, difference_in_means, mean,
    paired_gain, regression_adjustment, standardised_gain, wilson,
};
use std::collections::HashMap;

struct Table {
    names: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &str) -> Self {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
        let text = std::fs::read_to_string(format!("{root}{path}")).expect("the data set is there");
        let mut lines = text.lines();
        let header = lines.next().expect("a header");
        Self {
            names: header.split(',').map(str::to_owned).zip(0..).collect(),
            rows: lines.map(|line| line.split(',').map(str::to_owned).collect()).collect(),
        }
    }

    fn text(&self, name: &str) -> Vec<String> {
        let at = self.names[name];
        self.rows.iter().map(|row| row[at].clone()).collect()
    }

    fn numbers(&self, name: &str) -> Vec<f64> {
        let parsed = self.text(name).into_iter().map(|cell| cell.parse());
        parsed.collect::<Result<_, _>>().expect("numbers")
    }

    fn flags(&self, name: &str) -> Vec<bool> {
        self.numbers(name).into_iter().map(|v| v == 1.0).collect()
    }

    fn comparison(&self, outcome: &str, treatment: &str, covariates: &[&str]) -> Comparison {
        let start = Comparison::new(self.numbers(outcome), self.flags(treatment)).expect("sound test data");
        covariates.iter().fold(start, |groups, name| {
            groups.with_covariate(Column::new(*name, self.numbers(name))).expect("sound test data")
        })
    }

    fn panel(&self, cluster: &str, covariates: &[&str]) -> Panel {
        Panel::new(PanelRows {
            unit: &self.text("unit"),
            period: &self.text("year"),
            cluster: &self.text(cluster),
            outcome: self.numbers("y"),
            treated: self.flags("d"),
            covariates: covariates.iter().map(|name| Column::new(*name, self.numbers(name))).collect(),
        })
        .expect("sound test data")
    }
}

fn close(found: f64, expected: f64, digits: f64, what: &str) {
    assert!((found - expected).abs() <= digits * expected.abs(), "{what}: {found} instead of {expected}");
}

fn agrees(found: &Estimate, [effect, error, low, high]: [f64; 4], digits: f64, what: &str) {
    close(found.effect, effect, digits, what);
    close(found.standard_error, error, digits, what);
    close(found.interval.low, low, digits * 10.0, what);
    close(found.interval.high, high, digits * 10.0, what);
}

fn nsw() -> Table {
    Table::read("../../examples/nsw/nsw_experimental.csv")
}

const BEFORE: [&str; 8] = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];

// LaLonde (1986), Dehejia and Wahba (1999): 1794. All digits: scipy 1.17.1, ttest_ind(equal_var=False).
#[test]
fn the_supported_work_experiment_gives_its_published_difference() {
    let groups = nsw();
    let (outcome, treated) = (groups.numbers("re78"), groups.flags("treat"));
    let part = |wanted: bool| -> Vec<f64> {
        let rows = outcome.iter().zip(&treated);
        rows.filter(|(_, t)| **t == wanted).map(|(v, _)| *v).collect()
    };
    let found = difference_in_means(&part(true), &part(false), Level::default()).unwrap();
    let expected = [1794.342404270271, 670.9965463815241, 474.0104698178568, 3114.674338722685];
    agrees(&found, expected, 1e-10, "nsw");
    close(found.degrees_of_freedom, 307.1324931115885, 1e-10, "df");
    close(found.p_value(), 0.00789297771451734, 1e-7, "p");
    assert_eq!(found.n, 445);
}

// Dehejia and Wahba (1999), table 4: 1676. All digits: statsmodels 0.15.0, OLS(cov_type="HC1", use_t=True).
#[test]
fn the_supported_work_experiment_gives_its_published_adjusted_difference() {
    let groups = nsw().comparison("re78", "treat", &BEFORE);
    let found = regression_adjustment(&groups, Level::default()).unwrap();
    let expected = [1676.3426437677203, 676.7337010941269, 346.26828196606107, 3006.4170055693794];
    agrees(&found, expected, 1e-9, "nsw adjusted");
}

// Kessler and Roth (2014): -0.0225 (0.0061). All digits: pyfixest 0.60.0, feols(vcov={"CRV1": "State"}).
#[test]
fn the_organ_donor_panel_gives_its_published_difference_in_differences() {
    let table = Table::read("../../examples/organ_donations/organ_donations.csv");
    let (state, quarter) = (table.text("State"), table.numbers("Quarter_Num"));
    let period: Vec<u32> = quarter.iter().map(|q| *q as u32).collect();
    let treated = state.iter().zip(&period).map(|(state, quarter)| state == "California" && *quarter >= 4).collect();
    let panel = Panel::new(PanelRows {
        unit: &state,
        period: &period,
        cluster: &state,
        outcome: table.numbers("Rate"),
        treated,
        covariates: Vec::new(),
    })
    .unwrap();
    let found = difference_in_differences(&panel, Level::default()).unwrap();
    let expected = [-0.022458974358974353, 0.006131232005640856, -0.03506190224171852, -0.009856046476230187];
    agrees(&found.estimate, expected, 1e-10, "organ donors");
    assert_eq!((found.estimate.n, found.estimate.clusters), (162, Some(27)));
}

// pyfixest 0.60.0, feols(vcov={"CRV1": ...}, fixef_rm="singleton"), see references/make.py.
#[test]
fn simulated_panels_agree_with_pyfixest() {
    let unbalanced = Table::read("tests/references/unbalanced.csv");
    let singletons = Table::read("tests/references/singletons.csv");
    let balanced = Table::read("tests/references/balanced.csv");
    let sparse = Table::read("tests/references/sparse.csv");
    let nested = Table::read("tests/references/nested.csv");
    let none: &[&str] = &[];
    let x: &[&str] = &["x"];
    for (what, table, cluster, covariates, expected, n) in [
        (
            "unbalanced, by unit",
            &unbalanced,
            "unit",
            none,
            [2.399987698031174, 0.5140002312137155, 1.3714756110362283, 3.42849978502612],
            377,
        ),
        (
            "unbalanced, covariate",
            &unbalanced,
            "unit",
            x,
            [2.432808700933513, 0.5147189340742669, 1.402858492836385, 3.462758909030641],
            377,
        ),
        (
            "unbalanced, by region that units leave",
            &unbalanced,
            "region",
            none,
            [2.399987698031174, 0.2842349368979607, 1.6693385321880418, 3.1306368638743063],
            377,
        ),
        (
            "unbalanced, by year",
            &unbalanced,
            "year",
            none,
            [2.399987698031174, 0.44310793124613307, 1.3781789762358279, 3.4217964198265203],
            377,
        ),
        (
            "singletons",
            &singletons,
            "unit",
            none,
            [2.399987698031174, 0.5140002312137155, 1.3714756110362283, 3.42849978502612],
            377,
        ),
        (
            "balanced, by unit",
            &balanced,
            "unit",
            none,
            [1.3136412499999994, 0.8828121616957643, -0.5125948468624355, 3.139877346862434],
            144,
        ),
        (
            "balanced, covariate",
            &balanced,
            "unit",
            x,
            [1.1646876757487505, 0.8176829841820709, -0.5268184523896493, 2.8561938038871504],
            144,
        ),
        (
            "balanced, by region that units leave",
            &balanced,
            "region",
            none,
            [1.3136412499999994, 0.3468734131228215, 0.421974754961303, 2.205307745038696],
            144,
        ),
        (
            "nested regions",
            &nested,
            "region",
            x,
            [1.1646876757487505, 0.8849956080595938, -0.9279944016220676, 3.2573697531195687],
            144,
        ),
        (
            "sparse, by unit",
            &sparse,
            "unit",
            none,
            [2.4423434380303193, 0.8637909756084539, 0.6921366736199086, 4.19255020244073],
            160,
        ),
        (
            "sparse, covariate",
            &sparse,
            "unit",
            x,
            [2.3451337925428124, 0.8202144346447128, 0.6832214869980131, 4.007046098087612],
            160,
        ),
        (
            "sparse, by year",
            &sparse,
            "year",
            none,
            [2.4423434380303193, 0.7350257128762875, 0.9390470623260143, 3.9456398137346245],
            160,
        ),
    ] {
        let found = difference_in_differences(&table.panel(cluster, covariates), Level::default()).unwrap();
        agrees(&found.estimate, expected, 1e-7, what);
        assert_eq!(found.estimate.n, n, "{what}");
    }
}

// linearmodels 7.1, PanelOLS with entity and time effects.
#[test]
fn a_panel_coefficient_agrees_with_linearmodels() {
    let panel = Table::read("tests/references/unbalanced.csv").panel("unit", &["x"]);
    let found = difference_in_differences(&panel, Level::default()).unwrap();
    close(found.estimate.effect, 2.4328087009335144, 1e-11, "linearmodels");
}

// scipy 1.17.1 and statsmodels 0.15.0.
#[test]
fn seven_people_agree_with_scipy_and_statsmodels() {
    let small = Table::read("tests/references/small.csv");
    let y = small.numbers("y");
    let found = difference_in_means(&y[..3], &y[3..], Level::default()).unwrap();
    let welch = [1.5755954166666668, 1.6140272695742082, -4.573866908672681, 7.725057742006014];
    agrees(&found, welch, 1e-11, "welch");
    close(found.degrees_of_freedom, 2.297845868859539, 1e-11, "df");
    let adjusted = regression_adjustment(&small.comparison("y", "d", &["x"]), Level::default()).unwrap();
    let expected = [2.0242403452938045, 2.632659868020588, -5.285195258922627, 9.333675949510235];
    agrees(&adjusted, expected, 1e-10, "adjusted");
}

// pyfixest 0.60.0, feols("y ~ t + x", vcov={"CRV1": "region"}).
#[test]
fn a_comparison_of_regions_agrees_with_pyfixest() {
    let table = Table::read("tests/references/clustered.csv");
    let groups = table.comparison("y", "t", &["x"]).with_clusters(&table.text("region")).unwrap();
    let found = regression_adjustment(&groups, Level::default()).unwrap();
    let expected = [0.1678423900860106, 1.8289198304011902, -4.53354570477834, 4.869230484950362];
    agrees(&found, expected, 1e-9, "clustered");
    assert_eq!((found.n, found.clusters), (46, Some(6)));
}

// statsmodels 0.15.0, proportion_confint(method="wilson").
#[test]
fn shares_agree_with_statsmodels() {
    for (successes, n, low, high) in [
        (0, 10, 0.0, 0.27753279986288926),
        (3, 10, 0.10779126740630104, 0.6032218525388546),
        (42, 480, 0.06538517749460929, 0.116164909252395),
        (480, 480, 0.9920605009127221, 1.0),
    ] {
        let found = wilson(successes, n, Level::default()).unwrap();
        close(found.interval.low, low, 1e-10, "low");
        close(found.interval.high, high, 1e-10, "high");
    }
}

// scipy 1.17.1, t.interval.
#[test]
fn a_mean_agrees_with_scipy() {
    let found = mean(&[2.0, 4.0, 4.0, 5.0, 9.0], Level::default()).unwrap();
    close(found.interval.low, 1.5860324292680095, 1e-10, "low");
    close(found.interval.high, 8.01396757073199, 1e-10, "high");
}

// Borenstein, Hedges, Higgins and Rothstein (2009), chapter 4: g = 0.4160, variance 0.0127.
#[test]
fn a_standardised_gain_agrees_with_its_textbook() {
    let (g, interval) = standardised_gain(3.0, 7.1005, 0.7, 50, Level::default()).unwrap();
    close(g, 0.4160, 2e-4, "g");
    let standard_error = (interval.high - interval.low) / 2.0 / 1.959963984540054;
    close(standard_error * standard_error, 0.0127, 1e-2, "variance");
}

// Student (1908), the sleep data: mean gain 1.58 hours, t = 4.0621 on 9 degrees of freedom.
#[test]
fn the_sleep_data_give_their_published_gain() {
    let before = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    let after = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    let gain = paired_gain(&before, &after, Level::default()).unwrap();
    close(gain.points.effect, 1.58, 1e-12, "gain");
    close(gain.points.effect / gain.points.standard_error, 4.0621, 1e-4, "t");
    close(gain.points.p_value(), 0.002833, 1e-3, "p");
}
