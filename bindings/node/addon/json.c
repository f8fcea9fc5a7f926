/* The part `json`: text to text for @keel/json, and the three names of the drop-in contract.
 *
 * `stringify` and `parse` call V8's own: Node-API offers no way to build or walk JavaScript objects in bulk, so native
 * code would cross the border once a value. `stableStringify` is the same JavaScript that @keel/json uses, compiled
 * once per environment (why: bindings/node/packages/json/ROUTING.md). */
#include "skills/json/json.h"

#include "error.h"
#include "ground/limits.h"
#include "ground/utf8.h"
#include "stable_source.h"

/* ---- text to text ------------------------------------------------------------------------------------------ */

/* The bits of `flags`; the packages' lib/options.js has the same table. */
enum { FLAG_COMMENTS = 1, FLAG_LINES = 2, FLAG_STRICT = 4, FLAG_TABS = 8, FLAG_ASCII = 16 };

enum { TEXT, FLAGS, DEPTH_MAX, BYTES_MAX, INDENT, ARGUMENT_COUNT };

typedef struct request {
    addon *addon;
    node_text in;
    keel_json_options options;
    uint64_t bytes_max;
} request;

/* A whole number that is not negative; undefined is 0, which means the default. */
static bool number_of(napi_env env, napi_value value, uint64_t *out)
{
    napi_valuetype type = napi_undefined;
    double number = 0;

    napi_typeof(env, value, &type);
    if (type == napi_undefined) return *out = 0, true;
    if (type != napi_number) return false;
    napi_get_value_double(env, value, &number);
    if (!(number >= 0 && number <= (double)UINT32_MAX * UINT32_MAX)) return false;
    *out = (uint64_t)number;
    return true;
}

static keel_code options_of(napi_env env, const napi_value *arguments, keel_json_options *o, keel_error *err)
{
    uint64_t numbers[ARGUMENT_COUNT];

    *o = (keel_json_options)KEEL_JSON_OPTIONS_INIT;
    for (int i = FLAGS; i < ARGUMENT_COUNT; i++)
        if (!number_of(env, arguments[i], &numbers[i]))
            return keel_error_set(err, KEEL_E_USAGE, "node.argument", "argument %d is no whole number from 0 up",
                                  i + 1);
    o->comments = numbers[FLAGS] & FLAG_COMMENTS;
    o->lines = numbers[FLAGS] & FLAG_LINES;
    o->strict = numbers[FLAGS] & FLAG_STRICT;
    o->tabs = numbers[FLAGS] & FLAG_TABS;
    o->ascii = numbers[FLAGS] & FLAG_ASCII;
    o->text_bytes_max = numbers[BYTES_MAX];
    o->depth_max = numbers[DEPTH_MAX] > UINT32_MAX ? UINT32_MAX : (uint32_t)numbers[DEPTH_MAX];
    o->indent = numbers[INDENT] > UINT32_MAX ? UINT32_MAX : (uint32_t)numbers[INDENT];
    return KEEL_OK;
}

/* False: an exception is pending. */
static bool read_request(napi_env env, napi_callback_info info, request *r)
{
    keel_error err = KEEL_ERROR_INIT;
    napi_value arguments[ARGUMENT_COUNT];

    r->addon = addon_of(env);
    if (!node_arguments(env, info, ARGUMENT_COUNT, arguments)) return false;
    if (options_of(env, arguments, &r->options, &err) == KEEL_OK) {
        r->bytes_max = r->options.text_bytes_max;
        if (r->bytes_max == 0) r->bytes_max = keel_limit_of(KEEL_LIMIT_JSON_TEXT)->standard;
        if (text_take(env, arguments[TEXT], r->bytes_max, &r->in, &err) == KEEL_OK) return true;
    }
    error_throw(env, &err, NULL);
    text_release(r->addon);
    return false;
}

typedef keel_code text_call(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err);

/* Of a text past its bound only the length is there, and the check refuses it by that alone. */
static keel_code run(const request *r, text_call *call, keel_error *err)
{
    if (call == NULL || r->in.bytes.len > r->bytes_max) return keel_json_check(r->in.bytes, &r->options, err);
    keel_buf_clear(&r->addon->result);
    return call(r->in.bytes, &r->options, &r->addon->result, err);
}

static napi_value from_text_to_text(napi_env env, napi_callback_info info, text_call *call)
{
    keel_error err = KEEL_ERROR_INIT;
    napi_value result;
    request r;

    if (!read_request(env, info, &r)) return NULL;
    if (run(&r, call, &err) == KEEL_OK)
        result = text_give(env, &r.in, &r.addon->result);
    else
        result = error_throw(env, &err, &r.in);
    text_release(r.addon);
    return result;
}

static napi_value minify(napi_env env, napi_callback_info info)
{
    return from_text_to_text(env, info, keel_json_minify);
}

static napi_value format(napi_env env, napi_callback_info info)
{
    return from_text_to_text(env, info, keel_json_format);
}

static napi_value canonical(napi_env env, napi_callback_info info)
{
    return from_text_to_text(env, info, keel_json_canonical);
}

static napi_value stable(napi_env env, napi_callback_info info)
{
    return from_text_to_text(env, info, keel_json_stable);
}

static napi_value give_bool(napi_env env, bool answer)
{
    napi_value value;

    return node_done(env, napi_get_boolean(env, answer, &value)) ? value : NULL;
}

/* Throws what is wrong with the text. */
static napi_value check(napi_env env, napi_callback_info info)
{
    keel_error err = KEEL_ERROR_INIT;
    request r;

    if (!read_request(env, info, &r)) return NULL;
    if (run(&r, NULL, &err) != KEEL_OK) error_throw(env, &err, &r.in);
    text_release(r.addon);
    return NULL;
}

/* As check, for those who want no words: to describe a fault costs more than to find it. */
static napi_value is_valid(napi_env env, napi_callback_info info)
{
    keel_error err = KEEL_ERROR_INIT;
    napi_value answer = NULL;
    keel_code code;
    request r;

    if (!read_request(env, info, &r)) return NULL;
    code = run(&r, NULL, NULL);
    if (code == KEEL_OK || code == KEEL_E_SYNTAX || code == KEEL_E_LIMIT)
        answer = give_bool(env, code == KEEL_OK);
    else if (run(&r, NULL, &err) != KEEL_OK) /* a fault of the caller or of the machine is no answer about the text */
        error_throw(env, &err, NULL);
    text_release(r.addon);
    return answer;
}

/* Is a text well formed? For bytes only: what a string holds is not UTF-8 in the first place. */
static napi_value valid_utf8(napi_env env, napi_callback_info info)
{
    keel_error err = KEEL_ERROR_INIT;
    napi_value argument;
    bool valid;
    node_text in;

    if (!node_arguments(env, info, 1, &argument)) return NULL;
    if (text_take(env, argument, UINT64_MAX, &in, &err) != KEEL_OK) return error_throw(env, &err, NULL);
    valid = keel_utf8_valid(in.bytes);
    text_release(addon_of(env));
    return give_bool(env, valid);
}

/* ---- the names of the contract ----------------------------------------------------------------------------- */

static napi_value refuse(napi_env env, const char *code, const char *message)
{
    napi_throw_error(env, code, message);
    return NULL;
}

/* V8's own exception goes on, with the `code` that callers of such addons know. */
static void mark_exception(napi_env env)
{
    napi_value exception, code;
    bool is_error = false;

    if (napi_get_and_clear_last_exception(env, &exception) != napi_ok) return;
    napi_is_error(env, exception, &is_error);
    if (is_error && napi_create_string_latin1(env, "GenericFailure", NAPI_AUTO_LENGTH, &code) == napi_ok)
        napi_set_named_property(env, exception, "code", code);
    napi_throw(env, exception);
}

static napi_value call_v8(napi_env env, napi_ref function, napi_value argument)
{
    napi_value json, callee, result;
    addon *a = addon_of(env);
    napi_status status;

    if (!node_done(env, napi_get_reference_value(env, a->json, &json))) return NULL;
    if (!node_done(env, napi_get_reference_value(env, function, &callee))) return NULL;
    status = napi_call_function(env, json, callee, 1, &argument, &result);
    if (status == napi_ok) return result;
    if (status == napi_pending_exception)
        mark_exception(env);
    else
        node_done(env, status);
    return NULL;
}

static napi_value contract_stringify(napi_env env, napi_callback_info info)
{
    napi_valuetype type = napi_undefined;
    napi_value value;

    if (!node_arguments(env, info, 1, &value)) return NULL;
    value = call_v8(env, addon_of(env)->json_stringify, value);
    if (value == NULL) return NULL;
    napi_typeof(env, value, &type);
    return type == napi_string ? value : refuse(env, "GenericFailure", "Value is not JSON-serializable.");
}

static napi_value contract_parse(napi_env env, napi_callback_info info)
{
    napi_valuetype type = napi_undefined;
    napi_value value;

    if (!node_arguments(env, info, 1, &value)) return NULL;
    napi_typeof(env, value, &type);
    if (type != napi_string) return refuse(env, "StringExpected", "parse takes a string: the JSON text");
    return call_v8(env, addon_of(env)->json_parse, value);
}

static bool take_from_v8(napi_env env, napi_value json, const char *name, napi_ref *out)
{
    napi_value function;

    return node_done(env, napi_get_named_property(env, json, name, &function)) &&
           node_done(env, napi_create_reference(env, function, 1, out));
}

static bool export_contract(napi_env env, napi_value exports)
{
    napi_value global, json, source, stable_stringify;
    addon *a = addon_of(env);

    return node_done(env, napi_get_global(env, &global)) &&
           node_done(env, napi_get_named_property(env, global, "JSON", &json)) &&
           node_done(env, napi_create_reference(env, json, 1, &a->json)) &&
           take_from_v8(env, json, "parse", &a->json_parse) &&
           take_from_v8(env, json, "stringify", &a->json_stringify) &&
           take_from_v8(env, global, "SyntaxError", &a->syntax_error) &&
           node_done(env, napi_create_string_utf8(env, stable_source, sizeof stable_source, &source)) &&
           node_done(env, napi_run_script(env, source, &stable_stringify)) &&
           node_export(env, exports, "stringify", contract_stringify) &&
           node_export(env, exports, "parse", contract_parse) &&
           node_done(env, napi_set_named_property(env, exports, "stableStringify", stable_stringify)) &&
           node_done(env, napi_set_named_property(env, exports, "stable_stringify", stable_stringify));
}

bool json_exports(napi_env env, napi_value exports)
{
    napi_value json;

    return export_contract(env, exports) && node_done(env, napi_create_object(env, &json)) &&
           node_export(env, json, "check", check) && node_export(env, json, "isValid", is_valid) &&
           node_export(env, json, "minify", minify) && node_export(env, json, "format", format) &&
           node_export(env, json, "canonical", canonical) && node_export(env, json, "stable", stable) &&
           node_export(env, json, "validUtf8", valid_utf8) &&
           node_done(env, napi_set_named_property(env, exports, "json", json));
}
