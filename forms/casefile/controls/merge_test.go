package controls

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// tableOf makes a table from numbers and names.
func tableOf(rows ...official) *Table {
	t := &Table{}
	for _, o := range rows {
		id, _ := ParseID(o.id)
		t.Entries = append(t.Entries, &Entry{ID: id, Values: map[string]Value{"id": {Text: o.id}, "name": {Text: o.text}}})
	}
	return t
}

// fillIn writes something about every control but each seventh.
func fillIn(t *Table) {
	for i, e := range t.Entries {
		e.Values["kind"] = Value{Text: map[bool]string{true: objective, false: detail}[e.ID.IsObjective()]}
		switch {
		case i%7 == 3:
		case i%5 == 4:
			e.Values["adopted"], e.Values["reason"] = Value{Text: no}, Value{Text: "理由" + e.Text("name")}
		default:
			e.Values["adopted"], e.Values["implementation"] = Value{Text: yes}, Value{Text: "実施\n" + e.Text("name")}
		}
	}
}

func TestWhatANewEditionDoes(t *testing.T) {
	annex := tableOf([]official{{"5.1.1", "方針群"}, {"5.1.1.1", "承認"}, {"5.1.1.2", "周知"}, {"5.1.1.3", "廃止"}, {"5.1.1.4", "空欄"}, {"5.1.1.5.P", "接尾"},
		{"5.1.1.6", "同文"}, {"5.1.1.7", "同文"}, {"6.1.1", "役割"}}...)
	fillIn(annex)
	annex.Entries[4].Values = map[string]Value{"id": {Text: "5.1.1.4"}, "name": {Text: "空欄"}}
	edition := tableOf([]official{{"５．１．１", "方 針群"}, {"5.1.1.1", "新しい管理策"}, {"5.1.1.2", "承認"}, {"5.1.1.3", "周知（改）"}, {"5.1.1.5.PB", "接尾語"},
		{"5.1.1.8", "同文"}, {"5.1.1.9", "同文"}, {"6.1.1", "役割"}, {"7.1.1", "追加"}}...)
	merged, changes := Merge(annex, edition)
	var got []string
	for _, c := range changes {
		got = append(got, fmt.Sprintf("%s %s %s < %s", c.Kind, c.ID, c.Name, c.Before))
	}
	if diff := cmp.Diff([]string{
		"added 5.1.1.1 新しい管理策 < ",
		"renumbered 5.1.1.2 承認 < 5.1.1.1",
		"reworded 5.1.1.3 周知（改） < 廃止",
		"renumbered 5.1.1.5.PB 接尾語 < 5.1.1.5.P",
		"reworded 5.1.1.5.PB 接尾語 < 接尾",
		"renumbered 5.1.1.8 同文 < 5.1.1.6",
		"renumbered 5.1.1.9 同文 < 5.1.1.7",
		"added 7.1.1 追加 < ",
		"kept 5.1.1.2 周知 < ",
		"gone 5.1.1.4 空欄 < ",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := merged.Entries[0].Text("id"); got != "5.1.1" {
		t.Errorf("the number that means the same is %q", got)
	}
	nothingLost(t, annex, merged)
}

// nothingLost holds that all that was written in before stands in after.
func nothingLost(t *testing.T, before, after *Table) {
	t.Helper()
	if diff := cmp.Diff(writings(before), writings(after)); diff != "" {
		t.Errorf("what was written (-before +after):\n%s", diff)
	}
}

// writings are what people wrote, sorted.
func writings(t *Table) []string {
	var list []string
	for _, e := range t.Entries {
		var parts []string
		for _, c := range columns {
			if v := e.Text(c.key); v != "" && c.key != "id" && c.key != "name" && c.key != "kind" {
				parts = append(parts, c.key+"="+v)
			}
		}
		for _, version := range e.Versions {
			for _, c := range columns {
				if v := version[c.key].Text; v != "" {
					parts = append(parts, c.key+"="+v)
				}
			}
		}
		for i, v := range e.Extra {
			if v.Text != "" {
				parts = append(parts, t.Extra[i]+"="+v.Text)
			}
		}
		if len(parts) > 0 {
			list = append(list, strings.Join(parts, " "))
		}
	}
	slices.Sort(list)
	return list
}

// edit makes a new edition out of an old one, and says what it did to it.
func edit(rows []official, seed uint64) (edited []official, want map[string]int) {
	random := rand.New(rand.NewPCG(seed, 1))
	want = map[string]int{}
	for i, o := range rows {
		if o.level() != 4 {
			edited = append(edited, o)
			continue
		}
		switch random.IntN(40) {
		case 0:
			want["left out"]++
		case 1:
			edited = append(edited, official{o.id, o.text + "（改）"})
			want[Reworded]++
		case 2:
			id, _ := ParseID(o.id)
			edited = append(edited, official{id.digits()[:strings.LastIndex(id.digits(), ".")+1] + fmt.Sprint(500+i%400), o.text})
			want[Renumbered]++
		case 3:
			id, _ := ParseID(o.id)
			edited = append(edited, o, official{id.objective() + fmt.Sprintf(".%d", 100+i%400), fmt.Sprintf("新しい管理策%d", i)})
			want[Added]++
		default:
			edited = append(edited, o)
		}
	}
	return edited, want
}

func TestEditionsAreMergedWithoutLoss(t *testing.T) {
	for seed := range uint64(6) {
		old := controlsOf(criteria())
		edited, want := edit(old, seed)
		annex := tableOf(old...)
		fillIn(annex)
		merged, changes := Merge(annex, tableOf(edited...))
		got := map[string]int{}
		for _, c := range changes {
			if c.Kind == Gone || c.Kind == Kept {
				c.Kind = "left out"
			}
			got[c.Kind]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
		nothingLost(t, annex, merged)
		for _, e := range merged.Entries { // what was written is about the control that it stands beside
			if text := e.Text("implementation"); text != "" && text != "実施\n"+strings.TrimSuffix(e.Text("name"), "（改）") {
				t.Fatalf("seed %d: %s %s: %s", seed, e.Text("id"), e.Text("name"), text)
			}
		}
		if _, again := Merge(merged, tableOf(edited...)); len(again) != countOf(changes, Kept) {
			t.Errorf("seed %d: merged once more: %v", seed, again)
		}
	}
}

func countOf(changes []Change, kind string) (n int) {
	for _, c := range changes {
		if c.Kind == kind {
			n++
		}
	}
	return n
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	note := func(c Change) string { return c.Kind + " " + c.Before }
	annex := tableOf(controlsOf(criteria())...)
	fillIn(annex)
	annex.Extra = []string{"備考", ""}
	annex.Entries[2].Extra = []Value{{Text: "㈱髙﨑 ～\n=1+1"}, {Text: " 空 "}}
	annex.Entries[5].Values["since"] = Value{Text: "2026-01-01"}
	annex.Entries[5].Values["taken_over.service"] = Value{Text: "基盤"}
	annex.Entries[5].Versions = []map[string]Value{
		{"versions.implementation": {Text: "前"}, "versions.from": {Text: "2025-04-01"}, "versions.to": {Text: "2025-09-30"}},
		{"versions.implementation": {Text: "次"}, "versions.from": {Text: "2025-10-01"}, "versions.to": {Text: "2025-12-31"}}}
	annex.Entries[9].Values["adopted"] = Value{Text: "一部"}
	edited, _ := edit(controlsOf(criteria()), 1)
	merged, _ := Merge(annex, tableOf(edited...))
	for _, language := range []string{"ja", "en"} {
		l := Layout{language, note}
		for name, write := range map[string]func(*bytes.Buffer, *Table) error{
			"a.csv":  func(b *bytes.Buffer, t *Table) error { return l.WriteCSV(b, t) },
			"a.xlsx": func(b *bytes.Buffer, t *Table) error { return l.WriteXLSX(b, t) },
		} {
			for _, table := range []*Table{annex, merged} {
				var b, again bytes.Buffer
				if err := write(&b, table); err != nil {
					t.Fatal(err)
				}
				if err := write(&again, table); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
					t.Errorf("%s %s: written differently, %v", language, name, err)
				}
				back := opened(t, name, b.Bytes(), Options{})
				if diff := cmp.Diff(listed(table), listed(back), cmp.AllowUnexported(official{})); diff != "" {
					t.Errorf("%s %s: (-want +got):\n%s", language, name, diff)
				}
				nothingLost(t, table, back)
			}
		}
	}
}

// TestAnAnnexIsReadyToBeFilledIn looks at it with excelize: what is typed anywhere stays a
// text, and what can be chosen is offered.
func TestAnAnnexIsReadyToBeFilledIn(t *testing.T) {
	var b bytes.Buffer
	if err := (Layout{Language: "ja"}).WriteXLSX(&b, tableOf(official{"5.1.1", "=1+1"})); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range []string{"A", "B", "O"} {
		id, err := file.GetColStyle("管理策一覧", column)
		style, err2 := file.GetStyle(id)
		if err != nil || err2 != nil || style.NumFmt != 49 {
			t.Errorf("column %s: style %d, %v, %v", column, id, err, err2)
		}
	}
	kind, err := file.GetCellType("管理策一覧", "B2")
	if err != nil || kind != excelize.CellTypeInlineString {
		t.Errorf("type %v, %v", kind, err)
	}
	rules, err := file.GetDataValidations("管理策一覧")
	if err != nil || len(rules) != 2 || rules[1].Sqref != "D2:D1048576" || rules[1].Formula1 != `"採用,不採用"` {
		t.Errorf("%+v, %v", rules, err)
	}
}

func TestTextsThatExcelCannotHold(t *testing.T) {
	table := tableOf(official{"5.1.1", strings.Repeat("𠮷", 16384)})
	if err := (Layout{Language: "ja"}).WriteXLSX(&bytes.Buffer{}, table); err == nil || !strings.Contains(err.Error(), "管理策一覧!B2") {
		t.Error(err)
	}
}

func TestTally(t *testing.T) {
	answers := strings.Fields("3.1.1=yes 3.1.1.1=no 4.4.1=yes 4.4.1.1=yes 5.1.1=yes 5.1.1.1=no 5.1.1.2.B=no 5.1.2=no 5.1.2.1.PB=no 6.1.1=yes 6.1.1.1=yes 6.1.1.2= 6.1.1.3.P=no")
	table := &Table{}
	for _, a := range answers {
		number, answer, _ := strings.Cut(a, "=")
		one := tableOf(official{number, "x"}).Entries[0]
		one.Values["adopted"], one.Values["kind"] = Value{Text: answer}, Value{Text: map[bool]string{true: objective, false: detail}[one.ID.IsObjective()]}
		if number == "5.1.2" {
			one.Values["reason"] = Value{Text: "該当なし"}
		}
		table.Entries = append(table.Entries, one)
	}
	want := Counts{
		Chapters: []Count{{3, 1, 1, 1, 1, 0}, {4, 1, 1, 2, 0, 0}, {5, 2, 3, 1, 4, 0}, {6, 1, 3, 2, 1, 1}},
		All:      Count{0, 5, 8, 6, 6, 1},
		Unmet:    []string{"5.1.1"}, BasicLeftOut: []string{"3.1.1.1", "5.1.1.2.B"},
		Unreasoned: []string{"3.1.1.1", "5.1.1.1", "5.1.1.2.B", "5.1.2.1.PB", "6.1.1.3.P"},
	}
	got := Tally(table)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.All.Share() != 46 {
		t.Errorf("%d percent", got.All.Share())
	}
}
