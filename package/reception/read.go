package reception

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/readback"
	"yoshiki/package/manifest"
)

// ErrNoParts says that no paper of a package carries a part of its case: it was made by an
// older program, or by hand.
var ErrNoParts = errors.New("the forms carry no part of the case")

// order is which format of a form is read: what people edit least comes first.
var order = []string{"pdf", "xlsx", "docx"}

// Read gives the parts of the case that the forms of a package carry, in the order of their
// paths, each once. The bag must have been verified. Errors: [ErrNoParts].
func Read(ctx context.Context, m *manifest.Manifest, entries []manifest.Entry) ([]*casefile.Case, error) {
	byPath := map[string]manifest.Entry{}
	for _, e := range entries {
		byPath[e.Path] = e
	}
	var parts []*casefile.Case
	for _, name := range papers(m) {
		part, err := readPart(ctx, byPath[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if part != nil {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return nil, ErrNoParts
	}
	return parts, nil
}

// papers are the files to read: of each form one.
func papers(m *manifest.Manifest) []string {
	best := map[string]string{}
	for _, f := range m.Files {
		format := strings.TrimPrefix(path.Ext(f.Path), ".")
		stem := strings.TrimSuffix(f.Path, path.Ext(f.Path))
		if at := slices.Index(order, format); f.Role == manifest.Form && at >= 0 {
			if was, there := best[stem]; !there || at < slices.Index(order, strings.TrimPrefix(path.Ext(was), ".")) {
				best[stem] = f.Path
			}
		}
	}
	var all []string
	for _, name := range best {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// maxPaper bounds a form that is read, in bytes.
const maxPaper = 64 << 20

func readPart(ctx context.Context, e manifest.Entry) (*casefile.Case, error) {
	r, err := e.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPaper))
	if err != nil {
		return nil, err
	}
	file, err := readback.Read(strings.TrimPrefix(path.Ext(e.Path), "."), data)
	if err != nil || file.Slice == nil {
		return nil, err
	}
	slice, err := forms.ParseSlice(file.Slice)
	if err != nil {
		return nil, err
	}
	part, findings := decode.Decode(e.Path, slice.Case, nil)
	for _, f := range findings {
		if f.Severity == casefile.Error {
			return nil, fmt.Errorf("%s at %s", f.ID, f.Pointer)
		}
	}
	return part.Case, nil
}
