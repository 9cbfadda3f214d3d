// Package plainyaml reads YAML as people write it into the nodes of go.yaml.in/yaml/v3, many
// times as fast as that does.
//
// It knows groups and lists by indentation and in brackets, texts in quotation marks on one
// line, plain ones, and those behind | and >, anchors, aliases and comments. Whatever else
// stands in a source, and every fault, makes it give up, and the library reads the source from
// the beginning: so a fault is told in the library's words, and what is read is the same either
// way, but for comments, of which it keeps only those behind a plain text on its line.
package plainyaml
