//go:build !windows

package dir

// place gives the finished file its key, unless the key is taken ([io/fs.ErrExist]). A link
// never replaces.
func (s *Store) place(name, key string) error { return s.root.Link(name, key) }

// discard removes the file of a writer, whether it was placed or not.
func (s *Store) discard(name string) error { return s.root.Remove(name) }
