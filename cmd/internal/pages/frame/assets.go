package frame

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed assets
var embedded embed.FS

// asset is a file that pages load, as it is sent.
type asset struct {
	data, zipped []byte
	kind         string
}

// assets are the files that pages load, by name. The edition stands in the path of each and changes
// whenever one of them does, so that browsers may keep them.
type assets struct {
	all     map[string]asset
	edition string
}

// own are the files of every page.
var own = sync.OnceValue(func() map[string]asset { return readAssets(embedded) })

func readAssets(from fs.FS) map[string]asset {
	all := map[string]asset{}
	entries, _ := fs.ReadDir(from, "assets")
	for _, e := range entries {
		data, _ := fs.ReadFile(from, "assets/"+e.Name())
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		_, _ = z.Write(data)
		_ = z.Close()
		all[e.Name()] = asset{data, b.Bytes(), kindOf(e.Name())}
	}
	return all
}

func kindOf(name string) string {
	if strings.HasSuffix(name, "js") {
		return "text/javascript; charset=utf-8"
	}
	if strings.HasSuffix(name, ".woff2") {
		return "font/woff2"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// newAssets are the files of every page and those of rooms.
func newAssets(rooms []fs.FS) *assets {
	a := &assets{all: maps.Clone(own())}
	for _, from := range rooms {
		maps.Copy(a.all, readAssets(from))
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(a.all)) {
		h.Write(a.all[name].data)
	}
	a.edition = hex.EncodeToString(h.Sum(nil))[:12]
	return a
}

func (a *assets) path(name string) string { return "/assets/" + a.edition + "/" + name }

// ServeHTTP sends a file.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	of, name := path.Split(r.PathValue("name"))
	file, known := a.all[name]
	if !known {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	if of == a.edition+"/" {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	data := file.data
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		data = file.zipped
	}
	_, _ = w.Write(data) // a reader that is gone
}

// Licenses are the licences of what others wrote and pages carry, by its name.
func Licenses() map[string]string {
	all := map[string]string{}
	for name, file := range map[string]string{"PDF.js": "pdf", "Digital Agency design tokens": "tokens"} {
		all[name] = string(own()[file+".LICENSE"].data)
	}
	return all
}
