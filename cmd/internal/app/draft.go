package app

import (
	"bytes"
	"context"
	"errors"
	"strconv"

	"go.yaml.in/yaml/v3"

	"yoshiki/cmd/internal/kept"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/forms/plainyaml"
	"yoshiki/package/repository"
)

// Draft is a stored case while people write it. What they typed and nobody can read yet, such
// as 4/1/2026, is kept in the store as well: it stands in Typed, and in the findings.
type Draft struct {
	*Case
	Typed *casefile.Case // every text as it was typed; nobody may change it
}

// Draft gives the newest version of a case.
func (a *App) Draft(ctx context.Context, s *Store, id string) (*Draft, error) {
	if !casefile.IDForm.MatchString(id) {
		return nil, noCase(s, id, errors.ErrUnsupported)
	}
	stored, err := repository.LoadCase(ctx, s, casefile.CaseID(id))
	if err != nil {
		return nil, noCase(s, id, err)
	}
	return a.drafted(stored, id), nil
}

// DraftVersion gives a version of a case, by its number.
func (a *App) DraftVersion(ctx context.Context, s *Store, id string, number int) (*Draft, error) {
	stored, err := repository.LoadVersion(ctx, s, casefile.CaseID(id), number)
	if err != nil {
		return nil, noCase(s, id, err)
	}
	return a.drafted(stored, id), nil
}

// drafted reads what was typed. What was read lately is not read again: equal texts are
// equal cases, whoever has them.
func (a *App) drafted(stored *repository.Case, id string) *Draft {
	c := newCase("case:"+id, stored.Data)
	c.Stored = stored
	d, _ := kept.Get(context.Background(), a.typed, typing{c.Name, c.Digest()}, (*Draft).weight, func(context.Context) (*Draft, error) {
		read := newCase(c.Name, c.text)
		read.memory = &memories{}
		read.File, read.Findings = a.Reader().Decode(c.Name, c.text, nil)
		return &Draft{read, Typed(read)}, nil
	})
	c.File, c.Findings, c.memory = d.File, d.Findings, d.memory
	return &Draft{c, d.Typed}
}

// typing names what was typed into a case.
type typing struct{ name, digest string }

// DraftBytes are those, about, of the drafts that were read last, which are not read again.
const DraftBytes = 128 << 20

// Readable is a draft with only what can be read of it, so that it can be printed and looked
// at in spite of the rest.
func (d *Draft) Readable() *Case {
	c := *d.Case
	c.Findings = nil
	return &c
}

// Retyped is the draft as it would be with other texts, without keeping it. It has the text
// and digest of the draft still where only some values are others.
func (a *App) Retyped(d *Draft, c *casefile.Case) (*Draft, error) {
	texts, places, few := retyped(d.Typed, c)
	if few {
		again := newCase(d.Name, d.text)
		again.Stored, again.was, again.changed = d.Stored, d.memory, places
		if again.File, again.Findings, few = a.Reader().Retype(d.File, d.Findings, texts); few {
			return &Draft{again, c}, nil
		}
	}
	data, err := casefile.Encode(c)
	if err != nil {
		return nil, err
	}
	again := newCase(d.Name, data)
	again.Stored = d.Stored
	again.File, again.Findings = a.Reader().Decode(d.Name, data, nil)
	return &Draft{again, c}, nil
}

// RetypedCase is a stored case as it would be with other texts, each on the line on which another
// stood, without reading it as a whole; nil where they differ in more.
func (a *App) RetypedCase(c *Case, to *casefile.Case) *Case {
	texts, _, few := retyped(c.File.Case, to)
	data, err := casefile.Encode(to)
	if !few || err != nil || linesChanged(c.text, data) > len(texts) {
		return nil
	}
	again := newCase(c.Name, data)
	again.Stored = c.Stored
	if again.File, again.Findings, few = a.Reader().Retype(c.File, c.Findings, texts); !few {
		return nil
	}
	return again
}

// linesChanged is how many lines of a text are others; more than there are where lines came or went.
func linesChanged(from, to []byte) (n int) {
	was, is := bytes.Split(from, []byte("\n")), bytes.Split(to, []byte("\n"))
	if len(was) != len(is) {
		return len(was) + len(is)
	}
	for i := range was {
		if !bytes.Equal(was[i], is[i]) {
			n++
		}
	}
	return n
}

// WriteDraft lets write change a case that was read when its text had the digest was, and
// keeps what comes of it as the newest version. What others stored since stays: where both
// changed one value, theirs stays, and a conflict has it as Ours and what was written as
// Theirs.
func (a *App) WriteDraft(ctx context.Context, s *Store, id, was string, write func(*casefile.Case) error) (*Draft, []change.Conflict, error) {
	for {
		now, err := a.Draft(ctx, s, id)
		if err != nil {
			return nil, nil, err
		}
		mine, conflicts, err := a.written(ctx, s, now, was, write)
		if err != nil {
			return nil, nil, err
		}
		err = repository.ReplaceCase(ctx, s, now.Stored, mine)
		if errors.Is(err, repository.ErrReplaced) {
			continue
		}
		if err != nil {
			return nil, nil, NotStored(s, err)
		}
		next, err := a.Draft(ctx, s, id)
		if err == nil {
			next.follow(now)
		}
		return next, conflicts, err
	}
}

// follow lets the first check of a draft use what the checks of the one before found out.
func (d *Draft) follow(before *Draft) {
	if _, places, few := retyped(before.Typed, d.Typed); few {
		d.was, d.changed = before.memory, places
	}
}

// written is the newest version with what write makes of the one that was read.
func (a *App) written(ctx context.Context, s *Store, now *Draft, was string, write func(*casefile.Case) error) (*casefile.Case, []change.Conflict, error) {
	read := now
	if now.Digest() != was {
		old, err := a.versionWith(ctx, s, string(now.File.Case.ID), was)
		if err != nil {
			return nil, nil, err
		}
		if old == nil {
			return nil, nil, NewError("no-version", map[string]string{"id": string(now.File.Case.ID)})
		}
		read = &Draft{old, Typed(old)}
	}
	mine := casefile.Clone(read.Typed)
	if err := write(mine); err != nil || read == now {
		return mine, nil, err
	}
	m := change.Merge(read.Typed, now.Typed, mine)
	return m.Case, m.Conflicts, nil
}

// Typed is a case with the texts that could not be read in their places.
func Typed(c *Case) *casefile.Case {
	unread := c.File.Unread()
	if len(unread) == 0 {
		return c.File.Case
	}
	all := casefile.Clone(c.File.Case)
	roots, err := plainyaml.Read(string(c.text))
	if err != nil || len(roots) == 0 {
		return all
	}
	for _, pointer := range unread {
		if text, ok := textAt(roots[0], casefile.PointerTokens(pointer)); ok {
			Type(all, pointer, text)
		}
	}
	return all
}

// Type puts a text into a leaf as it was typed, readable or not. It reports whether a case has
// such a place and may hold such a text.
func Type(c *casefile.Case, pointer, text string) bool {
	if id, _ := casefile.CheckText(text); id != "" || casefile.Set(c, pointer, nil) != nil {
		return false
	}
	v, err := casefile.Get(c, pointer)
	if err != nil || v.Model.Kind != casefile.KindText {
		return false
	}
	v.Go.SetString(text)
	return true
}

func textAt(n *yaml.Node, tokens []string) (string, bool) {
	for ; len(tokens) > 0; tokens = tokens[1:] {
		var next *yaml.Node
		if index, err := strconv.Atoi(tokens[0]); n.Kind == yaml.SequenceNode && err == nil && index < len(n.Content) {
			next = n.Content[index]
		}
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == tokens[0] {
				next = n.Content[i+1]
			}
		}
		if n = next; n == nil {
			return "", false
		}
	}
	return n.Value, n.Kind == yaml.ScalarNode
}
