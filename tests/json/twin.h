/* tests/json/twin.h - two readers, one answer: what the tests and the fuzzer hold against each other. */
#ifndef TWIN_H
#define TWIN_H

#include "skills/json/fast.h"
#include "skills/json/read.h"

/* Do both trees hold the same values, bit for bit and byte for byte? */
bool twin_trees_equal(const json_tree *a, const json_tree *b);

typedef bool twin_reader(keel_str text, const json_rules *rules, json_tree *tree);

/* Reads by `reader` and by the plain reader, each with and without a tree. True: the verdicts are the same, and of a
 * text that both take so are the trees. */
bool twin_readers_agree(twin_reader *reader, keel_str text, const json_rules *rules);

/* Minifies by both forms. True: the same bytes, or both refuse. */
bool twin_minifiers_agree(keel_str text, const json_rules *rules);

/* Formats by both forms what is well formed, as one value and as a value a line, with blanks and with tabs. True: the
 * same bytes. */
bool twin_formatters_agree(keel_str text, const json_rules *rules);

#endif
