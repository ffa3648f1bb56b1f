# The engine against the traces that three versions of CPython gave for 2,000 programs. Any Python 3
# will do: it only makes the programs. Under sanitizers a tenth of them. The first 200 are there as
# text too, see golden_tests.cpp, for machines without Python.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
    set(golden_count 2000)
    if(ASYNCLAB_SANITIZE)
        set(golden_count 200)
    endif()
    foreach(python 3.11.7 3.12.1 3.13.0)
        add_test(
            NAME conformance_golden_${python}
            COMMAND
                ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/golden.py $<TARGET_FILE:conformance>
                ${PROJECT_SOURCE_DIR}/tests/golden/conformance/golden-${python}.tsv ${golden_count})
        set_tests_properties(conformance_golden_${python} PROPERTIES ENVIRONMENT "${test_environment}"
                                                                     TIMEOUT 300)
    endforeach()
endif()

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
