package operator

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/package/rerender"
)

// The extent of one page of outcomes: how many are shown, and how many blocks of the batch are
// looked through for them at most.
const (
	perPage  = 50
	lookedAt = 40
)

// Outcomes are a page of what became of packages.
type Outcomes struct {
	Choices []outcomeChoice
	Outcome string // that is wanted; "" for all
	Query   string // text that is looked for
	Shown   []outcome
	Next    string // where the further ones are; "" for no further ones
	First   bool   // it begins with the first
	Partly  bool   // the batch was ended before all was told
}

// outcomeChoice is an outcome to choose, with how often it is there once that is known.
type outcomeChoice struct {
	Outcome rerender.Outcome
	N       int
}

// outcome is what became of one package, in words.
type outcome struct {
	rerender.Result
	KindTitle string
	Why       string
	Papers    []paper
	Verdicts  []verdict
}

// paper is a paper that differs, verdict a finding that came or went, each with the differences
// of the texts behind it.
type paper struct {
	Title, Path, How, Differs string
	Because                   []string
}
type verdict struct {
	How, Severity, Text string
	Because             []string
}

// outcomes fills in what became of packages, and of a rehearsal what that comes of.
func (p *pages) outcomes(c *call, b *rerender.Batch, page *batchPage) error {
	q := c.R.URL.Query()
	o := &page.Outcomes
	o.Outcome, o.Query = q.Get("outcome"), strings.TrimSpace(q.Get("q"))
	for _, one := range rerender.Outcomes {
		o.Choices = append(o.Choices, outcomeChoice{one, page.Count[one]})
	}
	blocks := b.Blocks()
	start, _ := strconv.Atoi(q.Get("after"))
	start = min(max(start, 0), blocks)
	o.First, o.Partly = start == 0, page.Cancelled
	sum := newSum()
	for at := start; at < blocks; at++ {
		if len(o.Shown) >= perPage || at-start >= lookedAt {
			o.Next = p.further(o, at)
			break
		}
		for r, err := range b.Told(c.R.Context(), rerender.Share{Part: at, Of: blocks}) {
			if err != nil {
				return err
			}
			if sum.add(&r); o.wants(&r) {
				o.Shown = append(o.Shown, p.told(c, &r))
			}
		}
	}
	if o.First && o.Outcome == "" && o.Query == "" {
		page.Impact = sum.told(c)
	}
	return nil
}

// further is the address of the outcomes from a block on.
func (p *pages) further(o *Outcomes, at int) string {
	return "?" + url.Values{"outcome": {o.Outcome}, "q": {o.Query}, "after": {strconv.Itoa(at)}}.Encode()
}

// wants reports whether a result is one that was asked for.
func (o *Outcomes) wants(r *rerender.Result) bool {
	if o.Outcome != "" && o.Outcome != string(r.Outcome) {
		return false
	}
	return o.Query == "" || slices.ContainsFunc([]string{r.Package, r.Case, r.Organization, r.New}, func(text string) bool { return strings.Contains(text, o.Query) })
}

// told says in words what became of a package.
func (p *pages) told(c *call, r *rerender.Result) outcome {
	o := outcome{Result: *r, KindTitle: p.kindTitle(c, r), Why: c.Word("rerenderreason", r.Reason)}
	if r.Reason == "" {
		o.Why = ""
	}
	for _, f := range r.Files {
		o.Papers = append(o.Papers, paper{f.Title, f.Path, c.Word("how", string(f.How)), c.Word("outcome", string(f.Differs)), rerender.Because(c.Words, f.Because)})
	}
	for _, v := range r.Verdicts {
		o.Verdicts = append(o.Verdicts, verdict{c.Word("how", string(v.How)), c.Word("severity", v.Severity), c.In(casefile.Words{Ja: v.MessageJA, En: v.MessageEN}), rerender.Because(c.Words, v.Because)})
	}
	return o
}

// kindTitle is what a kind of package is called.
func (p *pages) kindTitle(c *call, r *rerender.Result) string {
	if r.Kind == manifest.Letter {
		return c.Text("op-letter")
	}
	for _, day := range []casefile.Date{r.To, r.From} {
		text, err := p.App.Catalog(app.Text{Program: casefile.Program(r.Program), Revision: day})
		if err != nil {
			continue
		}
		if kind, err := text.Package(r.Kind); err == nil {
			return c.In(casefile.Words{Ja: kind.Ja, En: kind.En})
		}
	}
	return r.Kind
}
