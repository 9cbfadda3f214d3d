package vet

// Class is a kind of thing that a file is or carries. "vet:" and the class is the id of
// the finding. Classes never change their meaning.
type Class string

// The classes.
const (
	ArchiveDamaged   Class = "archive-damaged"   // it cannot be unpacked
	ArchiveMismatch  Class = "archive-mismatch"  // its parts contradict each other, so that programs unpack different files
	ArchivePath      Class = "archive-path"      // a name in it leads out of the folder it is unpacked to, or is no name
	ArchiveLink      Class = "archive-link"      // a symbolic link or device
	ArchiveTwin      Class = "archive-twin"      // two names that some system takes for one
	ArchiveEncrypted Class = "archive-encrypted" // needs a password
	ArchiveKind      Class = "archive-kind"      // an archive, or a compression, that is not looked into
	ArchiveNested    Class = "archive-nested"    // an archive in an archive

	OfficeMacro      Class = "office-macro"       // a VBA project, or a script of OpenDocument
	OfficeMacroSheet Class = "office-macro-sheet" // an Excel 4.0 macro sheet
	OfficeActiveX    Class = "office-activex"     // an ActiveX control
	OfficeControl    Class = "office-control"     // an ActiveX control of Office's own forms, without code
	OfficeDDE        Class = "office-dde"         // a field or link that starts another program
	OfficeProgram    Class = "office-program"     // an embedded program, or a button that runs one
	OfficeRemote     Class = "office-remote"      // a template, object or frame that is fetched from the network
	OfficeLink       Class = "office-link"        // the same from a file of the author's machine
	OfficeWorkbook   Class = "office-workbook"    // a link to another workbook
	OfficePicture    Class = "office-picture"     // a picture or medium that is not in the file
	OfficeConnection Class = "office-connection"  // a data connection
	OfficeEmbedding  Class = "office-embedding"   // an embedded file
	OfficeEncrypted  Class = "office-encrypted"   // needs a password
	OfficeLegacy     Class = "office-legacy"      // a format that can be looked into only in part
	OfficeDamaged    Class = "office-damaged"     // it cannot be read
	XMLDoctype       Class = "xml-doctype"        // a DOCTYPE or an entity
	XMLLimit         Class = "xml-limit"          // nested too deeply, or a token too long

	PDFJavaScript  Class = "pdf-javascript"        // a script
	PDFLaunch      Class = "pdf-launch"            // an action that runs a program or opens a file
	PDFOpenAction  Class = "pdf-open-action"       // something done at opening, but to show a page
	PDFDestination Class = "pdf-destination"       // the page shown at opening
	PDFAdditional  Class = "pdf-additional-action" // something done at an event
	PDFEmbedded    Class = "pdf-embedded"          // an embedded file
	PDFXFA         Class = "pdf-xfa"               // an XFA form, which few readers show
	PDFSubmit      Class = "pdf-submit"            // a form that is sent somewhere
	PDFImport      Class = "pdf-import"            // data that are read from a file
	PDFRemote      Class = "pdf-remote"            // a jump into another file, or content outside the file
	PDFMedia       Class = "pdf-media"             // sound, film, 3D or rich media
	PDFEncrypted   Class = "pdf-encrypted"         // needs a password, or an unknown cipher
	PDFProtected   Class = "pdf-protected"         // encrypted, but opens without a password
	PDFRepaired    Class = "pdf-repaired"          // its cross-reference table is wrong; readers guess
	PDFDamaged     Class = "pdf-damaged"           // it cannot be read

	FileEmpty      Class = "file-empty"      // no bytes
	FileBomb       Class = "file-bomb"       // unpacks to far more than it is
	FileSize       Class = "file-size"       // too large to be looked into
	FileExecutable Class = "file-executable" // a program or script
	FileKind       Class = "file-kind"       // a type that can carry programs and is not looked into
	FileMarkup     Class = "file-markup"     // a web page or drawing with a script
	FilePolyglot   Class = "file-polyglot"   // two types at once
	FileDamaged    Class = "file-damaged"    // an image that cannot be read
	FileMismatch   Class = "file-mismatch"   // the name tells another type
	FileUnknown    Class = "file-unknown"    // no type that is known
	FileFormula    Class = "file-formula"    // a table whose cells a spreadsheet takes for formulas
	FileStopped    Class = "file-stopped"    // looking at it took too much time or memory

	NameHidden   Class = "name-hidden"   // invisible or direction-changing characters, or no UTF-8
	NameReserved Class = "name-reserved" // a Windows device, or characters that Windows forbids
	NameLong     Class = "name-long"     // over 80 characters or 255 bytes
	NameEdge     Class = "name-edge"     // a space or dot at the end, a space at the beginning
	NameTwin     Class = "name-twin"     // some systems take it for the name of another attachment
	NameForm     Class = "name-form"     // not in Unicode's normal form C
	NamePortal   Class = "name-portal"   // characters that the e-Gov portal has not taken
)

// Policy says what becomes of an attachment with a mark of a class.
type Policy string

// The policies, from the strictest.
const (
	Refuse Policy = "refuse" // an error; not attached
	Note   Policy = "note"   // attached, with a warning and a line in meta/vetting.json
	Record Policy = "record" // attached, with a line in meta/vetting.json
)

var severity = map[Policy]int{Record: 1, Note: 2, Refuse: 3}

// policies is the policy of every class.
var policies = map[Class]Policy{
	ArchiveDamaged: Refuse, ArchiveMismatch: Refuse, ArchivePath: Refuse, ArchiveLink: Refuse, ArchiveTwin: Refuse,
	ArchiveEncrypted: Refuse, ArchiveKind: Refuse, ArchiveNested: Note,

	OfficeMacro: Refuse, OfficeMacroSheet: Refuse, OfficeActiveX: Refuse, OfficeControl: Note, OfficeDDE: Refuse, OfficeProgram: Refuse,
	OfficeRemote: Refuse, OfficeLink: Note, OfficeWorkbook: Note, OfficePicture: Note, OfficeConnection: Note,
	OfficeEmbedding: Note, OfficeEncrypted: Refuse, OfficeLegacy: Note, OfficeDamaged: Refuse,
	XMLDoctype: Refuse, XMLLimit: Refuse,

	PDFJavaScript: Refuse, PDFLaunch: Refuse, PDFOpenAction: Note, PDFDestination: Record, PDFAdditional: Note,
	PDFEmbedded: Note, PDFXFA: Note, PDFSubmit: Note, PDFImport: Note, PDFRemote: Note, PDFMedia: Note,
	PDFEncrypted: Refuse, PDFProtected: Note, PDFRepaired: Note, PDFDamaged: Refuse,

	FileEmpty: Refuse, FileBomb: Refuse, FileSize: Refuse, FileExecutable: Refuse, FileKind: Refuse, FileMarkup: Refuse,
	FilePolyglot: Refuse, FileDamaged: Refuse, FileMismatch: Note, FileUnknown: Note, FileFormula: Note, FileStopped: Refuse,

	NameHidden: Refuse, NameReserved: Note, NameLong: Note, NameEdge: Note, NameTwin: Note, NameForm: Record, NamePortal: Record,
}

// Policy is what becomes of an attachment with a mark of this class. An unknown class is
// refused.
func (c Class) Policy() Policy {
	if p, known := policies[c]; known {
		return p
	}
	return Refuse
}
