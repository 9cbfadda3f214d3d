package rulebook

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"

	"go.yaml.in/yaml/v3"
)

// NewRevision begins a revision of one's own: a folder of the templates of one's own with
// revision.yaml, which says that the text is not confirmed. Comment stands above it, source
// where the text is known from. It gives the name of the file.
func NewRevision(a *app.App, of app.Text, comment, source string) (string, error) {
	if a.Options.Templates == "" {
		return "", app.NewError("new-templates", nil)
	}
	if err := app.CheckDay(of.Revision); err != nil {
		return "", err
	}
	known, err := a.Library.Revisions(of.Program)
	if err != nil {
		return "", &app.Error{Code: "catalog", Err: err}
	}
	if len(known) == 0 {
		_, err := a.Catalog(of)
		return "", err
	}
	folder := filepath.Join(a.Options.Templates, string(of.Program), string(of.Revision))
	there := slices.ContainsFunc(known, func(r forms.Revision) bool { return r.InForce == of.Revision })
	if _, err := os.Stat(folder); err == nil || there {
		return "", app.NewError("revision-there", map[string]string{"value": string(of.Revision), "program": string(of.Program)})
	}
	text, err := revisionText(of, known, comment, source)
	if err != nil {
		return "", err
	}
	return writeNew(folder, "revision.yaml", text)
}

// writeNew writes a file into a folder that it makes.
func writeNew(folder, name string, text []byte) (string, error) {
	file := filepath.Join(folder, name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", app.Unwritable(folder, err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		return "", app.Unwritable(file, err)
	}
	return file, nil
}

// confirmedBefore is the newest confirmed text before a day: what a new one changes. The first
// text of a programme is confirmed.
func confirmedBefore(day casefile.Date, known []forms.Revision) forms.Revision {
	before := known[0]
	for _, r := range known {
		if r.Confirmed && r.InForce < day {
			before = r
		}
	}
	return before
}

// TextBefore is the day of the newest confirmed text before a new one: what that changes.
func TextBefore(a *app.App, of app.Text) (casefile.Date, error) {
	known, err := a.Library.Revisions(of.Program)
	if err != nil {
		return "", &app.Error{Code: "catalog", Err: err}
	}
	return confirmedBefore(of.Revision, known).InForce, nil
}

// changed is the end of an edition: the day of the change.
var changed = regexp.MustCompile("（[^（）]*）$")

// revisionText is revision.yaml of a text that is not confirmed, named after the text before.
func revisionText(of app.Text, known []forms.Revision, comment, source string) ([]byte, error) {
	day, err := period.Parse(string(of.Revision))
	if err != nil {
		return nil, err
	}
	before := confirmedBefore(of.Revision, known)
	edition := changed.ReplaceAllString(before.Edition, "") + fmt.Sprintf("（%s改正）", period.Era(day))
	var doc yaml.Node
	err = doc.Encode(struct {
		InForce   string   `yaml:"in_force"`
		Edition   string   `yaml:"edition"`
		Confirmed bool     `yaml:"confirmed"`
		Source    string   `yaml:"source"`
		Unknown   []string `yaml:"unknown"`
	}{string(of.Revision), edition, false, source, []string{}})
	if err != nil {
		return nil, err
	}
	doc.HeadComment = comment
	return yaml.Marshal(&doc)
}
