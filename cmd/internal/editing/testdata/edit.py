"""Changes one text in each of the files named on standard input, as a person does, and saves them."""
import json
import sys

import docx
import openpyxl
from docx.oxml.ns import qn


def texts(path):
    if path.endswith(".xlsx"):
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        yield book, cell, "value"
        return
    document = docx.Document(path)
    for text in document.element.body.iter(qn("w:t")):
        yield document, text, "text"


for job in json.load(sys.stdin):
    for file, place, name in texts(job["from"]):
        if getattr(place, name) == job["was"]:
            setattr(place, name, job["is"])
            file.save(job["to"])
            break
    else:
        sys.exit(job["from"] + ": no " + job["was"])
