package comparetest

import (
	"fmt"
	"slices"
	"strings"
)

// rule picks a rule of the programme that no edit has touched.
func (w *Writer) rule() (name string, rule map[string]any, ok bool) {
	name = w.key(w.base["rules.yaml"])
	rule = w.base["rules.yaml"][name].(map[string]any)
	return name, rule, rule["clause"] != nil && !w.touched["rule "+name]
}

func ruleWords(w *Writer) {
	name, rule, ok := w.rule()
	part, language := pick(w, []string{"message", "repair"}), pick(w, languages)
	if was := text(rule, part, language); ok && was != "" && w.once("rule "+name) {
		w.set("rules.yaml", reworded(language, was), name, part, language)
	}
}

func ruleSeverity(w *Writer) {
	if name, rule, ok := w.rule(); ok && w.once("rule "+name) {
		w.set("rules.yaml", map[bool]string{true: "error", false: "warning"}[rule["severity"] == "warning"], name, "severity")
	}
}

func ruleDeadline(w *Writer) {
	for range 20 {
		name, rule, ok := w.rule()
		d, _ := rule["deadline"].(map[string]any)
		if !ok || d["n"] == nil || !w.once("rule "+name) {
			continue
		}
		if language := pick(w, []string{"ja", "en", "n"}); language == "n" {
			w.set("rules.yaml", d["n"].(int)+1, name, "deadline", "n")
		} else {
			w.set("rules.yaml", reworded(language, text(d, language)), name, "deadline", language)
		}
		return
	}
}

func ruleAsks(w *Writer) {
	name, rule, ok := w.rule()
	if !ok || !w.once("rule "+name) {
		return
	}
	if that := text(rule, "that"); strings.Contains(that, " ") && w.IntN(2) == 0 {
		w.set("rules.yaml", "("+that+") && service.name != ''", name, "that")
	} else if text(rule, "when") == "" {
		w.set("rules.yaml", "service.name != ''", name, "when")
	} else if when := text(rule, "when"); strings.Contains(when, " ") {
		w.set("rules.yaml", "("+when+") && applicant.name != ''", name, "when")
	}
}

func ruleGates(w *Writer) {
	name, rule, ok := w.rule()
	kind := w.key(w.base["packages.yaml"])
	gated, _ := rule["for"].([]any)
	if ok && rule["for"] != nil && !slices.Contains(gated, any(kind)) && w.once("rule "+name) {
		w.set("rules.yaml", append(slices.Clone(gated), kind), name, "for")
	}
}

func ruleAdded(w *Writer) {
	name, rule, ok := w.rule()
	if ok && rule["shown"] == nil {
		w.set("rules.yaml", rule, fmt.Sprintf("made/added-%d", w.IntN(1000)))
		_ = name
	}
}

// unasked gives the clause of a rule that goes another check.
func (w *Writer) unasked(clause string) bool {
	if !w.once("clause " + clause) {
		return false
	}
	w.set("clauses.yaml", map[string]any{"ja": "人が確かめる。", "en": "A person looks."}, clause, "hand")
	return true
}

func ruleGone(w *Writer) {
	name, rule, ok := w.rule()
	if ok && !w.named(name) && w.unasked(text(rule, "clause")) && w.once("rule "+name) {
		w.set("rules.yaml", nil, name)
	}
}

// named reports whether a clause says that a rule looks at it too.
func (w *Writer) named(rule string) bool {
	for number := range w.base["clauses.yaml"] {
		if by, _ := under(w.base["clauses.yaml"], number, "by").([]any); slices.Contains(by, any(rule)) {
			return true
		}
		asks, _ := under(w.base["clauses.yaml"], number, "asks").(map[string]any)
		for _, cells := range asks {
			for _, says := range cells.(map[string]any) {
				if slices.Contains(strings.Fields(says.(string)), rule) {
					return true
				}
			}
		}
	}
	return false
}

func ruleMoved(w *Writer) {
	name, rule, ok := w.rule()
	if ok && w.unasked(text(rule, "clause")) && w.once("rule "+name) {
		number := fmt.Sprintf("%d.%d", 60+w.IntN(9), 1+w.IntN(999))
		w.set("clauses.yaml", map[string]any{"ja": "移された条項", "en": "A clause that moved"}, number)
		w.set("rules.yaml", number, name, "clause")
	}
}
