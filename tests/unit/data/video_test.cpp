// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where OpenCV's videoio is there, frames are written and read back; where it is not, a line says so.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/data/newest_frame.hpp>
#include <ctyolo/data/video.hpp>

using namespace ctyolo;

TEST_CASE("data/video: a codec has a name of four characters") {
  for (const char* name : {"mp4v", "avc1", "MJPG", "I420", "H 64"})
    CHECK_MESSAGE(test::error_of([&] { check_fourcc(name); }).empty(), name);
  for (const char* name : {"", "mp4", "mp4v2", "mp4\n", "\xC3\xA9xy"}) {
    const std::string text = test::error_of([&] { check_fourcc(name); });
    CHECK_MESSAGE(test::contains(text, "names no codec: that takes four characters, such as mp4v"), text);
    CHECK(test::contains(test::error_of([&] { VideoWriter("none/out", 25, {64, 48}, name); }), "names no codec"));
  }
}

static_assert(FrameReader<VideoReader>);

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

TEST_CASE("data/video: each third frame, at a third of the rate") {
  const test::TemporaryFolder folder;
  const std::string file = folder / "grey.avi";
  {
    VideoWriter writer(folder / "grey", 12, {64, 48}, "MJPG");
    for (int i = 0; i < 8; ++i) writer.write(frame_of(i));
    CHECK(writer.file() == file);
  }
  VideoReader video(file, 3);
  CHECK(video.fps() == doctest::Approx(4));
  CHECK(video.announced() == 2);
  cv::Mat frame;
  for (const int number : {2, 5}) {
    REQUIRE(video.read(frame));
    CHECK(cv::norm(frame, frame_of(number), cv::NORM_INF) <= 3);
  }
  CHECK(!video.read(frame));
  CHECK(video.reopen());
  REQUIRE(video.read(frame));
  CHECK(cv::norm(frame, frame_of(2), cv::NORM_INF) <= 3);
}

TEST_CASE("data/video: as if live: the frames of a recording come in order and at their pace") {
  const test::TemporaryFolder folder;
  {
    cv::VideoWriter writer(folder / "grey.avi", cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 50, cv::Size(64, 48));
    for (int i = 0; i < 5; ++i) writer.write(frame_of(i));
  }
  NewestFrame<VideoReader> source(VideoReader(folder / "grey.avi"));
  cv::Mat frame;
  double last = 0;
  for (Next next; (next = source.next(frame, std::chrono::seconds(10))) != Next::end;) {
    if (next != Next::frame) continue;
    const double grey = cv::mean(frame)[0];
    CHECK(grey > last + 10);
    last = grey;
  }
  CHECK(last == doctest::Approx(140).epsilon(0.03));
  CHECK(source.came() == 5);
}

TEST_CASE("data/video: a camera and an address that are not there, and a codec that nobody knows, are one line each") {
  const std::string camera = test::error_of([] { VideoReader("97"); });
  CHECK_MESSAGE(test::contains(camera, "camera 97: cannot be opened"), camera);
  CHECK(test::one_line(camera));
  CHECK(test::contains(test::error_of([] { VideoReader("99999999999999999999"); }), "cannot be opened"));
  const std::string address = test::error_of([] { VideoReader("http://me:secret@127.0.0.1:9/live"); });
  CHECK_MESSAGE(test::contains(address, "http://127.0.0.1:9/live: cannot be opened"), address);
  CHECK(test::one_line(address));
  const test::TemporaryFolder folder;
  const std::string codec = test::error_of([&] { VideoWriter(folder / "out", 25, {64, 48}, "QQQQ"); });
  CHECK_MESSAGE(test::contains(codec, "this OpenCV opens no codec QQQQ"), codec);
  CHECK(test::one_line(codec));
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
  CHECK(test::contains(test::error_of([] { VideoReader("0"); }), "camera 0: "));
  CHECK(test::contains(test::error_of([] { VideoWriter("out", 25, {64, 48}); }), "libopencv-videoio-dev"));
}

#endif
