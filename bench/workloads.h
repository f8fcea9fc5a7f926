/* bench/workloads.h - JSON as it is met, from seeded generators: the same bytes on every machine.
 *
 *   posts    nested users, text in several scripts with escapes, lists of tags
 *   numbers  lists of 50 pairs of coordinates with 5 to 15 digits
 *   config   maps of five names within each other, to depth 6
 *   chat     messages of 5 to 150 words, some with a block of code
 *
 * And as plain text, for what reads no JSON:
 *
 *   ascii    chat, which is ASCII to the last byte
 *   mixed    words of six scripts between English ones, a third of them; two thirds of its bytes are not ASCII
 *   posts    as above: JSON, most of it ASCII, with some words of other scripts */
#ifndef WORKLOADS_H
#define WORKLOADS_H

#include "ground/buf.h"

typedef struct workload {
    const char *name;
    void (*put)(keel_buf *out, size_t bytes); /* appends a text of about that size */
} workload;

/* Hands each JSON workload of each size to `use`: its name, the name of its size, and the text, borrowed for the call. */
void workloads_each(void (*use)(const char *workload, const char *size, keel_str text));

#define TEXT_WORKLOAD_COUNT 3
extern const workload text_workloads[TEXT_WORKLOAD_COUNT];

#define WORKLOAD_SIZE_COUNT 3
extern const struct workload_size {
    const char *name;
    size_t bytes;
} workload_sizes[WORKLOAD_SIZE_COUNT];

#endif
