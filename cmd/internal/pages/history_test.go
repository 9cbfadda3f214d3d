package pages_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/state"
	"yoshiki/forms/casefile"
	"yoshiki/package/vet/vettest"
)

// together are the pages with two people who work on one case, and a clock.
type together struct {
	*testing.T
	handler http.Handler
	clock   time.Time
}

func newTogether(t *testing.T) *together {
	db, err := state.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "state.db"))
	if err == nil {
		err = db.AddTenant(t.Context(), "acme", "会社", today)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	a := app.New(app.Options{Vet: vettest.Child()})
	s, err := a.CreateStore(t.Context(), "dir:"+t.TempDir(), today)
	if err != nil {
		t.Fatal(err)
	}
	two := &together{T: t, clock: today}
	s.Wrote = func(ctx context.Context, id casefile.CaseID, version int) {
		who := access.From(ctx)
		if err := db.PutEdit(ctx, access.Edit{Tenant: "acme", Case: string(id), Version: version, Person: who.ID, Name: who.Name, Made: two.clock}); err != nil {
			t.Error(err)
		}
	}
	two.handler = pages.New(pages.Options{App: a, Trail: db, Options: frame.Options{Store: func(context.Context) (*app.Store, error) { return s, nil }, Now: func() time.Time { return two.clock },
		Failed: func(r *http.Request, err error) { t.Errorf("%s: %v", r.URL, err) }}})
	return two
}

// actor is the context in which somebody asks.
func (two *together) actor(name string) context.Context {
	return access.With(two.Context(), &access.Actor{ID: "person-" + name, Name: name, Tenant: "acme"})
}

// as asks for a page as somebody; a form is posted.
func (two *together) as(name, path string, form url.Values) string {
	two.Helper()
	r := httptest.NewRequestWithContext(two.actor(name), http.MethodGet, path, nil)
	if form != nil {
		r.Method, r.Body = http.MethodPost, http.NoBody
		r.PostForm, r.Form = form, form
		r.Header.Set("X-Live", "1")
	}
	w := httptest.NewRecorder()
	two.handler.ServeHTTP(w, r)
	if w.Code >= 400 {
		two.Fatalf("%s %s: %d %s", name, path, w.Code, w.Body)
	}
	return w.Body.String()
}

var baseOf = regexp.MustCompile(`name="base" value="([0-9a-f]+)"`)

// types fills in a field of a part as somebody.
func (two *together) types(name, part, pointer, text string) {
	two.Helper()
	two.typesAt("/cases/demo/for/registration", name, part, pointer, text)
}

// typesAt is types for a procedure.
func (two *together) typesAt(at, name, part, pointer, text string) {
	two.Helper()
	path := at + "/part/" + part
	base := baseOf.FindStringSubmatch(two.as(name, path, nil))[1]
	two.as(name, path, url.Values{"base": {base}, pointer: {text}})
}

// holds wants texts in a page, in their order, and others nowhere.
func (two *together) holds(page string, want []string, not ...string) {
	two.Helper()
	rest := page
	for _, text := range want {
		_, behind, found := strings.Cut(rest, text)
		if !found {
			two.Errorf("%q is not in its place in\n%s", text, page)
			return
		}
		rest = behind
	}
	for _, text := range not {
		if strings.Contains(page, text) {
			two.Errorf("%q is in\n%s", text, page)
		}
	}
}

// TestHistory: what one person types within some minutes is one entry, with a name and a time;
// others are told of it until they have looked, and two versions stand side by side.
func TestHistory(t *testing.T) {
	two := newTogether(t)
	two.as("佐藤", "/demo", url.Values{})
	two.holds(two.as("佐藤", "/", nil), nil, "ほかの人の変更")
	two.holds(two.as("鈴木", "/", nil), []string{"ほかの人の変更", "変更した人：佐藤（最後は令和8年6月1日 09:00）"})
	two.as("鈴木", "/cases/demo", nil)
	two.holds(two.as("鈴木", "/", nil), nil, "ほかの人の変更")
	for _, phone := range []string{"03-1", "03-12", "03-1234-5678"} {
		two.clock = two.clock.Add(time.Minute)
		two.types("鈴木", "contact", "/contact/phone", phone)
	}
	two.clock = two.clock.Add(30 * time.Minute)
	two.types("鈴木", "contact", "/contact/department", "総務部")
	two.holds(two.as("佐藤", "/", nil), []string{"変更した人：鈴木（最後は令和8年6月1日 09:33）"})
	two.holds(two.as("鈴木", "/", nil), nil, "ほかの人の変更")
	history := two.as("鈴木", "/cases/demo/history", nil)
	two.holds(history, []string{"鈴木 <small>令和8年6月1日 09:33", "総務部", "鈴木 <small>令和8年6月1日 09:03", "03-1234-5678", "佐藤 <small>令和8年6月1日 09:00", "案件の始まりです。"}, "03-12<")
	version := two.as("鈴木", "/cases/demo/history/1?with=4", nil)
	two.holds(version, []string{"第4版 鈴木", "か所が異なります", "連絡先", "電話番号", "03-1234-5678", "この版に戻す"}, "<del>総務部", "<ins>総務部")
	two.as("佐藤", "/cases/demo", nil)
	two.types("鈴木", "contact", "/contact/title", "次長")
	two.holds(two.as("佐藤", "/cases/demo/for/registration", nil), []string{"ほかの人の変更", "役職", "次長", "前に見たときと比べる"}, "<ins>総務部")
}

// TestTwoRules: one case under two texts of the rules: what only one of them finds, and what
// differs between them.
func TestTwoRules(t *testing.T) {
	two := newTogether(t)
	two.as("佐藤", "/demo", url.Values{})
	page := two.as("佐藤", "/cases/demo/rules?from=2022-11-01&to=2023-11-10&for=registration", nil)
	two.holds(page, []string{"点検の結果", "の規則だけで見つかるもの", "どちらの規則でも見つかるもの", "規則の違い"})
}
