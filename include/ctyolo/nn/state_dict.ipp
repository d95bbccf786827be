// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/state_dict.hpp.
#pragma once

#include <ctyolo/nn/new_tensor.hpp>
#include <ctyolo/nn/state_dict.hpp>

#include <map>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {
inline std::string anchors_name(int detect_row) { return "model." + std::to_string(detect_row) + ".anchors"; }
}  // namespace detail

CTYOLO_INLINE StateDict state_dict(const Parameters& parameters, const HeadSetup& setup, int detect_row, std::int64_t batches) {
  StateDict all;
  at::Tensor anchors = new_tensor({static_cast<std::int64_t>(setup.anchors.size()), static_cast<std::int64_t>(setup.anchors.at(0).size()), 2}, at::kFloat);  // [L,A,2]
  float* p = anchors.data_ptr<float>();
  for (const auto& level : setup.anchors)
    for (const AnchorSize& a : level) {
      *p++ = a.w;
      *p++ = a.h;
    }
  const std::string detect = "model." + std::to_string(detect_row) + ".";
  bool anchors_done = false;
  const auto add_anchors = [&] {
    if (!anchors_done) all.emplace_back(detail::anchors_name(detect_row), anchors);
    anchors_done = true;
  };
  parameters.visit([&](const std::string& name, const at::Tensor& t) {
    if (name.starts_with(detect)) add_anchors();  // PyTorch lists a module's buffers before its children
    all.emplace_back(name, t.detach());
    constexpr std::string_view last = ".running_var";
    if (name.ends_with(last))
      all.emplace_back(name.substr(0, name.size() - last.size()) + ".num_batches_tracked", new_tensor({}, at::kLong).fill_(batches));
  });
  add_anchors();
  return all;
}

CTYOLO_INLINE Transferred load_state_dict(Parameters& parameters, const StateDict& entries, const std::string& prefix) {
  std::map<std::string, const at::Tensor*> by_name;
  for (const auto& [name, tensor] : entries) by_name.emplace(name, &tensor);
  Transferred result;
  parameters.visit([&](const std::string& name, const at::Tensor& t) {
    ++result.of;
    const auto found = by_name.find(prefix + name);
    if (found == by_name.end() || found->second->sizes() != t.sizes()) {
      result.left_out.push_back(name);
      return;
    }
    t.detach().copy_(*found->second);
    ++result.items;
  });
  parameters.bump_versions();
  return result;
}

CTYOLO_INLINE std::vector<std::vector<AnchorSize>> anchors_of(const StateDict& entries, int detect_row) {
  std::vector<std::vector<AnchorSize>> anchors;
  for (const auto& [name, tensor] : entries) {
    if (name != detail::anchors_name(detect_row) || tensor.dim() != 3 || tensor.size(2) != 2) continue;
    const at::Tensor t = tensor.to(at::kFloat).contiguous();
    const float* p = t.data_ptr<float>();
    for (std::int64_t l = 0; l < t.size(0); ++l) {
      auto& level = anchors.emplace_back();
      for (std::int64_t a = 0; a < t.size(1); ++a, p += 2) level.push_back({p[0], p[1]});
    }
  }
  return anchors;
}

}  // namespace ctyolo::inline v0
