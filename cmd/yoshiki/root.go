package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/locales"
	"yoshiki/package/manifest"
)

// program is what the program calls itself.
const program = "yoshiki"

// tool is what every command shares: the settings given for the whole program, what it
// can do, and where its words go.
type tool struct {
	settings
	root   *cobra.Command
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
	if completes(args) {
		t.complete(root)
	}
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
		Use:   program,
		Short: t.words.Text("message.help.root", nil),
		Long:  t.words.Text("message.help.root-long", nil),
		Args:  t.noArgs, SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return t.begin(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	t.root = root
	t.yes(root, &t.json, "json")
	t.text(root, &t.lang, "lang", "")
	t.yes(root, &t.quiet, "quiet")
	t.text(root, &t.progress, "progress", progressModes[0])
	t.text(root, &t.config, "config", "")
	t.text(root, &t.templates, "templates", "")
	t.list(root, &t.fonts, "font")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.AddCommand(t.formsCommand(), t.caseCommand(), t.checkCommand(), t.dueCommand(), t.renderCommand(), t.sheetCommand(), t.packageCommand(), t.receiveCommand(), t.issueCommand(), t.approveCommand(), t.listCommand(),
		t.verifyCommand(), t.reproduceCommand(), t.exportCommand(), t.extractCommand(), t.diffCommand(), t.retainCommand(), t.doctorCommand(), t.scrubCommand(), t.gcCommand(), t.auditCommand(), t.rerenderCommand(), t.workerCommand(), t.serveCommand(), t.rulesCommand(),
		t.accessCommand(), t.completionCommand(), t.versionCommand(), t.licensesCommand())
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
	o := app.Options{Templates: t.templates, Fonts: t.fonts, Generator: manifest.Generator{Name: program, Version: version(), Go: runtime.Version()}, Vet: child}
	if cache, err := os.UserCacheDir(); err == nil {
		o.Uploads = filepath.Join(cache, program, "uploads")
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
	if e.err != nil && strings.Contains(message, "{reason}") {
		message = strings.Replace(message, "{reason}", because(t.words, e.err), 1)
	} else if e.err != nil {
		message += ": " + because(t.words, e.err)
	}
	t.fail(e.key, message)
	return message
}
