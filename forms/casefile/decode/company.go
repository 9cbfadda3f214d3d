package decode

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
)

// companyPointer is the place of the key that names the file.
const companyPointer = "/company"

// CompanyKeys are the parts of a case that the company's file may hold.
var CompanyKeys = []string{"applicant", "contact", "offices"}

// company is the file beside the case that holds what several services of one provider
// have in common.
type company struct {
	name string // of the file, from where the case is named; "" when there is none
	root node.Node
}

// holds reports whether a value of the case came from the company's file.
func (c *company) holds(f *File, pointer string) bool {
	return c.name != "" && c.root.Depth(pointer) > f.root.Depth(pointer)
}

// readCompany takes the parts of the case that the company's file holds. Afterwards the case
// no longer names the file.
func (file *File) readCompany(l *Lexicon, beside fs.FS, f *casefile.Faults) {
	named := string(file.Case.Company)
	if named == "" {
		return
	}
	name := path.Clean(named)
	data, problem := readBeside(beside, name)
	if problem != "" {
		f.At(file.root.Find(companyPointer), companyPointer, "case:company-file", "file", named, "fault", problem)
		return
	}
	file.Case.Company = ""
	c := company{name: file.beside(name)}
	f.File = c.name
	if of, ok := c.read(data, l, f); ok {
		file.company = c
		m := merger{file: file, faults: f}
		for _, key := range CompanyKeys {
			i := casefile.Root().ByKey[key]
			m.group(casefile.Root().Fields[i].Model, reflect.ValueOf(file.Case).Elem().Field(i), reflect.ValueOf(of).Elem().Field(i), "/"+key)
		}
	}
	f.File = file.Name
}

// read gives a case of which only the parts of the company are filled.
func (c *company) read(data []byte, l *Lexicon, f *casefile.Faults) (*casefile.Case, bool) {
	source, ok := node.Source(data, f)
	if !ok {
		return nil, false
	}
	if c.root, ok = readNode(c.name, source, f); !ok {
		return nil, false
	}
	known := slices.DeleteFunc(c.root.Children, func(m node.Member) bool {
		_, is := casefile.Root().ByKey[m.Key]
		strange := is && !slices.Contains(CompanyKeys, m.Key)
		if strange {
			f.At(m.At, "/"+casefile.EscapeToken(m.Key), "case:company-key", "key", m.Key, "allowed", strings.Join(CompanyKeys, ", "))
		}
		return strange
	})
	c.root.Children = known
	of, d := &casefile.Case{}, decoder{faults: f, lexicon: l}
	d.decode(casefile.Root(), &c.root, reflect.ValueOf(of).Elem())
	return of, true
}

// merger puts what the company's file says into the case.
type merger struct {
	file   *File
	faults *casefile.Faults
}

// group takes each value that the case has not. One that both have is a fault.
func (m *merger) group(s *casefile.Model, to, from reflect.Value, pointer string) {
	for i, f := range s.Fields {
		into, value, at := to.Field(i), from.Field(i), pointer+"/"+f.Key
		switch {
		case value.IsZero():
		case into.IsZero():
			into.Set(value)
		case f.Model.Kind == casefile.KindGroup:
			m.group(f.Model, into, value, at)
		default:
			m.twice(at, f.Key)
		}
	}
}

// twice reports a value that the case has and the company's file too.
func (m *merger) twice(pointer, key string) {
	c := &m.file.company
	there := c.root.Find(pointer)
	was := m.faults.File
	m.faults.File = m.file.Name
	m.faults.At(m.file.root.Find(pointer), pointer, "case:company-both", "key", key,
		"other", fmt.Sprintf("%s:%s", c.name, strconv.Itoa(int(there.Line))))
	m.faults.File = was
}
