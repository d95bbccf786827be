// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A value of Python's that is to be written down, as plain data. Tier: spec (std only).
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

enum class PythonKind : unsigned char {
  none, boolean, integer, real, text,
  list, tuple,
  dict, ordered_dict,  ///< items are key, value, key, value, ...
  empty_set,
  tensor, parameter,   ///< `integer` is its place in the list of tensors
  object,              ///< `text` is its class, "module.Name"; items are its attributes: name, value, ...
};

/// @code
///   PythonValue::dict().with("epoch", -1).with("ema", PythonValue())
///   PythonValue::object("torch.nn.modules.activation.SiLU").with("inplace", true)
/// @endcode
struct PythonValue {
  PythonKind kind = PythonKind::none;
  std::int64_t integer = 0;  ///< also of a boolean
  double real = 0;
  std::string text = {};  ///< UTF-8
  std::vector<PythonValue> items = {};

  PythonValue() = default;  ///< None
  // NOLINTBEGIN: implicit on purpose
  PythonValue(std::same_as<bool> auto value) : kind(PythonKind::boolean), integer(value ? 1 : 0) {}
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  PythonValue(T value) : kind(PythonKind::integer), integer(static_cast<std::int64_t>(value)) {}
  PythonValue(std::same_as<double> auto value) : kind(PythonKind::real), real(value) {}
  PythonValue(std::string value) : kind(PythonKind::text), text(std::move(value)) {}
  PythonValue(const char* value) : PythonValue(std::string(value)) {}
  // NOLINTEND

  static PythonValue list(std::initializer_list<PythonValue> items = {}) { return of(PythonKind::list, items); }
  static PythonValue tuple(std::initializer_list<PythonValue> items) { return of(PythonKind::tuple, items); }
  static PythonValue dict() { return of(PythonKind::dict, {}); }
  static PythonValue ordered_dict() { return of(PythonKind::ordered_dict, {}); }
  static PythonValue empty_set() { return of(PythonKind::empty_set, {}); }
  static PythonValue object(std::string class_name) {
    PythonValue v(std::move(class_name));
    v.kind = PythonKind::object;
    return v;
  }
  static PythonValue tensor(int place, bool parameter = false) {
    PythonValue v(place);
    v.kind = parameter ? PythonKind::parameter : PythonKind::tensor;
    return v;
  }
  /// A whole number as an integer, any other as a real.
  static PythonValue number(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? PythonValue(whole) : PythonValue(value);
  }

  void add(PythonValue item) { items.push_back(std::move(item)); }
  void set(PythonValue key, PythonValue value) {
    items.push_back(std::move(key));
    items.push_back(std::move(value));
  }
  PythonValue&& with(PythonValue key, PythonValue value) && {
    set(std::move(key), std::move(value));
    return std::move(*this);
  }

 private:
  static PythonValue of(PythonKind kind, std::initializer_list<PythonValue> items) {
    PythonValue v;
    v.kind = kind;
    v.items = items;
    return v;
  }
};

}  // namespace ctyolo::inline v0
