// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Videos, cameras and addresses by what they are called.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/data/video_source.hpp>

using namespace ctyolo;

TEST_CASE("data/video_source: a video is known by its name") {
  for (const char* video : {"a.mp4", "/x.y/b.AVI", "c.d.mkv", "e.gif", "f.ts"}) CHECK_MESSAGE(is_video_name(video), video);
  for (const char* other : {"a.jpg", "mp4", "a.mp4/b", "a.", "", ".", "a.mp4.txt", "a.m4", "a.mp4 avi", "a. mp4"})
    CHECK_MESSAGE(!is_video_name(other), other);
}

TEST_CASE("data/video_source: the videos of a source, sorted; other files and hidden ones are not among them") {
  const test::TemporaryFolder folder;
  for (const char* name : {"z.mp4", "a.jpg", "b/c.AVI", ".hidden/d.mp4", ".e.mp4", "b/list.txt"}) folder.write(name, "?");
  std::filesystem::create_directories(folder / "folder.mp4");
  CHECK(list_videos(folder.path()) == std::vector<std::string>{folder / "b/c.AVI", folder / "z.mp4"});
  CHECK(list_videos(folder / "z.mp4") == std::vector<std::string>{folder / "z.mp4"});
  CHECK(list_videos(folder / "a.jpg").empty());
  CHECK(list_videos(folder / "none.mp4").empty());
  CHECK(list_videos(folder / "folder.mp4").empty());
}

TEST_CASE("data/video_source: a camera is a number, an address has a scheme") {
  for (const char* camera : {"0", "12"}) CHECK_MESSAGE(is_camera(camera), camera);
  for (const char* other : {"", "0 ", "-1", "./0", "0.mp4", "camera0"}) CHECK_MESSAGE(!is_camera(other), other);
  for (const char* address :
       {"rtsp://10.0.0.7:554/door", "rtmp://h/a", "http://h", "HTTPS://h/a.mp4", "file:///a.mp4", "srt+x://h"})
    CHECK_MESSAGE(is_address(address), address);
  for (const char* other : {"", "://h", "0", "clip.mp4", "a/b://c", "1http://h", "http:/h", "a b://c"})
    CHECK_MESSAGE(!is_address(other), other);
}

TEST_CASE("data/video_source: a video that a web server has is a recording, a picture a picture, other addresses are live") {
  for (const char* recording : {"http://h/clip.mp4", "https://u:p@h/a/b.MKV?token=1.jpg#x"})
    CHECK_MESSAGE(is_video_address(recording), recording);
  for (const char* live : {"http://h/live", "http://h/live?f=a.mp4", "rtsp://h/clip.mp4", "file:///clip.mp4", "clip.mp4", "0"})
    CHECK_MESSAGE(!is_video_address(live), live);
  CHECK(is_picture_address("https://h/images/bus.JPG?raw=1"));
  for (const char* other : {"https://h/bus.mp4", "rtsp://h/bus.jpg", "bus.jpg", "http://h/?a.jpg"})
    CHECK_MESSAGE(!is_picture_address(other), other);
}

TEST_CASE("data/video_source: the path of a file's address") {
  CHECK(local_path("file:///a/b.mp4") == "/a/b.mp4");
  CHECK(local_path("FILE://localhost/a%20b%C3%A9.mp4") == "/a b\xC3\xA9.mp4");
  CHECK(local_path("file:///100%/%zz/%4") == "/100%/%zz/%4");
  for (const char* other : {"a/b.mp4", "http://h/a%20b", "0", "file://nowhere"}) CHECK(local_path(other) == other);
}

TEST_CASE("data/video_source: neither a line nor a file's name tells the password") {
  CHECK(shown_source("rtsp://user:p@ss@10.0.0.7:554/door?a=1") == "rtsp://10.0.0.7:554/door?a=1");
  CHECK(shown_source("http://h/a@b") == "http://h/a@b");
  CHECK(shown_source("http://h?user=a@b") == "http://h?user=a@b");
  CHECK(shown_source("0") == "camera 0");
  CHECK(shown_source("a/clip.mp4") == "a/clip.mp4");
  CHECK(source_stem("rtsp://user:secret@10.0.0.7:554/door?a=1") == "10.0.0.7_554_door");
  CHECK(source_stem("http://h/a/clip.v2.mp4") == "h_a_clip.v2");
  CHECK(source_stem("http://../../etc/") == "_.._etc");
  CHECK(source_stem("http://...") == "stream");
  CHECK(source_stem("2") == "camera2");
  CHECK(source_stem("http://h/" + std::string(1000, 'a')).size() == 100);
}

TEST_CASE("data/video_source: a list of streams") {
  const test::TemporaryFolder folder;
  const std::string list = folder.write("hall.streams", "# the hall\n0\n\n  rtsp://h/door#1 \r\nfile:///clip.mp4");
  CHECK(read_streams(list) == std::vector<std::string>{"0", "rtsp://h/door#1", "file:///clip.mp4"});
  const auto sentence = [](const std::string& file) { return test::error_of([&] { read_streams(file); }); };
  const std::string path = sentence(folder.write("path.streams", "0\n#\nclip.mp4\n"));
  CHECK_MESSAGE(test::contains(path, "path.streams:3: \"clip.mp4\" is neither a camera's number nor an address"), path);
  CHECK(test::one_line(path));
  CHECK(test::contains(sentence(folder.write("empty.streams", "\n# none\n")), "empty.streams: no source in it"));
  CHECK(test::contains(sentence(folder / "none.streams"), "none.streams: there is no such file"));
}
