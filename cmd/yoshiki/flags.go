package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// values are what stands for the value of each flag in help. Flags of one name are of one
// kind in every command.
var values = map[string]string{
	"as-of": "DATE", "audit-key": "FILE,…", "heads": "FILE", "second": "URL", "since": "DATE", "tenant": "TENANT", "through": "DATE", "ca": "FILE", "column": "KEY=COLUMN,…", "config": "FILE", "controls": "FILE", "controls-output": "FILE", "first": "CASE,…", "font": "FILE", "for": "KIND", "form": "ID,…", "sheet-form": "ID", "diff-form": "ID", "format": "FORMAT,…",
	"import-output": "FILE", "into": "CASE", "jobs": "URL", "kind": "KIND", "lang": "LANG", "merge": "FILE", "minisign-key": "KEY,…", "receive-number": "NUMBER", "pattern": "PATTERN", "case": "ID", "list": "FILE", "corrects": "NUMBER", "date": "DATE", "issue-number": "PATTERN", "set": "FIELD=VALUE,…", "issue-report": "FILE", "void": "NUMBER", "turn-down": "REASON", "reason": "TEXT", "issue-output": "DIR|FILE", "receive-output": "FILE", "number": "NUMBER", "on": "DATE", "output": "DIR", "program": "PROGRAM", "progress": "HOW", "rate": "N", "repair": "SOURCE", "report": "DIR", "revision": "DATE",
	"listen": "ADDRESS", "office": "TENANT", "data": "DIR",
	"shard": "I/N", "share": "I/N", "sheet": "SHEET,…", "sheet-output": "FILE", "sign": "FILE", "sign-cert": "FILE", "sign-password-file": "FILE", "sign-time": "TIME", "store": "URL",
	"issuer": "URL", "subject": "ID", "mail": "ADDRESS", "role": "ROLE,…", "scope": "SCOPE,…", "attachment": "ID", "key-file": "FILE", "confirm": "ID", "url": "URL", "oidc-issuer": "URL", "oidc-client": "ID", "oidc-secret-file": "FILE", "oidc-audience": "NAME", "oidc-keys": "URL", "allow-address": "ADDRESSES,…", "name": "NAME",
	"templates": "DIR", "to": "DATE", "tsa": "URL", "tsa-ca": "FILE", "until": "DATE", "upload": "DIR", "zip": "FILE",
}

// shorthands are the flags that have a letter, too.
var shorthands = map[string]string{"output": "o", "quiet": "q"}

// text adds a flag that takes a text.
func (t *tool) text(cmd *cobra.Command, to *string, name, initial string) {
	t.flagsOf(cmd).StringVarP(to, name, shorthands[name], initial, t.flagWords(cmd, name))
	if own := values[cmd.Name()+"-"+name]; own != "" {
		t.flagsOf(cmd).Lookup(name).Annotations = map[string][]string{"value": {own}}
	}
}

// valueOf is what stands for the value of a flag, "" for one without.
func valueOf(f *pflag.Flag) string {
	if own := f.Annotations["value"]; own != nil {
		return own[0]
	}
	return values[f.Name]
}

// list adds a flag that takes several texts, with commas between or one each time.
func (t *tool) list(cmd *cobra.Command, to *[]string, name string, initial ...string) {
	t.flagsOf(cmd).StringSliceVarP(to, name, shorthands[name], initial, t.flagWords(cmd, name))
}

// single is the one text of a list of which a command takes no more; "" where none is given.
func single(name string, all []string) (string, error) {
	if len(all) > 1 {
		return "", usage("flag-single", map[string]string{"flag": "--" + name})
	}
	return strings.Join(all, ""), nil
}

// yes adds a flag that is given or not.
func (t *tool) yes(cmd *cobra.Command, to *bool, name string) {
	t.flagsOf(cmd).BoolVarP(to, name, shorthands[name], false, t.flagWords(cmd, name))
}

// flagsOf are the flags of a command; those of the root are those of every command.
func (t *tool) flagsOf(cmd *cobra.Command) *pflag.FlagSet {
	if cmd == t.root {
		return cmd.PersistentFlags()
	}
	return cmd.Flags()
}

// flagWords are the words of a flag: those for this command, if there are ones.
func (t *tool) flagWords(cmd *cobra.Command, name string) string {
	own := "message.flag." + cmd.Name() + "-" + name
	if words := t.words.Text(own, nil); words != own {
		return words
	}
	return t.words.Text("message.flag."+name, nil)
}

// flagError says in words what is wrong with the flags of a command line.
func flagError(err error) error {
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return usage("flag-unknown", map[string]string{"flag": "-" + unknown.GetSpecifiedShortnames()})
	case errors.As(err, &unknown):
		return usage("flag-unknown", map[string]string{"flag": "--" + unknown.GetSpecifiedName()})
	case errors.As(err, &empty):
		return usage("flag-empty", map[string]string{"flag": "--" + empty.GetFlag().Name, "value": valueOf(empty.GetFlag())})
	case errors.As(err, &value):
		return flagValue(value.GetFlag(), value.GetValue())
	case errors.As(err, &syntax):
		return usage("flag-unknown", map[string]string{"flag": syntax.GetSpecifiedFlag()})
	}
	return err
}

// flagValue says that a flag cannot have a value: a yes or no that is none, or a list whose
// quotes are wrong. Any text is one.
func flagValue(f *pflag.Flag, value string) error {
	return usage("flag-"+f.Value.Type(), map[string]string{"flag": "--" + f.Name, "value": value})
}
