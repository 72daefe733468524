#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""sarif.py FILE - checks what the SARIF 2.1.0 schema requires of our output.

The schema itself is not in the repository; these are its required members,
types and enumerations for everything that we write, and that nothing else is
written.  Every fix is applied to the file that it is for.
"""
import json
import os
import sys
import urllib.parse

TEXT = {"text": (str, True)}
SHAPES = {
    "log": {"$schema": (str, True), "version": (str, True), "runs": (["run"], True)},
    "automation": {"id": (str, True)},
    "run": {"tool": ("tool", True), "automationDetails": ("automation", False),
            "originalUriBaseIds": (dict, True),
            "columnKind": (str, True), "invocations": (["invocation"], True),
            "results": (["result"], True)},
    "tool": {"driver": ("driver", True)},
    "driver": {"name": (str, True), "version": (str, True), "rules": (["rule"], True)},
    "rule": {"id": (str, True), "shortDescription": ("text", True), "help": ("text", True),
             "defaultConfiguration": ("config", True), "properties": (dict, True)},
    "config": {"level": (str, True)},
    "text": TEXT,
    "invocation": {"executionSuccessful": (bool, True),
                   "toolExecutionNotifications": (["notification"], True)},
    "notification": {"level": (str, True), "message": ("text", True),
                     "locations": (["location"], True)},
    "result": {"ruleId": (str, True), "ruleIndex": (int, True), "level": (str, True),
               "message": ("text", True), "locations": (["location"], True),
               "partialFingerprints": (dict, True), "relatedLocations": (["location"], False),
               "codeFlows": (["codeFlow"], False), "fixes": (["fix"], False),
               "properties": (dict, True)},
    "location": {"id": (int, False), "physicalLocation": ("physical", True),
                 "logicalLocations": (["logical"], False), "message": ("text", False)},
    "logical": {"name": (str, True), "kind": (str, True)},
    "physical": {"artifactLocation": ("artifact", True), "region": ("region", False)},
    "artifact": {"uri": (str, True), "uriBaseId": (str, True)},
    "region": {"startLine": (int, True), "startColumn": (int, False),
               "endLine": (int, False), "endColumn": (int, False)},
    "codeFlow": {"threadFlows": (["threadFlow"], True)},
    "threadFlow": {"locations": (["flowLocation"], True)},
    "flowLocation": {"location": ("location", True)},
    "fix": {"description": ("text", True), "artifactChanges": (["change"], True)},
    "change": {"artifactLocation": ("artifact", True), "replacements": (["replacement"], True)},
    "replacement": {"deletedRegion": ("region", True), "insertedContent": ("text", False)},
}
faults = []
fixed = {}


def check(kind, value, where):
    if isinstance(kind, list):
        if not isinstance(value, list):
            faults.append("%s is no array" % where)
            return
        for i, one in enumerate(value):
            check(kind[0], one, "%s[%d]" % (where, i))
    elif isinstance(kind, str):
        check_shape(kind, value, where)
    elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        faults.append("%s is no %s" % (where, kind.__name__))


def check_shape(kind, value, where):
    if not isinstance(value, dict):
        faults.append("%s is no object" % where)
        return
    for name, (what, needed) in SHAPES[kind].items():
        if name in value:
            check(what, value[name], where + "." + name)
        elif needed:
            faults.append("%s has no '%s'" % (where, name))
    for name in value.keys() - SHAPES[kind].keys():
        faults.append("%s has '%s', which is not known here" % (where, name))
    if kind == "region" and any(value[k] < 1 for k in value):
        faults.append("%s: lines and columns are from 1" % where)
    if "level" in value and value["level"] not in ("none", "note", "warning", "error"):
        faults.append("%s: no level '%s'" % (where, value["level"]))


def apply_fix(root, fix, where):
    for change in fix["artifactChanges"]:
        path = os.path.join(root, urllib.parse.unquote(change["artifactLocation"]["uri"]))
        with open(path, encoding="utf-8", errors="surrogateescape") as f:
            lines = f.read().splitlines(keepends=True)
        last = len(lines) + 1
        for r in reversed(change["replacements"]):
            region = r["deletedRegion"]
            first, end = region["startLine"], region["endLine"]
            if not first <= end <= last:
                faults.append("%s: replacements overlap or leave the file" % where)
            last = first
            text = r.get("insertedContent", {"text": ""})["text"]
            lines[first - 1:end - 1] = text.splitlines(keepends=True)
        fixed[path] = "".join(lines)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        log = json.load(f)
    check("log", log, "log")
    if not faults:
        run = log["runs"][0]
        if log["version"] != "2.1.0":
            faults.append("version is not 2.1.0")
        ids = [r["id"] for r in run["tool"]["driver"]["rules"]]
        root = urllib.parse.unquote(run["originalUriBaseIds"]["TREE"]["uri"])
        if not root.startswith("file:///") or not root.endswith("/"):
            faults.append("the base '%s' is no folder's URI" % root)
        for i, result in enumerate(run["results"]):
            if ids[result["ruleIndex"]] != result["ruleId"]:
                faults.append("result %d: ruleIndex is another rule's" % i)
            for fix in result.get("fixes", []):
                apply_fix(root[len("file://"):], fix, "result %d" % i)
    # A second argument: a file, printed as its fix leaves it.
    if len(sys.argv) > 2:
        sys.stdout.write(fixed.get(sys.argv[2], ""))
        return 0
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
