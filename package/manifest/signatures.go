package manifest

import (
	"context"
	"slices"
)

// MaxSignature bounds a file under sig/ in bytes.
const MaxSignature = 1 << 20

// SignatureName is what the files are named after that sign tagmanifest-sha256.txt.
const SignatureName = "sig/" + Tags

// ApprovalName is what those are named after by which a second person approves: they sign the
// same file.
const ApprovalName = "sig/approval/" + Tags

// signatures are the files that a bag may have under sig/. No list names them: they are
// made when the lists are there.
var signatures = [...]string{
	"sig/approval/minisign.pub",
	"sig/approval/signer.crt",
	ApprovalName + ".minisig",
	ApprovalName + ".p7s",
	"sig/minisign.pub",
	"sig/signer.crt",
	SignatureName + ".minisig",
	SignatureName + ".p7s",
	SignatureName + ".tsr",
}

// Signatures are the paths of the files that a bag may have under sig/.
func Signatures() []string { return slices.Clone(signatures[:]) }

// IsSignature reports whether path is one of [Signatures].
func IsSignature(path string) bool { return slices.Contains(signatures[:], path) }

// signatures keeps the files under sig/ for the report.
func (v *verifier) signatures(ctx context.Context) {
	for _, path := range signatures {
		if v.files[path].Size > MaxSignature {
			v.fault("bag-large", path, MaxSignature)
			continue
		}
		if data, _, ok := v.read(ctx, path); ok {
			v.report.Signatures = append(v.report.Signatures, TagFile{path, data})
		}
	}
	v.report.Signed = v.tags[Tags]
}
