/* Of any bytes: what was written reads back as the same values, and canonical and stable text are their own. */
#include "fuzz.h"
#include "skills/json/json.h"
#include "skills/json/number.h"

#define TEXT_BYTES_MAX  (256u << 20)
#define ARENA_BYTES_MAX (256u << 20)

typedef keel_code transform(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err);

/* The same bytes when it is done again; and the error, where there is one, stands in the text. */
static void is_its_own(transform *how, keel_str text, const keel_json_options *options)
{
    keel_buf once = keel_buf_init(TEXT_BYTES_MAX, NULL), again = once;
    keel_error err = KEEL_ERROR_INIT;

    if (how(text, options, &once, &err) == KEEL_OK) {
        FUZZ_HOLDS(how(keel_buf_str(&once), options, &again, &err) == KEEL_OK);
        FUZZ_HOLDS(keel_str_equal(keel_buf_str(&once), keel_buf_str(&again)));
    } else {
        FUZZ_HOLDS(once.len == 0 && err.name[0] != '\0' && err.offset <= text.len);
    }
    keel_buf_deinit(&once);
    keel_buf_deinit(&again);
}

/* Refused are a name twice, a lone surrogate, a number too large, and nothing else that is JSON. */
static void canonical_refuses_what_it_says(keel_str text)
{
    keel_buf out = keel_buf_init(TEXT_BYTES_MAX, NULL);
    keel_json_options strict = KEEL_JSON_OPTIONS_INIT;
    keel_error canonical = KEEL_ERROR_INIT, checked = KEEL_ERROR_INIT;
    bool is_strict;

    strict.strict = true;
    is_strict = keel_json_check(text, &strict, &checked) == KEEL_OK;
    if (keel_json_canonical(text, NULL, &out, &canonical) == KEEL_OK)
        FUZZ_HOLDS(is_strict);
    else if (strcmp(canonical.name, "json.surrogate") != 0 && strcmp(canonical.name, "json.number") != 0)
        FUZZ_HOLDS(strcmp(canonical.name, checked.name) == 0 && canonical.offset == checked.offset);
    keel_buf_deinit(&out);
}

static void number_comes_back(const keel_json *v)
{
    char text[KEEL_JSON_REAL_BYTES_MAX];
    double value, back = 0;
    number_fit fit;
    keel_json read;
    size_t len;

    if (!keel_json_real(v, &value)) return;
    len = keel_json_real_text(text, value);
    FUZZ_HOLDS(len > 0 && len <= sizeof text);
    FUZZ_HOLDS(number_parse(text, text + len, &read, &fit) == text + len && fit != NUMBER_OVERFLOWS);
    FUZZ_HOLDS(keel_json_real(&read, &back) && back == value);
}

/* Written once and read again, it is written as the same bytes. */
static void comes_back(keel_str text, const keel_json_options *options)
{
    keel_arena *arena = keel_arena_new(ARENA_BYTES_MAX, NULL);
    keel_buf once = keel_buf_init(TEXT_BYTES_MAX, NULL), again = once;
    const keel_json *root, *back;

    if (arena != NULL && keel_json_parse(arena, text, options, &root, NULL) == KEEL_OK) {
        number_comes_back(root);
        FUZZ_HOLDS(keel_json_write(root, options, &once, NULL) == KEEL_OK);
        FUZZ_HOLDS(keel_json_parse(arena, keel_buf_str(&once), options, &back, NULL) == KEEL_OK);
        FUZZ_HOLDS(keel_json_kind_of(root) != KEEL_JSON_STRING ||
                   keel_str_equal(keel_json_string(root), keel_json_string(back)));
        FUZZ_HOLDS(keel_json_write(back, options, &again, NULL) == KEEL_OK);
        FUZZ_HOLDS(keel_str_equal(keel_buf_str(&once), keel_buf_str(&again)));
    }
    keel_arena_free(arena);
    keel_buf_deinit(&once);
    keel_buf_deinit(&again);
}

/* The bytes as they are, as a string. */
static void quoted_is_json(keel_str bytes, bool ascii)
{
    keel_buf out = keel_buf_init(TEXT_BYTES_MAX, NULL);

    keel_json_quote(bytes, ascii, &out);
    FUZZ_HOLDS(keel_json_check(keel_buf_str(&out), NULL, NULL) == KEEL_OK);
    for (size_t i = 0; ascii && i < out.len; i++) FUZZ_HOLDS((unsigned char)out.data[i] < 0x80);
    keel_buf_deinit(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    keel_json_options plain = KEEL_JSON_OPTIONS_INIT, ascii = plain, indented = plain, lines = plain, jsonc = plain;
    keel_str text = { (const char *)data, size };

    ascii.ascii = true;
    indented.indent = 3;
    indented.numbers_kept = true;
    lines.lines = true;
    jsonc.comments = jsonc.strict = true;
    is_its_own(keel_json_canonical, text, NULL);
    is_its_own(keel_json_stable, text, NULL);
    is_its_own(keel_json_canonical, text, &lines);
    is_its_own(keel_json_stable, text, &lines);
    is_its_own(keel_json_stable, text, &jsonc);
    canonical_refuses_what_it_says(text);
    comes_back(text, NULL);
    comes_back(text, &ascii);
    comes_back(text, &indented);
    quoted_is_json(text, false);
    quoted_is_json(text, true);
    return 0;
}
