//! How large the parts of a PDF grow when they are unpacked, found out before anything reads the file: every filter of a
//! chain is followed, piece by piece, so that no part is ever there whole.

use std::io::{BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use weezl::{BitOrder, LzwStatus, decode::Decoder};

/// How much may come out of all parts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// Of what has to be unpacked to show a page: what is drawn, fonts, and the lists of objects.
    pub parts: u64,
    /// Of what says that it is a picture: those are carried over as they are, and only who looks at them unpacks them.
    pub pictures: u64,
}

pub const MOST: Most = Most { parts: 64 * 1024 * 1024, pictures: 256 * 1024 * 1024 };

/// A longer chain only hides a size.
const LONGEST_CHAIN: usize = 4;
/// So far before its content a part says how it is packed.
const LONGEST_DICTIONARY: usize = 1024;
/// A file of the allowed size holds no more parts that are worth the name.
const MOST_PARTS: usize = 50_000;

/// Unpacked it would be larger than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bomb;

/// What a part is packed with, as far as it is unpacked here. What packs pictures ends a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Hexadecimal,
    Ascii85,
    Flate,
    Lzw,
    RunLength,
}

impl Filter {
    fn of_name(name: &[u8]) -> Option<Self> {
        match name {
            b"ASCIIHexDecode" | b"AHx" => Some(Self::Hexadecimal),
            b"ASCII85Decode" | b"A85" => Some(Self::Ascii85),
            b"FlateDecode" | b"Fl" => Some(Self::Flate),
            b"LZWDecode" | b"LZW" => Some(Self::Lzw),
            b"RunLengthDecode" | b"RL" => Some(Self::RunLength),
            _ => None,
        }
    }
    fn grows(self) -> bool {
        matches!(self, Self::Flate | Self::Lzw | Self::RunLength)
    }
}

/// Measures every part of a PDF. What is written is believed as little as can be: a part is tried with Flate also where it
/// says nothing, and its end is where the packing ends.
pub fn measure(bytes: &[u8], most: Most) -> Result<(), Bomb> {
    const WORD: &[u8] = b"stream";
    let mut left = most;
    let (mut at, mut parts) = (0, 0);
    while let Some(next) = find(&bytes[at..], WORD).map(|place| at + place) {
        at = next + WORD.len();
        if bytes[..next].ends_with(b"end") {
            continue;
        }
        parts += 1;
        if parts > MOST_PARTS {
            return Err(Bomb);
        }
        let before = &bytes[next.saturating_sub(LONGEST_DICTIONARY)..next];
        let own = before.windows(3).rposition(|part| part == b"obj").map_or(before, |place| &before[place..]);
        let names = names(own);
        let left = if names.iter().any(|name| name == b"Image") { &mut left.pictures } else { &mut left.parts };
        let chain: Vec<Filter> = names.iter().filter_map(|name| Filter::of_name(name)).collect();
        // Packed twice is what only hides a size.
        if chain.len() > LONGEST_CHAIN || chain.iter().filter(|filter| filter.grows()).count() > 1 {
            return Err(Bomb);
        }
        let start = at + bytes[at..].iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let cost = cost(&bytes[start..], &chain, *left);
        *left = left.saturating_sub(cost);
        if *left == 0 {
            return Err(Bomb);
        }
    }
    Ok(())
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == word[0])?;
        if bytes[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

/// Every name in a dictionary, as it is meant: `/Fl#61teDecode` is `/FlateDecode`.
fn names(dictionary: &[u8]) -> Vec<Vec<u8>> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/[]<>(){}%\0".contains(byte);
    let name = |part: &[u8]| {
        let part = &part[..part.iter().position(ends).unwrap_or(part.len())];
        let mut name = Vec::with_capacity(part.len());
        let mut at = 0;
        while at < part.len() {
            let escaped = part.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
            match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| part[at] == b'#') {
                Some(byte) => {
                    name.push(byte);
                    at += 3;
                }
                None => {
                    name.push(part[at]);
                    at += 1;
                }
            }
        }
        name
    };
    dictionary.split(|byte| *byte == b'/').skip(1).map(name).filter(|name| name.len() > 1).collect()
}

/// What it takes to unpack a part: the bytes that come out at every step of its chain, and at most so many.
fn cost(bytes: &[u8], chain: &[Filter], most: u64) -> u64 {
    let mut bytes = std::borrow::Cow::Borrowed(bytes);
    let mut cost = 0;
    for filter in chain {
        // What these two give is smaller than what they take.
        let plain = match filter {
            Filter::Hexadecimal => hexadecimal(&bytes, most - cost),
            Filter::Ascii85 => ascii85(&bytes, most - cost),
            Filter::Flate => return cost + flate(&bytes, most - cost),
            Filter::Lzw => return cost + lzw(&bytes, most - cost),
            Filter::RunLength => return cost + run_length(&bytes, most - cost),
        };
        cost += plain.len() as u64;
        if cost >= most {
            return most;
        }
        bytes = plain.into();
    }
    if chain.is_empty() { flate(&bytes, most) } else { cost }
}

fn flate(bytes: &[u8], most: u64) -> u64 {
    let with_head = count(ZlibDecoder::new(bytes), most);
    // Without its head it is read as well.
    if with_head > 0 { with_head } else { count(DeflateDecoder::new(bytes), most) }
}

/// How many bytes come out, as far as it can be unpacked at all, and at most so many.
fn count(inside: impl Read, most: u64) -> u64 {
    let mut inside = BufReader::new(inside.take(most));
    let mut part = [0_u8; 16 * 1024];
    let mut count = 0;
    loop {
        match inside.read(&mut part) {
            Ok(0) | Err(_) => return count,
            Ok(some) => count += some as u64,
        }
    }
}

/// With and without the early change of the width of its codes: the larger of both.
fn lzw(bytes: &[u8], most: u64) -> u64 {
    let count = |mut decoder: Decoder| {
        let mut part = [0_u8; 16 * 1024];
        let (mut rest, mut count) = (bytes, 0);
        while count < most {
            let done = decoder.decode_bytes(rest, &mut part);
            rest = &rest[done.consumed_in..];
            count += done.consumed_out as u64;
            if !matches!(done.status, Ok(LzwStatus::Ok)) || (done.consumed_in == 0 && done.consumed_out == 0) {
                break;
            }
        }
        count.min(most)
    };
    let early = count(Decoder::with_tiff_size_switch(BitOrder::Msb, 8));
    early.max(count(Decoder::new(BitOrder::Msb, 8)))
}

/// A length below 128 and that many bytes and one, or a length above it and the byte that comes 257 minus that often.
fn run_length(bytes: &[u8], most: u64) -> u64 {
    let (mut at, mut count) = (0, 0);
    while let Some(length) = bytes.get(at).copied().filter(|length| *length != 128) {
        let (takes, gives) =
            if length < 128 { (usize::from(length) + 2, u64::from(length) + 1) } else { (2, 257 - u64::from(length)) };
        at += takes;
        count += gives;
        if count >= most {
            return most;
        }
    }
    count
}

fn hexadecimal(bytes: &[u8], most: u64) -> Vec<u8> {
    let digits = bytes.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    let mut digits = digits.map_while(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    let mut plain = Vec::new();
    while let Some(high) = digits.next().filter(|_| (plain.len() as u64) < most) {
        plain.push(high << 4 | digits.next().unwrap_or(0));
    }
    plain
}

fn ascii85(bytes: &[u8], most: u64) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut group: Vec<u32> = Vec::with_capacity(5);
    for byte in bytes.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0) {
        match byte {
            b'z' if group.is_empty() => plain.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            _ => break,
        }
        if group.len() == 5 {
            let number = group.drain(..).fold(0_u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(digit));
            plain.extend(number.to_be_bytes());
        }
        if plain.len() as u64 >= most {
            break;
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        let number = group.iter().fold(0_u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(*digit));
        plain.extend(&number.to_be_bytes()[..kept]);
    }
    plain
}

/// PDFs whose parts are larger than they look, for tests.
#[cfg(any(test, feature = "testing"))]
pub mod bombs {
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    const MEGABYTE: usize = 1024 * 1024;

    pub fn packed(megabytes: usize) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        for _ in 0..megabytes {
            packed.write_all(&vec![b' '; MEGABYTE]).expect("memory takes what is written");
        }
        packed.finish().expect("memory takes what is written")
    }

    fn part(dictionary: &str, content: &[u8]) -> Vec<u8> {
        let head = format!("4 0 obj << {dictionary} /Length {} >> stream\r\n", content.len());
        [head.as_bytes(), content, b"\nendstream endobj\n"].concat()
    }

    /// A PDF of one page on which nothing is drawn, told in so many bytes.
    pub fn a_page_of(dictionary: &str, content: &[u8]) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
            3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >> endobj\n"
            .to_vec();
        bytes.extend(part(dictionary, content));
        bytes.extend(b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n");
        bytes
    }

    pub fn a_bomb(megabytes: usize) -> Vec<u8> {
        a_page_of("/Filter /FlateDecode", &packed(megabytes))
    }
}

#[cfg(test)]
mod tests {
    use super::bombs::{a_bomb, a_page_of, packed};
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write as _;

    const MEGABYTE: usize = 1024 * 1024;

    fn few(megabytes: usize) -> Most {
        let bytes = (megabytes * MEGABYTE) as u64;
        Most { parts: bytes, pictures: 4 * bytes }
    }

    fn hexed(bytes: &[u8]) -> Vec<u8> {
        [hex::encode(bytes).as_bytes(), b">"].concat()
    }

    fn in_85(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        for group in bytes.chunks(4) {
            let mut four = [0_u8; 4];
            four[..group.len()].copy_from_slice(group);
            let mut number = u32::from_be_bytes(four);
            let mut digits = [0_u8; 5];
            for digit in digits.iter_mut().rev() {
                *digit = b'!' + (number % 85) as u8;
                number /= 85;
            }
            text.extend(&digits[..=group.len()]);
        }
        text.extend(b"~>");
        text
    }

    #[test]
    fn what_unpacks_to_far_more_than_it_looks_is_found() {
        let bomb = a_bomb(3);
        assert!(bomb.len() < 10_000, "3 MB are packed into {} bytes", bomb.len());
        assert_eq!(measure(&bomb, few(2)), Err(Bomb));
        assert_eq!(measure(&bomb, few(4)), Ok(()));
        // Two parts of which each alone would pass.
        assert_eq!(measure(&[bomb.clone(), bomb].concat(), few(4)), Err(Bomb));
        // What is a picture has more room, and no room without end.
        let picture = a_page_of("/Subtype /Image /Filter /FlateDecode", &packed(3));
        assert_eq!(measure(&picture, few(2)), Ok(()));
        assert_eq!(measure(&[picture.as_slice(); 3].concat(), few(2)), Err(Bomb));
    }

    #[test]
    fn a_chain_of_filters_hides_nothing() {
        let flate = packed(3);
        let lzw =
            weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(&vec![0; 3 * MEGABYTE]).unwrap();
        let late = weezl::encode::Encoder::new(BitOrder::Msb, 8).encode(&vec![0; 3 * MEGABYTE]).unwrap();
        let runs = [129_u8, b' '].repeat(3 * MEGABYTE / 128);
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::best());
        bare.write_all(&vec![0; 3 * MEGABYTE]).unwrap();
        let bare = bare.finish().unwrap();
        for (dictionary, content) in [
            ("/Filter [/ASCIIHexDecode /FlateDecode]", hexed(&flate)),
            ("/Filter[/AHx/Fl]", hexed(&flate)),
            ("/Filter [/ASCIIHexDecode /Fl#61teDecode]", hexed(&flate)),
            ("/Filter [/ASCII85Decode /FlateDecode]", in_85(&flate)),
            ("/Filter [/ASCIIHexDecode /ASCII85Decode /FlateDecode]", hexed(&in_85(&flate))),
            ("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>", flate.clone()),
            ("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", flate.clone()),
            ("/Type /XRef /W [1 4 2] /Filter [/ASCIIHexDecode /FlateDecode]", hexed(&flate)),
            ("/Filter 9 0 R", flate.clone()),
            ("/Filter /FlateDecode", bare),
            ("/Filter /LZWDecode", lzw.clone()),
            ("/Filter /LZWDecode /DecodeParms << /EarlyChange 0 >>", late),
            ("/Filter [/ASCII85Decode /LZWDecode]", in_85(&lzw)),
            ("/Filter /RunLengthDecode", runs.clone()),
            ("/Filter [/AHx /RL]", hexed(&runs)),
        ] {
            let bytes = a_page_of(dictionary, &content);
            assert_eq!(measure(&bytes, few(2)), Err(Bomb), "{dictionary}");
            assert_eq!(measure(&bytes, few(8)), Ok(()), "{dictionary}");
        }
        for twice in
            ["[/FlateDecode /FlateDecode]", "[/FlateDecode /AHx /LZWDecode]", "[/RL/Fl]", "[/AHx/AHx/AHx/AHx/Fl]"]
        {
            assert_eq!(measure(&a_page_of(&format!("/Filter {twice}"), b"x"), MOST), Err(Bomb), "{twice}");
        }
    }

    #[test]
    fn many_parts_that_lead_to_the_same_bytes_take_no_longer_than_one_large_part() {
        // Each word begins a part that reaches to the end of the file.
        let many = b"obj /Filter /A85 stream\n".repeat(20_000);
        let bytes = [many, b"ab".repeat(MEGABYTE)].concat();
        let begun = std::time::Instant::now();
        let _said = measure(&bytes, few(8));
        assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}
