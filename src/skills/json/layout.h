/* skills/json/layout.h - private: the blanks between the tokens of a text that is known to be well formed. */
#ifndef KEEL_JSON_LAYOUT_H
#define KEEL_JSON_LAYOUT_H

#include "skills/json/rules.h"

/* Appends `text` without blanks, or with those of `pretty`; with rules->lines each value is ended by a newline.
 * Comments and trailing commas go. The plain form, which knows every rule. */
void layout_put(keel_str text, const json_rules *rules, bool pretty, keel_buf *out);

/* The same, with the blanks of `pretty`. False where it cannot: comments, rules->ascii, a result that comes near the
 * ceiling of `out`; then `out` is as it was. */
bool layout_put_fast(keel_str text, const json_rules *rules, keel_buf *out);

#endif
