package main

import (
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yoshiki/locales"
)

// TestFlagsAgree: a flag means the same in every command. Where there is no case, a text of
// the rules can be chosen by its day and by its name; every value has a name, every flag has
// words.
func TestFlagsAgree(t *testing.T) {
	root := (&tool{words: locales.New("en")}).command()
	types := map[string]string{}
	var look func(*cobra.Command)
	look = func(c *cobra.Command) {
		has := func(name string) bool { return c.Flags().Lookup(name) != nil }
		if has("program") && has("as-of") != has("revision") {
			t.Errorf("%s: one of --as-of and --revision without the other", c.CommandPath())
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if before, ok := types[f.Name]; ok && before != f.Value.Type() {
				t.Errorf("%s: --%s is a %s, elsewhere a %s", c.CommandPath(), f.Name, f.Value.Type(), before)
			}
			types[f.Name] = f.Value.Type()
			if f.Value.Type() != "bool" && valueOf(f) == "" || f.Usage == "message.flag."+f.Name {
				t.Errorf("%s: --%s has no words", c.CommandPath(), f.Name)
			}
		})
		for _, sub := range c.Commands() {
			look(sub)
		}
	}
	look(root)
	if len(types) < 20 {
		t.Errorf("%d flags", len(types))
	}
}
