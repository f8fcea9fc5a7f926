/* Of any bytes: all readers say the same, and what was laid out anew is the same text. */
#include "fuzz.h"
#include "json/twin.h"
#include "ground/levels.h"

#define FORMATTED_BYTES_MAX (64u << 20)

static keel_str text; /* of the run */

static void readers_agree(void)
{
    json_rules rules, kept, infinite, tight;
    keel_json_options bounds = KEEL_JSON_OPTIONS_INIT;

    bounds.depth_max = 3;
    bounds.members_max = 2;
    bounds.name_bytes_max = 4;
    FUZZ_HOLDS(json_rules_from(NULL, &rules, NULL) == KEEL_OK);
    FUZZ_HOLDS(json_rules_from(&bounds, &tight, NULL) == KEEL_OK);
    kept = infinite = rules;
    kept.numbers_kept = true;
    infinite.infinite = true;
    FUZZ_HOLDS(twin_readers_agree(fast_read, text, &rules));
    FUZZ_HOLDS(twin_readers_agree(fast_read, text, &kept));
    FUZZ_HOLDS(twin_readers_agree(fast_read, text, &infinite));
    FUZZ_HOLDS(twin_readers_agree(fast_read, text, &tight));
    FUZZ_HOLDS(twin_minifiers_agree(text, &rules));
    FUZZ_HOLDS(twin_formatters_agree(text, &rules));
}

static void error_has_a_place(keel_str of, const keel_error *err)
{
    FUZZ_HOLDS(err->name[0] != '\0' && err->what[0] != '\0' && err->place[0] != '\0');
    FUZZ_HOLDS(err->offset <= of.len);
}

/* Minified once, formatted, and minified again: each is JSON, and the first is the last. */
static void layouts_agree(const keel_json_options *options)
{
    keel_buf min = keel_buf_init(8 * text.len + 16, NULL), fmt = keel_buf_init(FORMATTED_BYTES_MAX, NULL);
    keel_buf again = keel_buf_init(8 * text.len + 16, NULL);
    keel_error err = KEEL_ERROR_INIT;
    keel_code code = keel_json_minify(text, options, &min, &err);

    FUZZ_HOLDS(code == keel_json_check(text, options, NULL));
    if (code != KEEL_OK) {
        FUZZ_HOLDS(min.len == 0);
        error_has_a_place(text, &err);
    } else {
        FUZZ_HOLDS(keel_json_check(keel_buf_str(&min), NULL, NULL) == KEEL_OK);
        FUZZ_HOLDS(keel_json_minify(keel_buf_str(&min), options, &again, NULL) == KEEL_OK);
        FUZZ_HOLDS(keel_str_equal(keel_buf_str(&min), keel_buf_str(&again)));
        FUZZ_HOLDS(keel_json_format(text, options, &fmt, NULL) == KEEL_OK);
        keel_buf_clear(&again);
        FUZZ_HOLDS(keel_json_minify(keel_buf_str(&fmt), NULL, &again, NULL) == KEEL_OK);
        FUZZ_HOLDS(keel_str_equal(keel_buf_str(&min), keel_buf_str(&again)));
    }
    keel_buf_deinit(&min);
    keel_buf_deinit(&fmt);
    keel_buf_deinit(&again);
}

static void lines_agree(void)
{
    keel_json_options lines = KEEL_JSON_OPTIONS_INIT;
    keel_buf min = keel_buf_init(2 * text.len + 16, NULL), again = keel_buf_init(2 * text.len + 16, NULL);
    keel_error err = KEEL_ERROR_INIT;

    lines.lines = true;
    if (keel_json_minify(text, &lines, &min, &err) != KEEL_OK) {
        error_has_a_place(text, &err);
    } else {
        FUZZ_HOLDS(keel_json_minify(keel_buf_str(&min), &lines, &again, NULL) == KEEL_OK);
        FUZZ_HOLDS(keel_str_equal(keel_buf_str(&min), keel_buf_str(&again)));
    }
    keel_buf_deinit(&min);
    keel_buf_deinit(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    keel_json_options comments = KEEL_JSON_OPTIONS_INIT, ascii = KEEL_JSON_OPTIONS_INIT;

    comments.comments = true;
    ascii.ascii = true;
    text = (keel_str){ (const char *)data, size };
    FOR_EACH_LEVEL(level) readers_agree();
    layouts_agree(NULL);
    layouts_agree(&comments);
    layouts_agree(&ascii);
    lines_agree();
    return 0;
}
