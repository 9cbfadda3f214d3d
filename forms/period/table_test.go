package period

import (
	"strings"
	"testing"
)

func TestReadTable(t *testing.T) {
	table, err := readTable("# note\n\nofficial 1970-2027\ncomputed 2028-2050\n2000- 1 Mon2 成人の日\n1992-2023 3 20,20,21,21 春分の日\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(table.months) != 2 || table.months[1][0].last != 2050 || table.months[3][0].days != [4]int{20, 20, 21, 21} || table.official.last != 2027 {
		t.Errorf("table %+v", table)
	}
}

func TestReadTableRefuses(t *testing.T) {
	for _, s := range []string{
		"official", "official 1970", "official x-2027", "official 1970-y", "computed 2050-2028", "computed", "computed 2028-2050 x",
		"2000- 1 成人の日", "2000 1 15 成人の日", "2000- 0 15 成人の日", "2000- 13 15 成人の日", "2000- 1 0 成人の日", "2000- 1 32 成人の日",
		"2000- 1 Mon0 成人の日", "2000- 1 Mon5 成人の日", "2000- 1 Tue2 成人の日", "1992- 3 20,21 春分の日", "1992- 3 20,20,21,x 春分の日",
		"2051- 1 1 元日", "2000- 1 15 成人の日 x",
	} {
		_, err := readTable("computed 2028-2050\n" + s)
		if err == nil || !strings.HasPrefix(err.Error(), "holidays, line 2: ") {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// The computed years follow the official ones, and no holiday has two lines for a year.
func TestTableIsOrderly(t *testing.T) {
	if holidays.computed.first != holidays.official.last+1 {
		t.Errorf("official to %d, computed from %d", holidays.official.last, holidays.computed.first)
	}
	for month, lines := range holidays.months {
		last := map[string]int{}
		for _, l := range lines {
			if l.first <= last[l.name] {
				t.Errorf("%s in month %d: two lines for %d", l.name, month, l.first)
			}
			last[l.name] = l.last
		}
	}
}
