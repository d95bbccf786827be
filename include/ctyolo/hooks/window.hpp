// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Windows that show pictures while a program runs. Tier: app (OpenCV; its highgui where CTYOLO_WINDOW is defined; POSIX).
//
// As with videos (data/video.hpp) OpenCV's highgui is optional, CMake's ctyolo::video brings it where it is found, and
// everything here is inline.
#pragma once

#include <ctyolo/data/opencv.hpp>

#ifdef CTYOLO_WINDOW
#include <opencv2/highgui.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#endif

#include <stop_token>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

#ifdef CTYOLO_WINDOW

/// Why no window can be opened; empty where one can. OpenCV's library of windows may end the program when it finds no
/// display, so a child tries first: to be asked before the program has threads.
inline std::string why_no_window() {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    std::signal(SIGABRT, SIG_DFL);  // whatever the program does then is not for the child to do
    const int nowhere = ::open("/dev/null", O_WRONLY);
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, stream);
    constexpr unsigned patience_s = 10;
    ::alarm(patience_s);
    try {
      cv::namedWindow("try");
      cv::imshow("try", cv::Mat(1, 1, CV_8UC3, cv::Scalar()));
      cv::waitKey(1);
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 1;
  const bool works = child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
  return works ? "" : "no window can be opened here: there is no display, or it lets nobody in";
}

/// A window for each title.
class Windows {
 public:
  Windows() = default;
  Windows(const Windows&) = delete;
  Windows& operator=(const Windows&) = delete;
  ~Windows() {
    if (!titles_.empty()) cv::destroyAllWindows();
  }

  /// Shows a picture and takes what was typed. @return whether to go on: q was not pressed
  bool show(const std::string& title, const cv::Mat& bgr) {
    if (std::find(titles_.begin(), titles_.end(), title) == titles_.end()) {
      titles_.push_back(title);
      cv::namedWindow(title, cv::WINDOW_NORMAL | cv::WINDOW_KEEPRATIO);
      cv::resizeWindow(title, bgr.cols, bgr.rows);
    }
    cv::imshow(title, bgr);
    return cv::waitKey(1) != 'q';
  }

  /// Until a key is pressed, all windows are closed or a stop is requested.
  void wait(const std::stop_token& stop) const {
    const auto is_open = [](const std::string& title) { return cv::getWindowProperty(title, cv::WND_PROP_VISIBLE) > 0; };
    constexpr int look_ms = 50;
    while (!stop.stop_requested() && std::any_of(titles_.begin(), titles_.end(), is_open))
      if (cv::waitKey(look_ms) >= 0) return;
  }

 private:
  std::vector<std::string> titles_ = {};
};

#else

inline std::string why_no_window() {
  return "this program was compiled without OpenCV's highgui, which shows windows; on Debian: apt install libopencv-highgui-dev, "
         "then compile again (yolo.sh does by itself)";
}

class Windows {
 public:
  bool show(const std::string&, const cv::Mat&) { return true; }
  void wait(const std::stop_token&) const {}
};

#endif

}  // namespace ctyolo::inline v0
