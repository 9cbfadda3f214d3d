package casefile_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/schema"
	"yoshiki/locales"
)

func FuzzDecode(f *testing.F) {
	names, err := filepath.Glob(invalidCases + "/*/*.[jy][sa][om]*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Ext(name) == ".json", data)
	}
	for _, k := range kinds() {
		f.Add(false, schema.Skeleton(liuWords(), "ja", newCase(), k))
	}
	english := locales.New("en")
	f.Fuzz(func(t *testing.T, inJSON bool, data []byte) {
		name := "case.yaml"
		if inJSON {
			name = "case.json"
		}
		file, findings := read(name, data, nil)
		if err := sound(english, file, findings); err != nil {
			t.Fatal(err)
		}
	})
}

// sound makes sure that a file is there, that each finding has words, and that what was
// decoded without an error is encoded and decoded to the same.
func sound(p *locales.Printer, file *decode.File, findings []casefile.Finding) error {
	failed := false
	for _, finding := range findings {
		failed = failed || finding.Severity == casefile.Error
		if words := p.Text("finding."+finding.ID, finding.Args); strings.HasPrefix(words, "finding.") {
			return fmt.Errorf("no words for %v", finding)
		}
	}
	if file == nil || file.Case == nil {
		return errors.New("no file")
	}
	liuWords().Presence(file)
	liuWords().Strays(file)
	if failed {
		return nil
	}
	encoded, err := casefile.Encode(file.Case)
	if err != nil {
		return err
	}
	again, findings := read("case.yaml", encoded, nil)
	if casefile.Failed(findings) {
		return fmt.Errorf("%v\n%s", findings, encoded)
	}
	if diff := cmp.Diff(file.Case, again.Case); diff != "" {
		return fmt.Errorf("%s\n%s", diff, encoded)
	}
	return nil
}
