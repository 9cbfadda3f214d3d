package finish_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"yoshiki/forms/judge"
	"yoshiki/forms/pdf/finish"
)

// plain is a file of one page as page engines write it.
func plain() []byte {
	objects := []string{
		"<</Type /Pages\n/Kids [3 0 R ]\n/Count 1\n/MediaBox [0 0 200 100]\n>>",
		"<<\n/ProcSet [/PDF]\n>>",
		"<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n/Contents 4 0 R>>",
		"<</Length 23>>\nstream\n10 10 m 90 90 l S endobj\nendstream",
		"<<\n/Producer (x)\n>>",
		"<<\n/Type /Catalog\n/Pages 1 0 R\n>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.3\n")
	var table strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<<\n/Size %d\n/Root 6 0 R\n/Info 5 0 R\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, table.String(), len(objects)+1, start)
	return b.Bytes()
}

func parse(t testing.TB) *finish.File {
	t.Helper()
	f, err := finish.Parse(plain(), &finish.Deflater{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func write(t testing.TB, f *finish.File) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := f.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes of %d: %v", n, b.Len(), err)
	}
	return b.Bytes()
}

// unpack lets qpdf check a file and write it without compression.
func unpack(t *testing.T, pdf []byte) string {
	t.Helper()
	name := t.TempDir() + "/x.pdf"
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := judge.Command(t, "qpdf", "--check", name).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v: %s", err, out)
	}
	out, err := judge.Command(t, "qpdf", "--qdf", "--object-streams=disable", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestObjectsSurvive(t *testing.T) {
	f := parse(t)
	if err := f.Compress(4); err != nil {
		t.Fatal(err)
	}
	if err := f.Compress(3); err == nil {
		t.Error("a dictionary was compressed as a stream")
	}
	list := []byte("[")
	for i := range 1000 {
		list = fmt.Appendf(list, "%d 0 R ", f.Add(fmt.Appendf(nil, "(object %d)", i)))
	}
	n := f.Reserve()
	f.Set(n, append(list, ']'))
	stream := f.AddStream("/Kind/Test", bytes.Repeat([]byte("data"), 100))
	f.Set(f.Root, fmt.Appendf(nil, "<</Type/Catalog/Pages 1 0 R/List %d 0 R/Stream %d 0 R>>", n, stream))
	got := unpack(t, write(t, f))
	for _, want := range []string{"10 10 m 90 90 l S", "(object 0)", "(object 999)", strings.Repeat("data", 100), "/Kind /Test", "(x)"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in the file", want)
		}
	}
	if f.Object(0) != nil || f.Object(5000) != nil {
		t.Error("an object that does not exist has a body")
	}
}

func TestEqualObjectsEqualBytes(t *testing.T) {
	a, b := write(t, parse(t)), write(t, parse(t))
	if !bytes.Equal(a, b) {
		t.Error("two files of equal objects differ")
	}
	other := parse(t)
	other.Set(5, []byte("<</Producer(y)>>"))
	id := func(pdf []byte) string {
		_, after, _ := bytes.Cut(pdf, []byte("/ID[<"))
		return string(after[:32])
	}
	if id(a) == id(write(t, other)) {
		t.Error("two files of different objects have the same ID")
	}
}

type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteError(t *testing.T) {
	if _, err := parse(t).WriteTo(full{}); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}

func TestDamagedFilesAreErrors(t *testing.T) {
	good := string(plain())
	for name, pdf := range map[string]string{
		"empty":        "",
		"cut short":    good[:len(good)/2],
		"no xref":      strings.Replace(good, "xref\n0 7", "xfer\n0 7", 1),
		"no root":      strings.Replace(good, "/Root", "/Boot", 1),
		"no info":      strings.Replace(good, "/Info", "/Into", 1),
		"far root":     strings.Replace(good, "/Root 6", "/Root 7", 1),
		"other offset": strings.Replace(good, "0000000009", "0000000010", 1),
		"far offset":   strings.Replace(good, "0000000009", "9000000009", 1),
	} {
		if _, err := finish.Parse([]byte(pdf), &finish.Deflater{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(plain())
	f.Fuzz(func(t *testing.T, pdf []byte) {
		file, err := finish.Parse(pdf, &finish.Deflater{})
		if err != nil {
			return
		}
		_ = file.Compress(1) // not a stream is an error
		write(t, file)
	})
}
