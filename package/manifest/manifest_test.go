package manifest

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeRefuses(t *testing.T) {
	b, _ := sealed(t, bag{"data/10-forms/2-4.pdf": []byte("x")})
	good := string(b[Meta])
	for name, c := range map[string]struct{ from, to, want string }{
		"nothing":          {good, "", "unexpected end"},
		"null":             {good, "null\n", "another version"},
		"a list":           {good, "[]\n", "cannot unmarshal"},
		"unknown field":    {`"role"`, `"rule"`, "unknown field"},
		"nested unknown":   {`"draft": false`, `"draft": false, "x": [[[[]]]]`, "unknown field"},
		"repeated field":   {`"kind": "registration"`, `"kind": "x", "kind": "registration"`, "canonical"},
		"other case":       {`"kind"`, `"Kind"`, "canonical"},
		"missing field":    {"\n      \"titleConfirmed\": false,", "", "canonical"},
		"empty option":     {`"titleConfirmed"`, "\"title\": \"\",\n      \"titleConfirmed\"", "canonical"},
		"other order":      {"\"program\": \"ismap-liu\",\n    \"revision\": \"2023-11-10\"", "\"revision\": \"2023-11-10\",\n    \"program\": \"ismap-liu\"", "canonical"},
		"escapes":          {"例", `\u4f8b`, "canonical"},
		"trailing line":    {good, good + "\n", "canonical"},
		"trailing value":   {good, good + "{}", "after top-level value"},
		"no line feed":     {good, strings.TrimSuffix(good, "\n"), "canonical"},
		"carriage returns": {good, strings.ReplaceAll(good, "\n", "\r\n"), "canonical"},
		"byte order mark":  {good, "\ufeff" + good, "invalid character"},
		"not UTF-8":        {"例", "\xff", "content says"},
		"null findings":    {`"findings": [`, `"findings": null, "x": [`, "unknown field"},
		"path out":         {"data/10-forms/2-4.pdf", "data/10-forms/../2-4.pdf", "not allowed"},
		"absolute":         {"data/10-forms/2-4.pdf", "/etc/passwd", "not allowed"},
		"wrong folder":     {"data/10-forms/2-4.pdf", "data/00-index/2-4.pdf", "does not fit"},
		"wrong role":       {`"role": "form"`, `"role": "letter"`, "does not fit"},
		"negative size":    {`"size": 1`, `"size": -1`, "size -1"},
		"huge size":        {`"size": 1`, `"size": 99999999999999999999`, "cannot unmarshal"},
		"fraction":         {`"size": 1`, `"size": 1.0`, "cannot unmarshal"},
		"upper-case hash":  {hexOf("x"), strings.ToUpper(hexOf("x")), "digest"},
		"date":             {"2026-04-15", "2026-02-30", "date"},
		"kind":             {`"kind": "registration"`, `"kind": "Registration"`, "kind"},
		"program":          {`"ismap-liu"`, `"../x"`, "program"},
		"id":               {`"id": "pkg-`, `"id": "pkgs-`, "content says"},
		"changed title":    {"check the name", "check the names", "content says"},
		"deep":             {good, strings.Repeat("[", 100_000), "depth"},
		"generator":        {"\"findings\"", "\"generator\": {\n    \"name\": \"a\",\n    \"version\": \"1\"\n  },\n  \"findings\"", "generator"},
		"schema before":    {Schema, firstSchema, "generator"},
		"large":            {good, good + strings.Repeat(" ", MaxManifest), "larger"},
	} {
		data := strings.Replace(good, c.from, c.to, 1)
		if data == good {
			t.Errorf("%s: changes nothing", name)
		}
		if m, err := Decode([]byte(data)); err == nil || m != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
	_, err := Decode([]byte(strings.Replace(good, Schema, "yoshiki-manifest/3", 1)))
	if !errors.Is(err, ErrSchema) {
		t.Errorf("newer schema: %v", err)
	}
}

// TestSealRefuses: what no reader would accept is not written.
func TestSealRefuses(t *testing.T) {
	for name, change := range map[string]func(*Manifest){
		"no files":     func(m *Manifest) { m.Files = nil },
		"file twice":   func(m *Manifest) { m.Files = append(m.Files, m.Files[0]) },
		"bad path":     func(m *Manifest) { m.Files[0].Path = "data/10-forms/様式.pdf" },
		"device":       func(m *Manifest) { m.Files[0].Path = "data/10-forms/nul.pdf" },
		"bad digest":   func(m *Manifest) { m.Files[0].SHA256 = "" },
		"bad tree":     func(m *Manifest) { m.Files[0].Tree = "x" },
		"no date":      func(m *Manifest) { m.Case.Date = "" },
		"no kind":      func(m *Manifest) { m.Package.Kind = "" },
		"title bytes":  func(m *Manifest) { m.Files[0].Title = "\xff" },
		"case bytes":   func(m *Manifest) { m.Case.ID = "\xff" },
		"finding":      func(m *Manifest) { m.Findings[0].MessageJA = "\xff" },
		"case digest":  func(m *Manifest) { m.Case.SHA256 = "x" },
		"huge finding": func(m *Manifest) { m.Findings[0].MessageEN = strings.Repeat("x", MaxManifest) },
	} {
		_, m := sealed(t, bag{"data/10-forms/2-4.pdf": []byte("x")})
		change(m)
		if tags, err := Seal(m); err == nil || tags != nil {
			t.Errorf("%s: sealed", name)
		}
	}
}

// TestDeterministic: order of files and repetition do not matter; every input does.
func TestDeterministic(t *testing.T) {
	_, m := sealed(t, papers())
	first, err := Seal(m)
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.Files {
		j := (i * 5) % len(m.Files)
		m.Files[i], m.Files[j] = m.Files[j], m.Files[i]
	}
	m.Package.ID = "other"
	again, err := Seal(m)
	if diff := cmp.Diff(first, again); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	id := m.Package.ID
	for name, change := range map[string]func(*Manifest){
		"draft":    func(m *Manifest) { m.Package.Draft = true },
		"title":    func(m *Manifest) { m.Files[0].Title = "別の題" },
		"finding":  func(m *Manifest) { m.Findings = nil },
		"case":     func(m *Manifest) { m.Case.SHA256 = hexOf("other") },
		"case id":  func(m *Manifest) { m.Case.ID = "case_001" },
		"revision": func(m *Manifest) { m.Package.Revision = "2024-01-01" },
	} {
		_, m := sealed(t, papers())
		if m.Package.ID != id {
			t.Fatal(m.Package.ID)
		}
		change(m)
		if _, err := Seal(m); err != nil || m.Package.ID == id {
			t.Errorf("%s: %v, the same id", name, err)
		}
	}
}

func TestID(t *testing.T) {
	for text, want := range map[string]string{
		"case-001": "case-001", "Case 001": "case-001", "案件１": "case", "": "case", "--a--": "a", "../../etc": "etc",
		strings.Repeat("long", 20): "longlonglonglonglonglong", "a234567890123456789012-b45": "a234567890123456789012-b", "nul": "nul",
	} {
		_, m := sealed(t, bag{"data/10-forms/2-4.pdf": nil})
		m.Case.ID = text
		if _, err := Seal(m); err != nil {
			t.Fatal(err)
		}
		if id := m.Package.ID; !strings.HasPrefix(id, "pkg-"+want+"-registration-") || len(id) > 64 || CheckPath(id) != nil {
			t.Errorf("%q: %s", text, id)
		}
	}
}

func TestInfoLines(t *testing.T) {
	_, m := sealed(t, bag{"data/10-forms/2-4.pdf": nil})
	m.Case.Organization = " 一行目\r\nPayload-Oxum: 0.0\u2028三行目\u0085 "
	m.Case.ID = ""
	tags, err := Seal(m)
	if err != nil {
		t.Fatal(err)
	}
	want := "Source-Organization: 一行目  Payload-Oxum: 0.0 三行目\nBagging-Date: 2026-04-15\nInternal-Sender-Identifier: " + m.Package.ID +
		"\nBagIt-Profile-Identifier: urn:yoshiki:bag:1\nPayload-Oxum: 0.1\n"
	if diff := cmp.Diff(want, string(tags[1].Data)); diff != "" {
		t.Error(diff)
	}
}

func FuzzDecode(f *testing.F) {
	b, _ := sealed(f, papers())
	f.Add(b[Meta])
	f.Add([]byte(`{"schema":"yoshiki-manifest/1","generator":{},"files":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(data)
		if (err == nil) != (m != nil) {
			t.Fatalf("%v, %v", m, err)
		}
		if err != nil {
			return
		}
		again, err := Encode(m)
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("decoded and encoded: %v, %q", err, again)
		}
	})
}

// FuzzSeal: any texts give a manifest that can be read back, or an error.
func FuzzSeal(f *testing.F) {
	f.Add("case-001", "例示クラウド株式会社", "見積書.pdf")
	f.Add("\xff", "\u2028<&>\x00", `\ufffd`)
	f.Fuzz(func(t *testing.T, id, organization, name string) {
		_, m := sealed(t, bag{"data/20-attachments/A-0001.pdf": nil})
		m.Case.ID, m.Case.Organization = id, organization
		m.Files[0].OriginalName = name
		tags, err := Seal(m)
		if err != nil {
			if valid(id, organization, name) {
				t.Errorf("refused: %v", err)
			}
			return
		}
		b := bag{"data/20-attachments/A-0001.pdf": nil}
		for _, tag := range tags {
			b[tag.Path] = tag.Data
		}
		r := b.verify(t)
		if diff := cmp.Diff(m, r.Manifest); !r.Whole() || diff != "" {
			t.Errorf("%v %s", r.Faults, diff)
		}
	})
}

// FuzzSums: what is read without a fault is in the one legal form.
func FuzzSums(f *testing.F) {
	b, _ := sealed(f, papers())
	f.Add(b[Payload])
	f.Add(b[Tags])
	f.Fuzz(func(t *testing.T, data []byte) {
		faults := 0
		var again bytes.Buffer
		for _, s := range parseSums(data, func(string, int) { faults++ }) {
			again.WriteString(s.SHA256 + "  " + s.Path + "\n")
		}
		if faults == 0 && !bytes.Equal(again.Bytes(), data) {
			t.Errorf("%q read as %q", data, again.Bytes())
		}
	})
}
