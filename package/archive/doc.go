// Package archive reads zip files that every program unpacks to the same files, and refuses
// all others.
//
// A zip file says most things twice: in the header before each entry and in the directory at
// the end; and programs differ in which of the two they believe, in which extra fields they
// heed, and in where they look for the end. Whoever signs or vets what one program unpacks
// must know that another does not unpack something else. [Open] therefore takes only files
// (APPNOTE 6.3.10) in which
//
//   - the entries follow each other from the first byte to the directory, the directory is
//     followed by the one end record, and nothing lies before, between or behind them;
//   - the header of each entry says what the directory says, or nothing where a data
//     descriptor follows that does (4.3.9);
//   - extra fields are known ones, and none gives an entry another name (4.5, 4.6.9);
//   - no two entries share a name, none is a folder to one program and a file to another,
//     and folders have no content;
//   - the sizes of 32 and 64 bits agree (4.5.3).
//
// It needs the standard library and x/text alone.
package archive
