package access

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
)

// ErrAddress is an address that the service must not speak to.
var ErrAddress = errors.New("the address is not one of the public internet, and is not allowed by the configuration")

// refused are the addresses that are not of the public internet, or hide another address.
var refused = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"168.63.129.16/32",           // Azure's own, at a public address
	"2001::/23",                  // Teredo, ORCHID, benchmarks
	"2001:db8::/32", "3fff::/20", // examples
	"2002::/16", // 6to4
)

// public are the addresses of IPv6 that are routed at all: NAT64, mapped, compatible, unique
// local and link-local ones are not among them.
var public = netip.MustParsePrefix("2000::/3")

func prefixes(all ...string) []netip.Prefix {
	list := make([]netip.Prefix, len(all))
	for i, text := range all {
		list[i] = netip.MustParsePrefix(text)
	}
	return list
}

// isPublic reports whether an address is one of the public internet.
func isPublic(a netip.Addr) bool {
	if a.Is6() && (a.Zone() != "" || !public.Contains(a) || isISATAP(a)) {
		return false
	}
	return a.IsValid() && !holds(refused, a)
}

func holds(all []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(all, func(p netip.Prefix) bool { return p.Contains(a) })
}

// isISATAP reports whether the lower half of an address hides one of IPv4.
func isISATAP(a netip.Addr) bool {
	b := a.As16()
	return b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
}

// isPlainHost reports whether a host is a name, or an address written in the one usual way.
// What ends in a number any other way (2130706433, 0x7f.1, 127.1, 017700000001) is read as an
// address by some systems and as a name by others. %-signs, blanks and characters beyond ASCII,
// which some take for digits and dots, are none of a name that a configuration needs.
func isPlainHost(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.String() == host && a.Zone() == ""
	}
	host = strings.TrimSuffix(host, ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	isNumber := last != "" && strings.Trim(last, "0123456789") == "" || strings.HasPrefix(strings.ToLower(last), "0x")
	return host != "" && len(host) <= 253 && !isNumber && !strings.ContainsFunc(host, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
	})
}
