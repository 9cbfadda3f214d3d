// Package bundle seals papers into a package, keeps packages in a store, and gives them
// out again as a folder or a zip file.
//
//	files ─ Seal ─► *Bundle ─ Save ─► store ─ Load ─► *Bundle ─ WriteDir, WriteZip ─►
//
// What a package is, file by file, stands in package manifest. A Bundle never changes:
// the same papers under the same [Info] have the same id, the same bytes in every tag
// file and the same zip. Papers are streamed, first to take their digests, then to copy
// them; they are never held in memory, and a paper that has changed between the two is
// an error.
//
// In the store a package is
//
//	blobs/sha256/ab/cd/<64 digits>         every paper, once for all packages
//	packages/<id>/v0001/bagit.txt, …       the files of the bag outside data/
//	packages/<id>/v0001/sig/…              signatures, if any
//	packages/<id>/v0001/COMMIT             that it exists
//
// written in this order; signatures may also be added later. Without COMMIT there is no package, whatever else lies there;
// with it the package is complete. So a process may die at any instant, and several may
// save the same package at once.
package bundle

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"yoshiki/package/manifest"
	"yoshiki/package/vet"
	"yoshiki/storage"
)

// Info is what is said about a package as a whole.
type Info struct {
	Kind     string // of the submission: "registration"; small letters, digits and "-", at most 20
	Program  string // "ismap-liu"
	Revision string // of the rules: "2023-11-10"
	Draft    bool   // sealed in spite of errors among the findings

	Case      manifest.Case // its Date is the bag's date: there is no clock here
	Generator manifest.Generator
	Findings  []manifest.Finding
}

// File is one paper that goes into a package. Its path there is made by [Seal].
type File struct {
	Role           manifest.Role
	Form           string // id of the form: "2-4"; of a form only
	Title          string
	TitleConfirmed bool
	Clause         string
	MediaType      string       // "" is told from OriginalName
	OriginalName   string       // without folders; "" if the program made the file
	Tree           string       // SHA-256 of the document tree, 64 hexadecimal digits; of a form only
	Verdict        *vet.Verdict // what vetting found in these very bytes; of a file of the user only
	Source         Source
}

// Bundle is a sealed package. It is safe for use by many goroutines.
type Bundle struct {
	manifest manifest.Manifest
	tags     []byte // tagmanifest-sha256.txt
	files    []file // those of the bag, by path
}

// file is one file of a bag.
type file struct {
	path    string
	content storage.Content
	open    func(context.Context) (io.ReadCloser, error)
}

// Seal makes a package of the files. It reads every one of them once, to its end; the
// sources must go on giving the same bytes for as long as the Bundle is used.
// Attachments and certificates are numbered in the order of files, as are forms that
// occur more than once; otherwise their order does not matter.
func Seal(ctx context.Context, info Info, files []File) (*Bundle, error) {
	paths, err := payloadPaths(files)
	if err != nil {
		return nil, err
	}
	papers := make([]file, len(files))
	err = each(ctx, len(files), func(ctx context.Context, i int) error {
		content, err := files[i].Source.measure(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", files[i].name(), err)
		}
		if v := files[i].Verdict; v != nil && v.SHA256 != hex.EncodeToString(content.SHA256[:]) {
			return fmt.Errorf("%s: %w", files[i].name(), errChanged)
		}
		papers[i] = file{paths[i], content, files[i].Source.Open}
		return nil
	})
	if err != nil {
		return nil, err
	}
	m := manifest.Manifest{
		Package:   manifest.Package{Kind: info.Kind, Program: info.Program, Revision: info.Revision, Draft: info.Draft},
		Case:      info.Case,
		Generator: info.Generator,
		Findings:  slices.Clone(info.Findings),
	}
	for i, f := range files {
		m.Files = append(m.Files, f.entry(papers[i]))
	}
	vetted, err := vettingOf(files, paths)
	if err != nil {
		return nil, err
	}
	tags, err := manifest.Seal(&m, vetted...)
	if err != nil {
		return nil, err
	}
	return assemble(&m, tags, papers), nil
}

// assemble is the bundle of a manifest, its tag files and its papers.
func assemble(m *manifest.Manifest, tags []manifest.TagFile, papers []file) *Bundle {
	b := &Bundle{manifest: *m, files: papers}
	for _, t := range tags {
		b.files = append(b.files, tagFile(t))
		if t.Path == manifest.Tags {
			b.tags = t.Data
		}
	}
	slices.SortFunc(b.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return b
}

func tagFile(t manifest.TagFile) file {
	return file{t.Path, storage.ContentOf(t.Data), Bytes(t.Data).Open}
}

// entry is the file's line in the manifest.
func (f *File) entry(p file) manifest.File {
	return manifest.File{
		Path: p.path, Role: f.Role, Form: f.Form, Title: f.Title, TitleConfirmed: f.TitleConfirmed, Clause: f.Clause,
		Size: p.content.Size, SHA256: hex.EncodeToString(p.content.SHA256[:]),
		MediaType: f.mediaType(), OriginalName: f.OriginalName, Tree: f.Tree,
	}
}

// name is how an error names the file to people.
func (f *File) name() string {
	if f.OriginalName != "" {
		return f.OriginalName
	}
	return string(f.Role) + " " + f.Form
}

// ID is the package's id, which is also the name of the bag's top folder.
func (b *Bundle) ID() string { return b.manifest.Package.ID }

// Manifest is a copy of the package's manifest.
func (b *Bundle) Manifest() *manifest.Manifest {
	m := b.manifest
	m.Findings, m.Files = slices.Clone(m.Findings), slices.Clone(m.Files)
	return &m
}

// Entries are the files of the bag by path, papers and all others.
func (b *Bundle) Entries() []manifest.Entry {
	var all []manifest.Entry
	for _, f := range b.files {
		all = append(all, manifest.Entry{Path: f.path, Size: f.content.Size, Open: f.open})
	}
	return all
}

// TagDigest is the SHA-256 of tagmanifest-sha256.txt, 64 hexadecimal digits. It stands
// for the whole package: any other byte anywhere gives another digest.
func (b *Bundle) TagDigest() string { return digestOf(b.tags) }

// commit is the content of COMMIT: one line of JSON that binds the id to the bag.
func (b *Bundle) commit() []byte { return commitOf(b.TagDigest(), b.manifest.Oxum()) }

func commitOf(tagManifest, oxum string) []byte {
	return fmt.Appendf(nil, `{"schema":"yoshiki-commit/1","tagmanifest":%q,"payloadOxum":%q}`+"\n", tagManifest, oxum)
}

// copyTo writes a file of the bag and proves that it is the one that was sealed.
func (f *file) copyTo(ctx context.Context, w io.Writer) error {
	r, err := f.open(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	if err := errors.Join(storage.Copy(ctx, w, r, f.content), r.Close()); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return nil
}
