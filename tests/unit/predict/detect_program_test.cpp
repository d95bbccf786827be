// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// `yolo.sh detect` as a whole, with random weights: options, files, one-line errors.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "printed.hpp"
#include "temporary_folder.hpp"

#if __has_include(<CLI/CLI.hpp>)

#include <yolo/detect.hpp>

#include <ctyolo/core/random.hpp>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>

using namespace ctyolo;
namespace fs = std::filesystem;

namespace {

using Model = YoloV5n::Classes<Dynamic>;

/// A folder with weights and two pictures of noise, one of them below the other; what is printed is kept.
class Place {
 public:
  Place() {
    const Network<Model, DefaultBackend> net({.classes = 3, .seed = 1});
    Checkpoint c;
    c.tensors = state_dict(net.parameters(), net.setup(), Model::Rows::size - 1, 0);
    c.set("net", Model::net_name());
    c.set_class_names({"cup", "a/b", "plate"});
    const std::vector<std::byte> bytes = c.to_bytes();
    folder_.write("w.safetensors", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    fs::create_directories(folder_ / "in/b");
    Random random({.seed = 3});
    for (const char* name : {"in/a.png", "in/b/c.jpg"}) {
      cv::Mat noise(50, 90, CV_8UC3);
      for (auto p = noise.begin<cv::Vec3b>(); p != noise.end<cv::Vec3b>(); ++p)
        for (int k = 0; k < 3; ++k) (*p)[k] = static_cast<unsigned char>(random.below(256));
      cv::imwrite(folder_ / name, noise);
    }
  }

  std::string operator/(const std::string& name) const { return folder_ / name; }
  std::string write(const std::string& name, const std::string& text) const { return folder_.write(name, text); }

  /// @return the sentence of an Error, or what was printed
  std::string detect(const std::string& source, const std::string& options) const {
    CLI::App app;
    yolo::DetectArguments a(app);
    app.parse("--weights " + (folder_ / "w.safetensors") + " --source " + source + " --img 64 --conf 1e-4 --project " +
              (folder_ / "out") + " " + options);
    return test::said_by([&] { yolo::detect<Model>(a); });
  }

  /// The classes in a label file, each once.
  std::string classes(const std::string& labels) const {
    std::ifstream in(folder_ / labels);
    std::string seen;
    for (std::string line; std::getline(in, line);)
      if (seen.find(line[0]) == std::string::npos) seen += line[0];
    std::sort(seen.begin(), seen.end());
    return seen;
  }

 private:
  test::TemporaryFolder folder_;
};

std::size_t files_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("yolo.sh detect: pictures, labels and crops of the wanted classes") {
  const Place place;
  const std::string all = place.detect(place / "in", "--name all --save-txt");
  CHECK_MESSAGE(test::contains(all, "image 2/2 " + (place / "in/b/c.jpg") + ": 64x64 "), all);
  CHECK(test::contains(all, "Results saved to " + (place / "out/all")));
  CHECK(place.classes("out/all/labels/a.txt") == "012");
  CHECK(fs::exists(place / "out/all/a.png"));
  CHECK(fs::exists(place / "out/all/c.jpg"));
  CHECK(!fs::exists(place / "out/all/crops"));

  const std::string some = place.detect(place / "in", "--name some --save-txt --save-crop --nosave --max-det 3 --classes 2 1");
  CHECK_MESSAGE(test::contains(some, "Results saved to"), some);
  CHECK(!test::contains(some, "cup"));
  for (const char* c : {"cup", "a/b"}) CHECK(!fs::exists(place / "out/some/crops" / fs::path(c)));
  CHECK((place.classes("out/some/labels/a.txt") + place.classes("out/some/labels/c.txt")).find('0') == std::string::npos);
  std::size_t crops = 0, lines = 0;
  for (const char* c : {"a_b", "plate"})
    if (const std::string folder = place / ("out/some/crops/" + std::string(c)); fs::exists(folder)) crops += files_in(folder);
  for (const char* l : {"a.txt", "c.txt"}) {
    const std::string text = test::read_text(place / ("out/some/labels/" + std::string(l)));
    lines += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  CHECK(lines == 6);
  CHECK(crops == 6);
  CHECK(!fs::exists(place / "out/some/a.png"));
}

TEST_CASE("yolo.sh detect: what is drawn with and without names and scores") {
  const Place place;
  const auto drawn = [&](const std::string& options) {
    place.detect(place / "in/a.png", "--name draw --exist-ok --max-det 2 " + options);
    return cv::imread(place / "out/draw/a.png");
  };
  const cv::Mat full = drawn(""), no_score = drawn("--hide-conf"), no_text = drawn("--hide-labels");
  const auto differ = [](const cv::Mat& a, const cv::Mat& b) { return cv::norm(a, b, cv::NORM_INF) > 0; };
  CHECK(differ(full, cv::imread(place / "in/a.png")));
  CHECK(differ(full, no_score));
  CHECK(differ(no_score, no_text));
  CHECK(!differ(no_text, drawn("--hide-labels --hide-conf")));
}

TEST_CASE("yolo.sh detect: mistakes are one line each, and no folder is made") {
  const Place place;
  const auto says = [&](const std::string& source, const std::string& options, const std::string& part) {
    const std::string text = place.detect(source, options);
    CHECK_MESSAGE(test::contains(text, part), text);
    CHECK_MESSAGE(test::one_line(text), text);
  };
  const std::string in = place / "in";
  says(in, "--classes 0 3", "--classes: class 3 is wanted, but the net has 3 classes, 0 to 2");
  says(in, "--fourcc mp4", "--fourcc: \"mp4\" names no codec");
  says(in, "--vid-stride 0", "--vid-stride 0: must be 1 (all frames) or more");
  says(in, "--device cuda", "device cuda: ");
  says("97", "", "camera 97: ");
  says("http://me:secret@127.0.0.1:9/live", "", "http://127.0.0.1:9/live: ");
  says(place.write("a.streams", "0\nhall\n"), "", "a.streams:2: \"hall\" is neither");
  says("file://" + (place / "none%20at%20all"), "", "none at all");
  CHECK(!fs::exists(place / "out"));
}

TEST_CASE("yolo.sh detect: a file's address is that file") {
  const Place place;
  CHECK(test::contains(place.detect("file://" + (place / "in/a.png"), "--name file"), "image 1/1 " + (place / "in/a.png")));
}

#else

TEST_CASE("yolo.sh detect: its options need CLI11") { MESSAGE("skipped: CLI11 is not here (libcli11-dev)"); }

#endif
