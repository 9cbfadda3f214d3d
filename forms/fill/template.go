package fill

import (
	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/readback/official"
)

// Template is a sheet with its markers. It is never changed, and may be used by many
// goroutines at once.
type Template struct {
	file  *ooxml.File
	parts []*part
	book  *book // of Excel
	data  []byte

	numbers map[*Marker]official.Key
}

// part is a part of the file that is filled.
type part struct {
	name   string
	data   []byte
	root   *ooxml.Node
	flows  []*flow  // those outside of blocks
	heads  []*flow  // of Excel, at the head or foot of the pages
	blocks []*block // in the order of the part
}

// block is a piece of a part that is repeated for each entry of a list.
type block struct {
	each        *Marker
	place       Place
	first, last *ooxml.Node
	ended       bool // by a marker
	from, to    int  // of the part
	flows       []*flow
	inner       []*block // lists in the list
	up          *block
}

// Parse reads a sheet and finds its markers. It tells the first thing that is wrong: a
// *[Fault] where it has a place.
func Parse(data []byte) (*Template, error) {
	file, err := ooxml.Open(data)
	if err != nil {
		return nil, err
	}
	t := &Template{file: file, data: data}
	if file.Format == "docx" {
		err = t.word()
	} else {
		err = t.excel()
	}
	if err != nil {
		return nil, err
	}
	t.number()
	return t, t.stray()
}

// Format is docx or xlsx.
func (t *Template) Format() string { return t.file.Format }

// open reads a part in which markers may stand.
func (t *Template) open(name string) (*part, error) {
	root, data, err := t.file.Tree(name)
	if err != nil {
		return nil, err
	}
	p := &part{name: name, data: data, root: root}
	t.parts = append(t.parts, p)
	return p, nil
}

// every gives each flow with the block that it is in, in the order of the parts.
func (t *Template) every(yield func(*flow, *block) bool) {
	for _, p := range t.parts {
		for _, f := range p.flows {
			if !yield(f, nil) {
				return
			}
		}
		for _, f := range p.heads {
			if !yield(f, nil) {
				return
			}
		}
		for b := range p.each() {
			for _, f := range b.flows {
				if !yield(f, b) {
					return
				}
			}
		}
	}
}

// Found is a marker with its place.
type Found struct {
	Marker
	Place Place
}

// Markers are the markers of the sheet.
func (t *Template) Markers() []Found {
	var all []Found
	for _, k := range t.allTicks() {
		all = append(all, Found{*k.marker, k.place})
	}
	t.every(func(f *flow, _ *block) bool {
		for _, s := range f.sites {
			all = append(all, Found{*s.Marker, f.place})
		}
		return true
	})
	return all
}

func (t *Template) allTicks() []*tick {
	var all []*tick
	if t.book != nil {
		for _, s := range t.book.sheets {
			all = append(all, s.ticks...)
		}
	}
	return all
}
