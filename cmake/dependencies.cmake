# Third-party code: the system's packages first, otherwise the same versions as in Debian 12, pinned
# by URL and hash. -DASYNCLAB_FETCH=ON takes all of them from the network, which tests the fallback.
# Each gives one target: fmt::fmt, asio, http_parser, CLI11::CLI11, nlohmann_json::nlohmann_json,
# md4c, doctest::doctest, stb, imgui, glfw, imgui_backends, OpenGL::GL, ZLIB::ZLIB, cairo,
# Threads::Threads.

include(FetchContent)
option(ASYNCLAB_FETCH "Download the libraries even where the system has them" OFF)

find_package(Threads REQUIRED)
find_package(PkgConfig QUIET)

# fetch(NAME url sha256): the unpacked sources of NAME lie in ${NAME_SOURCE_DIR}. Nothing of them is
# built here, because several of these projects' own CMake files build tests or install rules.
macro(fetch name url sha256)
    message(STATUS "${name}: not taken from the system, fetching ${url}")
    FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${sha256} SOURCE_SUBDIR no-cmake-here)
    FetchContent_MakeAvailable(${name})
endmacro()

# header_library(TARGET include_dir)
function(header_library target include_dir)
    string(REPLACE "::" "_" plain ${target})
    add_library(${plain}_headers INTERFACE)
    target_include_directories(${plain}_headers SYSTEM INTERFACE ${include_dir})
    add_library(${target} ALIAS ${plain}_headers)
endfunction()

if(NOT ASYNCLAB_FETCH)
    find_package(fmt 9 QUIET)
    find_package(CLI11 2.1 QUIET)
    find_package(nlohmann_json 3.10 QUIET)
    find_package(doctest 2.4 QUIET)
    find_package(glfw3 3.3 QUIET)
    find_path(ASIO_INCLUDE_DIR asio.hpp)
    find_path(HTTP_PARSER_INCLUDE_DIR http_parser.h)
    find_library(HTTP_PARSER_LIBRARY http_parser)
    find_path(MD4C_INCLUDE_DIR md4c.h)
    find_library(MD4C_LIBRARY md4c)
    find_path(STB_INCLUDE_DIR stb_image_write.h PATH_SUFFIXES stb)
    find_library(STB_LIBRARY stb)
    find_path(IMGUI_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui)
    find_path(IMGUI_BACKENDS_DIR imgui_impl_glfw.h HINTS ${IMGUI_INCLUDE_DIR}/backends)
    find_library(IMGUI_LIBRARY imgui)
    mark_as_advanced(ASIO_INCLUDE_DIR HTTP_PARSER_INCLUDE_DIR HTTP_PARSER_LIBRARY MD4C_INCLUDE_DIR
                     MD4C_LIBRARY STB_INCLUDE_DIR
                     STB_LIBRARY IMGUI_INCLUDE_DIR IMGUI_BACKENDS_DIR IMGUI_LIBRARY)
endif()

if(NOT TARGET fmt::fmt)
    fetch(fmt_sources https://github.com/fmtlib/fmt/archive/9.1.0.tar.gz
          5dea48d1fcddc3ec571ce2058e13910a0d4a6bab4cc09a809d8b1dd1c88ae6f2)
    add_library(fmt STATIC ${fmt_sources_SOURCE_DIR}/src/format.cc ${fmt_sources_SOURCE_DIR}/src/os.cc)
    target_include_directories(fmt SYSTEM PUBLIC ${fmt_sources_SOURCE_DIR}/include)
    add_library(fmt::fmt ALIAS fmt)
endif()

if(NOT TARGET CLI11::CLI11)
    fetch(cli11_sources https://github.com/CLIUtils/CLI11/archive/v2.1.2.tar.gz
          26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb)
    header_library(CLI11::CLI11 ${cli11_sources_SOURCE_DIR}/include)
endif()

if(NOT TARGET nlohmann_json::nlohmann_json)
    fetch(json_sources https://github.com/nlohmann/json/archive/v3.11.2.tar.gz
          d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273)
    header_library(nlohmann_json::nlohmann_json ${json_sources_SOURCE_DIR}/include)
endif()

if(NOT TARGET doctest::doctest)
    fetch(doctest_sources https://github.com/doctest/doctest/archive/refs/tags/v2.4.9.tar.gz
          19b2df757f2f3703a5e63cee553d85596875f06d91a3333acd80a969ef210856)
    header_library(doctest::doctest ${doctest_sources_SOURCE_DIR})
endif()

if(NOT ASIO_INCLUDE_DIR)
    fetch(asio_sources https://github.com/chriskohlhoff/asio/archive/asio-1-22-1.tar.gz
          30cb54a5de5e465d10ec0c2026d6b5917f5e89fffabdbabeb1475846fc9a2cf0)
    set(ASIO_INCLUDE_DIR ${asio_sources_SOURCE_DIR}/asio/include)
endif()
header_library(asio ${ASIO_INCLUDE_DIR})
target_compile_definitions(asio_headers INTERFACE ASIO_STANDALONE ASIO_NO_DEPRECATED)
target_link_libraries(asio_headers INTERFACE Threads::Threads)

# It comes without CMake files; it is one source file.
if(HTTP_PARSER_INCLUDE_DIR AND HTTP_PARSER_LIBRARY)
    header_library(http_parser ${HTTP_PARSER_INCLUDE_DIR})
    target_link_libraries(http_parser_headers INTERFACE ${HTTP_PARSER_LIBRARY})
else()
    fetch(http_parser_sources https://github.com/nodejs/http-parser/archive/v2.9.4.tar.gz
          467b9e30fd0979ee301065e70f637d525c28193449e1b13fbcb1b1fab3ad224f)
    enable_language(C)
    add_library(http_parser STATIC ${http_parser_sources_SOURCE_DIR}/http_parser.c)
    target_include_directories(http_parser SYSTEM PUBLIC ${http_parser_sources_SOURCE_DIR})
endif()

# The parser alone, without its writer of HTML; it is one source file as well.
if(MD4C_INCLUDE_DIR AND MD4C_LIBRARY)
    header_library(md4c ${MD4C_INCLUDE_DIR})
    target_link_libraries(md4c_headers INTERFACE ${MD4C_LIBRARY})
else()
    fetch(md4c_sources https://github.com/mity/md4c/archive/release-0.4.8.tar.gz
          4a457df853425b6bb6e3457aa1d1a13bccec587a04c38c622b1013a0da41439f)
    enable_language(C)
    add_library(md4c STATIC ${md4c_sources_SOURCE_DIR}/src/md4c.c)
    target_compile_definitions(md4c PRIVATE MD4C_USE_UTF8)
    target_include_directories(md4c SYSTEM PUBLIC ${md4c_sources_SOURCE_DIR}/src)
endif()

if(NOT STB_INCLUDE_DIR)
    fetch(stb_sources
          https://github.com/nothings/stb/archive/8b5f1f37b5b75829fc72d38e7b5d4bcbf8a26d55.zip
          93a16ee3e866e719feec459f6f132cce932c5ec751eb38e3ec1975f911353d2e)
    set(STB_INCLUDE_DIR ${stb_sources_SOURCE_DIR})
endif()
header_library(stb ${STB_INCLUDE_DIR})

# Libraries that every system has and that no other CMake project can build along.
find_package(ZLIB QUIET)
find_package(Freetype QUIET)
find_path(CAIRO_INCLUDE_DIR cairo-ft.h PATH_SUFFIXES cairo)
find_library(CAIRO_LIBRARY cairo)
mark_as_advanced(CAIRO_INCLUDE_DIR CAIRO_LIBRARY)
if(NOT ZLIB_FOUND OR NOT FREETYPE_FOUND OR NOT CAIRO_INCLUDE_DIR OR NOT CAIRO_LIBRARY)
    message(FATAL_ERROR "zlib, FreeType or cairo is missing: install zlib1g-dev, libfreetype-dev and "
                        "libcairo2-dev.")
endif()
header_library(cairo ${CAIRO_INCLUDE_DIR})
target_link_libraries(cairo_headers INTERFACE ${CAIRO_LIBRARY} Freetype::Freetype)

find_package(OpenGL QUIET)
if(NOT TARGET OpenGL::GL)
    message(FATAL_ERROR "OpenGL is missing: install libgl-dev and libopengl-dev.")
endif()

if(NOT TARGET glfw)
    set(GLFW_BUILD_DOCS OFF)
    set(GLFW_BUILD_TESTS OFF)
    set(GLFW_BUILD_EXAMPLES OFF)
    set(GLFW_INSTALL OFF)
    set(CMAKE_POLICY_DEFAULT_CMP0077 NEW) # its option() calls must not override these variables
    message(STATUS "glfw: not taken from the system, fetching and building 3.3.8")
    FetchContent_Declare(
        glfw_sources
        URL https://github.com/glfw/glfw/archive/refs/tags/3.3.8.tar.gz
        URL_HASH SHA256=f30f42e05f11e5fc62483e513b0488d5bceeab7d9c5da0ffe2252ad81816c713)
    FetchContent_MakeAvailable(glfw_sources)
endif()

# Debian's libimgui.a holds the GLFW and OpenGL 3 backends; it takes its rectangle packer and its
# font reader from libstb.
if(IMGUI_INCLUDE_DIR AND IMGUI_BACKENDS_DIR AND IMGUI_LIBRARY)
    add_library(imgui INTERFACE)
    target_include_directories(imgui SYSTEM INTERFACE ${IMGUI_INCLUDE_DIR})
    target_link_libraries(imgui INTERFACE ${IMGUI_LIBRARY})
    if(STB_LIBRARY)
        target_link_libraries(imgui INTERFACE ${STB_LIBRARY})
    endif()
    add_library(imgui_backends INTERFACE)
    target_include_directories(imgui_backends SYSTEM INTERFACE ${IMGUI_BACKENDS_DIR})
    target_link_libraries(imgui_backends INTERFACE imgui glfw OpenGL::GL)
else()
    fetch(imgui_sources https://github.com/ocornut/imgui/archive/v1.86.tar.gz
          6ba6ae8425a19bc52c5e067702c48b70e4403cd339cba02073a462730a63e825)
    set(imgui_root ${imgui_sources_SOURCE_DIR})
    add_library(imgui STATIC ${imgui_root}/imgui.cpp ${imgui_root}/imgui_demo.cpp
                             ${imgui_root}/imgui_draw.cpp
                             ${imgui_root}/imgui_tables.cpp ${imgui_root}/imgui_widgets.cpp)
    target_include_directories(imgui SYSTEM PUBLIC ${imgui_root})
    target_compile_options(imgui PRIVATE -w) # 1.86 is older than C++20's rules on enums
    add_library(imgui_backends STATIC ${imgui_root}/backends/imgui_impl_glfw.cpp
                                      ${imgui_root}/backends/imgui_impl_opengl3.cpp)
    target_include_directories(imgui_backends SYSTEM PUBLIC ${imgui_root}/backends)
    target_link_libraries(imgui_backends PUBLIC imgui glfw OpenGL::GL ${CMAKE_DL_LIBS})
endif()

# The fonts have no download: their releases are archives of many megabytes without a published
# hash for the single files.
set(ASYNCLAB_FONT_FILES)
foreach(entry Inter-Regular.otf=fonts-inter Inter-Medium.otf=fonts-inter
              Inter-SemiBold.otf=fonts-inter JetBrainsMono-Regular.ttf=fonts-jetbrains-mono
              JetBrainsMono-Bold.ttf=fonts-jetbrains-mono)
    string(REPLACE "=" ";" entry ${entry})
    list(GET entry 0 font)
    list(GET entry 1 package)
    find_file(ASYNCLAB_FONT_${font} ${font}
              PATHS /usr/share/fonts/opentype/inter /usr/share/fonts/truetype/jetbrains-mono
                    $ENV{ASYNCLAB_FONT_DIR})
    mark_as_advanced(ASYNCLAB_FONT_${font})
    if(NOT ASYNCLAB_FONT_${font})
        message(FATAL_ERROR "The font ${font} is missing: install the package ${package}, or set "
                            "the environment variable ASYNCLAB_FONT_DIR to a folder that has it.")
    endif()
    list(APPEND ASYNCLAB_FONT_FILES ${ASYNCLAB_FONT_${font}})
endforeach()
