// SPDX-License-Identifier: GPL-2.0-only
/*
 * unit.c - collects the files and functions of a translation unit.
 */
#include "unit.h"

static void file_free(gpointer data)
{
	struct unit_file *f = data;

	g_free(f->path);
	if (f->map)
		g_mapped_file_unref(f->map);
	source_free(f->source);
	g_free(f->roles);
	g_free(f);
}

static void func_free(gpointer data)
{
	struct func *f = data;

	node_tree_free(f->tree);
	if (f->masks)
		g_array_unref(f->masks);
	g_free(f);
}

static bool is_under(const char *path, const char *root)
{
	return g_str_has_prefix(path, root) && path[strlen(root)] == '/';
}

/* Relative to the root; a path outside of it stays as it is. */
static char *relative_path(const char *path, const char *root, bool *inside)
{
	char *resolved = NULL;
	char *relative = NULL;

	*inside = false;
	if (root && !is_under(path, root)) {
		resolved = realpath(path, NULL);
		path = resolved ? resolved : path;
	}
	if (root && is_under(path, root)) {
		*inside = true;
		path += strlen(root) + 1;
	}
	relative = g_strdup(path);
	free(resolved);
	return relative;
}

/* clang_getFileContents() searches all that was included for each answer. */
static void map_text(struct unit_file *f, const char *path)
{
	f->map = g_mapped_file_new(path, FALSE, NULL);
	if (!f->map)
		return;
	f->text = g_mapped_file_get_contents(f->map);
	f->length = g_mapped_file_get_length(f->map);
}

struct unit_file *unit_file(struct unit *unit, CXFile file)
{
	struct unit_file *f;
	g_autofree char *name = NULL;
	g_autofree char *full = NULL;

	if (!file)
		return NULL;
	f = g_hash_table_lookup(unit->files, file);
	if (f)
		return f;
	f = g_new0(struct unit_file, 1);
	f->file = file;
	name = cursor_file_path(file);
	full = g_canonicalize_filename(name, unit->tu->dir);
	f->path = relative_path(full, unit->root, &f->in_tree);
	f->is_main = !strcmp(name, unit->tu->path);
	if (f->is_main) {
		f->text = unit->tu->text;
		f->length = strlen(f->text);
		f->in_tree = true;
	} else {
		map_text(f, full);
	}
	if (!f->text)
		f->length = 0;
	if (!unit->root)
		f->in_tree = true;
	g_hash_table_insert(unit->files, file, f);
	return f;
}

static void add_func(struct unit *unit, CXCursor cursor)
{
	struct location start = cursor_start(cursor);
	struct location end = cursor_end(cursor);
	struct func *f;

	if (!start.file || start.file != end.file)
		return;
	f = g_new0(struct func, 1);
	f->file = unit_file(unit, start.file);
	f->name = cursor_name(cursor, unit->names);
	f->cursor = cursor;
	f->first = start.offset;
	f->first_line = start.line;
	f->last = MIN(end.offset, f->file->length);
	clang_getFileLocation(clang_getCursorLocation(cursor), NULL, &f->line,
			      NULL, NULL);
	f->is_static = clang_Cursor_getStorageClass(cursor) == CX_SC_Static;
	g_ptr_array_add(unit->funcs, f);
	g_hash_table_insert(unit->by_name, (gpointer)f->name, f);
}

static enum CXChildVisitResult top_level(CXCursor cursor, CXCursor parent,
					 CXClientData data)
{
	struct unit *unit = data;
	enum CXCursorKind kind = clang_getCursorKind(cursor);

	if (kind == CXCursor_FunctionDecl) {
		if (clang_isCursorDefinition(cursor))
			add_func(unit, cursor);
	} else if (kind == CXCursor_VarDecl || kind == CXCursor_EnumDecl) {
		g_ptr_array_add(unit->globals, g_memdup2(&cursor, sizeof(cursor)));
	}
	return CXChildVisit_Continue;
}

static void add_included(CXFile file, CXSourceLocation *stack, unsigned int depth,
			 CXClientData data)
{
	unit_file(data, file);
}

struct unit *unit_new(struct tu *tu, const char *root,
		      const struct carrier_set *carriers)
{
	struct unit *unit = g_new0(struct unit, 1);
	const GPtrArray *given = carriers ? carrier_set_all(carriers) : NULL;

	unit->tu = tu;
	unit->root = root;
	unit->names = names_new();
	unit->files = g_hash_table_new_full(NULL, NULL, NULL, file_free);
	unit->funcs = g_ptr_array_new_with_free_func(func_free);
	unit->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	unit->globals = g_ptr_array_new_with_free_func(g_free);
	unit->flag_fields = g_hash_table_new(g_str_hash, g_str_equal);
	unit->senses = g_hash_table_new(g_str_hash, g_str_equal);
	unit->io_predicates = g_hash_table_new(g_str_hash, g_str_equal);
	unit->carriers = carrier_set_new();
	for (unsigned int i = 0; given && i < given->len; i++)
		carrier_set_add(unit->carriers, carrier_copy(given->pdata[i]));
	clang_getInclusions(tu->unit, add_included, unit);
	unit->main = unit_file(unit, clang_getFile(tu->unit, tu->path));
	clang_visitChildren(clang_getTranslationUnitCursor(tu->unit), top_level,
			    unit);
	return unit;
}

void unit_free(struct unit *unit)
{
	if (!unit)
		return;
	g_hash_table_unref(unit->by_name);
	g_hash_table_unref(unit->flag_fields);
	g_hash_table_unref(unit->senses);
	g_hash_table_unref(unit->io_predicates);
	g_ptr_array_unref(unit->funcs);
	g_ptr_array_unref(unit->globals);
	g_hash_table_unref(unit->files);
	carrier_set_free(unit->carriers);
	names_free(unit->names);
	g_free(unit);
}

const struct source *unit_source(struct unit_file *file)
{
	g_autofree char *text = NULL;

	if (file->source)
		return file->source;
	text = g_strndup(file->text ? file->text : "", file->length);
	file->source = source_new(file->path, text);
	return file->source;
}

enum kapi_role unit_role_at(struct unit_file *file, unsigned int token)
{
	const struct source *src = unit_source(file);
	g_autofree char *name = NULL;

	if (source_token(src, token)->kind != TOKEN_NAME)
		return KAPI_NONE;
	if (!file->roles)
		file->roles = g_new0(unsigned char, src->tokens->len);
	/* Kept plus one: nothing is known at zero. */
	if (!file->roles[token]) {
		name = source_token_text(src, token);
		file->roles[token] = kapi_role(name) + 1;
	}
	return file->roles[token] - 1;
}

struct node_tree *unit_tree(struct unit *unit, struct func *func)
{
	if (!func->tree)
		func->tree = node_tree_new(func->cursor, unit->names);
	return func->tree;
}

struct func *unit_callee(struct unit *unit, const struct node *node)
{
	if (!node->name || clang_Cursor_isNull(node->decl) ||
	    clang_getCursorKind(node->decl) != CXCursor_FunctionDecl)
		return NULL;
	return g_hash_table_lookup(unit->by_name, node->name);
}

int unit_sense(struct unit *unit, const char *function)
{
	int own = GPOINTER_TO_INT(g_hash_table_lookup(unit->senses, function));
	const struct carrier *c = carrier_set_find(unit->carriers, function,
						   NULL, NULL);

	/* A predicate of another file is known by what the driver says. */
	return own || !c ? own : c->sense;
}

static const char *field_key(struct unit *unit, const struct node *member)
{
	g_autofree char *key = NULL;

	if (clang_Cursor_isNull(member->decl))
		return NULL;
	key = g_strconcat(cursor_field_owner(member->decl, unit->names), ".",
			  member->name, NULL);
	return g_string_chunk_insert_const(unit->names->chunk, key);
}

bool unit_add_flag_field(struct unit *unit, const struct node *member)
{
	const char *key = field_key(unit, member);

	return key && g_hash_table_add(unit->flag_fields, (gpointer)key);
}

bool unit_is_flag_field(struct unit *unit, const struct node *member)
{
	const char *key = field_key(unit, member);

	return key && g_hash_table_contains(unit->flag_fields, key);
}

static bool is_word_char(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

bool unit_mentions(const struct unit_file *file, unsigned int first,
		   unsigned int last, const char *word)
{
	size_t n = strlen(word);
	const char *p = file->text ? file->text + first : NULL;
	const char *end = file->text + last;

	while (p && (p = memmem(p, end - p, word, n))) {
		if ((p == file->text || !is_word_char(p[-1])) &&
		    (p + n == file->text + file->length || !is_word_char(p[n])))
			return true;
		p += n;
	}
	return false;
}
