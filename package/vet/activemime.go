package vet

import "io"

// activeMime looks at what Word puts, deflated, into its files of one part: a macro project
// ("editdata.mso") or the embedded files ("oledata.mso"). Its header has, at 0x1e, its own
// length less 46. What cannot be unwrapped is taken for a macro.
func (l *looker) activeMime(r *io.SectionReader) {
	const least = 0x32
	data := make([]byte, min(r.Size(), maxPDFStream))
	if readFull(r, data, 0) != nil || len(data) < least {
		l.mark(OfficeMacro, "")
		return
	}
	var inside []byte
	if at := int(le.Uint16(data[0x1e:])) + 46; at < len(data) {
		inside = inflate(data[at:], min(maxPDFStream, max(FreeRatio, MaxRatio*len(data))))
	}
	switch {
	case len(inside) == 0:
		l.mark(OfficeMacro, "")
	case len(inside) > max(FreeRatio, MaxRatio*len(data)) || l.depth >= MaxDepth:
		l.mark(FileBomb, "")
	default:
		if err := l.spend(int64(len(inside))); err != nil {
			l.fault(err, FileBomb)
			return
		}
		l.inside("ActiveMime").embedded(section(inside))
	}
}
