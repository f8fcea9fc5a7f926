/* skills/json/read.h - private: two readers with one answer.
 *
 * The plain reader goes byte by byte, knows comments, and finds the words for what is wrong. The fast one only
 * says yes or no: at "no" the plain one reads again and tells. tests/json holds them against each other. */
#ifndef KEEL_JSON_READ_H
#define KEEL_JSON_READ_H

#include "skills/json/rules.h"
#include "skills/json/tree.h"

/* Reads one value, and nothing behind it. `tree` has begun, or is NULL to check only; on failure it is of no use. */
keel_code json_read(keel_str text, const json_rules *rules, json_tree *tree, keel_error *err);

keel_code json_read_plain(keel_str text, const json_rules *rules, json_tree *tree, keel_error *err);

/* Checks all of `text`, which with rules->lines is a value a line. Errors are placed in the whole text. */
keel_code json_check(keel_str text, const json_rules *rules, keel_error *err);

/* Refuses what can be told before reading: a text past its bound, a byte-order mark. */
keel_code json_admit(keel_str text, const json_rules *rules, keel_error *err);

/* Finishes an error of this room: where it stands, in line, column and byte. Returns err's code. */
keel_code json_fail_at(keel_error *err, keel_str text, size_t offset);

#endif
