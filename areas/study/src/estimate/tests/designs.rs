//! Interrupted series, synthetic controls and weighting through a table.

use super::*;

fn asked(design: Design) -> Options {
    Options { unit: Some("unit".into()), time: Some("month".into()), ..Options::new(design, "y", "d") }
}

/// A reproducible wobble between -1 and 1.
fn wobble(seed: u64) -> f64 {
    let mut bits = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

/// One site over 48 months, trained from the 25th on.
fn one_series(effect: f64) -> String {
    let rows = (0..48_u32).map(|month| {
        let d = u32::from(month >= 24);
        let y = 30.0 + 0.05 * f64::from(month) + wobble(u64::from(month)) + effect * f64::from(d);
        format!("{}-{:02},{d},{y:.4}\n", 2021 + month / 12, month % 12 + 1)
    });
    std::iter::once("month,d,y\n".to_owned()).chain(rows).collect()
}

#[test]
fn an_interrupted_series_tells_its_jump_its_slope_and_its_forecast() {
    let options = Options { unit: None, ..asked(Design::Its) };
    let answer = estimate(one_series(-4.0).as_bytes(), &options).unwrap();
    assert_eq!((answer.verdict, answer.design), (lustrum_impact::Verdict::Effect, Some(Design::Its)));
    let told = json_of(&answer);
    assert!((told["level_change"]["estimate"].as_f64().unwrap() + 4.0).abs() < 1.5);
    assert!(told["slope_change"]["se"].as_f64().unwrap() > 0.0);
    assert_eq!(told["start"], "2023-01");
    assert_eq!(told["series"].as_array().unwrap().len(), 48);
    assert!(told["counterfactual"]["mean"]["estimate"].is_number());
    assert_eq!(told["level"], 0.95, "the level of confidence keeps its name");
    assert!(answer.reasons.iter().any(|reason| reason.text.contains("anything else")), "{:?}", answer.reasons);
}

/// Thirty sites over 24 months that move together; the first is trained from the 19th on.
fn many_sites(effect: f64) -> String {
    let mut table = "unit,month,d,y\n".to_owned();
    for site in 0..30_u64 {
        let (level, share) = (20.0 + 5.0 * wobble(site + 900), 1.0 + 0.5 * wobble(site + 500));
        for month in 0..24_u64 {
            let d = u64::from(site == 0 && month >= 18);
            let market = (month as f64 * 0.6).sin() * 3.0 + month as f64 * 0.3;
            let y = level + share * market + 0.3 * wobble(site * 100 + month) + effect * d as f64;
            table.push_str(&format!("s{site:02},{month},{d},{y:.4}\n"));
        }
    }
    table
}

#[test]
fn a_synthetic_control_names_the_weight_of_each_donor_and_its_placebo_p() {
    let answer = estimate(many_sites(4.0).as_bytes(), &asked(Design::Synth)).unwrap();
    assert_eq!(answer.design, Some(Design::Synth));
    assert!((answer.estimate.unwrap() - 4.0).abs() < 1.5, "{:?}", answer.estimate);
    let told = json_of(&answer);
    let weights = told["weights"].as_object().unwrap();
    let sum: f64 = weights.values().map(|weight| weight.as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9 && !weights.contains_key("s00"), "{weights:?}");
    assert!((told["placebo_p"].as_f64().unwrap() - 1.0 / 30.0).abs() < 1e-9, "{}", told["placebo_p"]);
    assert!(told["pre_fit"]["rmspe"].as_f64().unwrap() < 1.0);
}

#[test]
fn a_synthetic_control_refuses_starts_that_differ_and_a_panel_with_holes() {
    let staggered = many_sites(4.0).replace("s01,20,0", "s01,20,1").replace("s01,21,0", "s01,21,1");
    let staggered = staggered.replace("s01,22,0", "s01,22,1").replace("s01,23,0", "s01,23,1");
    let answer = estimate(staggered.as_bytes(), &asked(Design::Synth)).unwrap();
    assert_eq!((answer.verdict, answer.estimate), (lustrum_impact::Verdict::NotIdentifiable, None));
    let hole: String =
        many_sites(4.0).lines().filter(|line| !line.starts_with("s07,5,")).map(|line| format!("{line}\n")).collect();
    assert!(estimate(hole.as_bytes(), &asked(Design::Synth)).unwrap_err().to_string().contains("every period"));
}

const BEFORE: [&str; 8] = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];

fn weighted(design: Design, assignment: Assignment) -> Options {
    let covariates = BEFORE.iter().map(|name| (*name).to_owned()).collect();
    Options { assignment, covariates, ..Options::new(design, "re78", "treat") }
}

#[test]
fn trained_people_beside_a_survey_are_no_effect_without_a_word_on_what_decided() {
    for design in [Design::Ipw, Design::Aipw, Design::Auto] {
        let answer = estimate(trained_with_survey().as_bytes(), &weighted(design, Assignment::Unknown)).unwrap();
        assert_ne!(answer.verdict, lustrum_impact::Verdict::Effect);
        assert_eq!(answer.estimate.is_none(), design == Design::Auto);
    }
    let answer = estimate(trained_with_survey().as_bytes(), &weighted(Design::Auto, Assignment::Measured)).unwrap();
    assert_eq!(answer.design, Some(Design::Aipw));
    assert!(answer.reasons.iter().any(|reason| reason.text.contains("no data can test that")));
}

#[test]
fn weighting_tells_how_well_the_groups_overlap_and_needs_covariates() {
    let table = example("nsw/nsw_experimental.csv");
    let told = json_of(&estimate(table.as_bytes(), &weighted(Design::Ipw, Assignment::Measured)).unwrap());
    assert!(told["overlap"]["effective_treated"].as_f64().unwrap() > 100.0);
    assert!(told["overlap"]["standardised_differences"]["age"]["after"].as_f64().unwrap().abs() < 0.1);
    assert!(told["effect_on_treated"]["estimate"].is_number());
    let bare = Options { covariates: Vec::new(), ..weighted(Design::Aipw, Assignment::Measured) };
    let refused = estimate(table.as_bytes(), &bare).unwrap_err();
    assert!(matches!(refused, DataError::RoleMissingFor { role: Role::Covariate, .. }), "{refused}");
}

#[test]
fn the_assignment_is_the_users_word_in_one_of_three_words() {
    assert_eq!("measured".parse(), Ok(Assignment::Measured));
    assert!("perhaps".parse::<Assignment>().is_err());
}
