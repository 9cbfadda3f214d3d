package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"
)

// config is a configuration file: values of flags by their names.
type config map[string][]string

// readConfig reads "flag: value" lines in YAML. A flag that takes several values may have
// a list. Every fault is told with its line.
func readConfig(name string, data []byte, root *cobra.Command) (config, error) {
	var file yaml.Node
	if err := yaml.Unmarshal(data, &file); err != nil {
		return nil, configSyntax(name, err)
	}
	c := config{}
	if len(file.Content) == 0 {
		return c, nil
	}
	top := file.Content[0]
	if top.Kind != yaml.MappingNode {
		return nil, configFault("config-shape", name, top, "")
	}
	for i := 0; i < len(top.Content); i += 2 {
		key, value := top.Content[i], top.Content[i+1]
		if !anyCommandHas(root, key.Value) {
			return nil, configFault("config-flag", name, key, key.Value)
		}
		if _, twice := c[key.Value]; twice {
			return nil, configFault("config-twice", name, key, key.Value)
		}
		texts, ok := textsOf(value)
		if !ok {
			return nil, configFault("config-value", name, value, key.Value)
		}
		c[key.Value] = texts
	}
	return c, nil
}

// textsOf is a value, or a list of values.
func textsOf(n *yaml.Node) ([]string, bool) {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	texts := make([]string, len(items))
	for i, item := range items {
		if item.Kind != yaml.ScalarNode {
			return nil, false
		}
		texts[i] = item.Value
	}
	return texts, true
}

func configFault(key, name string, n *yaml.Node, flag string) error {
	return usage(key, map[string]string{"file": name, "line": strconv.Itoa(n.Line), "flag": flag})
}

// configSyntax takes the line out of what the YAML reader says: "yaml: line 3: …".
func configSyntax(name string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := "1"
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		line, text, _ = strings.Cut(rest, ": ")
	}
	for _, known := range []string{"unknown anchor", "exceeded max depth"} { // which go on with a name or number
		if strings.HasPrefix(text, known) {
			text = known
		}
	}
	return usage("config-syntax", map[string]string{"file": name, "line": line, "reason": text})
}

func anyCommandHas(root *cobra.Command, flag string) bool {
	if root.Flags().Lookup(flag) != nil || root.PersistentFlags().Lookup(flag) != nil {
		return true
	}
	for _, c := range root.Commands() {
		if anyCommandHas(c, flag) {
			return true
		}
	}
	return false
}
