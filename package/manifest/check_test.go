package manifest

import (
	"strings"
	"testing"
)

func TestCheckPath(t *testing.T) {
	long := strings.Repeat("x", 64)
	for path, legal := range map[string]bool{
		"bagit.txt": true, "data/10-forms/1-2.2.pdf": true, "a/b/c/d": true, long: true, "a..b": true, "com10": true, "A_b-c.d": true,
		long + "/" + long + "/12345678901234567890":  true,
		long + "/" + long + "/123456789012345678901": false,
		"": false, "/": false, "/a": false, "a/": false, "a//b": false, "a/b/c/d/e": false, long + "x": false,
		".": false, "..": false, "a/../b": false, "./a": false, ".a": false, "-a": false, "_a": false, "a.": false, "a./b": false,
		"~": false, "a:b": false, "C:/a": false, `a\b`: false, "a b": false, "a%20b": false, "a\n": false, "a\x00": false, "\xff": false,
		"あ": false, "é": false, "ａ": false, "con": false, "CON": false, "data/nul.pdf": false, "aux.tar.gz": false, "Com1": false, "lpt9.x": false,
	} {
		if err := CheckPath(path); (err == nil) != legal {
			t.Errorf("%q: %v", path, err)
		}
	}
}
