package docx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"yoshiki/forms/document"
)

// A4 and its margins in twips (twentieths of a point): 25 mm left, 20 mm elsewhere;
// landscape 20 mm all round.
const (
	pageShort     = 11906
	pageLong      = 16838
	bindingMargin = 1417
	margin        = 1134
	bottomMargin  = 1020 // with the foot in it
)

func textWidth(landscape bool) int {
	if landscape {
		return pageLong - 2*margin
	}
	return pageShort - bindingMargin - margin
}

// pageMiddle is the middle of the page as seen from the left edge of its text.
func pageMiddle(landscape bool) int {
	if landscape {
		return pageLong/2 - margin
	}
	return pageShort/2 - bindingMargin
}

func (b *body) openSection(s document.Section) {
	b.width, b.middle = textWidth(s.Landscape), pageMiddle(s.Landscape)
	b.hangs = hangs(s.Blocks)
	id := strconv.Itoa(len(b.bookmarks))
	b.write(`<w:bookmarkStart w:id="`, id, `"`)
	b.attribute("w:name", b.bookmark(s.Name), "")
	b.write(`/><w:bookmarkEnd w:id="`, id, `"/>`)
}

// bookmark returns the name of a section as Word lets bookmarks be called: letters,
// digits and "_", a letter first, at most 40 UTF-16 units, and no name twice.
func (b *body) bookmark(name string) string {
	word := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return '_'
	}, name)
	if first := []rune(word + "_")[0]; !unicode.IsLetter(first) {
		word = "S_" + word
	}
	word = clip(word, 32)
	free := word
	for n := 2; b.bookmarks[strings.ToLower(free)]; n++ {
		free = word + "_" + strconv.Itoa(n)
	}
	b.bookmarks[strings.ToLower(free)] = true
	return free
}

// clip returns the longest beginning of s of at most most UTF-16 units.
func clip(s string, most int) string {
	for i, c := range s {
		if most -= utf16.RuneLen(c); most < 0 {
			return s[:i]
		}
	}
	return s
}

// closeSection ends a section with a paragraph of no height that carries its page
// geometry; the last section's stands in the body itself.
func (b *body) closeSection(s document.Section, first, last bool) {
	b.gap = false
	pages := geometry(s.Landscape, first, b.plan.tight)
	if last {
		b.emptyParagraph(styleSectionEnd, "")
		b.write(pages)
		return
	}
	b.emptyParagraph(styleSectionEnd, pages)
}

// geometry is that of the pages of a section. The first page of a document has a head of its own.
func geometry(landscape, first bool, tight float64) string {
	footer, size, left := "footerPortrait", ` w:w="11906" w:h="16838"`, bindingMargin
	if landscape {
		footer, size, left = "footerLandscape", ` w:w="16838" w:h="11906" w:orient="landscape"`, margin
	}
	own, title := "", ""
	if first {
		own = `<w:headerReference w:type="first" r:id="headerFirst"/><w:footerReference w:type="first" r:id="footerFirst"/>`
		title = `<w:titlePg/>`
	}
	return `<w:sectPr><w:headerReference w:type="default" r:id="header"/>` +
		`<w:footerReference w:type="default" r:id="` + footer + `"/>` + own + `<w:type w:val="nextPage"/>` +
		`<w:pgSz` + size + `/><w:pgMar w:top="1134" w:right="1134" w:bottom="1020" w:left="` + strconv.Itoa(left) +
		`" w:header="567" w:footer="454" w:gutter="0"/>` + title + `<w:docGrid w:type="lines" w:linePitch="` +
		strconv.Itoa(textLine-int(tightLine*tight)) + `"/></w:sectPr>`
}
