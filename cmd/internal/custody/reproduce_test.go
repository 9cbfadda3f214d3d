package custody

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/manifest"
)

// TestCompareManifests holds what counts as the same words in other bytes.
func TestCompareManifests(t *testing.T) {
	base := func() *manifest.Manifest {
		return &manifest.Manifest{Package: manifest.Package{ID: "a", Kind: "registration"}, Case: manifest.Case{ID: "c", SHA256: "1"},
			Findings: []manifest.Finding{{Code: "liu:1"}},
			Files: []manifest.File{{Path: "data/00-index/findings.pdf", SHA256: "f", Tree: "f"}, {Path: "data/00-index/index.pdf", SHA256: "i", Tree: "i"},
				{Path: "data/10-forms/2-1.pdf", SHA256: "p", Tree: "t"}, {Path: "data/20-attachments/A-0001.pdf", SHA256: "a"}}}
	}
	for name, c := range map[string]struct {
		change func(m *manifest.Manifest)
		want   Reproduced
	}{
		"nothing":          {func(*manifest.Manifest) {}, Reproduced{}},
		"another id":       {func(m *manifest.Manifest) { m.Package.ID = "b" }, Reproduced{}},
		"bytes of a form":  {func(m *manifest.Manifest) { m.Files[2].SHA256, m.Files[2].Size = "q", 9 }, Reproduced{Bytes: []string{"data/10-forms/2-1.pdf"}}},
		"words of a form":  {func(m *manifest.Manifest) { m.Files[2].SHA256, m.Files[2].Tree = "q", "u" }, Reproduced{Differs: []string{"data/10-forms/2-1.pdf"}}},
		"title of a form":  {func(m *manifest.Manifest) { m.Files[2].Title = "x" }, Reproduced{Differs: []string{"data/10-forms/2-1.pdf"}}},
		"the index":        {func(m *manifest.Manifest) { m.Files[1].SHA256, m.Files[1].Tree = "j", "j" }, Reproduced{Bytes: []string{"data/00-index/index.pdf"}}},
		"list of findings": {func(m *manifest.Manifest) { m.Files[0].Tree = "g" }, Reproduced{Differs: []string{"data/00-index/findings.pdf"}}},
		"an attachment":    {func(m *manifest.Manifest) { m.Files[3].SHA256 = "b" }, Reproduced{Differs: []string{"data/20-attachments/A-0001.pdf"}}},
		"a paper less":     {func(m *manifest.Manifest) { m.Files = m.Files[:3] }, Reproduced{Differs: []string{"data/20-attachments/A-0001.pdf"}}},
		"a paper more":     {func(m *manifest.Manifest) { m.Files = append(m.Files, manifest.File{Path: "data/x"}) }, Reproduced{Differs: []string{"data/x"}}},
		"a finding":        {func(m *manifest.Manifest) { m.Findings = nil }, Reproduced{Differs: []string{"findings"}}},
		"the case":         {func(m *manifest.Manifest) { m.Case.SHA256 = "2" }, Reproduced{Differs: []string{"case"}}},
		"a draft":          {func(m *manifest.Manifest) { m.Package.Draft = true }, Reproduced{Differs: []string{"case"}}},
	} {
		t.Run(name, func(t *testing.T) {
			is := base()
			c.change(is)
			if diff := cmp.Diff(&c.want, compareManifests(base(), is)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
