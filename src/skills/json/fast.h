/* skills/json/fast.h - private: the reader that says only yes or no.
 *
 * At "no" - the text is no JSON, a bound was met, memory was refused, or it is a text this reader does not take -
 * the plain reader reads again: it has the last word, and the words. */
#ifndef KEEL_JSON_FAST_H
#define KEEL_JSON_FAST_H

#include "skills/json/rules.h"
#include "skills/json/tree.h"

/* Reads one value, and nothing behind it. `tree` has begun, or is NULL to check only; at "no" it is of no use. */
bool fast_read(keel_str text, const json_rules *rules, json_tree *tree);

/* Checks the text and appends it without its blanks. At "no" nothing was appended. */
bool fast_minify(keel_str text, const json_rules *rules, keel_buf *out);

#endif
