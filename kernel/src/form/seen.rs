//! Two people who edit the same thing at once: nobody's words replace words that their writer did not see.

use sha2::{Digest, Sha256};

use super::{Fault, Fields};

/// The hidden field in which a form carries what its writer saw.
const SEEN: &str = "seen";

/// What a field holds now, and how that reads where it is not the value itself (a person's name for an id).
pub struct Standing {
    pub name: &'static str,
    pub value: String,
    pub words: Option<String>,
}

impl Standing {
    pub fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), words: None }
    }
    pub fn reads(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into());
        self
    }
}

fn mark(stands: &[Standing]) -> String {
    let mut hash = Sha256::new();
    for one in stands {
        // Lengths keep two neighbours from trading letters unseen.
        hash.update(one.value.len().to_be_bytes());
        hash.update(one.value.as_bytes());
    }
    hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

impl Fields {
    /// A form to edit what stands, with the mark of what its writer is shown.
    ///
    /// ```
    /// use lustrum_kernel::form::{Fields, Standing};
    /// let mut mine = Fields::to_edit(&[Standing::new("title", "Keep managers")]);
    /// assert!(!mine.changed_meanwhile(&[Standing::new("title", "Keep managers")]));
    /// assert!(mine.changed_meanwhile(&[Standing::new("title", "Keep and grow managers")]));
    /// assert!(mine.fault("title").is_some());
    /// // To save once more is to have seen it.
    /// assert!(!mine.changed_meanwhile(&[Standing::new("title", "Keep and grow managers")]));
    /// ```
    pub fn to_edit(stands: &[Standing]) -> Self {
        let mut form = Self::filled(stands.iter().map(|one| (one.name, one.value.clone())));
        form.put(SEEN, mark(stands));
        form
    }

    /// Whether something else stands there than what this form's writer saw. Then each field that differs says so,
    /// what was typed stays, and to save once more is to have seen it.
    pub fn changed_meanwhile(&mut self, stands: &[Standing]) -> bool {
        let now = mark(stands);
        let seen = self.value(SEEN);
        if seen.is_empty() || seen == now {
            return false;
        }
        self.put(SEEN, now);
        let mut differs = false;
        for one in stands {
            if self.value(one.name).trim().replace("\r\n", "\n") != one.value {
                differs = true;
                let words = one.words.clone().unwrap_or_else(|| one.value.clone());
                let fault = if words.is_empty() {
                    Fault::new("fault-emptied-meanwhile")
                } else {
                    Fault::new("fault-changed-meanwhile").with("now", words)
                };
                self.refuse(one.name, fault);
            }
        }
        // Someone else typed just the same: there is nothing to look at.
        differs
    }

    fn put(&mut self, name: &str, value: String) {
        self.values.insert(name.to_owned(), vec![value]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_typed_the_same_is_not_asked_again() {
        let mut form = Fields::to_edit(&[Standing::new("title", "a"), Standing::new("text", "b")]);
        form.put("title", "c".to_owned());
        assert!(!form.changed_meanwhile(&[Standing::new("title", "c"), Standing::new("text", "b")]));
    }

    #[test]
    fn a_field_is_named_with_what_it_holds_now() {
        let mut form = Fields::to_edit(&[Standing::new("owner", "1"), Standing::new("text", "b")]);
        assert!(form.changed_meanwhile(&[Standing::new("owner", "2").reads("Eva"), Standing::new("text", "")]));
        assert_eq!(form.fault("owner").map(|fault| fault.args.clone()), Some(vec![("now", "Eva".to_owned())]));
        assert_eq!(form.fault("text").map(|fault| fault.key), Some("fault-emptied-meanwhile"));
    }

    #[test]
    fn letters_do_not_change_places_unseen() {
        let mut form = Fields::to_edit(&[Standing::new("title", "ab"), Standing::new("text", "c")]);
        assert!(form.changed_meanwhile(&[Standing::new("title", "a"), Standing::new("text", "bc")]));
    }
}
