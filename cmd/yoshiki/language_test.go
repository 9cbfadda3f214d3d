package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/locales"
	"yoshiki/storage"
)

// names are words that are the same in every language, beside those of the program itself.
var names = strings.Fields("yoshiki Excel Word Schema minisign iCalendar SARIF true false yaml config zip csv html " +
	"endpoint region https http dir mem sqlite postgres key pem chain tsa example source completion report Go CycloneDX " +
	"Authorization Bearer Retry After Request Id Allow Accept openapi conflict merge errors findings ETag If Match Content Type PUT PATCH Idempotency Key " +
	"provider staff operator auditor admin case read ID API SQLite state db")

// TestOneLanguage: help and messages of every command are all Japanese or all English,
// whatever flag, value, kind or setting is wrong.
func TestOneLanguage(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	root := (&tool{words: locales.New("en")}).command()
	own := slices.Concat(names, identifiers(root))
	for _, lang := range languages {
		for _, line := range commandLines(root) {
			var out, errs bytes.Buffer
			run(context.Background(), append([]string{"--lang", lang}, line...), strings.NewReader(""), &out, &errs)
			said := errs.String()
			if slices.Contains(line, "--help") {
				said += out.String()
			}
			if found := alien(lang, said, own); len(found) > 0 {
				t.Errorf("%s %q: %q in\n%s", lang, line, found, said)
			}
		}
	}
}

// TestSettingsInOneLanguage: so are the faults of a configuration file.
func TestSettingsInOneLanguage(t *testing.T) {
	t.Chdir(t.TempDir())
	root := (&tool{words: locales.New("en")}).command()
	own := slices.Concat(names, identifiers(root))
	files := []string{"colour: red", "- json", "json: true\njson: true", "json: [[1]]", "json: {a: b}", "a: [", "\tjson: true", "json: 'x", "a: b: c", "%", "json: &a *b", "a: " + strings.Repeat("[", 20000), "\x00"}
	root.Flags().VisitAll(func(f *pflag.Flag) { files = append(files, f.Name+": [?, ?]", f.Name+": ?") })
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) { files = append(files, f.Name+": [?, ?]", f.Name+": ?") })
	for _, lang := range languages {
		for _, file := range files {
			if err := os.WriteFile("x.yaml", []byte(file), 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			code := run(context.Background(), []string{"version", "--config", "x.yaml", "--lang", lang}, nil, &out, &errs)
			if found := alien(lang, errs.String(), own); len(found) > 0 {
				t.Errorf("%s %q: %q in\n%s", lang, file, found, errs.String())
			}
			if code != exitUsage && slices.Index(files, file) < 13 {
				t.Errorf("%q: exit %d", file, code)
			}
		}
	}
}

// formats are the names of formats, standards and products that messages speak of.
var formats = strings.Fields("UTF Shift JIS CP DOCTYPE PDF CSV PEM AWS Office docx xlsx pptx xls xlsb ods csv pdf URL ActiveX DDE JavaScript XFA Windows JSON YAML XML HTML " +
	"html txt provenance sig ZIP OpenDocument ECDSA RSA PBES PBKDF AES CBC PKCS RFC SVG COMMIT json object lock compliance confirmed unknown clauses types id reason new otlp protobuf sub seq Standard Webhooks River UI OpenID Connect login jp Base")

// catalogueFiles are what the files of a catalogue hold.
type catalogueFiles struct {
	Form     forms.Definition `yaml:"form"`
	Rule     forms.Rule       `yaml:"rule"`
	Clause   forms.ClauseRow  `yaml:"clause"`
	Package  forms.PackageDef `yaml:"package"`
	Revision forms.Revision   `yaml:"revision"`
}

// catalogueKeys are the words that the keys below a type are made of.
func catalogueKeys(t reflect.Type, seen map[reflect.Type]bool) []string {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return nil
	}
	seen[t] = true
	var all []string
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" {
			all = append(append(all, strings.Split(key, "_")...), catalogueKeys(t.Field(i).Type, seen)...)
		}
	}
	return all
}

// TestMessagesInOneLanguage: in what the program says in Japanese there is no word of English but
// names: of commands and flags, of the keys and values of a case, of formats.
func TestMessagesInOneLanguage(t *testing.T) {
	known := slices.Concat(names, formats, identifiers((&tool{words: locales.New("en")}).command()), keysOf(casefile.Root()), catalogueKeys(reflect.TypeFor[catalogueFiles](), map[reflect.Type]bool{}),
		[]string{"left", "center", "right", "justify", "error", "warning"})
	said := 0
	for _, lang := range languages {
		for key, text := range messages(t, lang) {
			text = regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(text, "")
			if found := alien(lang, text, known); len(found) > 0 && key != "controls:unknown-answer" { // which names the two answers
				t.Errorf("%s %s: %q in %s", lang, key, found, text)
			}
			said++
		}
	}
	if said < 1000 {
		t.Errorf("%d messages", said)
	}
}

// messages are all that the program says in a language, by key.
func messages(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../../locales/" + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sections map[string]map[string]string
	if err := yaml.Unmarshal(data, &sections); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, section := range sections {
		for key, text := range section {
			all[key] += text + "\n"
		}
	}
	return all
}

// keysOf are the keys of a case, and the values that it may choose from.
func keysOf(m *casefile.Model) []string {
	all := casefile.Values(m.Type)
	for _, f := range m.Fields {
		all = append(all, strings.Split(f.Key, "_")...)
		all = append(all, keysOf(f.Model)...)
	}
	if m.Entry != nil {
		all = append(all, keysOf(m.Entry)...)
	}
	return all
}

// TestCausesHaveWords: what a system says of a disk or a network has words of its own.
func TestCausesHaveWords(t *testing.T) {
	p := locales.New("ja")
	for _, errno := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EACCES, syscall.EPERM, syscall.EMFILE, syscall.ENFILE,
		syscall.EIO, syscall.ENOENT, syscall.ENOTDIR, syscall.EISDIR, syscall.EEXIST, syscall.ENAMETOOLONG, syscall.EFBIG, syscall.EBUSY,
		syscall.ELOOP, syscall.ENODEV, syscall.ENXIO, syscall.ESTALE, syscall.ETIMEDOUT, syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EPIPE,
		syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENOMEM, syscall.ENOTEMPTY, syscall.EXDEV, syscall.EINVAL, syscall.ENOTSUP, syscall.ENOSYS, syscall.ENOLCK} {
		err := fmt.Errorf("store: %w", &fs.PathError{Op: "open", Path: "x", Err: errno})
		if said := because(p, err); strings.Contains(said, "「") || alien("ja", said, nil) != nil {
			t.Errorf("%s", said)
		}
	}
	for number := range 20000 {
		cause := storage.OnWindows(number)
		if key := "system." + cause; cause != fmt.Sprintf("error %d of Windows", number) && (p.Text(key, nil) == key || locales.New("en").Text(key, nil) == key) {
			t.Errorf("%d: no words for %s", number, cause)
		}
	}
	if said := because(p, fmt.Errorf("a server: %w", fs.ErrClosed)); said != "「a server: file already closed」" {
		t.Error(said)
	}
}

// commandLines have something wrong in every flag of every command, and ask for help.
func commandLines(cmd *cobra.Command) [][]string {
	path := strings.Fields(cmd.CommandPath())[1:]
	with := func(args ...string) []string { return slices.Concat(path, args) }
	all := [][]string{with("--help"), with("--nope"), with("-z"), with("--nope="), with("???")}
	if cmd.Runnable() && !cmd.HasSubCommands() && cmd.Name() != "licenses" {
		all = append(all, with(), with("?"), with("?", "?"))
		for _, kind := range []string{"registration", "?"} {
			all = append(all, with("?", "--for", kind), with("--kind", kind))
		}
	}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		all = append(all, with("--"+f.Name), with("--"+f.Name+"=?"), with("?", "--"+f.Name+"=?"), with("--"+f.Name+`=a"b`))
	})
	if cmd.Name() == "serve" { // which would go on
		for i := range all {
			all[i] = slices.Insert(all[i], 1, "--listen=?")
		}
	}
	for _, sub := range cmd.Commands() {
		if !sub.Hidden {
			all = append(all, commandLines(sub)...)
		}
	}
	return all
}

// identifiers are the names that the program gives to things.
func identifiers(cmd *cobra.Command) []string {
	all := slices.Concat(languages, progressModes, shells, app.Formats(), []string{"ismap", app.AllForms}, commandNames(cmd))
	c, err := app.New(app.Options{}).Catalog(app.Text{Program: app.DefaultProgram, Day: today()})
	if err != nil {
		panic(err)
	}
	for _, id := range slices.Concat(c.Kinds(), c.IDs(), editing.ColumnKeys()) {
		all = append(all, strings.FieldsFunc(id, func(r rune) bool { return strings.ContainsRune("-._", r) })...)
	}
	return all
}

func commandNames(cmd *cobra.Command) []string {
	all := strings.Split(cmd.Name(), "-")
	for _, sub := range cmd.Commands() {
		all = append(all, commandNames(sub)...)
	}
	return all
}

// quoted are words of others, flags, and what is written in capitals.
var quoted = regexp.MustCompile(`「[^」]*」|--?[a-z][a-z-]*|\b[A-Z][A-Z_0-9/-]+(<[^>]*>)?\b|\b[a-z]+\.(yaml|pem|zip)\b`)

// alien are the words of a text that are of the other language.
func alien(lang, text string, own []string) []string {
	if lang == "en" {
		i := strings.IndexFunc(text, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) })
		if i < 0 {
			return nil
		}
		return []string{text[i:]}
	}
	words := regexp.MustCompile(`[A-Za-z]{2,}`).FindAllString(quoted.ReplaceAllString(text, ""), -1)
	return slices.DeleteFunc(words, func(w string) bool { return slices.Contains(own, w) })
}
