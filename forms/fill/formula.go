package fill

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// corner is a cell as a formula names it; a row or a column of 0 stands for all.
type corner struct {
	column, row       int
	fixColumn, fixRow bool // with a $
}

// reference is an area that a formula names.
type reference struct {
	sheet    string // "" for the sheet that the formula stands in
	from, to corner
	two      bool // it is written with two corners
}

// tokens are texts and brackets, which are passed over, and references.
var tokens = regexp.MustCompile(`"(?:[^"]|"")*"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|` +
	`((?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?` +
	`(\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?|\$?[0-9]{1,7}:\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})`)

// rewrite gives a formula with other references, or #REF! where change gives none.
func rewrite(formula string, change func(reference) (reference, bool)) string {
	var b strings.Builder
	at := 0
	for _, m := range tokens.FindAllStringSubmatchIndex(formula, -1) {
		if m[4] < 0 || !bounded(formula, m[0], m[1]) {
			continue
		}
		r, ok := parseReference(formula[m[4]:m[5]])
		if !ok {
			continue
		}
		prefix := ""
		if m[2] >= 0 {
			prefix = formula[m[2]:m[3]]
			r.sheet = strings.ReplaceAll(strings.Trim(strings.TrimSuffix(prefix, "!"), "'"), "''", "'")
		}
		b.WriteString(formula[at:m[0]] + prefix)
		if r, ok = change(r); ok {
			b.WriteString(r.String())
		} else {
			b.WriteString("#REF!")
		}
		at = m[1]
	}
	b.WriteString(formula[at:])
	return b.String()
}

// bounded reports whether a piece of a formula is no piece of a longer name or number.
func bounded(formula string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(formula[:from])
	after, _ := utf8.DecodeRuneInString(formula[to:])
	word := func(r rune) bool {
		return r == '_' || r == '.' || r == '\\' || unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	if from > 0 && (word(before) || before == '$') || to < len(formula) && (word(after) || after == '(' || after == '!') {
		return false
	}
	return true
}

func parseReference(text string) (reference, bool) {
	first, second, two := strings.Cut(text, ":")
	from, ok := parseCorner(first)
	to, also := from, true
	if two {
		to, also = parseCorner(second)
	}
	return reference{from: from, to: to, two: two}, ok && also && (two || from.row > 0 && from.column > 0)
}

func parseCorner(text string) (corner, bool) {
	var c corner
	letters := strings.TrimRight(text, "$0123456789")
	digits := text[len(letters):]
	if strings.HasPrefix(text, "$") && letters == "" {
		letters, digits = "", text
	}
	c.fixColumn, c.fixRow = strings.HasPrefix(letters, "$"), strings.HasPrefix(digits, "$")
	for _, r := range strings.ToUpper(strings.Trim(letters, "$")) {
		c.column = c.column*26 + int(r-'A') + 1
	}
	if digits = strings.Trim(digits, "$"); digits != "" {
		c.row, _ = strconv.Atoi(digits)
	}
	return c, c.column <= lastColumn && c.row <= lastRow && (c.column > 0 || c.row > 0)
}

func (c corner) String() string {
	text := ""
	if c.column > 0 {
		text = map[bool]string{true: "$"}[c.fixColumn] + columnName(c.column)
	}
	if c.row > 0 {
		text += map[bool]string{true: "$"}[c.fixRow] + strconv.Itoa(c.row)
	}
	return text
}

func (r reference) String() string {
	if r.two || r.from != r.to {
		return r.from.String() + ":" + r.to.String()
	}
	return r.from.String()
}

// area is the cells of a reference.
func (r reference) area() area {
	a := area{r.from.column, r.from.row, r.to.column, r.to.row}
	if a.left == 0 {
		a.left, a.right = 1, lastColumn
	}
	if a.top == 0 {
		a.top, a.bottom = 1, lastRow
	}
	return a
}

// shifted is a formula as it reads in a cell some rows and columns away.
func shifted(formula string, rows, columns int) string {
	return rewrite(formula, func(r reference) (reference, bool) {
		for _, c := range []*corner{&r.from, &r.to} {
			if c.row > 0 && !c.fixRow {
				c.row += rows
			}
			if c.column > 0 && !c.fixColumn {
				c.column += columns
			}
			if c.row < 0 || c.column < 0 || c.row > lastRow || c.column > lastColumn {
				return r, false
			}
		}
		return r, true
	})
}

// named finds the name of a range in a formula without texts: a word that no bracket follows.
var named = regexp.MustCompile(`[\p{L}_\\][\p{L}\p{N}_.\\]*(?:[^\p{L}\p{N}_.\\(!]|$)`)

var texts = regexp.MustCompile(`"(?:[^"]|"")*"|TRUE|FALSE|#REF!|'(?:[^']|'')+'!|[\p{L}\p{N}_.]+!`)

// withoutText is a formula without the texts and truths in it.
func withoutText(formula string) string { return texts.ReplaceAllString(formula, "") }
