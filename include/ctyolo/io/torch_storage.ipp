// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// How torch.save describes the numbers of a tensor: a part of io/torch_file.ipp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/pickle_value.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

struct StorageClass {
  std::string_view name;
  Dtype dtype;
};
inline constexpr std::array storage_classes = {
    StorageClass{"FloatStorage", Dtype::f32},    StorageClass{"HalfStorage", Dtype::f16},
    StorageClass{"LongStorage", Dtype::i64},     StorageClass{"DoubleStorage", Dtype::f64},
    StorageClass{"IntStorage", Dtype::i32},      StorageClass{"ByteStorage", Dtype::u8},
    StorageClass{"BoolStorage", Dtype::boolean}, StorageClass{"BFloat16Storage", Dtype::bf16},
    StorageClass{"ShortStorage", Dtype::i16},    StorageClass{"CharStorage", Dtype::i8}};

/// ('storage', class, key, device, elements[, view]): checked, whatever the file says.
struct StorageName {
  Dtype dtype = Dtype::f32;
  std::string_view key;
  std::uint64_t elements = 0;
  const PickleValue* view = nullptr;
};

inline StorageName storage_name(const PickleValue& reference, const std::string& path) {
  const auto bad = [&](const std::string& why) { fail(path, ": a reference to a tensor's numbers ", why); };
  const PickleValue& args = *reference.args;
  if (!reference.is(PickleKind::reference) || !args.is(PickleKind::tuple) || args.items.size() < 5)
    bad("is not of the form that torch.save writes");
  const PickleValue &word = *args.items[0], &type = *args.items[1], &key = *args.items[2], &count = *args.items[4];
  if (word.text != "storage" || !key.is(PickleKind::text) || !count.is(PickleKind::integer) || count.integer < 0)
    bad("is not of the form that torch.save writes");
  StorageName name{.key = key.text, .elements = static_cast<std::uint64_t>(count.integer)};
  const auto is_it = [&](const StorageClass& c) { return type.is_global("torch", c.name); };
  const auto found = std::find_if(storage_classes.begin(), storage_classes.end(), is_it);
  if (found == storage_classes.end()) bad("has the unknown number type " + quoted_for_error(type.class_name()));
  name.dtype = found->dtype;
  if (args.items.size() > 5 && !args.items[5]->is(PickleKind::none)) name.view = args.items[5];
  return name;
}

inline double half_to_double(std::uint16_t bits) {
  const double sign = (bits & 0x8000) != 0 ? -1 : 1;
  const int exponent = (bits >> 10) & 31, fraction = bits & 1023;
  if (exponent == 31)
    return fraction != 0 ? std::numeric_limits<double>::quiet_NaN() : sign * std::numeric_limits<double>::infinity();
  return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25));
}

template <class T>
T element_at(const TensorRecord& tensor, std::size_t i) {
  T value;
  std::memcpy(&value, tensor.bytes.data() + i * sizeof(T), sizeof(T));
  return value;
}

inline std::optional<double> number_at(const TensorRecord& tensor, std::size_t i) {
  switch (tensor.dtype) {
    case Dtype::f16:
      return half_to_double(element_at<std::uint16_t>(tensor, i));
    case Dtype::f32:
      return element_at<float>(tensor, i);
    case Dtype::f64:
      return element_at<double>(tensor, i);
    case Dtype::i32:
      return element_at<std::int32_t>(tensor, i);
    case Dtype::i64:
      return static_cast<double>(element_at<std::int64_t>(tensor, i));
    default:
      return std::nullopt;
  }
}

/// Sides or steps of a tensor.
inline std::vector<std::int64_t> whole_numbers(const PickleValue& value, const std::string& tensor) {
  // torch.Size is a tuple in a class of its own
  const PickleValue& list =
      value.is_made_by("torch", "Size") && !value.args->items.empty() ? *value.args->items[0] : value;
  constexpr std::size_t most_sides = 64;  // as in torch
  if ((!list.is(PickleKind::tuple) && !list.is(PickleKind::list)) || list.items.size() > most_sides)
    fail(tensor, " has a shape or strides that are no short list");
  std::vector<std::int64_t> numbers;
  for (const PickleValue* item : list.items) {
    if (!item->is(PickleKind::integer) || item->integer < 0)
      fail(tensor, " has a shape or strides that are no numbers");
    numbers.push_back(item->integer);
  }
  return numbers;
}

/// Copies elements of any strides into row-major order.
inline void gather(const std::byte* from, std::byte* to, std::uint64_t count, std::size_t element,
                   const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides) {
  std::vector<std::int64_t> index(shape.size(), 0);
  std::int64_t place = 0;
  for (std::uint64_t n = 0; n < count; ++n) {
    std::memcpy(to + n * element, from + static_cast<std::size_t>(place) * element, element);
    for (std::size_t d = shape.size(); d-- > 0;) {
      place += strides[d];
      if (++index[d] < shape[d]) break;
      place -= strides[d] * shape[d];
      index[d] = 0;
    }
  }
}

}  // namespace detail

}  // namespace ctyolo::inline v0
