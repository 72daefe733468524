// SPDX-License-Identifier: GPL-2.0-only
/*
 * words_prefix.c - the subject prefix that a file's commits carry.
 */
#include "tree/proc.h"
#include "words.h"

#define HISTORY_COMMITS "-n60"

/* The prefix of one subject: all up to the last ": "; NULL if it has none. */
static char *prefix_of(const char *subject)
{
	const char *end = NULL;

	for (const char *c = strstr(subject, ": "); c; c = strstr(c + 1, ": "))
		if (!memchr(subject, ' ', c - subject) || !end)
			end = c;
	if (!end || end - subject > 40 || g_str_has_prefix(subject, "Revert") ||
	    g_str_has_prefix(subject, "Merge"))
		return NULL;
	return g_strndup(subject, end + 1 - subject);
}

/* The commonest of the prefixes; NULL without a history worth asking. */
static char *prefix_from_history(const struct tree *tree, const char *file)
{
	const char *argv[] = { "git", "log", HISTORY_COMMITS, "--no-merges",
		"--format=%s", "--", file, NULL };
	g_autofree char *out = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(GHashTable) count = g_hash_table_new_full(g_str_hash,
			g_str_equal, g_free, NULL);
	char *best = NULL;
	unsigned int most = 1;	/* seen once is no convention */

	if (!tree->is_git)
		return NULL;
	out = proc_must(tree->root, NULL, argv, NULL);
	lines = g_strsplit(out ? out : "", "\n", -1);
	for (char **l = lines; *l; l++) {
		char *prefix = prefix_of(*l);
		unsigned int n;

		if (!prefix)
			continue;
		n = GPOINTER_TO_UINT(g_hash_table_lookup(count, prefix)) + 1;
		if (n > most) {
			most = n;
			g_free(best);
			best = g_strdup(prefix);
		}
		g_hash_table_replace(count, prefix, GUINT_TO_POINTER(n));
	}
	return best;
}

/* Folders whose patches do not carry the path; everything else does. */
static const struct {
	const char *folder, *prefix;
} conventions[] = {
	{ "virt/kvm/", "KVM:" },
	{ "arch/x86/kvm/", "KVM: x86:" },
	{ "arch/arm64/kvm/", "KVM: arm64:" },
	{ "arch/riscv/kvm/", "RISC-V: KVM:" },
	{ "arch/powerpc/kvm/", "KVM: PPC:" },
	{ "drivers/gpu/drm/i915/", "drm/i915:" },
	{ "drivers/gpu/drm/amd/amdkfd/", "drm/amdkfd:" },
	{ "drivers/vhost/", "vhost:" },
	{ "drivers/virt/acrn/", "virt: acrn:" },
};

/* "drivers/vfio/vfio_iommu_type1.c" -> "vfio/iommu_type1:" */
static char *prefix_from_path(const char *file)
{
	g_autofree char *stem = g_strndup(file, strrchr(file, '.') ?
			(gsize)(strrchr(file, '.') - file) : strlen(file));
	const char *path = stem;
	g_autofree char *folder = NULL;
	const char *base;

	if (g_str_has_prefix(path, "drivers/"))
		path += strlen("drivers/");
	else if (g_str_has_prefix(path, "arch/"))
		path += strlen("arch/");
	folder = g_path_get_dirname(path);
	base = strrchr(path, '/');
	if (!base)
		return g_strconcat(path, ":", NULL);
	base++;
	/* vfio/vfio_iommu_type1 says vfio twice. */
	if (g_str_has_prefix(base, folder) && base[strlen(folder)] == '_')
		base += strlen(folder) + 1;
	return g_strconcat(folder, "/", base, ":", NULL);
}

char *words_prefix(const struct tree *tree, const char *file)
{
	char *prefix = prefix_from_history(tree, file);

	if (prefix)
		return prefix;
	for (size_t i = 0; i < G_N_ELEMENTS(conventions); i++)
		if (g_str_has_prefix(file, conventions[i].folder))
			return g_strdup(conventions[i].prefix);
	return prefix_from_path(file);
}
