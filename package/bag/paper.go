package bag

import (
	"path"
	"slices"
	"strings"

	"yoshiki/package/manifest"
	"yoshiki/package/vet"
)

// Paper is one of the papers that go into a package: a form that was drawn, a part of one,
// or an attachment. Its path there is made by [Seal].
type Paper struct {
	Role           manifest.Role
	Form           string // id of the form: "2-4"; of a form only
	Title          string
	TitleConfirmed bool
	Clause         string
	MediaType      string       // "" is told from OriginalName
	OriginalName   string       // without folders; "" if the program made the paper
	Tree           string       // SHA-256 of the document tree, 64 hexadecimal digits; of a form only
	Verdict        *vet.Verdict // what vetting found in these very bytes; of a file of the user only
	Source         Source
}

// entry is the paper's line in the manifest.
func (p *Paper) entry(f *File) manifest.File {
	return manifest.File{
		Path: f.Path, Role: p.Role, Form: p.Form, Title: p.Title, TitleConfirmed: p.TitleConfirmed, Clause: p.Clause,
		Size: f.Content.Size, SHA256: f.Content.Digest(),
		MediaType: p.mediaType(), OriginalName: p.OriginalName, Tree: p.Tree,
	}
}

// name is how an error names the paper to people.
func (p *Paper) name() string {
	if p.OriginalName != "" {
		return p.OriginalName
	}
	return string(p.Role) + " " + p.Form
}

// extension is the usual one of the paper's media type; of an unknown type, that of its
// original name if it is plain; otherwise ".bin".
func (p *Paper) extension() string {
	if ext := vet.Extension(p.MediaType); ext != "" {
		return ext
	}
	if ext := p.originalExtension(); extension.MatchString(ext) {
		return ext
	}
	return ".bin"
}

// mediaType is what the paper says, or what its original name tells.
func (p *Paper) mediaType() string {
	if p.MediaType != "" {
		return p.MediaType
	}
	return vet.MediaType(p.originalExtension())
}

func (p *Paper) originalExtension() string { return strings.ToLower(path.Ext(p.OriginalName)) }

// Known are the files that papers become, by path, where all of their sources are known; false
// where any is not.
func Known(papers []Paper) ([]manifest.File, bool) {
	paths, err := Paths(papers)
	if err != nil {
		return nil, false
	}
	all := make([]manifest.File, len(papers))
	for i := range papers {
		known := papers[i].Source.Known
		if known == nil {
			return nil, false
		}
		all[i] = papers[i].entry(&File{Path: paths[i], Content: *known})
	}
	slices.SortFunc(all, func(a, b manifest.File) int { return strings.Compare(a.Path, b.Path) })
	return all, true
}
