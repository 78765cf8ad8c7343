//! Parameters, read as the specification has them: each known, each once, each of its form.

use lustrum_kernel::Moment;
use lustrum_xapi::time::timestamp;
use lustrum_xapi::{AgentKey, Code, Refusal, Version, iri, json, read_agent};
use uuid::Uuid;

use super::answer::Refused;

/// The parameters of a request, each once.
#[derive(Clone, Debug, Default)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub fn read(text: &str) -> Result<Self, Refused> {
        Ok(Self(lustrum_xapi::query::Parameters::read(text)?.into_pairs()))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
    pub fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }
    /// Names of headers are written in any case.
    pub fn take_any_case(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(self.0.remove(at).1)
    }
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Refuses what is not known here.
    pub fn only(&self, known: &[&str]) -> Result<(), Refused> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => Err(Refusal::new(Code::UnknownParameter { parameter: name.clone() }).into()),
            None => Ok(()),
        }
    }

    fn required(&self, name: &'static str) -> Result<&str, Refused> {
        self.get(name).ok_or_else(|| Refusal::new(Code::MissingParameter { parameter: name }).into())
    }
    fn wrong(code: Code, name: &str) -> Refused {
        Refusal::new(code).within(name).into()
    }

    pub fn text(&self, name: &'static str) -> Result<String, Refused> {
        let text = self.required(name)?;
        if text.is_empty() { Err(Self::wrong(Code::Empty, name)) } else { Ok(text.to_owned()) }
    }
    pub fn iri(&self, name: &'static str) -> Result<String, Refused> {
        let text = self.required(name)?;
        iri::check(text).map_err(|refusal| refusal.within(name))?;
        Ok(text.to_owned())
    }
    pub fn maybe_iri(&self, name: &'static str) -> Result<Option<String>, Refused> {
        if self.has(name) { self.iri(name).map(Some) } else { Ok(None) }
    }
    pub fn uuid(&self, name: &'static str) -> Result<Uuid, Refused> {
        let text = self.required(name)?;
        let whole = text.len() == 36;
        text.parse().ok().filter(|_| whole).ok_or_else(|| Self::wrong(Code::NotUuid, name))
    }
    pub fn maybe_uuid(&self, name: &'static str) -> Result<Option<Uuid>, Refused> {
        if self.has(name) { self.uuid(name).map(Some) } else { Ok(None) }
    }
    pub fn moment(&self, name: &'static str) -> Result<Option<Moment>, Refused> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let instant = timestamp(text, Version::V1_0_3).map_err(|refusal| refusal.within(name))?;
        Ok(Moment::from_micros(instant.micros()))
    }
    pub fn flag(&self, name: &'static str) -> Result<bool, Refused> {
        match self.get(name) {
            None => Ok(false),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(_) => Err(Self::wrong(Code::NotBoolean, name)),
        }
    }
    pub fn whole(&self, name: &'static str) -> Result<Option<u64>, Refused> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits).map(Some).ok_or_else(|| Self::wrong(Code::NotLength, name))
    }
    /// An agent or a group with an identifier, as JSON.
    pub fn agent(&self, name: &'static str) -> Result<AgentKey, Refused> {
        let text = self.required(name)?;
        let (_, key) = read_agent(text).map_err(|refusal| Refused::from(refusal.within(name)))?;
        key.ok_or_else(|| Self::wrong(Code::NoIdentifier, name))
    }
    pub fn maybe_agent(&self, name: &'static str) -> Result<Option<AgentKey>, Refused> {
        if self.has(name) { self.agent(name).map(Some) } else { Ok(None) }
    }
    /// The JSON of a parameter.
    pub fn json(&self, name: &'static str) -> Result<json::Node<'_>, Refused> {
        let text = self.required(name)?;
        json::read(text.as_bytes()).map_err(|refusal| refusal.within(name).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_stands_once_and_is_known() {
        assert!(Parameters::read("limit=1&limit=2").is_err());
        assert!(Parameters::read("limit=1&verb=a").unwrap().only(&["limit"]).is_err());
        assert_eq!(Parameters::read("a=b%26c&d=").unwrap().get("a"), Some("b&c"));
    }

    #[test]
    fn values_have_their_form() {
        let read = |text: &str| Parameters::read(text).unwrap();
        assert!(read("limit=-1").whole("limit").is_err());
        assert!(read("limit=").whole("limit").is_err());
        assert_eq!(read("limit=5").whole("limit").unwrap(), Some(5));
        assert!(read("ascending=yes").flag("ascending").is_err());
        assert!(read("statementId=1").uuid("statementId").is_err());
        assert!(read("since=yesterday").moment("since").is_err());
    }
}
