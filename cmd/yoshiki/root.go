package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/locales"
	"yoshiki/package/manifest"
)

// tool is what every command shares: the settings given for the whole program, what it
// can do, and where its words go.
type tool struct {
	settings
	app    *app.App // once configured
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
	t := &tool{stdin: stdin, stdout: stdout, stderr: stderr, words: locales.New(language(args)),
		japanese: locales.New("ja"), english: locales.New("en")}
	root := t.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err != nil {
		err = &exitError{code: exitStopped, key: "stopped"}
	}
	return t.report(err)
}

func (t *tool) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "yoshiki",
		Short: t.words.Text("message.help.root", nil),
		Long:  t.words.Text("message.help.root-long", nil),
		Args:  t.noArgs, SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return t.begin(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	f := root.PersistentFlags()
	f.BoolVar(&t.json, "json", false, t.words.Text("message.flag.json", nil))
	f.StringVar(&t.lang, "lang", "", t.words.Text("message.flag.lang", nil))
	f.BoolVarP(&t.quiet, "quiet", "q", false, t.words.Text("message.flag.quiet", nil))
	f.StringVar(&t.progress, "progress", "auto", t.words.Text("message.flag.progress", nil))
	f.StringVar(&t.config, "config", "", t.words.Text("message.flag.config", nil))
	f.StringVar(&t.templates, "templates", "", t.words.Text("message.flag.templates", nil))
	f.StringSliceVar(&t.fonts, "font", nil, t.words.Text("message.flag.font", nil))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return usage("usage", map[string]string{"reason": err.Error()})
	})
	root.AddCommand(t.formsCommand(), t.caseCommand(), t.checkCommand(), t.dueCommand(), t.renderCommand(), t.packageCommand(),
		t.verifyCommand(), t.exportCommand(), t.retainCommand(), t.doctorCommand(), t.scrubCommand(), t.gcCommand(), t.rulesCommand(), t.versionCommand(), t.licensesCommand(), t.vetCommand())
	t.explain(root)
	return root
}

// begin reads the settings and makes what does the work.
func (t *tool) begin(cmd *cobra.Command) error {
	if err := t.configure(cmd); err != nil {
		return err
	}
	child, err := vetter()
	if err != nil {
		return err
	}
	o := app.Options{Templates: t.templates, Fonts: t.fonts, Generator: manifest.Generator{Name: "yoshiki", Version: version()}, Vet: child}
	if cache, err := os.UserCacheDir(); err == nil {
		o.Uploads = filepath.Join(cache, "yoshiki", "uploads")
	}
	t.app = app.New(o)
	return nil
}

// report prints an error in words or, with --json, as an object, and gives its exit code.
func (t *tool) report(err error) int {
	var refused *app.Refused
	if errors.As(err, &refused) {
		if err = t.findings(refused.Findings); err == nil {
			return exitCase
		}
	}
	e := exitOf(err)
	if e.key != "" {
		t.failed(e)
	}
	return e.code
}

// failed says what went wrong, and gives the words.
func (t *tool) failed(e *exitError) string {
	message := t.words.Text("message.error."+e.key, e.args)
	if e.err != nil {
		message += ": " + e.err.Error()
	}
	t.fail(e.key, message)
	return message
}
