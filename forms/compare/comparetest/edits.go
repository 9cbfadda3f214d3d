package comparetest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// edits are what a revision may do. Those at the end change nothing that is printed or asked
// but how it is written.
var edits = []func(*Writer){
	clauseWords, clauseWords, clauseAdded, clauseGone,
	ruleWords, ruleWords, ruleSeverity, ruleDeadline, ruleAsks, ruleGates, ruleAdded, ruleGone, ruleMoved,
	fieldWords, fieldWords, fieldNeed, fieldPlace, fieldGone, choiceWords, choiceGone, typeHelp, broughtBack, broughtBack,
	paperWords, paperNeed, paperAdded, packageWords, packageAdded, words, offices,
	formEdited, formEdited, formEdited, formEdited, formEdited, formEdited, blockEdited, blockEdited, formAdded, formGone, formDated,
	clauseSame, ruleSame, ruleSpelled, fieldSame, choiceSame, formSame, formSpelled, wordsSame,
}

var languages = []string{"ja", "en"}

func clauseWords(w *Writer) {
	all, language := w.base["clauses.yaml"], pick(w, languages)
	number := w.key(all)
	keys := []string{number, language}
	if w.IntN(3) == 0 && text(all, number, "hand", language) != "" {
		keys = []string{number, "hand", language}
	}
	if w.once("clause " + number) {
		w.set("clauses.yaml", reworded(language, text(all, keys...)), keys...)
	}
}

func clauseAdded(w *Writer) {
	w.set("clauses.yaml", map[string]any{"ja": "加えられた条項", "en": "A clause that was added", "not": "authority"}, fmt.Sprintf("%d.%d", 50+w.IntN(9), 1+w.IntN(99)))
}

// clauseGone ends one on which nothing rests.
func clauseGone(w *Writer) {
	all := w.base["clauses.yaml"]
	number := w.key(all)
	if text(all, number, "not") != "" && !w.cited(number) && w.once("clause "+number) {
		w.take("clauses.yaml", number)
	}
}

// cited reports whether a paper, a form or a rule may rest on a clause.
func (w *Writer) cited(number string) bool {
	cites := func(clause any) bool {
		return strings.HasPrefix(fmt.Sprint(clause), number) || strings.Contains(fmt.Sprint(clause), ", ")
	}
	for _, kind := range w.base["packages.yaml"] {
		if cites(under(kind.(map[string]any), "clause")) {
			return true
		}
		for _, paper := range list(kind, "papers") {
			if cites(paper["clause"]) {
				return true
			}
		}
	}
	for _, name := range w.names("forms/*.yaml") {
		if n, there := w.newest(name); there && cites(value(n, "clause").Value) {
			return true
		}
	}
	return slices.ContainsFunc(slices.Collect(maps.Values(w.base["rules.yaml"])), func(r any) bool { return cites(under(r.(map[string]any), "clause")) })
}

// value is what stands under a key of a mapping.
func value(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return &yaml.Node{}
}
