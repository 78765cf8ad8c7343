//! The RSA key in an X.509 certificate: the one thing that is read of it.
//!
//! Source: RFC 5280, 4.1 (`Certificate`, `TBSCertificate`, `SubjectPublicKeyInfo`); X.690 for DER.

const SEQUENCE: u8 = 0x30;
const BIT_STRING: u8 = 0x03;
const OBJECT_IDENTIFIER: u8 = 0x06;
const EXPLICIT_VERSION: u8 = 0xa0;
/// `rsaEncryption`, 1.2.840.113549.1.1.1.
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

/// The `RSAPublicKey` of the certificate's subject, in DER; nothing where there is none.
pub(super) fn rsa_key(certificate: &[u8]) -> Option<&[u8]> {
    let mut rest = certificate;
    let mut certificate = value(&mut rest, SEQUENCE)?;
    let mut fields = value(&mut certificate, SEQUENCE)?;
    if fields.first() == Some(&EXPLICIT_VERSION) {
        any(&mut fields)?;
    }
    // Serial number, signature algorithm, issuer, validity, subject.
    for _ in 0..5 {
        any(&mut fields)?;
    }
    let mut info = value(&mut fields, SEQUENCE)?;
    let mut algorithm = value(&mut info, SEQUENCE)?;
    if value(&mut algorithm, OBJECT_IDENTIFIER)? != RSA_ENCRYPTION {
        return None;
    }
    // A bit string begins with the number of bits that its last byte does not use.
    value(&mut info, BIT_STRING)?.strip_prefix(&[0])
}

fn value<'a>(rest: &mut &'a [u8], tag: u8) -> Option<&'a [u8]> {
    let (found, value) = any(rest)?;
    (found == tag).then_some(value)
}

/// The next element: its tag and its content.
fn any<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let (tag, after) = rest.split_first()?;
    let (first, mut after) = after.split_first()?;
    let length = if *first < 0x80 {
        usize::from(*first)
    } else {
        let count = usize::from(*first & 0x7f);
        if !(1..=4).contains(&count) {
            return None;
        }
        let (bytes, behind) = after.split_at_checked(count)?;
        after = behind;
        bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte))
    };
    let (content, behind) = after.split_at_checked(length)?;
    *rest = behind;
    Some((*tag, content))
}
