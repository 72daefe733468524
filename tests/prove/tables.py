# SPDX-License-Identifier: GPL-2.0-only
"""What the text and the HTML page both show, as rows of words."""
from collections import defaultdict

from record import by_question
from wrong import TITLES

EFFECT_WORDS = {
    None: "no effect stated",
    "nfc": "no functional change",
    "leaf": "huge leaves stay",
    "cow-visible": "COWed pages become visible",
    "mended": "a bug is mended",
    "abi": "user space sees a difference",
    "arch": "architectures differ",
}


def grouped(rows):
    """Changes that say the same of several mappings, as one row: [interface, what,
    before, after, kinds, count]. rows: [machine, key, before, after]."""
    groups = defaultdict(list)
    for machine, key, before, after in rows:
        kind, state, test, what = key.split(" ")
        groups[test, what, before or "nothing", after or "nothing"].append(
            (kind, state, machine))
    return [[test, what, before, after,
             ", ".join(dict.fromkeys(kind for kind, _, _ in found)), str(len(found))]
            for (test, what, before, after), found in groups.items()]


def changes_of(entry):
    return [[machine, *row[:3]] for machine, found in entry["machines"].items()
            for row in found["changes"]]


def patch_rows(entry):
    return grouped(changes_of(entry))


def patch_line(entry):
    counts = ", ".join(f"{found['count']} on {name}"
                       for name, found in entry["machines"].items())
    return f"{EFFECT_WORDS[entry['effect']]}; observations that changed: {counts}"


def interface_rows(record):
    """Before and after the whole series: the changes of all patches by interface."""
    first, last = {}, {}
    for entry in record["patches"]:
        for machine, key, before, after in changes_of(entry):
            first.setdefault((machine, key), before)
            last[machine, key] = after
    rows = [[*place, first[place], last[place]] for place in first
            if first[place] != last[place]]
    return sorted(grouped(rows), key=lambda row: row[0])


def wrong_rows(record):
    """[sort in words, interface, what, value, kinds, the patch that mends it]."""
    groups = defaultdict(list)
    for wrong in record["wrong"]:
        kind, state, test, what = wrong["key"].split(" ")
        groups[TITLES[wrong["sort"]], test, what, wrong["value"],
               wrong["mended_by"] or "none"].append(f"{kind} ({state})")
    order = list(TITLES.values())
    rows = [[*key[:4], ", ".join(dict.fromkeys(kinds)), key[4]]
            for key, kinds in groups.items()]
    return sorted(rows, key=lambda row: order.index(row[0]))


def question_rows(record):
    """[number, place, call, how many observations tell, the first of them]."""
    rows = []
    for number, question in sorted(by_question(record).items()):
        told = question["told"]
        first = (f"{told[0][1]}: {told[0][2] or 'nothing'} -> {told[0][3] or 'nothing'} "
                 f"on {told[0][0]}" if told else "none: an observation is missing")
        rows.append([str(number), f"{question['file']}:{question['line']}",
                     question["call"], str(len(told)), first])
    return rows


def how_rows(record):
    """[what, value]: whatever a reader needs to see the same."""
    rows = [["kernel", record["kernel"]], ["date", record["date"]]]
    rows += [[name, value] for name, value in record["versions"].items()]
    rows += [[f"booted as {name}", command]
             for name, command in record["commands"].items()]
    rows += [[f"observed on {m['name']}",
              f"{m['observations']} lines in {m['seconds']} s"]
             for m in record["machines"]]
    return rows + [["this run", f"{record['seconds']} s"]]


INTERFACE_HEAD = ["interface", "what", "before", "after", "mappings", "count"]
WRONG_HEAD = ["", "interface", "what", "value", "mappings", "mended by"]
QUESTION_HEAD = ["", "place", "question", "told by", "first of them"]
