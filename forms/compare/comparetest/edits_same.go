package comparetest

import (
	"slices"
	"strings"
)

func clauseSame(w *Writer) {
	if number := w.key(w.base["clauses.yaml"]); w.once("clause " + number) {
		w.set("clauses.yaml", w.base["clauses.yaml"][number], number)
	}
}

func ruleSame(w *Writer) {
	if name, rule, ok := w.rule(); ok && w.once("rule "+name) {
		w.set("rules.yaml", rule, name)
	}
}

// ruleSpelled says in another way what a rule says.
func ruleSpelled(w *Writer) {
	name, rule, ok := w.rule()
	if !ok || !w.once("rule "+name) {
		return
	}
	if that := text(rule, "that"); strings.ContainsAny(that, " ") {
		w.set("rules.yaml", "( "+strings.ReplaceAll(that, " && ", "  &&  ")+" )", name, "that")
	}
	if gated, _ := rule["for"].([]any); len(gated) > 1 {
		slices.Reverse(gated)
		w.set("rules.yaml", append(slices.Clone(gated), gated[0]), name, "for")
	}
	if rule["severity"] == nil {
		w.set("rules.yaml", "error", name, "severity")
	}
	if d, _ := rule["deadline"].(map[string]any); d != nil && d["by"] == nil {
		w.set("rules.yaml", "applicant", name, "deadline", "by")
	}
}

func fieldSame(w *Writer) {
	if keys, def, ok := w.field(); ok {
		w.set("case.yaml", def, keys...)
	}
}

func choiceSame(w *Writer) {
	if keys, def, ok := w.choice(); ok {
		w.set("case.yaml", def, keys...)
	}
}

func wordsSame(w *Writer) {
	if w.once("words") {
		w.set("revision.yaml", w.stack("revision.yaml")["words"], "words")
	}
}
