/* skills/json/rules.h - private: the options of a call with every default filled in. */
#ifndef KEEL_JSON_RULES_H
#define KEEL_JSON_RULES_H

#include "ground/limits.h"
#include "skills/json/json.h"

typedef struct json_rules {
    uint64_t text_bytes_max, members_max, name_bytes_max;
    uint32_t depth_max;
    bool comments, lines, strict, numbers_kept;
    bool infinite; /* a number beyond all doubles is an infinity, as JavaScript reads it */
    bool minimal;  /* a number that JavaScript would write with the same bytes stays text: KEEL_JSON_BIG */
    bool spread;   /* an indent or tabs were asked for: a tree is written over several lines */
    bool tabs, ascii;
    uint32_t indent;
} json_rules;

/* KEEL_E_USAGE ("json.option"): a number outside the range of its row. */
keel_code json_rules_from(const keel_json_options *options, json_rules *rules, keel_error *err);

#define JSON_DEPTH_WORDS (KEEL_MOST_JSON_DEPTH / 64 + 1) /* of 64 bits: one for each level, and one for the outside */

#endif
