/* skills/json/value.h - private: how a tree lies in memory.
 *
 * A tree is one row of values of 16 bytes, in the order of the text: a container, then all that it holds. In an
 * object each member is two values, its name (a string) and what it is called by it. So a tree is read by walking
 * along the row, and a whole container is skipped by adding its span.
 *
 *     {"a":[1,2],"b":null}
 *
 *     index   0        1     2       3   4   5     6
 *             object   "a"   array   1   2   "b"   null
 *             span 7         span 3
 *
 * The tag holds the kind in its low 8 bits, flags in the next 8, and above them a length: bytes of a string,
 * elements of an array, members of an object. */
#ifndef KEEL_JSON_VALUE_H
#define KEEL_JSON_VALUE_H

#include "skills/json/json.h"

#include <assert.h>

struct keel_json {
    uint64_t tag;
    union {
        int64_t integer;
        uint64_t natural;
        double real;
        const char *text; /* into the source, or into the arena where escapes had to be resolved */
        uint64_t span;    /* values from this container to the one behind it; itself counts */
    } as;
};

static_assert(sizeof(struct keel_json) == 16, "a value takes sixteen bytes");

#define JSON_FLAG_TRUE    (1u << 8)  /* of a bool */
#define JSON_FLAG_ALONE   (1u << 9)  /* of a string: it holds a lone surrogate, as three bytes */
#define JSON_FLAG_PLAIN   (1u << 10) /* of a string: its bytes may be written as they are, nothing needs an escape */
#define JSON_LENGTH_SHIFT 16

static inline keel_json_kind json_kind(const keel_json *v) { return (keel_json_kind)(v->tag & 0xFF); }
static inline uint64_t json_length(const keel_json *v) { return v->tag >> JSON_LENGTH_SHIFT; }

static inline uint64_t json_tag(keel_json_kind kind, uint64_t length)
{
    return (uint64_t)kind | length << JSON_LENGTH_SHIFT;
}

static inline bool json_is_container(const keel_json *v)
{
    return json_kind(v) == KEEL_JSON_ARRAY || json_kind(v) == KEEL_JSON_OBJECT;
}

/* The span is read in any case, so that this is no branch: what follows what cannot be guessed. */
static inline const keel_json *json_behind(const keel_json *v)
{
    uint64_t span = v->as.span;

    return v + (json_is_container(v) ? span : 1);
}

static inline keel_str json_str(const keel_json *v)
{
    keel_str s = { v->as.text, (size_t)json_length(v) };
    return s;
}

#endif
