// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/pickle_writer.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/pickle_writer.hpp>
#include <ctyolo/io/torch_storage.ipp>
#include <ctyolo/io/utf8.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

class PickleWriter {
 public:
  explicit PickleWriter(std::span<const TensorRecord> tensors) : tensors_(tensors) {}

  std::string run(const PythonValue& root) {
    out_ = "\x80\x02";
    value(root);
    return std::move(out_) + '.';
  }

 private:
  using Kind = PythonKind;

  void little(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out_ += static_cast<char>(value >> (8 * i) & 255);
  }
  /// What was written under this name before is fetched; otherwise `write` writes it and it is remembered.
  template <class Write>
  void once(const std::string& name, const Write& write) {
    const auto [found, is_new] = memo_.emplace(name, memo_.size());
    if (is_new) write();
    const std::size_t place = found->second;
    if (place < 256) {
      out_ += is_new ? 'q' : 'h';
      little(place, 1);
    } else {
      out_ += is_new ? 'r' : 'j';
      little(place, 4);
    }
  }

  void text(const std::string& value) {
    if (!is_utf8(value)) fail("the text ", quoted_for_error(value), " is not UTF-8: Python could not read it; write it anew in UTF-8");
    once("t" + value, [&] {
      out_ += 'X';
      little(value.size(), 4);
      out_ += value;
    });
  }
  /// @param name "module.Name"
  void global(std::string_view name) {
    const auto dot = name.rfind('.');
    once("c" + std::string(name), [&] { ((out_ += 'c').append(name.substr(0, dot)) += '\n').append(name.substr(dot + 1)) += '\n'; });
  }
  void integer(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    if (value >= 0 && value < 256) {
      out_ += 'K';
      little(bits, 1);
    } else if (value >= 0 && value < 65536) {
      out_ += 'M';
      little(bits, 2);
    } else if (value == static_cast<std::int32_t>(value)) {
      out_ += 'J';
      little(bits, 4);
    } else {
      out_ += "\x8a\x08";
      little(bits, 8);
    }
  }
  void real(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    out_ += 'G';
    for (int i = 7; i >= 0; --i) out_ += static_cast<char>(bits >> (8 * i) & 255);
  }
  void integers(const std::vector<std::int64_t>& values) {
    out_ += '(';
    for (const auto v : values) integer(v);
    out_ += 't';
  }
  void filled(const std::vector<PythonValue>& items, char end) {
    if (items.empty()) return;
    out_ += '(';
    for (const auto& item : items) value(item);
    out_ += end;
  }
  void empty_ordered_dict() {
    global("collections.OrderedDict");
    out_ += ")R";
  }

  void tensor(std::int64_t place) {
    const TensorRecord& t = tensors_[static_cast<std::size_t>(place)];
    const auto is_it = [&](const StorageClass& c) { return c.dtype == t.dtype; };
    const auto type = std::find_if(storage_classes.begin(), storage_classes.end(), is_it);
    if (type == storage_classes.end())
      fail("tensor ", quoted_for_error(t.name), " has the number type ", dtype_name(t.dtype), ", which torch has not");
    std::vector<std::int64_t> strides(t.shape.size());
    std::int64_t count = 1;
    for (std::size_t d = t.shape.size(); d-- > 0;) {
      strides[d] = count;
      count *= t.shape[d];
    }
    global("torch._utils._rebuild_tensor_v2");
    out_ += "((";  // arguments, the first of which names the numbers
    text("storage");
    global("torch." + std::string(type->name));
    text(std::to_string(place));
    text("cpu");
    integer(count);
    out_ += "tQ";
    integer(0);  // offset
    integers(t.shape);
    integers(strides);
    out_ += '\x89';  // asks for no gradient
    empty_ordered_dict();  // no hooks
    out_ += "tR";
  }

  void value(const PythonValue& v) {
    switch (v.kind) {
      case Kind::none: out_ += 'N'; break;
      case Kind::boolean: out_ += v.integer != 0 ? '\x88' : '\x89'; break;
      case Kind::integer: integer(v.integer); break;
      case Kind::real: real(v.real); break;
      case Kind::text: text(v.text); break;
      case Kind::list: out_ += ']'; filled(v.items, 'e'); break;
      case Kind::tuple: out_ += '('; for (const auto& item : v.items) value(item); out_ += 't'; break;
      case Kind::dict: out_ += '}'; filled(v.items, 'u'); break;
      case Kind::ordered_dict: empty_ordered_dict(); filled(v.items, 'u'); break;
      case Kind::empty_set: global("__builtin__.set"); out_ += "]\x85R"; break;
      case Kind::tensor: tensor(v.integer); break;
      case Kind::parameter:
        global("torch._utils._rebuild_parameter");
        tensor(v.integer);
        out_ += '\x89';
        empty_ordered_dict();
        out_ += "\x87R";
        break;
      case Kind::object:
        global(v.text);
        out_ += ")\x81}";
        filled(v.items, 'u');
        out_ += 'b';
        break;
    }
  }

  std::span<const TensorRecord> tensors_;
  std::string out_;
  std::map<std::string, std::size_t> memo_;  // texts and names of classes
};

}  // namespace detail

CTYOLO_INLINE std::string pickle_of(const PythonValue& root, std::span<const TensorRecord> tensors) {
  return detail::PickleWriter(tensors).run(root);
}

}  // namespace ctyolo::inline v0
