#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""sarif-schema.py SCHEMA FILE... - validates SARIF against the published schema.

The schema is draft 4; python3-jsonschema is Debian's, so this is Debian's
Python, whatever else comes first in PATH.
"""
import json
import sys

import jsonschema


def load(name):
    with open(name, encoding="utf-8") as f:
        return json.load(f)


def main():
    validator = jsonschema.Draft4Validator(load(sys.argv[1]),
                                           format_checker=jsonschema.FormatChecker())
    faults = 0
    for name in sys.argv[2:]:
        for error in validator.iter_errors(load(name)):
            faults += 1
            print("%s: /%s: %s" % (name, "/".join(map(str, error.absolute_path)),
                                   error.message[:200]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
