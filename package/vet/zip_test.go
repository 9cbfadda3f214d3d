package vet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"yoshiki/package/vet"
)

// named is an archive of one file with a name.
func named(name string) archive { return archive{entries: []entry{text(name, "x")}} }

func of(entries ...entry) archive { return archive{entries: entries} }

// hostile are zip files that must be refused, by what is wrong with them.
func hostile() map[string]struct {
	class vet.Class
	data  []byte
} {
	noise := make([]byte, 4096)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	end := func(at int, value uint16) func([]byte) { return func(b []byte) { le.PutUint16(b[at:], value) } }
	word := func(at int, value uint32) func([]byte) { return func(b []byte) { le.PutUint32(b[at:], value) } }
	path := append([]byte{0x75, 0x70, 0, 0, 1}, 0, 0, 0, 0)
	le.PutUint32(path[5:], crc32.ChecksumIEEE([]byte("a.txt")))
	path = append(path, "../b.txt"...)
	le.PutUint16(path[2:], uint16(len(path)-4))
	many := archive{}
	for i := range 10_001 {
		many.entries = append(many.entries, entry{name: fmt.Sprintf("%d", i), stored: true})
	}
	deep := named("a.txt").bytes()
	for range 6 {
		deep = of(entry{name: "a.zip", data: deep}).bytes()
	}
	all := map[string]struct {
		class vet.Class
		data  []byte
	}{}
	add := func(name string, class vet.Class, a archive) {
		all[name] = struct {
			class vet.Class
			data  []byte
		}{class, a.bytes()}
	}
	add("parent", vet.ArchivePath, named("../a.txt"))
	add("parent within", vet.ArchivePath, named("a/../../b.txt"))
	add("parent and spaces", vet.ArchivePath, named("a/.. /b.txt"))
	add("absolute", vet.ArchivePath, named("/etc/passwd"))
	add("drive", vet.ArchivePath, named("C:/a.txt"))
	add("drive, relative", vet.ArchivePath, named("C:a.txt"))
	add("backslash and parent", vet.ArchivePath, named(`..\a.txt`))
	add("backslash", vet.ArchivePath, named(`a\b.txt`))
	add("network", vet.ArchivePath, named(`\\host\share\a.txt`))
	add("NUL", vet.ArchivePath, named("a.txt\x00.exe"))
	add("line feed", vet.ArchivePath, named("a\nb.txt"))
	add("direction", vet.ArchivePath, named("a\u202efdp.exe.txt"))
	add("stream of NTFS", vet.ArchivePath, named("a.txt:b.txt"))
	add("device", vet.ArchivePath, named("con.txt"))
	add("no name", vet.ArchivePath, named(""))
	add("very long", vet.ArchivePath, named(strings.Repeat("a", 5000)))
	add("no UTF-8", vet.ArchivePath, of(entry{name: "\xff\xfe\xfd", flags: 1 << 11}))
	add("another name in UTF-8", vet.ArchivePath, of(entry{name: "a.txt", data: []byte("x"), extra: path}))
	add("symbolic link", vet.ArchiveLink, of(entry{name: "a", data: []byte("/etc/passwd"), mode: 0o120777}))
	add("character device", vet.ArchiveLink, of(entry{name: "a", mode: 0o020666}))
	add("same name", vet.ArchiveTwin, of(text("a.txt", "1"), text("a.txt", "2")))
	add("same name, cleaned", vet.ArchiveTwin, of(text("a.txt", "1"), text("./a.txt", "2")))
	add("same name but for case", vet.ArchiveTwin, of(text("A.txt", "1"), text("a.TXT", "2")))
	add("same name, composed", vet.ArchiveTwin, of(text("が.txt", "1"), text("か\u3099.txt", "2")))
	add("file and folder", vet.ArchiveTwin, of(text("a", "1"), text("a/b", "2")))
	add("same place twice", vet.ArchiveMismatch, of(text("a", "1"), entry{name: "a", data: []byte("1"), at: 1, unlisted: false}))
	add("one in the other", vet.ArchiveMismatch, of(entry{name: "a", data: named("b").bytes(), stored: true}, entry{name: "b", data: []byte("x"), at: 32}))
	add("local name", vet.ArchiveMismatch, of(entry{name: "a.txt", local: "b.txt", data: []byte("x")}))
	add("local method", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), stored: true, localHeader: end(8, 8)}))
	add("local size", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), localHeader: word(22, 99)}))
	add("local packed size", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), localHeader: word(18, 99)}))
	add("local sum", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), localHeader: word(14, 99)}))
	add("local password", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), localHeader: end(6, 1)}))
	add("no local header", vet.ArchiveMismatch, of(text("a", "x"), entry{name: "b", data: []byte("x"), localHeader: word(0, 0)}))
	add("offset behind the end", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), centralHeader: word(42, 1<<30)}))
	add("data descriptor", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), flags: 8, unsaidInLocal: true, descriptor: make([]byte, 16)}))
	add("folder with content", vet.ArchiveMismatch, of(text("a/", "content")))
	add("several disks", vet.ArchiveMismatch, archive{entries: named("a").entries, end: end(4, 1)})
	add("entry of another disk", vet.ArchiveMismatch, of(entry{name: "a", data: []byte("x"), disk: 2}))
	add("too many counted", vet.ArchiveMismatch, archive{entries: named("a").entries, end: func(b []byte) { end(8, 5)(b); end(10, 5)(b) }})
	add("bytes before", vet.ArchiveMismatch, archive{entries: named("a").entries, prefix: []byte("PK\x03\x04MZ program")})
	add("place of the directory", vet.ArchiveMismatch, archive{entries: named("a").entries, end: word(16, 3)})
	add("two ends", vet.ArchiveMismatch, archive{entries: named("a").entries, comment: "PK\x05\x06" + strings.Repeat("\x00", 18)})
	add("unlisted entry", vet.ArchiveMismatch, of(text("a", "1"), entry{name: "evil.exe", data: []byte("MZ"), unlisted: true}, text("b", "2")))
	add("unlisted entry at the end", vet.ArchiveMismatch, of(text("a", "1"), entry{name: "evil.exe", data: []byte("MZ"), unlisted: true}))
	add("zip64 end that is not there", vet.ArchiveDamaged, archive{entries: named("a").entries, end: word(16, 0xffffffff)})
	add("zip64 size that is not there", vet.ArchiveDamaged, of(entry{name: "a", data: []byte("x"), centralHeader: word(24, 0xffffffff)}))
	add("zip64 end that disagrees", vet.ArchiveMismatch, archive{entries: named("a").entries, beforeEnd: func(at, n int) []byte { return end64(at+n, at+1, n, 1) }})
	add("bytes behind", vet.ArchiveDamaged, archive{entries: named("a").entries, tail: []byte("behind")})
	add("sum", vet.ArchiveDamaged, of(entry{name: "a", data: []byte("x"), crc: 99}))
	add("more than claimed", vet.ArchiveDamaged, of(entry{name: "a", data: bytes.Repeat([]byte("x"), 50_000), size: 7}))
	add("bytes behind the deflated ones", vet.ArchiveDamaged, of(entry{name: "a", data: []byte("x"), alreadyDeflate: append(deflate([]byte("x")), "hidden"...)}))
	add("not deflated", vet.ArchiveDamaged, of(entry{name: "a", data: []byte("x"), alreadyDeflate: []byte{0xff, 0xff, 0xff}}))
	add("password", vet.ArchiveEncrypted, of(entry{name: "a", data: []byte("x"), flags: 1}))
	add("password, AES", vet.ArchiveEncrypted, of(entry{name: "a", data: []byte("x"), method: 99, flags: 1}))
	add("masked", vet.ArchiveEncrypted, of(entry{name: "a", data: []byte("x"), flags: 1 << 13}))
	add("method", vet.ArchiveKind, of(entry{name: "a", data: []byte("x"), method: 12}))
	add("ratio", vet.FileBomb, of(entry{name: "a", data: make([]byte, 4<<20)}))
	add("ratio claimed", vet.FileBomb, of(entry{name: "a", data: noise, size: 200 << 20}))
	add("size claimed", vet.FileBomb, of(entry{name: "a", data: noise, size: 300 << 20}))
	add("entries", vet.FileBomb, many)
	add("depth", vet.FileBomb, of(entry{name: "a.zip", data: deep}))
	add("program inside", vet.FileExecutable, of(text("report.pdf", "MZ\x90\x00\x03\x00\x00\x00")))
	add("program inside an archive inside", vet.FileExecutable, of(entry{name: "a.zip", data: of(text("setup.exe", "x")).bytes()}))
	add("macros inside", vet.OfficeMacro, of(entry{name: "a.docx", data: office(map[string]string{"word/vbaProject.bin": "x"})}))
	truncated := of(entry{name: "a", data: noise}).bytes()
	all["truncated"] = struct {
		class vet.Class
		data  []byte
	}{vet.ArchiveDamaged, truncated[:len(truncated)-30]}
	return all
}

// end64 is a zip64 end and its locator.
func end64(at, offset, size, count int) []byte {
	b := make([]byte, 76)
	le.PutUint32(b, 0x06064b50)
	le.PutUint64(b[4:], 44)
	le.PutUint64(b[24:], uint64(count))
	le.PutUint64(b[32:], uint64(count))
	le.PutUint64(b[40:], uint64(size))
	le.PutUint64(b[48:], uint64(offset))
	le.PutUint32(b[56:], 0x07064b50)
	le.PutUint64(b[64:], uint64(at))
	le.PutUint32(b[72:], 1)
	return b
}

func TestHostileZips(t *testing.T) {
	for name, h := range hostile() {
		t.Run(name, func(t *testing.T) {
			wantClass(t, h.data, "a.zip", h.class)
			if p := look(h.data, "a.zip").Policy(); p != vet.Refuse {
				t.Errorf("policy %q", p)
			}
		})
	}
}

// TestOddZips holds archives that are unusual and right: none is refused.
func TestOddZips(t *testing.T) {
	content := []byte("content of a file\n")
	descriptor := func(signature, wide bool) []byte {
		var b []byte
		if signature {
			b = le.AppendUint32(b, 0x08074b50)
		}
		b = le.AppendUint32(b, crc32.ChecksumIEEE(content))
		if wide {
			return le.AppendUint64(le.AppendUint64(b, uint64(len(deflate(content)))), uint64(len(content)))
		}
		return le.AppendUint32(le.AppendUint32(b, uint32(len(deflate(content)))), uint32(len(content)))
	}
	later := func(d []byte) entry {
		return entry{name: "a.txt", data: content, flags: 8, unsaidInLocal: true, descriptor: d}
	}
	wide := []byte{1, 0, 16, 0}
	wide = le.AppendUint64(le.AppendUint64(wide, uint64(len(content))), uint64(len(content)))
	full := func(at int) func([]byte) {
		return func(b []byte) { le.PutUint32(b[at:], 0xffffffff); le.PutUint32(b[at+4:], 0xffffffff) }
	}
	var streamed bytes.Buffer
	w := zip.NewWriter(&streamed)
	for _, name := range []string{"a/", "a/b.txt", "c.txt"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if _, err := f.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"empty":                       archive{}.bytes(),
		"stored":                      of(entry{name: "a.txt", data: content, stored: true}).bytes(),
		"deflated":                    of(entry{name: "a.txt", data: content}).bytes(),
		"empty file":                  of(entry{name: "a.txt"}).bytes(),
		"empty file, stored":          of(entry{name: "a.txt", stored: true}).bytes(),
		"comment":                     archive{entries: of(text("a.txt", "x")).entries, comment: "a comment"}.bytes(),
		"longest comment":             archive{entries: of(text("a.txt", "x")).entries, comment: strings.Repeat("c", 65535)}.bytes(),
		"folder":                      of(entry{name: "a/", stored: true, mode: 0o040755}, text("a/b.txt", "x")).bytes(),
		"folder behind its file":      of(text("a/b.txt", "x"), entry{name: "a/", stored: true}).bytes(),
		"folders not listed":          of(text("a/b/c/d.txt", "x")).bytes(),
		"same name in two folders":    of(text("a/b.txt", "x"), text("c/b.txt", "x")).bytes(),
		"UTF-8":                       of(entry{name: "添付書類/実施結果報告書.txt", data: content, flags: 1 << 11}).bytes(),
		"UTF-8 without its flag":      of(entry{name: "添付書類.txt", data: content}).bytes(),
		"Shift_JIS with backslashes":  of(entry{name: "\x95\x5c\x8e\xa6\x94\x5c\x97\xcd.txt", data: content}).bytes(), // 表示能力
		"code page 437":               of(entry{name: "filename_with_\x91o\x86.txt", data: content}).bytes(),
		"mode":                        of(entry{name: "a.txt", data: content, mode: 0o100644}).bytes(),
		"descriptor":                  of(later(descriptor(true, false))).bytes(),
		"descriptor, unsigned":        of(later(descriptor(false, false))).bytes(),
		"descriptor, 64 bits":         of(later(descriptor(true, true))).bytes(),
		"time stamps":                 of(entry{name: "a.txt", data: content, extra: []byte{0x55, 0x54, 5, 0, 1, 1, 2, 3, 4}}).bytes(),
		"padded field":                of(entry{name: "a.txt", data: content, extra: []byte{0, 0, 0}}).bytes(),
		"zip64 sizes":                 of(entry{name: "a.txt", data: content, stored: true, extra: wide, localHeader: full(18), centralHeader: full(20)}).bytes(),
		"zip64 end":                   archive{entries: of(text("a.txt", "x")).entries, beforeEnd: func(at, n int) []byte { return end64(at+n, at, n, 1) }}.bytes(),
		"zip64 end that is needed":    archive{entries: of(text("a.txt", "x")).entries, beforeEnd: func(at, n int) []byte { return end64(at+n, at, n, 1) }, end: full(12)}.bytes(),
		"ratio below 100 KiB":         of(entry{name: "a.txt", data: bytes.Repeat([]byte(" "), 90<<10)}).bytes(),
		"streamed":                    streamed.Bytes(),
		"archive in an archive":       of(entry{name: "a.zip", data: of(text("b.txt", "x")).bytes()}).bytes(),
		"dot":                         of(text("./a.txt", "x")).bytes(),
		"dots in a name":              of(text("a..b...txt", "x")).bytes(),
		"PDF as the first stored one": of(entry{name: "a.pdf", data: honestPDF(), stored: true}).bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			if v := look(data, "a.zip"); v.Policy() == vet.Refuse || v.MediaType != "application/zip" {
				t.Errorf("%s: %v", v.MediaType, v.Marks)
			}
		})
	}
}

// overlapping is a bomb made of entries that share their deflated bytes: each is a local header whose
// data are the headers behind it and then the kernel (D. Fifield, A better zip bomb).
func overlapping(t testing.TB, count int) []byte {
	t.Helper()
	kernel := deflate(make([]byte, 20<<20))
	a := archive{}
	for i := range count {
		a.entries = append(a.entries, entry{name: fmt.Sprintf("%d", i), size: 20 << 20, alreadyDeflate: kernel, at: 1, crc: 1})
	}
	one := of(a.entries[0])
	shared := one.bytes()
	local := shared[:bytes.Index(shared, []byte("PK\x01\x02"))]
	full := a.bytes()
	directory := full[bytes.Index(full, []byte("PK\x01\x02")):]
	out := append(bytes.Clone(local), directory...)
	le.PutUint32(out[len(out)-22+16:], uint32(len(local)))
	return out
}

// TestBombsCostNothing holds the memory that is spent on refusing a bomb.
func TestBombsCostNothing(t *testing.T) {
	for name, data := range map[string][]byte{
		"overlapping": overlapping(t, 250),
		"ratio":       of(entry{name: "a", data: make([]byte, 4<<20)}).bytes(),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		v := look(data, "a.zip")
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; spent > 16<<20 || v.Policy() != vet.Refuse {
			t.Errorf("%s: %d bytes of zip, %d bytes allocated, %v", name, len(data), spent, v.Marks)
		}
	}
}

func BenchmarkBomb(b *testing.B) {
	data := overlapping(b, 250)
	b.ReportAllocs()
	for b.Loop() {
		if look(data, "a.zip").Policy() != vet.Refuse {
			b.Fatal("taken")
		}
	}
}
