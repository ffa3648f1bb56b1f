# add_embedded(TARGET FUNCTION name HEADER header FILES name=path...)
#
# A library that carries files inside the program and finds them by name. The assembler reads the
# files itself (.incbin), so size costs no compile time; HEADER declares
#   std::string_view assets::FUNCTION(std::string_view name);
#   std::span<const std::string_view> assets::FUNCTION_names();
function(add_embedded target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FUNCTION;HEADER" "FILES")
    list(SORT arg_FILES)
    list(LENGTH arg_FILES count)

    set(data "    .section .rodata\n")
    set(declarations "")
    set(names "")
    set(contents "")
    set(paths "")
    set(index 0)
    foreach(entry IN LISTS arg_FILES)
        string(REGEX MATCH "^([^=]+)=(.+)$" matched "${entry}")
        set(name "${CMAKE_MATCH_1}")
        set(path "${CMAKE_MATCH_2}")
        list(APPEND paths "${path}")
        set(symbol "${target}_${index}")
        string(APPEND data "    .balign 16\n    .globl ${symbol}_begin\n    .hidden ${symbol}_begin\n"
               "${symbol}_begin:\n    .incbin \"${path}\"\n"
               "    .globl ${symbol}_end\n    .hidden ${symbol}_end\n${symbol}_end:\n    .byte 0\n")
        string(APPEND declarations
               "extern \"C\" const char ${symbol}_begin[];\nextern \"C\" const char ${symbol}_end[];\n")
        string(APPEND names "    \"${name}\",\n")
        string(APPEND contents "        {${symbol}_begin, ${symbol}_end},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    string(APPEND data "    .section .note.GNU-stack,\"\",%progbits\n")

    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target})
    set(table ${folder}/${target}.cpp)
    set(blobs ${folder}/${target}.S)
    file(CONFIGURE OUTPUT ${table} CONTENT [[
// Made by cmake/embed.cmake.
#include "@arg_HEADER@"

#include <algorithm>
#include <array>

@declarations@
namespace assets {
namespace {

struct Range {
    const char* begin;
    const char* end;
};

constexpr std::array<std::string_view, @count@> names{
@names@};

} // namespace

std::string_view @arg_FUNCTION@(std::string_view name) {
    static constexpr std::array<Range, @count@> contents{{
@contents@    }};
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    if (found == names.end() || *found != name) {
        return {};
    }
    const Range& range = contents[static_cast<std::size_t>(found - names.begin())];
    return {range.begin, static_cast<std::size_t>(range.end - range.begin)};
}

std::span<const std::string_view> @arg_FUNCTION@_names() {
    return names;
}

} // namespace assets
]] @ONLY)
    file(CONFIGURE OUTPUT ${blobs} CONTENT "@data@" @ONLY)
    # The assembler, not the preprocessor, opens the files, so no depfile would mention them.
    set_source_files_properties(${blobs} PROPERTIES OBJECT_DEPENDS "${paths}")

    add_library(${target} STATIC ${table} ${blobs})
    target_link_libraries(${target} PRIVATE project_options)
endfunction()
