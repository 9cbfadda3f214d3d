package forms

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// UnmarshalYAML keeps the line and refuses unknown keys.
func (p *FormPart) UnmarshalYAML(n *yaml.Node) error {
	type plain FormPart
	if err := onlyKeys(n, "form", "subject"); err != nil {
		return err
	}
	err := n.Decode((*plain)(p))
	p.line = n.Line
	return err
}

// knownForms looks for a document that a kind of package draws from a form that is not
// there. file is where the kinds were read last.
func (c *Catalog) knownForms(file string) error {
	for _, kind := range c.Kinds() {
		if c.kinds[kind] == nil {
			return fmt.Errorf("%s: %s has no content", file, kind)
		}
		for _, d := range c.kinds[kind].Documents {
			for _, part := range d.Forms {
				if _, there := c.files[part.Form]; !there {
					return fmt.Errorf("%s: line %d: %s: %s: form %s: %w", file, part.line, kind, d.Item, part.Form, ErrNoForm)
				}
			}
		}
	}
	return nil
}
