package forms_test

import (
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// A figure in a ruled grid stands with its unit and nothing else, while a choice beside
// it shows all its words; long ones stand on lines of their own.
func TestFieldFormats(t *testing.T) {
	c, err := forms.Open("ismap-liu", "2022-11-01", templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	cs := new(casefile.Case)
	cs.Application.Kind = "renewal"
	cs.Information.Capital.Amount = "120000000"
	filled, err := c.Compose("2-4", cs, casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	printed := map[string]string{}
	for p := range filled[0].Document.Texts() {
		printed[p.Path] = p.Text
	}
	cs.Withdrawal.Ground = "not-maintainable"
	more, err := c.Compose("2-15", cs, casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	for p := range more[0].Document.Texts() {
		printed[p.Path] = p.Text
	}
	for path, want := range map[string]string{
		"/withdrawal/ground":          "□ 18.1(1) サービスの提供の終了\n■ 18.1(2) 登録を維持することができないと判断したため",
		"/application/kind":           "□ 新規　■ 更新　□ 再申請",
		"/information/capital/amount": "120,000,000円",
	} {
		if printed[path] != want {
			t.Errorf("%s: %q, want %q", path, printed[path], want)
		}
	}
}
