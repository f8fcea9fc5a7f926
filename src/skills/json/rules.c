/* Options of any age become rules: what an older caller's struct does not have is the default. */
#include "skills/json/rules.h"

static keel_code bound(keel_limit_id id, uint64_t asked, uint64_t *out, keel_error *err)
{
    const keel_limit *limit = keel_limit_of(id);

    *out = asked == 0 ? limit->standard : asked;
    if (*out >= limit->least && *out <= limit->most) return KEEL_OK;
    keel_error_set(err, KEEL_E_USAGE, "json.option", "%s cannot be %llu", limit->name, (unsigned long long)asked);
    keel_error_mend(err, "choose from %llu to %llu", (unsigned long long)limit->least, (unsigned long long)limit->most);
    return KEEL_E_USAGE;
}

keel_code json_rules_from(const keel_json_options *options, json_rules *rules, keel_error *err)
{
    keel_json_options o = KEEL_JSON_OPTIONS_INIT;
    uint64_t depth_max;
    keel_code code;

    if (options != NULL) memcpy(&o, options, options->size < sizeof o ? options->size : sizeof o);
    *rules = (json_rules){
        .comments = o.comments,
        .lines = o.lines,
        .strict = o.strict,
        .numbers_kept = o.numbers_kept,
        .tabs = o.tabs,
        .ascii = o.ascii,
        .indent = o.indent == 0 ? JSON_INDENT_STANDARD : o.indent,
    };
    if (rules->indent > JSON_INDENT_MAX) {
        keel_error_set(err, KEEL_E_USAGE, "json.option", "an indent of %u blanks is too wide", rules->indent);
        keel_error_mend(err, "choose from 1 to %u", JSON_INDENT_MAX);
        return KEEL_E_USAGE;
    }
    code = bound(KEEL_LIMIT_JSON_TEXT, o.text_bytes_max, &rules->text_bytes_max, err);
    if (code == KEEL_OK) code = bound(KEEL_LIMIT_JSON_DEPTH, o.depth_max, &depth_max, err);
    if (code == KEEL_OK) code = bound(KEEL_LIMIT_JSON_MEMBERS, o.members_max, &rules->members_max, err);
    if (code == KEEL_OK) code = bound(KEEL_LIMIT_JSON_NAME, o.name_bytes_max, &rules->name_bytes_max, err);
    if (code == KEEL_OK) rules->depth_max = (uint32_t)depth_max;
    return code;
}
