package vet

import (
	"io"
	"strconv"
	"strings"
)

// signatures are the first bytes of types, at a place.
var signatures = [...]struct {
	at        int
	bytes     string
	mediaType string
	class     Class // marked for the type alone
}{
	{0, "%PDF-", pdfType, ""},
	{0, "PK\x03\x04", zipType, ""},
	{0, "PK\x05\x06", zipType, ""},
	{0, "PK\x07\x08", zipType, ""},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", oleType, ""},
	{0, "{\\rt", rtfType, ""},
	{0, "\x89PNG\r\n\x1a\n", "image/png", ""},
	{0, "\xff\xd8\xff", "image/jpeg", ""},
	{0, "GIF87a", "image/gif", ""},
	{0, "GIF89a", "image/gif", ""},
	{0, "II*\x00", "image/tiff", ""},
	{0, "MM\x00*", "image/tiff", ""},
	{8, "WEBP", "image/webp", ""},
	{40, " EMF", emfType, ""},
	{0, "BM", "image/bmp", ""},
	{0, "MZ", programType, FileExecutable},
	{0, "\x7fELF", "application/x-elf", FileExecutable},
	{0, "\xca\xfe\xba\xbe", "application/java-vm", FileExecutable},
	{0, "\xce\xfa\xed\xfe", "application/x-mach-binary", FileExecutable},
	{0, "\xcf\xfa\xed\xfe", "application/x-mach-binary", FileExecutable},
	{0, "L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut", FileExecutable},
	{0, "#!", "text/x-shellscript", FileExecutable},
	{0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", ArchiveKind},
	{0, "Rar!\x1a\x07", "application/vnd.rar", ArchiveKind},
	{0, "\x1f\x8b", "application/gzip", ArchiveKind},
	{0, "BZh", "application/x-bzip2", ArchiveKind},
	{0, "\xfd7zXZ\x00", "application/x-xz", ArchiveKind},
	{0, "\x28\xb5\x2f\xfd", "application/zstd", ArchiveKind},
	{0, "MSCF", "application/vnd.ms-cab-compressed", ArchiveKind},
	{2, "-lh", "application/x-lzh-compressed", ArchiveKind},
	{257, "ustar", tarType, ArchiveKind},
	{32769, "CD001", "application/x-iso9660-image", ArchiveKind},
	{32769, "BEA01", "application/x-udf-image", ArchiveKind},
	{0, "!<arch>\n", "application/x-archive", ArchiveKind},
	{0, "`\xea", "application/x-arj", ArchiveKind},
	{7, "**ACE**", "application/x-ace-compressed", ArchiveKind},
	{0, "07070", "application/x-cpio", ArchiveKind},
	{0, "\xc7\x71", "application/x-cpio", ArchiveKind},
	{0, "\x71\xc7", "application/x-cpio", ArchiveKind},
	{0, "conectix", vhdType, ArchiveKind},
	{0, "vhdxfile", "application/x-vhdx", ArchiveKind},
	{0, "KDMV", "application/x-vmdk", ArchiveKind},
	{0, "QFI\xfb", "application/x-qemu-disk", ArchiveKind},
	{0, "MSWIM\x00\x00\x00", "application/x-ms-wim", ArchiveKind},
	{0, "xar!", "application/x-xar", ArchiveKind},
	{0, "\xed\xab\xee\xdb", "application/x-rpm", ArchiveKind},
	{0, "hsqs", "application/x-squashfs", ArchiveKind},
	{0, "\x1f\x9d", "application/x-compress", ArchiveKind},
	{0, "LZIP", "application/x-lzip", ArchiveKind},
	{0, "]\x00\x00", "application/x-lzma", ArchiveKind},
	{0, "\x04\x22\x4d\x18", "application/x-lz4", ArchiveKind},
	{20, "\xdc\xa7\xc4\xfd", "application/x-zoo", ArchiveKind},
	{0, "ALZ\x01", "application/x-alz-compressed", ArchiveKind},
	{0, "EGGA", "application/x-egg", ArchiveKind},
	{0, "GCA0", "application/x-gca-compressed", ArchiveKind},
	{0, "SIT!", "application/x-stuffit", ArchiveKind},
	{0, "StuffIt ", "application/x-stuffit", ArchiveKind},
	{0, "ISc(", "application/x-installshield", ArchiveKind},
	{0, "\x78\x9f\x3e\x22", "application/vnd.ms-tnef", ArchiveKind},
	{0, "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", "application/onenote", FileKind},
	{0, "\xa1\x2f\xff\x43\xd9\xef\x76\x4c\x9e\xe2\x10\xea\x57\x22\x76\x5f", "application/onenote", FileKind},
	{4, "Standard Jet DB", "application/x-msaccess", FileKind},
	{4, "Standard ACE DB", "application/x-msaccess", FileKind},
	{0, "!BDN", "application/vnd.ms-outlook-pst", FileKind},
	{0, "ITSF", "application/vnd.ms-htmlhelp", FileExecutable},
	{0, "?_\x03\x00", "application/winhlp", FileExecutable},
	{0, "FWS", flashType, FileExecutable},
	{0, "CWS", flashType, FileExecutable},
	{0, "ZWS", flashType, FileExecutable},
	{0, "\x00asm", "application/wasm", FileExecutable},
	{0, "dex\n03", "application/x-dex", FileExecutable},
	{0, "\xfe\xed\xfa\xce", "application/x-mach-binary", FileExecutable},
	{0, "\xfe\xed\xfa\xcf", "application/x-mach-binary", FileExecutable},
	{0, "ActiveMime", mimeType, ""},
}

// signature tells the type from the first bytes; unknown if they tell none.
func signature(head []byte) (mediaType string, class Class) {
	for _, s := range signatures {
		if len(head) >= s.at+len(s.bytes) && string(head[s.at:s.at+len(s.bytes)]) == s.bytes && really(s.mediaType, s.bytes, head) {
			return s.mediaType, s.class
		}
	}
	if isTar(head) {
		return tarType, ArchiveKind
	}
	return unknown, ""
}

// really tells a file from a text that begins with the same letters, and from others that
// begin with the same few bytes.
func really(mediaType, begins string, head []byte) bool {
	switch mediaType {
	case "image/bmp":
		return isBitmap(head)
	case flashType:
		return len(head) > 8 && head[3] <= 64 && !isText(head)
	case "application/x-cpio":
		return !strings.HasPrefix(begins, "0") || len(head) >= 76 && strings.Trim(string(head[6:70]), "0123456789abcdefABCDEF") == ""
	case "application/x-lzma":
		return len(head) > 13 && (le.Uint32(head[9:]) == 0xffffffff || le.Uint32(head[9:]) < 16) && head[13] == 0
	}
	return len(begins) > 4 || mediaType == rtfType || begins == "#!" || !printable(begins) || !isText(head)
}

// printable reports whether a signature may begin a text.
func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// isTar knows an archive of tar that is older than its signature: by the sum of its header.
func isTar(head []byte) bool {
	const header, field, digits = 512, 148, 8
	if len(head) < header || head[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(head[field:field+digits]), " \x00"), 8, 32)
	sum := int64(digits * ' ')
	for i, c := range head[:header] {
		if i < field || i >= field+digits {
			sum += int64(c)
		}
	}
	return err == nil && sum == want
}

// isBitmap tells a bitmap from a text that begins with BM: bytes 6 to 9 are zero.
func isBitmap(head []byte) bool { return len(head) >= 14 && le.Uint32(head[6:]) == 0 }

// disk knows an image of a disk by what stands at its end, or in its boot sector.
func disk(r *io.SectionReader, head []byte) string {
	const sector = 512
	end := make([]byte, sector)
	if r.Size() < 2*sector || readFull(r, end, r.Size()-sector) != nil {
		return unknown
	}
	switch tail := string(end); {
	case strings.HasPrefix(tail, "conectix"):
		return vhdType
	case strings.HasPrefix(tail, "koly"):
		return "application/x-apple-diskimage"
	case string(head[sector-2:sector]) == "\x55\xaa" && !isText(head):
		return "application/x-raw-disk-image"
	}
	return unknown
}
