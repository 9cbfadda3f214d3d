package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yoshiki/forms/schedule"
)

// explain has every command explain itself in the user's language.
func (t *tool) explain(root *cobra.Command) {
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := io.WriteString(cmd.OutOrStdout(), t.usageText(cmd))
		return err
	})
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _ = t.whole("help", t.helpText(cmd)) })
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", Short: t.words.Text("message.help.help", nil),
		RunE: func(_ *cobra.Command, args []string) error { return t.runHelp(args) }})
	root.InitDefaultHelpCmd()
	t.helpFlags(root)
}

// helpFlags gives --help the user's language.
func (t *tool) helpFlags(c *cobra.Command) {
	c.DisableFlagsInUseLine = true
	c.InitDefaultHelpFlag()
	c.Flags().Lookup("help").Usage = t.words.Text("message.usage.help-flag", nil)
	for _, sub := range c.Commands() {
		t.helpFlags(sub)
	}
}

func (t *tool) runHelp(args []string) error {
	cmd, rest, err := t.root.Find(args)
	if err != nil || len(rest) > 0 {
		return usage("unknown", map[string]string{"command": program, "value": strings.Join(args, " ")})
	}
	return cmd.Help()
}

func (t *tool) helpText(cmd *cobra.Command) string {
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	return about + "\n\n" + t.usageText(cmd)
}

// usageText is how a command is called.
func (t *tool) usageText(cmd *cobra.Command) string {
	say := func(key string) string {
		return t.words.Text("message.usage."+key, map[string]string{"command": program})
	}
	var b strings.Builder
	fmt.Fprintln(&b, say("usage"))
	if !cmd.HasAvailableSubCommands() || cmd.Flags().Lookup("program") != nil {
		fmt.Fprintf(&b, "  %s %s\n", cmd.UseLine(), say("flag"))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s COMMAND\n\n%s\n", cmd.CommandPath(), say("commands"))
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(&b, "  %-12s %s\n", sub.Name(), sub.Short)
			}
		}
	}
	fmt.Fprintf(&b, "\n%s\n%s", say("flags"), t.flagLines(cmd.LocalFlags()))
	if cmd.HasAvailableInheritedFlags() {
		fmt.Fprintf(&b, "\n%s\n%s", say("global"), t.flagLines(cmd.InheritedFlags()))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", say("more"))
	}
	return b.String()
}

// flagLines has a line for each flag.
func (t *tool) flagLines(set *pflag.FlagSet) string {
	var table [][]string
	set.VisitAll(func(f *pflag.Flag) {
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if value := valueOf(f); value != "" {
			name += " " + value
		}
		table = append(table, []string{name, f.Usage + t.initial(f)})
	})
	widths := columns(table)
	var b strings.Builder
	for _, row := range table {
		b.WriteString(aligned(row, widths) + "\n")
	}
	return b.String()
}

// initial says what a flag is when it is not given.
func (t *tool) initial(f *pflag.Flag) string {
	value := strings.Trim(f.DefValue, "[]")
	if value == "" || value == "false" {
		return ""
	}
	return t.words.Text("message.usage.default", map[string]string{"value": value})
}

// columns are the widths of the columns of a table, the last left out, in ems.
func columns(table [][]string) []float64 {
	widths := make([]float64, len(table[0])-1)
	for _, row := range table {
		for i := range widths {
			widths[i] = max(widths[i], schedule.Width(row[i]))
		}
	}
	return widths
}

// aligned is a row of a table whose columns line up on a terminal.
func aligned(row []string, widths []float64) string {
	var b strings.Builder
	for i, width := range widths {
		b.WriteString(row[i])
		b.WriteString(strings.Repeat(" ", int(2*(width-schedule.Width(row[i])))+2))
	}
	b.WriteString(row[len(row)-1])
	return b.String()
}
