/* The fields of an error, one by one. */
#include "error.h"

#include "ground/mend.h"
#include "ground/place.h"

#include <stdio.h>

static void put_text(napi_env env, napi_value object, const char *name, const char *value)
{
    napi_value string;

    if (value[0] == '\0') return;
    if (napi_create_string_utf8(env, value, NAPI_AUTO_LENGTH, &string) == napi_ok)
        napi_set_named_property(env, object, name, string);
}

static void put_number(napi_env env, napi_value object, const char *name, uint64_t value)
{
    napi_value number;

    if (napi_create_double(env, (double)value, &number) == napi_ok) napi_set_named_property(env, object, name, number);
}

/* Options that JavaScript calls otherwise than the C library; the others have one name. */
static const mend_word options[] = {
    { "depth_max", "option 'maxDepth'" },
    { "text_bytes_max", "option 'maxSize'" },
};

/* Which of JavaScript's own errors this one is. */
static const char *kind_of(keel_code code)
{
    switch (code) {
    case KEEL_E_SYNTAX: return "SyntaxError";
    case KEEL_E_LIMIT: return "RangeError";
    case KEEL_E_USAGE: return "TypeError";
    default: return "Error";
    }
}

static bool make(napi_env env, const keel_error *err, const char *message, napi_value *out)
{
    napi_value global, constructor, text_of_message;

    return napi_get_global(env, &global) == napi_ok &&
           napi_get_named_property(env, global, kind_of(err->code), &constructor) == napi_ok &&
           napi_create_string_utf8(env, message, NAPI_AUTO_LENGTH, &text_of_message) == napi_ok &&
           napi_new_instance(env, constructor, 1, &text_of_message, out) == napi_ok;
}

/* Where in the text, in the measure of whoever gave it. */
static void describe(keel_error *err, const node_text *in, keel_place *at)
{
    *at = keel_place_of(in->bytes, (size_t)err->offset);
    if (!in->is_string) return;
    err->offset = text_index(in->bytes, (size_t)err->offset);
    keel_error_place(err, "line %llu, column %llu (index %llu)", (unsigned long long)at->line,
                     (unsigned long long)at->column, (unsigned long long)err->offset);
}

napi_value error_throw(napi_env env, const keel_error *given, const node_text *in)
{
    char message[sizeof given->what + sizeof given->place + 8];
    keel_error err = *given;
    keel_place at = { 0, 0 };
    napi_value error;

    mend_translate(&err, options, sizeof options / sizeof options[0]);
    if (in != NULL && err.offset != KEEL_NOWHERE) describe(&err, in, &at);
    snprintf(message, sizeof message, err.place[0] == '\0' ? "%s" : "%s, at %s", err.what, err.place);
    if (!make(env, &err, message, &error)) return NULL;
    put_text(env, error, "code", err.name);
    put_text(env, error, "what", err.what);
    put_text(env, error, "place", err.place);
    put_text(env, error, "mend", err.mend);
    if (at.line != 0) {
        put_number(env, error, "offset", err.offset);
        put_number(env, error, "line", at.line);
        put_number(env, error, "column", at.column);
    }
    napi_throw(env, error);
    return NULL;
}
