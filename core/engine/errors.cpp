#include "core/engine/errors.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include <cxxabi.h>

namespace core {

namespace {

std::string name_of_type(const std::type_info& type) {
    const std::unique_ptr<char, void (*)(void*)> text{
        abi::__cxa_demangle(type.name(), nullptr, nullptr, nullptr), std::free};
    std::string name = text ? text.get() : type.name();
    const std::size_t colon = name.rfind("::");
    return colon == std::string::npos ? name : name.substr(colon + 2);
}

std::string describe_group(const ExceptionGroup& group) {
    std::string text{group.type()};
    text += '[';
    for (std::size_t i = 0; i < group.errors().size(); ++i) {
        text += i == 0 ? "" : ",";
        text += describe(group.errors()[i]);
    }
    return text + ']';
}

std::string with_message(std::string type, std::string_view message) {
    if (!message.empty()) {
        type += ": ";
        type += message;
    }
    return type;
}

/// The usual ordinary errors: what they are is known without a throw.
bool is_one_of_ours(const std::type_info& type) {
    return type == typeid(ValueError) || type == typeid(RuntimeError) ||
           type == typeid(TimeoutError) || type == typeid(ExceptionGroup) ||
           type == typeid(Exception);
}

/// True if `catch (const T&)` catches it. Throws it to find out, which takes about a microsecond.
template <class T>
bool is_caught_as(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const T&) {
        return true;
    } catch (...) {
        return false;
    }
}

/// What `except Exception` catches.
bool is_exception(const std::exception_ptr& error) {
    return is_one_of_ours(*type_of(error)) || is_caught_as<std::exception>(error);
}

} // namespace

Exception::Exception(std::string_view type, std::string message)
    : m_type(type), m_message(std::move(message)) {}

ExceptionGroup::ExceptionGroup(std::string message, std::vector<std::exception_ptr> errors)
    : Exception(std::all_of(errors.begin(), errors.end(), is_exception) ? "ExceptionGroup"
                                                                        : "BaseExceptionGroup",
                std::move(message)),
      m_errors(std::move(errors)) {}

const std::type_info* type_of(const std::exception_ptr& error) {
    return error ? error.__cxa_exception_type() : nullptr;
}

ErrorKind kind_of(const std::exception_ptr& error) {
    const std::type_info& type = *type_of(error);
    if (type == typeid(CancelledError)) {
        return ErrorKind::cancelled;
    }
    if (type == typeid(SystemExit) || type == typeid(KeyboardInterrupt)) {
        return ErrorKind::base;
    }
    if (!is_one_of_ours(type) && is_caught_as<CancelledError>(error)) {
        return ErrorKind::cancelled;
    }
    return ErrorKind::ordinary;
}

bool is_cancellation(const std::exception_ptr& error, Version version) {
    if (!error || kind_of(error) != ErrorKind::cancelled) {
        return false;
    }
    return version >= Version::v3_13 || *type_of(error) == typeid(CancelledError);
}

std::string describe(const std::exception_ptr& error) {
    if (!error) {
        return {};
    }
    if (kind_of(error) != ErrorKind::ordinary) {
        return name_of_type(*type_of(error));
    }
    try {
        std::rethrow_exception(error);
    } catch (const ExceptionGroup& group) {
        return describe_group(group);
    } catch (const Exception& e) {
        return with_message(std::string{e.type()}, e.message());
    } catch (const std::exception& e) {
        return with_message(name_of_type(typeid(e)), e.what());
    } catch (...) {
        return name_of_type(*type_of(error));
    }
}

} // namespace core
