// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/tensor_board.hpp.
#pragma once

#include <ctyolo/data/image_header.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/tensor_board.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <utility>

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

/// A node a row, "model/2_C3", and the picture that the first one reads.
inline std::vector<EventNode> nodes_of(std::span<const RowFacts> rows, int img_px) {
  std::vector<EventNode> nodes{{.name = "images", .op = "Placeholder", .shape = {-1, 3, img_px, img_px}}};
  for (const RowFacts& row : rows) {
    const std::int64_t side = img_px / row.stride_px;
    EventNode node{.name = "model/" + std::to_string(nodes.size() - 1) + "_" + row.block.substr(0, row.block.find('<')),
                   .op = row.block, .shape = {-1, row.channels, side, side}};
    for (const int source : row.sources) node.inputs.push_back(nodes.at(static_cast<std::size_t>(source + 1)).name);
    node.attributes = {{"repeats", std::to_string(row.repeats)}, {"stride", std::to_string(row.stride_px)},
                       {"parameters", std::to_string(row.parameters)}, {"GFLOPs", columns::fixed(row.gflops, 3)}};
    nodes.push_back(std::move(node));
  }
  return nodes;
}

}  // namespace detail

CTYOLO_INLINE void TensorBoard::on(const TrainingStarted& e) {
  file_ = EventFile(e.folder + "/" + detail::event_file_name(), e.start_epoch);
  epoch_ = e.start_epoch;
  if (e.resumed || e.start_epoch > 0) return;
  if (!e.train_records.empty() && !e.class_names.empty()) detail::write_class_histogram(file_, e);
  if (!e.rows.empty()) file_.graph(detail::nodes_of(e.rows, e.train_px));
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
