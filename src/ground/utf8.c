/* One code point at a time; and which form of the loops over whole texts this machine takes. */
#include "ground/utf8.h"
#include "ground/cpu.h"
#include "ground/utf8_forms.h"

size_t keel_utf8_put(char out[KEEL_UTF8_BYTES_MAX], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t keel_utf8_next(keel_str text, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text.data + *at;

    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *at += 2;
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0) {
        *at += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *at += 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static const utf8_forms *forms(void)
{
    switch (keel_cpu()) {
#if defined(__x86_64__)
    case KEEL_CPU_SSE42: return &utf8_sse42;
    case KEEL_CPU_AVX2: return &utf8_avx2;
    case KEEL_CPU_AVX512: return &utf8_avx512;
#elif defined(__aarch64__)
    case KEEL_CPU_NEON: return &utf8_neon;
#endif
    default: return &utf8_plain;
    }
}

size_t keel_utf8_valid_prefix(keel_str text) { return forms()->valid_prefix((const uint8_t *)text.data, text.len); }

size_t keel_utf8_ascii_prefix(keel_str text)
{
    return text.len == 0 ? 0 : forms()->ascii_prefix((const uint8_t *)text.data, text.len);
}

size_t keel_utf16_narrow(char *out, const uint16_t *units, size_t len)
{
    return len == 0 ? 0 : forms()->narrow((uint8_t *)out, units, len);
}

size_t keel_utf8_from_utf16(char *out, const uint16_t *units, size_t len)
{
    return forms()->from_utf16((uint8_t *)out, units, len);
}

size_t keel_utf8_to_utf16(uint16_t *out, keel_str text)
{
    return forms()->to_utf16(out, (const uint8_t *)text.data, text.len);
}
