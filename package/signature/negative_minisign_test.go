package signature

import (
	"crypto"
	"crypto/ed25519"
	"encoding/base64"
	"math/big"
	"slices"
	"strings"
	"testing"
)

func (w *world) badMinisign(t *testing.T) map[string]negative {
	all := make(map[string]negative)
	good := string(w.good(t)[name+MinisignSuffix])
	lines := strings.SplitAfter(good, "\n")
	add := func(what, want, sig string) {
		all["minisign: "+what] = negative{files: map[string][]byte{name + MinisignSuffix: []byte(sig)}, want: want}
	}
	signed := func(k *MinisignKey, data string) string {
		sig, err := k.Sign([]byte(data), "case:例示 package:pkg-1")
		if err != nil {
			t.Fatal(err)
		}
		return string(sig)
	}
	inLine := func(n int, change func([]byte)) string {
		sig := slices.Clone(lines)
		b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(sig[n]))
		if err != nil {
			t.Fatal(err)
		}
		change(b)
		sig[n] = base64.StdEncoding.EncodeToString(b) + "\n"
		return strings.Join(sig, "")
	}
	own, other := ed25519.NewKeyFromSeed(sum(crypto.SHA256, []byte("signer"))), ed25519.NewKeyFromSeed(sum(crypto.SHA256, []byte("stranger")))
	twin := keyOf(own[:8], other)
	add("of another file", "sig-digest", signed(w.key, "other"))
	add("by another key", "sig-key", signed(w.stranger, string(data)))
	add("by another key under the same id", "sig-comment", signed(twin, string(data)))
	add("another comment", "sig-comment", strings.Replace(good, "pkg-1", "pkg-2", 1))
	add("the older form", "sig-algorithm", inLine(1, func(b []byte) { b[1] = 'd' }))
	add("S plus the order", "sig-comment", inLine(3, func(b []byte) { addOrder(b[32:]) }))
	add("S plus the order, of the file", "sig-comment", inLine(1, func(b []byte) { addOrder(b[10+32:]) }))
	add("CR LF", "sig-format", strings.ReplaceAll(good, "\n", "\r\n"))
	add("a line more", "sig-format", good+"\n")
	add("a line less", "sig-format", strings.Join(lines[:3], ""))
	add("no line feed at the end", "sig-format", strings.TrimSuffix(good, "\n"))
	add("short", "sig-format", strings.Replace(good, lines[1], "RUQ=\n", 1))
	add("base64 with spare bits", "sig-format", strings.Replace(good, lines[3], spareBits(lines[3]), 1))
	add("a space in base64", "sig-format", strings.Replace(good, lines[3], " "+lines[3], 1))
	add("no trusted comment", "sig-format", strings.Replace(good, "trusted comment: case", "comment: case", 1))
	all["minisign: missing"] = negative{files: map[string][]byte{name + MinisignSuffix: nil}, want: "sig-missing"}
	all["approval: the same key"] = negative{files: map[string][]byte{approval + MinisignSuffix: []byte(good)}, want: "sig-same"}
	all["approval: alone"] = negative{files: map[string][]byte{approval + MinisignSuffix: []byte(good), name + MinisignSuffix: nil, "sig/minisign.pub": nil,
		name + CMSSuffix: nil, "sig/signer.crt": nil, name + StampSuffix: nil}, want: "sig-alone"}
	all["minisign: another key along"] = negative{files: map[string][]byte{"sig/minisign.pub": w.stranger.Public().Encode()}, want: "sig-copy"}
	return all
}

// addOrder adds the order of the group to a little-endian S, which must be below it
// (RFC 8032, section 5.1.7).
func addOrder(s []byte) {
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	slices.Reverse(s)
	new(big.Int).Add(new(big.Int).SetBytes(s), order).FillBytes(s)
	slices.Reverse(s)
}

// spareBits sets a bit that the last letter of the base64 of 64 bytes does not use.
func spareBits(line string) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	i := len(line) - len("x==\n")
	last := strings.IndexByte(letters, line[i])
	return line[:i] + string(letters[last|1]) + line[i+1:]
}
