// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Frames of a video, a camera or a stream, and a video made of frames. Tier: app (OpenCV; its videoio where CTYOLO_VIDEO is
// defined).
//
// OpenCV's videoio is optional: CMake's ctyolo::video defines CTYOLO_VIDEO and links it. Without it the header is the same,
// and a reader or a writer is an Error that names the package. All targets of a program must agree, so everything here is
// inline and no part of ctyolo::compiled.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/data/video_source.hpp>

#ifdef CTYOLO_VIDEO
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/videoio.hpp>
#endif

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace ctyolo::inline v0 {

/// Why a program cannot read videos, and what helps.
inline constexpr std::string_view no_video = "this program was compiled without OpenCV's videoio, which reads videos; on Debian: "
                                             "apt install libopencv-videoio-dev, then compile again (yolo.sh does by itself)";

/// The codec of the videos that VideoWriter makes where nothing else is said: MPEG-4.
inline constexpr std::string_view default_fourcc = "mp4v";

/// @throws Error when the name of a codec has not four characters
inline void check_fourcc(std::string_view codec) {
  const bool readable = std::all_of(codec.begin(), codec.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (codec.size() != 4 || !readable)
    fail("\"", codec, "\" names no codec: that takes four characters, such as mp4v, avc1 or MJPG");
}

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
  /// @param source  a file, a camera's number or an address (data/video_source.hpp)
  /// @param every   1: all frames; n: each n-th, the first n - 1 are passed over
  /// @throws Error when there is no such file, camera or address, or nothing that OpenCV reads as a video
  explicit VideoReader(const std::string& source, int every = 1) : source_(source), every_(std::max(every, 1)) {
    std::error_code ignored;
    const bool is_file = !is_camera(source) && !is_address(source);
    if (is_file && !std::filesystem::is_regular_file(source, ignored)) fail(source, ": no such video");
    if (open()) return;
    if (is_file) fail(source, ": not a video that this OpenCV can read");
    if (is_camera(source))
      fail(shown_source(source), ": cannot be opened; is it there, and may this user read /dev/video", source, "?");
    fail(shown_source(source), ": cannot be opened; nobody answers there, or what comes is no video that this OpenCV can read");
  }

  bool read(cv::Mat& frame) {
    for (int passed_over = 1; passed_over < every_; ++passed_over)
      if (!capture_.grab()) return false;
    return capture_.read(frame);
  }
  /// Opens the source again, from its beginning. @return whether it is there
  bool reopen() {
    capture_.release();
    return open();
  }

  /// Frames a second of those that it reads; 30 where the source does not say.
  double fps() const {
    const double said = capture_.get(cv::CAP_PROP_FPS);
    return (std::isfinite(said) && said > 0 ? said : 30) / every_;
  }
  /// How many frames there are to read; some files guess, 0: it does not say, and cameras have no end.
  int announced() const { return static_cast<int>(std::clamp(capture_.get(cv::CAP_PROP_FRAME_COUNT), 0.0, 1e9)) / every_; }

 private:
  bool open() {
    const detail::QuietVideoIo quiet;
    if (!is_camera(source_)) return capture_.open(source_);
    int number = 0;
    const char* const end = source_.data() + source_.size();
    return std::from_chars(source_.data(), end, number).ec == std::errc() && capture_.open(number);
  }

  std::string source_;
  int every_;
  cv::VideoCapture capture_ = {};
};

/// Writes STEM.mp4, or STEM.avi for a codec that .mp4 does not know by that name. Where this OpenCV has no MPEG-4, the
/// default, it is Motion JPEG in an .avi. The file is whole when the writer is destroyed.
class VideoWriter {
 public:
  /// @param stem   path without a suffix
  /// @param codec  four characters that name it
  /// @throws Error when no file can be opened
  VideoWriter(const std::string& stem, double fps, cv::Size size, std::string_view codec = default_fourcc) : size_(size) {
    check_fourcc(codec);
    const detail::QuietVideoIo quiet;
    constexpr std::string_view of_mp4 = " mp4v avc1 avc3 hev1 hvc1 av01 vp09 ";
    const bool is_mp4 = of_mp4.find(" " + std::string(codec) + " ") != std::string_view::npos;
    if (open(stem + (is_mp4 ? ".mp4" : ".avi"), cv::VideoWriter::fourcc(codec[0], codec[1], codec[2], codec[3]), fps)) return;
    const bool is_default = codec == default_fourcc;
    const std::string wanted = file_;
    if (is_default && open(stem + ".avi", cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), fps)) return;
    const std::string tried = is_default ? "neither MPEG-4 (mp4v) nor Motion JPEG (.avi)" : "no codec " + std::string(codec);
    fail(wanted, ": the video cannot be written: this OpenCV opens ", tried, " for ", size.width, " x ", size.height, " px at ",
         fps, " frames a second");
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
  explicit VideoReader(const std::string& source, int /*every*/ = 1) { fail(shown_source(source), ": ", no_video); }
  bool read(cv::Mat&) { return false; }
  bool reopen() { return false; }
  double fps() const { return 30; }
  int announced() const { return 0; }
};

class VideoWriter {
 public:
  VideoWriter(const std::string& stem, double, cv::Size, std::string_view codec = default_fourcc) {
    check_fourcc(codec);
    fail(stem, ".mp4: ", no_video);
  }
  const std::string& file() const { return file_; }
  void write(const cv::Mat&) {}

 private:
  std::string file_ = {};
};
#endif

}  // namespace ctyolo::inline v0
