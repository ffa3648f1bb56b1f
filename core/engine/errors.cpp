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

bool all_ordinary(const std::vector<std::exception_ptr>& errors) {
    return std::all_of(errors.begin(), errors.end(), [](const std::exception_ptr& error) {
        return kind_of(error) == ErrorKind::ordinary;
    });
}

} // namespace

Exception::Exception(std::string_view type, std::string message)
    : m_type(type), m_message(std::move(message)) {}

ExceptionGroup::ExceptionGroup(std::string message, std::vector<std::exception_ptr> errors)
    : Exception(all_ordinary(errors) ? "ExceptionGroup" : "BaseExceptionGroup", std::move(message)),
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
    return ErrorKind::ordinary;
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
