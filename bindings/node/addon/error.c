/* The fields of an error, one by one. */
#include "error.h"

#include "ground/mend.h"
#include "ground/place.h"

#include <stdio.h>

/* Defined and not set: a setter that somebody put on Error.prototype is not asked. */
static void put(napi_env env, napi_value object, const char *name, napi_value value)
{
    napi_property_descriptor field = { .utf8name = name, .value = value, .attributes = napi_default_jsproperty };

    napi_define_properties(env, object, 1, &field);
}

static void put_text(napi_env env, napi_value object, const char *name, const char *value)
{
    napi_value string;

    if (value[0] == '\0') return;
    if (napi_create_string_utf8(env, value, NAPI_AUTO_LENGTH, &string) == napi_ok) put(env, object, name, string);
}

static void put_number(napi_env env, napi_value object, const char *name, uint64_t value)
{
    napi_value number;

    if (napi_create_double(env, (double)value, &number) == napi_ok) put(env, object, name, number);
}

/* V8's own SyntaxError, which Node-API knows how to make from version 9 on only. */
static napi_status make_syntax_error(napi_env env, napi_value message, napi_value *out)
{
    napi_value constructor;
    napi_status status = napi_get_reference_value(env, addon_of(env)->syntax_error, &constructor);

    return status == napi_ok ? napi_new_instance(env, constructor, 1, &message, out) : status;
}

/* Options that JavaScript calls otherwise than the C library; the others have one name. */
static const mend_word options[] = {
    { "depth_max", "option 'maxDepth'" },
    { "text_bytes_max", "option 'maxSize'" },
};

/* Which of JavaScript's own errors this one is. */
static bool make(napi_env env, keel_code code, const char *message, napi_value *out)
{
    napi_value text;

    if (napi_create_string_utf8(env, message, NAPI_AUTO_LENGTH, &text) != napi_ok) return false;
    switch (code) {
    case KEEL_E_SYNTAX: return make_syntax_error(env, text, out) == napi_ok;
    case KEEL_E_LIMIT: return napi_create_range_error(env, NULL, text, out) == napi_ok;
    case KEEL_E_USAGE: return napi_create_type_error(env, NULL, text, out) == napi_ok;
    default: return napi_create_error(env, NULL, text, out) == napi_ok;
    }
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
    if (!make(env, err.code, message, &error)) { /* out of memory, but a refusal is never passed over */
        napi_throw_error(env, err.name, message);
        return NULL;
    }
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
