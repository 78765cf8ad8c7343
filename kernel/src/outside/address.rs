//! Which addresses are nobody's on the open net: asking them from inside would reach what was never meant to answer.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address lies in a private, local or reserved range, also where IPv6 wraps an IPv4 address.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => private_v4(address),
        IpAddr::V6(address) => private_v6(address),
    }
}

fn private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (b == 18 || b == 19))
        || (a == 192 && b == 0 && c == 0)
}

fn private_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return private_v4(inner);
    }
    let parts = address.segments();
    let inner = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        // Translation to IPv4, and 6to4: what counts is the address inside.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => private_v4(inner(high, low)),
        [0x2002, high, low, ..] => private_v4(inner(high, low)),
        // Unspecified, loopback, and IPv4 without a mark.
        [0, 0, 0, 0, 0, 0, ..] => true,
        [0x2001, 0x0db8, ..] | [0x64, 0xff9b, 1, ..] => true,
        [first, ..] => {
            address.is_multicast()
                || (first & 0xfe00) == 0xfc00
                || (first & 0xffc0) == 0xfe80
                || (first & 0xffc0) == 0xfec0
        }
    }
}
