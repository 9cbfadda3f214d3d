package pages

import (
	"slices"
	"sync"

	"yoshiki/cmd/internal/app"
)

// papers are those that were printed last: a page asks for a paper and for its boxes at once,
// and people look at one paper again and again.
type papers struct {
	mu  sync.Mutex
	all []*printed // the last one asked for is the last
}

// printed are the papers of a form of a state of a case.
type printed struct {
	digest, form string
	once         sync.Once
	papers       []app.Paper
	err          error
}

// keptPapers is how many are kept; those of a form that are larger than keptBytes are not.
const keptPapers, keptBytes = 24, 8 << 20

// of prints the papers of a form, once for each state of a case.
func (p *papers) of(a *app.App, d *app.Draft, form string) ([]app.Paper, error) {
	x := p.slot(d.Digest(), form)
	x.once.Do(func() { x.papers, x.err = a.Papers(d.Readable(), form) })
	if x.err != nil || x.bytes() > keptBytes {
		p.drop(x)
	}
	return x.papers, x.err
}

func (x *printed) bytes() (n int) {
	for _, p := range x.papers {
		n += len(p.Data)
	}
	return n
}

func (p *papers) slot(digest, form string) *printed {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := slices.IndexFunc(p.all, func(x *printed) bool { return x.digest == digest && x.form == form })
	x := &printed{digest: digest, form: form}
	if at >= 0 {
		x = p.all[at]
		p.all = slices.Delete(p.all, at, at+1)
	}
	if p.all = append(p.all, x); len(p.all) > keptPapers {
		p.all = slices.Delete(p.all, 0, 1)
	}
	return x
}

func (p *papers) drop(x *printed) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = slices.DeleteFunc(p.all, func(y *printed) bool { return y == x })
}
