/* ground/names.h - every error by its own name: what 'keel help NAME' tells.
 *
 * Each room keeps its rows in its own errors.def:
 *
 *     KEEL_ERROR("json.depth", E_LIMIT, "the text is nested too deep", "paragraph: why it happens, how to mend it")
 *
 * The build gathers them, and './dev lint' proves that every name used in the code has a row and every row a use. */
#ifndef KEEL_NAMES_H
#define KEEL_NAMES_H

#include "ground/base.h"
#include "ground/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct keel_error_page {
    const char *name;
    keel_code code;
    const char *title;
    const char *text;
} keel_error_page;

/* All pages, in the order of the rooms. Static. */
const keel_error_page *keel_error_pages(size_t *count);

/* The page of one name, NULL if no error is called so. Static. */
const keel_error_page *keel_error_page_find(keel_str name);

#ifdef __cplusplus
}
#endif

#endif
