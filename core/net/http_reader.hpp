#pragma once
#include "core/net/http_message.hpp"
#include "core/net/stream.hpp"

#include <functional>
#include <memory>

namespace core {

/// Reads the messages of one side of a connection, one after the other: keep-alive, pipelining,
/// chunked and counted bodies. The grammar is http_parser's (Node.js), which also refuses what
/// could be read in two ways.
class HttpReader {
public:
    enum class Kind : std::uint8_t { requests, responses };

    /// The stream must outlive the reader.
    HttpReader(Stream& stream, Kind kind, const HttpLimits& limits);
    ~HttpReader();

    /// The next message; nullopt if the peer ended the connection between two messages. Suspends
    /// until the whole message is there.
    ///
    /// Throws HttpError (400, 413, 431) for what cannot be a message or is too large; the
    /// connection is of no further use then. Throws OsError and CancelledError as Stream::read; a
    /// message that was cancelled half-way is read on by the next call.
    Coro<std::optional<HttpMessage>> next();

    /// Has `callback` called when a message begins, inside the task of next(). Empty lines between
    /// two messages do not count, nor does what cannot be a message.
    void on_first_byte(std::function<void()> callback);

    /// True if bytes of a further message are here already.
    bool has_more() const;

    /// Of responses: the next one answers a HEAD request, so it has no body.
    void expect_no_body();

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
    Stream& m_stream;
};

} // namespace core
