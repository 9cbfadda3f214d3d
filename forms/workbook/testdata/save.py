# Opens each workbook of a folder and saves it again.
import pathlib
import sys

import openpyxl

for path in pathlib.Path(sys.argv[1]).glob("*.xlsx"):
    openpyxl.load_workbook(path).save(path)
