/* Sorting of members: the few by counting how many go before each, which has no branch that depends on the names; the
 * many by merging, so that no choice of names costs more than n log n comparisons.
 *
 * Names are UTF-8, and are compared as if they were UTF-16. Code points sort alike in both, except that UTF-16 puts
 * those above U+FFFF, whose first unit is a surrogate, before U+E000..U+FFFF. In bytes: the leads EE and EF come after
 * F0..F4. So bytes are compared by rank, where EE and EF rank highest. That is all, unless a name holds a lone
 * surrogate: such a name is compared unit by unit. */
#include "skills/json/order.h"
#include "ground/utf8.h"

#define RUN             16u /* members that are ranked at once */
#define HEAD_BYTES      8u
#define INDEX_BYTES_MAX 10u
#define INDEX_MAX       4294967294u /* the largest array index of JavaScript: 2^32 - 2 */

/* ---- comparing names ---------------------------------------------------------------------------------------- */

static uint64_t load(const char *p, unsigned bytes)
{
    uint64_t value = 0;

    memcpy(&value, p, bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return value >> (8 * (8 - bytes));
#else
    return __builtin_bswap64(value) >> (8 * (8 - bytes));
#endif
}

/* The first eight bytes as one number, the first highest; 0 behind the end. Read in pieces that overlap. */
static uint64_t first_eight(keel_str s)
{
    if (s.len >= 8) return load(s.data, 8);
    if (s.len >= 4) return load(s.data, 4) << 32 | load(s.data + s.len - 4, 4) << (8 * (8 - s.len));
    if (s.len >= 2) return load(s.data, 2) << 48 | load(s.data + s.len - 2, 2) << (8 * (8 - s.len));
    return s.len == 0 ? 0 : (uint64_t)(unsigned char)s.data[0] << 56;
}

/* The same where eight bytes may be read whatever the length is. */
static inline uint64_t first_eight_within(keel_str s)
{
    uint64_t bytes = load(s.data, 8);

    return s.len >= 8 ? bytes : bytes & ~(UINT64_MAX >> (8 * s.len));
}

static uint64_t ranked_beyond_ascii(uint64_t bytes)
{
    uint64_t ranks = 0;

    for (int shift = 56; shift >= 0; shift -= 8) {
        uint64_t byte = bytes >> shift & 0xFF;
        ranks |= (byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte) << shift;
    }
    return ranks;
}

/* Each byte becomes its rank. */
static inline uint64_t ranked(uint64_t bytes)
{
    return (bytes & 0x8080808080808080u) == 0 ? bytes : ranked_beyond_ascii(bytes);
}

static int compare_bytes(keel_str a, keel_str b)
{
    for (;;) {
        uint64_t x = ranked(first_eight(a)), y = ranked(first_eight(b));

        if (x != y) return x < y ? -1 : 1;
        if (a.len <= HEAD_BYTES || b.len <= HEAD_BYTES) return (a.len > b.len) - (a.len < b.len);
        a = (keel_str){ a.data + HEAD_BYTES, a.len - HEAD_BYTES };
        b = (keel_str){ b.data + HEAD_BYTES, b.len - HEAD_BYTES };
    }
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

/* ---- sorting ------------------------------------------------------------------------------------------------ */

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

/* Puts each member where so many stand as go before it, by the heads alone: of equal ones the first stays first. What
 * heads do not settle is left to insertion. */
static void rank_run(member *list, member *other, size_t count)
{
    uint32_t ranks[RUN];
    bool tied = false;

    for (size_t i = 0; i < count; i++) {
        uint64_t head = list[i].head;
        uint32_t before = 0;

        for (size_t j = 0; j < i; j++) {
            uint32_t first = list[j].head <= head;
            tied |= list[j].head == head;
            before += first;
            ranks[j] += 1 - first;
        }
        ranks[i] = before;
    }
    for (size_t i = 0; i < count; i++) other[ranks[i]] = list[i];
    for (size_t i = 0; i < count; i++) list[i] = other[i];
    if (tied) insertion_sort(list, count);
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

    for (size_t at = 0; at < count; at += RUN) rank_run(list + at, other + at, count - at < RUN ? count - at : RUN);
    for (size_t run = RUN; run < count; run *= 2) {
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

/* ---- members ------------------------------------------------------------------------------------------------ */

static member member_of(const keel_json *name) { return (member){ ranked(first_eight(json_str(name))), name }; }

static bool stands_before(const member *a, const member *b)
{
    return a->head != b->head ? a->head < b->head : compare_names(a->name, b->name) < 0;
}

/* Lone surrogates do not compare as their bytes do: in an object with such names heads decide nothing. */
static void forget_heads(member *list, size_t count)
{
    for (size_t i = 0; i < count; i++) list[i].head = 0;
}

/* What is known of the names once all were seen. */
typedef struct names {
    uint64_t tags;
    bool rising; /* by their heads, of which some may be the same: `tied` */
    bool tied, digit;
} names;

static names take_members(const keel_json *object, keel_str readable, member *room)
{
    const keel_json *name = object + 1;
    names n = { .rising = true };
    uint64_t before = 0;

    for (size_t i = 0, count = (size_t)json_length(object); i < count; i++, name = json_behind(name + 1)) {
        keel_str s = json_str(name);
        bool within = (size_t)((uintptr_t)s.data - (uintptr_t)readable.data) < readable.len;
        uint64_t head = ranked(within ? first_eight_within(s) : first_eight(s));

        room[i] = (member){ head, name };
        n.tags |= name->tag;
        n.rising &= before <= head;
        n.tied |= (before == head) & (i > 0);
        n.digit |= (head >> 56) - '0' < 10;
        before = head;
    }
    return n;
}

static bool all_stand(const member *list, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!stands_before(&list[i - 1], &list[i])) return false;
    return true;
}

/* Indexes gather in the first half of `room`, the others in the second until all are known. */
static void order_by_script(const keel_json *object, member *room)
{
    size_t count = (size_t)json_length(object), indexes = 0, others = 0;
    const keel_json *name = object + 1;
    member *other = room + count;
    uint64_t index, tags = 0;

    for (size_t i = 0; i < count; i++, name = json_behind(name + 1)) {
        tags |= name->tag;
        if (is_index(json_str(name), &index))
            room[indexes++] = (member){ index, name };
        else
            other[others++] = member_of(name);
    }
    memcpy(room + indexes, other, others * sizeof *room);
    if ((tags & JSON_FLAG_ALONE) != 0) forget_heads(room + indexes, others);
    sort(room, other, indexes);
    sort(room + indexes, other, others);
}

static bool has_index(const keel_json *object)
{
    const keel_json *name = object + 1;
    uint64_t index;

    for (uint64_t left = json_length(object); left > 0; left--, name = json_behind(name + 1))
        if (is_index(json_str(name), &index)) return true;
    return false;
}

bool order_members(const keel_json *object, json_order order, keel_str readable, member *room)
{
    size_t count = (size_t)json_length(object);
    names n;

    if (order == ORDER_TEXT) return true;
    n = take_members(object, readable, room);
    if (order == ORDER_SCRIPT && n.digit && has_index(object)) {
        order_by_script(object, room);
        return false;
    }
    if ((n.tags & JSON_FLAG_ALONE) != 0)
        forget_heads(room, count);
    else if (n.rising && (!n.tied || all_stand(room, count)))
        return true;
    sort(room, room + count, count);
    return false;
}

size_t order_keep_last(member *list, size_t count)
{
    size_t kept = 0;
    bool same = false;

    for (size_t i = 1; i < count; i++) same |= list[i - 1].head == list[i].head;
    if (!same) return count;
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && list[kept - 1].head == list[i].head &&
            keel_str_equal(json_str(list[kept - 1].name), json_str(list[i].name)))
            kept--;
        list[kept++] = list[i];
    }
    return kept;
}
