# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# t-fetch-package - packages out of an archive's suites: a small archive in a
# folder, whose further suites have newer packages than the machine's own.
. "$(dirname "$0")/../lib/lib.sh"

archive=$work/archive
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-none}")
arch=$(dpkg --print-architecture)

# package SUITE NAME VERSION: a package whose only file says its version.
package() {
	local root=$work/pkg pool=$archive/pool/$1
	rm -rf "$root" && mkdir -p "$root/DEBIAN" "$root/usr/src" "$pool"
	echo "$2 $3" >"$root/usr/src/$2"
	printf '%s\n' "Package: $2" "Version: $3" 'Architecture: all' \
		'Maintainer: nobody <nobody@example.com>' 'Description: none' \
		>"$root/DEBIAN/control"
	dpkg-deb --root-owner-group -Znone -b "$root" "$pool/$2_$3_all.deb" >"$work/deb.log"
}

# source SUITE NAME VERSION: a native source package with one file.
source_package() {
	local pool=$archive/pool/$1 root=$work/src/$2-$3
	mkdir -p "$pool" "$root"
	echo "$2 $3" >"$root/version"
	tar -C "$work/src" --sort=name -czf "$pool/$2_$3.tar.gz" "$2-$3"
	(cd "$pool" && printf '%s\n' 'Format: 1.0' "Source: $2" "Binary: $2" \
		'Architecture: any' "Version: $3" 'Maintainer: nobody <nobody@example.com>' \
		'Files:' " $(md5sum <"$2_$3.tar.gz" | cut -d' ' -f1) $(stat -c %s "$2_$3.tar.gz") $2_$3.tar.gz" \
		'Checksums-Sha256:' \
		" $(sha256sum <"$2_$3.tar.gz" | cut -d' ' -f1) $(stat -c %s "$2_$3.tar.gz") $2_$3.tar.gz" \
		>"$2_$3.dsc")
}

# publish SUITE CODENAME [ALIAS]: the indices of what lies in its pool.
publish() {
	local dist=$archive/dists/$2
	mkdir -p "$dist/main/binary-$arch" "$dist/main/source" "$archive/pool/$1"
	(cd "$archive" && dpkg-scanpackages -m "pool/$1" >"$dist/main/binary-$arch/Packages" &&
		dpkg-scansources "pool/$1" >"$dist/main/source/Sources") 2>"$work/scan.log"
	(cd "$dist" && printf '%s\n' "Suite: ${3:-$2}" "Codename: $2" "Architectures: $arch all" \
		'Components: main' "Date: $(LC_ALL=C date -u -R)" 'SHA256:' &&
		find main -type f -printf ' %P\n' | while read -r f; do
			echo " $(sha256sum <"main/$f" | cut -d' ' -f1) $(stat -c %s "main/$f") main/$f"
		done) >"$work/Release"
	cp "$work/Release" "$dist/Release"
	cp "$work/Release" "$dist/InRelease"
	[ -z "${3:-}" ] || ln -sfn "$2" "$archive/dists/$3"
}

# The machine as apt sees it: this archive, and somebody else's.
mkdir -p "$work"/etc/apt/sources.list.d "$work/etc/apt/apt.conf.d"
printf '%s\n' "Dir::Etc \"$work/etc/apt\";" 'Acquire::AllowInsecureRepositories "true";' \
	'APT::Sandbox::User "root";' "Dir::State::lists \"$work/own-lists\";" >"$work/apt.conf"
mkdir -p "$work/own-lists/partial"
export APT_CONFIG=$work/apt.conf
echo "deb [trusted=yes] copy:$archive $codename main" >"$work/etc/apt/sources.list"
printf '%s\n' 'Types: deb' 'URIs: http://localhost:1/other' 'Suites: other' \
	'Components: main' 'Enabled: no' >"$work/etc/apt/sources.list.d/other.sources"

package own linux-source-6.1 6.1.5-1
package own linux-source-6.12 6.12.3-1
source_package own thing 0.6
package backports linux-source-7.3 7.3.4-1
package backports linux-source-6.1 6.1.9-1
source_package backports thing 0.7~rc1
publish own "$codename"
publish backports new-backports stable-backports

fetch() { "$top/tests/fetch-package" "$work/state" "$@"; }
fetch names 'linux-source-[0-9.]*' >"$work/names" 2>"$work/err"
check "further suites are found by their standing names" \
	status 0 diff - "$work/names" <<<$'linux-source-6.1\nlinux-source-6.12\nlinux-source-7.3'
check "one that does not answer is named" grep -q 'cannot reach.* testing.* unstable' "$work/err"
check "versions, newest first" \
	status 0 diff - <(fetch versions linux-source-6.1 2>/dev/null) <<<$'6.1.9-1\n6.1.5-1'
check "and of a source package" \
	status 0 diff - <(fetch sources thing 2>/dev/null) <<<$'0.7~rc1\n0.6'

mkdir "$work/to"
fetch binary linux-source-7.3 7.3.4-1 "$work/to" 2>/dev/null
check "a package is unpacked, not installed" \
	grep -qx 'linux-source-7.3 7.3.4-1' "$work/to/usr/src/linux-source-7.3"
fetch source thing '0.7~rc1' "$work/to" 2>/dev/null
check "a source package is unpacked" \
	grep -qx 'thing 0.7~rc1' "$work/to/thing-0.7~rc1/version"
check "nothing else is left" \
	status 0 diff - <(ls "$work/to") <<<$'thing-0.7~rc1\nusr'

# Cut off after it was indexed: what a broken download looks like.
truncate -s 100 "$archive/pool/own/linux-source-6.12_6.12.3-1_all.deb"
mkdir "$work/half"
fetch binary linux-source-6.12 6.12.3-1 "$work/half" >"$work/out" 2>&1
check "half a package is refused" [ $? = 1 ]
check "in one line" \
	[ "$(grep -c 'cannot fetch linux-source-6.12 6.12.3-1; the log is' "$work/out")" = 1 ]
check "and leaves nothing" status 0 diff - <(ls -A "$work/half") </dev/null

# The archive is gone: what is known will do, and an empty state says so.
touch -d '2 days ago' "$work/state/deb/updated"
mv "$archive" "$work/gone"
fetch names 'linux-source-[0-9.]*' >"$work/names" 2>"$work/err"
check "without the archive, what it said before" grep -qx linux-source-7.3 "$work/names"
"$top/tests/fetch-package" "$work/none" names 'linux-source-[0-9.]*' >"$work/out" 2>&1
check "and nothing known is an error" [ $? = 2 ]
check "in words" grep -q 'the archive cannot be reached; the log is' "$work/out"

done_testing
