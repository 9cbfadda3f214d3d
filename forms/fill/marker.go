package fill

import (
	"strconv"
	"strings"

	"yoshiki/forms/layers"
)

// Kind is what a marker does.
type Kind string

// The kinds of markers.
const (
	Value   Kind = "value"
	Box     Kind = "box"
	Each    Kind = "each"
	End     Kind = "end"
	Without Kind = "without"
)

// Marker is what stands between two pairs of braces.
type Marker struct {
	Kind   Kind
	Text   string // as it stands there, without the braces
	Source string // the expression
	As     string // how a value is printed

	Rows  int    // of Each: rows that are ruled for the list
	Where string // of Each: which entries
	Empty string // of Each: words where there is no entry
	Quiet bool   // of Each: no words where there is no entry
}

// typed is an expression with the quotes and spaces that one types, where an office program has
// put others. What stands in quotes stays.
func typed(text string) string {
	var b strings.Builder
	quote := rune(0)
	for _, r := range text {
		plain := r
		switch r {
		case '“', '”':
			plain = '"'
		case '‘', '’':
			plain = '\''
		case '\u00a0', '　', '\n', '\t':
			plain = ' '
		}
		isQuote := plain == '"' || plain == '\''
		switch {
		case quote == 0 && isQuote:
			quote = plain
		case quote != 0 && plain == quote:
			quote = 0
		case quote != 0:
			plain = r
		}
		b.WriteRune(plain)
	}
	return strings.TrimSpace(b.String())
}

// parseMarker reads a marker.
func parseMarker(text string) (*Marker, error) {
	m := &Marker{Kind: Value, Text: typed(text)}
	if strings.ContainsRune(text, object) || strings.Contains(m.Text, "{{") {
		return nil, layers.NewFault(0, "sheet-marker", "text", clipped(m.Text))
	}
	word, rest, _ := strings.Cut(m.Text, " ")
	switch Kind(word) {
	case Box, Each, Without, End:
		m.Kind = Kind(word)
	default:
		rest = m.Text
	}
	parts := strings.Split(rest, " | ")
	m.Source = strings.TrimSpace(parts[0])
	if (m.Source == "") != (m.Kind == End) {
		return nil, layers.NewFault(0, "sheet-marker", "text", clipped(m.Text))
	}
	if m.Kind == Each {
		return m, m.options(parts[1:])
	}
	if len(parts) > 1 {
		at := strings.LastIndex(rest, " | ")
		m.Source, m.As = strings.TrimSpace(rest[:at]), strings.TrimSpace(rest[at+3:])
	}
	return m, nil
}

// options reads what stands behind the list.
func (m *Marker) options(parts []string) error {
	for _, part := range parts {
		part = strings.TrimSpace(part)
		word, rest, _ := strings.Cut(part, " ")
		switch word {
		case "rows":
			n, err := strconv.Atoi(strings.TrimSpace(rest))
			if err != nil || n < 1 || n > 10_000 {
				return layers.NewFault(0, "sheet-rows", "text", clipped(part))
			}
			m.Rows = n
		case "where":
			m.Where = rest
		case "blank":
			m.Quiet = true
		default:
			m.Empty = part
		}
	}
	return nil
}

// clipped is the beginning of a text, for messages.
func clipped(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
