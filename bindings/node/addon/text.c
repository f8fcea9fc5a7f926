/* Strings cross as UTF-16, bytes as they are. */
#include "text.h"

#include "ground/limits.h"
#include "ground/utf8.h"

#define UTF8_BYTES_PER_UNIT 3

/* ---- in ---------------------------------------------------------------------------------------------------- */

/* Most texts hold no surrogate at all, and that is answered by one sweep without branches, which the compiler makes a
 * vector of. */
static bool has_surrogates(const uint16_t *units, size_t len)
{
    uint16_t any = 0;

    for (size_t i = 0; i < len; i++) any |= (units[i] & 0xF800) == 0xD800;
    return any;
}

/* The first surrogate without its partner, or `len`. */
static size_t find_alone(const uint16_t *units, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((units[i] & 0xF800) != 0xD800) continue;
        if (!keel_utf16_is_high(units[i]) || i + 1 == len || !keel_utf16_is_low(units[i + 1])) return i;
        i++;
    }
    return len;
}

/* `out` has room for UTF8_BYTES_PER_UNIT * len bytes. Returns those written. */
static size_t encode(char *out, const uint16_t *units, size_t len)
{
    size_t done = keel_utf16_narrow(out, units, len), written = done;
    bool may_be_alone = has_surrogates(units + done, len - done); /* asked once: a text may be full of them */

    while (done < len) {
        size_t whole = may_be_alone ? find_alone(units + done, len - done) : len - done;

        written += keel_utf8_from_utf16(out + written, units + done, whole);
        done += whole;
        if (done < len) written += keel_utf8_put(out + written, units[done++]);
    }
    return written;
}

static keel_code take_string(napi_env env, napi_value value, size_t len, node_text *out, keel_error *err)
{
    addon *a = addon_of(env);
    char *units, *bytes;

    keel_buf_clear(&a->units);
    keel_buf_clear(&a->bytes);
    units = keel_buf_reserve(&a->units, (len + 1) * sizeof(uint16_t)); /* Node-API ends it with a NUL */
    if (units == NULL) return keel_buf_check(&a->units, err);
    napi_get_value_string_utf16(env, value, (char16_t *)(void *)units, len + 1, &len);
    bytes = keel_buf_reserve(&a->bytes, len * UTF8_BYTES_PER_UNIT);
    if (bytes == NULL) return keel_buf_check(&a->bytes, err);
    a->bytes.len = encode(bytes, (const uint16_t *)(const void *)units, len);
    out->bytes = keel_buf_str(&a->bytes);
    return KEEL_OK;
}

/* Bytes that other threads may write to are copied: what was checked must be what is read. */
static keel_code take_shared(addon *a, node_text *out, keel_error *err)
{
    keel_buf_clear(&a->bytes);
    keel_buf_add(&a->bytes, out->bytes);
    out->bytes = keel_buf_str(&a->bytes);
    return keel_buf_check(&a->bytes, err);
}

keel_code text_take(napi_env env, napi_value value, uint64_t bytes_max, node_text *out, keel_error *err)
{
    napi_typedarray_type type;
    napi_value buffer;
    bool is_bytes = false, is_private = false;
    size_t len;
    void *data;

    *out = (node_text){ .is_string = napi_get_value_string_utf16(env, value, NULL, 0, &len) == napi_ok };
    if (out->is_string) {
        out->bytes.len = len;
        return len > bytes_max ? KEEL_OK : take_string(env, value, len, out, err);
    }
    napi_is_typedarray(env, value, &is_bytes);
    if (!is_bytes || napi_get_typedarray_info(env, value, &type, &len, &data, &buffer, NULL) != napi_ok ||
        (type != napi_uint8_array && type != napi_uint8_clamped_array)) {
        keel_error_set(err, KEEL_E_USAGE, "node.argument", "a text is a string or a Uint8Array, and nothing else");
        return keel_error_mend(err, "give a string, a Buffer or a Uint8Array");
    }
    out->bytes = (keel_str){ len == 0 ? "" : data, len };
    napi_is_arraybuffer(env, buffer, &is_private);
    return is_private || len > bytes_max ? KEEL_OK : take_shared(addon_of(env), out, err);
}

/* ---- out --------------------------------------------------------------------------------------------------- */

static napi_value too_long(napi_env env)
{
    bool pending = false;

    napi_is_exception_pending(env, &pending);
    if (!pending)
        napi_throw_range_error(env, "node.result",
                               "the result is longer than a JavaScript string can be; give the text as a Buffer");
    return NULL;
}

static napi_value give_wide(napi_env env, keel_str bytes)
{
    addon *a = addon_of(env);
    napi_value string;
    char *units;
    size_t len;

    keel_buf_clear(&a->units);
    units = keel_buf_reserve(&a->units, bytes.len * sizeof(uint16_t));
    if (units == NULL) return too_long(env);
    len = keel_utf8_to_utf16((uint16_t *)(void *)units, bytes);
    if (napi_create_string_utf16(env, (const char16_t *)(const void *)units, len, &string) != napi_ok)
        return too_long(env);
    return string;
}

napi_value text_give(napi_env env, const node_text *in, const keel_buf *written)
{
    keel_str bytes = keel_buf_str(written);
    napi_value value;

    if (!in->is_string) {
        if (!node_done(env, napi_create_buffer_copy(env, bytes.len, bytes.data, NULL, &value))) return NULL;
        return value;
    }
    if (keel_utf8_ascii_prefix(bytes) < bytes.len) return give_wide(env, bytes);
    if (napi_create_string_latin1(env, bytes.data == NULL ? "" : bytes.data, bytes.len, &value) != napi_ok)
        return too_long(env);
    return value;
}

void text_release(addon *a)
{
    size_t kept = (size_t)keel_limit_of(KEEL_LIMIT_NODE_SCRATCH)->standard;

    if (a->units.size > kept) keel_buf_deinit(&a->units);
    if (a->bytes.size > kept) keel_buf_deinit(&a->bytes);
    if (a->result.size > kept) keel_buf_deinit(&a->result);
}

size_t text_index(keel_str bytes, size_t offset)
{
    size_t index = 0;

    for (size_t i = 0; i < offset && i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.data[i];
        index += (c & 0xC0) != 0x80; /* a character begins */
        index += c >= 0xF0;          /* and takes two units */
    }
    return index;
}
