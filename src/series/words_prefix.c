// SPDX-License-Identifier: GPL-2.0-only
/*
 * words_prefix.c - the subject prefix that a file's commits carry.
 */
#include "tree/git.h"
#include "words.h"

#define PREFIX_MAX 40

/* True if @n characters can be one link of a prefix: "KVM", "mm, thp". */
static bool is_link(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] == ' ' && (!i || text[i - 1] != ','))
			return false;
	return n;
}

/* The prefix of one subject, "KVM: x86:"; NULL if it has none. */
static char *prefix_of(const char *subject)
{
	static const char *const strange[] = {
		"Revert", "Merge", "treewide:", "tree-wide:",
	};
	const char *end = subject;

	for (const char *c; (c = strstr(end, ": ")) && is_link(end, c - end);)
		end = c + 2;
	if (end == subject || end - subject > PREFIX_MAX)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(strange); i++)
		if (g_str_has_prefix(subject, strange[i]))
			return NULL;
	return g_strndup(subject, end - 1 - subject);
}

/* The commonest of the prefixes; NULL without a history worth asking. */
static char *prefix_from_history(const struct tree *tree, const char *file)
{
	g_autofree char *subjects = git_subjects(tree->root, file);
	g_auto(GStrv) lines = g_strsplit(subjects, "\n", -1);
	g_autoptr(GHashTable) count = g_hash_table_new_full(g_str_hash,
			g_str_equal, g_free, NULL);
	char *best = NULL;
	unsigned int most = 1;	/* one commit is not a convention */

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

/*
 * Folders whose patches do not carry the path: %s is the next name of the path,
 * a folder or the file.  The first that fits counts.
 */
static const struct {
	const char *folder, *prefix;
} conventions[] = {
	{ "include/linux/pagewalk.h", "mm/pagewalk:" },
	{ "virt/kvm/", "KVM:" },
	{ "arch/x86/kvm/", "KVM: x86:" },
	{ "arch/arm64/kvm/", "KVM: arm64:" },
	{ "arch/riscv/kvm/", "RISC-V: KVM:" },
	{ "arch/powerpc/kvm/", "KVM: PPC:" },
	{ "arch/s390/kvm/", "KVM: s390:" },
	{ "arch/x86/kernel/cpu/", "x86/%s:" },
	{ "arch/powerpc/platforms/", "powerpc/%s:" },
	{ "arch/arc/", "ARC:" },
	{ "arch/arm/", "ARM:" },
	{ "arch/mips/", "MIPS:" },
	{ "arch/um/", "um:" },
	{ "drivers/accel/", "accel/%s:" },
	{ "drivers/comedi/", "comedi:" },
	{ "drivers/crypto/", "crypto: %s:" },
	{ "drivers/dma/", "dmaengine: %s:" },
	{ "drivers/dma-buf/", "dma-buf:" },
	{ "drivers/gpu/drm/amd/", "drm/%s:" },
	{ "drivers/gpu/drm/", "drm/%s:" },
	{ "drivers/infiniband/hw/", "RDMA/%s:" },
	{ "drivers/media/", "media: %s:" },
	{ "drivers/misc/", "misc: %s:" },
	{ "drivers/scsi/", "scsi: %s:" },
	{ "drivers/soc/", "soc: %s:" },
	{ "drivers/staging/", "staging: %s:" },
	{ "drivers/tee/", "tee: %s:" },
	{ "drivers/uio/", "uio: %s:" },
	{ "drivers/usb/", "usb: %s:" },
	{ "drivers/vhost/", "vhost:" },
	{ "drivers/video/fbdev/", "fbdev: %s:" },
	{ "drivers/virt/", "virt: %s:" },
	{ "drivers/xen/", "xen/%s:" },
	{ "sound/soc/", "ASoC: %s:" },
	{ "sound/", "ALSA: %s:" },
};

/* The name at @path up to the next slash, or the file's without its ending. */
static char *first_name(const char *path)
{
	size_t n = strcspn(path, "/");

	if (!path[n])
		n = strcspn(path, ".");
	return g_strndup(path, n);
}

static char *prefix_from_convention(const char *file)
{
	for (size_t i = 0; i < G_N_ELEMENTS(conventions); i++) {
		const char *folder = conventions[i].folder;
		g_autofree char *next = NULL;
		GString *prefix;

		if (!g_str_has_prefix(file, folder))
			continue;
		next = first_name(file + strlen(folder));
		prefix = g_string_new(conventions[i].prefix);
		g_string_replace(prefix, "%s", next, 0);
		return g_string_free(prefix, FALSE);
	}
	return NULL;
}

/*
 * "drivers/a/a_b.c" -> "a/b:"; deep down in drivers/ and arch/ two names are
 * enough: "arch/a/b/c/d.c" -> "a/b:".
 */
static char *prefix_from_path(const char *file)
{
	bool deep = g_str_has_prefix(file, "drivers/") ||
		    g_str_has_prefix(file, "arch/");
	const char *path = deep ? strchr(file, '/') + 1 : file;
	g_autofree char *folder = g_path_get_dirname(path);
	const char *base = strrchr(path, '/');
	g_autofree char *first = NULL, *name = NULL;

	if (!base) {
		name = first_name(path);
		return g_strconcat(name, ":", NULL);
	}
	if (deep && strchr(folder, '/')) {
		first = first_name(path);
		name = first_name(path + strlen(first) + 1);
		return g_strconcat(first, "/", name, ":", NULL);
	}
	base++;
	/* vfio/vfio_iommu_type1 says vfio twice. */
	if (g_str_has_prefix(base, folder) && base[strlen(folder)] == '_')
		base += strlen(folder) + 1;
	name = first_name(base);
	return g_strconcat(folder, "/", name, ":", NULL);
}

char *words_prefix(const struct tree *tree, const char *file)
{
	char *prefix = tree->is_git ? prefix_from_history(tree, file) : NULL;

	if (!prefix)
		prefix = prefix_from_convention(file);
	return prefix ? prefix : prefix_from_path(file);
}
