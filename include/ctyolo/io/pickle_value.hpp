// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a Python pickle describes, as inert data. Tier: spec (std only).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

enum class PickleKind : std::uint8_t {
  none,
  boolean,
  integer,
  big_integer,  ///< more than 64 bits: `text` has its bytes, two's complement, little endian
  real,
  text,
  bytes,
  list,
  tuple,
  set,
  dict,
  global,     ///< the name of a class or function: items are its module and its name
  object,     ///< what a class or function would have made: nobody called it
  reference,  ///< a thing outside the pickle (a "persistent id"): `args` is its name
};

/// A node of the graph of values: values may be shared, and may contain themselves. Whoever descends needs a limit.
struct PickleValue {
  PickleKind kind = PickleKind::none;
  bool pairs = false;        ///< an object to which keys and values were assigned
  std::int64_t integer = 0;  ///< also of a boolean
  double real = 0;
  std::string_view text;                  ///< a view of the pickle; a text is UTF-8
  std::vector<const PickleValue*> items;  ///< of a dict: key, value, key, value, ...
  const PickleValue* type = nullptr;      ///< of an object: what Python would call
  const PickleValue* args = nullptr;      ///< of an object: and with which arguments
  const PickleValue* named = nullptr;     ///< of an object: and with which named arguments, a dict
  const PickleValue* state = nullptr;     ///< of an object or a dict: its attributes, most often a dict

  bool is(PickleKind k) const { return kind == k; }
  bool is_global(std::string_view module, std::string_view name) const {
    return is(PickleKind::global) && items[0]->text == module && items[1]->text == name;
  }
  /// Whether it is what calling that class or function would have made.
  bool is_made_by(std::string_view module, std::string_view name) const {
    return is(PickleKind::object) && type->is_global(module, name);
  }
  /// "module.name" of a global, or of an object's type; empty for anything else.
  std::string class_name() const {
    const PickleValue* global = is(PickleKind::object) ? type : this;
    if (!global->is(PickleKind::global)) return {};
    return std::string(global->items[0]->text) + "." + std::string(global->items[1]->text);
  }
  /// The value of a key of a dict, or nullptr. As in Python, the last assignment counts.
  const PickleValue* find(std::string_view key) const {
    if (!is(PickleKind::dict) && !pairs) return nullptr;
    for (std::size_t i = items.size(); i >= 2; i -= 2)
      if (items[i - 2]->is(PickleKind::text) && items[i - 2]->text == key) return items[i - 1];
    return nullptr;
  }
  /// An attribute of an object, or nullptr.
  const PickleValue* attribute(std::string_view name) const {
    return is(PickleKind::object) && state != nullptr ? state->find(name) : nullptr;
  }
  std::optional<double> number() const {
    if (is(PickleKind::integer)) return static_cast<double>(integer);
    if (is(PickleKind::real)) return real;
    return std::nullopt;
  }
};

/// All values of a pickle, alive and at the same addresses as long as this is. Texts are views of the pickle's bytes.
struct PickleDocument {
  std::deque<PickleValue> values;
  const PickleValue* root = nullptr;
  std::vector<const PickleValue*> references;  ///< in the order in which they occur
  std::size_t end = 0;                         ///< the byte after the last of the pickle
};

}  // namespace ctyolo::inline v0
