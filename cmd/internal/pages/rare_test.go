package pages_test

import "testing"

// TestRareCharacters: a character of a name that the fonts of the system may lack is shown by one of
// ours, of which only the part with that character is loaded.
func TestRareCharacters(t *testing.T) {
	b := newBrowser(t)
	b.demo()
	b.Open(part + "/contact")
	b.Until(`[...document.fonts].filter(f => f.status === "loaded").length > 0`)
	b.Write("f-contact-name", "𠮷田 髙﨑 辻󠄀 𡈽屋 𩸽")
	b.Until(`document.getElementById("saved").textContent === "保存しました"`)
	b.Until(`document.fonts.check("16px rare", "𠮷")`)
	if n := b.JS(`performance.getEntriesByType("resource").filter(e => e.name.endsWith(".woff2") && e.transferSize > 30000).length`); n != "0" {
		t.Errorf("%s parts of the font are large", n)
	}
	b.Shot("rare")
}
