/* What JavaScript makes of a text when it reads it, rebuilds each object with its names sorted, and writes that. */
#include "skills/json/rewrite.h"

keel_code keel_json_stable(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    json_rules rules;
    keel_code code = json_rules_from(options, &rules, err);

    if (code != KEEL_OK) return code;
    rules.numbers_kept = false;
    rules.infinite = rules.minimal = true;
    return json_rewrite(text, &rules, &(json_style){ .order = ORDER_SCRIPT, .unique = rules.strict, .doubles = true },
                        out, err);
}
