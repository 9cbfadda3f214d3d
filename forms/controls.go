package forms

import "io/fs"

type table struct {
	name, pointer, named string
	root                 node
}

func (file *File) readTables(beside fs.FS, f *faults) {}
