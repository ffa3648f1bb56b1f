# How every file of the project is compiled: warnings, sanitizers, paths. Third-party code built
# by FetchContent does not see these, because only the project's own targets link project_options.

find_program(ASYNCLAB_CCACHE ccache)
if(ASYNCLAB_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ASYNCLAB_CCACHE})
endif()

add_library(project_options INTERFACE)
target_include_directories(project_options INTERFACE ${PROJECT_SOURCE_DIR})

set(cxx_warnings
    -Wall
    -Wextra
    -Wpedantic
    -Wshadow
    -Woverloaded-virtual
    -Wold-style-cast
    -Wcast-align
    -Wcast-qual
    -Wextra-semi
    -Wformat=2
    -Wundef
    -Wvla
    # A designated initializer that leaves out a field means its default; that is how records and
    # option structs are written here.
    -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # -Wrestrict of g++ 12 sees overlaps in "text" + std::string where there are none (PR 105651).
    list(APPEND cxx_warnings -Wduplicated-cond -Wlogical-op -Wsuggest-override -Wno-restrict)
else()
    list(APPEND cxx_warnings -Wshadow-all -Wno-shadow-uncaptured-local -Wsuggest-override
         -Wunreachable-code-break -Wthread-safety)
endif()
if(ASYNCLAB_WERROR)
    list(APPEND cxx_warnings -Werror)
endif()
target_compile_options(project_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:${cxx_warnings}>")

# Checked operator[] and front() everywhere but in what users run.
target_compile_definitions(project_options INTERFACE $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>)

# __FILE__ and __builtin_FILE() must be "scenarios/gather_vs_group.cpp" on every machine: traces
# record them and the code panel looks its text up by them.
target_compile_options(project_options INTERFACE -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)

set(ASYNCLAB_SANITIZER_SOURCES) # for executables
if(ASYNCLAB_SANITIZE)
    set(ASYNCLAB_SANITIZER_SOURCES ${PROJECT_SOURCE_DIR}/cmake/keep_libraries_loaded.cpp)
    target_compile_options(
        project_options
        INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${ASYNCLAB_SANITIZE}>
                  # clang 14 cannot place this check's data for coroutine templates
                  # ("difference across sections").
                  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fno-sanitize=function>
                  $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize-recover=all>
                  $<$<COMPILE_LANGUAGE:CXX>:-fno-omit-frame-pointer>)
    target_link_options(project_options INTERFACE -fsanitize=${ASYNCLAB_SANITIZE})
endif()

if(ASYNCLAB_FUZZ)
    target_compile_options(project_options
                           INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=fuzzer-no-link>)
endif()

# The standard library is read once per target, not once per file, where that is most of the work. Not
# by default: the build without it tells which #include was forgotten.
option(ASYNCLAB_PCH "Precompile the headers of the standard library" OFF)
if(ASYNCLAB_PCH)
    target_precompile_headers(
        project_options
        INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:<algorithm$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<chrono$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<cmath$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<coroutine$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<functional$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<map$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<memory$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<optional$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<random$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<string$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<thread$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<unordered_map$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<variant$<ANGLE-R>>
        $<$<COMPILE_LANGUAGE:CXX>:<vector$<ANGLE-R>>)
endif()
