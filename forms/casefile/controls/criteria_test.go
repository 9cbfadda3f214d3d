package controls

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

// No official table was to be had, so these are made: as many controls as the Control
// Criteria have, numbered as they are, in made-up words.

// official is one row of the criteria: a chapter, a section, an objective or a control.
type official struct {
	id, text string
}

func (o official) level() int {
	id, _ := ParseID(o.id)
	return len(id.Parts)
}

// sections are how many control objectives each section has; those from 5 on as in
// JIS Q 27002:2014.
var sections = []struct {
	id         string
	objectives int
}{
	{"3.1", 5}, {"4.4", 4}, {"4.5", 3}, {"4.6", 3}, {"4.7", 4}, {"4.8", 3}, {"4.9", 2},
	{"5.1", 2}, {"6.1", 5}, {"6.2", 2}, {"7.1", 2}, {"7.2", 3}, {"7.3", 1}, {"8.1", 4}, {"8.2", 3}, {"8.3", 3},
	{"9.1", 2}, {"9.2", 6}, {"9.3", 1}, {"9.4", 5}, {"10.1", 2}, {"11.1", 6}, {"11.2", 9}, {"12.1", 4}, {"12.2", 1}, {"12.3", 1},
	{"12.4", 4}, {"12.5", 1}, {"12.6", 2}, {"12.7", 1}, {"13.1", 3}, {"13.2", 4}, {"14.1", 3}, {"14.2", 9}, {"14.3", 1},
	{"15.1", 3}, {"15.2", 2}, {"16.1", 7}, {"17.1", 3}, {"17.2", 1}, {"18.1", 5}, {"18.2", 3},
}

// total is how many controls the criteria have, 18 of them of governance.
const (
	total      = 1159
	governance = 18
)

var (
	subjects = strings.Fields("情報資産の台帳 利用者の識別情報 暗号鍵 作業の記録 外部の委託先 媒体 開発の環境 監視の仕組み 予備のデータ 入退室 通信の経路 変更の手続")
	actions  = strings.Fields("責任者を定め 手順を文書にし 定期に見直し 承認を得て 記録を残し 教育を行い 自動で検知し 期限を決め 権限を限り 二人で確かめ")
	ends     = strings.Fields("維持する。 報告する。 保管する。 改める。 知らせる。 評価する。 廃棄する。")
)

// textOf is the made-up text of the n-th row.
func textOf(n int) string {
	return fmt.Sprintf("%sについて、%s、%sに%s（第%d項）", subjects[n%len(subjects)], actions[n/3%len(actions)], subjects[(n/7+5)%len(subjects)], ends[n%len(ends)], n)
}

// criteria are the criteria with all their chapters and sections.
var criteria = sync.OnceValue(makeCriteria)

func makeCriteria() []official {
	objectives := 0
	for _, s := range sections {
		objectives += s.objectives
	}
	details := total - objectives - (governance - 5) // of chapters 4 to 18
	var rows []official
	chapter, made := "", 0
	for _, s := range sections {
		if c, _, _ := strings.Cut(s.id, "."); c != chapter {
			chapter = c
			rows = append(rows, official{c, "第" + c + "章の題"})
		}
		rows = append(rows, official{s.id, s.id + "節の目的"})
		for n := range s.objectives {
			id := fmt.Sprintf("%s.%d", s.id, n+1)
			rows = append(rows, official{id, textOf(len(rows))})
			count := []int{3, 3, 3, 2, 2}[n%5]
			if chapter != "3" {
				made++
				count = details*made/(objectives-5) - details*(made-1)/(objectives-5)
			}
			for k := range count {
				rows = append(rows, official{id + fmt.Sprintf(".%d", k+1) + suffix(k, chapter), textOf(len(rows))})
			}
		}
	}
	return rows
}

// suffix gives some of the controls proper P, B or PB.
func suffix(k int, chapter string) string {
	if chapter == "3" || chapter == "4" {
		return ""
	}
	return []string{"", ".B", "", "", "", ".P", "", ".PB", "", ""}[k%10]
}

// controlsOf are the rows that are controls.
func controlsOf(rows []official) []official {
	var list []official
	for _, o := range rows {
		if o.level() >= 3 {
			list = append(list, o)
		}
	}
	return list
}

// paper is a workbook that is being made.
type paper struct {
	t      testing.TB
	file   *excelize.File
	name   string
	row    int
	errors map[string]string // by cell
}

// sheet begins a sheet; the first takes the place of the empty one.
func (p *paper) sheet(name string) {
	p.t.Helper()
	if p.name == "" {
		p.must(p.file.SetSheetName("Sheet1", name))
	} else if _, err := p.file.NewSheet(name); err != nil {
		p.t.Fatal(err)
	}
	p.name, p.row = name, 0
}

// line writes one row.
func (p *paper) line(values ...any) {
	p.t.Helper()
	p.row++
	p.must(p.file.SetSheetRow(p.name, fmt.Sprintf("A%d", p.row), &values))
}

func (p *paper) merge(from string, top int, to string, bottom int) {
	p.t.Helper()
	if from != to || top != bottom {
		p.must(p.file.MergeCell(p.name, fmt.Sprintf("%s%d", from, top), fmt.Sprintf("%s%d", to, bottom)))
	}
}

func (p *paper) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *paper) bytes(options ...excelize.Options) []byte {
	p.t.Helper()
	var b bytes.Buffer
	p.must(p.file.Write(&b, options...))
	if len(p.errors) == 0 {
		return b.Bytes()
	}
	return p.withErrors(b.Bytes())
}

// withErrors puts errors into cells, which excelize cannot write.
func (p *paper) withErrors(data []byte) []byte {
	p.t.Helper()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	p.must(err)
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, f := range from.File {
		r, err := f.Open()
		p.must(err)
		content, err := io.ReadAll(r)
		p.must(err)
		text := string(content)
		for cell, name := range p.errors {
			text = strings.ReplaceAll(text, `<c r="`+cell+`">`, `<c r="`+cell+`" t="e">`)
			text = strings.ReplaceAll(text, `<c r="`+cell+`" t="e"><v>0</v>`, `<c r="`+cell+`" t="e"><v>`+name+`</v>`)
		}
		w, err := to.Create(f.Name)
		p.must(err)
		_, err = w.Write([]byte(text))
		p.must(err)
	}
	p.must(to.Close())
	return b.Bytes()
}

func newPaper(t testing.TB) *paper { return &paper{t: t, file: excelize.NewFile()} }

// attachedTables lays the criteria out as three sheets with title rows, merged cells for
// chapters and some hidden rows.
func attachedTables(t testing.TB, rows []official) []byte {
	p := newPaper(t)
	titles := map[string]string{"3": "別表1 ガバナンス基準", "4": "別表2 マネジメント基準", "5": "別表3 管理策基準"}
	begin, chapter := 0, ""
	close := func() {
		if begin > 0 {
			p.merge("A", begin, "A", p.row)
		}
	}
	for i, o := range rows {
		if c, _, _ := strings.Cut(o.id, "."); o.level() == 1 {
			if titles[c] != "" {
				close()
				p.sheet(titles[c])
				p.line("政府情報システムのためのセキュリティ評価制度　管理基準")
				p.merge("A", 1, "E", 1)
				p.line("（令和4年4月1日改定）", nil, nil, nil, "別表")
				p.line()
				p.line("章", "管理策\n番号", "管理策（※1）", "基本言明要件", "備考")
				begin = 0
			}
			close()
			begin, chapter = p.row+1, o.text
		}
		mark := map[bool]any{true: "○"}[strings.HasSuffix(o.id, "B")]
		p.line(chapter, o.id, o.text, mark)
		if o.level() == 4 && i%97 == 0 {
			p.must(p.file.SetRowVisible(p.name, p.row, false))
		}
	}
	close()
	p.line("※1　管理策は、改定されることがある。")
	p.sheet("別表4 統一基準との対応")
	p.line("管理策番号", "管理策", "統一基準")
	p.line("5.1.1", "情報", "2.1.1")
	return p.bytes()
}

// sideBySide lays them out with the objective beside its detailed controls, under headings
// in two rows, with marks for what is adopted.
func sideBySide(t testing.TB, rows []official) []byte {
	p := newPaper(t)
	p.sheet("一覧")
	p.line("統制目標", nil, "詳細管理策", nil, "採否", nil, "採用しない理由")
	p.line("番号", "内容", "番号", "内容", "採用", "不採用")
	p.merge("A", 1, "B", 1)
	p.merge("C", 1, "D", 1)
	p.merge("E", 1, "F", 1)
	p.merge("G", 1, "G", 2)
	begin := 0
	var open official
	close := func() {
		for _, column := range []string{"A", "B"} {
			if begin > 0 {
				p.merge(column, begin, column, p.row)
			}
		}
	}
	for _, o := range rows {
		switch o.level() {
		case 3:
			close()
			begin, open = p.row+1, o
		case 4:
			p.line(open.id, open.text, o.id, o.text)
		}
	}
	close()
	return p.bytes()
}

// plainCSV lays them out as a CSV file.
func plainCSV(rows []official, separator string) []byte {
	var b strings.Builder
	b.WriteString(strings.Join([]string{"No.", "項目", "種別"}, separator) + "\r\n")
	for _, o := range rows {
		kind := map[int]string{3: "統制目標", 4: "詳細管理策"}[o.level()]
		b.WriteString(o.id + separator + `"` + o.text + `"` + separator + kind + "\r\n")
	}
	return []byte(b.String())
}

// headless lays them out without headings, in columns C and E.
func headless(t testing.TB, rows []official) []byte {
	p := newPaper(t)
	p.sheet("表")
	p.line("管理基準", nil, "（案）", nil, "改定案の新旧")
	for _, o := range rows {
		p.line(nil, nil, o.id, nil, o.text)
	}
	return p.bytes()
}

// together lays them out with number and text in one cell.
func together(t testing.TB, rows []official) []byte {
	p := newPaper(t)
	p.sheet("表")
	p.line("管理策")
	for i, o := range rows {
		between := []string{" ", "　", ""}[i%3]
		if o.level() < 3 {
			between = "　" // its text begins with a digit
		}
		p.line(o.id + between + o.text)
	}
	return p.bytes()
}
