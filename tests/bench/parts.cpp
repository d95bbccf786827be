// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Parts of a training and of a validation, each alone: parts PART THREADS [DATA.yaml | FILE]; prints one figure.
//   loader     images a second of one thread: mosaic, affine, HSV, flip at 320 px, from JPEG files, as a training has it
//   decode     the same without a cache
//   opencv     the same by the bare calls of OpenCV: four pictures decoded and resized, one warp, colours by a table; no mosaic, no boxes
//   optimizer  ms of one step of SGD and the average over the numbers of YoloV5n
//   nms        ms of the suppression of 32 made-up pictures of 320 px, 3 classes, settings of a validation
//   ap         ms of matching and AP of the detections in FILE (written by ap.py)
//   infer      ms of one picture of 640 px through YoloV5n, 80 classes
//   gemm       GFLOP/s of oneDNN's product of two matrices of 2048 x 2048: what the machine can multiply
//   index      of DATA.yaml's training pictures, bytes each takes in memory after two lines on stderr: seconds to scan, to read again
#include <ctyolo/core/memory.hpp>
#include <ctyolo/ctyolo.hpp>

#include <ATen/ops/empty.h>

#ifdef CTYOLO_ONEDNN
#include <dnnl.h>
#endif

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

template <class F>
double median_ms(int times, F&& f) {
  std::vector<double> all;
  for (int i = 0; i < times + 2; ++i) {
    Stopwatch clock;
    f();
    if (i >= 2) all.push_back(clock.lap());
  }
  std::sort(all.begin(), all.end());
  return all[all.size() / 2] * 1e3;
}

double loader(const std::string& yaml, Cache cache) {
  const Dataset data(read_data_yaml(yaml), {.split = "train"});
  Loader<Yolov5Augment, Shuffled> loader(data, {.batch = 16, .img_px = 320, .workers = 0, .seed = 1, .augmenting = true, .cache = cache});
  std::int64_t images = 0;
  Batch batch;
  Stopwatch clock;
  for (int epoch = 0; epoch < 3; ++epoch) {
    loader.start(epoch);
    while (loader.next(batch)) images += batch.count;
    if (epoch == 0) images = 0, clock.lap();  // the files are in the system's cache from now on
  }
  return static_cast<double>(images) / clock.lap();
}

double bare_calls(const std::string& yaml) {
  cv::setNumThreads(0);
  const Dataset data(read_data_yaml(yaml), {.split = "train"});
  Random random({.seed = 1});
  const Hyp hyp;
  const cv::Size canvas(640, 640), frame(320, 320);
  const cv::Mat table(1, 256, CV_8UC3, cv::Scalar::all(100));
  cv::Mat picture, whole(canvas, CV_8UC3), warped_picture, hsv;
  Stopwatch clock;
  for (int epoch = 0; epoch < 3; ++epoch) {
    for (int i = 0; i < data.size(); ++i) {
      for (int k = 0; k < 4; ++k) {
        const cv::Mat native = cv::imread(data[(i + 7 * k) % data.size()].path, cv::IMREAD_COLOR);
        cv::resize(native, picture, resized_size(native.size(), 320), 0, 0, cv::INTER_LINEAR);
      }
      const auto matrix = detail::draw_warp(canvas, frame, hyp, random).matrix.get_minor<2, 3>(0, 0);
      cv::warpAffine(whole, warped_picture, matrix, frame, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(border_grey));
      cv::cvtColor(warped_picture, hsv, cv::COLOR_BGR2HSV);
      cv::LUT(hsv, table, hsv);
      cv::cvtColor(hsv, warped_picture, cv::COLOR_HSV2BGR);
    }
    if (epoch == 0) clock.lap();  // the files are in the system's cache from now on
  }
  return 2.0 * data.size() / clock.lap();
}

double index(const std::string& yaml) {
  Stopwatch clock;
  std::fprintf(stderr, "%d pictures\n", Dataset(read_data_yaml(yaml), {.split = "train"}).size());  // scans, and writes the index
  std::fprintf(stderr, "%.4g s to scan\n", clock.lap());
  const double before_gb = process_memory_gb();
  const Dataset data(read_data_yaml(yaml), {.split = "train"});
  std::fprintf(stderr, "%.4g s to read\n", clock.lap());
  return 1e9 * (process_memory_gb() - before_gb) / data.size();
}

double gemm() {
#ifdef CTYOLO_ONEDNN
  constexpr dnnl_dim_t n = 2048;
  const std::vector<float> a(n * n, 0.5f), b(n * n, 0.25f);
  std::vector<float> c(n * n);
  const double ms = median_ms(10, [&] { dnnl_sgemm('N', 'N', n, n, n, 1, a.data(), n, b.data(), n, 0, c.data(), n); });
  return 2e-6 * n * n * n / ms;
#else
  return 0;
#endif
}

struct Policies {
  using optimizer = SGDNesterov;
  using average = EMA<0.9999>;
  using loss = YoloLoss<>;
  using backend = DefaultBackend;
};

double optimizer() {
  Learner<YoloV5n, Policies> learner({.seed = 1}, {}, {}, {});
  int i = 0;
  return median_ms(200, [&] { learner.step({.weight = 0.001, .norm = 0.001, .bias = 0.001, .momentum = 0.937}, 5e-4, 10, ++i); });
}

double suppression() {
  HeadSetup setup{.classes = 3, .strides_px = {8, 16, 32}, .anchors = YoloV5n::anchors()};
  std::vector<at::Tensor> raw;
  Random random({.seed = 7});
  for (const int s : setup.strides_px) {
    at::Tensor t = at::empty({32, 3 * 8, 320 / s, 320 / s});
    for (auto* p = t.data_ptr<float>(), *end = p + t.numel(); p != end; ++p) *p = static_cast<float>(random.uniform(-8, 1));
    raw.push_back(t);
  }
  const auto views = read_only(head_views(raw, setup));
  return median_ms(5, [&] {
    parallel_for(0, 32, 1, [&](std::int64_t from, std::int64_t to) {
      for (std::int64_t i = from; i < to; ++i) nms(views, static_cast<int>(i), setup, {});
    });
  });
}

/// Rows "image class score x1 y1 x2 y2" (score -1: a label), images in order.
double average_precision(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::vector<Detection>> found;
  std::vector<std::vector<Label>> labels;
  std::size_t image;
  int cls;
  float score;
  Box box;
  while (in >> image >> cls >> score >> box.x1 >> box.y1 >> box.x2 >> box.y2) {
    if (image >= found.size()) found.resize(image + 1), labels.resize(image + 1);
    if (score < 0) labels[image].push_back({.cls = cls, .xyxy_px = box});
    else found[image].push_back({.xyxy_px = box, .score = score, .cls = cls});
  }
  double map = 0;
  const double ms = median_ms(3, [&] {
    Evaluator<CocoAP> evaluator;
    for (std::size_t i = 0; i < found.size(); ++i) evaluator.add(found[i], labels[i]);
    map = evaluator.results().map50_95;
  });
  std::fprintf(stderr, "mAP@.5:.95 %.6f\n", map);
  return ms;
}

template <class B>
double infer() {
  Network<YoloV5n, B> net({.seed = 1});
  net.train(false);
  const at::Tensor bytes = at::empty({1, 3, 640, 640}, at::kByte).fill_(114);
  const at::NoGradGuard none;
  return median_ms(20, [&] { net.forward(B::image(bytes)); });
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return std::fputs("parts loader|decode|opencv|optimizer|nms|ap|infer|infer_aten THREADS [FILE]\n", stderr), 1;
  const std::string part = words[1], file = count > 3 ? words[3] : "";
  set_compute_threads(std::atoi(words[2]));
  std::printf("%.4g\n", part == "loader"      ? loader(file, FitOptions{}.cache)
                        : part == "decode"    ? loader(file, Cache::none)
                        : part == "opencv"    ? bare_calls(file)
                        : part == "index"     ? index(file)
                        : part == "gemm"      ? gemm()
                        : part == "optimizer" ? optimizer()
                        : part == "nms"       ? suppression()
                        : part == "ap"        ? average_precision(file)
                        : part == "infer"     ? infer<DefaultBackend>()
                                              : infer<Aten>());
}
