package api

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// file is an answer that is a file. It is never shown in place: a browser saves it.
type file struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Sandbox            string `header:"Content-Security-Policy"`
	Sniff              string `header:"X-Content-Type-Options"`
	ETag               string `header:"ETag"`
	Body               []byte
}

// sandbox keeps what a browser is made to show of a download from doing anything.
const sandbox = "sandbox; default-src 'none'"

func download(mediaType, name string, data []byte) *file {
	return &file{ContentType: mediaType, ContentDisposition: Attachment(name), Sandbox: sandbox, Sniff: "nosniff", Body: data}
}

// Attachment is the Content-Disposition of a download under a name (RFC 6266): in ASCII for old
// programs, and as it is (RFC 8187).
func Attachment(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7E || strings.ContainsRune(`"\%/`, r) {
			return '_'
		}
		return r
	}, name)
	whole := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '/' || r == '\\' {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plain, strings.ReplaceAll(url.QueryEscape(whole), "+", "%20"))
}
