package layers

import (
	"fmt"
	"regexp"
	"strconv"
)

// span is how many lines a file may have, so that a line tells its file.
const span = 1 << 20

// Place is where a line of the document stands: "rules.yaml: line 5".
func (d *Document) Place(line int) string {
	file := line / span
	if file >= len(d.names) {
		return fmt.Sprintf("line %d", line)
	}
	return fmt.Sprintf("%s: line %d", d.names[file], line%span)
}

// File is the file that a line of the document stands in, by its place among those read.
func (d *Document) File(line int) int { return line / span }

var lines = regexp.MustCompile(`\bline ([0-9]+)`)

// Explain writes out the lines of the document in an error. It still is the error that it was.
func (d *Document) Explain(err error) error {
	if err == nil {
		return nil
	}
	if faults, ok := err.(Faults); ok {
		d.locate(faults)
		return faults
	}
	defer d.locate(err)
	return &placed{err: err, text: lines.ReplaceAllStringFunc(err.Error(), func(found string) string {
		line, err := strconv.Atoi(found[len("line "):])
		if err != nil {
			return found
		}
		return d.Place(line)
	})}
}

// placed is an error with its lines written out.
type placed struct {
	err  error
	text string
}

func (p *placed) Error() string { return p.text }
func (p *placed) Unwrap() error { return p.err }
