// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Reads a file of golden results (tests/golden/README.md). Everything throws for what is not there.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace test {

class Golden {
 public:
  explicit Golden(const std::string& name)
      : file_((std::filesystem::path(__FILE__).parent_path() / "../golden/data" / (name + ".safetensors")).string()) {}

  std::vector<float> floats(const std::string& name) const { return elements<float>(name, ctyolo::Dtype::f32); }
  std::vector<double> doubles(const std::string& name) const { return elements<double>(name, ctyolo::Dtype::f64); }
  std::vector<int> ints(const std::string& name) const { return elements<std::int32_t>(name, ctyolo::Dtype::i32); }
  std::vector<std::int64_t> shape(const std::string& name) const {
    const ctyolo::TensorRecord& r = record(name);
    return {r.shape.begin(), r.shape.end()};
  }
  bool has(const std::string& key) const { return file_.metadata().contains(key); }
  const std::string& text(const std::string& key) const { return file_.metadata().at(key); }
  double number(const std::string& key) const { return std::stod(text(key)); }

 private:
  const ctyolo::TensorRecord& record(const std::string& name) const {
    const ctyolo::TensorRecord* found = file_.find(name);
    if (found == nullptr) ctyolo::fail(file_.path(), ": no ", name);
    return *found;
  }
  template <class T>
  std::vector<T> elements(const std::string& name, ctyolo::Dtype dtype) const {
    const ctyolo::TensorRecord& r = record(name);
    if (r.dtype != dtype) ctyolo::fail(file_.path(), ": ", name, " is of another type");
    std::vector<T> all(r.bytes.size() / sizeof(T));
    if (!all.empty()) std::memcpy(all.data(), r.bytes.data(), r.bytes.size());
    return all;
  }

  ctyolo::SafetensorsFile file_;
};

}  // namespace test
