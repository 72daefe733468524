/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * index_parts.h - what the index_*.c files share and nobody else needs.
 *
 *   index_list.c       which files there are
 *   index_module.c     what a module has from its kernel
 *   index_words.c      which words each of them holds, roughly
 *   index_kept.c       the same, known from the last run
 *   index_keep.c       and kept for the next
 *   index_scan.c       which of them hold a wanted word
 *   index_calls.c      API names that are judged by themselves
 *   index_stamp.c      what else an answer depends on
 *   index_place.c      what is done with a flag at one place
 *   index_carriers.c   masks and fields of one file
 *   index_macro.c      its macros
 *   index_mask.c       what is a composite mask
 *   index_closure.c    definitions that mention each other
 *   index_predicate.c  helper predicates of one file
 *   index_asked.c      what they are asked about
 *   index_answer.c     their answers besides yes and no
 *   index_sense.c      whether they answer yes where the flag is set
 *   index.c            the closure over all of it
 */
#ifndef PFN_INDEX_PARTS_H
#define PFN_INDEX_PARTS_H

#include <sys/stat.h>

#include "index.h"
#include "ground/kapi.h"
#include "ground/source.h"

/*
 * Names of the tree's C files, relative, sorted; char *, owned by the array.
 * Of a kernel, userland (tools/, scripts/, samples/, usr/) and Documentation/ are
 * left out; links of any tree.  NULL and @error if the root cannot be listed; folders that
 * cannot are added to @unreadable (struct incomplete *).
 */
GPtrArray *index_list(const struct tree *tree, GPtrArray *unreadable,
		      GError **error);

/* Those of @files (char *) that are such, sorted; as above. */
GPtrArray *index_list_of(const struct tree *tree, const GPtrArray *files);

/*
 * What modules can see of a kernel: its headers, and the files behind mm's, where
 * sources are there.  Never NULL; what cannot be read is left out.
 */
GPtrArray *index_list_api(const struct tree *tree);

/*
 * A set of words that may answer "holds it" wrongly, about one time in a hundred,
 * but never "does not": 1.3 GB of sources are read once, later questions only
 * open the files that this cannot rule out.
 */
struct word_set {
	guint64 *bits;
	unsigned int mask;		/* number of bits - 1 */
};

/* The words of @text, comments included. */
struct word_set word_set_of(const char *text, size_t len);
void word_set_clear(struct word_set *set);

/* Bytes that @set->bits takes; and a copy of such bytes, false if they are none. */
size_t word_set_size(const struct word_set *set);
bool word_set_take(struct word_set *set, const void *bits, size_t size);
bool word_set_may_hold(const struct word_set *set, const char *word);

/*
 * Adds the carriers that @src defines, given those known so far.  True if one
 * was new.  The two are called in turn until neither finds any.
 */
bool index_find_carriers(const struct source *src, struct carrier_set *set);
bool index_find_predicates(const struct source *src, struct carrier_set *set);

/* The macros among them: for index_find_carriers(). */
bool index_find_macros(const struct source *src, struct carrier_set *set);

/*
 * One kind of definition of @src, @count of them: @add says whether definition @i
 * carries more than was known and adds that, @mention calls mentions_add() for it.
 * Goes on until nothing is added; true if anything was.
 */
struct mentions;
typedef bool (*index_add_fn)(const struct source *src, guint i,
			     struct carrier_set *set);
typedef void (*index_mention_fn)(const struct source *src, guint i,
				 struct mentions *mentions);
bool index_close_over(const struct source *src, struct carrier_set *set,
		      guint count, index_add_fn add, index_mention_fn mention);

/* Definition @i, called @name, consists of the tokens [@first, @end). */
void mentions_add(struct mentions *mentions, const struct source *src, guint i,
		  const char *name, unsigned int first, unsigned int end);

/* What the name at token @i means in kapi.def; KAPI_NONE where there is none. */
enum kapi_role index_role_at(const struct source *src, int i);

/* True if token @i is that name or keyword; @i may be -1. */
bool index_is_word(const struct source *src, int i, const char *word);

/* PFN_FLAG_* of the flag or carrier at token @i, or 0. */
unsigned int index_flags_at(const struct source *src, unsigned int i,
			    const struct carrier_set *set);

/*
 * True if what the flag or carrier at @i stands for is tested there: a bit is
 * masked out and looked at, rather than a mask put together or bits cleared.
 */
bool index_is_test(const struct source *src, int i,
		   const struct carrier_set *set);

/* The "&" that the mask at token @i is an operand of, or -1; see index_is_test(). */
int index_and_of(const struct source *src, int i);

/* True if a "~" applies to the mask at token @i. */
bool index_is_cleared(const struct source *src, int i);

/*
 * The flags of tokens @first..@last if they only put constants together:
 * "(VM_IO | VM_PFNMAP)", "mk_vma_flags(VMA_IO_BIT, VMA_PFNMAP_BIT)"; else 0.
 * With @parameters, of a macro, other names may stand there too.
 */
unsigned int index_mask_flags(const struct source *src, int first, int last,
			      bool parameters, const struct carrier_set *set);

/* True if token @i stands in the arguments of a call with that role. */
bool index_in_call(const struct source *src, int i, enum kapi_role role);

/* Where the value of an expression goes. */
enum place_kind {
	PLACE_OTHER,		/* unused, an operand of ?:, or not to be seen */
	PLACE_RETURN,
	PLACE_CONDITION,	/* of if, while, for, switch */
	PLACE_ASSIGNED,
	PLACE_ARGUMENT,		/* of a call */
	PLACE_BODY,		/* value of a macro body */
};

struct place {
	enum place_kind kind;
	int token;		/* the keyword, operator or bracket */
};

/* The place of the test or mask at token @i. */
struct place index_place(const struct source *src, int i);

/* True if @fn takes a VMA or flags, or a walk whose VMA it is asked about. */
bool index_takes_vma(const struct source *src, const struct source_function *fn);
bool index_is_called_callback(const struct source *src,
			      const struct source_function *fn);

/* True if static @fn has the VMA from a struct that it takes, or looks it up. */
bool index_takes_vma_in_struct(const struct source *src,
			       const struct source_function *fn);
bool index_looks_vma_up(const struct source *src,
			const struct source_function *fn);

/*
 * True if @fn does nothing but ask, and answers with constants: errnos or an
 * enum; that its answers are not all the same constant; that it answers with what
 * is left of a bit mask.
 */
bool index_answers_code(const struct source *src,
			const struct source_function *fn,
			const struct carrier_set *set);
bool index_answers_differ(const struct source *src,
			  const struct source_function *fn);
bool index_answers_mask(const struct source *src,
			const struct source_function *fn,
			const struct carrier_set *set);

/*
 * The sense (struct carrier) that the test at token @test of predicate @fn (NULL: of
 * a macro) gives its answer; 0 if it cannot be told.
 */
int index_sense(const struct source *src, const struct source_function *fn,
		int test, const struct carrier_set *set);

/* 0, 1, true or false. */
bool index_is_truth_value(const struct source *src, int i);

/* "? true : false" at the "?" token. */
bool index_picks_truth(const struct source *src, int choice);

/* Last token of the statement that begins at @i, or -1. */
int index_statement_end(const struct source *src, int i);

/* A name without a lower-case letter: a constant, as the kernel spells them. */
bool index_is_constant(const struct source *src, int i);

/* The tree unless the definition is private to a .c file. */
enum carrier_scope index_scope(const struct source *src, bool is_private);

/* The API names that are judged by themselves: char *, borrowed. */
GPtrArray *index_call_words(void);

/* What @src, of a @module, calls of @words; NULL if nothing.  The caller frees it. */
struct candidate *index_calls_in(const struct source *src,
				 const GPtrArray *words, bool module);

/* A candidate without tokens yet, and one more of its tokens. */
struct candidate *index_candidate_new(const char *file);
void index_add_token(struct candidate *c, const struct source *src,
		     unsigned int i);
void index_candidate_free(struct candidate *c);

/* Size and times of a file: what changes whenever it does.  Caller frees. */
char *index_stamp(const char *root, const char *name);
char *index_stamp_of(const struct stat *st);

/* Adds the flags and the stamps of the generated headers of a build. */
void index_add_build_stamps(GChecksum *sum, const struct tree_build *build);

struct index_file {
	char *name;
	struct word_set words;
	struct source *source;		/* NULL until it holds a wanted word */
	struct candidate *caller;	/* NULL if it calls nothing of interest */
	char *stamp;			/* size and times, for headers */
	char *includes;			/* .c files that it includes, a line each,
					 * relative to the tree; NULL: none */
	char *mentions;			/* words asked for that stand in its text, a
					 * line each; NULL: none */
	bool more_mentions;		/* than were kept */
	char *kept;			/* its times when all this was kept; NULL:
					 * it was not, or it has changed */
	char *fresh;			/* its times before it was read; NULL: not
					 * to be kept */
	char *error;
	bool wanted;			/* to be looked at in this round */
};

struct builder {
	const struct tree *tree;
	struct index_file *files;
	guint count;
	GPtrArray *wanted;		/* char *: words of this round */
	GPtrArray *calls;		/* char *: index_call_words() */
	GHashTable *known;		/* set of words that were wanted before */
	struct carrier_set *carriers;
	unsigned int jobs;
	struct kept *kept;		/* NULL: nothing is kept */
	gint64 kept_id, kept_writes;	/* of the tree there; 0: it has none */
	GHashTable *asked;		/* set of words that all files were asked for
					 * when that was kept: mentions say all */
	GHashTable *asking;		/* the same for this run */
	bool has_words;			/* of all files, not of the changed only */
	gint64 started;			/* seconds since 1970 */
	index_progress_fn progress;
	void *data;
};

/* Looks at the files @names with what @b and @index hold already. */
void index_fill(struct index *index, struct builder *b, const GPtrArray *names);
struct index *index_new(void);

/* For a module: @index has what carries the flags in the kernel's own files. */
void index_take_kernel(struct index *index, const struct tree *tree,
		       unsigned int jobs, struct kept *kept);

typedef void (*file_fn)(struct builder *b, struct index_file *f);

/* All files through @fn, in threads; reports how far it is if @report. */
void index_run_pass(struct builder *b, file_fn fn, bool report);

/* Takes what the last run kept of all files; keeps what is new. */
void index_take_kept(struct builder *b);
void index_keep(struct builder *b);

/* Before all files are asked for @words (char *): what that needs is there. */
void index_ask(struct builder *b, const GPtrArray *words);

/*
 * True if the last run found that too many files mention @word, and no file has
 * changed; and the note that it is so.
 */
bool index_was_common(const struct builder *b, const char *word);
void index_note_common(struct builder *b, const char *word);

/* The contents of @f, owned by the caller; NULL and a note in @f: unreadable. */
char *index_read(const struct builder *b, struct index_file *f);

/* True if what was kept of @f is true still; else it goes. */
bool index_is_kept(const struct builder *b, struct index_file *f);

/* Reads the file and its words; keeps it if it holds a wanted one. */
void index_first_look(struct builder *b, struct index_file *f);

/* The same for the words of a later round. */
void index_look_again(struct builder *b, struct index_file *f);

/* True if so many files hold @word that it cannot mean one thing. */
bool index_is_common(struct builder *b, const char *word);

#endif
