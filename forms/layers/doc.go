// Package layers makes one YAML document of files that stack: those of the revisions in
// force, what the programmes share, and a user's own. Each file is laid over the ones before
// it key by key; a key with no value (null) ends what stands under it.
//
// As a token.Pos of Go's parser does, a line of the document tells its file too, so that
// whatever keeps a line can say where it stands: [Document.Explain] writes the lines of an
// error out as "rules.yaml: line 5".
package layers
