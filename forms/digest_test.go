package forms_test

import (
	"testing"
	"testing/fstest"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// TestDigest: the same files give the same digest, another revision or a file of one's own
// another.
func TestDigest(t *testing.T) {
	digest := func(l *forms.Library, day casefile.Date) string {
		t.Helper()
		c, err := l.Open("ismap-liu", day)
		if err != nil {
			t.Fatal(err)
		}
		d, err := c.Digest()
		if err != nil || len(d) != 64 {
			t.Fatal(d, err)
		}
		return d
	}
	own := fstest.MapFS{"ismap-liu/2023-11-10/note.txt": {Data: []byte("mine")}}
	first, again := digest(forms.NewLibrary(templates.FS), "2023-11-10"), digest(forms.NewLibrary(templates.FS), "2023-11-10")
	if first != again || first == digest(forms.NewLibrary(templates.FS), "2023-07-03") || first == digest(forms.NewLibrary(templates.FS, own), "2023-11-10") {
		t.Error("the digest does not name the files")
	}
}
