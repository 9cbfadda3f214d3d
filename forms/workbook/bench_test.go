package workbook_test

import (
	"fmt"
	"testing"

	"yoshiki/forms/casefile"
)

// large is a case with as many controls as the criteria have.
func large(tb testing.TB) *casefile.Case {
	tb.Helper()
	c := casefile.Clone(samples(tb)[0].full)
	of := c.Statement.Controls[0]
	c.Statement.Controls = nil
	for i := range 1200 {
		of.ID = casefile.Text(fmt.Sprintf("%d.%d.%d.%d", 5+i/100, i/10%10+1, i%10+1, i%7+1))
		c.Statement.Controls = append(c.Statement.Controls, of)
	}
	return c
}

// BenchmarkWrite makes the workbook of a case with 1,200 controls.
func BenchmarkWrite(b *testing.B) {
	l := layout(b, large(b), "registration", "ja")
	for b.Loop() {
		write(b, l)
	}
}

// BenchmarkRead reads it.
func BenchmarkRead(b *testing.B) {
	data := write(b, layout(b, large(b), "registration", "ja"))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if file, found := read(data, nil); len(found) > 0 || len(file.Case.Statement.Controls) != 1200 {
			b.Fatal(found)
		}
	}
}
