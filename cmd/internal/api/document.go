package api

import (
	"github.com/danielgtaylor/huma/v2"
)

// document is the head of the OpenAPI document.
func document(version string) *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{Title: "yoshiki", Version: version, Description: "Forms and packages of ISMAP and ISMAP-LIU: cases, checks, deadlines, prints, packages, letters.",
			License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}},
		Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
			SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "An API token."}}},
		Security: []map[string][]string{{"token": {}}},
	}
}

// structured are the types of files that a reader of the document takes apart: any value may
// stand in them.
var structured = map[string]bool{typeYAML: true, typeJSON: true, typeSARIF: true, "application/schema+json": true}

// binary is an answer that is a file of one of several types.
func binary(description string, types ...string) map[string]*huma.Response {
	r := &huma.Response{Description: description, Content: map[string]*huma.MediaType{}}
	for _, t := range types {
		r.Content[t] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
		if structured[t] {
			r.Content[t].Schema = &huma.Schema{}
		}
	}
	return map[string]*huma.Response{"200": r}
}

// unlessKnown adds to a file that nothing is sent where it is known already.
func unlessKnown(file map[string]*huma.Response) map[string]*huma.Response {
	file["304"] = &huma.Response{Description: "The text is as it is known"}
	return file
}

// The media types of what goes in and out.
const (
	typeYAML  = "application/yaml"
	typeJSON  = "application/json"
	typeXLSX  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeDOCX  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typePDF   = "application/pdf"
	typeZip   = "application/zip"
	typeICS   = "text/calendar; charset=utf-8"
	typeSVG   = "image/svg+xml"
	typeSARIF = "application/sarif+json"
	typeBytes = "application/octet-stream"
)
