"""Reads workbooks with openpyxl and prints what a person sees in them as JSON lines.

A text that goes on in following rows is put together: rows that share a merged cell are
read as one, column by column. Numbers and dates are shown through their number formats.
"""
import datetime
import json
import re
import sys

import openpyxl
from openpyxl.utils.datetime import to_excel

ERAS = [("令和", 2019, 5, 1), ("平成", 1989, 1, 8), ("昭和", 1926, 12, 25), ("大正", 1912, 7, 30), ("明治", 1868, 1, 25)]


def section(fmt, number):
    parts = fmt.split(";")
    for part in parts:
        limit = re.match(r"\[<(\d+)\]", part)
        if limit is None or number < int(limit.group(1)):
            if limit is None and len(parts) == 2 and number < 0:
                return parts[1], -number
            return part, number


def show(cell):
    value, fmt = cell.value, cell.number_format
    if isinstance(value, datetime.datetime):
        return show_date(value.date(), section(fmt, to_excel(value))[0])
    if isinstance(value, (int, float)):
        fmt, value = section(fmt, value)
        digits = re.search(r"(#,##)?0(\.0+)?", fmt)
        places = len(digits.group(2)) - 1 if digits.group(2) else 0
        text = f"{value:{',' if digits.group(1) else ''}.{places}f}"
        return fmt[: digits.start()].replace('"', "") + text + fmt[digits.end() :].replace('"', "")
    return value


def show_date(day, fmt):
    name, year = next((n, day.year - y + 1) for n, y, m, d in ERAS if day >= datetime.date(y, m, d))
    codes = {"[$-411]": "", "ggge": f"{name}{year}", "ggg": name, "yyyy": f"{day.year}", "mm": f"{day:%m}", "dd": f"{day:%d}", "m": str(day.month), "d": str(day.day)}
    token = re.compile(r'"([^"]*)"|\[<\d+\]|' + "|".join(re.escape(c) for c in codes))
    return token.sub(lambda m: codes.get(m.group(0), m.group(1) or ""), fmt)


def words(sheet):
    below = {}
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, merged.max_row):
            below[row] = True
    band = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                band.setdefault(cell.column, []).append(show(cell))
        if row and row[0].row in below:
            continue
        for column in sorted(band):
            yield "".join(band[column])
        band = {}


def page(sheet):
    rules = sheet.data_validations.dataValidation
    margins, setup = sheet.page_margins, sheet.page_setup
    return {
        "Name": sheet.title,
        "Setup": f"{setup.paperSize} {setup.orientation} {setup.fitToWidth}x{setup.fitToHeight} {sheet.sheet_properties.pageSetUpPr.fitToPage}",
        "Margins": [round(x * 25.4, 2) for x in (margins.left, margins.right, margins.top, margins.bottom, margins.header, margins.footer)],
        "Area": sheet.print_area if isinstance(sheet.print_area, str) else ",".join(sheet.print_area),
        "Titles": sheet.print_title_rows or "",
        "Freeze": sheet.freeze_panes or "",
        "Protected": sheet.protection.sheet and not (sheet.protection.password or sheet.protection.hashValue),
        "Header": str(sheet.oddHeader.center.text or ""),
        "Foot": [str(sheet.oddFooter.left.text or ""), str(sheet.oddFooter.center.text or ""), str(sheet.firstFooter.left.text or "")],
        "Lists": {str(rule.sqref): rule.formula1 for rule in rules},
        "Open": [c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked],
        "Words": list(words(sheet)),
    }


for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path)
    props = book.properties
    print(json.dumps({
        "Title": props.title, "Creator": props.creator, "Language": props.language,
        "Created": str(props.created), "Modified": str(props.modified),
        "Sheets": [page(s) for s in book.worksheets if s.sheet_state == "visible"],
        "Hidden": {s.title: [[c.value for c in row] for row in s.iter_rows()] for s in book.worksheets if s.sheet_state != "visible"},
        "Names": {n: book.defined_names[n].attr_text for n in book.defined_names} if isinstance(book.defined_names, dict)
        else {n.name: n.attr_text for n in book.defined_names.definedName},
    }, ensure_ascii=False))
