#include "app/platform/frame_stats.hpp"
#include "app/platform/glfw_input.hpp"
#include "app/platform/platform.hpp"
#include "app/platform/quit_signals.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>

namespace app {
namespace {

// Dear ImGui needs a frame to notice an event, one to act on it and one to show the effect.
constexpr int settle_frames = 3;
constexpr double shortest_frame_s = 1.0 / 120.0;

struct GlfwLibrary {
    bool ok = glfwInit() == GLFW_TRUE;
    ~GlfwLibrary() {
        if (ok) {
            glfwTerminate();
        }
    }
};

struct ImGuiOnWindow {
    explicit ImGuiOnWindow(GLFWwindow* window) {
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr; // no files beside the user's settings
        io.LogFilename = nullptr;
        io.ConfigInputTextCursorBlink = false; // a blinking caret would draw for ever
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~ImGuiOnWindow() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    ImGuiOnWindow(const ImGuiOnWindow&) = delete;
    ImGuiOnWindow& operator=(const ImGuiOnWindow&) = delete;
};

/// The one place that knows that 1.92 uploads fonts by itself.
void upload_fonts() {
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

GLFWwindow* create_window(const WindowOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_MAXIMIZED, options.size.maximized ? GLFW_TRUE : GLFW_FALSE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "asynclab");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "asynclab");
    int x = 0;
    int y = 0;
    int width = 1280;
    int height = 720;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor(); monitor != nullptr) {
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    }
    const WindowSize& wanted = options.size;
    width = wanted.width > 0 ? std::min(wanted.width, width) : width;
    height = wanted.height > 0 ? std::min(wanted.height, height) : height;
    GLFWwindow* window = glfwCreateWindow(width, height, "Async Lab", nullptr, nullptr);
    if (window != nullptr) {
        glfwSetWindowSizeLimits(window, 480, 320, GLFW_DONT_CARE, GLFW_DONT_CARE);
    }
    return window;
}

class GlfwWindow {
public:
    GlfwWindow(GLFWwindow* window, const QuitSignals& quit, WindowClient& client)
        : m_window(window), m_quit(quit), m_client(client), m_imgui(prepared(window)) {}

    void run() {
        while (!is_over()) {
            wait_for_work();
            if (!is_over() && has_area()) {
                draw_frame();
            }
        }
    }

    const FrameStats& stats() const { return m_stats; }

private:
    GLFWwindow* prepared(GLFWwindow* window) {
        glfwMakeContextCurrent(window);
        glfwSwapInterval(1);
        install_input(window, m_events);
        return window;
    }

    bool is_over() const {
        return m_quit.requested() || m_output.quit || glfwWindowShouldClose(m_window) != 0;
    }

    bool has_area() const {
        int width = 0;
        int height = 0;
        glfwGetFramebufferSize(m_window, &width, &height);
        return width > 0 && height > 0;
    }

    void wait_for_work();
    void draw_frame();
    FrameInput frame_input();
    void present();
    void follow_full_screen();

    GLFWwindow* m_window;
    const QuitSignals& m_quit;
    WindowClient& m_client;
    WindowEvents m_events;
    FrameStats m_stats;
    FrameOutput m_output;
    ImGuiOnWindow m_imgui;
    WindowSize m_windowed; // before full screen
    int m_windowed_x = 0;
    int m_windowed_y = 0;
    int m_settle = settle_frames;
    double m_last_frame = glfwGetTime();
};

void GlfwWindow::wait_for_work() {
    const bool hidden = !has_area();
    if (!hidden && (m_settle > 0 || m_output.animating)) {
        // Where the driver does not wait for the screen, this keeps the processor cool.
        const double left = m_last_frame + shortest_frame_s - glfwGetTime();
        if (left > 0) {
            glfwWaitEventsTimeout(left);
        } else {
            glfwPollEvents();
        }
    } else if (!hidden && m_output.wake_after) {
        glfwWaitEventsTimeout(std::max(*m_output.wake_after, 0.001));
        m_settle = std::max(m_settle, 1);
    } else {
        while (!m_events.any && !is_over()) {
            glfwWaitEvents();
        }
    }
    if (m_events.any) {
        m_events.any = false;
        m_settle = settle_frames;
    }
}

FrameInput GlfwWindow::frame_input() {
    FrameInput input;
    input.keys.swap(m_events.keys);
    input.dropped.swap(m_events.dropped);
    const double now = glfwGetTime();
    input.seconds = std::min(now - m_last_frame, 0.1);
    m_last_frame = now;
    float scale_y = 1;
    glfwGetWindowContentScale(m_window, &input.display_scale, &scale_y);
    if (glfwGetWindowMonitor(m_window) == nullptr) {
        m_windowed.maximized = glfwGetWindowAttrib(m_window, GLFW_MAXIMIZED) != 0;
        if (!m_windowed.maximized) {
            glfwGetWindowSize(m_window, &m_windowed.width, &m_windowed.height);
        }
    }
    input.window = m_windowed;
    return input;
}

void GlfwWindow::draw_frame() {
    const FrameInput input = frame_input();
    if (m_client.prepare(input) && m_stats.frames() > 0) {
        upload_fonts(); // for the first frame the backend does it
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    m_events.quick_keys.begin_frame();
    ImGui::NewFrame();
    m_output = m_client.draw(input);
    ImGui::Render();
    m_events.quick_keys.end_frame();
    present();
    m_settle = m_events.quick_keys.has_more() ? settle_frames : std::max(m_settle - 1, 0);
    follow_full_screen();
}

void GlfwWindow::present() {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(m_window, &width, &height);
    glViewport(0, 0, width, height);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(m_window);
    m_stats.frame_done();
}

void GlfwWindow::follow_full_screen() {
    const bool is_full = glfwGetWindowMonitor(m_window) != nullptr;
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (m_output.full_screen == is_full || monitor == nullptr) {
        return;
    }
    if (is_full) {
        glfwSetWindowMonitor(m_window, nullptr, m_windowed_x, m_windowed_y, m_windowed.width,
                             m_windowed.height, GLFW_DONT_CARE);
    } else {
        glfwGetWindowPos(m_window, &m_windowed_x, &m_windowed_y);
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        glfwSetWindowMonitor(m_window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    }
    m_settle = settle_frames;
}

} // namespace

void wake_window() {
    glfwPostEmptyEvent(); // an error without effect while there is no window
}

WindowEnd run_window(const WindowOptions& options, const QuitSignals& quit, WindowClient& client) {
    const GlfwLibrary library;
    if (!library.ok) {
        return WindowEnd::no_display;
    }
    GLFWwindow* native = create_window(options);
    if (native == nullptr) {
        return WindowEnd::no_opengl;
    }
    GlfwWindow window{native, quit, client};
    window.run();
    window.stats().write(options.stats_file);
    return WindowEnd::closed;
}

} // namespace app
