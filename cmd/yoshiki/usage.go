package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageTemplate is how every command explains itself, in the user's language.
const usageTemplate = `{usage}
  {{.UseLine}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{end}}{{if .HasAvailableSubCommands}}

{commands}{{range .Commands}}{{if or .IsAvailableCommand (eq .Name "help")}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

{flags}
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

{global}
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

{more}{{end}}
`

// explain gives the commands that cobra adds, and all usage texts, the user's language.
func (t *tool) explain(root *cobra.Command) {
	say := func(key string) string {
		return t.words.Text("message.usage."+key, map[string]string{"command": "yoshiki"})
	}
	root.SetUsageTemplate(strings.NewReplacer("{usage}", say("usage"), "{commands}", say("commands"),
		"{flags}", say("flags"), "{global}", say("global"), "{more}", say("more")).Replace(usageTemplate))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = t.words.Text("message.help.help", nil)
		case "completion":
			c.Short = t.words.Text("message.help.completion", nil)
		}
	}
	helpFlags(root, say("help-flag"))
}

func helpFlags(c *cobra.Command, words string) {
	c.InitDefaultHelpFlag()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" {
			f.Usage = words
		}
	})
	for _, sub := range c.Commands() {
		helpFlags(sub, words)
	}
}
