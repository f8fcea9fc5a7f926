/* Read, write, and where the writer refuses a tree look for the reason. */
#include "skills/json/rewrite.h"
#include "skills/json/refuse.h"
#include "skills/json/scratch.h"

typedef struct rewriting {
    const json_rules *rules;
    const json_style *style;
    keel_buf *out;
} rewriting;

static keel_code write_one(void *ctx, const json_tree *tree, keel_str text, keel_error *err)
{
    rewriting *r = ctx;
    keel_code code = json_write_tree(tree->values, r->style, r->out, err);

    if (code == KEEL_OK && r->rules->lines) {
        keel_buf_add_char(r->out, '\n');
        code = keel_buf_check(r->out, err);
    }
    if (code != KEEL_E_SYNTAX) return code;
    if (r->style->whole && (code = json_refuse_surrogates(tree, text, err)) != KEEL_OK) return code;
    return json_refuse_duplicates(tree, text, err);
}

keel_code json_rewrite(keel_str text, const json_rules *rules, const json_style *style, keel_buf *out, keel_error *err)
{
    size_t len = out->len;
    rewriting r = { .rules = rules, .style = style, .out = out };
    keel_code code = keel_buf_check(out, err);

    if (code != KEEL_OK) return code;
    code = json_each_tree(text, rules, out->memory, write_one, &r, err);
    if (code == KEEL_OK) return KEEL_OK;
    out->len = len;
    out->failed = KEEL_OK; /* the failure was told, and the buffer is as it was */
    return code;
}
