/* Looking into a tree. */
#include "skills/json/value.h"

keel_json_kind keel_json_kind_of(const keel_json *v) { return v == NULL ? KEEL_JSON_NULL : json_kind(v); }

bool keel_json_true(const keel_json *v)
{
    return v != NULL && json_kind(v) == KEEL_JSON_BOOL && (v->tag & JSON_FLAG_TRUE) != 0;
}

bool keel_json_int(const keel_json *v, int64_t *out)
{
    if (v == NULL || json_kind(v) != KEEL_JSON_INT) return false;
    *out = v->as.integer;
    return true;
}

bool keel_json_uint(const keel_json *v, uint64_t *out)
{
    if (v == NULL) return false;
    if (json_kind(v) != KEEL_JSON_UINT && !(json_kind(v) == KEEL_JSON_INT && v->as.integer >= 0)) return false;
    *out = v->as.natural;
    return true;
}

bool keel_json_real(const keel_json *v, double *out)
{
    switch (keel_json_kind_of(v)) {
    case KEEL_JSON_INT: *out = (double)v->as.integer; return true;
    case KEEL_JSON_UINT: *out = (double)v->as.natural; return true;
    case KEEL_JSON_REAL: *out = v->as.real; return true;
    default: return false;
    }
}

keel_str keel_json_string(const keel_json *v)
{
    keel_json_kind kind = keel_json_kind_of(v);

    return kind == KEEL_JSON_STRING || kind == KEEL_JSON_BIG ? json_str(v) : (keel_str){ NULL, 0 };
}

uint64_t keel_json_count(const keel_json *v) { return v != NULL && json_is_container(v) ? json_length(v) : 0; }

keel_json_iter keel_json_each(const keel_json *container)
{
    keel_json_iter it = { NULL, keel_json_count(container), keel_json_kind_of(container) == KEEL_JSON_OBJECT };

    if (it.left > 0) it.at = container + 1;
    return it;
}

bool keel_json_next(keel_json_iter *it, keel_str *name, const keel_json **value)
{
    if (it->left == 0) return false;
    if (name != NULL) *name = it->named ? json_str(it->at) : KEEL_STR("");
    if (it->named) it->at++;
    *value = it->at;
    it->at = json_behind(it->at);
    it->left--;
    return true;
}

const keel_json *keel_json_find(const keel_json *object, keel_str name)
{
    const keel_json *value, *found = NULL;
    keel_str called;

    if (keel_json_kind_of(object) != KEEL_JSON_OBJECT) return NULL;
    for (keel_json_iter it = keel_json_each(object); keel_json_next(&it, &called, &value);)
        if (keel_str_equal(called, name)) found = value;
    return found;
}
