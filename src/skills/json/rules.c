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

/* A struct that does not tell its size was not begun, and to pass over what is in it would loosen what was asked for. */
static keel_code take(const keel_json_options *options, keel_json_options *out, keel_error *err)
{
    *out = (keel_json_options)KEEL_JSON_OPTIONS_INIT;
    if (options == NULL) return KEEL_OK;
    if (options->size == 0) {
        keel_error_set(err, KEEL_E_USAGE, "json.option", "the options do not tell their size");
        return keel_error_mend(err, "begin them with KEEL_JSON_OPTIONS_INIT"), KEEL_E_USAGE;
    }
    memcpy(out, options, options->size < sizeof *out ? options->size : sizeof *out);
    return KEEL_OK;
}

keel_code json_rules_from(const keel_json_options *options, json_rules *rules, keel_error *err)
{
    keel_json_options o;
    uint64_t depth_max, indent;
    keel_code code = take(options, &o, err);

    if (code != KEEL_OK) return code;
    *rules = (json_rules){
        .comments = o.comments,
        .lines = o.lines,
        .strict = o.strict,
        .numbers_kept = o.numbers_kept,
        .spread = o.indent != 0 || o.tabs,
        .tabs = o.tabs,
        .ascii = o.ascii,
    };
    code = bound(KEEL_LIMIT_JSON_TEXT, o.text_bytes_max, &rules->text_bytes_max, err);
    if (code == KEEL_OK) code = bound(KEEL_LIMIT_JSON_DEPTH, o.depth_max, &depth_max, err);
    if (code == KEEL_OK) code = bound(KEEL_LIMIT_JSON_MEMBERS, o.members_max, &rules->members_max, err);
    if (code == KEEL_OK) code = bound(KEEL_LIMIT_JSON_NAME, o.name_bytes_max, &rules->name_bytes_max, err);
    if (code == KEEL_OK) code = bound(KEEL_LIMIT_JSON_INDENT, o.indent, &indent, err);
    if (code != KEEL_OK) return code;
    rules->depth_max = (uint32_t)depth_max;
    rules->indent = (uint32_t)indent;
    return KEEL_OK;
}
