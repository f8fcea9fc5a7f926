/* skills/json/locate.h - private: where in its text a value of a tree stands. */
#ifndef KEEL_JSON_LOCATE_H
#define KEEL_JSON_LOCATE_H

#include "skills/json/value.h"

/* The bytes of the value or name that is the `index`th of the tree of `text`, from 0; of a container the bracket that
 * opens it. `text` was read. */
keel_str json_locate(keel_str text, size_t index);

#endif
