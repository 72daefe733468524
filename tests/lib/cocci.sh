# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154,SC2120
#
# cocci.sh - the semantic patches beside what they are told of a tree, as
# 'instantiate' leaves them; here the model's headers are the tree.
scripts=$work/scripts
cp -r "$build/semantic-patches" "$scripts"

# Carriers of the model's headers, which are found in a tree.
model_masks="VM_SPECIAL VM_NO_KHUGEPAGED VMA_SPECIAL_FLAGS VMA_REMAP_FLAGS"

# know_tree [PREDICATES [HAS]]: what the scripts know from now on
know_tree() {
	jq -n --arg masks "$model_masks" --arg predicates "${1:-}" --arg has "${2:-}" \
		'{$masks, $predicates, $has} | map_values(split(" ")) |
			(.masks, .predicates) |= (map({(.): []}) | add // {})' \
		>"$scripts/pfnmap/tree.json"
}
know_tree

# cocci SCRIPT MODE [OPTION...]: spatch, in the folder of the scripts
cocci() {
	(cd "$scripts" && PYTHONPYCACHEPREFIX="$work/compiled" spatch \
		--sp-file "$1.cocci" -D "$2" --very-quiet --no-includes \
		--include-headers --macro-file macros.h "${@:3}")
}
