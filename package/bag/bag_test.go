package bag_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
	"yoshiki/storage"
)

func info() bag.Info {
	return bag.Info{
		Kind: "registration", Program: "ismap-liu", Revision: "2023-11-10",
		Case: manifest.Case{
			ID: "case-001", SHA256: strings.Repeat("0a", 32), Date: "2026-04-15", Organization: "例示クラウド株式会社",
		},
		Generator: manifest.Generator{Name: "yoshiki", Version: "1.0.0"},
		Findings:  []manifest.Finding{{Code: "liu:7.3", Severity: "warning", Path: "/service", MessageJA: "確認", MessageEN: "check"}},
	}
}

func paper(role manifest.Role, form, name, data string) bag.Paper {
	p := bag.Paper{Role: role, Form: form, OriginalName: name, Source: bag.Bytes([]byte(data))}
	if role == manifest.Attachment {
		p.Verdict = &vet.Verdict{SHA256: storage.ContentOf([]byte(data)).Digest(), MediaType: "application/octet-stream", Marks: []vet.Mark{}}
	}
	return p
}

// files are papers of every role; two have the same bytes, one has none.
func files() []bag.Paper {
	all := []bag.Paper{
		paper(manifest.Index, "", "", "%PDF-1.7 index"),
		paper(manifest.Form, "2-4", "", "%PDF-1.7 2-4"),
		paper(manifest.Form, "1-2", "", "%PDF-1.7 1-2 the first"),
		paper(manifest.Form, "1-2", "", "%PDF-1.7 1-2 the second"),
		paper(manifest.Attachment, "", "見積書（最終版）.PDF", "the same"),
		paper(manifest.Attachment, "", "empty", ""),
		paper(manifest.Attachment, "", "表.xlsx", strings.Repeat("PK\x03\x04", 100_000)),
		paper(manifest.Certificate, "", "登記事項証明書.pdf", "the same"),
	}
	for i := range 4 {
		all[i].MediaType, all[i].Title, all[i].TitleConfirmed = "application/pdf", "登録申請書", i%2 == 0
	}
	return all
}

func seal(t testing.TB, info bag.Info, files []bag.Paper) *bag.Bag {
	t.Helper()
	b, err := bag.Seal(context.Background(), info, files)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSeal(t *testing.T) {
	b := seal(t, info(), files())
	var got []string
	for _, f := range b.Manifest().Files {
		got = append(got, fmt.Sprintf("%s %s %d %s", f.Path, f.MediaType, f.Size, f.OriginalName))
	}
	if diff := cmp.Diff([]string{
		"data/00-index/index.pdf application/pdf 14 ",
		"data/10-forms/1-2.2.pdf application/pdf 23 ",
		"data/10-forms/1-2.pdf application/pdf 22 ",
		"data/10-forms/2-4.pdf application/pdf 12 ",
		"data/20-attachments/A-0001.pdf application/pdf 8 見積書（最終版）.PDF",
		"data/20-attachments/A-0002.bin application/octet-stream 0 empty",
		"data/20-attachments/A-0003.xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet 400000 表.xlsx",
		"data/30-certificates/C-0001.pdf application/pdf 8 登記事項証明書.pdf",
	}, got); diff != "" {
		t.Error(diff)
	}
	r, err := manifest.Verify(context.Background(), b.Entries())
	if err != nil || len(r.Faults) > 0 {
		t.Errorf("%v, %v", r.Faults, err)
	}
	if !strings.HasPrefix(b.ID(), "pkg-case-001-registration-") || r.Manifest.Package.ID != b.ID() {
		t.Errorf("id %s", b.ID())
	}
}

// TestPaths: a form in two formats keeps its name, a repeated one is numbered in each.
func TestPaths(t *testing.T) {
	const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	var papers []bag.Paper
	for _, mediaType := range []string{"application/pdf", xlsx, "application/pdf", xlsx, "text/x-unknown"} {
		f := paper(manifest.Form, "1-2", "a.PDF", mediaType)
		f.MediaType = mediaType
		papers = append(papers, f)
	}
	var got []string
	for _, f := range seal(t, info(), papers).Manifest().Files {
		got = append(got, strings.TrimPrefix(f.Path, "data/10-forms/"))
	}
	if diff := cmp.Diff([]string{"1-2.2.pdf", "1-2.2.xlsx", "1-2.3.pdf", "1-2.pdf", "1-2.xlsx"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestSealed: what a caller does afterwards does not change the bundle.
func TestSealed(t *testing.T) {
	in, papers := info(), files()
	b := seal(t, in, papers)
	before := b.Manifest()
	in.Findings[0].Code, papers[1].Form = "changed", "changed"
	m := b.Manifest()
	m.Files[0].Path, m.Findings[0].Code = "changed", "changed"
	if diff := cmp.Diff(before, b.Manifest()); diff != "" {
		t.Error(diff)
	}
}

func TestSealIsDeterministic(t *testing.T) {
	first := zipOf(t, seal(t, info(), files()))
	for range 5 {
		if !bytes.Equal(first, zipOf(t, seal(t, info(), files()))) {
			t.Fatal("the same papers give another zip")
		}
	}
	papers := files()
	papers[0], papers[1] = papers[1], papers[0] // neither is numbered
	if !bytes.Equal(first, zipOf(t, seal(t, info(), papers))) {
		t.Error("the order of forms changes the zip")
	}
	papers[0].Source = bag.Bytes([]byte("other"))
	if seal(t, info(), papers).ID() == seal(t, info(), files()).ID() {
		t.Error("other papers have the same id")
	}
}

func zipOf(t testing.TB, b *bag.Bag) []byte {
	t.Helper()
	var z bytes.Buffer
	if err := b.WriteZip(context.Background(), &z); err != nil {
		t.Fatal(err)
	}
	return z.Bytes()
}

func TestSealRefuses(t *testing.T) {
	broken := errors.New("bad sector")
	for name, c := range map[string]struct {
		change func(*bag.Info, *bag.Paper)
		want   string
	}{
		"form id":    {func(_ *bag.Info, f *bag.Paper) { f.Form = "../2-4" }, `"../2-4"`},
		"no form id": {func(_ *bag.Info, f *bag.Paper) { f.Form = "" }, "form id"},
		"device":     {func(_ *bag.Info, f *bag.Paper) { f.Form = "con" }, "not allowed"},
		"role":       {func(_ *bag.Info, f *bag.Paper) { f.Role = "letter" }, `"letter"`},
		"no date":    {func(i *bag.Info, _ *bag.Paper) { i.Case.Date = "" }, "date"},
		"kind":       {func(i *bag.Info, _ *bag.Paper) { i.Kind = "Registration" }, "kind"},
		"title":      {func(_ *bag.Info, f *bag.Paper) { f.Title = "\xff" }, "not UTF-8"},
		"unreadable": {func(_ *bag.Info, f *bag.Paper) {
			f.Source.Open = func(context.Context) (io.ReadCloser, error) { return nil, broken }
		}, "form 2-4: bad sector"},
		"longer":  {func(_ *bag.Info, f *bag.Paper) { f.Source.Size-- }, "changed"},
		"shorter": {func(_ *bag.Info, f *bag.Paper) { f.Source.Size++ }, "changed"},
	} {
		in, papers := info(), files()
		c.change(&in, &papers[1])
		b, err := bag.Seal(context.Background(), in, papers)
		if err == nil || b != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
	if _, err := bag.Seal(context.Background(), info(), nil); err == nil {
		t.Error("a package without papers was sealed")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := bag.Seal(ctx, info(), files()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// FuzzOriginalName: whatever a user calls a file, its path is legal and its name kept.
func FuzzOriginalName(f *testing.F) {
	for _, name := range []string{"a.PDF", "見積書.pdf", "a.tar.gz", "../../etc/passwd", "CON", "a.", ".pdf", "a.ｐｄｆ", "a.K", "a\x00.pdf", "a.p/df"} {
		f.Add(name, "")
	}
	f.Add("", "text/html")
	f.Fuzz(func(t *testing.T, name, mediaType string) {
		file := paper(manifest.Attachment, "", name, "x")
		file.MediaType = mediaType
		b, err := bag.Seal(context.Background(), info(), []bag.Paper{file})
		if err != nil {
			if !strings.Contains(err.Error(), "UTF-8") {
				t.Error(err)
			}
			return
		}
		got := b.Manifest().Files[0]
		if got.OriginalName != name || manifest.CheckPath(got.Path) != nil || strings.ToLower(got.Path[5:]) != strings.Replace(got.Path[5:], "A-", "a-", 1) {
			t.Errorf("%q is %+v", name, got)
		}
	})
}

// typical is a bag as a submission has it: 25 forms of 60 KiB, 15 attachments of 1 MiB.
func typical() ([]bag.Paper, int64) {
	var all []bag.Paper
	var size int64
	add := func(role manifest.Role, form string, i, n int) {
		data := bytes.Repeat(fmt.Appendf(nil, "%s %08d\n", role, i), n)
		size += int64(len(data))
		all = append(all, bag.Paper{Role: role, Form: form, MediaType: "application/pdf", Source: bag.Bytes(data)})
	}
	for i := range 25 {
		add(manifest.Form, fmt.Sprintf("2-%d", i), i, 4<<10)
	}
	for i := range 15 {
		add(manifest.Attachment, "", i, 1<<20/20)
	}
	return all, size
}

func BenchmarkZip(b *testing.B) {
	papers, size := typical()
	sealed := seal(b, info(), papers)
	b.SetBytes(size)
	for b.Loop() {
		if err := sealed.WriteZip(context.Background(), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func paths(b *bag.Bag) []string {
	var all []string
	for _, e := range b.Entries() {
		all = append(all, e.Path)
	}
	slices.Sort(all)
	return all
}

func tagFile(t *testing.T, b *bag.Bag, path string) []byte {
	t.Helper()
	for _, e := range b.Entries() {
		if e.Path == path {
			r, err := e.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var data bytes.Buffer
			if _, err := data.ReadFrom(r); err != nil {
				t.Fatal(err)
			}
			return data.Bytes()
		}
	}
	t.Fatalf("no %s", path)
	return nil
}
