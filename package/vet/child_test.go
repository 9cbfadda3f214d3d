package vet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

// TestMain makes this program the child that it starts, well or badly behaved.
func TestMain(m *testing.M) {
	behave, asked := map[string]func(){
		"child":  func() { serve(os.Stdin) },
		"hang":   func() { time.Sleep(time.Hour) },
		"crash":  func() { panic("crash") },
		"babble": func() { fmt.Println(`{"mediaType":"x","marks":[{"class":"nothing"}]}`) },
		"flood":  func() { _, _ = io.Copy(os.Stdout, endless{}) },
		"eat":    func() { serve(eater{}) },
		"poor":   func() { serve(pauper{}) },
	}[argument()]
	if asked {
		behave()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func argument() string {
	if len(os.Args) == 2 {
		return os.Args[1]
	}
	return ""
}

func serve(in io.Reader) {
	if err := vet.Serve(in, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

// eater takes memory when it is read, which is after the child has confined itself.
type eater struct{}

func (eater) Read([]byte) (int, error) {
	var all [][]byte
	for range 64 {
		b := make([]byte, 64<<20)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		all = append(all, b)
	}
	return len(all), errors.New("there was memory for 4 GiB")
}

// child is this program as a child that behaves so.
func child(t testing.TB, behaviour string) vet.Child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return vet.Child{Command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, self, behaviour) }, Time: 10 * time.Minute}
}

// onDisk writes a file and gives it as an attachment.
func onDisk(t testing.TB, name string, data []byte) vet.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return vet.File{Name: name, Open: func() (*os.File, error) { return os.Open(path) }}
}

func TestChild(t *testing.T) {
	data := map[string][]byte{"a.pdf": in("/OpenAction " + script), "b.docx": office(nil), "c.zip": named("../x").bytes(), "d.csv": []byte("a,b\n")}
	for _, behaviour := range []string{"child", "poor"} {
		var files []vet.File
		var want []vet.Verdict
		for _, name := range []string{"a.pdf", "b.docx", "c.zip", "d.csv"} {
			files, want = append(files, onDisk(t, "folder/"+name, data[name])), append(want, look(data[name], name))
		}
		got, err := child(t, behaviour).Vet(t.Context(), files)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", behaviour, diff)
		}
	}
}

// TestManyFiles holds that more files than one child is given are all looked at.
func TestManyFiles(t *testing.T) {
	var files []vet.File
	for i := range 150 {
		files = append(files, onDisk(t, fmt.Sprintf("%d.txt", i), fmt.Appendf(nil, "text %d", i)))
	}
	verdicts, err := child(t, "child").Vet(t.Context(), files)
	if err != nil || len(verdicts) != len(files) {
		t.Fatal(len(verdicts), err)
	}
	for i, v := range verdicts {
		if len(v.Marks) > 0 {
			t.Error(i, v)
		}
	}
}

// TestStoppedChild holds that a child that fails is a verdict.
func TestStoppedChild(t *testing.T) {
	files := []vet.File{onDisk(t, "a.txt", []byte("a")), onDisk(t, "b.txt", []byte("b"))}
	for behaviour, why := range map[string]string{"hang": "time", "crash": "memory", "babble": "memory", "flood": "memory", "eat": "memory"} {
		t.Run(behaviour, func(t *testing.T) {
			t.Parallel()
			c := child(t, behaviour)
			if behaviour == "hang" {
				c.Time = 200 * time.Millisecond
			}
			got, err := c.Vet(t.Context(), files)
			if err != nil {
				t.Fatal(err)
			}
			stopped := vet.Verdict{MediaType: "application/octet-stream", Marks: []vet.Mark{{Class: vet.FileStopped, Where: why}}}
			if diff := cmp.Diff([]vet.Verdict{stopped, stopped}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLargeFileHasTime holds that the time for a file grows with its size.
func TestLargeFileHasTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 64<<20)); err != nil {
		t.Fatal(err)
	}
	c := child(t, "hang")
	c.Time = 50 * time.Millisecond
	begun := time.Now()
	v, err := c.Vet(t.Context(), []vet.File{{Name: "a", Open: func() (*os.File, error) { return os.Open(path) }}})
	if took := time.Since(begun); err != nil || !has(v[0], vet.FileStopped) || took < 2*time.Second {
		t.Error(took, v, err)
	}
}

func TestNoChild(t *testing.T) {
	files := []vet.File{onDisk(t, "a.txt", []byte("a"))}
	if _, err := (vet.Child{}).Vet(t.Context(), files); err == nil {
		t.Error("no command")
	}
	if got, err := (vet.Child{}).Vet(t.Context(), nil); err != nil || len(got) > 0 {
		t.Error(got, err)
	}
	nowhere := vet.Child{Command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, "/nowhere") }}
	if _, err := nowhere.Vet(t.Context(), files); err == nil {
		t.Error("no program")
	}
	lost := []vet.File{{Name: "a", Open: func() (*os.File, error) { return nil, os.ErrNotExist }}}
	if _, err := child(t, "child").Vet(t.Context(), lost); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := child(t, "hang").Vet(ctx, files); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestNothingIsFetched has every kind of file refer to a server that listens.
func TestNothingIsFetched(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	met := make(chan string, 100)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				close(met)
				return
			}
			met <- c.RemoteAddr().String()
			_ = c.Close()
		}
	}()
	url := "http://" + l.Addr().String() + "/a"
	relation := func(kind string) string {
		return `<Relationships><Relationship Id="r" Type="x/` + kind + `" TargetMode="External" Target="` + url + `"/></Relationships>`
	}
	files := []vet.File{
		onDisk(t, "a.docx", office(map[string]string{"word/_rels/settings.xml.rels": relation("attachedTemplate")})),
		onDisk(t, "b.docx", office(map[string]string{"word/_rels/document.xml.rels": relation("image")})),
		onDisk(t, "c.docx", office(map[string]string{"word/document.xml": `<!DOCTYPE a SYSTEM "` + url + `"><a/>`})),
		onDisk(t, "d.xml", []byte(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "`+url+`">]><a>&e;</a>`)),
		onDisk(t, "e.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><image href="`+url+`"/></svg>`)),
		onDisk(t, "f.html", []byte(`<html><img src="`+url+`"></html>`)),
		onDisk(t, "g.pdf", in("/OpenAction << /S /URI /URI ("+url+") >>")),
		onDisk(t, "h.pdf", with("<< /F << /FS /URL /F ("+url+") >> /Length 0 >>\nstream\n\nendstream")),
	}
	verdicts, err := child(t, "child").Vet(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for from := range met {
		t.Errorf("connection from %s", from)
	}
	for _, i := range []int{0, 2, 3} {
		if verdicts[i].Policy() != vet.Refuse {
			t.Error(i, verdicts[i])
		}
	}
}

// TestTwinsAmongAttachments holds that names are compared with each other.
func TestTwinsAmongAttachments(t *testing.T) {
	files := []vet.File{onDisk(t, "が.txt", []byte("a")), onDisk(t, "b.txt", []byte("b")), onDisk(t, "か\u3099.TXT", []byte("c"))}
	got, err := child(t, "child").Vet(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	if !has(got[2], vet.NameTwin) || has(got[0], vet.NameTwin) || has(got[1], vet.NameTwin) {
		t.Error(got)
	}
	if !slices.IsSortedFunc(got[2].Marks, func(a, b vet.Mark) int { return bytes.Compare([]byte(a.Class), []byte(b.Class)) }) {
		t.Error(got[2].Marks)
	}
}

func BenchmarkChild(b *testing.B) {
	files := []vet.File{onDisk(b, "a.pdf", honestPDF()), onDisk(b, "b.docx", office(nil))}
	c := child(b, "child")
	for b.Loop() {
		if _, err := c.Vet(b.Context(), files); err != nil {
			b.Fatal(err)
		}
	}
}
