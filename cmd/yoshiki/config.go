package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"yoshiki/locales"
)

// configure fills every flag that was not given from YOSHIKI_<FLAG>, then from the
// configuration file: --config FILE, or yoshiki/config.yaml in the user's folder for
// settings. A file named by --config must be there.
func (t *tool) configure(cmd *cobra.Command) error {
	file, err := t.configFile(cmd)
	if err != nil {
		return err
	}
	var fault error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if value, ok := setting(f, file); ok && fault == nil {
			if err := f.Value.Set(value); err != nil {
				fault = usage("setting", map[string]string{"name": f.Name, "value": value, "reason": err.Error()})
			}
		}
	})
	if fault != nil {
		return fault
	}
	if t.progress != "auto" && t.progress != "json" && t.progress != "none" {
		return usage("progress", map[string]string{"value": t.progress})
	}
	if t.lang != "" {
		t.words = locales.New(t.lang)
	}
	return nil
}

// setting is the value of a flag that was not given on the command line.
func setting(f *pflag.Flag, file map[string]string) (string, bool) {
	if f.Changed {
		return "", false
	}
	if value, ok := os.LookupEnv(envName(f.Name)); ok {
		return value, true
	}
	value, ok := file[f.Name]
	return value, ok
}

// envName is the environment variable of a flag: as-of is YOSHIKI_AS_OF.
func envName(flag string) string {
	return "YOSHIKI_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func (t *tool) configFile(cmd *cobra.Command) (map[string]string, error) {
	name, named := t.config, true
	if name == "" {
		name, named = os.Getenv(envName("config")), true
	}
	if name == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return nil, nil
		}
		name, named = filepath.Join(dir, "yoshiki", "config.yaml"), false
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var values map[string]string
	if err := yaml.Unmarshal(data, &values); err != nil {
		return nil, usage("config", map[string]string{"file": name, "reason": err.Error()})
	}
	for key := range values {
		if cmd.Root().PersistentFlags().Lookup(key) == nil && !anyCommandHas(cmd.Root(), key) {
			return nil, usage("config", map[string]string{"file": name, "reason": fmt.Sprintf("no flag %q", key)})
		}
	}
	return values, nil
}

func anyCommandHas(root *cobra.Command, flag string) bool {
	for _, c := range root.Commands() {
		if c.Flags().Lookup(flag) != nil || anyCommandHas(c, flag) {
			return true
		}
	}
	return false
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
