package typeset

// Missing returns the grapheme clusters of text that no font can draw, in their order,
// each once. A cluster is missing as a whole if any part of it is. "\n" is never missing.
// The faces have the same repertoire, so it is enough to ask one of them.
func (f *Fonts) Missing(text string) []string {
	if f.drawable(text) {
		return nil
	}
	var missing []string
	for _, c := range f.Characters(text) {
		if c.Font == "" {
			missing = append(missing, c.Text)
		}
	}
	return missing
}

// drawable reports whether a font draws each part of text.
func (f *Fonts) drawable(text string) bool {
	b := f.borrow()
	defer f.pool.Put(b)
	b.glyphs = f.Shape(b.glyphs[:0], text, Mincho)
	for i := range b.glyphs {
		if b.glyphs[i].ID == 0 && b.glyphs[i].Text != "\n" {
			return false
		}
	}
	return true
}
