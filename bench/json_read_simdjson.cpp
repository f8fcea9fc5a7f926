#include "json_read.h"

#include <simdjson.h>

using namespace simdjson;

namespace
{

struct ready {
    explicit ready(keel_str t) : text(t.data, t.len), out(t.len) {}
    padded_string text;
    dom::parser parser; /* kept, as its manual asks for */
    std::vector<char> out;
};

void *prepare(keel_str text) { return new ready(text); }

void release(void *ctx) { delete static_cast<ready *>(ctx); }

void read_tree(void *ctx)
{
    ready *r = static_cast<ready *>(ctx);

    if (r->parser.parse(r->text).error() != SUCCESS) abort();
}

void add(bench_digest &d, dom::element v)
{
    d.values++;
    switch (v.type()) {
    case dom::element_type::STRING: d.bytes += v.get_string_length().value(); break;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE: d.sum += v.get_double().value(); break;
    case dom::element_type::ARRAY:
        for (dom::element inner : dom::array(v)) add(d, inner);
        break;
    case dom::element_type::OBJECT:
        for (auto member : dom::object(v)) {
            d.values++;
            d.bytes += member.key.size();
            add(d, member.value);
        }
        break;
    default: break;
    }
}

bench_digest digest(void *ctx)
{
    ready *r = static_cast<ready *>(ctx);
    bench_digest d = {};

    add(d, r->parser.parse(r->text).value());
    return d;
}

/* It does not check what it minifies. */
size_t minified(void *ctx)
{
    ready *r = static_cast<ready *>(ctx);
    size_t len = 0;

    if (simdjson::minify(r->text.data(), r->text.size(), r->out.data(), len) != SUCCESS) abort();
    return len;
}

void minify(void *ctx) { minified(ctx); }

} // namespace

extern "C" const json_peer json_peer_simdjson = { "simdjson", prepare,   release, read_tree,
                                                  digest,     read_tree, minify,  minified };
