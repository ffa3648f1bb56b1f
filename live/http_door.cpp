#include "live/http_door.hpp"

#include "core/net/http_message.hpp"
#include "core/net/os_error.hpp"

#include <chrono>
#include <utility>

namespace live {

using asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

constexpr auto accept_pause = 20ms; // when the system has no descriptors left

} // namespace

HttpDoor::HttpDoor(asio::io_context& context, OnRequest on_request)
    : m_acceptor(context), m_pause(context), m_on_request(std::move(on_request)) {
    try {
        m_acceptor.open(tcp::v4());
        m_acceptor.bind({asio::ip::address_v4::loopback(), 0});
        m_acceptor.listen();
        m_port = m_acceptor.local_endpoint().port();
    } catch (const std::system_error& error) {
        throw core::OsError{error.code().value(), "listen on the loopback interface"};
    }
    accept();
}

HttpDoor::~HttpDoor() {
    for (const auto& [exchange, guest] : m_guests) {
        guest.wire->close();
    }
}

void HttpDoor::accept() {
    m_acceptor.async_accept(
        [self = m_self.weak()](const asio::error_code& error, tcp::socket socket) {
            if (self.get() == nullptr || error == asio::error::operation_aborted) {
                return;
            }
            if (error) {
                self.get()->pause();
            } else {
                self.get()->welcome(std::move(socket));
                self.get()->accept();
            }
        });
}

void HttpDoor::pause() {
    m_pause.expires_after(accept_pause);
    m_pause.async_wait([self = m_self.weak()](const asio::error_code& error) {
        if (!error && self.get() != nullptr) {
            self.get()->accept();
        }
    });
}

void HttpDoor::welcome(tcp::socket socket) {
    const Exchange exchange = ++m_last;
    auto wire = std::make_shared<HttpWire>(std::move(socket), HttpWire::Side::server);
    wire->listen(
        [this, exchange] {
            m_guests.at(exchange).is_served = true;
            m_on_request(exchange);
        },
        [this, exchange](bool) { m_guests.erase(exchange); });
    wire->read();
    m_guests.emplace(exchange, Guest{std::move(wire)});
}

void HttpDoor::answer(Exchange exchange, int status) {
    const auto found = m_guests.find(exchange);
    if (found == m_guests.end()) {
        return;
    }
    Guest& guest = found->second;
    const bool stays = guest.wire->keeps_alive() && m_acceptor.is_open();
    guest.wire->send(core::http_response(status, core::http_reason(status), stays));
    guest.is_served = false;
    if (stays) {
        guest.wire->read();
    } else {
        guest.wire->close();
        m_guests.erase(found);
    }
}

void HttpDoor::hang_up(Exchange exchange) {
    if (const auto found = m_guests.find(exchange); found != m_guests.end()) {
        found->second.wire->abort();
        m_guests.erase(found);
    }
}

void HttpDoor::close() {
    asio::error_code ignored;
    m_pause.cancel();
    m_acceptor.close(ignored);
    std::erase_if(m_guests, [](const auto& entry) {
        const Guest& guest = entry.second;
        if (!guest.is_served) {
            guest.wire->close();
        }
        return !guest.is_served;
    });
}

} // namespace live
