package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yoshiki/cmd/internal/app"
	"yoshiki/locales"
)

// languages are those of messages, the first for whoever has no other.
var languages = []string{"ja", "en"}

// progressModes are the ways to show progress, the first if none is asked for.
var progressModes = []string{"auto", "json", "none"}

// configure fills every flag that was not given from YOSHIKI_<FLAG>, then from the
// configuration file: --config FILE, or yoshiki/config.yaml in the user's folder for
// settings. A file named by --config must be there.
func (t *tool) configure(cmd *cobra.Command) error {
	file, err := t.configFile()
	if err != nil {
		return err
	}
	var fault error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if fault == nil && !f.Changed {
			fault = fromOutside(f, file)
		}
	})
	switch {
	case fault != nil:
		return fault
	case t.lang != "" && !slices.Contains(languages, t.lang):
		return usage("lang", map[string]string{"value": t.lang, "known": strings.Join(languages, ", ")})
	case !slices.Contains(progressModes, t.progress):
		return usage("progress", map[string]string{"value": t.progress, "known": strings.Join(progressModes, ", ")})
	case t.lang != "":
		t.words = locales.New(t.lang)
	}
	return nil
}

// fromOutside sets a flag from the environment, else from the configuration file.
func fromOutside(f *pflag.Flag, file config) error {
	value, given := os.LookupEnv(envName(f.Name))
	if !given {
		several, given := file[f.Name]
		if slice, ok := f.Value.(pflag.SliceValue); ok && given {
			return slice.Replace(several)
		}
		if !given {
			return nil
		}
		value = strings.Join(several, ",")
	}
	if f.Value.Set(value) != nil {
		return flagValue(f, value)
	}
	return nil
}

// envName is the environment variable of a flag: as-of is YOSHIKI_AS_OF.
func envName(flag string) string {
	return "YOSHIKI_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// configFile reads the configuration file, if there is one.
func (t *tool) configFile() (config, error) {
	name := t.config
	if name == "" {
		name = os.Getenv(envName("config"))
	}
	named := name != ""
	if !named {
		dir, err := os.UserConfigDir()
		if err != nil {
			return nil, nil
		}
		name = filepath.Join(dir, program, "config.yaml")
	}
	data, err := os.ReadFile(name)
	if err != nil && !named && !visible(name) {
		return nil, nil
	}
	if err != nil {
		return nil, app.Unreadable(name, err)
	}
	return readConfig(name, data, t.root)
}

// visible reports whether there is a file that this user can see. There is none in a home
// that cannot be entered.
func visible(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// language is the language of the help texts, which are needed before flags are parsed:
// --lang, YOSHIKI_LANG, then LC_ALL, LC_MESSAGES and LANG.
func language(args []string) string {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return value
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	for _, name := range []string{envName("lang"), "LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return ""
}
