/* skills/json/scratch.h - private: a tree that is made only to be looked at once. */
#ifndef KEEL_JSON_SCRATCH_H
#define KEEL_JSON_SCRATCH_H

#include "skills/json/tree.h"

/* What is done with each tree: `text` is what it was read from. */
typedef keel_code json_use(void *ctx, const json_tree *tree, keel_str text, keel_error *err);

/* Reads the text, or each line of it with rules->lines, and hands the tree to `use`. An error that has an offset is
 * placed in the whole text. Ends at the first failure. */
keel_code json_each_tree(keel_str text, const json_rules *rules, const keel_memory *memory, json_use *use, void *ctx,
                         keel_error *err);

#endif
