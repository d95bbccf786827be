// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which files are videos; where OpenCV's videoio is there, frames are written and read back.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/data/video.hpp>

using namespace ctyolo;

TEST_CASE("data/video: a video is known by its name") {
  for (const char* video : {"a.mp4", "/x.y/b.AVI", "c.d.mkv", "e.gif", "f.ts"}) CHECK_MESSAGE(is_video_name(video), video);
  for (const char* other : {"a.jpg", "mp4", "a.mp4/b", "a.", "", ".", "a.mp4.txt", "a.m4", "a.mp4 avi", "a. mp4"})
    CHECK_MESSAGE(!is_video_name(other), other);
}

TEST_CASE("data/video: the videos of a source, sorted; other files and hidden ones are not among them") {
  const test::TemporaryFolder folder;
  for (const char* name : {"z.mp4", "a.jpg", "b/c.AVI", ".hidden/d.mp4", ".e.mp4", "b/list.txt"}) folder.write(name, "?");
  std::filesystem::create_directories(folder / "folder.mp4");
  CHECK(list_videos(folder.path()) == std::vector<std::string>{folder / "b/c.AVI", folder / "z.mp4"});
  CHECK(list_videos(folder / "z.mp4") == std::vector<std::string>{folder / "z.mp4"});
  CHECK(list_videos(folder / "a.jpg").empty());
  CHECK(list_videos(folder / "none.mp4").empty());
  CHECK(list_videos(folder / "folder.mp4").empty());
}

#ifdef CTYOLO_VIDEO

namespace {

/// A ground whose grey says which frame it is.
cv::Mat frame_of(int number) { return cv::Mat(48, 64, CV_8UC3, cv::Scalar::all(20 + 30 * number)); }

void check_frames(const std::string& file, double tolerance) {
  VideoReader video(file);
  CHECK(video.fps() == doctest::Approx(12.5));
  CHECK(video.announced() == 5);
  int frames = 0;
  for (cv::Mat frame; video.read(frame); ++frames) {
    CHECK(frame.size() == cv::Size(64, 48));
    CHECK(frame.type() == CV_8UC3);
    CHECK(cv::norm(frame, frame_of(frames), cv::NORM_INF) <= tolerance);
  }
  CHECK(frames == 5);
}

}  // namespace

TEST_CASE("data/video: the frames of a Motion JPEG file, in order") {
  const test::TemporaryFolder folder;
  const std::string file = folder / "grey.avi";
  {
    cv::VideoWriter writer(file, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 12.5, cv::Size(64, 48));
    REQUIRE(writer.isOpened());
    for (int i = 0; i < 5; ++i) writer.write(frame_of(i));
  }
  check_frames(file, 3);
}

TEST_CASE("data/video: what is written is read back, and a frame of another size is an error") {
  const test::TemporaryFolder folder;
  std::string file;
  {
    VideoWriter writer(folder / "out.v1", 12.5, {64, 48});
    for (int i = 0; i < 5; ++i) writer.write(frame_of(i));
    file = writer.file();
    const std::string text = test::error_of([&] { writer.write(cv::Mat(10, 20, CV_8UC3)); });
    CHECK_MESSAGE(test::contains(text, "a frame of 20 x 10 px does not fit a video of 64 x 48 px"), text);
  }
  CHECK((file == folder / "out.v1.mp4" || file == folder / "out.v1.avi"));
  check_frames(file, 12);  // limited range and a lossy codec
}

TEST_CASE("data/video: a file that is no video, one that is not there and a place that cannot be written are one line each") {
  const test::TemporaryFolder folder;
  const std::string text = test::error_of([&] { VideoReader(folder.write("no.mp4", "no video")); });
  CHECK_MESSAGE(test::contains(text, "no.mp4: not a video"), text);
  CHECK(test::one_line(text));
  CHECK(test::contains(test::error_of([&] { VideoReader(folder / "none.mp4"); }), "none.mp4: no such video"));
  const std::string nowhere = test::error_of([&] { VideoWriter(folder / "none/out", 25, {64, 48}); });
  CHECK_MESSAGE(test::contains(nowhere, "cannot be written"), nowhere);
  CHECK(test::one_line(nowhere));
}

#else

TEST_CASE("data/video: without OpenCV's videoio the line names the package") {
  MESSAGE("skipped: frames are neither written nor read, this build has no OpenCV videoio (libopencv-videoio-dev)");
  CHECK(!video_is_there);
  const std::string text = test::error_of([] { VideoReader("clip.mp4"); });
  CHECK_MESSAGE(test::contains(text, "clip.mp4: "), text);
  CHECK_MESSAGE(test::contains(text, "libopencv-videoio-dev"), text);
  CHECK(test::one_line(text));
  CHECK(test::contains(test::error_of([] { VideoWriter("out", 25, {64, 48}); }), "libopencv-videoio-dev"));
}

#endif
