"""Reads Word files with python-docx and prints what it finds in them as JSON lines."""
import json
import sys

import docx
from docx.oxml.ns import qn


def texts(p):
    text, out = "", []
    for e in p.iter():
        sdt = next((a for a in e.iterancestors(qn("w:sdt"))), None)
        if sdt is not None and sdt.find("./" + qn("w:sdtPr") + "/" + qn("w:showingPlcHdr")) is not None:
            continue
        if e.tag == qn("w:t"):
            text += e.text or ""
        if e.tag == qn("w:br"):
            text += "\n"
        if e.tag == qn("w:tab") and e.getparent().tag == qn("w:r"):
            out.append(text)
            text = ""
    return [t for t in out + [text] if t]


for path in sys.argv[1:]:
    d = docx.Document(path)
    core = d.core_properties
    print(json.dumps({
        "Texts": [t for p in d.element.body.iter(qn("w:p")) for t in texts(p)],
        "Title": core.title, "Author": core.author, "Created": core.created.isoformat()[:10], "Language": core.language,
        "Styles": sorted({p.style.name for p in d.paragraphs}),
        "Landscape": [s.orientation == 1 and s.page_width > s.page_height for s in d.sections],
        "Headers": ["\n".join(p.text for p in s.header.paragraphs) for s in d.sections],
        "First": "\n".join(p.text for p in d.sections[0].first_page_footer.paragraphs),
        "Footers": ["\n".join(p.text for p in s.footer.paragraphs) for s in d.sections],
    }, ensure_ascii=False))
