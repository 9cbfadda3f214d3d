package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// bom is a bill of materials in CycloneDX 1.6. It is a function of the program alone.
type bom struct {
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Serial       string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     bomMetadata  `json:"metadata"`
	Components   []bomPart    `json:"components"`
	Dependencies []bomDepends `json:"dependencies"`
}

type bomMetadata struct {
	Component  bomPart       `json:"component"`
	Properties []bomProperty `json:"properties"`
}

type bomPart struct {
	Ref        string        `json:"bom-ref"`
	Type       string        `json:"type"`
	Name       string        `json:"name"`
	Version    string        `json:"version"`
	PURL       string        `json:"purl"`
	Properties []bomProperty `json:"properties,omitempty"`
}

type bomProperty struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type bomDepends struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

// sbom tells of every module in the program, and of Go itself, from what the linker noted.
func sbom() ([]byte, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = new(debug.BuildInfo)
	}
	main := part("application", program, version())
	b := bom{Format: "CycloneDX", Spec: "1.6", Version: 1, Metadata: bomMetadata{Component: main}}
	b.Components = append(b.Components, part("library", "stdlib", strings.TrimPrefix(runtime.Version(), "go")))
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		p := part("library", m.Path, m.Version)
		p.Properties = []bomProperty{{"go:sum", m.Sum}}
		b.Components = append(b.Components, p)
	}
	for _, s := range info.Settings {
		if slices.Contains([]string{"GOOS", "GOARCH", "CGO_ENABLED", "-trimpath"}, s.Key) {
			b.Metadata.Properties = append(b.Metadata.Properties, bomProperty{"go:" + strings.TrimPrefix(s.Key, "-"), s.Value})
		}
	}
	all := bomDepends{main.Ref, nil}
	for _, p := range b.Components {
		all.On = append(all.On, p.Ref)
	}
	b.Dependencies = []bomDepends{all}
	return b.numbered()
}

func part(kind, name, version string) bomPart {
	purl := "pkg:golang/" + strings.ToLower(name) + "@" + url.PathEscape(version)
	return bomPart{Ref: purl, Type: kind, Name: name, Version: version, PURL: purl}
}

// numbered is the text, with a serial number that another program does not have.
func (b *bom) numbered() ([]byte, error) {
	data, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // a UUID of version 8
	b.Serial = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	return json.MarshalIndent(b, "", "  ")
}
