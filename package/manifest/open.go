package manifest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// SidecarSuffix is what the name of a zip is followed by in the name of the file that
// holds its SHA-256, in the form of sha256sum.
const SidecarSuffix = ".sha256"

// VerifyPath verifies the bag in a folder or a zip file. Beside a zip it takes
// FILE.sha256 into account if there is one. The error is that of a path that cannot be
// opened or listed, or of a cancelled context.
func VerifyPath(ctx context.Context, name string) (*Report, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return verifyDir(ctx, name)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: neither a folder nor a file", name)
	}
	return verifyZip(ctx, name)
}

func verifyDir(ctx context.Context, name string) (report *Report, err error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	entries, err := FromFS(root.FS())
	if err != nil {
		return nil, err
	}
	return Verify(ctx, entries)
}

func verifyZip(ctx context.Context, name string) (report *Report, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if report, err = verifyZipped(ctx, f, info.Size()); err != nil {
		return nil, err
	}
	fresh, err := sidecar(ctx, f, info.Size())
	if err != nil {
		return nil, err
	}
	if !fresh {
		report.Faults = append(report.Faults, NewFault("bag-sidecar", "", filepath.Base(name)+SidecarSuffix))
	}
	return report, nil
}

func verifyZipped(ctx context.Context, f *os.File, size int64) (*Report, error) {
	top, entries, err := FromZip(f, size)
	if err != nil {
		return &Report{Faults: []Fault{zipFault(err)}}, nil
	}
	report, err := Verify(ctx, entries)
	if err != nil {
		return nil, err
	}
	base := filepath.Base(f.Name())
	if m := report.Manifest; m != nil && top != m.Package.ID {
		report.Faults = append(report.Faults, NewFault("bag-top", "", m.Package.ID))
	} else if !report.Own && top != strings.TrimSuffix(base, filepath.Ext(base)) {
		report.Faults = append(report.Faults, NewFault("zip-name", "", top))
	}
	return report, nil
}

// sidecar reports whether FILE.sha256, if it is there, is about these bytes.
func sidecar(ctx context.Context, f *os.File, size int64) (bool, error) {
	name := f.Name() + SidecarSuffix
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil || !info.Mode().IsRegular() { // a pipe would be waited for
		return false, err
	}
	s, err := os.Open(name)
	if err != nil {
		return false, err
	}
	want, err := io.ReadAll(io.LimitReader(s, 4096))
	if err = errors.Join(err, s.Close()); err != nil {
		return false, err
	}
	whole := Entry{Size: size, Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(f), nil }}
	sums, err := digestsOf(ctx, whole, io.Discard, "sha256")
	return bytes.HasPrefix(want, []byte(sums["sha256"]+"  ")), err
}
