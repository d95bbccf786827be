// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/event_file.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/event_file.hpp>

#include <array>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

inline constexpr std::array<std::uint32_t, 256> crc32c_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? value >> 1 ^ 0x82f63b78U : value >> 1;
    table[i] = value;
  }
  return table;
}();

template <class T>
void append_little_endian(std::string& out, T bits) {
  for (std::size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>(static_cast<unsigned char>(bits >> (8 * i) & 0xff));
}

/// A protocol buffer as it grows: https://protobuf.dev/programming-guides/encoding
struct ProtoMessage {
  std::string bytes = {};

  void varint(std::uint64_t value) {
    for (; value > 127; value >>= 7) bytes += static_cast<char>(static_cast<unsigned char>((value & 127) | 128));
    bytes += static_cast<char>(static_cast<unsigned char>(value));
  }
  void key(int field, int wire_type) { varint(static_cast<std::uint64_t>(field) << 3 | static_cast<std::uint64_t>(wire_type)); }

  ProtoMessage& number(int field, std::int64_t value) {
    key(field, 0);
    varint(static_cast<std::uint64_t>(value));
    return *this;
  }
  ProtoMessage& real(int field, double value) {
    key(field, 1);
    append_little_endian(bytes, std::bit_cast<std::uint64_t>(value));
    return *this;
  }
  ProtoMessage& real(int field, float value) {
    key(field, 5);
    append_little_endian(bytes, std::bit_cast<std::uint32_t>(value));
    return *this;
  }
  ProtoMessage& text(int field, std::string_view value) {  // bytes and messages too
    key(field, 2);
    varint(value.size());
    bytes += value;
    return *this;
  }
  ProtoMessage& reals(int field, std::span<const double> values) {
    std::string packed;
    for (const double v : values) append_little_endian(packed, std::bit_cast<std::uint64_t>(v));
    return text(field, packed);
  }
};

inline double seconds_since_1970() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace detail

CTYOLO_INLINE std::uint32_t crc32c(std::string_view bytes) {
  std::uint32_t crc = ~std::uint32_t{0};
  for (const char c : bytes) crc = crc >> 8 ^ detail::crc32c_table[(crc ^ static_cast<unsigned char>(c)) & 0xff];
  return ~crc;
}

CTYOLO_INLINE std::uint32_t masked_crc32c(std::string_view bytes) { return std::rotr(crc32c(bytes), 15) + 0xa282ead8U; }

CTYOLO_INLINE EventFile::EventFile(const std::string& path, std::int64_t start_step) : path_(path) {
  std::ofstream(path_, std::ios::binary);  // empty
  event(0, 3, "brain.Event:2");
  if (start_step > 0) event(start_step, 7, detail::ProtoMessage{}.number(1, 1).bytes);  // SessionLog.START
}

CTYOLO_INLINE void EventFile::event(std::int64_t step, int field, std::string_view bytes) {
  detail::ProtoMessage event;
  event.real(1, detail::seconds_since_1970());
  if (step != 0) event.number(2, step);
  event.text(field, bytes);
  std::string record;
  detail::append_little_endian(record, static_cast<std::uint64_t>(event.bytes.size()));
  detail::append_little_endian(record, masked_crc32c(record));
  record += event.bytes;
  detail::append_little_endian(record, masked_crc32c(event.bytes));
  errno = 0;
  std::ofstream out(path_, std::ios::binary | std::ios::app);
  if (!(out << record << std::flush))
    fail(path_, ": could not be written: ", std::generic_category().message(errno != 0 ? errno : EIO));
}

CTYOLO_INLINE void EventFile::summary(std::string_view value, std::int64_t step) {
  event(step, 5, detail::ProtoMessage{}.text(1, value).bytes);
}

CTYOLO_INLINE void EventFile::scalar(std::string_view tag, float value, std::int64_t step) {
  summary(detail::ProtoMessage{}.text(1, tag).real(2, value).bytes, step);
}

CTYOLO_INLINE void EventFile::histogram(std::string_view tag, const EventHistogram& h, std::int64_t step) {
  double count = 0;
  for (const double c : h.counts) count += c;
  detail::ProtoMessage message;
  message.real(1, h.min).real(2, h.max).real(3, count).real(4, h.sum).real(5, h.sum_squares).reals(6, h.limits).reals(7, h.counts);
  summary(detail::ProtoMessage{}.text(1, tag).text(5, message.bytes).bytes, step);
}

CTYOLO_INLINE void EventFile::image(std::string_view tag, std::string_view encoded, int width_px, int height_px, std::int64_t step) {
  detail::ProtoMessage message;
  message.number(1, height_px).number(2, width_px).number(3, 3).text(4, encoded);  // 3: RGB
  summary(detail::ProtoMessage{}.text(1, tag).text(4, message.bytes).bytes, step);
}

CTYOLO_INLINE void EventFile::text(std::string_view tag, std::string_view markdown, std::int64_t step) {
  using Message = detail::ProtoMessage;
  const std::string plugin = Message{}.text(1, Message{}.text(1, "text").bytes).bytes;             // SummaryMetadata
  const std::string shape = Message{}.text(2, Message{}.number(1, 1).bytes).bytes;                 // [1]
  const std::string tensor = Message{}.number(1, 7).text(2, shape).text(8, markdown).bytes;        // 7: strings
  summary(Message{}.text(1, tag).text(8, tensor).text(9, plugin).bytes, step);
}

CTYOLO_INLINE void EventFile::graph(std::span<const EventNode> nodes) {
  using Message = detail::ProtoMessage;
  Message graph;
  for (const EventNode& n : nodes) {
    Message node;
    node.text(1, n.name).text(2, n.op);
    for (const std::string& input : n.inputs) node.text(3, input);
    const auto attribute = [&](std::string_view name, const Message& value) {  // an entry of a map
      node.text(5, Message{}.text(1, name).text(2, value.bytes).bytes);
    };
    if (!n.shape.empty()) {  // TensorBoard writes it beside the node's edges
      Message shape;
      for (const std::int64_t side : n.shape) shape.text(2, Message{}.number(1, side).bytes);
      attribute("_output_shapes", Message{}.text(1, Message{}.text(7, shape.bytes).bytes));  // a list of one
    }
    for (const auto& [name, value] : n.attributes) attribute(name, Message{}.text(2, value));
    graph.text(1, node.bytes);
  }
  event(0, 4, graph.bytes);
}

}  // namespace ctyolo::inline v0
