package office_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/pages/office"
)

// TestPublicList: where the office wants it, who has not signed in reads the list of services and
// what is published of each, and nothing else; where it does not, there is no such page.
func TestPublicList(t *testing.T) {
	w := newWorld(t)
	root, err := os.OpenRoot("../../../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	f, err := root.Open("registered.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.app.ReadCase("registered.yaml", f, root)
	if err == nil {
		_, err = w.app.SaveCase(t.Context(), w.stores["office"], c)
	}
	if err != nil {
		t.Fatal(err)
	}
	o := w.options
	o.Visitor, o.Now = nil, func() time.Time { return time.Date(2026, 9, 1, 9, 0, 0, 0, app.Japan) }
	o.May = func(context.Context, access.Action) bool { return false }
	ask := func(h http.Handler, path string) (int, string) {
		rw := httptest.NewRecorder()
		h.ServeHTTP(rw, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		return rw.Code, rw.Body.String()
	}
	public := o.Public
	o.Public = nil
	if code, _ := ask(frame.New(o.Options, office.Room(o)), "/list"); code == http.StatusOK {
		t.Error("the list is public though nobody wants it")
	}
	o.Public = public
	h := frame.New(o.Options, office.Room(o))
	name, id := string(c.File.Case.Service.Name), string(c.File.Case.ID)
	code, list := ask(h, "/list")
	if code != http.StatusOK || !strings.Contains(list, name) || !strings.Contains(list, `href="/list/`+id+`"`) {
		t.Errorf("%d %s", code, list)
	}
	code, one := ask(h, "/list/"+id)
	if code != http.StatusOK || !strings.Contains(one, name) || strings.Contains(one, string(c.File.Case.Contact.Phone)) {
		t.Errorf("%d %s", code, one)
	}
	for path, want := range map[string]int{"/list/nothing": 404, "/list?program=other": 404, "/office/services": 403, "/office/cases/" + id: 403} {
		if code, _ := ask(h, path); code != want {
			t.Errorf("%s: %d", path, code)
		}
	}
}
