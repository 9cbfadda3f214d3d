package signature

import (
	"maps"
	"testing"
)

const approval = "sig/approval/list.txt"

// TestBoth: with an approval by another key both people are told, and a kind that trust is
// given for may be on either side.
func TestBoth(t *testing.T) {
	w := newWorld(t)
	good := w.good(t)
	second, err := w.stranger.Sign(data, "case:例示 package:pkg-1")
	if err != nil {
		t.Fatal(err)
	}
	trust := w.trust()
	trust.Minisign = append(trust.Minisign, w.stranger.Public())
	files := maps.Clone(good)
	files[approval+MinisignSuffix], files["sig/approval/minisign.pub"] = second, w.stranger.Public().Encode()
	if r := VerifyBoth(name, approval, data, files, trust); len(r.Faults) > 0 || len(r.Proofs) != 4 || !r.Proofs[3].Approves || r.Proofs[1].Approves {
		t.Errorf("%+v", r)
	}
	delete(files, name+MinisignSuffix)
	delete(files, "sig/minisign.pub")
	if r := VerifyBoth(name, approval, data, files, trust); len(r.Faults) > 0 || len(r.Proofs) != 3 {
		t.Errorf("%+v", r)
	}
	if r := VerifyBoth(name, approval, data, good, w.trust()); len(r.Faults) > 0 || len(r.Proofs) != 3 {
		t.Errorf("%+v", r)
	}
}
