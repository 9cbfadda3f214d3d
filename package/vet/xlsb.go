package vet

import "bytes"

// binaryLink looks at a part that begins as a link of a binary workbook does (MS-XLSB,
// section 2.4.36): what kind of link it is, and to what.
func (l *looker) binaryLink(name string, data []byte) {
	b, begins := bytes.CutPrefix(data, []byte("\xe8\x02"))
	for begins && len(b) > 0 && b[0]&0x80 != 0 { // its length
		b = b[1:]
	}
	if !begins || len(b) < 7 {
		return
	}
	kind, n, target := le.Uint16(b[1:]), int(le.Uint32(b[3:])), b[7:]
	where := name
	if n > 0 && n <= len(target)/2 {
		where = wide(target[:2*n])
	}
	switch kind {
	case 0:
		l.mark(OfficeWorkbook, where)
	case 1:
		l.mark(OfficeDDE, where)
	case 2:
		l.mark(OfficeLink, where)
	}
}
