/* skills/json/tree.h - private: a tree while it is being made.
 *
 *     tree_open(&t, KEEL_JSON_OBJECT); tree_add(&t)-> name; tree_add(&t)-> value; tree_close(&t);
 *
 * While a container is open its `as.span` holds the index of the container around it, so that the way back needs no
 * stack. Values move when the row grows: only indexes last. */
#ifndef KEEL_JSON_TREE_H
#define KEEL_JSON_TREE_H

#include "skills/json/rules.h"
#include "skills/json/value.h"

#define TREE_OUTSIDE UINT64_MAX /* "the container around the outermost" */

typedef struct json_tree {
    keel_arena *arena;
    keel_json *values;
    size_t count, size;
    uint64_t open; /* index of the innermost open container, or TREE_OUTSIDE */
} json_tree;

/* An empty row, which takes no memory before a reader knows how much. */
static inline void tree_begin(json_tree *t, keel_arena *arena)
{
    *t = (json_tree){ .arena = arena, .open = TREE_OUTSIDE };
}

/* About so many values will come: makes room for them at once where the arena has it. */
void tree_expect(json_tree *t, size_t count);

/* Empty again, with its room: for a second reader. */
static inline void tree_restart(json_tree *t)
{
    t->count = 0;
    t->open = TREE_OUTSIDE;
}

/* Makes room for `more` values. KEEL_E_MEMORY past the arena's ceiling. */
keel_code tree_grow(json_tree *t, size_t more, keel_error *err);

/* Gives back a row's room that it did not need, where that is much, and the root. */
const keel_json *tree_finish(json_tree *t);

/* Room for bytes of a string; NULL past the arena's ceiling. */
char *tree_bytes(json_tree *t, size_t len);

/* The next slot of the row, NULL if there is no room for it. */
static inline keel_json *tree_add(json_tree *t, keel_error *err)
{
    if (t->count == t->size && tree_grow(t, 1, err) != KEEL_OK) return NULL;
    return &t->values[t->count++];
}

/* The innermost open container has one element or member more. */
static inline void tree_counted(json_tree *t)
{
    if (t->open != TREE_OUTSIDE) t->values[t->open].tag += 1ull << JSON_LENGTH_SHIFT;
}

static inline bool tree_open(json_tree *t, keel_json_kind kind, keel_error *err)
{
    keel_json *v = tree_add(t, err);

    if (v == NULL) return false;
    v->tag = json_tag(kind, 0);
    v->as.span = t->open;
    t->open = t->count - 1;
    return true;
}

static inline void tree_close(json_tree *t)
{
    keel_json *v = &t->values[t->open];
    uint64_t around = v->as.span;

    v->as.span = t->count - t->open;
    t->open = around;
}

#endif
