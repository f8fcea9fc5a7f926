/* skills/json/order.h - private: the members of an object in the order of their names. */
#ifndef KEEL_JSON_ORDER_H
#define KEEL_JSON_ORDER_H

#include "skills/json/value.h"

typedef enum json_order {
    ORDER_TEXT,  /* as they stand */
    ORDER_UTF16, /* by UTF-16 units: RFC 8785, 3.2.3 */
    ORDER_SCRIPT /* array indexes by number, then the others by UTF-16 units: as an object of JavaScript holds them */
} json_order;

typedef struct member {
    uint64_t head;         /* settles most comparisons: the first eight bytes of the name, or its number */
    const keel_json *name; /* the value stands behind it */
} member;

/* How many members the room for ordering `count` of them must hold. */
static inline size_t order_room(size_t count) { return 2 * count; }

/* Do the members stand in that order already, each name once? If not, the first half of `room` holds all of them in
 * order, those of one name in the order of the text. If so, `room` is not defined.
 * A name that begins in `readable` has eight bytes of memory, whatever its length. */
bool order_members(const keel_json *object, json_order order, keel_str readable, member *room);

/* Keeps the last of each name of an ordered list. Returns how many are left. */
size_t order_keep_last(member *list, size_t count);

#endif
