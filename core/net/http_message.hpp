#pragma once
#include "core/engine/errors.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct HttpHeader {
    std::string name; ///< as the sender wrote it
    std::string value;
};

/// A request or a response of HTTP/1.0 or 1.1, with its whole body.
struct HttpMessage {
    std::string method; ///< "GET"; empty in a response
    std::string target; ///< "/work?x=1"; empty in a response
    int status = 0;     ///< 200; 0 in a request
    std::vector<HttpHeader> headers;
    std::string body;       ///< unchunked
    bool keep_alive = true; ///< the connection may carry another message after this one

    /// The value of the first header of that name, in whatever case; empty if there is none.
    std::string_view header(std::string_view name) const;
    /// The target without its query.
    std::string_view path() const;
};

/// What a message may bring with it.
struct HttpLimits {
    std::size_t head = 8 * 1024;    ///< bytes of target, header names and values; else 431
    std::size_t body = 1024 * 1024; ///< bytes; else 413
};

/// A message that is not answered as it wished, but with this status: 400, 408, 413 or 431.
class HttpError final : public Exception {
public:
    HttpError(int status, std::string message)
        : Exception("HttpError", std::move(message)), m_status(status) {}
    int status() const { return m_status; }

private:
    int m_status;
};

/// True if the two differ in nothing but the case of ASCII letters.
bool same_without_case(std::string_view a, std::string_view b);

/// "Not Found"; empty for a status without a name.
std::string_view http_reason(int status);

/// A whole response with a text as its body. A response to HEAD leaves the body out but tells its
/// length.
std::string http_response(int status, std::string_view body, bool keep_alive, bool is_head = false);

/// A whole GET request.
std::string http_get(std::string_view host, std::string_view target);

} // namespace core
