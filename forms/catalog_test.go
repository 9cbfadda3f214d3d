package forms_test

import (
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// Every definition of every revision compiles: each expression names what the case has.
func TestDefinitionsCompile(t *testing.T) {
	for _, day := range []casefile.Date{"2022-11-01", "2023-07-03", "2023-09-22", "2023-11-10"} {
		c, err := forms.Open("ismap-liu", day, templates.FS)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range c.IDs() {
			if _, err := c.Definition(id); err != nil {
				t.Errorf("%s: %v", day, err)
			}
		}
		for _, kind := range c.Kinds() {
			if _, err := c.Documents(kind, new(casefile.Case)); err != nil {
				t.Errorf("%s: %v", day, err)
			}
		}
	}
}
