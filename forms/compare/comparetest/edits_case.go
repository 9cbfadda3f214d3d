package comparetest

import (
	"maps"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
)

// field picks a key of the case whose value is a text.
func (w *Writer) field() (keys []string, def map[string]any, ok bool) {
	types := w.base["case.yaml"]["types"].(map[string]any)
	t := w.key(types)
	all, _ := under(types, t, "fields").(map[string]any)
	if len(all) == 0 {
		return nil, nil, false
	}
	key := w.key(all)
	def, _ = all[key].(map[string]any)
	return []string{"types", t, "fields", key}, def, w.once("field " + t + " " + key)
}

func fieldWords(w *Writer) {
	if keys, def, ok := w.field(); ok {
		language := pick(w, languages)
		if w.IntN(2) == 0 {
			w.set("case.yaml", reworded(language, text(def, language)), append(keys, language)...)
		} else {
			w.set("case.yaml", reworded(language, text(def, "help", language)), append(keys, "help", language)...)
		}
	}
}

func fieldNeed(w *Writer) {
	if keys, def, ok := w.field(); ok {
		if w.IntN(4) == 0 {
			w.set("case.yaml", def["aside"] != true, append(keys, "aside")...)
			return
		}
		w.set("case.yaml", def["need"] != true, append(keys, "need")...)
	}
}

// fieldPlace says something of one place only.
func fieldPlace(w *Writer) {
	at := pick(w, []string{"application.date", "statement.date", "appeals.date", "contact.email"})
	if w.once("at " + at) {
		w.set("case.yaml", reworded("ja", "ここでの名称"), "at", at, "ja")
	}
}

// fieldGone ends one of several texts of a group.
func fieldGone(w *Writer) {
	keys, _, ok := w.field()
	if !ok {
		return
	}
	m := models[keys[1]]
	at, _ := w.base["case.yaml"]["at"].(map[string]any)
	placed := slices.ContainsFunc(slices.Collect(maps.Keys(at)), func(path string) bool { return strings.HasSuffix(path, "."+keys[3]) })
	if !placed && keys[3] != "date" && keys[3] != "email" && len(under(w.base["case.yaml"], keys[:3]...).(map[string]any)) > 2 && m.At(keys[3]).Kind == casefile.KindText && w.once("type "+keys[1]) {
		w.take("case.yaml", keys...)
	}
}

// choice picks a value that may be chosen.
func (w *Writer) choice() (keys []string, def map[string]any, ok bool) {
	all := w.base["case.yaml"]["choices"].(map[string]any)
	t := w.key(all)
	value := w.key(all[t].(map[string]any))
	def, _ = under(all, t, value).(map[string]any)
	return []string{"choices", t, value}, def, w.once("choice " + t + " " + value)
}

func choiceWords(w *Writer) {
	if keys, def, ok := w.choice(); ok {
		language := pick(w, languages)
		w.set("case.yaml", reworded(language, text(def, language)), append(keys, language)...)
	}
}

func choiceGone(w *Writer) {
	if keys, _, ok := w.choice(); ok && w.once("choices "+keys[1]) && len(under(w.base["case.yaml"], keys[:2]...).(map[string]any)) > 2 {
		w.take("case.yaml", keys...)
	}
}

func typeHelp(w *Writer) {
	types, language := w.base["case.yaml"]["types"].(map[string]any), pick(w, languages)
	if t := w.key(types); w.once("help " + t) {
		w.set("case.yaml", reworded(language, text(types, t, "help", language)), "types", t, "help", language)
	}
}

// broughtBack undoes what an earlier revision took out.
func broughtBack(w *Writer) {
	for i, r := range w.removed {
		if under(w.base[r.file], r.path...) == nil && under(w.data[r.file], r.path...) == nil && w.once(strings.Join(r.path, " ")) {
			if outer, there := under(w.data[r.file], r.path[:len(r.path)-1]...).(map[string]any); there {
				if _, now := outer[r.path[len(r.path)-1]]; now { // taken out just now
					continue
				}
			}
			w.set(r.file, r.was, r.path...)
			w.removed = slices.Delete(w.removed, i, i+1)
			return
		}
	}
}

// models are the groups of a case by the names of their types.
var models = func() map[string]*casefile.Model {
	all := map[string]*casefile.Model{}
	var collect func(m *casefile.Model)
	collect = func(m *casefile.Model) {
		if m.Kind == casefile.KindList {
			m = m.Entry
		}
		if all[m.Type.Name()] != nil {
			return
		}
		all[m.Type.Name()] = m
		for _, f := range m.Fields {
			collect(f.Model)
		}
	}
	collect(casefile.Root())
	return all
}()
