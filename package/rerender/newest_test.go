package rerender_test

import (
	"slices"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/package/rerender"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// named stores a package of a case that has the name of another, whose service and company it says,
// and gives its id.
func named(t *testing.T, store storage.Store, number casefile.CorporateNumber, company, service, address string) string {
	t.Helper()
	file := read(t, "small-saas.yaml", oldText)
	c := file.Case
	c.ID, c.Application.Receipt, c.Prior.Receipt = "case-1", casefile.Receipt{}, casefile.Receipt{}
	c.Applicant.CorporateNumber, c.Applicant.Name, c.Applicant.Address, c.Service.Name = number, casefile.Text(company), casefile.Text(address), casefile.Text(service)
	data, err := casefile.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	file, _ = reader.Decode("case.yaml", data, nil)
	return pack(t, store, file, "registration")
}

// TestSameName: of cases that different people gave one name, each has its package that counts;
// of one case, the newest is.
func TestSameName(t *testing.T) {
	store := new(mem.Store)
	named(t, store, "", "株式会社乙", "", "東京都") // while the case says little
	named(t, store, "6999900000011", "株式会社甲", "甲クラウド", "東京都")
	want := []string{
		named(t, store, "6999900000011", "株式会社甲（旧丙）", "甲クラウド", "大阪府"), // the same service, whose company has another name
		named(t, store, "6999900000011", "株式会社甲", "甲研修クラウド", "東京都"),
		named(t, store, "5999900000012", "株式会社乙", "甲クラウド", "東京都"),
	}
	slices.Sort(want)
	for range 2 { // the second time, of what took their place
		var got, made []string
		m := mover(store, newText)
		m.Again = true
		for _, r := range run(t, m) {
			got, made = append(got, r.Package), append(made, r.New)
			if r.Outcome == rerender.Failed {
				t.Error(r)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Fatalf("%q, want %q", got, want)
		}
		want = slices.Sorted(slices.Values(made))
		if want[0] == "" {
			break
		}
	}
}
