package frame

import (
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
)

// Verdict is what is to be said of a package, in plain words.
type Verdict struct {
	Whole   bool
	Own     bool
	Title   string // what it is
	Program string
	Files   int
	Bytes   string
	Digest  string
	Faults  []string
	Remarks []string
	Signers []Signer
}

// Signer is who signed, and when.
type Signer struct {
	Who, When string
	Trusted   bool
}

// Verdict puts into words what was found of a package.
func (c *Call) Verdict(a *app.App, v *custody.Verified) *Verdict {
	out := &Verdict{Whole: v.Whole(), Own: v.Manifest != nil, Files: v.Files, Bytes: Size(v.Bytes), Digest: v.TagManifest}
	if m := v.Manifest; m != nil {
		out.Program, out.Title = m.Package.Program, m.Package.Kind
		if catalog, err := a.Catalog(app.Text{Program: casefile.Program(m.Package.Program), Revision: casefile.Date(m.Package.Revision)}); err == nil {
			if p, err := catalog.Package(m.Package.Kind); err == nil {
				out.Title = c.In(casefile.Words{Ja: p.Ja, En: p.En})
			}
		}
	}
	for _, f := range v.Faults {
		text := f.MessageJA
		if c.Words.Language() == "en" {
			text = f.MessageEN
		}
		if f.Path != "" {
			text = f.Path + ": " + text
		}
		if f.Severity == manifest.Error {
			out.Faults = append(out.Faults, text)
		} else {
			out.Remarks = append(out.Remarks, text)
		}
	}
	for _, s := range v.Proofs {
		x := Signer{Who: s.Signer, Trusted: s.Trusted}
		if !s.Time.IsZero() {
			x.When = s.Time.In(app.Japan).Format("2006-01-02 15:04")
		}
		out.Signers = append(out.Signers, x)
	}
	return out
}

// Size is a number of bytes for people.
func Size(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt(n>>10, 10) + " kB"
	}
	return strconv.FormatInt(n, 10) + " B"
}
