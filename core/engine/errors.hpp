#pragma once
#include "core/engine/version.hpp"

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

namespace core {

/// Thrown into a task that was asked to stop, at the place where it waits. Not an Exception:
/// `catch (const std::exception&)` lets it pass, as `except Exception` does in Python.
/// Whoever catches it should clean up and rethrow.
struct CancelledError {};

/// Ends the program from inside a task: leaves the loop at once, see Loop::run.
struct SystemExit final {
    int code = 0;
};

/// What a second Ctrl-C does; treated like SystemExit.
struct KeyboardInterrupt final {};

/// An ordinary error with the name that Python gives its type.
class Exception : public std::exception {
public:
    Exception(std::string_view type, std::string message);

    /// "ValueError"
    std::string_view type() const { return m_type; }
    /// What the thrower said; may be empty.
    const std::string& message() const { return m_message; }
    const char* what() const noexcept override { return m_message.c_str(); }

private:
    std::string_view m_type; // static text
    std::string m_message;
};

struct TimeoutError final : Exception {
    explicit TimeoutError(std::string message = {})
        : Exception("TimeoutError", std::move(message)) {}
};
struct RuntimeError : Exception {
    explicit RuntimeError(std::string message = {})
        : Exception("RuntimeError", std::move(message)) {}

protected:
    using Exception::Exception;
};
struct ValueError final : Exception {
    explicit ValueError(std::string message = {}) : Exception("ValueError", std::move(message)) {}
};
/// A future was completed, or asked for its result, in the wrong state.
struct InvalidStateError final : Exception {
    explicit InvalidStateError(std::string message = {})
        : Exception("InvalidStateError", std::move(message)) {}
};
/// Two tasks await each other and one was cancelled. CPython overflows its stack here.
struct RecursionError final : RuntimeError {
    explicit RecursionError(std::string message = {})
        : RuntimeError("RecursionError", std::move(message)) {}
};
/// The loop cannot go on: nothing will ever be ready, or the bound on passes was reached.
struct Stuck final : Exception {
    explicit Stuck(std::string message = {}) : Exception("Stuck", std::move(message)) {}
};

/// Several errors at once, in the order in which the group learned of them.
///
/// Python: `ExceptionGroup` if all members are ordinary errors, `BaseExceptionGroup` if not.
class ExceptionGroup final : public Exception {
public:
    ExceptionGroup(std::string message, std::vector<std::exception_ptr> errors);

    const std::vector<std::exception_ptr>& errors() const { return m_errors; }

private:
    std::vector<std::exception_ptr> m_errors;
};

/// How the engine treats an error.
enum class ErrorKind : std::uint8_t {
    ordinary,  ///< Python's Exception
    cancelled, ///< CancelledError or a class derived from it
    base,      ///< SystemExit and KeyboardInterrupt: leave the loop
};

/// Tells the kind; throws the error again to do so only if it is of a class of the program's own.
/// `error` must not be null.
ErrorKind kind_of(const std::exception_ptr& error);

/// True if a TaskGroup or a timeout takes `error` for its own doing: a CancelledError; of a class
/// derived from it only since 3.13 (gh-113848). False for null.
bool is_cancellation(const std::exception_ptr& error, Version version);

/// The type of an error; null for none.
const std::type_info* type_of(const std::exception_ptr& error);

/// "ValueError: no route", "CancelledError", "ExceptionGroup[ValueError: a,KeyError: b]".
/// Empty for null.
std::string describe(const std::exception_ptr& error);

} // namespace core
