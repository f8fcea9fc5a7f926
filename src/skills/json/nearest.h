/* skills/json/nearest.h - private: the double that is nearest to a decimal, ties to even. */
#ifndef KEEL_JSON_NEAREST_H
#define KEEL_JSON_NEAREST_H

#include "ground/base.h"

/* digits * 10^exponent, where `digits` are the first of a longer number if `more` is set. It lies between
 * digits and digits + 1 then. */
typedef struct decimal {
    uint64_t digits;
    int64_t exponent;
    bool more;
} decimal;

/* The nearest double to `d`; `number` is its text, without a sign. Beyond the largest double: an infinity. */
double nearest_double(decimal d, keel_str number);

/* The same, by whole numbers of any size from the text alone. `below` is the double next below the number. */
double nearest_exactly(keel_str number, double below);

#endif
