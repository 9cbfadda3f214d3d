package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// kindLine is one kind of package.
type kindLine struct {
	Kind   string         `json:"kind"`
	Title  casefile.Words `json:"title"`
	Clause string         `json:"clause"`
	From   casefile.Date  `json:"from,omitempty"` // first day on which it counts
	Papers []paperLine    `json:"papers"`
}

// paperLine is one paper of it.
type paperLine struct {
	Paper    string         `json:"paper"`
	Title    casefile.Words `json:"title"`
	Clause   string         `json:"clause"`
	Forms    []string       `json:"forms"`    // that it is drawn from
	Attached bool           `json:"attached"` // as a file, because no form holds it
	Always   bool           `json:"always"`   // needed whatever the case says
	Omission bool           `json:"omission"` // may be left out for a reason
}

func (t *tool) caseKindsCommand() *cobra.Command {
	var f textFlags
	cmd := &cobra.Command{
		Use: "kinds", Short: t.words.Text("message.help.case-kinds", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runCaseKinds(f) },
	}
	t.addTextFlags(cmd, &f)
	return cmd
}

func (t *tool) runCaseKinds(f textFlags) error {
	of, err := f.text()
	if err != nil {
		return err
	}
	c, all, err := rulebook.Kinds(t.app, of)
	if err != nil {
		return err
	}
	t.passedOver(c.Program, c.Passed)
	for _, k := range all {
		l := kindLineOf(k)
		if err := t.line(t.kindWords(l), l); err != nil {
			return err
		}
	}
	return t.summary(t.words.Text("message.kinds.summary", map[string]string{"n": fmt.Sprint(len(all)), "revision": string(c.Revision.InForce)}),
		map[string]any{"kinds": len(all), "program": c.Program, "revision": c.Revision.InForce})
}

func kindLineOf(k rulebook.PackageKind) kindLine {
	l := kindLine{Kind: k.Name, Title: casefile.Words{Ja: k.Ja, En: k.En}, Clause: k.Clause, From: k.InForce, Papers: []paperLine{}}
	for _, p := range k.Papers {
		l.Papers = append(l.Papers, paperLineOf(p))
	}
	return l
}

func paperLineOf(p forms.PaperDef) paperLine {
	l := paperLine{Paper: p.Name, Title: casefile.Words{Ja: p.Ja, En: p.En}, Clause: p.Clause, Forms: []string{},
		Attached: len(p.Forms) == 0 && p.Within == "", Always: p.Need.Source == "", Omission: p.Omit.Source != ""}
	for _, part := range p.Forms {
		l.Forms = append(l.Forms, part.Form)
	}
	return l
}

// kindWords is a kind, and its papers below it.
func (t *tool) kindWords(l kindLine) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-19s %s %s", l.Kind, l.Title.In(t.words.Language()), t.clause(l.Clause))
	for _, p := range l.Papers {
		fmt.Fprintf(&b, "\n    %-24s %s %s%s", p.Paper, p.Title.In(t.words.Language()), t.clause(p.Clause), t.paperRemark(p))
	}
	return b.String()
}

func (t *tool) clause(number string) string {
	return t.words.Text("message.check.clause", map[string]string{"clause": number})
}

// paperRemark says how a paper is given, and when it is not needed.
func (t *tool) paperRemark(p paperLine) string {
	remark := ""
	for _, r := range []struct {
		so  bool
		key string
	}{{p.Attached, "attached"}, {!p.Always, "when"}, {p.Omission, "omission"}} {
		if r.so {
			remark += " " + t.words.Text("message.kinds."+r.key, nil)
		}
	}
	return remark
}
