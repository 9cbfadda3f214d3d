package forms_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"yoshiki/forms"
	"yoshiki/templates"
)

var updateRefused = flag.Bool("update-refused", false, "write the reasons of testdata/refused anew")

// TestRefused lays the files of each sample of testdata/refused over the embedded templates.
// They are refused with file, line and reason in both languages, as its first lines say.
func TestRefused(t *testing.T) {
	names, err := filepath.Glob("testdata/refused/*.txtar")
	if err != nil || len(names) < 30 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		sample, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		own := fstest.MapFS{}
		for _, f := range sample.Files {
			own[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		c, err := forms.Open("ismap-liu", "2023-11-10", templates.FS, own)
		if err == nil {
			err = c.Own()
		}
		if err == nil {
			t.Errorf("%s: not refused", name)
			continue
		}
		ja := wordsOf(err)
		if got := lists.ReplaceAllString("en: "+err.Error()+"\nja: "+ja+"\n", "$1…$3"); *updateRefused {
			sample.Comment = []byte(got)
			if err := os.WriteFile(name, txtar.Format(sample), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got != string(sample.Comment) {
			t.Errorf("%s:\n%swant\n%s", name, got, sample.Comment)
		}
		if !placedIn.MatchString(ja) || english.MatchString(quoted.ReplaceAllString(ja, "")) {
			t.Errorf("%s: %s", name, ja)
		}
	}
}

// placedIn is how a message in Japanese begins; english are three words
// that never stand in one.
var (
	placedIn = regexp.MustCompile(`^ismap-liu/2023-11-10/[a-z0-9/-]+\.yaml( の [0-9]+ 行目)?：`)
	english  = regexp.MustCompile(`[A-Za-z]+ [a-z]+ [a-z]+`)
	lists    = regexp.MustCompile(`(\(|書けるもの：|（)([a-z][a-z_-]*(?:, [a-z_-]+)+)(\)|）)`) // of what is known
	quoted   = regexp.MustCompile(`（「.*?」）`)                                           // of what the readers of YAML and CEL say
)

// wordsOf is an error in Japanese; of several, each in a line.
func wordsOf(err error) string {
	for e := err; e != nil; e = errors.Unwrap(e) {
		switch e := e.(type) {
		case interface{ Words() (ja, en string) }:
			ja, _ := e.Words()
			return ja
		case interface{ Unwrap() []error }:
			var lines []string
			for _, one := range e.Unwrap() {
				lines = append(lines, wordsOf(one))
			}
			return strings.Join(lines, "\n")
		}
	}
	return err.Error()
}
