package casefile

// Words are a text in both languages.
type Words struct {
	Ja string `yaml:"ja" json:"ja"`
	En string `yaml:"en" json:"en"`
}

// In gives the text in a language, "ja" or "en".
func (w Words) In(language string) string {
	if language == "en" {
		return w.En
	}
	return w.Ja
}
