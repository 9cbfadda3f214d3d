package access_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"yoshiki/cmd/internal/access"
)

const canary = "correct-horse-battery"

// TestSecretIsHidden: however a secret is printed, alone or within other values, it does not show.
func TestSecretIsHidden(t *testing.T) {
	s := access.NewSecret(canary)
	type inner struct{ hidden, Open access.Secret }
	values := []any{s, &s, inner{s, s}, &inner{s, s}, []access.Secret{s}, [1]access.Secret{s}, map[string]access.Secret{"k": s}, map[string]any{"k": inner{s, s}},
		struct{ Any any }{s}, fmt.Errorf("wrapped: %w, %v", errors.New("x"), s)}
	for i, v := range values {
		for _, verb := range strings.Fields("%v %+v %#v %s %q %x %X %d %t %c %U %e %g %b %o %T %p %w % x %#x %10.3s %-8v") {
			if got := fmt.Sprintf(verb, v); shows(got) {
				t.Errorf("value %d with %s: %s", i, verb, got)
			}
		}
		var b bytes.Buffer
		slog.New(slog.NewTextHandler(&b, nil)).Info("x", "v", v, slog.Group("g", "v", v))
		slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", v, slog.Group("g", "v", v))
		fmt.Fprint(&b, v)
		fmt.Fprintln(&b, v, v)
		for _, write := range []func(any) ([]byte, error){json.Marshal, yaml.Marshal, xml.Marshal, gobbed} {
			data, err := write(v)
			b.Write(data)
			if err != nil {
				b.WriteString(err.Error())
			}
		}
		if shows(b.String()) {
			t.Errorf("value %d: %s", i, b.String())
		}
	}
	if data, err := json.Marshal(values[2]); err != nil || string(data) != `{"Open":"***"}` {
		t.Errorf("%s %v", data, err)
	}
	if fmt.Sprint(s) != "***" || fmt.Sprintf("%q", s) != "***" {
		t.Error("no stars")
	}
}

func gobbed(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

// shows reports whether a text has the canary, in letters or in hexadecimal digits.
func shows(text string) bool {
	text = strings.ToLower(strings.ReplaceAll(text, " ", ""))
	return strings.Contains(text, canary) || strings.Contains(text, fmt.Sprintf("%x", canary)) || strings.Contains(text, "horse")
}

func TestReadSecret(t *testing.T) {
	dir := t.TempDir()
	for content, want := range map[string]string{"x": "x", "x\n": "x", "x\r\n": "x", " x ": " x ", "": "", "\n": "", "a\nb\n": "", strings.Repeat("x", 64<<10+1): ""} {
		path := filepath.Join(dir, "s")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := access.ReadSecret(path)
		if s.Reveal() != want || (want == "") != errors.Is(err, access.ErrSecret) {
			t.Errorf("%.10q: %.10q %v", content, s.Reveal(), err)
		}
	}
	if _, err := access.ReadSecret(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if !access.NewSecret("x").Equal(access.NewSecret("x")) || access.NewSecret("x").Equal(access.Secret{}) {
		t.Error("equal")
	}
}
