/* skills/json/write.h - private: from a tree to text, in any order and layout. */
#ifndef KEEL_JSON_WRITE_H
#define KEEL_JSON_WRITE_H

#include "skills/json/order.h"
#include "skills/json/rules.h"

typedef struct json_style {
    json_order order;
    bool unique;    /* a name given twice is refused, else the last one wins; known only where an order is asked for */
    bool whole;     /* a lone surrogate is refused, else escaped */
    bool doubles;   /* every number as JavaScript's double, else as what it is */
    bool ascii;     /* all beyond ASCII as \uXXXX */
    char blank;     /* what a level is indented by; '\0': all in one line */
    uint32_t width; /* blanks a level */
} json_style;

/* Appends the text of `root`. On failure `out` is as it was. KEEL_E_SYNTAX: `style` refuses the tree; the caller finds
 * out where, and the words for it. */
keel_code json_write_tree(const keel_json *root, const json_style *style, keel_buf *out, keel_error *err);

#endif
