package office_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	work "yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/pages/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/package/vet/vettest"
)

// TestMain is the child that vets attachments if it is asked to be.
func TestMain(m *testing.M) {
	vettest.Serve()
	os.Exit(m.Run())
}

// today is the day on which the pages are looked at.
var today = time.Date(2025, 12, 5, 9, 0, 0, 0, app.Japan)

// who are those who ask, by what they say in a cookie.
var who = map[string]*access.Actor{
	"first":    {ID: "p-first", Name: "審査 花子", Tenant: "office", Roles: []access.Role{access.Staff, access.Admin}},
	"second":   {ID: "p-second", Name: "確認 次郎", Tenant: "office", Roles: []access.Role{access.Staff}},
	"provider": {ID: "p-provider", Tenant: "office", Roles: []access.Role{access.Provider}},
	"operator": {ID: "p-operator", Tenant: "office", Roles: []access.Role{access.Operator}},
	"auditor":  {ID: "p-auditor", Tenant: "office", Roles: []access.Role{access.Auditor}},
	"admin":    {ID: "p-admin", Tenant: "office", Roles: []access.Role{access.Admin}},
	"other":    {ID: "p-other", Tenant: "other", Roles: []access.Role{access.Staff, access.Admin}},
}

// world is an office: its pages, and its store.
type world struct {
	http.Handler
	app     *app.App
	stores  map[string]*app.Store
	asking  sync.Mutex
	noted   []access.Action // what was asked for
	granted map[string]bool // attachments, by case and path
	options office.Options
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{stores: map[string]*app.Store{}, granted: map[string]bool{}}
	w.app = app.New(app.Options{Vet: vettest.Child()})
	for _, tenant := range []string{"office", "other"} {
		s, err := w.app.CreateStore(t.Context(), "dir:"+t.TempDir(), today)
		if err != nil {
			t.Fatal(err)
		}
		w.stores[tenant] = s
	}
	w.options = office.Options{App: w.app, Public: func(context.Context) (*app.Store, error) { return w.stores["office"], nil }, Options: frame.Options{
		Store: func(ctx context.Context) (*app.Store, error) { return w.stores[access.From(ctx).Tenant], nil },
		Now:   func() time.Time { return today },
		Visitor: func(r *http.Request) frame.Visitor {
			a := access.From(r.Context())
			return frame.Visitor{Name: a.Name, May: a.May}
		},
		May: func(ctx context.Context, do access.Action) bool {
			w.asking.Lock()
			defer w.asking.Unlock()
			w.noted = append(w.noted, do)
			return access.From(ctx).May(do)
		},
		Failed: func(r *http.Request, err error) { t.Errorf("%s %s: %v", r.Method, r.URL, err) }},
		Granted: func(ctx context.Context, caseID, file string) bool {
			return w.granted[access.From(ctx).ID+" "+caseID+" "+file]
		}}
	h := frame.New(w.options.Options, office.Room(w.options))
	w.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		a := who["first"]
		if c, err := r.Cookie("who"); err == nil {
			a = who[c.Value]
		}
		h.ServeHTTP(rw, r.WithContext(access.With(r.Context(), a)))
	})
	return w
}

// sample reads a case of the samples.
func (w *world) sample(t testing.TB, name string) *app.Case {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "..", "testdata", "cases")
	data, err := os.ReadFile(filepath.Join(folder, name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	c, err := w.app.ReadCase(name+".yaml", bytes.NewReader(data), root)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// zip is the package of a sample, as a provider hands it over.
func (w *world) zip(t testing.TB, name, kind string) string {
	t.Helper()
	made, err := w.app.Package(t.Context(), w.sample(t, name), app.PackageOrder{Kind: kind, Formats: []string{"pdf"}, Store: func(context.Context) (*app.Store, error) { return w.stores["other"], nil }})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), made.ID()+".zip")
	if err := made.WriteZipFile(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	return file
}

// pending are cases that wait for the results of their prior application.
func (w *world) pending(t testing.TB, ids ...string) {
	t.Helper()
	for i, id := range ids {
		c := w.sample(t, "small-saas")
		c.Findings = nil // of attachments, which it loses
		full := c.File.Case
		prior := full.Prior
		prior.Result = casefile.PriorResult{}
		service := full.Service
		service.Name = casefile.Text(fmt.Sprintf("例示クラウド第%d", i+1))
		*full = casefile.Case{ID: casefile.CaseID(id), Program: full.Program, Revision: full.Revision, Applicant: full.Applicant, Contact: full.Contact, Service: service, Prior: prior}
		if _, err := work.TakeIn(t.Context(), w.app, w.stores["office"], c); err != nil {
			t.Fatal(err)
		}
	}
}

// ids are names of cases.
func ids(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("case-%02d", i+1))
	}
	return all
}

// keep keeps a sample in the office as it is.
func (w *world) keep(t testing.TB, name string) {
	t.Helper()
	c := w.sample(t, name)
	c.Findings = nil
	if _, err := w.app.SaveCase(t.Context(), w.stores["office"], c); err != nil {
		t.Fatal(err)
	}
}

// issueAll issues results for cases, and gives the packages.
func (w *world) issueAll(t testing.TB, cases []string) (packages []string) {
	t.Helper()
	var rows []letters.Row
	for _, id := range cases {
		rows = append(rows, letters.Row{Name: id, Letter: letters.Letter{Case: casefile.CaseID(id), Form: "1-4", Date: "2025-12-05", Dated: true,
			Values: map[string]string{"decision": "eligible", "scope/0/function": "アンケートの作成、配付、回収及び集計", "scope/0/operation": "職員アンケート"}}})
	}
	done, err := work.Issue(t.Context(), w.app, work.IssueOrder{Form: "1-4", Rows: rows, Pattern: work.LetterPattern("ismap-liu"), Formats: app.Formats(), Store: w.stores["office"]})
	if err != nil {
		t.Fatal(err)
	}
	for i := range done {
		if done[i].Status != work.NewlyIssued {
			t.Fatal(done[i].Status, done[i].Findings, done[i].Err)
		}
		packages = append(packages, done[i].Record.Package)
	}
	return packages
}

// found is what a pattern finds on a page.
func found(t testing.TB, body, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("%s is not in\n%s", pattern, body)
	}
	return html.UnescapeString(m[1])
}
