//! The 40 depots and 480 managers of Noordkade Logistics, all made up: the towns exist, the depots and people do not.

use super::chance::Chance;

/// A country in which Noordkade works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    pub code: &'static str,
    pub zone: &'static str,
    pub language: &'static str,
    towns: &'static [&'static str],
    first: &'static [&'static str],
    last: &'static [&'static str],
}

pub const COUNTRIES: [Country; 4] = [
    Country {
        code: "NL",
        zone: "Europe/Amsterdam",
        language: "nl",
        towns: &[
            "Eindhoven",
            "Tilburg",
            "Venlo",
            "Breda",
            "Waalwijk",
            "Rotterdam",
            "Utrecht",
            "Zwolle",
            "Apeldoorn",
            "Groningen",
            "Almere",
            "Nijmegen",
            "Roosendaal",
            "Assen",
            "Hoorn",
            "Gouda",
        ],
        first: &[
            "Femke", "Daan", "Sanne", "Bram", "Lotte", "Jeroen", "Noor", "Ruben", "Iris", "Koen", "Maaike", "Tijn",
        ],
        last: &["de Wit", "Bakker", "Vos", "Mulder", "Dekker", "Smit", "Kuipers", "Peters", "Hendriks", "Postma"],
    },
    Country {
        code: "BE",
        zone: "Europe/Brussels",
        language: "nl",
        towns: &["Antwerpen", "Gent", "Genk", "Mechelen", "Kortrijk", "Willebroek", "Aalst", "Hasselt"],
        first: &["Lien", "Wout", "Joke", "Pieter", "Karen", "Stijn", "Ellen", "Bart"],
        last: &["Peeters", "Janssens", "Maes", "Claes", "Wouters", "Goossens", "Aerts", "Segers"],
    },
    Country {
        code: "DE",
        zone: "Europe/Berlin",
        language: "en",
        towns: &["Duisburg", "Dortmund", "Köln", "Neuss", "Kassel", "Leipzig", "Hamm", "Ulm"],
        first: &["Anja", "Jonas", "Katrin", "Lukas", "Sabine", "Tobias", "Meike", "Sven"],
        last: &["Becker", "Hoffmann", "Krüger", "Lorenz", "Schreiber", "Voigt", "Winter", "Ziegler"],
    },
    Country {
        code: "PL",
        zone: "Europe/Warsaw",
        language: "en",
        towns: &["Poznań", "Łódź", "Wrocław", "Gliwice", "Szczecin", "Stryków", "Lublin", "Toruń"],
        first: &["Agnieszka", "Piotr", "Magda", "Tomasz", "Ewa", "Marek", "Zofia", "Jakub"],
        last: &["Nowak", "Kowalska", "Mazur", "Zając", "Wróbel", "Pawlak", "Sikora", "Dudek"],
    },
];

/// A depot with its managers, and whether chance put it among the first 20 or on the wait-list.
#[derive(Clone, Debug)]
pub struct Depot {
    pub name: &'static str,
    pub country: Country,
    pub managers: Vec<Manager>,
    pub first: bool,
}

#[derive(Clone, Debug)]
pub struct Manager {
    pub name: String,
    pub email: String,
}

/// The seed of the assignment, which Noordkade made before draws were registered.
pub const ASSIGNMENT: &str = "assignment 2026-02";

/// All 40 depots with 12 managers each; 20 of them start first, drawn within each country.
pub fn depots() -> Vec<Depot> {
    let mut people = Chance::named("managers");
    let mut assignment = Chance::named(ASSIGNMENT);
    let mut depots = Vec::new();
    let mut number = 0;
    for country in COUNTRIES {
        let half = country.towns.len() / 2;
        let mut first: Vec<bool> = (0..country.towns.len()).map(|place| place < half).collect();
        assignment.shuffle(&mut first);
        for (town, first) in country.towns.iter().zip(first) {
            let managers = (0..12)
                .map(|_| {
                    number += 1;
                    Manager {
                        name: format!("{} {}", people.pick(country.first), people.pick(country.last)),
                        email: format!("manager{number:03}@noordkade.example"),
                    }
                })
                .collect();
            depots.push(Depot { name: town, country, managers, first });
        }
    }
    depots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_depots_with_480_managers_half_of_them_first_in_every_country() {
        let depots = depots();
        assert_eq!(depots.len(), 40);
        assert_eq!(depots.iter().map(|depot| depot.managers.len()).sum::<usize>(), 480);
        for country in COUNTRIES {
            let of_country: Vec<_> = depots.iter().filter(|depot| depot.country == country).collect();
            assert_eq!(of_country.iter().filter(|depot| depot.first).count() * 2, of_country.len());
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_demo() {
        let names = |depots: Vec<Depot>| {
            depots.iter().map(|d| (d.name, d.first, d.managers[0].name.clone())).collect::<Vec<_>>()
        };
        assert_eq!(names(depots()), names(depots()));
    }
}
