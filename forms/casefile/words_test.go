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

// newest are the catalogues whose words these tests use, by programme.
var newest = sync.OnceValue(func() map[casefile.Program]*forms.Catalog {
	all := map[casefile.Program]*forms.Catalog{}
	for program, day := range map[casefile.Program]casefile.Date{"ismap-liu": "2023-11-10", "ismap": "2022-04-01"} {
		c, err := forms.Open(program, day, templates.FS)
		if err != nil {
			panic(err)
		}
		all[program] = c
	}
	return all
})

func liuWords() *vocabulary.Vocabulary { return newest()["ismap-liu"].Vocabulary() }

// wordsOf are the words of the programme of a case.
func wordsOf(f *decode.File) *vocabulary.Vocabulary { return newest()[f.Case.Program].Vocabulary() }

// read reads a case by the words of ISMAP-LIU.
func read(name string, data []byte, beside fs.FS) (*decode.File, []casefile.Finding) {
	r := decode.Reader{Lexicon: func(casefile.Program, casefile.Date) *decode.Lexicon { return liuWords().Lexicon() }}
	return r.Decode(name, data, beside)
}
