package pages_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

const part = "/cases/demo/for/registration/part"

// TestPaper: the paper beside the form is drawn, a field lights its box, and a click on a box
// leads to its field; what is typed is on the paper once it is saved.
func TestPaper(t *testing.T) {
	b := newBrowser(t)
	b.demo()
	b.Open(part + "/applicant")
	b.Until(`document.querySelector(".leaf canvas") && document.querySelector(".paper").dataset.ready`)
	b.Do(chromedp.Focus(`#f-applicant-address`))
	b.Until(`document.querySelector(".leaf mark")`)
	b.Shot("paper")
	hit := b.JS(`(() => {
		const m = document.querySelector("mark").getBoundingClientRect();
		document.getElementById("f-applicant-name").focus();
		document.querySelector(".leaf").dispatchEvent(new MouseEvent("click", {bubbles: true, clientX: m.left + 3, clientY: m.top + 3}));
		return document.activeElement.id;
	})()`)
	if hit != "f-applicant-address" {
		t.Errorf("a click on the box led to %q", hit)
	}
	b.Write("f-applicant-name", "株式会社紙面試験")
	b.Until(`document.getElementById("saved").textContent === "保存しました"`)
}
