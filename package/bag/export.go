package bag

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// WriteDir writes the package as the folder dir, which becomes the bag. The folder must
// not be there, or be empty ([fs.ErrExist]); its parent must. It appears complete, every
// paper compared with its digest, or not at all.
func (b *Bag) WriteDir(ctx context.Context, dir string) error {
	return writeDir(ctx, dir, b.files)
}

func writeDir(ctx context.Context, dir string, files []File) error {
	dir = filepath.Clean(dir)
	if err := vacant(dir); err != nil {
		return err
	}
	temp := beside(dir)
	err := fill(ctx, temp, files)
	if err == nil {
		err = replaceEmpty(temp, dir)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("export to %s: %w", dir, err), os.RemoveAll(temp))
	}
	return nil
}

// vacant says why dir cannot be written.
func vacant(dir string) error {
	names, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && len(names) > 0 {
		return fmt.Errorf("%s: the folder is not empty: %w", dir, fs.ErrExist)
	}
	return err
}

// beside is an unused name in the same folder, so that a rename leads from it to name.
func beside(name string) string {
	return filepath.Join(filepath.Dir(name), ".yoshiki-"+rand.Text())
}

func replaceEmpty(temp, dir string) error {
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := storage.Again(func() error { return os.Rename(temp, dir) }); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dir))
}

// fill writes files into the new folder dir.
func fill(ctx context.Context, dir string, files []File) error {
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	folders := map[string]bool{".": true}
	for i := range files {
		f := &files[i]
		folder := path.Dir(f.Path)
		if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(folder)), 0o777); err != nil {
			return err
		}
		for ; folder != "."; folder = path.Dir(folder) {
			folders[folder] = true
		}
		to := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := create(to, func(w io.Writer) error { return f.copyTo(ctx, w) }); err != nil {
			return err
		}
	}
	for folder := range folders {
		if err := syncDir(filepath.Join(dir, filepath.FromSlash(folder))); err != nil {
			return err
		}
	}
	return nil
}

// WriteZipFile writes the zip as the file name and, in the form of sha256sum, its SHA-256
// as the file name.sha256. Each is complete or not there, and replaces one of its name.
func (b *Bag) WriteZipFile(ctx context.Context, name string) error {
	base := filepath.Base(name)
	if strings.ContainsAny(base, "\\\r\n") {
		return fmt.Errorf("export to %q: a backslash or line break in the name", name)
	}
	sum := sha256.New()
	err := replace(name, func(w io.Writer) error { return b.WriteZip(ctx, io.MultiWriter(w, sum)) })
	if err != nil {
		return fmt.Errorf("export to %s: %w", name, err)
	}
	err = replace(name+manifest.SidecarSuffix, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%x  %s\n", sum.Sum(nil), base)
		return err
	})
	if err != nil {
		return fmt.Errorf("export to %s: %w", name, err)
	}
	return nil
}

// replace writes a file under another name, and gives it its own when it is complete.
func replace(name string, write func(io.Writer) error) error {
	temp := beside(name)
	err := create(temp, write)
	if err == nil {
		err = storage.Again(func() error { return os.Rename(temp, name) })
	}
	if err != nil {
		if left := os.Remove(temp); !errors.Is(left, fs.ErrNotExist) {
			err = errors.Join(err, left)
		}
		return err
	}
	return syncDir(filepath.Dir(name))
}

// create writes a new file to the disk.
func create(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir writes a folder's names to the disk. Windows does so by itself.
func syncDir(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
