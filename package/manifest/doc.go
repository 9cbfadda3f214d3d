// Package manifest is the format of a sealed package and the verifier of it.
//
// It needs the standard library and golang.org/x/text only, so that an auditor can read
// and build it alone.
//
// # The bag
//
// A package is a bag of BagIt 1.0 (RFC 8493) with SHA-256 alone:
//
//	bagit.txt                the declaration of RFC 8493, section 2.1.1
//	bag-info.txt             whose papers these are, and Payload-Oxum
//	manifest-sha256.txt      the digest of every file under data/
//	tagmanifest-sha256.txt   the digest of every file outside data/ but itself
//	VERIFY.txt               how to check the bag with stock commands
//	meta/manifest.json       what each file is: the next section
//	data/…                   the papers
//	sig/…                    signatures of tagmanifest-sha256.txt, if it is signed
//	provenance.json          what the package was made from and with, if it says so
//
// A path is one to four segments and at most 150 bytes of ASCII; [CheckPath] has the rule.
// So there is nothing to percent-encode, every file system takes the names, and sha256sum
// and every BagIt tool read them alike. A bag holds nothing but these files, others under
// meta/ that the tag manifest lists, and the folders they need; never fetch.txt.
//
// Under sig/ are at most tagmanifest-sha256.txt.p7s (CMS), .minisig and .tsr (RFC 3161),
// signer.crt and minisign.pub, and under sig/approval/ the same but .tsr, by which a second
// person approves what the first has signed. No manifest lists them, because what they sign has to be
// there first; RFC 8493, section 2.2.4, lets a tag manifest leave files out. [Verify]
// hands them out unjudged, as [Report.Signatures].
//
// provenance.json is an in-toto statement (version 1) about tagmanifest-sha256.txt with the
// provenance of SLSA (version 1): the kind, programme and revision, the digests of the case
// and of the forms and rules, the program and its version. No manifest lists it either, so that another version of
// the program that makes the same papers makes the same package, with the same id. Nothing vouches for it. Before
// it there was generator.txt, one line, "yoshiki 1.0.0", which is still read.
//
// Both manifests are one line per file, "digest, two spaces, path, line feed", in bytewise
// order of the paths, digests in lower case. bag-info.txt is, each on one line and in this
// order (a control character of a value becomes a space, an empty value has no line):
//
//	Source-Organization: 例示クラウド株式会社
//	Bagging-Date: 2026-04-15
//	External-Identifier: case-001
//	Internal-Sender-Identifier: pkg-case-001-registration-0123456789
//	BagIt-Profile-Identifier: urn:yoshiki:bag:1
//	Payload-Oxum: 123456.12
//
// # meta/manifest.json
//
// [Manifest] as JSON: UTF-8, the fields in the order of the Go types, two spaces of
// indentation, line feeds, only the escapes that JSON demands, one line feed at the end,
// files in bytewise order of their paths. There is exactly one way to write a manifest,
// and [Decode] refuses every other: unknown, missing, repeated or misspelt fields,
// spaces, trailing bytes.
//
// A reader that does not know a field cannot say what was meant by it, so it refuses
// rather than guess: a change of meaning gets a new schema name, a new optional field
// makes older programs say that the package is newer than they are. Packages of
// yoshiki-manifest/1 are read, too: there "generator" names the program, between "case" and
// "findings", and bag-info.txt has it as Bag-Software-Agent, before the profile.
//
// The package's id ends in ten digits of a digest over the whole manifest ([Seal]), which
// holds the digest of every paper: other papers, another id.
//
// # Bags of other programs
//
// A bag is ours if bag-info.txt has our profile or meta/manifest.json our schema, and must
// then be exactly what stands above. Any other is held to BagIt, of 0.93 to 1.0:
//
//	manifests     md5, sha1, sha256, sha512, and all of several; a file that only md5 or
//	              sha1 vouches for is a warning. In 1.0 every manifest lists every file, before
//	              that one of them does.
//	paths         never lead out of the bag on any system, whichever this one is: neither
//	              absolute nor with "..", "~", a drive, a variable, a host, a backslash.
//	names         are compared byte by byte, then in Unicode form NFC. In 1.0 "%0A", "%0D"
//	              and "%25" are decoded first, before that last.
//	fetch.txt     is refused. Nothing is ever fetched, and no link followed.
//	tag files     are read in the declared encoding.
//
// What BagIt forbids in this version is an error, and so is what cannot be read. What it
// allows but can mislead other programs, systems or people is a warning; so is what it
// forbids but common programs write and can mean one thing only.
//
// A bag has at most 10,000 files and 1,000 others with the folders, and no tag file larger
// than 16 MiB: whatever its size, it is verified in little memory.
//
// # What verification shows
//
// [Verify] reports every [Fault], each with a code that never changes. Any single change
// of a bag of ours but of provenance.json is found: a byte, a line, a name, a file too many or
// missing. Who rewrites
// all of a bag consistently makes a different, whole bag with a different id; only a
// signature, or the id or digest kept elsewhere, tells that it is not the one.
package manifest
