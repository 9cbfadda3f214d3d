// Package vocabulary holds what a programme and its revision say of a case: what each field
// is called and what it means, in Japanese and in English, which clause asks for it, whether
// it is needed, and which values may be chosen. Go knows only the types of a case; all of
// this stands in the files case.yaml of the catalogue, the later laid over the earlier.
//
// A field that no file names does not belong to the programme: [Vocabulary.Strays] tells of
// one that a case has all the same. [Vocabulary.Presence] tells what a case lacks. The JSON
// Schema, the skeleton, labels and the words of choices come from here too.
package vocabulary
