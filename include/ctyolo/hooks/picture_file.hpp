// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Pictures as files, and what becomes of it when one cannot be drawn. Tier: app (OpenCV, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/error.hpp>
#include <ctyolo/data/opencv.hpp>

#include <string>
#include <utility>

namespace ctyolo::inline v0 {

/// Encoded as the path's ending says (.png, .jpg of quality 90), whole or not at all.
/// @throws Error in one line
void write_picture(const std::string& path, const cv::Mat& bgr);

/// Draws pictures for a hook. One that fails must not cost the training: its Error waits, the first one wins.
/// @code
///   void on(const Validated&) { pictures_.draw(folder_ + "/x.png", [&] { return my_picture(); }); }
///   void on(const TrainingEnded&) { pictures_.raise(); }
/// @endcode
class PictureWriter {
 public:
  /// @param drawn  returns the cv::Mat; an empty one is not written
  template <class Drawn>
  void draw(const std::string& path, Drawn&& drawn) {
    attempt(path, [&] {
      const cv::Mat picture = drawn();
      if (!picture.empty()) write_picture(path, picture);
    });
  }

  /// @param path  what the Error names when OpenCV refuses
  template <class Action>
  void attempt(const std::string& path, Action&& action) {
    try {
      action();
    } catch (const Error& error) {
      keep(error.what());
    } catch (const cv::Exception& exception) {
      keep(path + ": could not be drawn: " + exception.err);
    }
  }

  void raise() {
    if (!problem_.empty()) fail(std::exchange(problem_, {}), "; the training itself is complete and saved");
  }

 private:
  void keep(const std::string& problem) {
    if (problem_.empty()) problem_ = problem;
  }

  std::string problem_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/picture_file.ipp>
#endif
