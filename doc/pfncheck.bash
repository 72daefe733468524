# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# bash completion for pfncheck.  Commands, options and rules are asked of the
# program itself, so that none can be missing here.

# The option names of a command, from its --help.
_pfncheck_options()
{
	"$1" "$2" --help 2>/dev/null |
		sed -n 's/^  \(-[[:alnum:]], \)\?\(--[a-z-]*=\?\).*/\2/p'
}

_pfncheck_commands()
{
	"$1" --help 2>/dev/null | sed -n 's/^  \([a-z]\+\)  .*/\1/p'
}

_pfncheck_rules()
{
	"$1" explain 2>/dev/null | sed 's/ .*//'
}

# What may follow "OPTION="; the last word of a list with commas is completed.
_pfncheck_values()
{
	case $2 in
	--rule) _pfncheck_rules "$1" ;;
	--level) echo note warning ;;
	--engine) echo cocci clang sparse ;;
	--effect) echo nfc fix cow-visible abi arch ;;
	--format) echo text json sarif org html ;;
	--progress | --color) echo auto always never ;;
	--verify) echo apply checkpatch build ;;
	esac
}

_pfncheck()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local program=${COMP_WORDS[0]} command=scan words option list=
	words=" $(_pfncheck_commands "$program" | tr '\n' ' ')"
	[[ $words == *" ${COMP_WORDS[1]} "* ]] && command=${COMP_WORDS[1]}
	COMPREPLY=()

	# "--rule=wal" comes as three words, cut at the "=".
	option=$prev
	if [[ $cur == = ]]; then
		option=$prev
		cur=
	elif [[ $prev == = ]]; then
		option=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	case $option in
	--tree | -C | --kernel | -K | --build-dir | --cache-dir)
		mapfile -t COMPREPLY < <(compgen -d -- "$cur")
		return ;;
	--output | -o | --baseline | --write-baseline | --proved)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return ;;
	esac
	words=$(_pfncheck_values "$program" "$option")
	if [[ -n $words ]]; then
		[[ $cur == *,* ]] && list=${cur%,*},
		mapfile -t COMPREPLY < <(compgen -P "$list" -W "$words" -- "${cur##*,}")
		return
	fi
	if [[ $cur == -* ]]; then
		# What hook takes are the options of a scan.
		[[ $command == hook ]] && command=scan
		words="$(_pfncheck_options "$program" "$command") --help"
		((COMP_CWORD == 1)) && words+=" --version"
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
		[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null
		return
	fi
	case $command in
	explain) words=$(_pfncheck_rules "$program") ;;
	hook) words="install uninstall run" ;;
	*) words= ;;
	esac
	((COMP_CWORD == 1)) && words+=" $(_pfncheck_commands "$program")"
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur"
		[[ $command == explain || $command == hook ]] || compgen -f -- "$cur")
}

complete -F _pfncheck pfncheck
