/* RFC 8785: names by UTF-16 units, numbers as ECMAScript writes them, the fewest escapes, no blanks. */
#include "skills/json/locate.h"
#include "skills/json/read.h"
#include "skills/json/refuse.h"
#include "skills/json/rewrite.h"

keel_code json_refuse_surrogates(const json_tree *tree, keel_str text, keel_error *err)
{
    const keel_json *v = tree->values, *behind = v + tree->count;
    keel_str string;

    while (v < behind && !(json_kind(v) == KEEL_JSON_STRING && (v->tag & JSON_FLAG_ALONE) != 0)) v++;
    if (v == behind) return KEEL_OK;
    string = json_locate(text, (size_t)(v - tree->values));
    keel_error_set(err, KEEL_E_SYNTAX, "json.surrogate", "half of a surrogate pair stands alone in %.*s",
                   KEEL_STR_ARG(string));
    keel_error_mend(err, "write both halves, or \\ufffd in its place");
    json_fail_at(err, text, (size_t)(string.data - text.data));
    return KEEL_E_SYNTAX;
}

keel_code keel_json_canonical(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    static const json_style style = { .order = ORDER_UTF16, .unique = true, .whole = true, .doubles = true };
    json_rules rules;
    keel_code code = json_rules_from(options, &rules, err);

    if (code != KEEL_OK) return code;
    rules.numbers_kept = false; /* what no finite double holds is refused by the reader */
    rules.minimal = true;
    return json_rewrite(text, &rules, &style, out, err);
}
