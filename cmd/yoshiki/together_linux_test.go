package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/pages/pagestest"
)

// readers are a programme and a language each: what holds for one of them holds for the other.
var readers = []struct{ program, language string }{{"ismap-liu", "ja"}, {"ismap", "en"}}

// told is what the page tells of what was typed, and one of its texts.
const (
	told  = `document.getElementById("saved").textContent`
	words = `document.getElementById("part").dataset`
)

// begun has somebody begin a case, and gives the path of the part with the contact.
func (s *site) begun(program, language string) string {
	s.Helper()
	s.Open("/language?to=" + language + "&back=/start?program=" + program)
	s.JS(`document.getElementById("k-registration").checked = true`)
	s.fill("case", "both")
	s.click("main .actions button")
	s.Until(`location.pathname === "/cases/both/for/registration"`)
	return "/cases/both/for/registration/part/contact"
}

// TestLost: a server dies while somebody types, and the tab is closed; what was typed is there
// again, and is saved, once there is a server.
func TestLost(t *testing.T) {
	for _, as := range readers {
		t.Run(as.program+"-"+as.language, func(t *testing.T) {
			r := newRealm(t)
			s := r.visit("sato")
			s.Allow("ERR_CONNECTION", "ERR_EMPTY_RESPONSE") // in the midst of an answer
			contact := s.begun(as.program, as.language)
			s.Open(contact)
			r.kill()
			s.Write("f-contact-department", "接続断の部署")
			s.Until(told + `.startsWith(` + words + `.unsaved.slice(0, 8))`)
			s.Shot("lost-" + as.program + as.language)
			s.Do(chromedp.Navigate("about:blank"))
			r.again()
			s.Open(contact)
			s.Until(`document.getElementById("f-contact-department").value === "接続断の部署" && ` + told + ` === ` + words + `.saved`)
			s.JS(`localStorage.clear()`)
			s.Open(contact)
			s.Until(`document.getElementById("f-contact-department").value === "接続断の部署"`)
		})
	}
}

// TestTogether: two people on one page: each sees what the other changed, and of one field that
// both changed both values; the history names both.
func TestTogether(t *testing.T) {
	for _, as := range readers {
		t.Run(as.program+"-"+as.language, func(t *testing.T) {
			r := newRealm(t)
			sato, suzuki := r.visit("sato"), r.visit("suzuki")
			contact := sato.begun(as.program, as.language)
			sato.Open(contact)
			suzuki.Open("/language?to=" + as.language + "&back=" + contact)
			sato.types("phone", "03-9999-0000")
			sato.types("title", "部長")
			suzuki.Write("f-contact-title", "次長")
			suzuki.Until(`document.querySelector("#f-contact-title-s .clash")`)
			suzuki.Until(`document.getElementById("f-contact-phone").value === "03-9999-0000"`)
			clash := suzuki.JS(`document.querySelector(".clash").innerText`)
			if !strings.Contains(clash, "部長") || !strings.Contains(clash, "次長") {
				t.Error(clash)
			}
			suzuki.Axe("clash-" + as.program + as.language)
			suzuki.Do(chromedp.Click(`#f-contact-title-s button[name=mine]`))
			suzuki.Until(`!document.querySelector(".clash") && ` + told + ` === ` + words + `.saved`)
			sato.Open(contact)
			sato.Until(`document.getElementById("f-contact-title").value === "次長"`)
			sato.Open("/cases/both/history")
			for _, name := range members {
				sato.Until(`document.querySelector("main").innerText.includes(` + pagestest.Quoted(t, name) + `)`)
			}
			sato.Axe("history-of-two-" + as.program + as.language)
		})
	}
}

// types fills in a field of the contact, and waits until it is saved.
func (s *site) types(field, text string) {
	s.Helper()
	s.JS(`window.kept = 0, document.addEventListener("kept", () => window.kept++)`)
	s.Write("f-contact-"+field, text)
	s.Until(`window.kept && ` + told + ` === ` + words + `.saved`)
}
