/* skills/json/real.h - private: numbers as text. */
#ifndef KEEL_JSON_REAL_H
#define KEEL_JSON_REAL_H

#include "skills/json/json.h"

#define NATURAL_BYTES_MAX 20u /* 18446744073709551615 */

/* Writes the digits of `n` and returns the byte behind them. `at` has room for NATURAL_BYTES_MAX. */
char *natural_put(char *at, uint64_t n);

#endif
