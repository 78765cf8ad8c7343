//! The words that stand in the archive, in both languages, for whoever opens it without us.

use lustrum_kernel::locale::{Locale, Speaker};

use super::manifest::Manifest;
use super::plan::Why;
use super::tables::TABLES;

/// The names and texts of the two files.
pub fn both(manifest: &Manifest) -> [(String, String); 2] {
    [Locale::En, Locale::Nl].map(|locale| (format!("README.{}.md", locale.code()), words(manifest, locale)))
}

fn words(manifest: &Manifest, locale: Locale) -> String {
    let t = Speaker::utc(locale);
    let mut text = format!("# {}\n\n", t.say("exit-readme-title"));
    let mut paragraph = |words: String| {
        text.push_str(&words);
        text.push_str("\n\n");
    };
    let side = t.say(&format!("exit-side-{}", manifest.side));
    paragraph(t.say2("exit-readme-of", "title", &manifest.title, "side", side));
    paragraph(t.say2(
        "exit-readme-sides",
        "organisation",
        &manifest.organisation.name,
        "partner",
        &manifest.partner.name,
    ));
    paragraph(t.say1("exit-readme-when", "at", &manifest.made_at));
    for key in ["exit-readme-manifest", "exit-readme-cells", "exit-readme-history", "exit-readme-import"] {
        paragraph(t.say(key));
    }
    paragraph(format!("## {}", t.say("exit-readme-signed")));
    paragraph(t.say("exit-readme-signed-words"));
    let mut lines = String::new();
    for signed in &manifest.signed {
        let what = t.say(&format!("exit-signed-{}", signed.what));
        lines += &format!("- {what} {}: `{}`\n", signed.number, signed.fingerprint);
    }
    if let Some(end) = &manifest.history {
        lines += &format!("- {}: `{}`\n", t.count("exit-readme-history-end", end.events), end.hash);
    }
    paragraph(lines);
    paragraph(format!("## {}", t.say("exit-readme-in")));
    let mut lines = String::new();
    for table in &manifest.tables {
        let part = t.say(&format!("exit-part-{}", table.part));
        lines += &format!("- `{}` ({part}): {}\n", table.file, t.whole(i64::try_from(table.rows).unwrap_or(i64::MAX)));
    }
    paragraph(lines);
    paragraph(format!("## {}", t.say("exit-readme-out")));
    let mut lines = String::new();
    for why in Why::ALL {
        let names: Vec<&str> =
            manifest.left_out.iter().filter(|out| out.why == why.word()).map(|out| out.table.as_str()).collect();
        if !names.is_empty() {
            lines += &format!("- {}: {}\n", t.say(&format!("exit-why-{}", why.word())), names.join(", "));
        }
    }
    for table in TABLES.iter().filter(|table| table.masks_address) {
        lines += &format!("- {} (`{}`)\n", t.say("exit-readme-addresses"), table.file);
    }
    for withheld in &manifest.withheld {
        let kind = t.say(&format!("asset-kind-{}", withheld.kind));
        let why = t.say(&format!("exit-withheld-{}", withheld.why));
        lines += &format!("- {kind} “{}”: {why}\n", withheld.title);
    }
    paragraph(lines);
    text
}
