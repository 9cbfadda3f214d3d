// Package repository keeps packages, and the cases that they were made from, in a store.
//
//	*bag.Bag ─ Save ─► store ─ Load ─► *bag.Bag
//
// In the store a package is
//
//	blobs/sha256/ab/cd/<64 digits>         every paper, once for all packages
//	packages/<id>/v0001/bagit.txt, …       the files of the bag outside data/
//	packages/<id>/v0001/sig/…              signatures, if any
//	packages/<id>/v0001/COMMIT             that it exists
//
// written in this order; signatures may also be added later. Without COMMIT there is no
// package, whatever else lies there; with it the package is complete. So a process may die
// at any instant, and several may save the same package at once.
//
// A case has a version for each change of it or of its attachments:
//
//	blobs/sha256/…                         the attachments, among the papers
//	cases/<id>/v0001.json                  what the version consists of, by digest
//	cases/<id>/v0001.yaml                  the case, and that the version exists
//
// That a package was handed over is recorded once, beside it:
//
//	filed/<id>.json                        on which day, and the number of the receipt
//
// Whose a case is that others hand packages over for is recorded once, before the case:
//
//	senders/<case>.json                    who, and the name that the case has there
//
// Nothing here is ever replaced. [Collect] takes away what a Save that never ended has
// left, [Scrub] looks for damage, [Retain] locks a package for as long as the rules want
// it kept.
package repository
