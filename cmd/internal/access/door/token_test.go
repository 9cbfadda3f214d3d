package door_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/state"
)

func TestToken(t *testing.T) {
	w := newWorld(t, door.Options{})
	text, k := w.token(t, door.Grant{Name: "夜間処理", Roles: []access.Role{access.Provider}, Scopes: []access.Scope{"case:read"}})
	want := &access.Actor{ID: k.ID, Name: "夜間処理", Tenant: "acme", Roles: []access.Role{access.Provider}, Scopes: []access.Scope{"case:read"}}
	for range 2 {
		for _, scheme := range []string{"Bearer ", "bearer ", "BEARER "} {
			a, err := w.Authenticate(bearer(scheme + text))
			if err != nil || !reflect.DeepEqual(a, want) {
				t.Error(a, err)
			}
		}
	}
	if a := got(w.Authenticate(request(http.MethodGet)))(t); a != nil {
		t.Error("nobody is", a)
	}
	if all := got(w.db.Tokens(t.Context(), "acme"))(t); !all[0].Used.Equal(start) || strings.Contains(fmt.Sprint(all), text) {
		t.Error(all)
	}
}

// TestTokenTricks: what is not the token to the letter, shown once in the one way, opens nothing.
func TestTokenTricks(t *testing.T) {
	w := newWorld(t, door.Options{})
	text, k := w.token(t, door.Grant{})
	body := strings.TrimPrefix(text, "yoshiki_")
	letter := strings.IndexAny(body, "abcdefghijklmnopqrstuvwxyz")
	flip := func(i int) string {
		c := byte('a')
		if text[i] == c {
			c = 'b'
		}
		return text[:i] + string(c) + text[i+1:]
	}
	revoked, gone := w.token(t, door.Grant{})
	must(t, w.db.RevokeToken(t.Context(), "acme", gone.ID, start))
	over, _ := w.token(t, door.Grant{Expires: start.Add(time.Second)})
	closed, _ := w.token(t, door.Grant{Tenant: "office"})
	must(t, w.db.CloseTenant(t.Context(), "office", start))
	w.after(time.Second)
	session := w.session(t, "acme").Value
	tricks := map[string][]string{
		"empty": {""}, "scheme alone": {"Bearer"}, "no token": {"Bearer "}, "no scheme": {text}, "Basic": {"Basic " + text}, "Token": {"Token " + text}, "DPoP": {"DPoP " + text},
		"two blanks": {"Bearer  " + text}, "tab": {"Bearer\t" + text}, "blank behind": {"Bearer " + text + " "}, "newline behind": {"Bearer " + text + "\n"}, "CR LF": {"Bearer " + text + "\r\n"},
		"NUL behind": {"Bearer " + text + "\x00"}, "NUL before": {"Bearer \x00" + text}, "quotes": {`Bearer "` + text + `"`}, "comma": {"Bearer " + text + "," + text}, "doubled": {"Bearer " + text + text},
		"two headers": {"Bearer " + text, "Bearer " + text}, "first good": {"Bearer " + text, "Basic x"}, "second good": {"Basic x", "Bearer " + text},
		"upper case": {"Bearer " + strings.ToUpper(text)}, "prefix in upper case": {"Bearer YOSHIKI_" + body}, "one letter in upper case": {"Bearer yoshiki_" + body[:letter] + strings.ToUpper(body[letter:letter+1]) + body[letter+1:]},
		"no prefix": {"Bearer " + body}, "other prefix": {"Bearer ghp_" + body}, "prefix alone": {"Bearer yoshiki_"}, "prefix twice": {"Bearer yoshiki_" + text}, "name": {"Bearer " + k.Prefix},
		"truncated": {"Bearer " + text[:len(text)-1]}, "half": {"Bearer " + text[:len(text)/2]}, "checksum cut": {"Bearer " + text[:len(text)-7]}, "one more": {"Bearer " + text + "a"},
		"first flipped": {"Bearer " + flip(8)}, "middle flipped": {"Bearer " + flip(30)}, "last of the bits flipped": {"Bearer " + flip(59)}, "checksum flipped": {"Bearer " + flip(66)},
		"id": {"Bearer " + k.ID}, "hash": {"Bearer " + k.Hash}, "hash as token": {"Bearer yoshiki_" + k.Hash[:59]}, "another": {"Bearer " + access.NewToken().Reveal()},
		"percent": {"Bearer " + strings.ReplaceAll(text, "_", "%5F")}, "wide": {"Bearer ｙｏｓｈｉｋｉ_" + body}, "hyphen": {"Bearer yoshiki-" + body}, "wildcard": {"Bearer yoshiki_%"}, "star": {"Bearer *"},
		"SQL": {"Bearer ' OR 1=1 --"}, "null": {"Bearer null"}, "undefined": {"Bearer undefined"}, "zero bits": {"Bearer yoshiki_" + strings.Repeat("a", 59)}, "long": {"Bearer yoshiki_" + strings.Repeat("a", 1<<20)},
		"session as token": {"Bearer " + session}, "session with prefix": {"Bearer yoshiki_" + session}, "revoked": {"Bearer " + revoked}, "expired": {"Bearer " + over}, "closed tenant": {"Bearer " + closed},
		"invalid UTF-8": {"Bearer \xff\xfe" + text}, "soft hyphen": {"Bearer " + text[:20] + "\u00ad" + text[20:]}, "right to left": {"Bearer \u202e" + text},
	}
	if len(tricks) < 40 {
		t.Error(len(tricks))
	}
	for name, shown := range tricks {
		a, err := w.Authenticate(bearer(shown...))
		if a != nil {
			t.Errorf("%s opens for %v", name, a)
		}
		is(t, err, access.ErrRefused)
		if strings.Contains(err.Error(), body) || strings.Contains(err.Error(), session) {
			t.Errorf("%s: the error tells %v", name, err)
		}
	}
	// A token in the address or in a form is nobody's.
	r := request(http.MethodGet)
	r.URL.RawQuery = "access_token=" + text + "&token=" + text
	if a, err := w.Authenticate(r); a != nil || err != nil {
		t.Error(a, err)
	}
	// A refused token does not fall back to the session beside it.
	r = bearer("Bearer " + revoked)
	r.AddCookie(w.session(t, "acme"))
	a, err := w.Authenticate(r)
	if is(t, err, access.ErrRefused); a != nil {
		t.Error(a)
	}
	got(w.Authenticate(bearer("Bearer " + text)))(t)
}

// TestRevoked: a second after another server has revoked a token it opens nothing, though it
// was in use all the time.
func TestRevoked(t *testing.T) {
	w := newWorld(t, door.Options{})
	text, k := w.token(t, door.Grant{})
	got(w.Authenticate(bearer("Bearer " + text)))(t)
	must(t, w.open(t).RevokeToken(t.Context(), "acme", k.ID, w.Now()))
	for range 9 {
		w.after(100 * time.Millisecond)
		_, _ = w.Authenticate(bearer("Bearer " + text))
	}
	w.after(100 * time.Millisecond)
	_, err := w.Authenticate(bearer("Bearer " + text))
	is(t, err, access.ErrRefused)
}

// TestExpires: a token ends on time also while it is believed.
func TestExpires(t *testing.T) {
	w := newWorld(t, door.Options{})
	text, _ := w.token(t, door.Grant{Expires: start.Add(100 * time.Millisecond)})
	got(w.Authenticate(bearer("Bearer " + text)))(t)
	w.after(100 * time.Millisecond)
	_, err := w.Authenticate(bearer("Bearer " + text))
	is(t, err, access.ErrRefused)
}

// TestFirstToken: of servers that begin at once one shows a token, which may do everything; later ones show none.
func TestFirstToken(t *testing.T) {
	w := newWorld(t, door.Options{})
	if _, made, err := door.FirstToken(t.Context(), w.db, w.key, "first", "初期", start); made || err != nil {
		t.Error(made, err)
	}
	empty := got(state.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "s.db")))(t)
	defer func() { must(t, empty.Close()) }()
	var mu sync.Mutex
	var made []access.Secret
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			s, ok, err := door.FirstToken(context.Background(), empty, w.key, "first", "初期", start)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if ok {
				made = append(made, s)
			}
		})
	}
	wait.Wait()
	if len(made) != 1 {
		t.Fatal(len(made))
	}
	d := door.New(door.Options{State: empty, Key: w.key, Now: w.Now})
	a := got(d.Authenticate(bearer("Bearer " + made[0].Reveal())))(t)
	for _, do := range []access.Action{access.CaseWrite, access.LetterIssue, access.BatchRun, access.AuditRead, access.AccessWrite} {
		if !a.May(do) {
			t.Error(do)
		}
	}
}
