#include "ground_utf8.h"

#include <simdjson.h>

extern "C" bool utf8_valid_simdjson(keel_str text) { return simdjson::validate_utf8(text.data, text.len); }
