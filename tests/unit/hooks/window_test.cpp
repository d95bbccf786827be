// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A program that is to show pictures where nothing can be shown, and one that can.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/hooks/window.hpp>

#include <cstdlib>

using namespace ctyolo;

#ifdef CTYOLO_WINDOW

namespace {

/// Of the environment, until the end of the scope.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) before_ = old, was_there_ = true;
    value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { was_there_ ? ::setenv(name_, before_.c_str(), 1) : ::unsetenv(name_); }

 private:
  const char* name_;
  std::string before_ = {};
  bool was_there_ = false;
};

}  // namespace

TEST_CASE("hooks/window: without a display, or with one that is not there, the program is told so and goes on") {
  const Variable wayland("WAYLAND_DISPLAY", nullptr), qt("QT_QPA_PLATFORM", nullptr);
  for (const char* display : {static_cast<const char*>(nullptr), ":98765"}) {
    const Variable x11("DISPLAY", display);
    const std::string text = why_no_window();
    CHECK_MESSAGE(test::contains(text, "no window can be opened here"), text);
    CHECK(test::one_line(text));
  }
}

TEST_CASE("hooks/window: pictures are shown, and a stop ends the waiting") {
  const Variable qt("QT_QPA_PLATFORM", "offscreen");  // Qt's display that nobody sees
  if (const std::string problem = why_no_window(); !problem.empty()) {
    MESSAGE("skipped: this OpenCV shows its windows without Qt");
    return;
  }
  Windows windows;
  for (int i = 0; i < 3; ++i) CHECK(windows.show("a", cv::Mat(20 + i, 30, CV_8UC3, cv::Scalar(1, 2, 3))));
  CHECK(windows.show("b", cv::Mat(20, 30, CV_8UC3, cv::Scalar(1, 2, 3))));
  std::stop_source stop;
  stop.request_stop();
  windows.wait(stop.get_token());
}

#else

TEST_CASE("hooks/window: without OpenCV's highgui the line names the package") {
  MESSAGE("skipped: nothing is shown, this build has no OpenCV highgui (libopencv-highgui-dev)");
  CHECK_MESSAGE(test::contains(why_no_window(), "libopencv-highgui-dev"), why_no_window());
  CHECK(test::one_line(why_no_window()));
  Windows windows;
  CHECK(windows.show("a", cv::Mat()));
  windows.wait({});
}

#endif
