package workbook

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/klauspost/compress/zip"
	"github.com/xuri/excelize/v2"
)

// remarkFont is the font of remarks; remarkLook the format of their cells, of the font with a
// number.
const (
	remarkFont = `<font><sz val="9"/><color rgb="FFB3261E"/><name val="BIZ UDPゴシック"/><charset val="128"/></font>`
	remarkLook = `<xf numFmtId="0" fontId="%d" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`
)

// stylesPart is where every program that writes workbooks has the styles.
const stylesPart = "xl/styles.xml"

var (
	fontsBegin = regexp.MustCompile(`<fonts\b[^>]*?\bcount="(\d+)"`)
	looksBegin = regexp.MustCompile(`<cellXfs\b[^>]*?\bcount="(\d+)"`)
)

// addStyle adds the look of remarks to a workbook. The part that excelize makes of the styles
// breaks the order of the schema; where the old one can be added to, it stands in its place.
func (a *annotator) addStyle(data []byte) (err error) {
	if a.style, err = a.file.NewStyle(&excelize.Style{Font: &excelize.Font{Size: 9, Color: "B3261E"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}}); err != nil {
		return err
	}
	old := partOf(data, stylesPart)
	fonts, looks := fontsBegin.FindSubmatchIndex(old), looksBegin.FindSubmatchIndex(old)
	if fonts == nil || looks == nil || looks[0] < fonts[0] {
		return nil
	}
	font, _ := strconv.Atoi(string(old[fonts[2]:fonts[3]]))
	count, _ := strconv.Atoi(string(old[looks[2]:looks[3]]))
	switch {
	case a.style < count:
		a.parts[stylesPart] = old
	case a.style == count:
		old = counted(old, looks, count+1, "</cellXfs>", fmt.Sprintf(remarkLook, font))
		a.parts[stylesPart] = counted(old, fonts, font+1, "</fonts>", remarkFont)
	}
	return nil
}

// counted is a part with one more at the end of a list, of which there are then so many.
func counted(part []byte, at []int, count int, end, more string) []byte {
	stop := at[0] + bytes.Index(part[at[0]:], []byte(end))
	var b bytes.Buffer
	b.Write(part[:at[2]])
	b.WriteString(strconv.Itoa(count))
	b.Write(part[at[3]:stop])
	b.WriteString(more)
	b.Write(part[stop:])
	return b.Bytes()
}

// partOf is a part of a workbook that was read before, nil where it has none of that name.
func partOf(data []byte, name string) []byte {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	part, err := archive.Open(name)
	if err != nil {
		return nil
	}
	defer part.Close()
	content, err := io.ReadAll(io.LimitReader(part, int64(limits.File)))
	if err != nil {
		return nil
	}
	return content
}
