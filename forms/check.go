package forms

import "strings"

// Check asks what a case lacks: in every group that it has, and, for a kind of package,
// each document that the package must hold. kind "" asks of no package. Findings come in
// the order of the forms that they are about. Errors: [ErrNoKind], or a fault of the
// catalogue.
func (c *Catalog) Check(f *File, kind string) ([]Finding, error) {
	findings := Presence(f)
	if kind == "" {
		return findings, nil
	}
	documents, err := c.Documents(kind, f.Case)
	if err != nil {
		return nil, err
	}
	p, err := c.Package(kind)
	if err != nil {
		return nil, err
	}
	for _, d := range documents {
		if d.Status == "missing" {
			findings = append(findings, c.missing(f, p, d))
		}
	}
	return findings, nil
}

// missing is the finding for one document that a package lacks.
func (c *Catalog) missing(f *File, p *PackageDef, d DocumentStatus) Finding {
	pointer := "/attachments"
	for i := range p.Documents {
		if def := &p.Documents[i]; def.Item == string(d.Item) && len(def.Forms) > 0 {
			pointer = "/" + strings.ReplaceAll(def.Forms[0].Subject, ".", "/")
		} else if def.Item == string(d.Item) && def.Content.Source != "" {
			pointer = "/" + strings.ReplaceAll(def.Content.Source, ".", "/")
		}
	}
	line, column := f.Position(pointer)
	return Finding{ID: "case:document", Severity: Error, File: f.Name, Line: line, Column: column, Pointer: pointer,
		Clause: string(d.Item), Args: map[string]string{"item": string(d.Item), "title": string(d.Title), "package": p.Ja, "packageEn": p.En}}
}

// Submission is what a kind of package adds when the forms of a case are filled: the
// documents that it holds. Of kind "" it is nothing.
func (c *Catalog) Submission(kind string, cs *Case) (Submission, error) {
	if kind == "" {
		return Submission{}, nil
	}
	documents, err := c.Documents(kind, cs)
	return Submission{Kind: kind, Documents: documents}, err
}
