package expr

import (
	"strings"
	"unicode"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// Words that stand between what a text names, or for a run of it or all of it.
var (
	betweenNames = []string{"及び", "および", "並びに", "ならびに", "又は", "または", "まで", "の機能", "機能", "と", "の", "AND"}
	rangeWords   = []string{"から", "乃至", "ないし", "〜", "~", "-", "−", "–", "TO"}
	allWords     = []string{"全ての機能", "すべての機能", "全機能", "全て", "すべて", "全部", "ALL"}
)

const betweenMarks = "、,・/;|+&()[]「」『』【】〔〕:。"

// named implements named(text, numbers, names).
func named(args ...ref.Val) ref.Val {
	n := &namer{numbers: stringsOf(args[1]), names: stringsOf(args[2]), last: -1}
	return types.NewStringList(types.DefaultTypeAdapter, n.read(folded(string(args[0].(types.String)))))
}

func stringsOf(v ref.Val) []string {
	var all []string
	for it := v.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		s, _ := it.Next().(types.String)
		all = append(all, string(s))
	}
	return all
}

// folded is a text as it is compared: half-width capitals, without spaces.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return '、'
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		}
		return unicode.ToUpper(r)
	}, text)
}

// namer reads a text that names things of a list by number or by name.
type namer struct {
	numbers, names []string
	found          []string
	last           int  // the one that was named last
	run            bool // the next ends a run that the last began
}

// read gives the number of each thing that is named, or its name where it has none; what is
// neither stands there as it is.
func (n *namer) read(text string) []string {
	for text != "" {
		if i, length := n.known(text); length > 0 {
			n.add(i)
			text = text[length:]
		} else if word := prefixOf(text, allWords); word != "" {
			for i := range n.names {
				n.add(i)
			}
			text = text[len(word):]
		} else if word := prefixOf(text, rangeWords); word != "" && n.last >= 0 {
			n.run, text = true, text[len(word):]
		} else {
			text = n.between(text)
		}
	}
	return n.found
}

// known is the longest number or name that the text begins with.
func (n *namer) known(text string) (index, length int) {
	for i := range n.names {
		for _, word := range []string{folded(n.numbers[i]), folded(n.names[i])} {
			rest, begins := strings.CutPrefix(text, word)
			if begins && len(word) > length && !splitsFigure(word, rest) {
				index, length = i, len(word)
			}
		}
	}
	return index, length
}

// splitsFigure reports whether the border between two texts lies within a figure, as that
// between F1 and 2.
func splitsFigure(a, b string) bool {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	return a != "" && b != "" && digit(a[len(a)-1]) && digit(b[0])
}

func (n *namer) add(i int) {
	from := i
	if n.run && n.last < i {
		from = n.last + 1
	}
	for k := from; k <= i; k++ {
		name := n.numbers[k]
		if name == "" {
			name = n.names[k]
		}
		n.found = append(n.found, name)
	}
	n.last, n.run = i, false
}

// between takes away what stands between names, or else what nothing knows.
func (n *namer) between(text string) string {
	first := []rune(text)[0]
	if strings.ContainsRune(betweenMarks, first) {
		return text[len(string(first)):]
	}
	if word := prefixOf(text, betweenNames); word != "" {
		return text[len(word):]
	}
	end := strings.IndexAny(text, betweenMarks)
	if end < 0 {
		end = len(text)
	}
	n.found, n.run = append(n.found, text[:end]), false
	return text[end:]
}

func prefixOf(text string, words []string) string {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return w
		}
	}
	return ""
}
