package app

import (
	"io/fs"
	"os"
	"sync"

	"yoshiki/cmd/internal/kept"
	"yoshiki/forms"
	"yoshiki/forms/press"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
	"yoshiki/templates"
)

// Options are what a process is told once.
type Options struct {
	Templates string             // folder with forms and rules of one's own, laid over the embedded ones; "" for none
	Fonts     []string           // further font files, for characters that the embedded fonts lack
	Uploads   string             // folder that remembers large uploads that were cut off; "" for none
	Generator manifest.Generator // named in packages
	Vet       vet.Child          // looks at attachments
}

// App does the use cases.
type App struct {
	Options Options
	Library *forms.Library               // of all texts of the rules, each read once
	Press   func() (*press.Press, error) // made once, when it is first asked for
	typed   *kept.Cache[typing]          // drafts that were read
}

// New makes an App. Nothing is read until it is needed.
func New(o Options) *App {
	return &App{Options: o, typed: kept.New[typing](DraftBytes), Library: forms.NewLibrary(layers(o.Templates)...),
		Press: sync.OnceValues(func() (*press.Press, error) { return press.NewPress(templates.FS, o.Fonts...) })}
}

// layers are the file systems of the catalogue: the embedded one, and over it the user's.
func layers(own string) []fs.FS {
	if own == "" {
		return []fs.FS{templates.FS}
	}
	return []fs.FS{templates.FS, os.DirFS(own)}
}
