"""Reads zip files named on standard input, one a line, and prints for each a line of JSON:
path -> SHA-256 of what is unpacked, or null when Python refuses."""
import hashlib, json, sys, zipfile

for name in sys.stdin.read().split("\n"):
    if not name:
        continue
    try:
        tree = {}
        with zipfile.ZipFile(name) as z:
            for info in z.infolist():
                if not info.is_dir():
                    tree[info.filename.removeprefix("./")] = hashlib.sha256(z.read(info)).hexdigest()
    except Exception:
        tree = None
    print(json.dumps(tree))
