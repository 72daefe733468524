# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Every fixture is a C file that compiles on its own in the kernel that it is
# spelled for, with and without the special bit, and sparse reads it.
. "$(dirname "$0")/../lib/lib.sh"
. "$top/tests/lib/model.sh"

# macros FILE: the definitions of MODEL_KERNEL that FILE asks for.
macros() {
	case $(mark "$1" kernel) in
	6.1) echo -DMODEL_KERNEL=601 ;;
	7.0) echo -DMODEL_KERNEL=700 ;;
	*) echo -DMODEL_KERNEL=612 ;;
	esac
}

# compile FILE: gcc, clang and, for errors, sparse.
compile() {
	local bit cc flags=(-std=gnu11 "-I$top/testdata/include" "$(macros "$1")")
	for bit in 0 1; do
		for cc in gcc clang; do
			command -v $cc >/dev/null || continue
			$cc "${flags[@]}" -Wall -Wextra -Werror -fsyntax-only \
				-DMODEL_PTE_SPECIAL=$bit "$1" || return 1
		done
	done
	command -v sparse >/dev/null || return 0
	sparse "${flags[@]}" -Wno-decl "$1"
}

for dir in "$top"/testdata/*/; do
	dir=$(basename "$dir")
	case $dir in include | model) continue ;; esac
	for file in "$top/testdata/$dir"/*.c; do
		[ -f "$file" ] || continue
		check "$dir/$(basename "$file") compiles" compile "$file"
	done
done

done_testing
