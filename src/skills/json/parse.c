/* The two questions that end in a reader: is it JSON, and what is in it. */
#include "skills/json/read.h"
#include "skills/json/refuse.h"

keel_code keel_json_parse(keel_arena *arena, keel_str text, const keel_json_options *options, const keel_json **root,
                          keel_error *err)
{
    json_rules rules;
    json_tree tree;
    keel_code code = json_rules_from(options, &rules, err);

    tree_begin(&tree, arena);
    if (code == KEEL_OK) code = json_read(text, &rules, &tree, err);
    if (code == KEEL_OK && rules.strict) code = json_refuse_duplicates(&tree, text, err);
    if (code == KEEL_OK) *root = tree_finish(&tree);
    return code;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool keel_json_line(keel_str *rest, keel_str *line)
{
    while (rest->len > 0) {
        const char *newline = memchr(rest->data, '\n', rest->len);
        size_t blanks = 0;

        line->data = rest->data;
        line->len = newline == NULL ? rest->len : (size_t)(newline - rest->data);
        rest->data += newline == NULL ? rest->len : line->len + 1;
        rest->len -= newline == NULL ? rest->len : line->len + 1;
        while (blanks < line->len && is_blank(line->data[blanks])) blanks++;
        if (blanks < line->len) return true;
    }
    return false;
}

static keel_code check_lines(keel_str text, const json_rules *rules, keel_error *err)
{
    keel_str rest = text, line;
    keel_code admitted = json_admit(text, rules, err); /* the bound is of the whole text */

    if (admitted != KEEL_OK) return admitted;
    while (keel_json_line(&rest, &line)) {
        keel_code code = json_read(line, rules, NULL, err);
        if (code == KEEL_OK) continue;
        if (err != NULL && err->offset != KEEL_NOWHERE)
            json_fail_at(err, text, (size_t)(line.data - text.data) + (size_t)err->offset);
        return code;
    }
    return KEEL_OK;
}

keel_code json_check(keel_str text, const json_rules *rules, keel_error *err)
{
    if (rules->strict) return json_check_strict(text, rules, err);
    return rules->lines ? check_lines(text, rules, err) : json_read(text, rules, NULL, err);
}

keel_code keel_json_check(keel_str text, const keel_json_options *options, keel_error *err)
{
    json_rules rules;
    keel_code code = json_rules_from(options, &rules, err);

    return code == KEEL_OK ? json_check(text, &rules, err) : code;
}
