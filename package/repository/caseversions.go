package repository

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/storage"
)

// Attachment is a file that the store has of a version of a case.
type Attachment struct {
	Path   string // as the case names it
	Size   int64
	SHA256 string // 64 hexadecimal digits
}

// Version is the number of the version, from 1 on.
func (c *Case) Version() int { return c.version }

// Attachments are the files that the store has of the version, by path.
func (c *Case) Attachments() []Attachment {
	all := make([]Attachment, len(c.list.Attachments))
	for i, a := range c.list.Attachments {
		all[i] = Attachment(a)
	}
	return all
}

// Versions are the numbers of the versions of a case that exist, the newest last; none if
// there is no such case. What a version holds never changes.
func Versions(ctx context.Context, store storage.Store, id casefile.CaseID) ([]int, error) {
	all, err := versionsOf(ctx, store, id)
	if err != nil {
		return nil, err
	}
	var numbers []int
	for _, v := range all {
		if v.exists {
			numbers = append(numbers, v.number)
		}
	}
	return numbers, nil
}

// LoadVersion gives a version of a case. Errors: [fs.ErrNotExist].
func LoadVersion(ctx context.Context, store storage.Store, id casefile.CaseID, number int) (*Case, error) {
	all, err := versionsOf(ctx, store, id)
	if err != nil {
		return nil, err
	}
	for _, v := range all {
		if v.exists && v.number == number {
			return v.load(ctx, store)
		}
	}
	return nil, fmt.Errorf("case %s, version %d: %w", id, number, fs.ErrNotExist)
}

// AttachTo saves a version of a case with one more attachment, or another file in the place
// of one, whether the case names it yet or not. Of those who change one version at once, one
// wins. Errors: [ErrReplaced], [ErrCondemned], [storage.ErrMismatch].
func AttachTo(ctx context.Context, store storage.Store, was *Case, id casefile.CaseID, path string, content storage.Content, source bag.Source) error {
	s := &caseSaver{store: store, id: id, data: was.Data, attached: []bag.File{{Path: path, Content: content, Open: source.Open}}}
	list := newCaseList(was.Data, s.attached)
	for _, a := range was.list.Attachments {
		if a.Path != path {
			list.Attachments = append(list.Attachments, a)
		}
	}
	slices.SortFunc(list.Attachments, func(a, b attachment) int { return strings.Compare(a.Path, b.Path) })
	var err error
	if s.list, err = list.encode(); err == nil {
		err = s.putAttached(ctx)
	}
	if err == nil {
		err = s.replace(ctx, was)
	}
	if err != nil {
		return fmt.Errorf("attach to case %s: %w", id, err)
	}
	return nil
}
