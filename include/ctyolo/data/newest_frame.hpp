// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The newest frame of a source that does not wait for who looks at it. Tier: data (OpenCV).
#pragma once

#include <ctyolo/data/opencv.hpp>

#include <chrono>
#include <concepts>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace ctyolo::inline v0 {

/// What gives frames: VideoReader (data/video.hpp), or one of your own.
template <class R>
concept FrameReader = requires(R reader, cv::Mat& frame) {
  { reader.read(frame) } -> std::same_as<bool>;         // false at the end, or when the signal was lost
  { reader.reopen() } -> std::same_as<bool>;            // after a lost signal
  { reader.announced() } -> std::convertible_to<int>;   // frames of a recording; 0: a camera, without an end
  { reader.fps() } -> std::convertible_to<double>;
};

/// What NewestFrame::next found.
enum class Next { frame, nothing, end };

/// A thread reads all frames and keeps the last one, as YOLOv5's detect does of cameras and streams: what is seen is what is
/// there now, and not what was there when a slower net began to fall behind. A lost signal is looked for again, once; a
/// recording is read at its own pace.
/// @code
///   NewestFrame<VideoReader> camera(VideoReader("0"));
///   cv::Mat frame;
///   for (Next next; (next = camera.next(frame, std::chrono::milliseconds(100))) != Next::end;)
///     if (next == Next::frame) look(frame);
/// @endcode
template <FrameReader Reader>
class NewestFrame {
 public:
  explicit NewestFrame(Reader reader)
      : reader_(std::move(reader)), fps_(reader_.fps()), is_recording_(reader_.announced() > 0),
        grabber_([this](const std::stop_token& stop) { grab(stop); }) {}

  /// A frame that was not given before. @param wait  for one, at most
  /// @return end once the source has ended and its last frame was given @throws what the reader threw
  Next next(cv::Mat& frame, std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    news_.wait_for(lock, wait, [&] { return !newest_.empty() || ended_; });
    if (!newest_.empty()) {
      frame = std::exchange(newest_, cv::Mat());
      return Next::frame;
    }
    if (ended_ && problem_) std::rethrow_exception(std::exchange(problem_, nullptr));
    return ended_ ? Next::end : Next::nothing;
  }

  double fps() const { return fps_; }
  /// How many frames came so far, looked at or not.
  std::int64_t came() {
    const std::lock_guard lock(mutex_);
    return came_;
  }

 private:
  void grab(const std::stop_token& stop) {
    std::exception_ptr problem;
    try {
      read_all(stop);
    } catch (...) {
      problem = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    problem_ = problem;
    ended_ = true;
    news_.notify_all();
  }

  void read_all(const std::stop_token& stop) {
    const auto begin = std::chrono::steady_clock::now();
    bool was_there = false;  // since it was opened: what opens and gives nothing is not opened for ever
    while (!stop.stop_requested()) {
      cv::Mat frame;  // a new one each time: the last is in other hands
      if (!reader_.read(frame)) {
        if (is_recording_ || !was_there || !reader_.reopen()) return;
        was_there = false;
        continue;
      }
      was_there = true;
      std::unique_lock lock(mutex_);
      newest_ = std::move(frame);
      ++came_;
      news_.notify_all();
      if (!is_recording_) continue;
      const std::chrono::duration<double> past(static_cast<double>(came_) / fps_);
      const auto due = begin + std::chrono::duration_cast<std::chrono::steady_clock::duration>(past);
      pace_.wait_until(lock, stop, due, [] { return false; });
    }
  }

  Reader reader_;
  double fps_;
  bool is_recording_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::condition_variable_any pace_;
  cv::Mat newest_;             // empty: given already
  std::int64_t came_ = 0;
  std::exception_ptr problem_;
  bool ended_ = false;
  std::jthread grabber_;       // last: it is stopped before the others go
};

}  // namespace ctyolo::inline v0
