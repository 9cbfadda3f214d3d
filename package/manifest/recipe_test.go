package manifest

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yoshiki/forms/judge"
)

// kitchen makes a bag after a recipe: one step a line, a word and its operands, which are
// Go strings if they need quotes.
type kitchen struct {
	dir     string
	packed  []byte // the zip, once it is one
	sidecar string
	entries []*zip.FileHeader // to be added to the zip
	bodies  []string
}

// cook gives the folder or zip file that a recipe makes.
func cook(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	k := kitchen{dir: filepath.Join(t.TempDir(), "bag")}
	for line := range strings.Lines(string(text)) {
		err := k.step(operands(t, line))
		if errors.Is(err, fs.ErrPermission) {
			judge.Missing(t, "the right to make a device")
		}
		if err != nil {
			t.Fatalf("%s: %s%v", name, line, err)
		}
	}
	return k.serve(t)
}

func operands(t *testing.T, line string) []string {
	var all []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		word, rest, _ := strings.Cut(line, " ")
		if quoted, err := strconv.QuotedPrefix(line); err == nil {
			if word, err = strconv.Unquote(quoted); err != nil {
				t.Fatal(err)
			}
			rest = line[len(quoted):]
		}
		all, line = append(all, word), rest
	}
	return append(all, make([]string, 4)...)
}

func (k *kitchen) step(w []string) error {
	in := func(i int) string { return k.dir + "/" + w[i] }
	switch w[0] {
	case "copy":
		return os.CopyFS(k.dir, os.DirFS(filepath.Join(fixtures, w[1])))
	case "write":
		return k.write(w[1], w[2])
	case "remove":
		return os.RemoveAll(in(1))
	case "mkdir":
		return os.MkdirAll(in(1), 0o700)
	case "symlink":
		return os.Symlink(w[1], in(2))
	case "link":
		return os.Link(in(1), in(2))
	case "pipe":
		return makePipe(in(1))
	case "device": // the null device
		return makeDevice(in(1))
	case "replace": // in a file
		return k.edit(w[1], func(s string) string { return strings.Replace(s, w[2], w[3], 1) })
	case "double": // the last line of a file
		return k.edit(w[1], func(s string) string { return s + s[1+strings.LastIndexByte(s[:len(s)-1], '\n'):] })
	case "swap": // the first line of a file with the rest
		return k.edit(w[1], func(s string) string { first, rest, _ := strings.Cut(s, "\n"); return rest + first + "\n" })
	case "lines": // as many bad ones
		return k.edit(w[2], func(s string) string { return s + strings.Repeat("x\n", number(w[1])) })
	case "files": // as many listed ones that are not there
		return k.edit(w[2], func(s string) string { return s + numberedLines(number(w[1])) })
	case "grow": // a file to so many bytes
		return os.Truncate(in(1), int64(number(w[2])))
	case "list": // a file, under a name, in a list
		return k.list(w[1], or(w[2], w[1]), or(w[3], Payload))
	case "seal": // with a new tag manifest
		return k.seal()
	case "retag": // with new digests in the tag manifest
		return k.retag()
	}
	return k.zipStep(w)
}

func (k *kitchen) zipStep(w []string) error {
	switch w[0] {
	case "entry":
		k.add(w[1], w[2], zip.Store)
	case "method":
		k.add(w[2], "", uint16(number(w[1])))
	case "zip":
		return k.zip(w[1])
	case "patch":
		k.packed = bytes.Replace(k.packed, []byte(w[1]), []byte(w[2]), 1)
	case "cut":
		k.packed = k.packed[:len(k.packed)-number(w[1])]
	case "sidecar":
		k.sidecar = w[1] + "  bag.zip\n"
	default:
		return fmt.Errorf("no such step")
	}
	return nil
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func numberedLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%064x  data/%d\n", i, i)
	}
	return b.String()
}

func (k *kitchen) write(name, data string) error {
	full := k.dir + "/" + name
	if err := os.MkdirAll(path.Dir(full), 0o700); err != nil {
		return err
	}
	return os.WriteFile(full, []byte(data), 0o600)
}

func (k *kitchen) edit(name string, change func(string) string) error {
	data, err := os.ReadFile(k.dir + "/" + name)
	if err != nil {
		return err
	}
	if change(string(data)) == string(data) {
		return fmt.Errorf("changes nothing")
	}
	return k.write(name, change(string(data)))
}

func (k *kitchen) list(name, as, list string) error {
	data, err := os.ReadFile(k.dir + "/" + name)
	if err != nil {
		return err
	}
	algorithm := strings.TrimSuffix(list[strings.LastIndexByte(list, '-')+1:], ".txt")
	h := newHash(algorithm)
	h.Write(data)
	return k.edit(list, func(s string) string { return s + hex.EncodeToString(h.Sum(nil)) + "  " + as + "\n" })
}

// tagFiles are the files outside data/ but the tag manifest.
func (k *kitchen) tagFiles() (names []string, err error) {
	err = fs.WalkDir(os.DirFS(k.dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !IsPayload(p) && p != Tags {
			names = append(names, p)
		}
		return err
	})
	return names, err
}

func (k *kitchen) seal() error {
	names, err := k.tagFiles()
	if err != nil {
		return err
	}
	if err := k.write(Tags, ""); err != nil {
		return err
	}
	for _, name := range names {
		if err := k.list(name, name, Tags); err != nil {
			return err
		}
	}
	return nil
}

func (k *kitchen) retag() error {
	return k.edit(Tags, func(s string) string {
		all := strings.SplitAfter(s, "\n")
		for i, line := range all[:len(all)-1] {
			name := strings.TrimSuffix(line[66:], "\n")
			if data, err := os.ReadFile(k.dir + "/" + name); err == nil {
				all[i] = hexOf(string(data)) + line[64:]
			}
		}
		return strings.Join(all, "")
	})
}

func (k *kitchen) add(name, body string, method uint16) {
	k.entries = append(k.entries, &zip.FileHeader{Name: name, Method: method})
	k.bodies = append(k.bodies, body)
}

// zip packs the folder below a top folder; ID at the end of its name is that of our own
// bag's package.
func (k *kitchen) zip(top string) error {
	if strings.Contains(top, "-ID/") {
		info, err := os.ReadFile(k.dir + "/" + Info)
		if err != nil {
			return err
		}
		_, rest, _ := strings.Cut(string(info), "Internal-Sender-Identifier: ")
		id, _, _ := strings.Cut(rest, "\n")
		top = id + "/"
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	err := fs.WalkDir(os.DirFS(k.dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(k.dir + "/" + p)
		if err != nil {
			return err
		}
		return pack(w, &zip.FileHeader{Name: top + p}, string(data))
	})
	for i, h := range slices.All(k.entries) {
		if err == nil {
			err = pack(w, h, k.bodies[i])
		}
	}
	if err == nil {
		err = w.Close()
	}
	k.packed = out.Bytes()
	return err
}

func pack(w *zip.Writer, h *zip.FileHeader, body string) error {
	create := w.CreateHeader
	if h.Method != zip.Store {
		create = w.CreateRaw
	}
	f, err := create(h)
	if err != nil {
		return err
	}
	_, err = f.Write([]byte(body))
	return err
}

// serve gives the folder, or writes the zip.
func (k *kitchen) serve(t *testing.T) string {
	t.Helper()
	if k.packed == nil {
		return k.dir
	}
	name := filepath.Join(t.TempDir(), "bag.zip")
	if err := os.WriteFile(name, k.packed, 0o600); err != nil {
		t.Fatal(err)
	}
	if k.sidecar != "" {
		if err := os.WriteFile(name+SidecarSuffix, []byte(k.sidecar), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return name
}
