package casefile_test

import (
	"io/fs"
	"sync"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/templates"
)

// liu is the catalogue whose words these tests use.
var liu = sync.OnceValue(func() *forms.Catalog {
	c, err := forms.Open("ismap-liu", "2023-11-10", templates.FS)
	if err != nil {
		panic(err)
	}
	return c
})

func liuWords() *vocabulary.Vocabulary { return liu().Vocabulary() }

// read reads a case by the words of ISMAP-LIU.
func read(name string, data []byte, beside fs.FS) (*decode.File, []casefile.Finding) {
	r := decode.Reader{Lexicon: func(casefile.Program, casefile.Date) *decode.Lexicon { return liuWords().Lexicon() }}
	return r.Decode(name, data, beside)
}
