#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""page.py HTML JSON FOLDER - the HTML report in headless Chromium.

Opens it in its main states (all, one rule, one cell of the map, a text, no
match), compares what is visible with the JSON report of the same scan, and
takes a screenshot of each into FOLDER, which must show something, and not the
same.
"""
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import urllib.parse
import zlib

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--no-first-run", "--disable-extensions", "--disable-background-networking",
         "--window-size=1100,1400", "--virtual-time-budget=3000"]
faults = []


def chromium(profile, url, *more):
    run = subprocess.run(["chromium", *FLAGS, "--user-data-dir=" + profile, *more, url],
                         capture_output=True, timeout=120, check=False)
    return run.stdout.decode("utf-8", "replace")


def colours(path):
    """How many different bytes a PNG's rows hold: 1 or 2 if it is blank."""
    with open(path, "rb") as f:
        data = f.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    return len(set(zlib.decompress(packed)))


def subsystem(name):
    parts = name.split("/")
    depth = 2 if parts[0] in ("arch", "drivers", "fs", "net") and len(parts) > 2 else 1
    return "/".join(parts[:depth]) if len(parts) > 1 else "."


def main():
    page, report, folder = sys.argv[1:]
    with open(report, encoding="utf-8") as f:
        found = json.load(f)["findings"]
    rule = found[0]["rule"]
    sub = subsystem(found[-1]["file"])
    states = {
        "all": ("", found),
        "rule": ("rule=" + rule, [f for f in found if f["rule"] == rule]),
        "cell": (urllib.parse.urlencode({"rule": found[-1]["rule"], "sub": sub}),
                 [f for f in found if f["rule"] == found[-1]["rule"] and
                  subsystem(f["file"]) == sub]),
        "text": ("q=young_test_walk",
                 [f for f in found if f["function"] == "young_test_walk"]),
        "nothing": ("q=there+is+no+such+text", []),
    }
    shots = {}
    with tempfile.TemporaryDirectory() as profile:
        for state, (fragment, want) in states.items():
            url = "file://" + urllib.parse.quote(os.path.abspath(page)) + "#" + fragment
            dom = chromium(profile, url, "--dump-dom")
            visible = len(re.findall(r"<article (?![^>]*hidden)", dom))
            count = re.search(r'id="count">([^<]*)<', dom)
            if visible != len(want):
                faults.append("%s: %d findings are visible, not %d" % (state, visible, len(want)))
            if not count or count.group(1) != "%d of %d" % (len(want), len(found)):
                faults.append("%s: the count says %s" % (state, count and count.group(1)))
            shot = os.path.join(folder, "page-%s.png" % state)
            chromium(profile, url, "--screenshot=" + shot)
            if not os.path.exists(shot) or colours(shot) < 20:
                faults.append("%s: the screenshot is blank" % state)
                continue
            with open(shot, "rb") as f:
                shots.setdefault(f.read(), []).append(state)
    for same in shots.values():
        if len(same) > 1:
            faults.append("these look the same: %s" % ", ".join(same))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
