package operator

import (
	"net/http"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/package/rerender"
)

// kindOrder are the kinds of difference in the order of how much they ask of a reader.
var kindOrder = []compare.Kind{compare.Clause, compare.Rule, compare.Package, compare.Paper, compare.Form, compare.Field, compare.Choice, compare.Office, compare.Edition}

// difference is what stood in the one text and stands in the other.
type difference struct {
	How, Name, ID, Title, Part string
	Was, Is                    string
}

// group are the differences of one kind.
type group struct {
	Kind  compare.Kind
	Title string
	All   []difference
}

// beside are two texts, one beside the other.
type beside struct {
	Programs []program
	Program  *program
	From, To casefile.Date
	Groups   []group
	Total    int
}

// differences shows two texts beside each other.
func (p *pages) differences(c *call) error {
	all, err := p.programs()
	if err != nil {
		return err
	}
	d := beside{Programs: all, From: casefile.Date(c.R.FormValue("from")), To: casefile.Date(c.R.FormValue("to"))}
	if d.Program = find(all, c.R.FormValue("program")); d.Program == nil || !d.Program.has(d.From) || !d.Program.has(d.To) {
		return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "op-no-text"}
	}
	compared, err := rulebook.Compare(p.App, app.Text{Program: d.Program.Name, Revision: d.From}, app.Text{Program: d.Program.Name, Revision: d.To})
	if err != nil {
		return err
	}
	byKind := map[compare.Kind][]difference{}
	for _, change := range compared.Changes {
		byKind[change.Of] = append(byKind[change.Of], c.difference(change))
	}
	for _, kind := range kindOrder {
		if all := byKind[kind]; len(all) > 0 {
			d.Groups = append(d.Groups, group{kind, c.word("of", string(kind)), all})
			d.Total += len(all)
		}
	}
	return c.Show(http.StatusOK, "op-diff", c.Text("op-diff"), d)
}

// difference says a difference in words.
func (c *call) difference(change compare.Change) difference {
	return difference{How: c.word("how", string(change.How)), Name: change.Name, ID: change.ID, Title: c.In(change.Title), Part: rerender.PartName(c.Words, &change), Was: change.Was, Is: change.Is}
}

// word is a word of a section of the locales; what has none stays as it is.
func (c *call) word(section, key string) string {
	if words := c.Words.Text(section+"."+key, nil); words != section+"."+key {
		return words
	}
	return key
}
