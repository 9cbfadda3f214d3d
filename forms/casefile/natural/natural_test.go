package natural

import (
	"bufio"
	"os"
	"reflect"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/locales"
)

var answers = []Word{{"yes", []string{"確認済", "confirmed"}}, {"no", []string{"未確認", "not confirmed"}}}

var kinds = []Word{{"new", []string{"新規", "申請"}}, {"renewal", []string{"更新"}}, {"re-application", []string{"再申請", "申請"}}}

// readers are the types of testdata/readings.txt.
var readers = map[string]func(string) Reading{
	"date":      func(s string) Reading { return Leaf(reflect.TypeFor[casefile.Date](), s, nil) },
	"time":      func(s string) Reading { return Leaf(reflect.TypeFor[casefile.Time](), s, nil) },
	"number":    func(s string) Reading { return Leaf(reflect.TypeFor[casefile.Number](), s, nil) },
	"corporate": func(s string) Reading { return Leaf(reflect.TypeFor[casefile.CorporateNumber](), s, nil) },
	"answer":    func(s string) Reading { return Leaf(reflect.TypeFor[casefile.Answer](), s, answers) },
	"kind":      func(s string) Reading { return Leaf(reflect.TypeFor[casefile.ApplicationKind](), s, kinds) },
	"text":      func(s string) Reading { return Leaf(reflect.TypeFor[casefile.Text](), s, nil) },
	"id":        func(s string) Reading { return Leaf(reflect.TypeFor[casefile.CaseID](), s, nil) },
}

func TestReadings(t *testing.T) {
	for _, c := range samples(t) {
		r := readers[c[0]](c[1])
		want := c[2]
		if want == "=" {
			want = "= " + c[1]
		}
		if got := said(r); got != want {
			t.Errorf("%s %q: %s, want %s", c[0], c[1], got, want)
		}
	}
}

// samples gives the lines of testdata/readings.txt, taken apart.
func samples(t testing.TB) [][]string {
	t.Helper()
	file, err := os.Open("testdata/readings.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all [][]string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if parts := strings.Split(lines.Text(), " | "); len(parts) == 3 && parts[0][0] != '#' {
			all = append(all, parts)
		}
	}
	if len(all) < 100 {
		t.Fatalf("%d samples", len(all))
	}
	return all
}

// TestEveryDoubtHasWords looks at the samples, which have them all.
func TestEveryDoubtHasWords(t *testing.T) {
	doubts := map[string]bool{}
	for _, c := range samples(t) {
		if r := readers[c[0]](c[1]); r.ID == Ambiguous {
			doubts[r.Args[3]] = true
		}
	}
	if len(doubts) != 8 {
		t.Errorf("doubts %v", doubts)
	}
	for doubt := range doubts {
		for _, language := range []string{"ja", "en"} {
			if key := "doubt." + doubt; locales.New(language).Text(key, nil) == key {
				t.Errorf("%s has no words in %s", key, language)
			}
		}
	}
}

// said writes a reading as testdata/readings.txt does.
func said(r Reading) string {
	args := map[string]string{}
	for i := 0; i+1 < len(r.Args); i += 2 {
		args[r.Args[i]] = r.Args[i+1]
	}
	switch r.ID {
	case "":
		return "= " + r.Value
	case Understood:
		return args["value"]
	case Ambiguous:
		return r.ID + " " + args["doubt"] + ": " + args["readings"]
	case "case:choice":
		return r.ID + " " + args["allowed"]
	}
	text := r.ID
	for _, name := range []string{"digit", "near"} {
		if args[name] != "" {
			text += " " + name + " " + args[name]
		}
	}
	return text
}

func TestNothingIsNoValue(t *testing.T) {
	for name, read := range readers {
		for _, written := range []string{"", " ", "　", "\n"} {
			if r := read(written); name != "text" && name != "id" && (r.Value != "" || r.ID != "") {
				t.Errorf("%s %q: %+v", name, written, r)
			}
		}
	}
}

// TestEveryDayOfTheErasReadsBack writes each day as official papers do.
func TestEveryDayOfTheErasReadsBack(t *testing.T) {
	for d, last := (period.Date{Year: 1873, Month: 1, Day: 1}), (period.Date{Year: 2100, Month: 1, Day: 1}); d.Before(last); d = d.AddDays(1) {
		if r := Date(period.Era(d)); r.Value != d.String() {
			t.Fatalf("%s: %+v", period.Era(d), r)
		}
	}
}

// FuzzReadings makes sure that whatever is read is as a case has it, and reads as itself.
func FuzzReadings(f *testing.F) {
	for _, c := range samples(f) {
		f.Add(c[1])
	}
	f.Fuzz(func(t *testing.T, written string) {
		for name, read := range readers {
			r := read(written)
			if !r.OK() && r.Value != "" || r.ID == Understood && (r.Value == "" || r.Value == written) {
				t.Fatalf("%s %q: %+v", name, written, r)
			}
			if again := read(r.Value); r.Value != "" && (again.Value != r.Value || again.ID != "") {
				t.Fatalf("%s %q: %+v, again %+v", name, written, r, again)
			}
		}
	})
}
