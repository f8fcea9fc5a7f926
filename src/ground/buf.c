/* A buffer doubles until its ceiling. */
#include "ground/buf.h"
#include "ground/assert.h"

#include <stdarg.h>
#include <stdio.h>

#define BUF_SIZE_MIN 256u

void keel_buf_deinit(keel_buf *b)
{
    keel_memory_resize(b->memory, b->data, b->size, 0);
    *b = keel_buf_init(b->bytes_max, b->memory);
}

static char *fail(keel_buf *b, keel_code code)
{
    b->failed = code;
    return NULL;
}

static size_t grown_size(const keel_buf *b, size_t wanted, size_t size_max)
{
    size_t size = b->size < BUF_SIZE_MIN ? BUF_SIZE_MIN : b->size;

    while (size < wanted) size = size > SIZE_MAX / 2 ? wanted : size * 2;
    return size < size_max ? size : size_max;
}

/* Room for `more` bytes that count, and `behind` that do not: the ceiling is on the former, so the memory may be larger
 * than it by the latter. */
static char *reserve(keel_buf *b, size_t more, size_t behind)
{
    size_t size;
    char *data;

    KEEL_ASSERT(b->len <= b->size);
    if (b->failed != KEEL_OK) return NULL;
    if (b->len > b->bytes_max || more > b->bytes_max - b->len) return fail(b, KEEL_E_LIMIT);
    if (more > SIZE_MAX - behind - b->len) return fail(b, KEEL_E_MEMORY);
    if (more + behind <= b->size - b->len && b->data != NULL) return b->data + b->len;
    size = grown_size(b, b->len + more + behind, b->bytes_max > SIZE_MAX - behind ? SIZE_MAX : b->bytes_max + behind);
    if (size == 0) size = 1; /* a ceiling of nothing still has an address */
    data = keel_memory_resize(b->memory, b->data, b->size, size);
    if (data == NULL) return fail(b, KEEL_E_MEMORY);
    b->data = data;
    b->size = size;
    return b->data + b->len;
}

char *keel_buf_reserve(keel_buf *b, size_t more) { return reserve(b, more, 0); }

void keel_buf_add(keel_buf *b, keel_str bytes)
{
    char *at = keel_buf_reserve(b, bytes.len);

    if (at == NULL || bytes.len == 0) return;
    memcpy(at, bytes.data, bytes.len);
    b->len += bytes.len;
}

void keel_buf_add_char(keel_buf *b, char c)
{
    char *at = keel_buf_reserve(b, 1);

    if (at == NULL) return;
    *at = c;
    b->len += 1;
}

void keel_buf_add_format(keel_buf *b, const char *format, ...)
{
    va_list args;
    int needed;
    char *at;

    va_start(args, format);
    needed = vsnprintf(NULL, 0, format, args);
    va_end(args);
    KEEL_ASSERT(needed >= 0);
    at = reserve(b, (size_t)needed, 1); /* vsnprintf ends with a NUL */
    if (at == NULL) return;
    va_start(args, format);
    vsnprintf(at, (size_t)needed + 1, format, args);
    va_end(args);
    b->len += (size_t)needed;
}

keel_code keel_buf_check(const keel_buf *b, keel_error *err)
{
    if (b->failed == KEEL_E_LIMIT)
        return keel_error_set(err, KEEL_E_LIMIT, "limits.bytes", "the result would be longer than %zu bytes",
                              b->bytes_max);
    if (b->failed == KEEL_E_MEMORY)
        return keel_error_set(err, KEEL_E_MEMORY, "memory.refused", "the system gave no memory for the result");
    return KEEL_OK;
}
