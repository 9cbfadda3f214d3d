package manifest

import (
	"context"
	"io"
	"io/fs"
)

// Entry is a file or folder of a bag, wherever the bag is kept.
type Entry struct {
	Path  string // from the bag's top, without a slash at the end
	Size  int64  // bytes, of a file
	Mode  fs.FileMode
	Links uint64                                       // names that a file has in its file system; 0 if unknown
	Open  func(context.Context) (io.ReadCloser, error) // of a regular file
}

// FromFS lists what lies in a file system. It opens nothing but folders, and follows no
// symbolic link.
func FromFS(fsys fs.FS) ([]Entry, error) {
	var all []Entry
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		e := Entry{Path: path, Mode: d.Type()}
		switch {
		case !fs.ValidPath(path): // not UTF-8: it can be listed, but not opened
			if d.IsDir() {
				err = fs.SkipDir
			}
		case d.Type().IsRegular():
			info, err := fs.Lstat(fsys, path)
			if err != nil {
				return err
			}
			e.Size, e.Links = info.Size(), links(info)
			e.Open = func(context.Context) (io.ReadCloser, error) { return fsys.Open(path) }
		}
		if all = append(all, e); len(all) > maxEntries {
			return fs.SkipAll
		}
		return err
	})
	return all, err
}

// maxEntries bounds what is listed: the papers, the other files and their folders.
const maxEntries = MaxFiles + 1000
