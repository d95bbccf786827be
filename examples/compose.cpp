// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Composes a small detection data set out of Fashion-MNIST (Debian's dataset-fashion-mnist: photographs of clothes, grey,
// 28 x 28): each picture shows two to five garments, tinted, at random sizes, on a textured background.
//
//   compose OUT_FOLDER [--train 1200] [--val 300] [--img 160] [--seed 0] [--mnist FOLDER]
//
// Training pictures are made of the thumbnails' train split, validation pictures of the test split, on other kinds of
// background: what is learnt is to find garments, not to know these. The same arguments give the same pictures.
#include <ctyolo/core/error.hpp>
#include <ctyolo/core/random.hpp>

#include <CLI/CLI.hpp>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using ctyolo::Random;

constexpr std::array class_names{"top", "trouser", "dress", "shoe", "bag"};
// Fashion-MNIST's ten kinds: T-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot.
constexpr std::array class_of_kind{0, 1, 0, 2, 0, 3, 0, 3, 4, 3};

/// An idx file without its header of `header` bytes; gzipped or plain.
std::vector<unsigned char> read_idx(const fs::path& folder, const std::string& name, std::size_t header) {
  fs::path path = folder / (name + ".gz");
  if (!fs::exists(path)) path = folder / name;
  const gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr)
    ctyolo::fail("cannot read ", path.string(), ": install Debian's dataset-fashion-mnist or give its folder with --mnist");
  std::vector<unsigned char> bytes, block(1 << 20);
  for (int n = 0; (n = gzread(file, block.data(), static_cast<unsigned>(block.size()))) > 0;)
    bytes.insert(bytes.end(), block.begin(), block.begin() + n);
  gzclose(file);
  if (bytes.size() <= header) ctyolo::fail(path.string(), ": the file is cut short");
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(header));
  return bytes;
}

struct Thumbnails {
  std::vector<unsigned char> pixels;                                // 28 * 28 each
  std::array<std::vector<std::size_t>, class_names.size()> of_class;  // indices

  Thumbnails(const fs::path& folder, const std::string& split)
      : pixels(read_idx(folder, split + "-images-idx3-ubyte", 16)) {
    const auto kinds = read_idx(folder, split + "-labels-idx1-ubyte", 8);
    if (kinds.size() * 28 * 28 != pixels.size()) ctyolo::fail(folder.string(), ": labels and images do not match in number");
    for (std::size_t i = 0; i < kinds.size(); ++i) of_class[static_cast<std::size_t>(class_of_kind.at(kinds[i]))].push_back(i);
  }
  cv::Mat operator[](std::size_t i) { return cv::Mat(28, 28, CV_8U, pixels.data() + i * 28 * 28); }
};

cv::Vec3f colour(Random& random, double max_saturation, double min_value, double max_value) {
  cv::Mat3f hsv(1, 1, cv::Vec3f(static_cast<float>(random.uniform(0, 360)), static_cast<float>(random.uniform(0, max_saturation)),
                                static_cast<float>(random.uniform(min_value, max_value))));
  cv::cvtColor(hsv, hsv, cv::COLOR_HSV2BGR);
  return hsv(0, 0);
}

/// Smooth noise in 0..1: grids of random numbers, each twice as fine and half as strong as the one before.
cv::Mat1f clouds(Random& random, int side, int cells, int octaves) {
  cv::Mat1f sum(side, side, 0.0F);
  double weight = 1, total = 0;
  for (int octave = 0; octave < octaves; ++octave, weight /= 2, cells *= 2) {
    cv::Mat1f grid(cells + 1, cells + 1), fine;
    for (float& x : grid) x = static_cast<float>(random.uniform());
    cv::resize(grid, fine, sum.size(), 0, 0, cv::INTER_CUBIC);
    sum += weight * fine;
    total += weight;
  }
  sum /= total;
  return sum;
}

/// f(u, v) at every pixel, u and v in turns of a wave of a random length and direction.
template <class F>
cv::Mat1f waves(Random& random, int side, double least, double most, F f) {
  const double turn = random.uniform(0, CV_PI), length = side * random.uniform(least, most);
  const double cosine = std::cos(turn) / length, sine = std::sin(turn) / length;
  cv::Mat1f map(side, side);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) map(y, x) = static_cast<float>(f(cosine * x + sine * y, cosine * y - sine * x));
  return map;
}

double wave(double turns) { return 0.5 + 0.5 * std::sin(2 * CV_PI * turns); }
double edge(double turns) { return std::clamp(0.5 + 4 * std::sin(2 * CV_PI * turns), 0.0, 1.0); }  // nearly a square wave

/// A map of 0..1 that fades between two or three colours. Each split has kinds of its own.
cv::Mat3f background(Random& random, int side, bool training) {
  cv::Mat1f map;
  const auto kind = random.below(4);
  if (training) {
    switch (kind) {
      case 0: map = clouds(random, side, 2 + static_cast<int>(random.below(5)), 5); break;
      case 1: map = waves(random, side, 0.05, 0.3, [](double u, double) { return edge(u); }); break;         // stripes
      case 2: map = waves(random, side, 1.5, 3.0, [](double u, double) { return wave(u); }); break;          // gradient
      default: map = waves(random, side, 0.04, 0.12, [](double u, double v) { return wave(u) * wave(v); });  // weave
    }
  } else {
    switch (kind) {
      case 0: {  // marble: waves bent by noise
        const cv::Mat1f bend = clouds(random, side, 3, 4);
        map = waves(random, side, 0.15, 0.4, [](double u, double) { return u; });
        for (auto a = map.begin(), end = map.end(); a != end; ++a) *a = static_cast<float>(wave(*a + 2 * bend(a.pos())));
        break;
      }
      case 1: map = waves(random, side, 0.1, 0.35, [](double u, double v) { return 0.5 * edge(u) + 0.5 * edge(v); }); break;  // checks
      case 2: map = waves(random, side, 0.08, 0.25, [](double u, double v) { return std::clamp(3 * wave(u) * wave(v) - 1, 0.0, 1.0); }); break;  // dots
      default: map = clouds(random, side, 1, 3); break;  // soft light
    }
  }
  const cv::Vec3f a = colour(random, 0.55, 0.15, 0.9), b = 0.55F * a + 0.45F * colour(random, 0.55, 0.15, 0.9);
  const cv::Mat1f light = clouds(random, side, 1, 2);
  cv::Mat3f picture(side, side);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      picture(y, x) = ((1 - map(y, x)) * a + map(y, x) * b) * (0.75F + 0.5F * light(y, x));
  return picture;
}

struct Garment {
  cv::Mat3f colours;
  cv::Mat1f alpha;  // 0 background .. 1 garment
};

/// A thumbnail cut out of its black background, enlarged so that its longer side has `side` pixels, and tinted.
Garment garment(Random& random, const cv::Mat& thumbnail, int side) {
  cv::Mat mask;  // dark cloth inside the outline belongs to the garment: holes are closed
  cv::morphologyEx(thumbnail > 14, mask, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3}));
  const cv::Rect tight = cv::boundingRect(mask) & cv::Rect(0, 0, 28, 28);
  if (tight.width < 3 || tight.height < 3) return {};
  const double scale = static_cast<double>(side) / std::max(tight.width, tight.height);
  const cv::Size size(std::max(4, cvRound(tight.width * scale)), std::max(4, cvRound(tight.height * scale)));

  Garment g;
  cv::Mat1f grey;
  thumbnail(tight).convertTo(grey, CV_32F, 1 / 255.0);
  cv::resize(grey, grey, size, 0, 0, cv::INTER_CUBIC);
  mask(tight).convertTo(g.alpha, CV_32F, 1 / 255.0);
  cv::resize(g.alpha, g.alpha, size, 0, 0, cv::INTER_CUBIC);
  for (float& a : g.alpha) a = std::clamp(3 * (a - 0.5F) + 0.5F, 0.0F, 1.0F);  // a soft edge of about a pixel
  const cv::Vec3f tint = colour(random, 0.75, 0.55, 1.0);
  g.colours.create(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) g.colours(y, x) = tint * (0.12F + 0.95F * std::clamp(grey(y, x), 0.0F, 1.0F));
  if (random.chance(0.5)) {
    cv::flip(g.colours, g.colours, 1);
    cv::flip(g.alpha, g.alpha, 1);
  }
  return g;
}

/// Lays the garment on the picture, with a faint shadow; returns the box of what can be seen.
cv::Rect lay(cv::Mat3f& picture, const Garment& g, cv::Point at) {
  const int drop = std::max(1, picture.cols / 60);
  cv::Mat1f shadow(picture.size(), 0.0F);
  g.alpha.copyTo(shadow(cv::Rect(at, g.alpha.size())));
  cv::GaussianBlur(shadow, shadow, {}, drop);
  for (int y = drop; y < picture.rows; ++y)
    for (int x = drop; x < picture.cols; ++x) picture(y, x) *= 1 - 0.45F * shadow(y - drop, x - drop);
  for (int y = 0; y < g.alpha.rows; ++y)
    for (int x = 0; x < g.alpha.cols; ++x) {
      cv::Vec3f& p = picture(at.y + y, at.x + x);
      p = (1 - g.alpha(y, x)) * p + g.alpha(y, x) * g.colours(y, x);
    }
  return cv::boundingRect(g.alpha > 0.4F) + at;
}

void compose(const fs::path& out, const std::string& split, bool training, int count, int side, std::uint64_t seed, Thumbnails thumbnails) {
  fs::create_directories(out / "images" / split);
  fs::create_directories(out / "labels" / split);
  for (int index = 0; index < count; ++index) {
    Random random({.seed = seed, .epoch = training ? 0u : 1u, .position = static_cast<std::uint64_t>(index)});
    cv::Mat3f picture = background(random, side, training);
    char name[32];
    std::snprintf(name, sizeof name, "%s_%05d", split.c_str(), index);
    std::ofstream labels(out / "labels" / split / (std::string(name) + ".txt"));
    std::vector<cv::Rect> taken;
    const std::size_t wanted = 2 + random.below(4);
    for (int attempt = 0; attempt < 60 && taken.size() < wanted; ++attempt) {
      const auto which = random.below(class_names.size());
      const auto& candidates = thumbnails.of_class[which];
      // Later tries are smaller: a full picture still finds room.
      const double share = random.uniform(0.2, std::max(0.3, 0.6 - 0.01 * attempt));
      const Garment g = garment(random, thumbnails[candidates[random.below(candidates.size())]], cvRound(side * share));
      if (g.alpha.empty()) continue;
      const cv::Point at(static_cast<int>(random.below(static_cast<std::uint64_t>(side - g.alpha.cols + 1))),
                         static_cast<int>(random.below(static_cast<std::uint64_t>(side - g.alpha.rows + 1))));
      const cv::Rect place(at, g.alpha.size());
      // A garment may touch another, but hide no more than an eighth of it.
      if (std::ranges::any_of(taken, [&](const cv::Rect& r) { return (r & place).area() * 8 > std::min(r.area(), place.area()); })) continue;
      const cv::Rect box = lay(picture, g, at);
      taken.push_back(box);
      char row[96];
      std::snprintf(row, sizeof row, "%d %.6f %.6f %.6f %.6f\n", static_cast<int>(which), (box.x + 0.5 * box.width) / side,
                    (box.y + 0.5 * box.height) / side, 1.0 * box.width / side, 1.0 * box.height / side);
      labels << row;
    }
    for (auto& p : picture)  // grain, as a camera has it
      for (int c = 0; c < 3; ++c) p[c] += static_cast<float>(random.uniform(-0.025, 0.025));
    cv::Mat bytes;
    picture.convertTo(bytes, CV_8UC3, 255);
    const fs::path file = out / "images" / split / (std::string(name) + ".jpg");
    if (!cv::imwrite(file.string(), bytes, {cv::IMWRITE_JPEG_QUALITY, 95}) || !labels.flush())
      ctyolo::fail("cannot write ", file.string(), " or its labels: is the disk full?");
  }
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Composes a detection data set (YOLO layout) out of Fashion-MNIST's thumbnails of clothes.");
  std::string out, mnist = "/usr/share/datasets/fashion-mnist";
  int train = 1200, val = 300, side = 160;
  std::uint64_t seed = 0;
  app.add_option("out", out, "folder to write: images/, labels/, data.yaml")->required();
  app.add_option("--train", train, "training pictures")->capture_default_str()->check(CLI::Range(1, 99999));
  app.add_option("--val", val, "validation pictures")->capture_default_str()->check(CLI::Range(1, 99999));
  app.add_option("--img", side, "side of a picture, px")->capture_default_str()->check(CLI::Range(64, 4096));
  app.add_option("--seed", seed, "another seed, other pictures")->capture_default_str();
  app.add_option("--mnist", mnist, "folder of the idx files, gzipped or not")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  compose(out, "train", true, train, side, seed, Thumbnails(mnist, "train"));
  compose(out, "val", false, val, side, seed, Thumbnails(mnist, "t10k"));
  // Last: a folder with a data.yaml is a complete one.
  std::ofstream yaml(fs::path(out) / "data.yaml");
  yaml << "# Composed of Fashion-MNIST (Zalando, MIT licence) by examples/compose.cpp.\n"
          "train: images/train\nval: images/val\nnc: " << class_names.size() << "\nnames: [";
  for (std::size_t i = 0; i < class_names.size(); ++i) yaml << (i == 0 ? "" : ", ") << class_names[i];
  yaml << "]\n";
  if (!yaml.flush()) ctyolo::fail("cannot write ", out, "/data.yaml");
  std::printf("%d training and %d validation pictures of %d px in %s\n", train, val, side, out.c_str());
} catch (const std::exception& e) {
  std::fprintf(stderr, "compose: %s\n", e.what());
  return 1;
}
