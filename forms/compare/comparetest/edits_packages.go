package comparetest

import (
	"fmt"
	"maps"
	"slices"
)

// papers gives a kind of package and a copy of its papers.
func (w *Writer) papers() (kind string, papers []map[string]any, ok bool) {
	kind = w.key(w.base["packages.yaml"])
	papers = list(w.base["packages.yaml"][kind], "papers")
	return kind, papers, len(papers) > 0 && w.once("papers "+kind)
}

func list(m any, key string) []map[string]any {
	var all []map[string]any
	entries, _ := under(m.(map[string]any), key).([]any)
	for _, entry := range entries {
		all = append(all, maps.Clone(entry.(map[string]any)))
	}
	return all
}

func paperWords(w *Writer) {
	if kind, papers, ok := w.papers(); ok {
		language := pick(w, languages)
		paper := pick(w, papers)
		paper[language] = reworded(language, text(paper, language))
		w.set("packages.yaml", papers, kind, "papers")
	}
}

func paperNeed(w *Writer) {
	if kind, papers, ok := w.papers(); ok {
		paper := pick(w, papers)
		paper["need"], paper["unless"] = "service.name != 'x'", "要しないため"
		w.set("packages.yaml", papers, kind, "papers")
	}
}

func paperAdded(w *Writer) {
	if kind, papers, ok := w.papers(); ok {
		paper := map[string]any{"name": fmt.Sprintf("made-%d", w.IntN(1000)), "clause": "1.1", "ja": "加えられた書類", "en": "Paper that was added"}
		w.set("packages.yaml", slices.Insert(papers, w.IntN(len(papers)+1), paper), kind, "papers")
	}
}

func packageWords(w *Writer) {
	language, kind := pick(w, languages), w.key(w.base["packages.yaml"])
	if w.once("package " + kind) {
		w.set("packages.yaml", reworded(language, text(w.base["packages.yaml"], kind, language)), kind, language)
	}
}

func packageAdded(w *Writer) {
	w.set("packages.yaml", w.base["packages.yaml"][w.key(w.base["packages.yaml"])], fmt.Sprintf("made-%d", w.IntN(1000)))
}

func words(w *Writer) {
	if w.once("words") {
		w.set("revision.yaml", "改められた"+fmt.Sprint(w.IntN(100)), "words", pick(w, []string{"rules", "list", "statement-form", "appeal-form"}))
	}
}

func offices(w *Writer) {
	if w.once("offices") {
		w.set("revision.yaml", "新機関"+fmt.Sprint(w.IntN(100)), "offices", pick(w, []string{"operations-support", "committee", "ministries"}))
	}
}
