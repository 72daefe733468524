#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck source=tests/lib/lib.sh
#
# What cannot work is said in one clear line on stderr, with exit status 2, and
# nothing is written.
. "$(dirname "$0")/../lib/lib.sh"

tree=$work/tree
cp -r "$top/testdata/tree" "$tree"

# refuses NAME WORD ARGUMENT...: exit 2, one line that says WORD, no output,
# and no file.
refuses() {
	local name=$1 word=$2 got=0 lines
	shift 2
	(cd "$work" && env PATH="${tools:-$PATH}" "$pfncheck" "$@") >"$work/stdout" 2>"$work/stderr" || got=$?
	lines=$(wc -l <"$work/stderr")
	if [ $got != 2 ]; then
		not_ok "$name: exit status $got"
	elif [ "$lines" != 1 ] || ! grep -q '^pfncheck: ' "$work/stderr"; then
		not_ok "$name: not one line: $(cat "$work/stderr")"
	elif ! grep -qF -- "$word" "$work/stderr"; then
		not_ok "$name: does not say '$word': $(cat "$work/stderr")"
	elif [ -s "$work/stdout" ] || [ -e "$work/written" ]; then
		not_ok "$name: wrote something"
	else
		ok "$name: $(sed "s|$work|.|g" "$work/stderr")"
	fi
}

# Trees.
out=(-o "$work/written")
mkdir "$work/empty"
refuses "an empty folder" "is not a kernel tree" scan -C empty "${out[@]}"
refuses "no folder" "cannot open the tree" scan -C nowhere "${out[@]}"
refuses "a file" "not a kernel tree" scan -C "$tree/Makefile" "${out[@]}"
refuses "outside of any tree" "-C TREE" scan "${out[@]}"
cp -r "$tree" "$work/headless" && rm -r "$work/headless/include"
refuses "a tree without headers" include/linux/mm.h scan -C headless "${out[@]}"
cp -r "$tree" "$work/no-version" && echo 'all:' >"$work/no-version/Makefile"
refuses "a tree without a version" VERSION scan -C no-version "${out[@]}"
refuses "a path that is not there" "no 'mm/nothing.c'" scan -C tree mm/nothing.c
refuses "a path outside of the tree" "no '/etc'" scan -C tree /etc
refuses "a build that is none" "empty" scan -C tree --build-dir=empty "${out[@]}"

# Tools.
mkdir "$work/bin"
for p in sh env git dirname cat sed; do
	ln -s "$(command -v $p)" "$work/bin/$p"
done
without() { tools=$work/bin refuses "$@"; }
without "spatch is missing" "spatch" scan -C tree "${out[@]}"
printf '#!/bin/sh\necho "spatch version 1.0.4 compiled with OCaml version 4.02.3"\n' \
	>"$work/bin/spatch"
chmod +x "$work/bin/spatch"
without "spatch is too old" "1.0.4" scan -C tree "${out[@]}"
printf '#!/bin/sh\nexit 3\n' >"$work/bin/spatch"
without "spatch does not run" "spatch" scan -C tree "${out[@]}"
refuses "a checker that was asked for without a build" "not prepared" \
	scan -C tree --engine=clang --build-dir=empty "${out[@]}"

# Options.
refuses "unknown option" "--no-such" scan -C tree --no-such "${out[@]}"
refuses "unknown short option" "-Z" scan -C tree -Z "${out[@]}"
refuses "unknown rule" "no rule 'walk'" scan -C tree --rule=walk "${out[@]}"
refuses "unknown level" "note or warning" scan -C tree --level=error "${out[@]}"
refuses "unknown engine" "cocci, clang and sparse" scan -C tree --engine=gcc "${out[@]}"
refuses "unknown format" "text" scan -C tree --format=xml "${out[@]}"
refuses "unknown effect" "cow-visible" patch -C tree --effect=none "${out[@]}"
refuses "unknown --when" "auto, always or never" scan -C tree --color=maybe "${out[@]}"
refuses "no number" "j" scan -C tree -j many "${out[@]}"
refuses "too many jobs" "1024" scan -C tree -j 4000 "${out[@]}"
refuses "no time" "seconds" scan -C tree --timeout=0 "${out[@]}"
refuses "-q and -v" "contradict" scan -C tree -q -v "${out[@]}"
refuses "--no-cache and --cache-dir" "contradict" \
	scan -C tree --no-cache --cache-dir=x "${out[@]}"
refuses "--staged and --since" "contradict" scan -C tree --staged --since=HEAD
refuses "--staged and --build-dir" "contradict" scan -C tree --staged --build-dir=x
refuses "--baseline and --write-baseline" "contradict" \
	scan -C tree --baseline=x --write-baseline="$work/written"
refuses "--since and --write-baseline" "contradict" \
	scan -C tree --since=HEAD --write-baseline="$work/written"
refuses "--staged and --in-place" "contradict" patch -C tree --staged --in-place
refuses "--prune-baseline alone" "--baseline" scan -C tree --prune-baseline
refuses "series without -o" "-o DIR" series -C tree
refuses "unknown command is taken for a path" "no 'fnord'" fnord -C tree
refuses "one that is nearly a command is not" "did you mean 'scan'?" scna -C tree
refuses "unknown rule to explain" "no rule 'nobody'" explain nobody
refuses "unknown verb of hook" "install, uninstall or run" hook remove
refuses "doctor with an argument" "doctor" doctor now

# Files.
refuses "-o into a folder that is not there" "nowhere" scan -C tree -o nowhere/x
refuses "-o onto a folder" "empty" scan -C tree -o empty
refuses "--write-baseline into nowhere" "nowhere" \
	scan -C tree --write-baseline=nowhere/x
refuses "a baseline that is not there" "baseline" scan -C tree --baseline=nothing
echo hello >"$work/hello"
refuses "a baseline that is none" "is not a baseline" scan -C tree --baseline=hello
printf '# pfncheck baseline 1\nnonsense\n' >"$work/nonsense"
refuses "a baseline with a bad line" "line 2" scan -C tree --baseline=nonsense

# Git.
refuses "--staged without git" "git" scan -C tree --staged
refuses "--since without git" "git" scan -C tree --since=HEAD
refuses "hook without git" "top of a git repository" hook install -C tree
git init -q "$work/repo" && cp -r "$tree/." "$work/repo"
git -C "$work/repo" add -A
git -C "$work/repo" -c user.name=t -c user.email=t@t commit -qm t
refuses "--since an unknown revision" "no revision 'v99'" scan -C repo --since=v99
refuses "--since something like an option" "no revision '--all'" \
	scan -C repo --since=--all

# Files that vanish or cannot be read do not stop a scan: they are incomplete.
if [ "$(id -u)" != 0 ]; then
	chmod 000 "$tree/mm/gates.c"
	check "an unreadable file: 3" status 3 "$pfncheck" scan -C "$tree"
	chmod 644 "$tree/mm/gates.c"
fi
rm "$work/repo/mm/policy.c"
check "a tracked file that was deleted holds nothing" status 1 "$pfncheck" scan -C "$work/repo"
# What is no C is incomplete, with its place, and never without a finding only.
incomplete() {
	local file=$1 got=0
	timeout 120 "$pfncheck" scan -C "$tree" --engine=cocci --no-cache \
		--format=json -o "$work/json" "mm/$file" || got=$?
	[ $got = 3 ] && jq -r '.incomplete[] | select(.file == "mm/'"$file"'") |
		"\(.first)-\(.last) \(.reason)"' "$work/json" | grep .
}
printf 'int a;\0\377\376 VM_PFNMAP\0' >"$tree/mm/binary.c"
check "a binary file that is called .c is incomplete" incomplete binary.c
rm "$tree/mm/binary.c"
printf '# a shell script\nif [ VM_PFNMAP & 1 ]; then echo "x; fi\n' >"$tree/mm/script.c"
check "a script that is called .c is incomplete" incomplete script.c
rm "$tree/mm/script.c"
printf 'int f(struct vm_area_struct *vma)\n{\n\treturn vma->vm_flags & VM_PFNMAP;\n' \
	>"$tree/mm/cut.c"
check "a file that ends too early is incomplete" incomplete cut.c
rm "$tree/mm/cut.c"
# No flag in it: a call that a rule is about.
printf 'int f(pte_t pte)\n{\n\treturn ) pte_special(pte);\n}\n' >"$tree/mm/call.c"
check "a call in what cannot be parsed is incomplete" incomplete call.c
rm "$tree/mm/call.c"
printf 'int a;\0\377\376 VM_PFNMAP\0' >"$tree/mm/binary.c"
not_usage() {
	local got=0
	timeout 60 "$pfncheck" scan -C "$tree" >/dev/null 2>&1 || got=$?
	[ $got = 1 ] || [ $got = 3 ]
}
check "a binary file that is called .c" not_usage
rm "$tree/mm/binary.c" && mkfifo "$tree/mm/fifo.c"
check "a fifo that is called .c" not_usage
rm "$tree/mm/fifo.c"

# A file that takes too long is incomplete: one that works and one that waits.
real=$(command -v spatch)
too_slow() {
	printf '#!/bin/sh\ncase " $* " in *" --version "*) exec %s "$@" ;; esac\n%s\n' \
		"$real" "$1" >"$work/bin/spatch"
	chmod +x "$work/bin/spatch"
	status 3 env PATH="$work/bin:$PATH" "$pfncheck" scan -C "$tree" -q --no-cache \
		--timeout=1 --engine=cocci --format=json -o "$work/json" mm/gates.c &&
		jq -e '[.incomplete[] | select(.file == "mm/gates.c") | .reason] |
			any(startswith("no answer within '"$2"'"))' "$work/json"
}
check "an engine that uses its time up" too_slow \
	'while :; do :; done' '1 seconds of processor time'
check "an engine that waits for ever" too_slow 'exec sleep 100' '10 seconds'

# Such a file is not asked again, but with another time.
asked_slow() {
	printf '#!/bin/sh\ncase " $* " in *" --version "*) exec %s "$@" ;; esac\n%s\n' \
		"$real" "echo >>$work/asked; while :; do :; done" >"$work/bin/spatch"
	: >"$work/asked"
	for seconds in 1 1 2; do
		status 3 env PATH="$work/bin:$PATH" "$pfncheck" scan -C "$tree" -q \
			--cache-dir="$work/slow" --timeout=$seconds --engine=cocci \
			mm/gates.c || return 1
	done
	[ "$(wc -l <"$work/asked")" = 2 ]
}
check "a slow file is not asked twice" asked_slow

# Patch mode that fails costs the rewrites of that file and nothing else.
cat >"$work/bin/spatch" <<SH
#!/bin/sh
case " \$* " in *' -D patch '*) echo 'timeout (we abort): it' >&2; exit 2 ;; esac
PATH=$PATH exec $real "\$@"
SH
cp "$top/testdata/entry-test/bad.c" "$tree/mm/entry.c"
status 3 env PATH="$work/bin" "$pfncheck" scan -C "$tree" --no-cache \
	-q --engine=cocci --format=json -o "$work/json" mm/entry.c
said_once() {
	jq -e '(.findings | length > 1) and ([.findings[].fix.state] | unique == ["manual"]) and
		([.incomplete[] | select(.reason | startswith("patch mode: "))] | length == 1)' "$work/json"
}
check "patch mode fails: findings stay, the file is incomplete" said_once
rm "$tree/mm/entry.c"

# What changes an errno is asked for by name, twice; the findings of this rule
# are no reads, so their place is found in another way.
# What the tree does not declare a rewrite does not use.
cat >>"$work/repo/include/linux/mm.h" <<'EOF'
#define EINVAL 22
struct vm_area_struct { unsigned long vm_flags; };
bool is_cow_mapping(unsigned long flags);
EOF
cat >"$work/repo/mm/map.c" <<'EOF'
static int map_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, 5, 1, vma->vm_page_prot);
}

const struct file_operations map_fops = {
	.mmap	= map_mmap,
};
EOF
git -C "$work/repo" add -A
opt_in() {
	"$pfncheck" patch -q -C "$work/repo" --engine=cocci --no-cache "$@" mm/map.c
}
check "an opt-in rewrite on request" \
	grep -q '^+	if (is_cow_mapping(vma->vm_flags))' \
	<(opt_in --rule=private-pfnmap --effect=abi)
check "and not without" diff /dev/null <(opt_in --effect=abi)

# doctor says what is missing.
check "doctor" status 0 "$pfncheck" doctor
doctor_without() { status 2 env PATH="$work/bin" "$pfncheck" doctor; }
rm "$work/bin/spatch"
check "doctor without spatch" doctor_without
# The library that spatch loads is not a dependency of its package.
cat >"$work/bin/spatch" <<SH
#!/bin/sh
[ "\$1" != --version ] || exec $(command -v spatch) --version
echo 'Py.find_library: unable to find the Python library' >&2
exit 255
SH
chmod +x "$work/bin/spatch"
doctor_without >"$work/doctor" 2>&1
check "doctor without Python for spatch" \
	grep -q '^cocci *spatch cannot load the Python library: install' "$work/doctor"
done_testing
