//! The example data sets by every design that fits them, beside other packages: engines/impact/tests/references/examples.py
//! (statsmodels 0.15.0, csdid 0.4.3, errors by numerical derivatives of all estimating equations).

use super::*;
use lustrum_impact::Verdict;

const BEFORE: [&str; 8] = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];

fn weighted(design: Design) -> Options {
    Options {
        assignment: Assignment::Measured,
        covariates: BEFORE.map(str::to_owned).to_vec(),
        ..Options::new(design, "re78", "treat")
    }
}

fn inside(answer: &Answer, name: &str) -> [f64; 2] {
    let told = &json_of(answer)[name];
    [&told["estimate"], &told["se"]].map(|figure| figure.as_f64().expect("a figure"))
}

#[test]
fn the_experiment_weighted_agrees_with_statsmodels() {
    let table = example("nsw/nsw_experimental.csv");
    for (design, everyone, treated) in [
        (Design::Ipw, [1641.3152218503556, 671.0452145459775], [1806.4169222592172, 673.1062730615988]),
        (Design::Aipw, [1619.052864968872, 674.4215180670695], [1797.4999554887888, 669.3716455758635]),
    ] {
        let answer = estimate(table.as_bytes(), &weighted(design)).unwrap();
        close(answer.estimate, everyone[0]);
        close(answer.se, everyone[1]);
        let [effect, error] = inside(&answer, "effect_on_treated");
        close(Some(effect), treated[0]);
        close(Some(error), treated[1]);
    }
}

#[test]
fn the_trained_beside_the_survey_agree_with_statsmodels_and_are_called_no_effect_on_everyone() {
    let table = trained_with_survey();
    for (design, everyone, treated) in [
        (Design::Ipw, [-6456.300773936318, 1512.5466979047958], [1180.4078459773546, 644.7820580237649]),
        (Design::Aipw, [-3935.9203060551677, 2606.681025921938], [1270.9803939782548, 644.6257049931082]),
    ] {
        let answer = estimate(table.as_bytes(), &weighted(design)).unwrap();
        close(answer.estimate, everyone[0]);
        close(answer.se, everyone[1]);
        let [effect, error] = inside(&answer, "effect_on_treated");
        close(Some(effect), treated[0]);
        close(Some(error), treated[1]);
        // The experiment says 1,794: the survey has hardly anyone like those who were trained.
        assert_eq!(answer.verdict, Verdict::NotYetConclusive, "{:?}", answer.reasons);
    }
}

fn organ(design: Design) -> Options {
    Options { unit: Some("State".into()), time: Some("Quarter".into()), ..Options::new(design, "Rate", "Treated") }
}

#[test]
fn the_organ_donors_by_their_group_time_effects_agree_with_csdid() {
    let answer = estimate(organ_donors().as_bytes(), &organ(Design::EventStudy)).unwrap();
    close(answer.estimate, -0.02134102564102562);
    close(answer.se, 0.0053655058674815246);
    let told = json_of(&answer);
    let effects = told["aggregations"]["dynamic"]["effects"].as_array().unwrap();
    for (effect, expected) in effects.iter().zip([
        0.009238461538461532,
        -0.006296153846153864,
        -0.02156538461538459,
        -0.020292307692307682,
        -0.02216538461538459,
    ]) {
        close(effect["effect"].as_f64(), expected);
    }
    assert_eq!(answer.verdict, Verdict::NotYetConclusive, "one trained state");
}

#[test]
fn the_organ_donors_as_one_course_less_the_others_are_too_short_to_tell() {
    let answer = estimate(organ_donors().as_bytes(), &organ(Design::Its)).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(answer.reasons.iter().any(|reason| reason.text.contains("too few to tell")), "{:?}", answer.reasons);
}

#[test]
fn the_organ_donors_against_a_mixture_are_not_rare_among_the_states() {
    let answer = estimate(organ_donors().as_bytes(), &organ(Design::Synth)).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    let told = json_of(&answer);
    assert!(told["placebo_p"].as_f64().unwrap() > 0.05);
    assert_eq!(told["horizons"].as_array().unwrap().len(), 2, "after one quarter, and after three");
}
