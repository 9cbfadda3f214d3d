package pages

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
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

// assets are all of them by the name in their path, which changes with their content, so that
// browsers may keep them.
var assets = sync.OnceValue(func() map[string]asset {
	all := map[string]asset{}
	entries, _ := fs.ReadDir(embedded, "assets")
	for _, e := range entries {
		data, _ := embedded.ReadFile("assets/" + e.Name())
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		_, _ = z.Write(data)
		_ = z.Close()
		all[e.Name()] = asset{data, b.Bytes(), kindOf(e.Name())}
	}
	return all
})

func kindOf(name string) string {
	if strings.HasSuffix(name, "js") {
		return "text/javascript; charset=utf-8"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// edition changes whenever an asset does. It stands in the path of each.
var edition = sync.OnceValue(func() string {
	h := sha256.New()
	entries, _ := fs.ReadDir(embedded, "assets")
	for _, e := range entries {
		h.Write(assets()[e.Name()].data)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
})

func assetPath(name string) string { return "/assets/" + edition() + "/" + name }

// serveAsset sends an asset.
func serveAsset(w http.ResponseWriter, r *http.Request) {
	of, name := path.Split(r.PathValue("name"))
	a, known := assets()[name]
	if !known {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	if of == edition()+"/" {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	data := a.data
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		data = a.zipped
	}
	_, _ = w.Write(data) // a reader that is gone
}

// Licenses are the licences of what others wrote and pages carry, by its name.
func Licenses() map[string]string {
	all := map[string]string{}
	for name, file := range map[string]string{"PDF.js": "pdf", "Digital Agency design tokens": "tokens"} {
		all[name] = string(assets()[file+".LICENSE"].data)
	}
	return all
}
