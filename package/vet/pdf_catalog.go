package vet

// isCatalog reports whether a dictionary may be the catalog (ISO 32000-1, section 7.7.2).
// Not every reader asks for its Type.
func (p *pdfFile) isCatalog(d pdfDict) bool {
	return d["Pages"] != nil || p.resolve(d["Type"]) == pdfName("Catalog")
}

// rooted reports whether a trailer leads to a catalog.
func (p *pdfFile) rooted() bool {
	for _, root := range p.roots {
		switch root := root.(type) {
		case pdfRef:
			if p.catalogs[int(root)] {
				return true
			}
		case pdfDict:
			if p.isCatalog(root) {
				return true
			}
		}
	}
	return false
}

// unrooted looks at a file in which no trailer leads to a catalog as readers do that repair it.
func (p *pdfFile) unrooted() error {
	if !p.broken {
		p.mark(PDFRepaired, "")
		if err := p.everywhere(); err != nil {
			return err
		}
	}
	if err := p.objectStreams(); err != nil {
		return err
	}
	if !p.catalog {
		return Mark{PDFDamaged, "no catalog"}
	}
	return nil
}

// trailer looks at the dictionary of a trailer, which may hold what else objects do.
func (p *pdfFile) trailer(v any) {
	d, ok := v.(pdfDict)
	if !ok {
		return
	}
	p.walk("trailer", d)
	if root, given := d["Root"]; given {
		p.roots = append(p.roots, root)
	}
	if e, encrypted := d["Encrypt"]; encrypted && e != nil {
		p.encrypt = e
	}
	if ids, ok := d["ID"].(pdfArray); ok && len(ids) > 0 {
		p.id, _ = ids[0].(pdfString)
	}
}
