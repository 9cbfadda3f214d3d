package table

import (
	"slices"
	"strings"
)

// workbook is what the sheets of a workbook share.
type workbook struct {
	*parts
	strings []string // that cells name by their number
	formats []format // of cells, by the number of their style
	since   epoch
}

func readWorkbook(data []byte, t *tally) (*Book, error) {
	p, err := openParts(data, t)
	if err != nil {
		return nil, err
	}
	name, err := p.main()
	if err != nil {
		return nil, err
	}
	w := &workbook{parts: p}
	listed, err := w.list(name)
	if err != nil {
		return nil, err
	}
	book, err := w.sheets(name, listed)
	if err != nil {
		return nil, err
	}
	if p.macros {
		book.Remarks = append(book.Remarks, *fault(HasMacros, Place{}))
	}
	return book, nil
}

// main is the name of the part that all others hang from.
func (p *parts) main() (string, error) {
	relations, err := p.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range relations {
		switch {
		case r.kind != "officeDocument":
		case strings.HasSuffix(r.target, ".bin"):
			return "", fault(OtherKind, Place{}, "kind", "xlsb")
		default:
			return r.target, nil
		}
	}
	if p.has("mimetype") && p.has("content.xml") {
		return "", fault(OtherKind, Place{}, "kind", "ods")
	}
	return "", fault(OtherKind, Place{}, "kind", "zip")
}

// listing is a sheet as the workbook lists it.
type listing struct {
	name, relation string
	hidden         bool
}

// list reads which sheets there are, and since when days are counted.
func (w *workbook) list(part string) (listed []listing, err error) {
	err = w.read(part, func(s *scanner, root string) error {
		if root != "workbook" {
			return fault(OtherKind, Place{}, "kind", "office")
		}
		return s.each(func(e element) error {
			switch e.name() {
			case "workbookPr":
				if e.is("date1904") {
					w.since = of1904
				}
			case "sheets":
				return s.each(func(e element) error {
					if e.name() == "sheet" {
						listed = append(listed, listing{e.attr("name"), e.attr("id"), e.attr("state") != "" && e.attr("state") != "visible"})
					}
					return nil
				})
			}
			return nil
		})
	})
	if err == nil && len(listed) > w.Sheets {
		err = w.many("sheets", w.Sheets, 0, 0)
	}
	return listed, err
}

// sheets reads the sheets that hold cells.
func (w *workbook) sheets(part string, listed []listing) (*Book, error) {
	relations, err := w.relations(part)
	if err != nil {
		return nil, err
	}
	if err := w.shared(relations); err != nil {
		return nil, err
	}
	book := &Book{}
	for _, l := range listed {
		i := slices.IndexFunc(relations, func(r relation) bool { return r.id == l.relation })
		switch {
		case i < 0:
			return nil, fault(Damaged, Place{Sheet: l.name}, "part", part)
		case relations[i].kind != "worksheet": // a chart, a dialogue
			continue
		}
		rows, err := w.sheet(l.name, relations[i].target)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, Sheet{Name: l.name, Hidden: l.hidden, Rows: rows})
	}
	return book, nil
}

// shared reads the styles and the strings, of which a workbook has one part each or none.
func (w *workbook) shared(relations []relation) error {
	read := map[string]func(*scanner, string) error{"styles": w.readStyles, "sharedStrings": w.readStrings}
	for _, r := range relations {
		if f := read[r.kind]; f != nil {
			delete(read, r.kind)
			if err := w.read(r.target, f); err != nil {
				return err
			}
		}
	}
	return nil
}
