package readback

import "yoshiki/forms/readback/parts"

// cellFormats are the number formats of cells by the number of their style.
func cellFormats(a *parts.Archive, book string) ([]*format, error) {
	names, err := a.RelatedBy(book, "styles")
	if err != nil || len(names) == 0 {
		return nil, err
	}
	data, err := a.Part(names[0])
	if err != nil {
		return nil, err
	}
	codes, parsed := map[string]string{}, map[string]*format{}
	var formats []*format
	s, in := parts.Scan(data), false
	for t := s.Next(); t != parts.EndOfFile; t = s.Next() {
		name := string(s.Name)
		switch {
		case t == parts.Text:
		case name == "cellXfs":
			in = t == parts.Start
		case t == parts.Start && name == "numFmt":
			codes[s.Attr("numFmtId")] = s.Attr("formatCode")
		case t == parts.Start && name == "xf" && in:
			id := s.Attr("numFmtId")
			if parsed[id] == nil {
				parsed[id] = parseFormat(codeOf(id, codes))
			}
			formats = append(formats, parsed[id])
		}
	}
	return formats, s.Err
}

func codeOf(id string, codes map[string]string) string {
	if code, ok := codes[id]; ok {
		return code
	}
	return builtIn[id]
}

// builtIn are the formats that a workbook need not spell out (ECMA-376 part 1, 18.8.30).
var builtIn = map[string]string{
	"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "14": "yyyy/m/d",
}
