package editing

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/testdata"
)

// Demo keeps a copy of the demonstration case in a store, with its attachments, under a name
// that no other case has, and gives the name.
func Demo(ctx context.Context, a *app.App, s *app.Store) (casefile.CaseID, error) {
	text, err := testdata.Demo.ReadFile(testdata.DemoCase)
	if err != nil {
		return "", err
	}
	c := a.Decoded(testdata.DemoCase, text, nil)
	id := casefile.CaseID("demo")
	for n := 2; ; n++ {
		_, err := app.Versions(ctx, s, string(id))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return "", err
		}
		id = casefile.CaseID(fmt.Sprint("demo-", n))
	}
	c.File.Case.ID = id
	return id, repository.SaveCase(ctx, s, c.File.Case, func(name string) (bag.Source, error) {
		data, err := testdata.Demo.ReadFile(path.Join(path.Dir(testdata.DemoCase), name))
		return bag.Bytes(data), err
	})
}
