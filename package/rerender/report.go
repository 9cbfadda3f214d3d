package rerender

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/storage"
)

// Report gathers what became of packages, for the person who signs it off and for each
// provider. Of packages that stand as they are it keeps only the number; the others lie in a
// file, so that however many there are, few are held in memory.
type Report struct {
	Batch    int           // its number; 0 of a rehearsal
	Date     casefile.Date // on which the report is made
	Target   Target
	Made     string // program and version
	Outcomes Count
	File     interface { // for the results, empty at first
		io.Writer
		io.ReaderAt
	}

	size    int64
	entries []entry
	texts   map[[3]string]*Texts
	used    used
}

// entry is where a result lies in the file.
type entry struct {
	provider string
	outcome  Outcome
	at, size int64
}

// used are the differences of texts that results come of, by programme and texts.
type used map[[3]string]map[Reason]bool

// Count takes up the number of one result.
func (p *Report) Count(o Outcome) {
	if p.Outcomes == nil {
		p.Outcomes = Count{}
	}
	p.Outcomes[o]++
}

// Add takes up what became of one package that does not stand as it is, and the texts that
// it lies between.
func (p *Report) Add(m *Mover, r Result) error {
	if r.Outcome == Stays || r.Outcome == Identical {
		return nil
	}
	data, err := plain(r)
	if err != nil {
		return err
	}
	if _, err := p.File.Write(data); err != nil {
		return err
	}
	p.entries = append(p.entries, entry{r.Organization, r.Outcome, p.size, int64(len(data))})
	p.size += int64(len(data))
	if p.used == nil {
		p.used, p.texts = used{}, map[[3]string]*Texts{}
	}
	p.used.note(&r)
	if texts, err := m.compared(&r); err == nil {
		p.texts[between(&r)] = texts
	}
	return nil
}

func between(r *Result) [3]string { return [3]string{r.Program, string(r.From), string(r.To)} }

// note takes up the differences that a result comes of.
func (u used) note(r *Result) {
	key := between(r)
	if u[key] == nil {
		u[key] = map[Reason]bool{}
	}
	for _, f := range r.Files {
		for _, because := range f.Because {
			u[key][because] = true
		}
	}
	for _, v := range r.Verdicts {
		for _, because := range v.Because {
			u[key][because] = true
		}
	}
}

// read gives a result back.
func (p *Report) read(e *entry) (r Result, err error) {
	data := make([]byte, e.size)
	if _, err := p.File.ReadAt(data, e.at); err != nil {
		return r, err
	}
	return r, storage.Damaged(json.Unmarshal(data, &r))
}

// some are the results that are wanted.
func (p *Report) some(wanted func(*entry) bool) ([]Result, error) {
	var all []Result
	for i := range p.entries {
		if !wanted(&p.entries[i]) {
			continue
		}
		r, err := p.read(&p.entries[i])
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// Providers are the names of the applicants whose packages differ, in order.
func (p *Report) Providers() []string {
	names := map[string]bool{}
	for _, e := range p.entries {
		names[e.provider] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// textDifference is a difference of two texts that papers or findings come of.
type textDifference struct {
	Program string        `json:"program"`
	From    casefile.Date `json:"from"`
	To      casefile.Date `json:"to"`
	compare.Change
}

// plain is JSON on one line, for readers of more than web pages.
func plain(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// WriteJSON writes the report as one object, result by result.
func (p *Report) WriteJSON(w io.Writer) error {
	head, err := plain(struct {
		Batch       int              `json:"batch"`
		Date        casefile.Date    `json:"date"`
		Target      Target           `json:"target"`
		Made        string           `json:"made"`
		Outcomes    Count            `json:"outcomes"`
		Differences []textDifference `json:"differences"`
	}{p.Batch, p.Date, p.Target, p.Made, p.Outcomes, p.differences(p.used)})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s,\"results\":[", head[:len(head)-1]); err != nil {
		return err
	}
	for i, e := range p.entries {
		separator := ",\n"
		if i == 0 {
			separator = "\n"
		}
		if _, err := io.WriteString(w, separator); err != nil {
			return err
		}
		if _, err := io.Copy(w, io.NewSectionReader(p.File, e.at, e.size)); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// differences are those of the texts that are used.
func (p *Report) differences(of used) []textDifference {
	all := []textDifference{}
	for _, key := range slices.SortedFunc(maps.Keys(p.texts), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		for _, c := range p.texts[key].Changes {
			if of[key][reasonOf(&c)] {
				all = append(all, textDifference{key[0], casefile.Date(key[1]), casefile.Date(key[2]), c})
			}
		}
	}
	return all
}
