package schedule_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/period"
	"yoshiki/forms/schedule"
	"yoshiki/locales"
	"yoshiki/templates"
)

var update = flag.Bool("update", false, "write the tables of testdata/due anew")

const asOf = "2026-06-20"

var japanese, english = locales.New("ja"), locales.New("en")

// samples are the sample cases by name.
func samples(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/cases/*.yaml")
	if err != nil || len(paths) < 5 {
		t.Fatalf("sample cases: %v %v", paths, err)
	}
	return paths
}

// read gives the deadlines of a case, some words of which are replaced by others.
func read(t testing.TB, path, day string, replaced ...string) *schedule.Schedule {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(replaced); i += 2 {
		if !strings.Contains(string(data), replaced[i]) {
			t.Fatalf("%s: no %q", path, replaced[i])
		}
		data = []byte(strings.ReplaceAll(string(data), replaced[i], replaced[i+1]))
	}
	file, findings := decode.Decode(path, data, os.DirFS(filepath.Dir(path)))
	if file == nil {
		t.Fatalf("%s: %+v", path, findings)
	}
	s, err := schedule.New(catalogOf(t, file.Case.Program), file, casefile.Date(day))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// open opens the catalogue of all sample cases once.
var open = sync.OnceValues(func() (*forms.Catalog, error) { return forms.Open("ismap-liu", "2023-11-10", templates.FS) })

var ismap = sync.OnceValues(func() (*forms.Catalog, error) { return forms.Open("ismap", "2022-04-01", templates.FS) })

func catalog(t testing.TB) *forms.Catalog {
	t.Helper()
	catalog, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// catalogOf is the newest catalogue of a programme.
func catalogOf(t testing.TB, program casefile.Program) *forms.Catalog {
	t.Helper()
	if program == "ismap-liu" {
		return catalog(t)
	}
	catalog, err := ismap()
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// entry finds the deadline of a rule.
func entry(t testing.TB, s *schedule.Schedule, rule string) *schedule.Entry {
	t.Helper()
	for i := range s.Entries {
		if s.Entries[i].Rule == rule {
			return &s.Entries[i]
		}
	}
	t.Fatalf("no deadline %s", rule)
	return nil
}

// TestTables compares the deadlines of every sample case with its table.
func TestTables(t *testing.T) {
	for _, path := range samples(t) {
		s := read(t, path, asOf)
		var b strings.Builder
		for i := range s.Entries {
			e := &s.Entries[i]
			fmt.Fprintf(&b, "%s  safe %s  %s %d  %s by %s\n", e.Step.End, e.Step.Safe, e.State, e.Left, e.Rule, e.By)
			for _, p := range []*locales.Printer{japanese, english} {
				fmt.Fprintf(&b, "  %s: %s\n    %s\n", e.Title(p), e.Status(p), strings.Join(e.Arithmetic(p), "\n    "))
			}
		}
		golden := filepath.Join("../../testdata/due", strings.TrimSuffix(filepath.Base(path), ".yaml")+".txt")
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s: %s", golden, diff)
		}
	}
}

// TestEveryDeadlineHasItsWords finds a title for every rule with a deadline, and names for
// every authority and every holiday.
func TestEveryDeadlineHasItsWords(t *testing.T) {
	rules, err := catalog(t).Rules()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, r := range rules {
		if r.Deadline != nil {
			keys["by."+r.Deadline.By] = r.Deadline.By != ""
		}
	}
	for d := (period.Date{Year: 1973, Month: 1, Day: 1}); d.Year < 2030; d = d.AddDays(1) {
		if name, off := period.Holiday(d); off {
			keys["holiday."+name] = true
		}
	}
	for _, p := range []*locales.Printer{japanese, english} {
		for key, used := range keys {
			if used && p.Text(key, nil) == key {
				t.Errorf("%s: no words for %s", p.Language(), key)
			}
		}
	}
}

// TestStates takes one deadline through all that can become of it.
func TestStates(t *testing.T) {
	const sample = "../../testdata/cases/small-saas.yaml"
	const filed = "  date: 2026-06-19\n"
	for _, c := range []struct {
		asOf, filed string
		state       schedule.State
		status      string
	}{
		{"2026-06-20", filed, schedule.Met, "済 令和8年6月19日（金）"},
		{"2026-06-10", filed, schedule.Planned, "予定 令和8年6月19日（金）"},
		{"2026-06-10", "", schedule.Open, "あと19日"},
		{"2026-06-29", "", schedule.Open, "本日限り"},
		{"2026-06-30", "", schedule.Late, "1日超過"},
		{"2026-06-10", "  date: 2026-06-30\n", schedule.Late, "期限後 令和8年6月30日（火）"},
		{"", "", schedule.Open, "未了"},
		{"", "  date: 2026-06-30\n", schedule.Late, "期限後 令和8年6月30日（火）"},
	} {
		e := entry(t, read(t, sample, c.asOf, filed, c.filed), "liu:8.2")
		if e.State != c.state || e.Status(japanese) != c.status {
			t.Errorf("as of %q, %q: %s %q, want %s %q", c.asOf, c.filed, e.State, e.Status(japanese), c.state, c.status)
		}
	}
	kept := entry(t, read(t, sample, asOf, "record_until: ", "record_until: 2026-12-31 # "), "liu:7.6(7)/keep")
	if kept.State != schedule.Late {
		t.Errorf("kept for too short a time: %s", kept.State)
	}
	if s := read(t, sample, ""); slices.ContainsFunc(s.Entries, func(e schedule.Entry) bool { return e.Dated || e.Left != 0 }) {
		t.Error("days left without a day")
	}
}

// TestWorkedExamples has the sentences of periods that end in every way.
func TestWorkedExamples(t *testing.T) {
	const small, registered = "../../testdata/cases/small-saas.yaml", "../../testdata/cases/registered.yaml"
	for _, c := range []struct {
		rule     string
		s        *schedule.Schedule
		contains []string
	}{
		{"liu:7.3", read(t, registered, asOf), []string{"令和7年10月1日（水）から数える", "月の末日令和7年12月31日（水）に終わる", "12/31 年末年始", "開庁日は令和7年12月26日（金）"}},
		{"liu:8.2", read(t, small, asOf, "report_date: 2026-05-29", "report_date: 2026-01-30"), []string{"応当日がないため、その月の末日令和8年2月28日（土）", "開庁日は令和8年2月27日（金）"}},
		{"liu:13.2", read(t, registered, asOf), []string{"17:20の翌日", "5/3 憲法記念日", "5/6 振替休日", "令和8年5月11日（月）の24時を限度", "令和8年5月11日（月）17:20を目標"}},
		{"liu:13.2", read(t, registered, asOf, "recognized_at: 2026-05-01T17:20:00+09:00", "recognized_at: 2026-05-01T15:00:00Z"),
			[]string{"令和8年5月2日（土）00:00に始まるため", "令和8年5月11日（月）24:00を目標"}},
		{"liu:13.2", read(t, registered, asOf, "recognized_at: 2026-05-01T17:20:00+09:00", "recognized_at: 2026-05-18T09:00:00+09:00"), []string{"間に休日はない"}},
		{"liu:7.6(7)/keep", read(t, small, asOf), []string{"2027年より後の休日は公表されておらず"}},
		{"liu:12.1/next", read(t, small, asOf), []string{"書面により、令和9年7月31日（土）と定められている", "7/31 土曜日", "開庁日は令和9年7月30日（金）"}},
	} {
		said := strings.Join(entry(t, c.s, c.rule).Arithmetic(japanese), "")
		for _, want := range c.contains {
			if !strings.Contains(said, want) {
				t.Errorf("%s: no %q in %q", c.rule, want, said)
			}
		}
	}
}

func TestNewRefusesWhatIsNoDay(t *testing.T) {
	if _, err := schedule.New(nil, &decode.File{}, "2026-02-30"); err == nil {
		t.Error("30 February taken")
	}
}
