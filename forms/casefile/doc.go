// Package casefile is the record that everything else works on: the [Case] (案件), all that
// one application or one registered service knows, and what each of its values may be.
//
// A Case is a tree of groups, lists and texts. Its Go types are the schema; [Root] describes
// them to whoever walks a case without knowing its types: the reader (casefile/decode over
// casefile/node), the questions of presence (casefile/vocabulary), the JSON Schema and the
// skeleton (casefile/schema). [Walk] gives every value of a case with its JSON Pointer; [Get],
// [Set], [Insert], [Remove] and [Move] reach one by it, and ask of what they write all that is
// asked of a file that is read. What differs between two cases, and how two copies of one
// come together, is for casefile/change; the text of a case file is changed by casefile/edit;
// what a person types for a value is read by casefile/natural. A [Finding] is what a check has to say about a case; [Faults]
// gathers those that are made while a file is read.
//
// Clauses cited in comments are those of the ISMAP-LIU Cloud Service Registration
// Rules as last revised on 2023-11-10, unless another text is named.
package casefile
