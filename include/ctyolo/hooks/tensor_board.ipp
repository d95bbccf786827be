// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/tensor_board.hpp.
#pragma once

#include <ctyolo/data/image_header.hpp>
#include <ctyolo/hooks/tensor_board.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <unistd.h>

namespace ctyolo::inline v0 {

namespace detail {

/// TensorBoard shows files whose name has "tfevents"; the rest keeps names apart and sorted by time.
inline std::string event_file_name() {
  using namespace std::chrono;
  static int number = 0;
  char host[256] = "host";
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return "events.out.tfevents." + std::to_string(duration_cast<seconds>(system_clock::now().time_since_epoch()).count()) + "." +
         host + "." + std::to_string(::getpid()) + "." + std::to_string(number++);
}

inline void write_class_histogram(EventFile& file, const TrainingStarted& e) {
  std::vector<double> counts(e.class_names.size()), limits;
  double sum = 0, squares = 0;
  for (const ImageRecord& image : e.train_records) {
    for (const Target& t : image.labels) {
      if (t.cls < 0 || static_cast<std::size_t>(t.cls) >= counts.size()) continue;
      ++counts[static_cast<std::size_t>(t.cls)];
      sum += t.cls;
      squares += double(t.cls) * t.cls;
    }
  }
  for (std::size_t c = 0; c < counts.size(); ++c) limits.push_back(static_cast<double>(c) + 0.5);
  const double last = static_cast<double>(counts.size()) - 0.5;
  file.histogram("classes", {.min = -0.5, .max = last, .limits = limits, .counts = counts, .sum = sum, .sum_squares = squares}, 0);
}

}  // namespace detail

CTYOLO_INLINE void TensorBoard::on(const TrainingStarted& e) {
  file_ = EventFile(e.folder + "/" + detail::event_file_name(), e.start_epoch);
  epoch_ = e.start_epoch;
  if (e.resumed || e.start_epoch > 0) return;
  if (!e.train_records.empty() && !e.class_names.empty()) detail::write_class_histogram(file_, e);
  if (!e.configuration.empty()) file_.text("configuration", "```\n" + e.configuration + "\n```", 0);
}

CTYOLO_INLINE void TensorBoard::on(const EpochEnded& e) {
  if (!file_.is_open()) return;
  epoch_ = e.epoch;
  const Results& r = e.results;
  const std::array values = {e.train.box, e.train.obj, e.train.cls, r.precision, r.recall, r.map50, r.map50_95,
                             r.loss.box, r.loss.obj, r.loss.cls, e.rates.bias, e.rates.weight, e.rates.norm};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool of_validation = i >= 3 && i < 10;
    if (*tags[i] == '\0' || (of_validation && !e.validated)) continue;
    file_.scalar(tags[i], static_cast<float>(values[i]), e.epoch);
  }
}

CTYOLO_INLINE void TensorBoard::on(const TrainingEnded& e) {
  if (!file_.is_open()) return;
  for (const std::string& name : pictures) {
    const std::filesystem::path path = std::filesystem::path(e.folder) / name;
    std::ifstream in(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (bytes.empty()) continue;
    const ImageHeader header = read_image_header(path.string());
    if (header.fault.empty()) file_.image(path.stem().string(), bytes, header.width_px, header.height_px, epoch_);
  }
  file_ = {};
}

}  // namespace ctyolo::inline v0
