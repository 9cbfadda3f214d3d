package period_test

import (
	"os"
	"strings"
	"testing"

	"yoshiki/forms/period"
)

// readList reads the national holidays of 1970 to 2050 as another project has them.
func readList(t testing.TB) map[period.Date]string {
	t.Helper()
	data, err := os.ReadFile("testdata/holiday_jp-2.5.1.csv")
	if err != nil {
		t.Fatal(err)
	}
	list := map[period.Date]string{}
	for s := range strings.Lines(string(data)) {
		if date, name, ok := strings.Cut(strings.TrimSpace(s), ","); ok && s[0] != '#' {
			list[day(t, date)] = name
		}
	}
	if len(list) != 1329 {
		t.Fatalf("%d holidays in the list, want 1329", len(list))
	}
	return list
}

// listName is the name that the law has for a day of the list.
func listName(d period.Date, name string) string {
	switch name {
	case "休日":
		return "国民の休日"
	case "大喪の礼":
		return "昭和天皇の大喪の礼の行われる日"
	case "結婚の儀":
		return "皇太子徳仁親王の結婚の儀の行われる日"
	case "即位礼正殿の儀":
		return "即位礼正殿の儀の行われる日"
	case "体育の日（スポーツの日）":
		return "体育の日"
	case "休日（祝日扱い）":
		return map[string]string{"2019-05-01": "天皇の即位の日", "2019-10-22": "即位礼正殿の儀の行われる日"}[d.String()]
	}
	if strings.HasSuffix(name, " 振替休日") {
		return "振替休日"
	}
	return name
}

// Every day of the list's 81 years is a national holiday here and there, under the
// same name, or in neither; and off exactly when the Act on office holidays says so.
func TestHolidaysEqualList(t *testing.T) {
	list := readList(t)
	for _, w := range calendar(t) {
		d := w.date()
		name, off := period.Holiday(d)
		if off == w.working {
			t.Errorf("%s: off %t (%s)", d, off, name)
		}
		if listed, ok := list[d]; ok {
			if want := listName(d, listed); name != want {
				t.Errorf("%s: %q, want %q", d, name, want)
			}
			continue
		}
		want := ""
		switch {
		case w.month == 12 && w.day >= 29, w.month == 1 && w.day <= 3:
			want = "年末年始"
		case w.weekday == 0:
			want = "日曜日"
		case w.weekday == 6:
			want = "土曜日"
		}
		if name != want {
			t.Errorf("%s: %q, want %q", d, name, want)
		}
	}
}

func TestHolidaysOfAYear(t *testing.T) {
	for year, want := range map[string]string{
		"2026": "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06振替休日 07-20 08-11 09-21 09-22国民の休日 09-23 10-12 11-03 11-23",
		"2027": "01-01 01-11 02-11 02-23 03-21 03-22振替休日 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23",
		"2019": "01-01 01-14 02-11 03-21 04-29 04-30国民の休日 05-01 05-02国民の休日 05-03 05-04 05-05 05-06振替休日 07-15 08-11 08-12振替休日 09-16 09-23 10-14 10-22 11-03 11-04振替休日 11-23",
		"2021": "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09振替休日 09-20 09-23 11-03 11-23",
	} {
		var got []string
		for d := day(t, year+"-01-01"); d.String()[:4] == year; d = d.AddDays(1) {
			name, _ := period.Holiday(d)
			switch name {
			case "", "土曜日", "日曜日", "年末年始":
			case "振替休日", "国民の休日":
				got = append(got, d.String()[5:]+name)
			default:
				got = append(got, d.String()[5:])
			}
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", year, got, want)
		}
	}
}

func TestOfficial(t *testing.T) {
	for s, want := range map[string]bool{"1969-12-31": false, "1970-01-01": true, "2027-12-31": true, "2028-01-01": false, "2051-01-01": false} {
		if got := period.Official(day(t, s)); got != want {
			t.Errorf("Official(%s) = %t", s, got)
		}
	}
	if got := period.OfficialUntil(); got != 2027 {
		t.Errorf("official until %d, want 2027", got)
	}
}

func TestSafeDay(t *testing.T) {
	for s, want := range map[string]string{
		"2026-05-15": "2026-05-15",
		"2026-02-28": "2026-02-27",
		"2026-05-06": "2026-05-01", // Golden Week
		"2026-09-23": "2026-09-18", // a citizens' holiday between two holidays
		"2027-01-03": "2026-12-28",
		"2024-02-29": "2024-02-29",
	} {
		if got := period.SafeDay(day(t, s)); got != day(t, want) {
			t.Errorf("SafeDay(%s) = %s, want %s", s, got, want)
		}
	}
}

func TestWorkingDaysOfTheTable(t *testing.T) {
	for s, n := range map[string]int{"2050-12-26": 3, "1969-12-26": 1, "2026-05-01": 1 << 62} {
		if got, err := period.WorkingDays(day(t, s), n); err == nil {
			t.Errorf("%d working days after %s: %s, want an error", n, s, got)
		}
	}
	for s, want := range map[string]string{"1969-12-31": "1970-01-05", "2050-12-27": "2050-12-28"} {
		if got, err := period.WorkingDays(day(t, s), 1); err != nil || got != day(t, want) {
			t.Errorf("working day after %s: %s, %v; want %s", s, got, err, want)
		}
	}
	for _, n := range []int{0, -3} {
		if got, err := period.WorkingDays(day(t, "2026-05-02"), n); err != nil || got != day(t, "2026-05-02") {
			t.Errorf("%d working days: %s, %v", n, got, err)
		}
	}
}
