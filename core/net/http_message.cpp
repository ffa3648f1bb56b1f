#include "core/net/http_message.hpp"

#include <fmt/format.h>
#include <http_parser.h>

#include <algorithm>
#include <cctype>

namespace core {

bool same_without_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

std::string_view HttpMessage::header(std::string_view name) const {
    for (const HttpHeader& header : headers) {
        if (same_without_case(header.name, name)) {
            return header.value;
        }
    }
    return {};
}

std::string_view HttpMessage::path() const {
    return std::string_view{target}.substr(0, target.find('?'));
}

std::string_view http_reason(int status) {
    switch (status) {
#define REASON(number, name, text)                                                                 \
    case number:                                                                                   \
        return #text;
        HTTP_STATUS_MAP(REASON)
#undef REASON
    default:
        return {};
    }
}

std::string http_response(int status, std::string_view body, bool keep_alive, bool is_head) {
    return fmt::format("HTTP/1.1 {} {}\r\n"
                       "Content-Type: text/plain\r\n"
                       "Content-Length: {}\r\n"
                       "{}\r\n{}",
                       status, http_reason(status), body.size(),
                       keep_alive ? "" : "Connection: close\r\n", is_head ? "" : body);
}

std::string http_get(std::string_view host, std::string_view target) {
    return fmt::format("GET {} HTTP/1.1\r\n"
                       "Host: {}\r\n"
                       "User-Agent: asynclab\r\n\r\n",
                       target, host);
}

} // namespace core
