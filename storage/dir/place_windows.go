package dir

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"unsafe"

	"golang.org/x/sys/windows"

	"yoshiki/storage"
)

// place gives the finished file its key, unless the key is taken ([fs.ErrExist]). It is
// renamed in a way that never replaces: folders that are kept the same as a cloud's,
// memory cards and shares of a network have no hard links.
func (s *Store) place(name, key string) error {
	from, err := s.root.Open(path.Dir(name))
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := s.root.Open(path.Dir(key))
	if err != nil {
		return err
	}
	defer to.Close()
	err = storage.Again(func() error { return move(from, path.Base(name), to, path.Base(key)) })
	if err != nil {
		return &os.LinkError{Op: "rename", Old: name, New: key, Err: err}
	}
	return nil
}

// move gives the file of a name in one folder another name in another. Both names are
// below the handles of the folders, so that no link in a path is followed.
func move(from *os.File, name string, to *os.File, as string) error {
	file, err := openToMove(windows.Handle(from.Fd()), name)
	if err != nil {
		return err
	}
	order, err := renaming(windows.Handle(to.Fd()), as)
	if err == nil {
		data := unsafe.Slice((*byte)(unsafe.Pointer(order)), unsafe.Sizeof(*order))
		err = status(windows.NtSetInformationFile(file, &windows.IO_STATUS_BLOCK{}, &data[0], uint32(len(data)), windows.FileRenameInformation))
	}
	return errors.Join(err, windows.CloseHandle(file))
}

func openToMove(folder windows.Handle, name string) (file windows.Handle, err error) {
	text, err := windows.NewNTUnicodeString(name)
	if err != nil {
		return 0, err
	}
	about := windows.OBJECT_ATTRIBUTES{RootDirectory: folder, ObjectName: text}
	about.Length = uint32(unsafe.Sizeof(about))
	return file, status(windows.NtCreateFile(&file, windows.SYNCHRONIZE|windows.DELETE, &about, &windows.IO_STATUS_BLOCK{}, nil, 0,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, windows.FILE_OPEN,
		windows.FILE_OPEN_REPARSE_POINT|windows.FILE_OPEN_FOR_BACKUP_INTENT|windows.FILE_SYNCHRONOUS_IO_NONALERT, 0, 0))
}

// longestName is how long a name can be, in units of UTF-16.
const longestName = 255

// rename is FILE_RENAME_INFORMATION.
type rename struct {
	replace uint32
	folder  windows.Handle
	size    uint32 // of the name in bytes
	name    [longestName + 1]uint16
}

// renaming is the order to give a name in a folder, and to replace nothing.
func renaming(folder windows.Handle, name string) (*rename, error) {
	text, err := windows.UTF16FromString(name)
	if err != nil {
		return nil, err
	}
	r := &rename{folder: folder, size: uint32(len(text)-1) * 2}
	if copy(r.name[:], text) < len(text) {
		return nil, windows.ERROR_FILENAME_EXCED_RANGE
	}
	return r, nil
}

// status is the error that a status of the kernel is for everyone else.
func status(err error) error {
	if s, ok := err.(windows.NTStatus); ok {
		return s.Errno()
	}
	return err
}

// discard removes the file of a writer, if it was not placed.
func (s *Store) discard(name string) error {
	err := storage.Again(func() error { return s.root.Remove(name) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
