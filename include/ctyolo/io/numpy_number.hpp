// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A number that numpy pickled. Tier: spec (std only).
#pragma once

#include <ctyolo/io/pickle_value.hpp>

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

/// Bytes, which protocol 2 writes as _codecs.encode(text, 'latin1'); empty when they are more than a few.
inline std::string few_bytes(const PickleValue& value) {
  constexpr std::size_t few = 64;
  if (value.is(PickleKind::bytes)) return std::string(value.text.substr(0, few));
  if (!value.is_made_by("_codecs", "encode") || value.args->items.empty()) return {};
  std::string out;
  const std::string_view text = value.args->items[0]->text;
  for (std::size_t i = 0; i < text.size() && i < few; ++i) {
    unsigned code = static_cast<unsigned char>(text[i]);
    if (code >= 0x80 && i + 1 < text.size())  // a second byte follows: up to U+00FF there are two
      code = (code & 3) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3f);
    out += static_cast<char>(code);
  }
  return out;
}

}  // namespace detail

/// A numpy scalar, or an array of one element; nothing when it is something else.
inline std::optional<double> numpy_number(const PickleValue& value) {
  if (!value.is(PickleKind::object) || !value.type->is(PickleKind::global)) return std::nullopt;
  const std::string_view module = value.type->items[0]->text, name = value.type->items[1]->text;
  if (!module.starts_with("numpy.")) return std::nullopt;
  const PickleValue *dtype = nullptr, *data = nullptr;
  if (name == "scalar" && value.args->items.size() == 2) {
    dtype = value.args->items[0];
    data = value.args->items[1];
  } else if (name == "_reconstruct" && value.state != nullptr && value.state->items.size() == 5) {
    dtype = value.state->items[2];  // version, shape, dtype, order, data
    data = value.state->items[4];
  }
  if (dtype == nullptr || !dtype->is_made_by("numpy", "dtype") || dtype->args->items.empty()) return std::nullopt;
  const std::string_view type = dtype->args->items[0]->text;
  const std::string bytes = detail::few_bytes(*data);
  if (type == "f8" && bytes.size() == sizeof(double)) {
    double number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  if (type == "f4" && bytes.size() == sizeof(float)) {
    float number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  return std::nullopt;
}

}  // namespace ctyolo::inline v0
