/* skills/json/rewrite.h - private: from text to text by way of a tree. */
#ifndef KEEL_JSON_REWRITE_H
#define KEEL_JSON_REWRITE_H

#include "skills/json/write.h"

/* Reads the text and appends it as `style` writes it; with rules->lines each line by itself, and every line of the
 * result ends with \n. On failure `out` is as it was, and the error stands at its place in `text`. */
keel_code json_rewrite(keel_str text, const json_rules *rules, const json_style *style, keel_buf *out, keel_error *err);

#endif
