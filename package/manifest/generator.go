package manifest

import (
	"context"
	"strings"
)

// Generator names the program that made a package.
type Generator struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// maxSoftware bounds generator.txt in bytes.
const maxSoftware = 1 << 10

// File is generator.txt. It lies beside the lists, not in them: another version of the
// program that makes the same papers makes the same package.
func (g Generator) File() TagFile {
	return TagFile{Software, []byte(oneLine(g.Name+" "+g.Version) + "\n")}
}

// software tells which program made the package, as it says itself.
func (v *verifier) software(ctx context.Context) {
	if v.files[Software].Size > maxSoftware {
		v.fault("bag-large", Software, maxSoftware)
		return
	}
	if data, _, ok := v.read(ctx, Software); ok {
		v.report.Generator = strings.TrimSpace(strings.ToValidUTF8(string(data), "\ufffd"))
	} else if m := v.report.Manifest; m != nil {
		v.report.Generator = m.agent()
	}
}
