package manifest

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// element is a line of bag-info.txt and those that continue it.
type element struct {
	label     string // in lower case: labels are equal but for case
	value     string // on its first line
	continued bool   // on the lines after that
	line      int    // from 1
}

// parseInfo reads bag-info.txt and calls fault, with a code and the number of the line, for
// what is wrong with it. It returns the lines that have a label.
func parseInfo(text string, fault func(code string, line int)) []element {
	var all []element
	for n, line := range numbered(text) {
		if n > maxEntries {
			fault("bag-many", maxEntries)
			break
		}
		label, value, found := strings.Cut(line, ":")
		switch trimmed := strings.TrimRight(label, " \t"); {
		case strings.Trim(line, " \t") == "":
			fault("line-blank", n)
		case strings.ContainsAny(line[:1], " \t") && len(all) > 0:
			all[len(all)-1].continued = true
		case !found || trimmed == "" || strings.ContainsAny(line[:1], " \t"):
			fault("info-form", n)
		default:
			if trimmed != label {
				fault("info-space", n)
			}
			if value != "" && !strings.ContainsAny(value[:1], " \t") {
				fault("info-tight", n)
			}
			all = append(all, element{label: strings.ToLower(trimmed), value: strings.Trim(value, " \t"), line: n})
		}
	}
	return all
}

// once are the labels that RFC 8493, section 2.2.2, wants at most once.
var once = map[string]bool{"bagging-date": true, "bag-size": true, "payload-oxum": true, "bag-group-identifier": true, "bag-count": true}

// info checks bag-info.txt, which the oldest drafts call package-info.txt.
func (f *foreign) info(ctx context.Context) {
	name := Info
	if _, ok := f.files[name]; !ok && f.version <= "0.95" {
		name = "package-info.txt"
	}
	if _, ok := f.files[name]; !ok {
		f.fault("info-missing", "")
	}
	text, _ := f.text(ctx, name)
	seen := make(map[string]bool)
	for _, e := range parseInfo(text, func(code string, line int) {
		if code == "info-space" {
			code = f.either("info-space", "info-loose")
		}
		f.fault(code, name, line)
	}) {
		switch {
		case !once[e.label] || !seen[e.label]:
		case e.label == "payload-oxum":
			f.fault(f.either("oxum-twice", "info-repeated"), name, e.line)
		default:
			f.fault("info-repeated", name, e.line)
		}
		seen[e.label] = true
		f.element(name, e)
	}
}

func (f *foreign) element(name string, e element) {
	switch e.label {
	case "payload-oxum":
		f.oxum(name, e)
	case "bagging-date":
		if _, err := time.Parse(time.DateOnly, e.value); err != nil || e.continued {
			f.fault("info-date", name, e.line)
		}
	case "bagit-profile-identifier":
		f.fault("info-profile", name, e.value)
	}
}

var oxumForm = regexp.MustCompile(`^([0-9]{1,18})\.([0-9]{1,18})$`)

func (f *foreign) oxum(name string, e element) {
	m := oxumForm.FindStringSubmatch(e.value)
	if m == nil || e.continued {
		f.fault("oxum-form", name, e.line)
		return
	}
	if n, err := strconv.ParseInt(m[1], 10, 64); err != nil || n != f.report.Bytes {
		f.fault("oxum-bytes", name, f.report.Bytes)
	}
	if n, err := strconv.Atoi(m[2]); err != nil || n != f.report.Files {
		f.fault("oxum-count", name, f.report.Files)
	}
}
