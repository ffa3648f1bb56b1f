# The twins under CPython against their goldens. The C++ side compares with the same goldens.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
    add_test(NAME conformance_twins COMMAND ${Python3_EXECUTABLE}
                                            ${CMAKE_CURRENT_LIST_DIR}/twins.py)
    set_tests_properties(conformance_twins PROPERTIES ENVIRONMENT "${test_environment}"
                                                      SKIP_RETURN_CODE 77 TIMEOUT 120)
endif()
