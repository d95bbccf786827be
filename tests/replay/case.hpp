// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A case: tensors and options that go into a computation, and what the oracle answered, if it is known (docs/replay.md).
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace replay {

using namespace ctyolo;

using Sides = std::vector<std::int64_t>;
inline constexpr std::int64_t any = -1;  ///< in a form: a side of any length

inline std::string form_text(Dtype dtype, const Sides& sides) {
  std::string text;
  for (const std::int64_t n : sides) text += (text.empty() ? "" : ",") + (n == any ? std::string("n") : std::to_string(n));
  return std::string(dtype_name(dtype)) + " [" + text + "]";
}

template <class T>
constexpr Dtype dtype_of();
template <>
constexpr Dtype dtype_of<float>() {
  return Dtype::f32;
}
template <>
constexpr Dtype dtype_of<double>() {
  return Dtype::f64;
}
template <>
constexpr Dtype dtype_of<std::int32_t>() {
  return Dtype::i32;
}
template <>
constexpr Dtype dtype_of<std::uint8_t>() {
  return Dtype::u8;
}

/// Remembers what was asked for, so that a name that means nothing to a kind can be told. Everything throws in one line.
class Case {
 public:
  /// @param settings  options that stand before those of the file
  explicit Case(const std::string& path, std::map<std::string, std::string> settings = {})
      : file_(path), settings_(std::move(settings)) {}

  const std::string& path() const { return file_.path(); }
  const SafetensorsFile& file() const { return file_; }
  const std::set<std::string>& inputs() const { return inputs_; }
  const std::map<std::string, std::string>& settings() const { return settings_; }
  const std::map<std::string, std::string>& used_options() const { return options_; }

  bool has(const std::string& tensor) const { return find(tensor) != nullptr; }

  /// Where the case does not hold `tensor`, inputs are also looked for in the file of its folder that the option `inputs` names.
  /// @param otherwise  that file's name where the option is not given
  void borrow(const std::string& tensor, const std::string& otherwise) const {
    if (has(tensor)) return;
    const std::string name = text("inputs", otherwise);
    lender_ = std::make_unique<SafetensorsFile>((std::filesystem::path(path()).parent_path() / (name + ".safetensors")).string());
  }

  /// Elements of an input. @param form  its sides; `any` for those that may have any length
  template <class T>
  std::vector<T> elements(const std::string& name, const Sides& form) const {
    inputs_.insert(name);
    const TensorRecord* r = find(name);
    const std::string expected = ": tensor " + name + ": expected " + form_text(dtype_of<T>(), form) + ", ";
    if (r == nullptr) fail(path(), expected, "there is none");
    bool fits = r->dtype == dtype_of<T>() && r->shape.size() == form.size();
    for (std::size_t i = 0; fits && i < form.size(); ++i) fits = form[i] == any || form[i] == r->shape[i];
    if (!fits) fail(path(), expected, "found ", form_text(r->dtype, r->shape));
    std::vector<T> all(r->bytes.size() / sizeof(T));
    if (!all.empty()) std::memcpy(all.data(), r->bytes.data(), r->bytes.size());
    return all;
  }
  std::vector<float> floats(const std::string& name, const Sides& form) const { return elements<float>(name, form); }
  std::vector<double> doubles(const std::string& name, const Sides& form) const { return elements<double>(name, form); }
  std::vector<int> ints(const std::string& name, const Sides& form) const { return elements<std::int32_t>(name, form); }

  /// A tensor that the options leave without a meaning; the file may hold it all the same.
  void pass_over(const std::string& name) const { inputs_.insert(name); }

  /// Of a tensor that is there.
  Sides sides(const std::string& name) const {
    const TensorRecord* r = find(name);
    if (r == nullptr) fail(path(), ": tensor ", name, ": expected, there is none");
    return {r->shape.begin(), r->shape.end()};
  }

  /// Whole numbers of an input that index something: below `end`, and not negative.
  std::vector<int> indices(const std::string& name, const Sides& form, std::int64_t end) const {
    std::vector<int> all = ints(name, form);
    for (const int i : all)
      if (i < 0 || i >= end) fail(path(), ": tensor ", name, ": expected numbers from 0 to ", end - 1, ", found ", i);
    return all;
  }

  bool has_option(const std::string& key) const { return settings_.contains(key) || file_.metadata().contains(key); }
  std::string text(const std::string& key) const {
    const auto set = settings_.find(key);
    const auto kept = file_.metadata().find(key);
    if (set == settings_.end() && kept == file_.metadata().end())
      fail(path(), ": option ", key, ": expected in the metadata or as --set ", key, "=..., there is none");
    return options_[key] = set != settings_.end() ? set->second : kept->second;
  }
  std::string text(const std::string& key, const std::string& otherwise) const {
    return has_option(key) ? text(key) : options_[key] = otherwise;
  }
  double number(const std::string& key) const {
    double value = 0;
    from_text(text(key), value, path() + ": option " + key);
    return value;
  }
  double number(const std::string& key, double otherwise) const {
    return has_option(key) ? number(key) : (options_[key] = to_text(otherwise), otherwise);
  }

  /// A whole number between two others, both included.
  int whole(const std::string& key, int least, int most) const {
    const double value = number(key);
    if (!(value >= least && value <= most) || value != static_cast<int>(value))
      fail(path(), ": option ", key, ": expected a whole number from ", least, " to ", most, ", found ", text(key));
    return static_cast<int>(value);
  }
  int whole(const std::string& key, int least, int most, int otherwise) const {
    return has_option(key) ? whole(key, least, most) : (options_[key] = std::to_string(otherwise), otherwise);
  }

 private:
  const TensorRecord* find(const std::string& name) const {
    const TensorRecord* own = file_.find(name);
    return own != nullptr || lender_ == nullptr ? own : lender_->find(name);
  }

  SafetensorsFile file_;
  mutable std::unique_ptr<SafetensorsFile> lender_;
  std::map<std::string, std::string> settings_;
  mutable std::set<std::string> inputs_;
  mutable std::map<std::string, std::string> options_;  // that were asked for, as they were taken
};

}  // namespace replay
