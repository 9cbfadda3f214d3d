package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"yoshiki/locales"
	"yoshiki/templates"
)

// app is what every command shares: the settings given for the whole program, and where
// its words go.
type app struct {
	settings
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	words  *locales.Printer // in the user's language

	japanese, english *locales.Printer
}

// settings are the flags of the whole program. Each may also come from YOSHIKI_<FLAG>
// or from the configuration file; a flag wins over the environment, that over the file.
type settings struct {
	json      bool
	lang      string
	quiet     bool
	progress  string
	config    string
	templates string
	fonts     []string
}

// run executes one command line and gives the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, words: locales.New(language(args)),
		japanese: locales.New("ja"), english: locales.New("en")}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err != nil {
		err = &exitError{code: exitStopped, key: "stopped"}
	}
	a.report(err)
	return codeOf(err)
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "yoshiki",
		Short: a.words.Text("message.help.root", nil),
		Long:  a.words.Text("message.help.root-long", nil),
		Args:  a.noArgs, SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.configure(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	f := root.PersistentFlags()
	f.BoolVar(&a.json, "json", false, a.words.Text("message.flag.json", nil))
	f.StringVar(&a.lang, "lang", "", a.words.Text("message.flag.lang", nil))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.words.Text("message.flag.quiet", nil))
	f.StringVar(&a.progress, "progress", "auto", a.words.Text("message.flag.progress", nil))
	f.StringVar(&a.config, "config", "", a.words.Text("message.flag.config", nil))
	f.StringVar(&a.templates, "templates", "", a.words.Text("message.flag.templates", nil))
	f.StringSliceVar(&a.fonts, "font", nil, a.words.Text("message.flag.font", nil))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return &exitError{code: exitUsage, key: "usage", args: map[string]string{"reason": err.Error()}}
	})
	root.AddCommand(a.formsCommand(), a.caseCommand(), a.checkCommand(), a.dueCommand(), a.renderCommand(), a.packageCommand(),
		a.verifyCommand(), a.exportCommand(), a.retainCommand(), a.doctorCommand(), a.scrubCommand(), a.gcCommand(), a.rulesCommand(), a.versionCommand(), a.licensesCommand(), a.vetCommand())
	a.explain(root)
	return root
}

// layers are the file systems of the catalogue: the embedded one, and over it the user's.
func (a *app) layers() []fs.FS {
	if a.templates == "" {
		return []fs.FS{templates.FS}
	}
	return []fs.FS{templates.FS, os.DirFS(a.templates)}
}

// report prints an error in words and, with --json, as an object.
func (a *app) report(err error) {
	if err == nil {
		return
	}
	code, message := "failed", err.Error()
	var e *exitError
	if errors.As(err, &e) {
		if e.key == "" {
			return
		}
		code, message = e.key, a.words.Text("message.error."+e.key, e.args)
		if e.err != nil {
			message += ": " + e.err.Error()
		}
	}
	a.fail(code, message)
}
