package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/storage"
)

// receipt is what the office answers to a package.
type receipt struct{ Package, Number, Day, Case string }

// TestSubmitApart: two providers whose cases have the same name are kept apart by the office, also
// where both are of one company; each of them goes on with its own case, and the same package has
// the same number.
func TestSubmitApart(t *testing.T) {
	s := start(t, remembering(t))
	submit := func(who, text string) receipt {
		t.Helper()
		if r := s.ask(t, who, "POST", "/v1/cases", text, "Content-Type", "application/yaml"); r.status == 409 {
			tag := s.ask(t, who, "GET", "/v1/cases/small-saas", "").header.Get("ETag")
			s.ask(t, who, "PUT", "/v1/cases/small-saas", text, "Content-Type", "application/yaml", "If-Match", tag).into(t, 200, nil)
		}
		var made struct{ ID string }
		s.ask(t, who, "POST", "/v1/cases/small-saas/packages", `{"for":"prior-application","formats":["pdf"]}`).into(t, 201, &made)
		var got receipt
		s.ask(t, who, "POST", "/v1/packages/"+made.ID+"/submit", "").into(t, 200, &got)
		return got
	}
	text := sample(t, "small-saas")
	mine := submit("provider", text)
	theirs := submit("other", strings.NewReplacer("つむぎ研修クラウド", "同社別室クラウド").Replace(text))
	if mine.Case != "small-saas" || theirs.Case != "small-saas-2" || mine.Number == theirs.Number {
		t.Errorf("%+v %+v", mine, theirs)
	}
	stands := func(id, name, not string) {
		t.Helper()
		var c json.RawMessage
		s.ask(t, "clerk", "GET", "/v1/cases/"+id, "", "Accept", "application/json").into(t, 200, &c)
		if !strings.Contains(string(c), name) || strings.Contains(string(c), not) {
			t.Errorf("%s: %s", id, c)
		}
	}
	stands("small-saas", "つむぎ研修クラウド", "同社別室クラウド")
	stands("small-saas-2", "同社別室クラウド", "つむぎ研修クラウド")
	under, err := storage.Under(s.store, "t/office")
	if err != nil {
		t.Fatal(err)
	}
	at := &app.Store{Store: under}
	for _, r := range []receipt{mine, theirs} { // what staff are granted of a case is of this one
		m, err := office.Manifest(t.Context(), at, r.Package)
		if err != nil {
			t.Fatal(err)
		}
		if id, err := office.CaseOf(t.Context(), at, m); err != nil || string(id) != r.Case {
			t.Errorf("%s is of %s, want %s: %v", r.Package, id, r.Case, err)
		}
	}
	if again := submit("other", strings.NewReplacer("つむぎ研修クラウド", "同社新名クラウド").Replace(text)); again.Case != theirs.Case || again.Number == theirs.Number {
		t.Errorf("%+v, want another reception of %s", again, theirs.Case)
	}
	stands("small-saas", "つむぎ研修クラウド", "同社")
	var again receipt
	s.ask(t, "provider", "POST", "/v1/packages/"+mine.Package+"/submit", "").into(t, 200, &again)
	if again != mine {
		t.Errorf("%+v, want %+v", again, mine)
	}
}

// TestFaultsInWords: what is at fault in a request is told in the language that was asked for.
func TestFaultsInWords(t *testing.T) {
	s := start(t, remembering(t))
	s.put(t, "provider", "small-saas")
	for _, ask := range [][4]string{
		{"GET", "/v1/packages?limit=many", "", "整数で書いてください。"},
		{"GET", "/v1/packages?limit=1000", "", "100 以下にしてください。"},
		{"GET", "/v1/packages?colour=red", "", "この名前の値は受け取りません。名前を確かめるか、取り除いてください。"},
		{"GET", "/v1/cases/small-saas/check?format=pdf", "", "次のいずれかを書いてください: json, sarif, xlsx"},
		{"POST", "/v1/cases/small-saas/packages", `{}`, "キー「for」が要ります。"},
		{"POST", "/v1/cases/small-saas/packages", `{"for":1}`, "文字列で書いてください。"},
		{"POST", "/v1/cases/small-saas/packages", `{"for":"x","for":"y"}`, `キー"for"が2回あります。どちらか1つにしてください。`},
		{"POST", "/v1/cases/small-saas/packages", `{"for":x}`, "JSON として読み取れません。書き方を確かめてください。"},
		{"POST", "/v1/cases/small-saas/packages", `{"for":`, "JSON が途中で終わっています。"},
		{"POST", "/v1/cases/small-saas/packages", ``, "本文が要ります。"},
		{"POST", "/v1/cases", `{"id":"a","id":"b"}`, `キー"id"が2回あります。どちらか1つにしてください。`},
	} {
		for lang, japanese := range map[string]bool{"ja": true, "en": false} {
			var p problem
			r := s.ask(t, "provider", ask[0], ask[1], ask[2], "Accept-Language", lang, "Content-Type", "application/json")
			if r.into(t, r.status, &p); r.status < 400 || r.status > 422 || len(p.Errors) == 0 || (p.Errors[0].Detail == ask[3]) != japanese {
				t.Errorf("%s %s %s: %d %+v", ask[1], ask[2], lang, r.status, p)
			}
		}
	}
}
