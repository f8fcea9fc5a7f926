/* Of any bytes: every level finds the same well-formed prefix, and the ways between the encodings agree and return. */
#include "fuzz.h"
#include "levels.h"
#include "ground/utf8.h"
#include "ground/utf8_forms.h"

static void *take(size_t size)
{
    void *block = malloc(size + 1);

    FUZZ_HOLDS(block != NULL);
    return block;
}

static void prefix_returns(keel_str text)
{
    uint16_t *units = take(text.len * sizeof *units), *plain_units = take(text.len * sizeof *units);
    size_t count = keel_utf8_to_utf16(units, text);
    char *again = take(3 * count);

    FUZZ_HOLDS(count == utf8_plain.to_utf16(plain_units, (const uint8_t *)text.data, text.len));
    FUZZ_HOLDS(memcmp(units, plain_units, count * sizeof *units) == 0);
    FUZZ_HOLDS(keel_utf8_from_utf16(again, units, count) == text.len);
    FUZZ_HOLDS(text.len == 0 || memcmp(again, text.data, text.len) == 0);
    free(units);
    free(plain_units);
    free(again);
}

/* The same bytes as units of UTF-16, lone halves and all. */
static void units_agree(const uint8_t *data, size_t count)
{
    uint16_t *units = take(count * sizeof *units);
    char *fast = take(3 * count), *plain = take(3 * count);
    size_t len;

    if (count > 0) memcpy(units, data, count * sizeof *units);
    len = keel_utf8_from_utf16(fast, units, count);
    FUZZ_HOLDS(len == utf8_plain.from_utf16((uint8_t *)plain, units, count));
    FUZZ_HOLDS(memcmp(fast, plain, len) == 0);
    FUZZ_HOLDS(keel_utf8_valid((keel_str){ fast, len }));
    FUZZ_HOLDS(keel_utf16_narrow(fast, units, count) == utf8_plain.narrow((uint8_t *)plain, units, count));
    free(units);
    free(fast);
    free(plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    keel_str text = { (const char *)data, size };
    size_t prefix = size == 0 ? 0 : utf8_plain.valid_prefix(data, size);

    FOR_EACH_LEVEL(level)
    {
        FUZZ_HOLDS(keel_utf8_valid_prefix(text) == prefix);
        FUZZ_HOLDS(keel_utf8_ascii_prefix(text) == (size == 0 ? 0 : utf8_plain.ascii_prefix(data, size)));
        prefix_returns((keel_str){ text.data, prefix });
        units_agree(data, size / sizeof(uint16_t));
    }
    return 0;
}
