package table

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strconv"
	"strings"
)

// parts are the files inside a workbook, which is a zip of XML.
type parts struct {
	*tally
	files  map[string]*zip.File // by name in small letters: names of parts do not differ by case
	macros bool
}

func openParts(data []byte, t *tally) (*parts, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fault(Damaged, Place{}, "part", "zip")
	}
	p := &parts{tally: t, files: make(map[string]*zip.File, len(archive.File))}
	for _, f := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if f.Flags&1 != 0 {
			return nil, fault(NeedPassword, Place{})
		}
		if p.files[name] != nil {
			return nil, fault(Damaged, Place{}, "part", name) // two of a name: which one counts?
		}
		p.files[name] = f
		p.macros = p.macros || strings.HasSuffix(name, "vbaproject.bin") || strings.Contains(name, "/macrosheets/")
	}
	return p, nil
}

func (p *parts) has(name string) bool { return p.files[strings.ToLower(name)] != nil }

// read walks an XML part: f gets its root, whose children it may read.
func (p *parts) read(name string, f func(s *scanner, root string) error) error {
	file := p.files[strings.ToLower(name)]
	if file == nil {
		return fault(Damaged, Place{}, "part", name)
	}
	content, err := file.Open()
	if err != nil {
		return fault(Damaged, Place{}, "part", name)
	}
	defer content.Close()
	s := newScanner(newFilledRows(&gauge{tally: p.tally, from: content, packed: file.CompressedSize64}), name, p.Depth)
	return s.root(f)
}

// gauge counts what a part unzips to.
type gauge struct {
	*tally
	from   io.Reader
	packed uint64
	size   uint64
}

// Read refuses to go on when the part, or all parts together, grow too large.
func (g *gauge) Read(b []byte) (int, error) {
	n, err := g.from.Read(b)
	g.size += uint64(n)
	g.unzipped += n
	switch {
	case g.unzipped > g.Unzipped:
		return 0, fault(TooMuch, Place{}, "limit", strconv.Itoa(g.Unzipped))
	case g.size > 1<<20 && g.size/uint64(g.Ratio) > g.packed:
		return 0, fault(TooDense, Place{}, "limit", strconv.Itoa(g.Ratio))
	}
	return n, err
}

// relation is where one part refers to another.
type relation struct {
	id     string
	kind   string // last word of its type: "worksheet"
	target string // name of the part
}

// relations are those of a part, as they stand. A part without any has none.
func (p *parts) relations(of string) (all []relation, err error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if !p.has(name) {
		return nil, nil
	}
	err = p.read(name, func(s *scanner, _ string) error {
		return s.each(func(e element) error {
			if e.name() == "Relationship" && e.attr("TargetMode") != "External" {
				all = append(all, relation{e.attr("Id"), path.Base(e.attr("Type")), resolve(dir, e.attr("Target"))})
			}
			return nil
		})
	})
	return all, err
}

// resolve gives the name of the part that a target in a folder means.
func resolve(dir, target string) string {
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}
