/* skills/json/json.h - JSON text in, JSON text out; and, where you want to look inside, a tree.
 *
 *     keel_buf out = keel_buf_init(64 << 20, NULL);
 *     if (keel_json_canonical(text, NULL, &out, &err) != KEEL_OK) ...      RFC 8785, ready to hash or sign
 *
 *     keel_arena *arena = keel_arena_new(256 << 20, NULL);
 *     const keel_json *root;
 *     if (keel_json_parse(arena, text, NULL, &root, &err) != KEEL_OK) ...   err.place: "line 3, column 14 (byte 52)"
 *     keel_str name = keel_json_string(keel_json_find(root, KEEL_STR("name")));
 *
 * The grammar is RFC 8259, to the letter: UTF-8 without byte-order mark, nothing after the value. A text that is
 * refused leaves no result behind. What is kept of numbers: integers exactly from INT64_MIN to UINT64_MAX, all
 * others as the nearest double, on request as their own text.
 * Cost: one pass over the text and 16 bytes per value; strings without escapes are not copied but point into the
 * text, so the text must live as long as the tree. No recursion: depth costs no stack.
 * Threads: a finished tree may be shared freely.
 * Not here: files and streams (the caller brings the text), and changing a tree. */
#ifndef KEEL_JSON_H
#define KEEL_JSON_H

#include "ground/arena.h"
#include "ground/base.h"
#include "ground/buf.h"
#include "ground/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- how to read and write; NULL or zero means the default ------------------------------------------------ */

typedef struct keel_json_options {
    size_t size; /* of this struct, set by KEEL_JSON_OPTIONS_INIT; 0 is refused: it was forgotten */

    uint64_t text_bytes_max; /* default and range: 'keel limits', json.text */
    uint32_t depth_max;      /* json.depth: arrays and objects inside each other, the outermost is 1 */
    uint64_t members_max;    /* json.members: of one object, when a tree is made */
    uint64_t name_bytes_max; /* json.name: one name in an object, when a tree is made */

    bool comments;     /* JSONC: comments and trailing commas are read past, and not written */
    bool lines;        /* JSON Lines: one value a line, blank lines between; for the calls from text to text, and each
                         line they write ends with \n */
    bool strict;       /* a name twice in one object is refused; else the last one wins */
    bool numbers_kept; /* a number that neither 64 bits nor a finite double can hold stays text: KEEL_JSON_BIG */

    uint32_t indent; /* json.indent: blanks a level, for format; in keel_json_write 0 means one line */
    bool tabs;       /* format: one tab a level instead */
    bool ascii;      /* write: all beyond ASCII as \uXXXX */
} keel_json_options;

#ifdef __cplusplus
#define KEEL_JSON_OPTIONS_INIT    \
    {                             \
        sizeof(keel_json_options) \
    }
#else
#define KEEL_JSON_OPTIONS_INIT            \
    {                                     \
        .size = sizeof(keel_json_options) \
    }
#endif

/* ---- from text to text ------------------------------------------------------------------------------------
 * Each checks the whole text first; on failure `out` is as it was. `options` may be NULL. */

/* Is it JSON? */
KEEL_API KEEL_MUST_USE keel_code keel_json_check(keel_str text, const keel_json_options *options, keel_error *err);

/* Without the blanks. Numbers and strings keep their bytes: 1.0 stays 1.0, 1e400 stays 1e400. */
KEEL_API KEEL_MUST_USE keel_code keel_json_minify(keel_str text, const keel_json_options *options, keel_buf *out,
                                                  keel_error *err);

/* One member or element a line, indented. Numbers and strings keep their bytes. */
KEEL_API KEEL_MUST_USE keel_code keel_json_format(keel_str text, const keel_json_options *options, keel_buf *out,
                                                  keel_error *err);

/* RFC 8785: the one form that all equal values share. Refused: a name twice, a lone surrogate, a number that
 * no finite double holds. Numbers become doubles, as the RFC says. */
KEEL_API KEEL_MUST_USE keel_code keel_json_canonical(keel_str text, const keel_json_options *options, keel_buf *out,
                                                     keel_error *err);

/* As JavaScript's "sort the names, then JSON.stringify" writes it: names that are array indexes first, by number,
 * then the others by UTF-16 units; of a name given twice the last; lone surrogates escaped; infinities null. */
KEEL_API KEEL_MUST_USE keel_code keel_json_stable(keel_str text, const keel_json_options *options, keel_buf *out,
                                                  keel_error *err);

/* Cuts the next line that is not blank off `*rest`, for JSON Lines. False: none is left. */
KEEL_API bool keel_json_line(keel_str *rest, keel_str *line);

/* ---- a tree ------------------------------------------------------------------------------------------------ */

typedef struct keel_json keel_json;

typedef enum keel_json_kind {
    KEEL_JSON_NULL,
    KEEL_JSON_BOOL,
    KEEL_JSON_INT,  /* an integer in the range of int64_t */
    KEEL_JSON_UINT, /* an integer above INT64_MAX, up to UINT64_MAX */
    KEEL_JSON_REAL, /* any other number, as the nearest double */
    KEEL_JSON_BIG,  /* a number kept as text: only with numbers_kept */
    KEEL_JSON_STRING,
    KEEL_JSON_ARRAY,
    KEEL_JSON_OBJECT
} keel_json_kind;

/* Reads `text` into `arena`. `*root` is borrowed until the arena ends, and so are the bytes of `text`.
 * KEEL_E_SYNTAX, KEEL_E_LIMIT (a bound of the options) or KEEL_E_MEMORY (also the arena's ceiling). */
KEEL_API KEEL_MUST_USE keel_code keel_json_parse(keel_arena *arena, keel_str text, const keel_json_options *options,
                                                 const keel_json **root, keel_error *err);

/* NULL stands for a value that is not there, and all questions may be put to it: it is of kind null, is no number
 * and no string, and has no members. So look-ups can be chained. */
KEEL_API keel_json_kind keel_json_kind_of(const keel_json *value);

KEEL_API bool keel_json_true(const keel_json *value);                /* is it the value true? */
KEEL_API bool keel_json_int(const keel_json *value, int64_t *out);   /* false: no integer of that range */
KEEL_API bool keel_json_uint(const keel_json *value, uint64_t *out); /* false: no integer of that range */
KEEL_API bool keel_json_real(const keel_json *value, double *out);   /* false: no number, or kept as text */
KEEL_API keel_str keel_json_string(const keel_json *value);          /* {NULL, 0}: no string, no kept number */
KEEL_API uint64_t keel_json_count(const keel_json *value);           /* elements or members; 0 for all else */

/* The member of that name, the last of several; NULL if there is none or `object` is no object. Walks the members. */
KEEL_API const keel_json *keel_json_find(const keel_json *object, keel_str name);

/* All elements or members, in the order of the text.
 *
 *     for (keel_json_iter it = keel_json_each(list); keel_json_next(&it, &name, &value);) ...
 *
 * `name` may be NULL; for elements it is empty. Of a name given twice each is shown. */
typedef struct keel_json_iter {
    const keel_json *at;
    uint64_t left;
    bool named;
} keel_json_iter;

KEEL_API keel_json_iter keel_json_each(const keel_json *container);
KEEL_API bool keel_json_next(keel_json_iter *iter, keel_str *name, const keel_json **value);

/* Writes a tree: in one line, or with `indent` or `tabs` set as format does. Doubles in the shortest form that reads
 * back as the same bits. A string that held a lone surrogate is written with its escape again. */
KEEL_API KEEL_MUST_USE keel_code keel_json_write(const keel_json *value, const keel_json_options *options,
                                                 keel_buf *out, keel_error *err);

/* The shortest text of a finite double that reads back as the same bits, laid out as JavaScript does:
 * 100, 0.1, 1e+21, 5e-324; -0 is "0". Returns the bytes written; there is no NUL. */
#define KEEL_JSON_REAL_BYTES_MAX 32
KEEL_API size_t keel_json_real_text(char out[KEEL_JSON_REAL_BYTES_MAX], double value);

/* `text` as a JSON string with its quotes. What is not UTF-8 becomes U+FFFD, byte by byte. */
KEEL_API void keel_json_quote(keel_str text, bool ascii, keel_buf *out);

#ifdef __cplusplus
}
#endif

#endif
