package readback

// cellFormats are the number formats of cells by the number of their style.
func (a *archive) cellFormats() ([]*format, error) {
	data, err := a.part("xl/styles.xml")
	if err != nil {
		return nil, err
	}
	codes, parsed := map[string]string{}, map[string]*format{}
	var formats []*format
	s, in := &scanner{data: data}, false
	for t := s.next(); t != endOfFile; t = s.next() {
		name := string(s.name)
		switch {
		case t == text:
		case name == "cellXfs":
			in = t == start
		case t == start && name == "numFmt":
			codes[s.attr("numFmtId")] = s.attr("formatCode")
		case t == start && name == "xf" && in:
			id := s.attr("numFmtId")
			if parsed[id] == nil {
				parsed[id] = parseFormat(codeOf(id, codes))
			}
			formats = append(formats, parsed[id])
		}
	}
	return formats, s.err
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
