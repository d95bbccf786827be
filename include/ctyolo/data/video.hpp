// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Frames of a video file, and a video made of frames. Tier: app (OpenCV; its videoio where CTYOLO_VIDEO is defined).
//
// OpenCV's videoio is optional: CMake's ctyolo::video defines CTYOLO_VIDEO and links it. Without it the header is the same,
// and a reader or a writer is an Error that names the package. All targets of a program must agree, so everything here is
// inline and no part of ctyolo::compiled.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/opencv.hpp>

#ifdef CTYOLO_VIDEO
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/videoio.hpp>
#endif

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace ctyolo::inline v0 {

/// What the library takes for a video, by the end of its name, any case.
inline constexpr std::string_view video_formats = " asf avi gif m4v mkv mov mp4 mpeg mpg ts wmv ";

inline bool is_video_name(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || file.find_first_of(" /", dot) != std::string_view::npos) return false;
  std::string suffix = " ";
  for (const char c : file.substr(dot + 1)) suffix += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return suffix.size() > 1 && video_formats.find(suffix + " ") != std::string_view::npos;
}

/// The source itself when it is a video; of a folder those in it and below it, sorted (hidden names are passed over, links to
/// folders are not followed). @throws Error when the folder cannot be read
inline std::vector<std::string> list_videos(const std::string& source) {
  namespace fs = std::filesystem;
  std::vector<std::string> videos;
  std::error_code error;
  if (fs::is_regular_file(source, error) && is_video_name(source)) return {source};
  if (!fs::is_directory(source, error)) return {};
  for (auto entry = fs::recursive_directory_iterator(source, error); !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.'))
      entry.disable_recursion_pending();
    else if (is_video_name(name) && entry->is_regular_file(ignored))
      videos.push_back(entry->path().string());
  }
  if (error) fail(source, ": the folder cannot be read: ", error.message());
  std::sort(videos.begin(), videos.end());
  return videos;
}

/// Why a program cannot read videos, and what helps.
inline constexpr std::string_view no_video = "this program was compiled without OpenCV's videoio, which reads videos; on Debian: "
                                             "apt install libopencv-videoio-dev, then compile again (yolo.sh does by itself)";

#ifdef CTYOLO_VIDEO
inline constexpr bool video_is_there = true;

namespace detail {
/// While OpenCV tries one of its video libraries after the other it complains of each on standard error.
class QuietVideoIo {
 public:
  QuietVideoIo() : before_(cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT)) {}
  QuietVideoIo(const QuietVideoIo&) = delete;
  QuietVideoIo& operator=(const QuietVideoIo&) = delete;
  ~QuietVideoIo() { cv::utils::logging::setLogLevel(before_); }

 private:
  cv::utils::logging::LogLevel before_;
};
}  // namespace detail

/// @code
///   VideoReader video("clip.mp4");
///   for (cv::Mat frame; video.read(frame);) look(frame);   // 8-bit BGR, turned as the file says
/// @endcode
class VideoReader {
 public:
  /// @throws Error when there is no such file or nothing that OpenCV reads as a video
  explicit VideoReader(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) fail(file, ": no such video");
    const detail::QuietVideoIo quiet;
    if (!capture_.open(file)) fail(file, ": not a video that this OpenCV can read");
  }
  bool read(cv::Mat& frame) { return capture_.read(frame); }

  /// Frames a second; 30 where the file does not say.
  double fps() const {
    const double said = capture_.get(cv::CAP_PROP_FPS);
    return std::isfinite(said) && said > 0 ? said : 30;
  }
  /// How many frames the file says that it has; some files guess, 0: it does not say.
  int announced() const { return static_cast<int>(std::clamp(capture_.get(cv::CAP_PROP_FRAME_COUNT), 0.0, 1e9)); }

 private:
  cv::VideoCapture capture_;
};

/// Writes STEM.mp4 (MPEG-4), or where this OpenCV has no such encoder STEM.avi (Motion JPEG). The file is whole when the
/// writer is destroyed.
class VideoWriter {
 public:
  /// @param stem  path without a suffix @throws Error when neither file can be opened
  VideoWriter(const std::string& stem, double fps, cv::Size size) : size_(size) {
    const detail::QuietVideoIo quiet;
    if (open(stem + ".mp4", cv::VideoWriter::fourcc('m', 'p', '4', 'v'), fps)) return;
    if (open(stem + ".avi", cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), fps)) return;
    fail(stem, ".mp4: the video cannot be written: this OpenCV opens neither MPEG-4 (mp4v) nor Motion JPEG (.avi) for ",
         size.width, " x ", size.height, " px at ", fps, " frames a second");
  }
  /// Where it goes.
  const std::string& file() const { return file_; }

  /// @param bgr  8-bit, 3 channels, of the writer's size: OpenCV would drop another in silence @throws Error then
  void write(const cv::Mat& bgr) {
    if (bgr.size() != size_)
      fail(file_, ": a frame of ", bgr.cols, " x ", bgr.rows, " px does not fit a video of ", size_.width, " x ", size_.height,
           " px");
    writer_.write(bgr);
  }

 private:
  bool open(const std::string& file, int codec, double fps) {
    file_ = file;
    return writer_.open(file, codec, fps, size_);
  }

  cv::Size size_;
  std::string file_ = {};
  cv::VideoWriter writer_ = {};
};

#else
inline constexpr bool video_is_there = false;

class VideoReader {
 public:
  explicit VideoReader(const std::string& file) { fail(file, ": ", no_video); }
  bool read(cv::Mat&) { return false; }
  double fps() const { return 30; }
  int announced() const { return 0; }
};

class VideoWriter {
 public:
  VideoWriter(const std::string& stem, double, cv::Size) { fail(stem, ".mp4: ", no_video); }
  const std::string& file() const { return file_; }
  void write(const cv::Mat&) {}

 private:
  std::string file_ = {};
};
#endif

}  // namespace ctyolo::inline v0
