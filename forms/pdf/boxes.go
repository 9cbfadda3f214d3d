package pdf

import (
	"strings"

	"yoshiki/forms/document"
)

// Box is where a value of the case stands on paper, in points from the upper left corner of
// a page. A value that goes over several pages has a box on each.
type Box struct {
	Path                string // JSON Pointer into the case
	Page                int    // from 1
	X, Y, Width, Height float64
}

// placed is a line of text on a page.
type placed struct {
	tag tag
	box Box
}

// Boxes tells where the values of d stand in the file that [Renderer.Render] writes, in the
// order of the form. Errors are those of Render.
func (r *Renderer) Boxes(d *document.Document) ([]Box, error) {
	if err := r.Check(d); err != nil {
		return nil, err
	}
	c := newCanvas(r.fonts)
	c.boxed = true
	if err := (&printer{c: c, document: d}).print(); err != nil {
		return nil, err
	}
	paths := c.paths(d)
	var all []Box
	last := map[tag]int{} // index of the last box of an element
	for _, l := range c.placed {
		path := paths[l.tag]
		if path == "" {
			continue
		}
		if at, ok := last[l.tag]; ok && all[at].Page == l.box.Page {
			all[at] = union(all[at], l.box)
			continue
		}
		l.box.Path = path
		last[l.tag], all = len(all), append(all, l.box)
	}
	return all, nil
}

// paths gives the elements of the structure tree that hold a value their paths: the texts of
// a document are the elements with text, in the tree's order.
func (c *canvas) paths(d *document.Document) map[tag]string {
	paths := map[tag]string{}
	if len(c.tree) == 0 {
		return paths
	}
	filled := c.tree.filled(nil, root)
	for t := range d.Texts() {
		if strings.Trim(t.Text, "\n") == "" {
			continue
		}
		if len(filled) == 0 {
			break
		}
		paths[filled[0]] = t.Path
		filled = filled[1:]
	}
	return paths
}

// filled appends the elements at and below one that have text.
func (t *tree) filled(to []tag, at tag) []tag {
	if e := &(*t)[at]; len(e.runs) > 0 {
		to = append(to, at)
	}
	for n := (*t)[at].first; n != root; n = (*t)[n].next {
		to = t.filled(to, n)
	}
	return to
}

// remember keeps where the line stands that is drawn next.
func (c *canvas) remember(f setting, s style, b box) {
	if b.tag == root {
		return
	}
	width := 0.0
	for i := range c.glyphs[:f.visible] {
		width += float64(c.glyphs[i].Width)
	}
	width = (width*f.squeeze + float64(f.stretch)) * s.size / 1000
	c.placed = append(c.placed, placed{b.tag, Box{Page: c.page.index + 1, X: f.x, Y: b.top, Width: width, Height: s.leading}})
}

func union(a, b Box) Box {
	right, bottom := max(a.X+a.Width, b.X+b.Width), max(a.Y+a.Height, b.Y+b.Height)
	a.X, a.Y = min(a.X, b.X), min(a.Y, b.Y)
	a.Width, a.Height = right-a.X, bottom-a.Y
	return a
}
