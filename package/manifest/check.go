package manifest

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

var (
	token   = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,31}$`)
	kind    = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,19}$`)
	digest  = regexp.MustCompile(`^[0-9a-f]{64}$`)
	earlier = regexp.MustCompile(`^pkg-[a-z0-9-]{1,60}$`)
	segment = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
	device  = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|:|$)`)
)

// IsDevice reports whether Windows takes a file name for that of a device, with any extension
// and with the superscript digits that it takes for digits.
func IsDevice(name string) bool { return device.MatchString(name) }

// CheckPath returns nil if a file of a bag may have this path.
//
// A path is one to four segments joined by "/", at most 150 bytes. A segment is one to 64
// of the ASCII letters, digits, ".", "_" and "-"; it starts with a letter or digit, does
// not end with ".", and is not the name of a Windows device, with or without an extension.
func CheckPath(path string) error {
	parts := strings.Split(path, "/")
	if len(path) > 150 || len(parts) > 4 {
		return fmt.Errorf("path %.60q…: longer than 150 bytes or 4 segments", path)
	}
	for _, s := range parts {
		if !segment.MatchString(s) || strings.HasSuffix(s, ".") || IsDevice(s) {
			return fmt.Errorf("path %q: segment %q is not allowed", path, s)
		}
	}
	return nil
}

// check says what in m is against the format, its id included.
func (m *Manifest) check() error {
	if err := m.checkHead(); err != nil {
		return err
	}
	for _, f := range m.Findings {
		if !valid(f.Code, f.Severity, f.Path, f.MessageJA, f.MessageEN) {
			return fmt.Errorf("finding %q: not UTF-8", f.Code)
		}
	}
	if len(m.Files) == 0 || len(m.Files) > MaxFiles {
		return fmt.Errorf("%d files; a package holds 1 to %d", len(m.Files), MaxFiles)
	}
	for i := range m.Files {
		if err := m.Files[i].check(); err != nil {
			return fmt.Errorf("file %q: %w", m.Files[i].Path, err)
		}
		if i > 0 && m.Files[i-1].Path >= m.Files[i].Path {
			return fmt.Errorf("file %q: not in order, or twice", m.Files[i].Path)
		}
	}
	id, err := m.id()
	if err != nil {
		return err
	}
	if m.Package.ID != id {
		return fmt.Errorf("package id %q; the content says %q", m.Package.ID, id)
	}
	return nil
}

func (m *Manifest) checkHead() error {
	if m.Schema != Schema && m.Schema != firstSchema {
		return fmt.Errorf("schema %.40q: %w", m.Schema, ErrSchema)
	}
	if (m.Generator != nil) != (m.Schema == firstSchema) {
		return fmt.Errorf("a generator in schema %s, or none", m.Schema)
	}
	if !kind.MatchString(m.Package.Kind) {
		return fmt.Errorf("kind %q", m.Package.Kind)
	}
	if !token.MatchString(m.Package.Program) || !token.MatchString(m.Package.Revision) {
		return fmt.Errorf("program %q, revision %q", m.Package.Program, m.Package.Revision)
	}
	if id := m.Package.Replaces; id != "" && !earlier.MatchString(id) {
		return fmt.Errorf("replaces %.80q", id)
	}
	if !digest.MatchString(m.Case.SHA256) {
		return fmt.Errorf("case digest %q", m.Case.SHA256)
	}
	if _, err := time.Parse(time.DateOnly, m.Case.Date); err != nil {
		return fmt.Errorf("date %q: want YYYY-MM-DD", m.Case.Date)
	}
	if !valid(m.Case.ID, m.Case.Organization) || m.Generator != nil && !valid(m.Generator.Name, m.Generator.Version) {
		return errors.New("case, organization or generator: not UTF-8")
	}
	if m.Findings == nil {
		return errors.New("findings: null")
	}
	return nil
}

func (f *File) check() error {
	if err := CheckPath(f.Path); err != nil {
		return err
	}
	if f.Role.Folder() == "" || !strings.HasPrefix(f.Path, f.Role.Folder()) {
		return fmt.Errorf("role %q does not fit the path", f.Role)
	}
	if f.Size < 0 {
		return fmt.Errorf("size %d", f.Size)
	}
	if !digest.MatchString(f.SHA256) || f.Tree != "" && !digest.MatchString(f.Tree) {
		return fmt.Errorf("digest %q, tree %q", f.SHA256, f.Tree)
	}
	if !valid(f.Form, f.Title, f.Clause, f.MediaType, f.OriginalName) {
		return errors.New("not UTF-8")
	}
	return nil
}

func valid(texts ...string) bool {
	for _, s := range texts {
		if !utf8.ValidString(s) {
			return false
		}
	}
	return true
}
