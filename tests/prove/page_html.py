# SPDX-License-Identifier: GPL-2.0-only
"""The result of a run as one HTML file that needs nothing else."""
from html import escape

import tables
from record import summary

STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 80em; margin: 2em auto;
       padding: 0 1em; }
table { border-collapse: collapse; margin: .7em 0 1.5em; }
th, td { text-align: left; vertical-align: top; padding: .2em .7em .2em 0;
         border-bottom: 1px solid #8884; }
td { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; }
.green { color: #0a7d28; } .red { color: #c5221f; }
details { margin: .5em 0; } summary { cursor: pointer; }
"""


def table(head, rows):
    if not rows:
        return "<p>none</p>"
    top = "<tr>" + "".join(f"<th>{escape(c)}" for c in head) + "\n" if any(head) else ""
    return "<table>\n" + top + "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) + "\n"
        for row in rows) + "</table>"


def verdict(record):
    colour = "red" if record["red"] else "green"
    items = "".join(f"<li>{escape(sentence)}\n" for sentence in record["red"])
    return (f'<p class="{colour}"><b>{colour}</b>: {escape(summary(record))}</p>' +
            (f"<ul>\n{items}</ul>" if items else ""))


def patches(record):
    parts = []
    for at, entry in enumerate(record["patches"], 1):
        parts.append(f"<details><summary><b>{at}. {escape(entry['subject'])}</b>: "
                     f"{escape(tables.patch_line(entry))}</summary>\n" +
                     table(tables.INTERFACE_HEAD, tables.patch_rows(entry)) +
                     "</details>\n")
    return "".join(parts)


def page(record):
    title = f"The series on a running kernel, linux {record['kernel']}"
    sections = [
        ("Before and after, by interface",
         table(tables.INTERFACE_HEAD, tables.interface_rows(record))),
        ("Patch by patch", patches(record)),
        ("What the unmodified kernel gets wrong",
         table(tables.WRONG_HEAD, tables.wrong_rows(record))),
        ("Each question taken out again",
         table(tables.QUESTION_HEAD, tables.question_rows(record))),
        ("How it was seen", table(["", ""], tables.how_rows(record))),
    ]
    return (f"<!DOCTYPE html>\n<html lang=en><meta charset=utf-8>\n<title>{escape(title)}"
            f"</title>\n<style>{STYLE}</style>\n<h1>{escape(title)}</h1>\n" +
            verdict(record) + "\n" +
            "\n".join(f"<h2>{escape(name)}</h2>\n{text}" for name, text in sections) +
            "\n</html>\n")
