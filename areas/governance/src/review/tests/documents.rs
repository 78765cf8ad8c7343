use lustrum_kernel::locale::Locale;

use super::sample::{bare, full, reaction};
use crate::review::{Content, Format, Label, document, hash_of};

fn texts() {
    lustrum_kernel::locale::install(&[crate::area().texts]).unwrap();
}

#[test]
fn look() {
    texts();
    for locale in Locale::ALL {
        for (name, content) in [("full", full()), ("bare", bare().settled())] {
            for format in Format::ALL {
                let bytes = document(&content, locale, format).unwrap();
                std::fs::write(format!("/tmp/gov/{name}-{}.{}", locale.code(), format.word()), bytes).unwrap();
            }
        }
    }
}
