# SPDX-License-Identifier: GPL-2.0-only
"""Everything a run found out, as one JSON document; the pages are made of it.

  kernel, versions, commands, date, seconds
  machines     name, observations, repeatable (two boots told the same)
  patches      name, subject, id, effect, proved (sentences for its mail), machines:
               {name: {changes: [[key, before, after, fault]], count}}
  wrong        what the unmodified kernel gets wrong: machine, key, value, sort,
               mended_by
  questions    machine, number, file, line, call, told: [[key, asked, not asked]]
  red          sentences; none if the series holds
"""
import json
import subprocess
from collections import Counter

from observations import COW_PAGE, is_complaint, is_death
from verdict import compare
from wrong import find_wrong


def first_line(*command):
    try:
        run = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        return "absent"
    return run.stdout.decode("utf-8", "replace").split("\n")[0]


def versions():
    return {"compiler": first_line("gcc", "--version"),
            "emulator": first_line("qemu-system-x86_64", "--version")}


def as_rows(changes):
    return [[c.key, c.before, c.after, c.fault] for c in changes]


def patch_entry(patch, states, at):
    """What one patch changed on each machine. at: its place, 1 for the first."""
    machines = {}
    for machine, boots in states.items():
        changes = compare(patch.effect, boots[at - 1].lines, boots[at].lines)
        machines[machine.name] = {"changes": as_rows(changes), "count": len(changes)}
    return {"name": patch.name, "subject": patch.subject, "id": patch.id,
            "effect": patch.effect, "machines": machines}


def red_of_patch(entry, boots, machine):
    """Sentences, the worst first, of one patch on one machine."""
    red = []
    if not boots.complete:
        red.append(f"{entry['subject']}: {machine}: the boot does not reach its end")
    changes = entry["machines"][machine]["changes"]
    bad = [row for row in changes if row[3]]
    bad.sort(key=lambda row: (not is_death(row[0]), not is_complaint(row[0])))
    for key, before, after, fault in bad:
        red.append(f"{entry['subject']}: {machine}: {key}: {before or 'nothing'} -> "
                   f"{after or 'nothing'} ({fault})")
    return red


def red_of_base(machine, boots, again):
    """What must hold of the unmodified kernel for anything to be said."""
    if not boots.complete:
        return [f"unmodified kernel: {machine}: the boot does not reach its end"]
    different = [key for key in {**boots.lines, **again.lines}
                 if boots.lines.get(key) != again.lines.get(key)]
    return [f"unmodified kernel: {machine}: two boots differ: {key}: "
            f"{boots.lines.get(key)}, {again.lines.get(key)}" for key in different]


def wrong_entries(machine, patches, boots):
    states = [(None, boots[0].lines)]
    states += [(p.subject, b.lines) for p, b in zip(patches, boots[1:])]
    return [{"machine": machine, "key": w.key, "value": w.value, "sort": w.sort,
             "mended_by": w.mended_by} for w in find_wrong(states)]


def question_entry(machine, question, asked, unasked):
    """What tells that a question is not asked; nothing if no observation does."""
    told = compare("nfc", asked.lines, unasked.lines)
    return {"machine": machine, **vars(question),
            "told": [[c.key, c.before, c.after] for c in told]}


def proved_text(entry, observations):
    """What a mail can say of its own boots: sentences, not wrapped."""
    found = entry["machines"]
    if not any(m["count"] for m in found.values()):
        counts = " and ".join(f"{observations[name]} on {name}" for name in found)
        return ("Booted before and after this patch: of what user space is told of "
                f"mappings of every kind, no observation differs ({counts}).")
    counts = " and ".join(f"{m['count']} of {observations[name]} observations on {name}"
                          for name, m in found.items())
    rows = [row for m in found.values() for row in m["changes"]]
    example = next((row for row in rows if row[0].endswith(COW_PAGE)), rows[0])
    kind, _, test, what = example[0].split(" ")
    return ("Booted before and after this patch: of what user space is told of mappings "
            f"of every kind, {counts} differ. For example {test} of a {kind} mapping, "
            f"{what}: \"{example[1] or 'nothing'}\" before, \"{example[2] or 'nothing'}\" "
            "after.")


def summary(record):
    """Counts for the last line of a run."""
    told = Counter(bool(q["told"]) for q in by_question(record).values())
    return (f"{len(record['patches'])} patches, {len(record['red'])} faults; questions "
            f"told apart: {told[True]} of {told[True] + told[False]}")


def by_question(record):
    """The questions, once each: what was told on any machine."""
    merged = {}
    for entry in record["questions"]:
        known = merged.setdefault(entry["number"], {**entry, "told": []})
        known["told"] += [[entry["machine"], *row] for row in entry["told"]]
    return merged


def write_json(record, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(record, file, indent=1)
        file.write("\n")


def write_proved(record, path):
    """For 'pfncheck series --proved': lines "ID<tab>sentences". A run that found a
    fault proves nothing."""
    with open(path, "w", encoding="utf-8") as file:
        for entry in record["patches"] if not record["red"] else ():
            file.write(f"{entry['id']}\t{entry['proved']}\n")

