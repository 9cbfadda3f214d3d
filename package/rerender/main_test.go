package rerender_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/rerender"
	"yoshiki/package/vet/vettest"
	"yoshiki/storage"
	"yoshiki/templates"
)

const (
	runChild = "run-child"
	samples  = "../../testdata/cases"
)

// TestMain is a child of a test if it is asked to be. Otherwise it looks for goroutines that
// are left.
func TestMain(m *testing.M) {
	vettest.Serve()
	if len(os.Args) > 2 && os.Args[1] == runChild {
		worker(os.Args[2:])
		return
	}
	goleak.VerifyTestMain(m)
}

var (
	library = forms.NewLibrary(templates.FS)
	reader  = readerBy(library)
	printer = sync.OnceValue(func() *press.Press {
		p, err := press.NewPress(templates.FS)
		if err != nil {
			panic(err)
		}
		return p
	})
	generator = manifest.Generator{Name: "yoshiki", Version: "test"}
)

// readerBy reads cases with the words of a library.
func readerBy(library *forms.Library) *decode.Reader {
	return &decode.Reader{Lexicon: func(p casefile.Program, day casefile.Date) *decode.Lexicon {
		c, err := library.Open(p, day)
		if err != nil {
			return nil
		}
		return c.Vocabulary().Lexicon()
	}}
}

// mover moves the packages of a store to a text of ISMAP-LIU.
func mover(store storage.Store, to casefile.Date) *rerender.Mover {
	return &rerender.Mover{Store: store, Catalog: library.Open, Press: printer(), Generator: generator, Vet: vettest.Child(), Target: rerender.Target{"ismap-liu": to},
		Decode: func(name string, data []byte) (*decode.File, []casefile.Finding) {
			return reader.Decode(name, data, nil)
		}}
}

// read reads a sample, under a text of the rules.
func read(t testing.TB, name string, revision casefile.Date) *decode.File {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(samples, name))
	if err != nil {
		t.Fatal(err)
	}
	file, found := reader.Decode(name, data, os.DirFS(samples))
	if casefile.Failed(found) {
		t.Fatal(found)
	}
	file.Case.Revision = revision
	data, err = casefile.Encode(file.Case)
	if err != nil {
		t.Fatal(err)
	}
	file, _ = reader.Decode(name, data, nil)
	return file
}

func beside(t testing.TB) func(string) (bag.Source, error) {
	t.Helper()
	root, err := os.OpenRoot(samples)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return func(path string) (bag.Source, error) { return bag.Attach(root, path) }
}

// before is the library as it was before any text after a day was known.
func before(day casefile.Date) *forms.Library { return forms.NewLibrary(until{templates.FS, day}) }

// until hides the texts after a day.
type until struct {
	fs.FS
	day casefile.Date
}

func (u until) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(u.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), "20") && e.Name() > string(u.day) }), err
}

// pack stores a case and its package of a kind, a draft where the rules refuse it, and gives
// its id; "" where there can be no package.
func pack(t testing.TB, store storage.Store, file *decode.File, kind string) string {
	t.Helper()
	return packBy(t, before(file.Case.Revision), store, file, kind)
}

// packBy is pack by a library.
func packBy(t testing.TB, library *forms.Library, store storage.Store, file *decode.File, kind string) string {
	t.Helper()
	catalog, err := library.Open(file.Case.Program, file.Case.Revision)
	if err != nil {
		t.Fatal(err)
	}
	o := bundle.Order{Catalog: catalog, File: file, Kind: kind, Open: beside(t), Formats: press.Formats, Generator: generator, Vet: vettest.Child()}
	var built *bundle.Built
	for _, o.Draft = range []bool{false, true} {
		if built, err = bundle.Build(t.Context(), printer(), o); err == nil {
			break
		}
	}
	if err != nil {
		return ""
	}
	if err := repository.SaveCase(t.Context(), store, file.Case, o.Open); err != nil {
		t.Fatal(err)
	}
	if err := repository.Save(t.Context(), store, built.Bag); err != nil {
		t.Fatal(err)
	}
	return built.ID()
}

// kindsOf are the kinds of package that a case has a day for.
func kindsOf(t testing.TB, library *forms.Library, c *casefile.Case) []string {
	t.Helper()
	catalog, err := library.Open(c.Program, c.Revision)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(catalog.Kinds(), func(kind string) bool {
		day, err := catalog.SubmissionDay(kind, c)
		return day == "" || err != nil
	})
}

// pause waits for a moment, where nobody else is at work.
func pause(ctx context.Context, d time.Duration) error { return wait(ctx, min(d, 10*time.Millisecond)) }

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func run(t testing.TB, m *rerender.Mover) []rerender.Result {
	t.Helper()
	b, err := rerender.Begin(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if err := (&rerender.Runner{Batch: b, Workers: 2, Pause: pause}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return collect(t, b)
}

func collect(t testing.TB, b *rerender.Batch) []rerender.Result {
	t.Helper()
	var all []rerender.Result
	for r, err := range b.Results(t.Context(), rerender.Share{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}
