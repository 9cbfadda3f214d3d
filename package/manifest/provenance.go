package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// The types of the statement in provenance.json: in-toto's statement, version 1, SLSA's
// provenance, version 1, and of packages.
const (
	statementType  = "https://in-toto.io/Statement/v1"
	provenanceType = "https://slsa.dev/provenance/v1"
	packageBuild   = "urn:yoshiki:package:1"
	programURN     = "urn:yoshiki:program:" // and the name
)

// maxProvenance bounds what tells who made a package, in bytes.
const maxProvenance = 64 << 10

// Provenance is what a package was made from and with, beside what its manifest says. Nothing
// vouches for it.
type Provenance struct {
	Generator Generator
	Forms     string // SHA-256 of the forms and rules of the revision; "" if unknown
}

type statement struct {
	Type          string     `json:"_type"`
	Subject       []resource `json:"subject"`
	PredicateType string     `json:"predicateType"`
	Predicate     predicate  `json:"predicate"`
}

type resource struct {
	Name   string            `json:"name"`
	Digest map[string]string `json:"digest"`
}

type predicate struct {
	Definition struct {
		BuildType    string     `json:"buildType"`
		Parameters   parameters `json:"externalParameters"`
		Dependencies []resource `json:"resolvedDependencies"`
	} `json:"buildDefinition"`
	Run struct {
		Builder builder `json:"builder"`
	} `json:"runDetails"`
}

type parameters struct {
	Kind     string `json:"kind"`
	Program  string `json:"program"`
	Revision string `json:"revision"`
	Draft    bool   `json:"draft"`
	Replaces string `json:"replaces,omitempty"`
}

type builder struct {
	ID      string            `json:"id"`
	Version map[string]string `json:"version"`
}

// File is provenance.json of a package: an in-toto statement about its tag manifest, which
// has this digest. It lies beside the lists, not in them: another version of the program that
// makes the same papers makes the same package.
func (p Provenance) File(m *Manifest, tagManifest string) (TagFile, error) {
	data, err := encodeStatement(p.statement(m, tagManifest))
	return TagFile{Software, data}, err
}

// statement has no time and no place: the same package made anew has the same.
func (p Provenance) statement(m *Manifest, tagManifest string) *statement {
	s := &statement{Type: statementType, PredicateType: provenanceType, Subject: []resource{{m.Package.ID + "/" + Tags, sha256Of(tagManifest)}}}
	d := &s.Predicate.Definition
	d.BuildType = packageBuild
	d.Parameters = parameters{m.Package.Kind, m.Package.Program, m.Package.Revision, m.Package.Draft, m.Package.Replaces}
	d.Dependencies = []resource{{"case:" + m.Case.ID, sha256Of(m.Case.SHA256)}}
	if p.Forms != "" {
		d.Dependencies = append(d.Dependencies, resource{"forms:" + m.Package.Program + "/" + m.Package.Revision, sha256Of(p.Forms)})
	}
	s.Predicate.Run.Builder = builder{programURN + p.Generator.Name, map[string]string{p.Generator.Name: p.Generator.Version}}
	if p.Generator.Go != "" {
		s.Predicate.Run.Builder.Version["go"] = p.Generator.Go
	}
	return s
}

func sha256Of(digest string) map[string]string { return map[string]string{"sha256": digest} }

func encodeStatement(s *statement) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(s)
	return b.Bytes(), err
}

var errStatement = errors.New("not a statement of this program")

// ParseProvenance reads what provenance.json tells, beside what is in the manifest.
func ParseProvenance(data []byte) (Provenance, error) {
	var s statement
	if len(data) > maxProvenance || json.Unmarshal(data, &s) != nil {
		return Provenance{}, errStatement
	}
	run, p := s.Predicate.Run.Builder, Provenance{}
	p.Generator.Name, p.Generator.Go = strings.TrimPrefix(run.ID, programURN), run.Version["go"]
	p.Generator.Version = run.Version[p.Generator.Name]
	if all := s.Predicate.Definition.Dependencies; len(all) > 1 {
		p.Forms = all[1].Digest["sha256"]
	}
	if s.Type != statementType || p.Generator.Name == "" {
		return Provenance{}, errStatement
	}
	return p, nil
}

// provenance tells which program made the package, as it says itself, and whether it says so
// of this package.
func (v *verifier) provenance(data []byte) {
	p, err := ParseProvenance(data)
	m := v.report.Manifest
	if err != nil || m == nil {
		v.fault("bag-provenance", Software)
		return
	}
	v.report.Generator, v.report.Forms = p.Generator.Line(), p.Forms
	if f, err := p.File(m, v.report.TagManifest); err != nil || !bytes.Equal(f.Data, data) {
		v.fault("bag-provenance", Software)
	}
}
