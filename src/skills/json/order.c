/* Sorting of members: insertion for the few, merging for the many, so that no choice of names costs more than
 * n log n comparisons.
 *
 * Names are UTF-8, and are compared as if they were UTF-16. Code points sort alike in both, except that UTF-16 puts
 * those above U+FFFF, whose first unit is a surrogate, before U+E000..U+FFFF. In bytes: the leads EE and EF come after
 * F0..F4. So bytes are compared by rank, where EE and EF rank highest. That is all, unless a name holds a lone
 * surrogate: such a name is compared unit by unit. */
#include "skills/json/order.h"
#include "ground/utf8.h"

#define INSERTION_MAX   24u
#define HEAD_BYTES      8u
#define INDEX_BYTES_MAX 10u
#define INDEX_MAX       4294967294u /* the largest array index of JavaScript: 2^32 - 2 */

/* ---- comparing names ---------------------------------------------------------------------------------------- */

static unsigned rank(unsigned char byte) { return byte == 0xEE || byte == 0xEF ? byte + 0x10u : byte; }

static int compare_lengths(size_t a, size_t b) { return (a > b) - (a < b); }

static int compare_bytes(keel_str a, keel_str b)
{
    size_t both = a.len < b.len ? a.len : b.len;

    for (size_t i = 0; i < both; i++)
        if (a.data[i] != b.data[i]) return (int)rank((unsigned char)a.data[i]) - (int)rank((unsigned char)b.data[i]);
    return compare_lengths(a.len, b.len);
}

typedef struct units {
    keel_str text;
    size_t at;
    uint32_t low; /* the second half of a pair whose first was given out, or 0 */
} units;

static uint32_t next_unit(units *u)
{
    uint32_t c = u->low;

    u->low = 0;
    if (c != 0) return c;
    c = keel_utf8_next(u->text, &u->at);
    if (c < 0x10000) return c;
    u->low = 0xDC00 | (c & 0x3FF);
    return 0xD7C0 + (c >> 10);
}

static bool has_unit(const units *u) { return u->low != 0 || u->at < u->text.len; }

static int compare_units(keel_str a, keel_str b)
{
    units left = { a, 0, 0 }, right = { b, 0, 0 };

    while (has_unit(&left) && has_unit(&right)) {
        uint32_t x = next_unit(&left), y = next_unit(&right);
        if (x != y) return x < y ? -1 : 1;
    }
    return has_unit(&left) - has_unit(&right);
}

static int compare_names(const keel_json *a, const keel_json *b)
{
    bool alone = ((a->tag | b->tag) & JSON_FLAG_ALONE) != 0;

    return alone ? compare_units(json_str(a), json_str(b)) : compare_bytes(json_str(a), json_str(b));
}

static bool is_index(keel_str name, uint64_t *index)
{
    uint64_t n = 0;

    if (name.len == 0 || name.len > INDEX_BYTES_MAX || (name.data[0] == '0' && name.len > 1)) return false;
    for (size_t i = 0; i < name.len; i++) {
        if (name.data[i] < '0' || name.data[i] > '9') return false;
        n = n * 10 + (uint64_t)(name.data[i] - '0');
    }
    *index = n;
    return n <= INDEX_MAX;
}

static int compare_in_script(const keel_json *a, const keel_json *b)
{
    uint64_t x = 0, y = 0;
    bool left = is_index(json_str(a), &x), right = is_index(json_str(b), &y);

    if (left && right) return (x > y) - (x < y);
    return left != right ? right - left : compare_names(a, b);
}

/* ---- sorting ------------------------------------------------------------------------------------------------ */

/* The rank of each of the first eight bytes, so that heads compare as names do; 0 behind the end of a short name. */
static uint64_t head_of(keel_str name)
{
    uint64_t head = 0;

    for (size_t i = 0; i < HEAD_BYTES; i++) head = head << 8 | (i < name.len ? rank((unsigned char)name.data[i]) : 0);
    return head;
}

static bool comes_after(const member *a, const member *b)
{
    return a->head != b->head ? a->head > b->head : compare_names(a->name, b->name) > 0;
}

static void insertion_sort(member *list, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        member moving = list[i];
        size_t at = i;

        for (; at > 0 && comes_after(&list[at - 1], &moving); at--) list[at] = list[at - 1];
        list[at] = moving;
    }
}

/* Merges two sorted neighbours into `out`; of equals the left comes first. */
static void merge(const member *list, size_t middle, size_t count, member *out)
{
    size_t left = 0, right = middle;

    for (size_t i = 0; i < count; i++)
        if (left < middle && (right == count || !comes_after(&list[left], &list[right])))
            out[i] = list[left++];
        else
            out[i] = list[right++];
}

/* Sorts `list` with the help of `other`, of the same size. */
static void sort(member *list, member *other, size_t count)
{
    member *from = list, *to = other;

    for (size_t at = 0; at < count; at += INSERTION_MAX)
        insertion_sort(list + at, count - at < INSERTION_MAX ? count - at : INSERTION_MAX);
    for (size_t run = INSERTION_MAX; run < count; run *= 2) {
        member *swap = from;

        for (size_t at = 0; at < count; at += 2 * run) {
            size_t both = count - at < 2 * run ? count - at : 2 * run;
            merge(from + at, both < run ? both : run, both, to + at);
        }
        from = to;
        to = swap;
    }
    if (from != list) memcpy(list, from, count * sizeof *list);
}

bool order_stands(const keel_json *object, json_order order)
{
    const keel_json *name = object + 1, *next;

    if (order == ORDER_TEXT) return true;
    for (uint64_t left = json_length(object); left > 1; left--, name = next) {
        next = json_behind(name + 1);
        if ((order == ORDER_SCRIPT ? compare_in_script(name, next) : compare_names(name, next)) >= 0) return false;
    }
    return true;
}

static bool any_alone(const keel_json *object)
{
    const keel_json *name = object + 1;
    uint64_t tags = 0;

    for (uint64_t left = json_length(object); left > 0; left--, name = json_behind(name + 1)) tags |= name->tag;
    return (tags & JSON_FLAG_ALONE) != 0;
}

void order_sort(const keel_json *object, json_order order, member *room)
{
    size_t count = (size_t)json_length(object), indexes = 0, others = 0;
    bool alone = any_alone(object); /* a surrogate's rank is not that of its bytes: then heads decide nothing */
    member *other = room + count;
    const keel_json *name = object + 1;
    uint64_t index;

    for (size_t i = 0; i < count; i++, name = json_behind(name + 1))
        if (order == ORDER_SCRIPT && is_index(json_str(name), &index))
            room[indexes++] = (member){ index, name };
        else
            other[others++] = (member){ alone ? 0 : head_of(json_str(name)), name };
    memcpy(room + indexes, other, others * sizeof *room);
    sort(room, other, indexes);
    sort(room + indexes, other, others);
}

size_t order_keep_last(member *list, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && list[kept - 1].head == list[i].head &&
            keel_str_equal(json_str(list[kept - 1].name), json_str(list[i].name)))
            kept--;
        list[kept++] = list[i];
    }
    return kept;
}
