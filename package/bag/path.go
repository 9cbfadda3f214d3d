package bag

import (
	"cmp"
	"fmt"
	"regexp"

	"yoshiki/package/manifest"
)

var (
	formID    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	extension = regexp.MustCompile(`^\.[a-z0-9]{1,8}$`)
)

// Paths gives each paper its path in the bag:
//
//	data/00-index/index.pdf, data/00-index/findings.pdf
//	data/10-forms/2-4.pdf, data/10-forms/1-2.2.pdf    the second 1-2
//	data/20-attachments/A-0001.pdf
//	data/30-certificates/C-0001.pdf
func Paths(papers []Paper) ([]string, error) {
	paths := make([]string, len(papers))
	count := make(map[string]int)
	for i := range papers {
		p := &papers[i]
		stem, ext := "", p.extension()
		switch p.Role {
		case manifest.Index:
			stem = repeated(cmp.Or(p.Form, string(manifest.Index)), ext, count)
		case manifest.Form:
			if !formID.MatchString(p.Form) {
				return nil, fmt.Errorf("form id %q: only small letters, digits and single hyphens", p.Form)
			}
			stem = repeated(p.Form, ext, count)
		case manifest.Attachment:
			count["A-"]++
			stem = fmt.Sprintf("A-%04d", count["A-"])
		case manifest.Certificate:
			count["C-"]++
			stem = fmt.Sprintf("C-%04d", count["C-"])
		default:
			return nil, fmt.Errorf("paper %q: role %q", p.name(), p.Role)
		}
		paths[i] = p.Role.Folder() + stem + ext
	}
	return paths, nil
}

// repeated is the stem of the next paper of this name and extension.
func repeated(stem, ext string, count map[string]int) string {
	count[stem+ext]++
	if n := count[stem+ext]; n > 1 {
		return fmt.Sprintf("%s.%d", stem, n)
	}
	return stem
}
