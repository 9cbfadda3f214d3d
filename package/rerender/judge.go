package rerender

import (
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/compare"
	bundle "yoshiki/package"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// stands reports whether the package stands as it is, before anything is printed: its papers
// and findings are the same, and so are its deadlines.
func (j *job) stands(p *bundle.Prepared, draft bool) (bool, error) {
	was := j.was.Manifest()
	if j.From == j.To || was.Package.Draft != draft || !sameFindings(was.Findings, p.Findings()) {
		return false, nil
	}
	if same, err := j.samePapers(p); err != nil || !same {
		return false, err
	}
	return j.sameDeadlines()
}

// samePapers reports whether the papers are the same. They are not even filled where no
// difference of the texts can show on one.
func (j *job) samePapers(p *bundle.Prepared) (bool, error) {
	was := j.was.Manifest()
	if !j.texts.redraws(was) {
		return true, nil
	}
	files, known, err := p.Known()
	return known && slices.Equal(files, slices.DeleteFunc(was.Files, func(f manifest.File) bool { return f.Role == manifest.Index })), err
}

// judge compares the package with the one before it.
func (j *job) judge(built *bundle.Built) error {
	was, is := j.was.Manifest(), built.Manifest()
	j.Outcome = Identical
	if was.Package.ID == is.Package.ID {
		return nil
	}
	if err := j.compareFiles(was, is, built.Forms); err != nil {
		return err
	}
	j.compareFindings(was.Findings, is.Findings)
	same, err := j.sameDeadlines()
	if err != nil {
		return err
	}
	beside := j.besides(was, is)
	if len(j.Verdicts) > 0 || !same || j.From == j.To && len(beside) > 0 || was.Package.Draft != is.Package.Draft {
		j.Outcome = Changed
	}
	for _, f := range j.Files {
		j.Outcome = worse(j.Outcome, f.Differs)
	}
	if j.Outcome != Identical {
		j.Files = append(beside, j.Files...)
	}
	return nil
}

func worse(a, b Outcome) Outcome {
	if slices.Index(Outcomes, b) > slices.Index(Outcomes, a) {
		return b
	}
	return a
}

// compareFiles lists the papers that differ, but index and findings: those name the text and
// the digest of the case, and always do.
func (j *job) compareFiles(was, is *manifest.Manifest, forms []bundle.Drawn) (err error) {
	var bare map[string]string
	old := map[string]manifest.File{}
	for _, f := range was.Files {
		if f.Role != manifest.Index {
			old[f.Path] = f
		}
	}
	for _, f := range is.Files {
		if f.Role == manifest.Index {
			continue
		}
		before, there := old[f.Path]
		delete(old, f.Path)
		if !there {
			j.differs(f, compare.Added, Changed)
		} else if before != f {
			if bare == nil {
				if bare, err = j.bare(forms, is.Package.Draft); err != nil {
					return err
				}
			}
			j.differs(f, compare.Changed, difference(before, f, bare))
		}
	}
	for _, f := range was.Files {
		if _, left := old[f.Path]; left {
			j.differs(f, compare.Gone, Changed)
		}
	}
	return nil
}

// difference is what became of a paper.
func difference(was, is manifest.File, bare map[string]string) Outcome {
	words := was
	words.SHA256, words.Size, words.Tree = is.SHA256, is.Size, is.Tree
	switch {
	case words != is || is.Tree == "":
		return Changed
	case was.Tree == is.Tree:
		return Bytes
	case bare[was.Tree] != "" && bare[was.Tree] == bare[is.Tree]:
		return Edition
	}
	return Changed
}

// differs lists a paper, with the differences of the texts that it can come of.
func (j *job) differs(f manifest.File, how compare.How, outcome Outcome) {
	j.Files = append(j.Files, File{Path: f.Path, Form: f.Form, Title: f.Title, How: how, Differs: outcome, Because: j.texts.because(func(c *compare.Change) bool {
		switch c.Of {
		case compare.Form:
			return f.Form != "" && c.Name == f.Form && shows(c.Part, outcome)
		case compare.Paper, compare.Package:
			of, _, _ := strings.Cut(c.Name, "/")
			return how != compare.Changed && of == j.Kind
		case compare.Choice:
			return f.Form != "" && outcome == Changed && how == compare.Changed && j.texts.prints(c, f.Form)
		}
		return c.Of == compare.Office && outcome == Changed
	})})
}

// shows reports whether a part of a form can be what differs on a paper.
func shows(part string, outcome Outcome) bool {
	switch part {
	case "edition":
		return outcome == Edition
	case "in_force", "governs":
		return false
	}
	return outcome == Changed
}

// besides are index and list of findings, as far as they differ: because the text has another
// name.
func (j *job) besides(was, is *manifest.Manifest) []File {
	old := map[string]string{}
	for _, f := range was.Files {
		old[f.Path] = f.SHA256
	}
	var all []File
	for _, f := range is.Files {
		if f.Role == manifest.Index && old[f.Path] != f.SHA256 {
			all = append(all, File{Path: f.Path, Form: f.Form, Title: f.Title, How: compare.Changed, Differs: Edition,
				Because: j.texts.because(func(c *compare.Change) bool { return c.Of == compare.Edition })})
		}
	}
	return all
}

// sameFindings reports whether none came or went.
func sameFindings(was, is []manifest.Finding) bool {
	other := func(all []manifest.Finding) func(manifest.Finding) bool {
		return func(f manifest.Finding) bool { return !slices.Contains(all, f) }
	}
	return !slices.ContainsFunc(was, other(is)) && !slices.ContainsFunc(is, other(was))
}

// compareFindings lists the findings that came or went.
func (j *job) compareFindings(was, is []manifest.Finding) {
	for _, f := range is {
		if !slices.Contains(was, f) {
			j.Verdicts = append(j.Verdicts, j.verdict(compare.Added, f))
		}
	}
	for _, f := range was {
		if !slices.Contains(is, f) {
			j.Verdicts = append(j.Verdicts, j.verdict(compare.Gone, f))
		}
	}
}

// sameDeadlines reports whether the case has the same deadlines by both texts, as far as they
// are of the kind of package. The list of findings shows others too, by the text that it names.
func (j *job) sameDeadlines() (bool, error) {
	if !j.texts.dated() {
		return true, nil
	}
	old, err := j.oldFile()
	if err != nil {
		return false, err
	}
	was, err := j.texts.From.Deadlines(old)
	if err != nil {
		return false, err
	}
	is, err := j.texts.To.Deadlines(j.file)
	other := func(d forms.Deadline) bool { return !j.texts.asked(j.Kind, d.Name) }
	return reflect.DeepEqual(slices.DeleteFunc(was, other), slices.DeleteFunc(is, other)), err
}

func (j *job) oldFile() (*decode.File, error) {
	f, found := j.Decode("case:"+j.Case, j.old.Data)
	if casefile.Failed(found) {
		return nil, storage.ErrMismatch
	}
	return f, nil
}

// bare are the digests of the forms by both texts, without the name of the text, by the
// digests with it.
func (j *job) bare(is []bundle.Drawn, draft bool) (map[string]string, error) {
	old, err := j.oldFile()
	if err != nil {
		return nil, err
	}
	was, err := bundle.Fill(j.texts.From, old.Case, j.Kind, draft)
	if err != nil {
		return nil, err
	}
	bare := map[string]string{}
	for _, f := range slices.Concat(was, is) {
		bare[f.Tree] = bareOf(f.Filled)
	}
	return bare, nil
}

// bareOf is the digest of a form without the names of the text and of the form's own parts.
func bareOf(f forms.Filled) string {
	d := *f.Document
	d.Edition = ""
	if s, err := forms.ParseSlice([]byte(d.Slice)); err == nil {
		d.Slice = string(s.Case)
	}
	f.Document = &d
	return bundle.TreeOf(&f)
}

func digestOf(data []byte) string { return storage.ContentOf(data).Digest() }
