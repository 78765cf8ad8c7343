//! Names with values, from a query or a form.

use crate::agent::{self, AgentKey};
use crate::check;
use crate::iri;
use crate::refusal::{Code, Refusal};
use crate::time::{self, Instant};
use crate::version::Version;
use std::collections::HashSet;
use uuid::Uuid;

/// The parameters of a request, each once, names with their capitals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// From a query or a form (`application/x-www-form-urlencoded`).
    ///
    /// # Errors
    /// [`Code::NotEncoded`] for a `%` without two hexadecimal digits or bytes that are no UTF-8, [`Code::RepeatedParameter`].
    ///
    /// ```
    /// use lustrum_xapi::query::Parameters;
    /// let parameters = Parameters::read("verb=http%3A%2F%2Fe.org%2Fv&limit=5&x=a+b")?;
    /// assert_eq!(parameters.get("verb"), Some("http://e.org/v"));
    /// assert_eq!(parameters.get("x"), Some("a b"));
    /// assert!(Parameters::read("limit=1&limit=2").is_err());
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut names = HashSet::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name)?;
            let value = decode(value).map_err(|refusal| refusal.within(&name))?;
            if !names.insert(name.clone()) {
                return Err(Refusal::new(Code::RepeatedParameter { parameter: name }));
            }
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All of them, in their order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The same, without a copy of what may be a whole body.
    pub fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    pub(super) fn take(&mut self, named: impl Fn(&str) -> bool) -> Option<(String, String)> {
        let at = self.0.iter().position(|(name, _)| named(name))?;
        Some(self.0.remove(at))
    }

    /// `Ok` if there are no others than these.
    ///
    /// # Errors
    /// [`Code::UnknownParameter`].
    pub fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => Err(Refusal::new(Code::UnknownParameter { parameter: name.clone() })),
            None => Ok(()),
        }
    }

    pub(super) fn needed(&self, parameter: &'static str) -> Result<&str, Refusal> {
        self.get(parameter).ok_or_else(|| Refusal::new(Code::MissingParameter { parameter }))
    }

    fn read_as<T>(&self, name: &str, read: impl Fn(&str) -> Result<T, Refusal>) -> Result<Option<T>, Refusal> {
        self.get(name).map(|text| read(text).map_err(|refusal| refusal.within(name))).transpose()
    }

    pub(super) fn iri(&self, name: &'static str) -> Result<Option<String>, Refusal> {
        self.read_as(name, |text| iri::check(text).map(|()| text.to_owned()))
    }

    pub(super) fn uuid(&self, name: &'static str) -> Result<Option<Uuid>, Refusal> {
        self.read_as(name, check::parse_uuid)
    }

    pub(super) fn text(&self, name: &'static str) -> Result<Option<String>, Refusal> {
        self.read_as(name, |text| if text.is_empty() { Err(Refusal::new(Code::Empty)) } else { Ok(text.to_owned()) })
    }

    /// A moment: either version's writing is understood, as the zone's plus is easily lost on the way.
    pub(super) fn moment(&self, name: &'static str) -> Result<Option<Instant>, Refusal> {
        self.read_as(name, |text| time::timestamp(text, Version::V1_0_3))
    }

    pub(super) fn flag(&self, name: &'static str) -> Result<bool, Refusal> {
        let read = self.read_as(name, |text| match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Refusal::new(Code::NotBoolean)),
        })?;
        Ok(read.unwrap_or(false))
    }

    pub(super) fn whole(&self, name: &'static str) -> Result<Option<u64>, Refusal> {
        self.read_as(name, |text| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|_| digits).ok_or_else(|| Refusal::new(Code::NotLength))
        })
    }

    /// An agent or an identified group, as JSON.
    pub(super) fn agent(&self, name: &'static str) -> Result<Option<AgentKey>, Refusal> {
        self.read_as(name, |text| agent::read_agent(text)?.1.ok_or_else(|| Refusal::new(Code::NoIdentifier)))
    }

    /// What must be there, of what was read.
    pub(super) fn must<T>(parameter: &'static str, read: Option<T>) -> Result<T, Refusal> {
        read.ok_or_else(|| Refusal::new(Code::MissingParameter { parameter }))
    }
}

fn decode(text: &str) -> Result<String, Refusal> {
    let refused = || Refusal::new(Code::NotEncoded);
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
                let (high, low) = (digit(bytes.get(at + 1)), digit(bytes.get(at + 2)));
                let (Some(high), Some(low)) = (high, low) else { return Err(refused()) };
                out.push(u8::try_from(high * 16 + low).map_err(|_| refused())?);
                at += 2;
            }
            other => out.push(*other),
        }
        at += 1;
    }
    String::from_utf8(out).map_err(|_| refused())
}
