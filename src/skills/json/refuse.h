/* skills/json/refuse.h - private: what the grammar allows and a caller may not want, found and told. */
#ifndef KEEL_JSON_REFUSE_H
#define KEEL_JSON_REFUSE_H

#include "skills/json/tree.h"

/* All look at a whole tree that was read from `text`, and tell of the first fault in it. */

/* "json.duplicate": an object has a name twice; the second is told. Room for sorting comes from the tree's arena and
 * is given back; KEEL_E_MEMORY past its ceiling. At worst n log n comparisons for n members. */
keel_code json_refuse_duplicates(const json_tree *tree, keel_str text, keel_error *err);

/* "json.surrogate": a string or a name holds half of a pair. */
keel_code json_refuse_surrogates(const json_tree *tree, keel_str text, keel_error *err);

/* Is it JSON, and is no name twice in one object? */
keel_code json_check_strict(keel_str text, const json_rules *rules, keel_error *err);

#endif
