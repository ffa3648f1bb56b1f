#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace core {

/// Puts numbers and texts one behind the other: little-endian, on every machine; a text has its
/// length before it.
class ByteWriter {
public:
    template <class Number>
    void number(Number value) {
        using Bits = std::make_unsigned_t<Number>;
        auto bits = static_cast<Bits>(value);
        for (std::size_t i = 0; i < sizeof(Number); ++i) {
            m_bytes += static_cast<char>(bits & 0xFFU);
            bits = static_cast<Bits>(sizeof(Number) > 1 ? bits >> 8U : 0);
        }
    }
    void text(std::string_view text) {
        number(static_cast<std::uint32_t>(text.size()));
        m_bytes += text;
    }
    /// Bytes as they are, without a length.
    void raw(std::string_view bytes) { m_bytes += bytes; }

    std::string take() && { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Takes them off again. Once more is asked for than there is, `is_short` is true for good, and all
/// that is given is zero or empty: whoever reads a hostile file asks at the end.
class ByteReader {
public:
    /// The bytes must outlive this and the texts that it gives.
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}

    template <class Number>
    Number number() {
        using Bits = std::make_unsigned_t<Number>;
        std::uint64_t bits = 0;
        const std::string_view bytes = take(sizeof(Number));
        for (std::size_t i = bytes.size(); i-- > 0;) {
            bits = (bits << 8U) | static_cast<unsigned char>(bytes[i]);
        }
        return static_cast<Number>(static_cast<Bits>(bits));
    }
    std::string_view text() { return take(number<std::uint32_t>()); }
    std::string_view take(std::size_t count) {
        m_is_short = m_is_short || count > m_rest.size();
        const std::string_view taken = m_rest.substr(0, m_is_short ? 0 : count);
        m_rest.remove_prefix(taken.size());
        return taken;
    }

    /// What has not been taken yet.
    std::string_view rest() const { return m_rest; }
    bool is_short() const { return m_is_short; }

private:
    std::string_view m_rest;
    bool m_is_short = false;
};

} // namespace core
