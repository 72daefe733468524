# SPDX-License-Identifier: GPL-2.0-only
"""The result of a run as text."""
import textwrap

import tables
from record import summary

WIDTH = 100


def heading(text):
    return f"{text}\n{'-' * len(text)}\n"


def table(head, rows):
    """Columns as wide as what is in them; the last may be longer than a line."""
    if not rows:
        return "none\n"
    rows = [head, *rows] if any(head) else rows
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
             for row in rows]
    return "\n".join(lines) + "\n"


def cut(row, widths):
    return [textwrap.shorten(cell, width, placeholder=" ...") if width else cell
            for cell, width in zip(row, widths)]


def verdict(record):
    if not record["red"]:
        return f"green: {summary(record)}\n"
    return f"red: {summary(record)}\n" + "".join(
        textwrap.fill(sentence, WIDTH, initial_indent="  ", subsequent_indent="    ",
                      break_long_words=False) + "\n" for sentence in record["red"][:40])


def patches(record):
    parts = []
    for at, entry in enumerate(record["patches"], 1):
        parts.append(f"{at}. {entry['subject']}\n   {tables.patch_line(entry)}\n")
        rows = [cut(row, (0, 0, 36, 36, 60, 0)) for row in tables.patch_rows(entry)]
        if rows:
            parts.append(textwrap.indent(table(tables.INTERFACE_HEAD, rows), "   "))
    return "\n".join(parts)


def page(record):
    wrong = [cut(row, (0, 0, 0, 50, 70, 0)) for row in tables.wrong_rows(record)]
    whole = [cut(row, (0, 0, 50, 50, 70, 0)) for row in tables.interface_rows(record)]
    asked = [cut(row, (0, 0, 50, 0, 0)) for row in tables.question_rows(record)]
    sections = [
        (f"The series on a running kernel, linux {record['kernel']}", verdict(record)),
        ("Before and after, by interface", table(tables.INTERFACE_HEAD, whole)),
        ("Patch by patch", patches(record)),
        ("What the unmodified kernel gets wrong", table(tables.WRONG_HEAD, wrong)),
        ("Each question taken out again", table(tables.QUESTION_HEAD, asked)),
        ("How it was seen", table(["", ""], tables.how_rows(record))),
    ]
    return "\n".join(heading(title) + "\n" + text for title, text in sections)
