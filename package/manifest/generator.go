package manifest

import (
	"context"
	"strings"
)

// Generator names the program that made a package.
type Generator struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Go      string `json:"-"` // version of Go that it was built with; "" if unknown
}

// Line is the program and its version in one line, "yoshiki 1.0.0".
func (g Generator) Line() string { return oneLine(strings.ToValidUTF8(g.Name+" "+g.Version, "\ufffd")) }

// formerly is what told the program and its version before there was [Software]: one line.
const formerly = "generator.txt"

// MadeBy are the paths of the files that tell which program made a package, of which one is
// there. No list names them, and nothing vouches for them.
func MadeBy() []string { return []string{Software, formerly} }

// IsMadeBy reports whether path is one of [MadeBy].
func IsMadeBy(path string) bool { return path == Software || path == formerly }

// Maker is the line of the program that made a package, as one of these files has it; "" if
// it says nothing.
func Maker(f TagFile) string {
	if f.Path == formerly {
		return strings.TrimSpace(strings.ToValidUTF8(string(f.Data), "\ufffd"))
	}
	p, err := ParseProvenance(f.Data)
	if err != nil {
		return ""
	}
	return p.Generator.Line()
}

// software tells which program made the package, as it says itself.
func (v *verifier) software(ctx context.Context) {
	if m := v.report.Manifest; m != nil {
		v.report.Generator = m.agent()
	}
	for _, path := range MadeBy() {
		if v.files[path].Size > maxProvenance {
			v.fault("bag-large", path, maxProvenance)
			continue
		}
		data, _, ok := v.read(ctx, path)
		switch {
		case ok && path == Software:
			v.provenance(data)
			return
		case ok:
			v.report.Generator = Maker(TagFile{path, data})
		}
	}
}
