package letters

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/storage"
)

// Pattern is how numbers are written: ISMAP-LIU第{seq}号. {seq} is the running number, or with
// leading zeros {seq:4}; {year} the calendar year, {fiscal} the fiscal year, which begins in
// April, and {era} either of them by its Japanese name: 令和8. In Japanese the places are
// {連番}, {連番:4}, {年}, {年度} and {元号}.
type Pattern struct {
	source string
	parts  []part
	fiscal bool
}

// part is words, or a place for a number.
type part struct {
	words string
	place string // "" for words
	width int
}

// The faults of a pattern.
var (
	ErrNoSeq     = errors.New("a pattern needs {seq} exactly once")
	ErrBadPlace  = errors.New("a pattern knows {seq}, {seq:4}, {year}, {fiscal} and {era}")
	ErrBadLength = errors.New("a pattern has at most 60 characters, on one line")
)

// ParsePattern reads a pattern.
func ParsePattern(source string) (*Pattern, error) {
	p := &Pattern{source: source}
	if utf8.RuneCountInString(source) > 60 || strings.ContainsAny(source, "\r\n\t") || !utf8.ValidString(source) {
		return nil, ErrBadLength
	}
	seqs := 0
	for rest := source; rest != ""; {
		words, after, found := strings.Cut(rest, "{")
		if words != "" {
			p.parts = append(p.parts, part{words: words})
		}
		if !found {
			break
		}
		place, behind, closed := strings.Cut(after, "}")
		x, err := placeOf(place)
		if !closed || err != nil {
			return nil, ErrBadPlace
		}
		if x.place == "seq" {
			seqs++
		}
		p.fiscal = p.fiscal || x.place == "fiscal"
		p.parts, rest = append(p.parts, x), behind
	}
	if seqs != 1 {
		return nil, ErrNoSeq
	}
	return p, nil
}

// japanese are the places by their Japanese names.
var japanese = map[string]string{"連番": "seq", "年": "year", "年度": "fiscal", "元号": "era"}

func placeOf(place string) (part, error) {
	name, width, zeros := strings.Cut(place, ":")
	name = cmp.Or(japanese[name], name)
	x := part{place: name}
	switch name {
	case "seq":
		if n, err := strconv.Atoi(width); zeros && (err != nil || n < 1 || n > 9) {
			return x, ErrBadPlace
		} else {
			x.width = n
		}
		return x, nil
	case "year", "fiscal", "era":
		if !zeros {
			return x, nil
		}
	}
	return x, ErrBadPlace
}

// Year is the year whose numbers a letter of a day takes: the fiscal year where the pattern
// shows that, else the calendar year.
func (p *Pattern) Year(day casefile.Date) (int, error) {
	d, err := period.Parse(string(day))
	if err != nil {
		return 0, err
	}
	if p.fiscal && d.Month < 4 {
		return d.Year - 1, nil
	}
	return d.Year, nil
}

// Write is a number as it stands on a letter.
func (p *Pattern) Write(year, seq int) string {
	var b strings.Builder
	for _, x := range p.parts {
		switch x.place {
		case "":
			b.WriteString(x.words)
		case "seq":
			fmt.Fprintf(&b, "%0*d", x.width, seq)
		case "era":
			b.WriteString(era(year))
		default:
			b.WriteString(strconv.Itoa(year))
		}
	}
	return b.String()
}

// era is a year by the era that its first of May lies in.
func era(year int) string {
	if year < 2019 {
		return strconv.Itoa(year)
	}
	if year == 2019 {
		return "令和元"
	}
	return "令和" + strconv.Itoa(year-2018)
}

// key names the pattern in the store.
func (p *Pattern) key() string { return "p-" + storage.ContentOf([]byte(p.source)).Digest()[:12] }
