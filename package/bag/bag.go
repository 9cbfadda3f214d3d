// Package bag is a sealed package: papers and what is said of them, made into a bag once,
// and written out as a folder or a zip file.
//
//	papers ─ Seal ─► *Bag ─ WriteDir, WriteZip ─►
//
// What a package is, file by file, stands in package manifest. A Bag never changes: the
// same papers under the same [Info] have the same id, the same bytes in every tag file and
// the same zip; another version of the program changes none of them but
// provenance.json. Papers are streamed, first to take their digests, then to copy them; they
// are never held in memory, and a paper that has changed between the two is an error.
package bag

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// Info is what is said about a package as a whole.
type Info struct {
	Kind     string // of the submission: "registration"; small letters, digits and "-", at most 20
	Program  string // "ismap-liu"
	Revision string // of the rules: "2023-11-10"
	Draft    bool   // sealed in spite of errors among the findings
	Replaces string // id of the package of an earlier text that this one takes the place of; "" for none

	Case      manifest.Case      // its Date is the bag's date: there is no clock here
	Generator manifest.Generator // has no part in the id
	Forms     string             // SHA-256 of the forms and rules of the revision, which has no part in it either; "" if unknown
	Findings  []manifest.Finding
}

// Bag is a sealed package. It is safe for use by many goroutines.
type Bag struct {
	manifest manifest.Manifest
	tags     []byte // tagmanifest-sha256.txt
	files    []File // by path
}

// File is one file of a bag, a paper or any other.
type File struct {
	Path    string
	Content storage.Content
	Open    func(context.Context) (io.ReadCloser, error)
}

// Seal makes a package of the papers. It reads every one of them once, to its end, but those
// that are known; the sources must go on giving the same bytes for as long as the Bag is used. Attachments
// and certificates are numbered in the order of the papers, as are forms that occur more
// than once; otherwise their order does not matter.
func Seal(ctx context.Context, info Info, papers []Paper) (*Bag, error) {
	files, err := measured(ctx, papers)
	if err != nil {
		return nil, err
	}
	m := manifest.Manifest{
		Package:  manifest.Package{Kind: info.Kind, Program: info.Program, Revision: info.Revision, Draft: info.Draft, Replaces: info.Replaces},
		Case:     info.Case,
		Findings: slices.Clone(info.Findings),
	}
	for i := range papers {
		m.Files = append(m.Files, papers[i].entry(&files[i]))
	}
	vetted, err := vettingOf(papers, files)
	if err != nil {
		return nil, err
	}
	tags, err := manifest.Seal(&m, vetted...)
	if err != nil {
		return nil, err
	}
	b := Assemble(&m, tags, files)
	made, err := manifest.Provenance{Generator: info.Generator, Forms: info.Forms}.File(&m, b.TagDigest())
	if err != nil {
		return nil, err
	}
	return Assemble(&m, append(tags, made), files), nil
}

// measured are the files that papers become.
func measured(ctx context.Context, papers []Paper) ([]File, error) {
	paths, err := Paths(papers)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(papers))
	err = storage.Each(ctx, len(papers), func(ctx context.Context, i int) error {
		p := &papers[i]
		content, err := p.Source.Measure(ctx)
		if err == nil && p.Verdict != nil && p.Verdict.SHA256 != content.Digest() {
			err = ErrChanged
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.name(), err)
		}
		files[i] = File{paths[i], content, p.Source.Open}
		return nil
	})
	return files, err
}

// Assemble is the bag of a manifest that was sealed before, of its tag files and of its
// papers. Whoever calls it has proved that they belong together.
func Assemble(m *manifest.Manifest, tags []manifest.TagFile, papers []File) *Bag {
	b := &Bag{manifest: *m, files: slices.Clone(papers)}
	for _, t := range tags {
		b.files = append(b.files, tagFile(t))
		if t.Path == manifest.Tags {
			b.tags = t.Data
		}
	}
	b.sort()
	return b
}

func (b *Bag) sort() {
	slices.SortFunc(b.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}

func tagFile(t manifest.TagFile) File {
	return File{t.Path, storage.ContentOf(t.Data), Bytes(t.Data).Open}
}

// ID is the package's id, which is also the name of the bag's top folder.
func (b *Bag) ID() string { return b.manifest.Package.ID }

// Manifest is a copy of the package's manifest.
func (b *Bag) Manifest() *manifest.Manifest {
	m := b.manifest
	m.Findings, m.Files = slices.Clone(m.Findings), slices.Clone(m.Files)
	return &m
}

// Files are the files of the bag by path, papers and all others.
func (b *Bag) Files() []File { return slices.Clone(b.files) }

// Entries are the same files for [manifest.Verify].
func (b *Bag) Entries() []manifest.Entry {
	var all []manifest.Entry
	for _, f := range b.files {
		all = append(all, manifest.Entry{Path: f.Path, Size: f.Content.Size, Open: f.Open})
	}
	return all
}

// TagManifest is tagmanifest-sha256.txt: what is signed. Nobody may change it.
func (b *Bag) TagManifest() []byte { return b.tags }

// TagDigest is the SHA-256 of tagmanifest-sha256.txt, 64 hexadecimal digits. It stands
// for the whole package: any other byte of what the lists name gives another digest.
func (b *Bag) TagDigest() string { return storage.ContentOf(b.tags).Digest() }

// SourceError says that a paper, or another file of the bag, cannot be had from where it lies,
// or is not what was sealed ([storage.ErrMismatch]): what is being written to is not at fault.
type SourceError struct {
	Path string
	Err  error
}

func (e *SourceError) Error() string { return e.Path + ": " + e.Err.Error() }

func (e *SourceError) Unwrap() error { return e.Err }

// copyTo writes a file of the bag and proves that it is the one that was sealed.
func (f *File) copyTo(ctx context.Context, w io.Writer) error {
	r, err := f.Open(ctx)
	if err != nil {
		return &SourceError{f.Path, err}
	}
	source := &faultyReader{r: r}
	err = errors.Join(storage.Copy(ctx, w, source, f.Content), r.Close())
	switch {
	case err == nil:
		return nil
	case source.failed || errors.Is(err, storage.ErrMismatch):
		return &SourceError{f.Path, err}
	}
	return fmt.Errorf("%s: %w", f.Path, err)
}

// faultyReader remembers whether reading has failed.
type faultyReader struct {
	r      io.Reader
	failed bool
}

func (f *faultyReader) Read(b []byte) (int, error) {
	n, err := f.r.Read(b)
	f.failed = f.failed || err != nil && err != io.EOF
	return n, err
}
