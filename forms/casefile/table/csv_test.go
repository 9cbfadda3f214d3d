package table

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

func encode(t *testing.T, to encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := to.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEncodingsOfCSV(t *testing.T) {
	text := "番号,名称\r\n5.1.1,\"㈱髙﨑～－\r\n①\"\r\n\r\n , \u3000,#REF!\r\n"
	want := `
1:1 text "番号"
1:4 text "名称"
2:1 text "5.1.1"
2:7 text "㈱髙﨑～－\n①"
5:6 error "#REF!"`
	for name, data := range map[string][]byte{
		"UTF-8":     []byte(text),
		"BOM":       []byte("\ufeff" + text),
		"CP932":     encode(t, japanese.ShiftJIS, text),
		"UTF-16LE":  encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text),
		"UTF-16BE":  encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), text),
		"UTF-16LE-": encode(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), text),
		"UTF-16BE-": encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), text),
	} {
		t.Run(name, func(t *testing.T) { same(t, want, read(t, data)) })
	}
}

func TestSeparatorsOfCSV(t *testing.T) {
	want := "1:1 text \"a,b\"\n1:7 text \"c\"\n2:1 text \"1\"\n2:3 text \"2;2\""
	for name, text := range map[string]string{
		"comma":     "\"a,b\",c\n1,2;2\n",
		"tab":       "\"a,b\"\tc\n1\t2;2\n",
		"semicolon": "\"a,b\";c\n1;\"2;2\"\n",
		"old Mac":   "\"a,b\",c\r1,2;2\r",
	} {
		t.Run(name, func(t *testing.T) { same(t, want, read(t, []byte(text))) })
	}
	same(t, "1:1 text \"別表１ 管理策、一覧\"\n3:1 text \"id\"\n3:4 text \"name\"\n4:1 text \"5.1.1\"\n4:7 text \"a, b, c\"",
		read(t, []byte("別表１ 管理策、一覧\n\nid;name\n5.1.1;a, b, c\n")))
	same(t, "2:1 text \"a,b\"\n2:5 text \"c\"", read(t, []byte("sep=;\r\na,b;c\r\n")))
}
