/* fuzz/fuzz.h - what each fuzzer is: one entry that takes any bytes, and facts that must hold of all of them.
 *
 *     int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
 *     {
 *         FUZZ_HOLDS(minified_twice_is_minified_once(text));
 *         return 0;
 *     }
 *
 * A fact that does not hold is named with its place, and the program aborts: libFuzzer then keeps the input. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_HOLDS(fact)                                                              \
    do {                                                                              \
        if (!(fact)) {                                                                \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #fact); \
            abort();                                                                  \
        }                                                                             \
    } while (0)

#endif
