// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// `yolo.sh detect`: the run over pictures, videos, cameras and streams.
#pragma once

#include <yolo/detect_arguments.hpp>
#include <yolo/detect_files.hpp>

#include <ctyolo/core/stopwatch.hpp>
#include <ctyolo/data/image_list.hpp>
#include <ctyolo/data/network_input.hpp>
#include <ctyolo/data/newest_frame.hpp>
#include <ctyolo/data/video.hpp>
#include <ctyolo/hooks/window.hpp>
#include <ctyolo/io/run_folder.hpp>
#include <ctyolo/train/signals.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace yolo {

/// Pictures, frames of videos and of streams, one by one: what is found is printed, drawn, shown and written.
template <class Model>
class DetectRun {
 public:
  /// @param windows  whether to show what is drawn
  DetectRun(const DetectArguments& a, bool windows, std::stop_token stop)
      : a_(a), detector_(ctyolo::Checkpoint::read(a.weights), a.augment), files_(a, detector_.class_names()), shows_(windows),
        stop_(std::move(stop)) {
    a.check_classes(detector_.class_names());
  }

  void run() {
    const std::string source = ctyolo::local_path(a_.source);
    if (source.ends_with(".streams"))
      look_at_streams(ctyolo::read_streams(source));
    else if (ctyolo::is_video_address(source))
      look_at_recording(source);
    else if (ctyolo::is_picture_address(source))
      look_at_picture(source);
    else if (ctyolo::is_camera(source) || ctyolo::is_address(source))
      look_at_streams({source});
    else
      look_at_files(source);
    if (stop_.stop_requested()) std::cout << "Stopped\n";
    const double n = static_cast<double>(seen_) / 1e3;
    if (seen_ > 0)
      std::cout << "Speed: " << total_.preprocess / n << " ms preprocess, " << total_.inference / n
                << " ms inference and NMS an image\n";
    std::cout << "Results saved to " << folder_.string() << "\n";
  }

 private:
  /// Frames that belong together, and the video with boxes that is made of them.
  struct Track {
    std::string title, source, stem;  // how a line begins; where it is from; what its files are called
    double fps = 30;
    std::string of = {};              // "/300" where it is known
    int frames = 0;
    std::optional<ctyolo::VideoWriter> writer = {};
  };

  bool is_over() const { return quit_ || stop_.stop_requested(); }

  static std::string number(const char* what, std::size_t i, std::size_t of) {
    return what + std::to_string(i + 1) + "/" + std::to_string(of);
  }

  void start() {
    folder_ = ctyolo::make_run_folder(a_.project, a_.name, a_.exist_ok);
    files_.start(folder_);
  }

  void look_at_files(const std::string& source) {
    const std::vector<std::string> videos = ctyolo::list_videos(source);
    const bool is_video = videos.size() == 1 && videos[0] == source;
    const std::vector<std::string> pictures = is_video ? std::vector<std::string>() : ctyolo::list_images({source});
    if (pictures.empty() && videos.empty()) ctyolo::fail(source, ": no pictures and no videos found");
    const bool leaves_videos = !ctyolo::video_is_there && !videos.empty();
    if (leaves_videos && pictures.empty()) ctyolo::fail(videos[0], ": ", ctyolo::no_video);
    if (leaves_videos) std::cerr << videos[0] << ": left out, as all videos: " << ctyolo::no_video << "\n";
    start();
    for (std::size_t i = 0; i < pictures.size() && !is_over(); ++i) {
      clock_.lap();
      ctyolo::NetworkInput input = ctyolo::network_input(pictures[i], a_.img, Model::max_stride());
      picture(std::move(input), number("image ", i, pictures.size()) + " " + pictures[i], fs::path(pictures[i]).filename());
    }
    for (std::size_t i = 0; i < videos.size() && !leaves_videos && !is_over(); ++i) {
      std::error_code ignored;
      if (!a_.nosave && fs::equivalent(fs::path(videos[i]).parent_path() / ".", folder_, ignored))
        ctyolo::fail(videos[i], ": the video with boxes would be written beside it, perhaps over it; ",
                     "give another --project or --name");
      ctyolo::VideoReader reader(videos[i], a_.vid_stride);
      video(reader, {.title = number("video ", i, videos.size()), .source = videos[i], .stem = fs::path(videos[i]).stem()});
    }
    if (videos.empty() && !is_over()) windows_.wait(stop_);  // a picture is gone in no time
  }

  /// A picture that a web server has.
  void look_at_picture(const std::string& address) {
    ctyolo::VideoReader reader(address);
    cv::Mat frame;
    if (!reader.read(frame)) ctyolo::fail(ctyolo::shown_source(address), ": no picture that this OpenCV can read");
    start();
    ctyolo::NetworkInput input = ctyolo::network_input(frame, a_.img, Model::max_stride());
    picture(std::move(input), "image 1/1 " + ctyolo::shown_source(address), ctyolo::source_stem(address));
    if (!is_over()) windows_.wait(stop_);
  }

  /// A video that a web server has.
  void look_at_recording(const std::string& address) {
    ctyolo::VideoReader reader(address, a_.vid_stride);
    start();
    video(reader, {.title = "video 1/1", .source = ctyolo::shown_source(address), .stem = ctyolo::source_stem(address)});
  }

  /// Each in turn, whatever its newest frame is. One that ends leaves the others.
  void look_at_streams(const std::vector<std::string>& sources) {
    struct Stream {
      Stream(ctyolo::VideoReader reader, Track what) : frames(std::move(reader)), track(std::move(what)) {}
      ctyolo::NewestFrame<ctyolo::VideoReader> frames;
      Track track;
      bool ended = false;
    };
    std::deque<Stream> streams;  // what holds a thread stays where it is
    std::set<std::string> stems;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const std::string stem = ctyolo::source_stem(sources[i]);
      std::string unique = stem;
      for (int n = 2; !stems.insert(unique).second; ++n) unique = stem + "_" + std::to_string(n);
      ctyolo::VideoReader reader(ctyolo::local_path(sources[i]), a_.vid_stride);
      Track track{.title = number("stream ", i, sources.size()), .source = ctyolo::shown_source(sources[i]), .stem = unique,
                  .fps = reader.fps()};
      streams.emplace_back(std::move(reader), std::move(track));
    }
    start();
    constexpr std::chrono::milliseconds patience(10);  // so that Ctrl-C and the next stream need not wait for this one
    for (std::size_t left = streams.size(); left > 0 && !is_over();) {
      for (Stream& s : streams) {
        if (s.ended || is_over()) continue;
        cv::Mat frame;
        clock_.lap();
        const ctyolo::Next next = s.frames.next(frame, patience);
        if (next == ctyolo::Next::frame) look_at_frame(frame, s.track);
        if (next != ctyolo::Next::end) continue;
        s.ended = true;
        --left;
        if (s.frames.came() == 0 && streams.size() == 1) ctyolo::fail(s.track.source, ": no frame comes from there");
        finish(s.track, " of " + std::to_string(s.frames.came()) + " that came");
      }
    }
    // The files are whole before anybody waits for a camera's thread.
    for (Stream& s : streams)
      if (!s.ended) finish(s.track, " of " + std::to_string(s.frames.came()) + " that came");
  }

  /// @param title  how the line begins  @param name  of the file with boxes
  void picture(ctyolo::NetworkInput input, const std::string& title, const fs::path& name) {
    const cv::Mat drawn = look(std::move(input), title, name.stem(), name.stem());
    show("pictures", drawn);
    if (!a_.nosave) DetectFiles::write_picture(folder_ / name, drawn);
  }

  void video(ctyolo::VideoReader& reader, Track track) {
    const int announced = reader.announced();
    if (announced > 0) track.of = "/" + std::to_string(announced);
    track.fps = reader.fps();
    clock_.lap();
    for (cv::Mat frame; !is_over() && reader.read(frame); clock_.lap()) look_at_frame(frame, track);
    if (track.frames == 0 && !is_over())
      ctyolo::fail(track.source, ": no frame of the video can be read",
                   !ctyolo::is_address(track.source)
                       ? ""
                       : "; its server may not let a reader jump in the file: fetch it first and give its path");
    finish(track, announced > track.frames ? " of the " + std::to_string(announced) + " that it announces" : "");
  }

  void look_at_frame(const cv::Mat& frame, Track& t) {
    const std::string count = std::to_string(++t.frames);
    ctyolo::NetworkInput input = ctyolo::network_input(frame, a_.img, Model::max_stride());
    const cv::Mat drawn = look(std::move(input), t.title + " (" + count + t.of + ") " + t.source, t.stem + "_" + count, t.stem);
    show(t.source, drawn);
    if (a_.nosave) return;
    if (!t.writer) {
      t.writer.emplace((folder_ / t.stem).string(), t.fps, drawn.size(), a_.fourcc);
      if (a_.fourcc == ctyolo::default_fourcc && t.writer->file().ends_with(".avi"))
        std::cerr << t.source << ": this OpenCV writes no MPEG-4; the video with boxes is Motion JPEG, " << t.writer->file()
                  << "\n";
    }
    t.writer->write(drawn);
  }

  /// @param more  what there is to say of the number of frames
  void finish(Track& t, const std::string& more) {
    std::cout << t.source << ": " << t.frames << " frames" << more;
    if (t.writer) std::cout << ", with boxes in " << t.writer->file();
    std::cout << "\n";
    t.writer.reset();
  }

  void show(const std::string& title, const cv::Mat& drawn) {
    if (shows_ && !windows_.show(title, drawn)) quit_ = true;
  }

  /// @param title  how the line begins  @param labels  name of its label file, no suffix  @param crops  that of its cut-outs
  /// @return the picture with what was found on it; as it was when nobody is to see it
  cv::Mat look(ctyolo::NetworkInput input, const std::string& title, const std::string& labels, const std::string& crops) {
    total_.preprocess += clock_.lap();
    const auto found = detector_.detect(input.planar_rgb.data(), input.origin, input.height_px, input.width_px, a_.nms);
    const double seconds = clock_.lap();
    total_.inference += seconds;
    ++seen_;
    const std::string what = summary(found, detector_.class_names());
    std::cout << title << ": " << input.width_px << "x" << input.height_px << " " << what << ", " << std::fixed
              << std::setprecision(1) << 1e3 * seconds << " ms\n";
    files_.write(input.bgr, found, labels, crops);
    if (!a_.nosave || shows_) files_.draw(input.bgr, found);
    return std::move(input.bgr);
  }

  const DetectArguments& a_;
  ctyolo::Detector<Model> detector_;
  DetectFiles files_;
  bool shows_;
  std::stop_token stop_;
  ctyolo::Windows windows_ = {};
  fs::path folder_;
  ctyolo::SpeedMs total_;
  ctyolo::Stopwatch clock_;
  int seen_ = 0;
  bool quit_ = false;
};

template <class Model>
void detect(const DetectArguments& a) {
  a.check();
  // Before there are threads. Without a window the rest of the work is still worth doing.
  const std::string problem = a.view_img ? ctyolo::why_no_window() : "";
  if (!problem.empty()) std::cerr << "--view-img: nothing is shown: " << problem << "\n";
  // FFmpeg, which reads videos for OpenCV, writes its own lines to standard error beside our one.
  ::setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", 0);
  ctyolo::set_compute_threads(a.threads);
  const ctyolo::StopOnSignals stop;
  DetectRun<Model>(a, a.view_img && problem.empty(), stop.token()).run();
}

}  // namespace yolo
