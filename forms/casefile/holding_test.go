package casefile_test

import (
	"testing"

	"yoshiki/forms/casefile"
)

func TestHolding(t *testing.T) {
	file, findings := read("case.yaml", []byte(`
id: names
applicant:
  name: 邉商店
  representative: {title: 代表取締役, name: 渡邉󠄆 一}
contact: {department: 渡邉󠄆 一の担当}
`), nil)
	if casefile.Failed(findings) {
		t.Fatal(findings)
	}
	for _, c := range []struct{ near, words, want string }{
		{"/applicant/representative/title", "邉󠄆", "/applicant/representative/name"},
		{"/applicant/representative/name", "邉󠄆", "/applicant/representative/name"},
		{"/applicant/name", "邉󠄆", "/applicant/representative/name"},
		{"/contact/title", "邉󠄆", "/contact/department"},
		{"/contact/title", "商", "/contact/title"},
		{"", "商", "/applicant/name"},
		{"", "無", ""},
	} {
		if got := file.Holding(c.near, c.words); got != c.want {
			t.Errorf("%s near %s: %s, want %s", c.words, c.near, got, c.want)
		}
	}
}
