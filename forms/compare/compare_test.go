package compare_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/forms/compare/comparetest"
	"yoshiki/templates"
)

var seed = flag.Uint64("seed", 7, "of the revisions made up")

// judged is one text of the rules with all that can be seen of it.
type judged struct {
	day     casefile.Date
	catalog *forms.Catalog
	seen    seen
	outcome outcome
}

// TestMadeUpRevisions compares 50 pairs of revisions, made up by chance over those in force and
// over each other. What is told must be
// seen in what the two say, and what is seen must be told; so must each difference in the
// forms, findings and deadlines of the samples.
func TestMadeUpRevisions(t *testing.T) {
	samples := cases(t)
	for chain := range 5 {
		program := []string{"ismap-liu", "ismap"}[chain%2]
		t.Run(fmt.Sprintf("%s seed=%d chain=%d", program, *seed, chain), func(t *testing.T) {
			t.Parallel()
			w := comparetest.NewWriter(t, rand.New(rand.NewPCG(*seed, uint64(chain))), program)
			for i := range 4 {
				w.Revision(casefile.Date(fmt.Sprintf("20%d-01-01", 30+i)))
				t.Log(w.Days[len(w.Days)-1], strings.Join(w.Edits, "\n    "))
			}
			library := forms.NewLibrary(templates.FS, w.Own)
			var all []*judged
			for _, day := range w.Days {
				c, err := library.Open(casefile.Program(program), day)
				fatal(t, err)
				all = append(all, &judged{day, c, look(t, c), outcomes(t, c, samples[program])})
			}
			for i, later := range all {
				for _, earlier := range all[:i] {
					if w.IntN(2) == 0 {
						judge(t, later, earlier)
					} else {
						judge(t, earlier, later)
					}
				}
			}
		})
	}
}

// judge compares two texts, and what is told with what is seen.
func judge(t *testing.T, was, is *judged) {
	t.Helper()
	changes, err := compare.Texts(was.catalog, is.catalog)
	fatal(t, err)
	told := map[string]bool{}
	for _, change := range changes {
		told[name(change.Of, change.Name)] = true
		if change.Of == compare.Form && strings.HasPrefix(change.Part, "title") {
			told[name(titled, change.Name)] = true
		}
		if change.How == compare.Changed && change.Was == change.Is {
			t.Errorf("%s to %s: no change: %+v", was.day, is.day, change)
		}
	}
	faults := unexplained(was.outcome, is.outcome, told)
	for _, change := range changes {
		if at := "form " + change.Name; change.Of == compare.Form && change.Part == "edition" && change.From == "" && was.outcome[at] == is.outcome[at] {
			faults = append(faults, "told, and not printed: edition of "+at)
		}
	}
	for _, what := range both(was.seen, is.seen) {
		before, after := was.seen[what], is.seen[what]
		switch differs := !slices.Equal(before, after); {
		case differs && !told[what]:
			faults = append(faults, fmt.Sprintf("seen, and not told: %s\n-%q\n+%q", what, less(before, after), less(after, before)))
		case !differs && told[what]:
			faults = append(faults, fmt.Sprintf("told, and not seen: %s: %+v", what, changes[slices.IndexFunc(changes, func(c compare.Change) bool { return name(c.Of, c.Name) == what })]))
		case differs && len(before)*len(after) > 0:
			faults = append(faults, unsaid(what, changes, less(before, after), less(after, before))...)
		}
	}
	for _, fault := range faults {
		t.Errorf("%s to %s: %s", was.day, is.day, fault)
	}
}

// both are the names in either of two maps, in order.
func both[V any](a, b map[string]V) []string {
	return slices.Compact(slices.Sorted(func(yield func(string) bool) {
		for _, m := range []map[string]V{a, b} {
			for key := range maps.Keys(m) {
				if !yield(key) {
					return
				}
			}
		}
	}))
}

// less are the lines that are not among others.
func less(lines, others []string) []string {
	there := map[string]bool{}
	for _, line := range others {
		there[line] = true
	}
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return there[line] })
}

// unsaid are the words that one text of a thing has and the other has not, and that no change
// tells.
func unsaid(what string, changes []compare.Change, gone, come []string) []string {
	var was, is strings.Builder
	for _, change := range changes {
		if name(change.Of, change.Name) == what {
			was.WriteString(change.Part + change.Was + "\n")
			is.WriteString(change.Part + change.Is + "\n")
		}
	}
	var faults []string
	for _, side := range []struct {
		lines []string
		told  string
	}{{gone, was.String()}, {come, is.String()}} {
		for _, line := range side.lines {
			key, words, worded := strings.Cut(line, ": ")
			switch key = key[strings.LastIndexByte(key, '.')+1:]; {
			case !worded || words == "true" || key == "Name":
			case !strings.Contains(side.told, words):
				faults = append(faults, "not told of "+what+": "+line)
			}
		}
	}
	return faults
}
