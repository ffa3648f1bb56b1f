#include "live/http_callers.hpp"

#include "core/net/http_message.hpp"

#include <fmt/format.h>

#include <utility>

namespace live {

using asio::ip::tcp;

HttpCallers::HttpCallers(asio::io_context& context, std::uint16_t port, OnFailed on_failed)
    : m_context(context), m_server(asio::ip::address_v4::loopback(), port),
      m_on_failed(std::move(on_failed)),
      m_request(core::http_get(fmt::format("127.0.0.1:{}", port), "/work")) {}

HttpCallers::~HttpCallers() {
    for (const Wire& wire : m_wires) {
        wire->close();
    }
}

void HttpCallers::call() {
    if (m_idle.empty()) {
        connect();
        return;
    }
    const Wire wire = std::move(m_idle.back());
    m_idle.pop_back();
    use(wire, true);
}

void HttpCallers::connect() {
    auto socket = std::make_shared<tcp::socket>(m_context);
    socket->async_connect(m_server, [self = m_self.weak(), socket](const asio::error_code& error) {
        if (self.get() == nullptr) {
            return;
        }
        if (error) {
            self.get()->m_on_failed(error);
        } else {
            self.get()->use_new(std::move(*socket));
        }
    });
}

void HttpCallers::use_new(tcp::socket socket) {
    const auto wire = std::make_shared<HttpWire>(std::move(socket), HttpWire::Side::client);
    m_wires.insert(wire);
    use(wire, false);
    wire->read();
}

/// A kept connection may have been closed by the server before our request came: then again, over
/// a new one; one that was reset carried a request that gets no answer. Its next read is under way
/// all the time, to learn that while it is idle, too.
void HttpCallers::use(const Wire& wire, bool is_kept) {
    const std::weak_ptr<HttpWire> weak = wire;
    const auto forget = [this, weak] {
        std::erase(m_idle, weak.lock());
        m_wires.erase(weak.lock());
    };
    const auto on_answer = [this, weak, forget] {
        const Wire answered = weak.lock();
        if (!answered->keeps_alive()) {
            forget();
            answered->close();
            return;
        }
        answered->listen(nullptr, [forget](bool) { forget(); });
        m_idle.push_back(answered);
        answered->read();
    };
    wire->listen(on_answer, [this, forget, is_kept](bool was_aborted) {
        forget();
        if (is_kept && !was_aborted) {
            connect();
        }
    });
    wire->send(m_request);
}

} // namespace live
