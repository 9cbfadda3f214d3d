package api

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// own are the faults that huma tells without a name for their text, and those of JSON.
var own = []string{"request body is required", "required query parameter is missing", "unknown query parameter", "expected at most one value, but received multiple values", "invalid integer", "invalid float",
	"invalid floating value", "invalid boolean", "invalid date/time for format 2006", "invalid url.URL value", "expected value to match exactly one schema but matched multiple", "the key \"甲\" stands twice",
	"nested deeper than 64", "something stands behind the value", "invalid character 'x' looking for beginning of value", "unexpected end of JSON input", "unexpected EOF", "EOF", "json: cannot unmarshal string into Go value of type int"}

// names are words that Japanese has from English.
var names = regexp.MustCompile(`JSON|RFC|URL|UUID|IP|Base64|true 又は false|/service/name|\dT\d`)

// TestFaultWords: whatever may be at fault in a request has words, and no English ones in
// Japanese.
func TestFaultWords(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", "github.com/danielgtaylor/huma/v2/validation").Output()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(strings.TrimSpace(string(out)) + "/messages.go")
	if err != nil {
		t.Fatal(err)
	}
	all := append([]string{}, own...)
	for _, m := range regexp.MustCompile(`(?m)= "(.*)"$`).FindAllStringSubmatch(string(source), -1) {
		all = append(all, verb.ReplaceAllString(strings.ReplaceAll(m[1], `\"`, `"`), "4"))
	}
	if len(all) < len(own)+43 {
		t.Fatalf("%d texts", len(all))
	}
	english := regexp.MustCompile(`[A-Za-z]+`)
	for _, said := range all {
		ja, en := faultWords(printers["ja"], said), faultWords(printers["en"], said)
		if word := english.FindString(names.ReplaceAllString(ja, "")); word != "" || strings.Contains(ja, "{") || ja == printers["ja"].Text("request.unread", nil) {
			t.Errorf("%s: %s (%s)", said, ja, word)
		}
		if strings.HasPrefix(en, "request.") || strings.Contains(en, "{") || regexp.MustCompile(`\p{Han}|\p{Hiragana}|\p{Katakana}`).MatchString(strings.ReplaceAll(en, "甲", "")) {
			t.Errorf("%s: %s", said, en)
		}
	}
	if ja := faultWords(printers["ja"], "something new in huma"); ja != printers["ja"].Text("request.unread", nil) {
		t.Error(ja)
	}
}
