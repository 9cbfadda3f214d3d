package admin

import (
	"net/http"
	"net/url"

	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/manifest"
	"yoshiki/package/signature"
)

// packagesShown is how many packages one page has: as many as are verified at once.
const packagesShown = 20

// packageRow is a package, and whether it is whole once that was looked at.
type packageRow struct {
	*manifest.Manifest // nil where it is damaged
	ID                 string
	Looked, Whole      bool
	Signed             int
	Faults             int
}

// packages shows the packages of the tenant and, when it is asked for, whether they are whole.
func (p *pages) packages(c *call) error {
	s, err := c.Store()
	if err != nil {
		return err
	}
	q := c.R.URL.Query()
	look := q.Get("look") != ""
	var rows []packageRow
	next := ""
	err = office.Packages(c.R.Context(), s, q.Get("after"), func(id string, m *manifest.Manifest) bool {
		if len(rows) == packagesShown {
			next = rows[len(rows)-1].ID
			return false
		}
		rows = append(rows, packageRow{Manifest: m, ID: id})
		return true
	})
	if err != nil {
		return err
	}
	for i := range rows {
		if !look {
			break
		}
		v, err := custody.VerifyStored(c.R.Context(), s, rows[i].ID, signature.Trust{At: p.Now()})
		if err != nil {
			return err
		}
		rows[i].Looked, rows[i].Whole, rows[i].Signed, rows[i].Faults = true, v.Whole(), len(v.Proofs), v.Errors()
	}
	if next != "" {
		next = "?" + url.Values{"after": {next}}.Encode()
	}
	return c.Show(http.StatusOK, "ad-packages", c.Text("ad-packages"), map[string]any{"Rows": rows, "Next": next, "After": q.Get("after")})
}
