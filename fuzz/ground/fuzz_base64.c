/* Of any bytes: they go to text and back; and a text that decodes is the one that its bytes encode to. */
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
    free(text);
    free(bytes);
    return 0;
}
