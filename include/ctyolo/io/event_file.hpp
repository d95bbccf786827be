// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Writes files that TensorBoard reads: numbers, pictures and histograms over steps. Tier: spec (std only).
//
// A file is a chain of records: length (8 bytes, little endian), its checksum, the bytes, their checksum; a checksum is
// CRC-32C, turned by 15 bits plus a constant. A record is a protocol buffer of TensorFlow's message Event (fields of
// tensorflow/core/util/event.proto, framework/summary.proto, graph.proto, node_def.proto and attr_value.proto), written by
// hand: they are few and have not changed.
#pragma once

#include <ctyolo/core/config.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// CRC-32C (Castagnoli) of the bytes.
std::uint32_t crc32c(std::string_view bytes);

/// As it stands in a record.
std::uint32_t masked_crc32c(std::string_view bytes);

/// How often values lie below each limit and not below the one before.
struct EventHistogram {
  double min = 0, max = 0;
  std::span<const double> limits = {};  ///< ascending
  std::span<const double> counts = {};  ///< as many
  double sum = 0, sum_squares = 0;      ///< of the values
};

/// A node of a net: what it is called, what it does, what it reads.
struct EventNode {
  std::string name;                     ///< a '/' makes groups that can be folded
  std::string op;
  std::vector<std::string> inputs = {};     ///< names of other nodes
  std::vector<std::int64_t> shape = {};     ///< of its output; -1: any; empty: not told
  std::vector<std::pair<std::string, std::string>> attributes = {};
};

/// A name and no more: each event is in the file when the call returns, so that TensorBoard can follow a training.
/// @throws Error in one line when the file cannot be written
class EventFile {
 public:
  EventFile() = default;
  /// Makes the file; an older one of that name is replaced. @param start_step  > 0: later steps of older files are void
  explicit EventFile(const std::string& path, std::int64_t start_step = 0);

  bool is_open() const { return !path_.empty(); }
  const std::string& path() const { return path_; }

  void scalar(std::string_view tag, float value, std::int64_t step);
  void histogram(std::string_view tag, const EventHistogram& histogram, std::int64_t step);
  /// @param encoded  bytes of a png or jpeg file
  void image(std::string_view tag, std::string_view encoded, int width_px, int height_px, std::int64_t step);
  /// Shown under TEXT, as Markdown.
  void text(std::string_view tag, std::string_view markdown, std::int64_t step);
  /// Shown under GRAPHS; one a file.
  void graph(std::span<const EventNode> nodes);

 private:
  void summary(std::string_view value, std::int64_t step);
  void event(std::int64_t step, int field, std::string_view bytes);

  std::string path_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/event_file.ipp>
#endif
