package repository_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"go.uber.org/goleak"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
	"yoshiki/storage"
)

// TestMain shortens the pauses of the S3 client and looks for goroutines that are left.
func TestMain(m *testing.M) {
	minio.DefaultRetryUnit = time.Millisecond
	goleak.VerifyTestMain(m)
}

func info() bag.Info {
	return bag.Info{
		Kind: "registration", Program: "ismap-liu", Revision: "2023-11-10",
		Case:      manifest.Case{ID: "case-001", SHA256: digestOf(made("case-001")), Date: "2026-04-15", Organization: "例示クラウド株式会社"},
		Generator: manifest.Generator{Name: "yoshiki", Version: "1.0.0"},
	}
}

// made is the case that the packages of these tests are made from.
func made(id casefile.CaseID) *casefile.Case { return caseWith(id, "例示", "a.pdf") }

// appendix are its attachments.
var appendix = folder{"a.pdf": "a"}

func digestOf(c *casefile.Case) string {
	data, err := casefile.Encode(c)
	if err != nil {
		panic(err)
	}
	return storage.ContentOf(data).Digest()
}

func paper(role manifest.Role, form, name, data string) bag.Paper {
	p := bag.Paper{Role: role, Form: form, OriginalName: name, Source: bag.Bytes([]byte(data))}
	if role == manifest.Attachment {
		p.Verdict = &vet.Verdict{SHA256: storage.ContentOf([]byte(data)).Digest(), MediaType: "application/octet-stream", Marks: []vet.Mark{}}
	}
	return p
}

// few are papers enough for a package.
func few() []bag.Paper {
	return []bag.Paper{paper(manifest.Index, "", "", "%PDF-1.7 index"), paper(manifest.Form, "2-4", "", "%PDF-1.7 2-4")}
}

// files are papers of every role; two have the same bytes, one has none.
func files() []bag.Paper {
	return append(few(),
		paper(manifest.Form, "1-2", "", "%PDF-1.7 1-2 the first"),
		paper(manifest.Form, "1-2", "", "%PDF-1.7 1-2 the second"),
		paper(manifest.Attachment, "", "見積書（最終版）.PDF", "the same"),
		paper(manifest.Attachment, "", "empty", ""),
		paper(manifest.Attachment, "", "表.xlsx", strings.Repeat("PK\x03\x04", 100_000)),
		paper(manifest.Certificate, "", "登記事項証明書.pdf", "the same"),
	)
}

func seal(t testing.TB, info bag.Info, papers []bag.Paper) *bag.Bag {
	t.Helper()
	b, err := bag.Seal(context.Background(), info, papers)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// vouched are the objects of a store but provenance.json, for which nothing vouches.
func vouched(store storage.Store) []storage.Object {
	var all []storage.Object
	for o := range store.List(context.Background(), "") {
		if !strings.HasSuffix(o.Key, "/"+manifest.Software) {
			all = append(all, o)
		}
	}
	return all
}

func zipOf(t testing.TB, b *bag.Bag) []byte {
	t.Helper()
	var z bytes.Buffer
	if err := b.WriteZip(context.Background(), &z); err != nil {
		t.Fatal(err)
	}
	return z.Bytes()
}
