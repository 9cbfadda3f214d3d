package frame_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"yoshiki/locales"
)

// TestForFiles: what pages leave out of findings stands in some finding of that language, so that
// no change of their words brings it back unseen.
func TestForFiles(t *testing.T) {
	root, all := os.DirFS("../../../.."), map[string]string{}
	err := fs.WalkDir(root, "templates", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "/rules.yaml") {
			return err
		}
		data, err := fs.ReadFile(root, path)
		all["ja"], all["en"] = all["ja"]+string(data), all["en"]+string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for lang, texts := range all {
		data, err := fs.ReadFile(root, "locales/"+lang+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		texts += string(data)
		for words := range strings.SplitSeq(locales.New(lang).Text("web.for-files", nil), "\n") {
			if words == "" || strings.Count(texts, words) < 2 { // once where it is left out
				t.Errorf("%s: %q stands in no finding", lang, words)
			}
		}
	}
}
