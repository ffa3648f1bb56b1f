# None of the cases rewritten from CPython's own tests, and none of the pitfalls, may get lost.
foreach(counted "cpython;254" "pitfalls;38")
    list(GET counted 0 suite)
    list(GET counted 1 count)
    add_test(NAME core_${suite}_is_complete
             COMMAND asynclab_tests --count "--test-suite=core/${suite},core/${suite}/*")
    set_tests_properties(
        core_${suite}_is_complete
        PROPERTIES PASS_REGULAR_EXPRESSION
                   "unskipped test cases passing the current filters: ${count}\n")
endforeach()
