package signature

import (
	"path"
	"slices"
	"strings"
)

// VerifyBoth checks the signatures of data as [Verify] does, and those of the same data by
// which a second person approves, whose files are named after approval. Where there is an
// approval it must be of another key than every other signature, of which there must be one;
// a kind that trust is given for must be on one of the two sides.
func VerifyBoth(name, approval string, data []byte, files map[string][]byte, trust Trust) *Report {
	there := false
	for file := range files {
		there = there || strings.HasPrefix(file, path.Dir(approval)+"/")
	}
	if !there {
		return Verify(name, data, files, trust)
	}
	r, second := check(name, data, files, trust, false), check(approval, data, files, trust, false)
	r.Faults = append(r.Faults, second.Faults...)
	r.missing(name, approval, files, trust)
	if !slices.ContainsFunc(r.Proofs, func(p Proof) bool { return p.Kind != stampKind }) {
		r.fault(name, fault("sig-alone"))
	}
	for _, p := range second.Proofs {
		if slices.ContainsFunc(r.Proofs, func(q Proof) bool { return p.Key == q.Key }) {
			r.fault(p.Path, fault("sig-same"))
			continue
		}
		p.Approves = true
		r.Proofs = append(r.Proofs, p)
	}
	return r
}

// missing tells of kinds that trust is given for and that neither side has.
func (r *Report) missing(name, approval string, files map[string][]byte, trust Trust) {
	for suffix, wanted := range map[string]bool{CMSSuffix: trust.Roots != nil, MinisignSuffix: len(trust.Minisign) > 0, StampSuffix: trust.StampRoots != nil} {
		if wanted && files[name+suffix] == nil && files[approval+suffix] == nil {
			r.fault(name+suffix, fault("sig-missing"))
		}
	}
	slices.SortStableFunc(r.Faults, func(a, b Fault) int { return strings.Compare(a.Path, b.Path) })
}
