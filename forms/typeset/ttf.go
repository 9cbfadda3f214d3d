package typeset

// write returns the collected outlines as a TrueType file, its tables in the order of
// their tags and its checksums right.
func (o *outlines) write() []byte {
	f, n := o.font, len(o.ids)
	head := append([]byte(nil), f.head...)
	be.PutUint32(head[8:], 0)  // checksum of the file, set at the end
	be.PutUint16(head[50:], 1) // long offsets
	hhea := append([]byte(nil), f.hhea...)
	be.PutUint16(hhea[34:], uint16(n))
	maxp := append([]byte(nil), f.maxp...)
	be.PutUint16(maxp[4:], uint16(n))
	return assemble([]table{
		{"glyf", o.glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", o.hmtx()}, {"loca", o.loca()}, {"maxp", maxp},
	})
}

func (o *outlines) loca() []byte {
	b := make([]byte, 4, 4+4*len(o.ends))
	for _, end := range o.ends {
		b = be.AppendUint32(b, end)
	}
	return b
}

func (o *outlines) hmtx() []byte {
	f := o.font
	b := make([]byte, 0, 4*len(o.ids))
	for _, id := range o.ids {
		i := int(id)
		if i < f.hMetrics {
			b = append(b, f.hmtx[4*i:4*i+4]...)
			continue
		}
		b = append(b, f.hmtx[4*f.hMetrics-4:4*f.hMetrics-2]...)
		b = append(b, f.hmtx[2*i+2*f.hMetrics:2*i+2*f.hMetrics+2]...)
	}
	return b
}

type table struct {
	tag  string
	data []byte
}

// assemble lays out a font file.
func assemble(tables []table) []byte {
	n, size := len(tables), 12+16*len(tables)
	for _, t := range tables {
		size += (len(t.data) + 3) &^ 3
	}
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	b := make([]byte, 0, size)
	b = be.AppendUint32(b, 0x00010000)
	for _, v := range []int{n, 16 * power, log, 16 * (n - power)} {
		b = be.AppendUint16(b, uint16(v))
	}
	at, headAt := 12+16*n, 0
	for _, t := range tables {
		if t.tag == "head" {
			headAt = at
		}
		b = append(b, t.tag...)
		b = be.AppendUint32(b, checksum(t.data))
		b = be.AppendUint32(b, uint32(at))
		b = be.AppendUint32(b, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		b = append(b, t.data...)
		b = append(b, make([]byte, -len(t.data)&3)...)
	}
	be.PutUint32(b[headAt+8:], 0xb1b0afba-checksum(b))
	return b
}

// checksum sums big-endian words; the last is padded with zeros.
func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += be.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + be.Uint32(last[:])
}
