package schema

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"

	"yoshiki/forms/casefile"
)

// Comments gives the doc comment of each type by its name, and of each field as "Type.Field".
func Comments() (map[string]string, error) {
	names, err := fs.Glob(casefile.Sources, "*.go")
	if err != nil {
		return nil, fmt.Errorf("sources of the case: %w", err)
	}
	found := map[string]string{}
	for _, name := range names {
		source, err := casefile.Sources.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("sources of the case: %w", err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("sources of the case: %w", err)
		}
		for _, declaration := range file.Decls {
			if types, ok := declaration.(*ast.GenDecl); ok {
				commentsOf(types, found)
			}
		}
	}
	if found["Case"] == "" {
		return nil, errors.New("sources of the case: type Case has no comment")
	}
	return found, nil
}

// commentsOf adds the comments of the types that are declared together.
func commentsOf(types *ast.GenDecl, found map[string]string) {
	for _, spec := range types.Specs {
		declared, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		name := declared.Name.Name
		found[name] = oneLine(declared.Doc)
		if found[name] == "" {
			found[name] = oneLine(types.Doc)
		}
		group, ok := declared.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range group.Fields.List {
			for _, ident := range field.Names {
				found[name+"."+ident.Name] = oneLine(field.Doc)
			}
		}
	}
}

func oneLine(comment *ast.CommentGroup) string {
	return strings.Join(strings.Fields(comment.Text()), " ")
}
