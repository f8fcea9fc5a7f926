/* The table that powers.py made. */
#include "skills/json/powers.h"

const wide powers_of_ten[POWER_LAST - POWER_FIRST + 1] = {
#include "skills/json/powers.inc"
};
