# add_layer(NAME FOLDERS folder... LINKS target...)
#
# A library of all sources below the folders (relative to the calling CMakeLists.txt). A new file
# is picked up by the next build; a layer whose folders hold no source yet is header-only.
function(add_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FOLDERS;LINKS")
    set(patterns)
    foreach(folder IN LISTS arg_FOLDERS)
        list(APPEND patterns ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
    endforeach()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PRIVATE project_options PUBLIC ${arg_LINKS})
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${arg_LINKS})
    endif()
endfunction()
