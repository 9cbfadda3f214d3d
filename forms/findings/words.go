package findings

import (
	"maps"

	"yoshiki/forms/casefile"
	"yoshiki/locales"
)

// Message says what was found and what is demanded.
func Message(f *casefile.Finding) casefile.Words { return words(f, "finding", f.Message) }

// Repair says how to mend it.
func Repair(f *casefile.Finding) casefile.Words { return words(f, "repair", f.Repair) }

// words are those that the rule has, filled in; where it has none, those of the section. The
// name of the value is among what fills them, as "field".
func words(f *casefile.Finding, section string, own casefile.Words) casefile.Words {
	return casefile.Words{Ja: say(locales.New("ja"), f, section, own.Ja), En: say(locales.New("en"), f, section, own.En)}
}

func say(p *locales.Printer, f *casefile.Finding, section, own string) string {
	args := f.Args
	if len(f.Terms) > 0 || f.Field.Ja != "" {
		args = map[string]string{"field": f.Field.In(p.Language())}
		maps.Copy(args, f.Args)
		for name, term := range f.Terms {
			args[name] = term.In(p.Language())
		}
	}
	if own != "" {
		return p.Fill(own, args)
	}
	return p.Text(section+"."+f.ID, args)
}
