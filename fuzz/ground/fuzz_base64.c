/* Of any bytes: they go to text and back; and as a text they are refused at a place of it, or decode to bytes of which
 * they are the spelling: for base64 the only one, for hexadecimal digits the one in lower case. */
#include "fuzz.h"
#include "ground/base64.h"
#include "ground/hex.h"

static void text_is_the_only_one(keel_str text, keel_base64_kind kind, uint8_t *bytes, char *again)
{
    keel_error err = KEEL_ERROR_INIT;
    size_t len;

    if (keel_base64_decode(bytes, &len, text, kind, &err) != KEEL_OK) {
        FUZZ_HOLDS(err.offset <= text.len && err.place[0] != '\0');
        return;
    }
    FUZZ_HOLDS(len <= KEEL_BASE64_BYTES(text.len));
    FUZZ_HOLDS(keel_base64_encode(again, bytes, len, kind) == text.len);
    FUZZ_HOLDS(text.len == 0 || memcmp(again, text.data, text.len) == 0);
}

static bool is_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/* `again` has room for as many characters as `text` has. */
static void digits_decode(keel_str text, uint8_t *bytes, char *again)
{
    keel_error err = KEEL_ERROR_INIT;

    if (keel_hex_decode(bytes, text, &err) != KEEL_OK) {
        FUZZ_HOLDS(err.offset <= text.len && err.place[0] != '\0');
        FUZZ_HOLDS(err.offset == text.len ? text.len % 2 == 1 : !is_digit(text.data[err.offset]));
        return;
    }
    FUZZ_HOLDS(text.len % 2 == 0);
    keel_hex_encode(again, bytes, text.len / 2);
    for (size_t i = 0; i < text.len; i++) FUZZ_HOLDS(again[i] == (text.data[i] | ('a' - 'A')));
}

static void bytes_return(keel_str bytes, keel_base64_kind kind, uint8_t *back, char *text)
{
    size_t text_len = keel_base64_encode(text, bytes.data, bytes.len, kind), len;

    FUZZ_HOLDS(text_len <= KEEL_BASE64_LEN(bytes.len));
    FUZZ_HOLDS(keel_base64_decode(back, &len, (keel_str){ text, text_len }, kind, NULL) == KEEL_OK);
    FUZZ_HOLDS(len == bytes.len && (len == 0 || memcmp(back, bytes.data, len) == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    keel_str input = { (const char *)data, size };
    char *text = malloc(KEEL_HEX_LEN(size) + 4);
    uint8_t *bytes = malloc(2 * size + 4);

    FUZZ_HOLDS(text != NULL && bytes != NULL);
    for (int kind = KEEL_BASE64_STANDARD; kind <= KEEL_BASE64_URL; kind++) {
        bytes_return(input, (keel_base64_kind)kind, bytes, text);
        text_is_the_only_one(input, (keel_base64_kind)kind, bytes, text);
    }
    keel_hex_encode(text, data, size);
    FUZZ_HOLDS(keel_hex_decode(bytes, (keel_str){ text, KEEL_HEX_LEN(size) }, NULL) == KEEL_OK);
    FUZZ_HOLDS(size == 0 || memcmp(bytes, data, size) == 0);
    digits_decode(input, bytes, text);
    free(text);
    free(bytes);
    return 0;
}
