/* What both readers share: what is refused beforehand, and how a fault is placed. */
#include "skills/json/fast.h"
#include "skills/json/read.h"
#include "ground/place.h"

keel_code json_admit(keel_str text, const json_rules *rules, keel_error *err)
{
    keel_str mark = KEEL_STR("\xEF\xBB\xBF");

    if (text.len > rules->text_bytes_max) {
        keel_error_set(err, KEEL_E_LIMIT, "json.text", "the text is longer than %llu bytes",
                       (unsigned long long)rules->text_bytes_max);
        keel_error_mend(err, "raise the bound (option 'text_bytes_max'), 'keel limits' shows its range");
        return KEEL_E_LIMIT;
    }
    if (keel_str_starts(text, mark)) {
        keel_error_set(err, KEEL_E_SYNTAX, "json.bom", "the text begins with a byte-order mark");
        keel_error_mend(err, "take the first three bytes off: tail -c +4 FILE");
        return json_fail_at(err, text, 0);
    }
    return KEEL_OK;
}

keel_code json_fail_at(keel_error *err, keel_str text, size_t offset)
{
    keel_place at;

    if (err == NULL) return KEEL_E_SYNTAX;
    at = keel_place_of(text, offset);
    err->offset = offset;
    return keel_error_place(err, "line %llu, column %llu (byte %llu)", (unsigned long long)at.line,
                            (unsigned long long)at.column, (unsigned long long)offset);
}

keel_code json_read(keel_str text, const json_rules *rules, json_tree *tree, keel_error *err)
{
    keel_code code = json_admit(text, rules, err);

    if (code != KEEL_OK) return code;
    if (fast_read(text, rules, tree)) return KEEL_OK;
    if (tree != NULL) tree_restart(tree);
    return json_read_plain(text, rules, tree, err);
}
