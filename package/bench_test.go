package bundle_test

import (
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage/mem"
)

// BenchmarkAllForms fills and prints the 27 forms and the papers of one case in three
// formats: 81 files and more.
func BenchmarkAllForms(b *testing.B) {
	file, p := open(b, cases+"/small-saas.yaml"), printer(b)
	c := catalog(b, file.Case)
	for b.Loop() {
		prints := p.PrintAll(b.Context(), all(b, c, file.Case), press.Formats, func(*press.Print) {})
		for _, s := range prints {
			if s.Err != nil {
				b.Fatal(s.Err)
			}
		}
		b.ReportMetric(float64(len(prints)), "files/op")
	}
}

// BenchmarkCompose fills the forms without printing them.
func BenchmarkCompose(b *testing.B) {
	file := open(b, cases+"/small-saas.yaml")
	c := catalog(b, file.Case)
	for b.Loop() {
		all(b, c, file.Case)
	}
}

// BenchmarkCatalog opens a catalogue and compiles all its forms, as a new process does.
func BenchmarkCatalog(b *testing.B) {
	file := open(b, cases+"/small-saas.yaml")
	for b.Loop() {
		all(b, catalog(b, file.Case), file.Case)
	}
}

// BenchmarkPackage makes and stores the package of a case.
func BenchmarkPackage(b *testing.B) {
	for _, name := range []string{"small-saas", "large-renewal"} {
		b.Run(name, func(b *testing.B) {
			file, p := open(b, cases+"/"+name+".yaml"), printer(b)
			order := bundle.Order{Catalog: catalog(b, file.Case), File: file, Kind: kindOf(file.Case), Open: beside(b, cases),
				Formats: press.Formats, Generator: manifest.Generator{Name: "yoshiki", Version: "test"}, Vet: child(b)}
			for b.Loop() {
				sealed, err := bundle.Build(b.Context(), p, order)
				if err == nil {
					err = repository.Save(b.Context(), new(mem.Store), sealed.Bag)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func kindOf(c *casefile.Case) string {
	if c.Application.Kind == "renewal" {
		return "renewal"
	}
	return "registration"
}
