# One libFuzzer program per target, only in the preset `fuzz`; `./lab fuzz` runs them. Their corpus is
# replayed by a plain test everywhere.
if(ASYNCLAB_FUZZ)
    add_custom_target(fuzzers)
    foreach(target alab link parameters command_line)
        add_executable(
            fuzz_${target}
            ${CMAKE_CURRENT_LIST_DIR}/libfuzzer/main.cpp ${CMAKE_CURRENT_LIST_DIR}/targets.cpp
            ${CMAKE_CURRENT_LIST_DIR}/saved_run_target.cpp)
        target_compile_definitions(fuzz_${target} PRIVATE ASYNCLAB_FUZZ_TARGET="${target}")
        target_link_libraries(fuzz_${target} PRIVATE project_options app_cli)
        target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
        add_dependencies(fuzzers fuzz_${target})
    endforeach()
endif()
