# The twins under CPython against their goldens, and what the program prints against the same
# goldens. That the engine's traces agree with them is a case of tests/scenarios/twin_tests.cpp.
find_package(Python3 3.11 COMPONENTS Interpreter)
if(Python3_FOUND)
    set(twins ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/twins.py)
    set(twin_tests conformance_twins)
    add_test(NAME conformance_twins COMMAND ${twins})
    if(EXISTS ${PROJECT_SOURCE_DIR}/app/cli/commands.cpp) # as soon as there is `asynclab run`
        list(APPEND twin_tests conformance_twins_of_program)
        add_test(NAME conformance_twins_of_program COMMAND ${twins} $<TARGET_FILE:asynclab>)
    endif()
    set_tests_properties(
        ${twin_tests}
        PROPERTIES ENVIRONMENT "${test_environment};PYTHONDONTWRITEBYTECODE=1" SKIP_RETURN_CODE 77
                   TIMEOUT 120)
endif()
