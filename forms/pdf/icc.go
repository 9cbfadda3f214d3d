package pdf

import "encoding/binary"

// grayProfile is an ICC profile (ICC.1:2001-04, version 2.1) for a grey monitor with a
// gamma of 2.2. All that a page has is text, rules, shades and figures in grey, and PDF/A wants to
// know what grey that is.
func grayProfile() []byte {
	pad := func(b []byte) []byte { return append(b, make([]byte, -len(b)&3)...) }
	tags := []struct {
		signature string
		data      []byte
	}{
		{"desc", pad(append([]byte("desc\x00\x00\x00\x00\x00\x00\x00\x0fGray gamma 2.2\x00"), make([]byte, 78)...))},
		{"cprt", pad([]byte("text\x00\x00\x00\x00No copyright, use freely\x00"))},
		{"wtpt", []byte("XYZ \x00\x00\x00\x00\x00\x00\xf6\xd6\x00\x01\x00\x00\x00\x00\xd3\x2d")}, // D50
		{"kTRC", pad([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33"))},                    // 2.2 in 8.8 fixed point
	}
	head := make([]byte, 128)
	copy(head[8:], "\x02\x10\x00\x00mntrGRAYXYZ ")
	copy(head[24:], "\x07\xd0\x00\x01\x00\x01") // 1 January 2000
	copy(head[36:], "acsp")
	copy(head[68:], "\x00\x00\xf6\xd6\x00\x01\x00\x00\x00\x00\xd3\x2d")
	table, data := binary.BigEndian.AppendUint32(nil, uint32(len(tags))), []byte(nil)
	for _, t := range tags {
		table = append(table, t.signature...)
		table = binary.BigEndian.AppendUint32(table, uint32(len(head)+4+12*len(tags)+len(data)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
		data = append(data, t.data...)
	}
	profile := append(append(head, table...), data...)
	binary.BigEndian.PutUint32(profile, uint32(len(profile)))
	return profile
}
