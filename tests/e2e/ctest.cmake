# The real program on a virtual display, one CTest entry per promise.
find_program(XVFB Xvfb)
foreach(promise
        draws_and_idles takes_keys leads_through_the_first_start ends_on_sigterm ends_on_window_close survives_tiny_windows
        keeps_its_size lives_without_home gives_sigterm_to_the_live_run
        closes_in_the_middle_of_a_live_run shows_text_without_display)
    add_test(NAME window_${promise}
             COMMAND ${CMAKE_CURRENT_LIST_DIR}/window_tests.sh ${promise}
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(
        window_${promise}
        PROPERTIES ENVIRONMENT "${test_environment};LIBGL_ALWAYS_SOFTWARE=1"
                   TIMEOUT 120
                   SKIP_RETURN_CODE 77
                   LABELS window)
endforeach()
