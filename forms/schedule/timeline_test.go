package schedule_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/document"
	"yoshiki/forms/schedule"
	"yoshiki/locales"
)

// extent is what a bar with its diamond, or a label, takes of a lane, in ems.
type extent struct {
	what        string
	left, right float64
}

// checkRows proves that nothing in a lane meets another thing, and nothing leaves the axis
// but the tip of a diamond.
func checkRows(t *testing.T, c *document.Timeline) {
	t.Helper()
	if err := c.Check(); err != nil {
		t.Error(err)
	}
	for _, row := range c.Rows {
		lanes := make([][]extent, row.Lanes)
		for _, s := range row.Spans {
			bar := extent{"bar of " + s.Label, s.From * c.Width, s.To * c.Width}
			if s.Due {
				bar.left, bar.right = min(bar.left, bar.right-0.5), bar.right+0.5
			}
			label := extent{s.Label, s.At * c.Width, s.At*c.Width + schedule.Width(s.Label)}
			if label.right > c.Width+1e-9 {
				t.Errorf("%q leaves the axis", s.Label)
			}
			lanes[s.Lane] = append(lanes[s.Lane], bar)
			lanes[s.LabelLane] = append(lanes[s.LabelLane], label)
		}
		for _, lane := range lanes {
			for i, a := range lane {
				for _, b := range lane[:i] {
					if a.left < b.right-1e-9 && b.left < a.right-1e-9 {
						t.Errorf("%s: %q (%.2f-%.2f) meets %q (%.2f-%.2f)", row.Label, a.what, a.left, a.right, b.what, b.left, b.right)
					}
				}
			}
		}
	}
	end := -1.0
	for _, tick := range c.Scale {
		if tick.At*c.Width < end {
			t.Errorf("tick %q meets the one before", tick.Label)
		}
		end = tick.At*c.Width + schedule.Width(tick.Label)
	}
	if end > c.Width {
		t.Error("the last tick leaves the axis")
	}
}

// charts are the timelines of all samples, on days from before the first act to long after
// the last, in both languages, on axes from as narrow as a label to very wide.
func charts(t *testing.T, each func(string, *document.Timeline, *locales.Printer)) {
	for _, path := range samples(t) {
		for _, day := range []string{"", "2020-01-01", "2025-01-01", asOf, "2027-12-31"} {
			s := read(t, path, day)
			for _, width := range []float64{30, 47.5, 80, 300} {
				for _, p := range []*locales.Printer{japanese, english} {
					each(path, s.Timeline(width, p), p)
				}
			}
		}
	}
}

func TestNothingMeets(t *testing.T) {
	charts(t, func(path string, c *document.Timeline, _ *locales.Printer) {
		checkRows(t, c)
		if t.Failed() {
			t.Fatalf("%s, %g ems", path, c.Width)
		}
	})
}

// TestRows: the procedures of a case stand in the order of its life, each deadline but
// those of keeping once.
func TestRows(t *testing.T) {
	for path, want := range map[string][]string{
		"../../testdata/cases/small-saas.yaml": {"事前申請", "監査", "実施結果報告書", "登録申請", "審査", "登録・更新"},
		"../../testdata/cases/registered.yaml": {"事前申請", "監査", "実施結果報告書", "登録申請", "審査", "登録・更新", "インシデント", "一時停止", "モニタリング", "再監査"},
		"../../testdata/cases/hold.yaml":       {"事前申請", "監査", "実施結果報告書", "登録申請", "審査", "登録保留"},
	} {
		s := read(t, path, asOf)
		var got []string
		due := 0
		for _, row := range s.Timeline(80, japanese).Rows {
			got = append(got, row.Label)
			for _, span := range row.Spans {
				if span.Due {
					due++
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
		for _, e := range s.Entries {
			if !e.Keep && e.Step.Unit != forms.WithoutDelay {
				due--
			}
		}
		if due != 0 {
			t.Errorf("%s: %d deadlines too many", path, due)
		}
	}
}

// TestTones tells what is kept, open and late apart.
func TestTones(t *testing.T) {
	s := read(t, "../../testdata/cases/small-saas.yaml", "2027-08-01", "  date: 2026-06-19\n", "  date: 2026-06-30\n")
	tones := map[string]document.Tone{}
	for _, row := range s.Timeline(80, japanese).Rows {
		for _, span := range row.Spans {
			title, _, _ := strings.Cut(span.Label, "　")
			tones[title] = span.Tone
		}
	}
	want := map[string]document.Tone{"登録申請": document.Late, "次の更新の申請": document.Late, "実施結果報告書": document.Met, "監査対象期間": document.Fact}
	for title, tone := range want {
		if tones[title] != tone {
			t.Errorf("%s: tone %d, want %d", title, tones[title], tone)
		}
	}
	for a := document.Fact; a <= document.Late; a++ {
		_, tip := a.Color()
		for b := document.Fact; b < a; b++ {
			if _, other := b.Color(); max(tip.Gray(), other.Gray())-min(tip.Gray(), other.Gray()) < 40 {
				t.Errorf("tones %d and %d are alike in grey", a, b)
			}
		}
	}
}

// TestToday: a day years away is not drawn.
func TestToday(t *testing.T) {
	const path = "../../testdata/cases/small-saas.yaml"
	if c := read(t, path, asOf).Timeline(80, japanese); c.Today.Label != "基準日 令和8年6月20日（土）" || c.Today.At <= 0 {
		t.Errorf("today %v", c.Today)
	}
	for _, day := range []string{"", "2020-01-01"} {
		if c := read(t, path, day).Timeline(80, japanese); c.Today.Label != "" {
			t.Errorf("as of %q: today %v", day, c.Today)
		}
	}
}

// text is one <text> of a picture.
type text struct {
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Length float64 `xml:"textLength,attr"`
	Size   float64 `xml:"font-size,attr"`
	Text   string  `xml:",chardata"`
}

type picture struct {
	XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	Role    string   `xml:"role,attr"`
	Width   float64  `xml:"width,attr"`
	Height  float64  `xml:"height,attr"`
	Title   string   `xml:"title"`
	Desc    string   `xml:"desc"`
	Texts   []text   `xml:"text"`
}

// TestPicture: an SVG is XML that asks for nothing from outside, has a title and a
// description, and its texts neither meet nor leave it.
func TestPicture(t *testing.T) {
	charts(t, func(path string, c *document.Timeline, p *locales.Printer) {
		title := strings.Repeat("<名称 & \"サービス\">", 1+len(path)%5)
		data := schedule.SVG(c, title, p)
		if !bytes.Equal(data, schedule.SVG(c, title, p)) {
			t.Error("other bytes the second time")
		}
		var pic picture
		d := xml.NewDecoder(bytes.NewReader(data))
		if err := d.Decode(&pic); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Token(); err == nil {
			_, err = d.Token()
			if !errors.Is(err, io.EOF) {
				t.Errorf("more behind the picture: %v", err)
			}
		}
		if pic.Role != "img" || !strings.Contains(pic.Title, "<名称 &") || !strings.Contains(pic.Desc, c.Rows[0].Spans[0].Label) {
			t.Errorf("title %q, description %q", pic.Title, pic.Desc)
		}
		for _, outside := range []string{"href", "url(", "@import", "<script", "<image", "<style", "http://", "https://"} {
			if strings.Contains(strings.Replace(string(data), "http://www.w3.org/2000/svg", "", 1), outside) {
				t.Errorf("%s in the picture", outside)
			}
		}
		checkTexts(t, &pic)
		if t.Failed() {
			t.Fatalf("%s, %g ems, %s", path, c.Width, p.Language())
		}
	})
}

func checkTexts(t *testing.T, pic *picture) {
	t.Helper()
	for i, a := range pic.Texts {
		if a.X < 0 || a.X+a.Length > pic.Width || a.Y-0.88*a.Size < 0 || a.Y+0.12*a.Size > pic.Height {
			t.Errorf("%q leaves the picture of %g x %g", a.Text, pic.Width, pic.Height)
		}
		if want := schedule.Width(a.Text) * a.Size; a.Length < want-0.01 || a.Length > want+0.01 {
			t.Errorf("%q has room for %g, wants %g", a.Text, a.Length, want)
		}
		for _, b := range pic.Texts[:i] {
			if a.X+0.01 < b.X+b.Length && b.X+0.01 < a.X+a.Length && a.Y-0.88*a.Size+0.01 < b.Y+0.12*b.Size && b.Y-0.88*b.Size+0.01 < a.Y+0.12*a.Size {
				t.Errorf("%q meets %q", a.Text, b.Text)
			}
		}
	}
}

// TestPictureInGrey: the lightest diamond has an outline, so that it is seen on white.
func TestPictureInGrey(t *testing.T) {
	c := read(t, "../../testdata/cases/small-saas.yaml", asOf).Timeline(80, japanese)
	data := string(schedule.SVG(c, "", japanese))
	diamonds := strings.Count(data, "<path ")
	if diamonds == 0 || strings.Count(data, `stroke="#1a1a1a"`) != diamonds {
		t.Error(strconv.Itoa(diamonds) + " diamonds, not all with an outline")
	}
}
