// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/torch_training.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/torch_training.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

class TorchTrainingReader {
 public:
  explicit TorchTrainingReader(std::shared_ptr<TorchFile> file) : file_(std::move(file)) {}

  TorchTraining run() {
    out_.path = file_->path();
    const PickleValue* optimizer = file_->root().find("optimizer");
    if (optimizer == nullptr || optimizer->is(PickleKind::none))
      bad("it has no optimizer's state (YOLOv5 strips it when a training is over); to train further from its weights, start a "
          "new run with --weights ",
          file_->path());
    out_.average = read_torch_model(file_);
    if (out_.average.parameters.empty()) bad("its network is a list of tensors: which of them the optimizer means is unknown");
    if (out_.average.source == "ema") out_.weights = read_torch_model(file_, "model").tensors;
    const std::int64_t epoch = out_.average.epoch.value_or(-1), updates = out_.average.updates.value_or(0);
    if (epoch < 0 || epoch >= count_limit) bad("it does not say which epoch its training had completed");
    if (updates < 0 || updates >= count_limit) bad("its average has ", updates, " updates");
    out_.epoch = epoch;
    out_.updates = updates;
    if (const double best = out_.average.best_fitness.value_or(-1); std::isfinite(best)) out_.best_fitness = best;
    out_.results = out_.average.training_results;
    read_states(*optimizer);
    name_optimizer();
    return std::move(out_);
  }

 private:
  using Kind = PickleKind;
  using Places = std::vector<std::size_t>;  // of tensors
  static constexpr std::int64_t count_limit = 1'000'000'000;

  template <class... Parts>
  [[noreturn]] void bad(const Parts&... parts) const {
    fail(file_->path(), ": ", parts...);
  }

  /// Tensors in the order in which the optimizer counts them. @param sizes  of its groups
  Places order_for(const std::vector<std::size_t>& sizes) const {
    Places weights, norms, biases;
    for (const TorchParameter& p : out_.average.parameters) {
      const bool bias = out_.average.tensors[p.tensor].name.ends_with(".bias");
      (bias ? biases : p.norm ? norms : weights).push_back(p.tensor);
    }
    for (const auto& order : {std::array{&biases, &weights, &norms}, std::array{&norms, &weights, &biases}}) {
      const auto same = [](std::size_t size, const Places* group) { return size == group->size(); };
      if (!std::equal(sizes.begin(), sizes.end(), order.begin(), order.end(), same)) continue;
      Places all;
      for (const Places* group : order) all.insert(all.end(), group->begin(), group->end());
      return all;
    }
    std::string text;
    for (const std::size_t n : sizes) text += (text.empty() ? "" : ", ") + std::to_string(n);
    bad("its optimizer has groups of ", text.empty() ? "no" : text, " tensors, but its network has ", weights.size(),
        " weights, ", norms.size(), " norms and ", biases.size(), " biases");
  }

  void read_states(const PickleValue& optimizer) {
    const PickleValue *state = optimizer.find("state"), *groups = optimizer.find("param_groups");
    if (state == nullptr || !state->is(Kind::dict) || groups == nullptr || !groups->is(Kind::list))
      bad("its optimizer's state is not of the form that PyTorch writes");
    std::map<std::int64_t, const PickleValue*> by_number;  // PyTorch before 1.6 counted by address
    for (std::size_t i = 0; i < state->items.size(); i += 2)
      if (state->items[i]->is(Kind::integer)) by_number[state->items[i]->integer] = state->items[i + 1];

    std::vector<std::size_t> sizes;
    std::vector<std::int64_t> numbers;
    for (const PickleValue* group : groups->items) {
      const PickleValue* members = group->find("params");
      if (members == nullptr || !members->is(Kind::list)) bad("a group of its optimizer has no list of tensors");
      if (members->items.size() > out_.average.parameters.size() || sizes.size() == 16)
        bad("its optimizer has more tensors than its network");
      sizes.push_back(members->items.size());
      for (const PickleValue* member : members->items) numbers.push_back(member->is(Kind::integer) ? member->integer : -1);
    }
    const Places order = order_for(sizes);
    for (std::size_t i = 0; i < order.size(); ++i)
      if (const auto found = by_number.find(numbers[i]); found != by_number.end())  // none of what is frozen
        read_state(*found->second, out_.average.tensors[order[i]]);
    for (auto& [name, tensors] : arrays_) out_.arrays.push_back({name, std::move(tensors)});
  }

  void read_state(const PickleValue& state, const TensorRecord& weight) {
    if (!state.is(Kind::dict) || state.items.size() > 64)
      bad("its optimizer's state of ", weight.name, " is not of the form that PyTorch writes");
    for (std::size_t i = 0; i < state.items.size(); i += 2) {
      const PickleValue &key = *state.items[i], &value = *state.items[i + 1];
      if (!key.is(Kind::text) || value.is(Kind::none)) continue;
      if (key.text == "step") {
        const std::vector<double> step = file_->numbers(value, "the optimizer's step");
        if (step.size() != 1 || !(step[0] >= 0 && step[0] < static_cast<double>(count_limit)))
          bad("its optimizer's step is no number");
        out_.steps = std::max(out_.steps, static_cast<std::int64_t>(step[0]));
      } else if (TorchFile::is_tensor(value)) {
        TensorRecord tensor = file_->tensor(value, weight.name);
        if (tensor.shape != weight.shape)
          bad("its optimizer's ", quoted_for_error(key.text), " of ", weight.name, " has another shape");
        arrays_[std::string(key.text)].push_back(std::move(tensor));
      }
    }
  }

  void name_optimizer() {
    const PickleValue* options = file_->root().find("opt");
    const PickleValue* name = options == nullptr ? nullptr : options->find("optimizer");
    if (name != nullptr && name->is(Kind::text) && name->text.size() < 32) {
      out_.optimizer = std::string(name->text);
    } else if (arrays_.contains("exp_avg")) {
      out_.optimizer = "Adam";
    } else if (arrays_.size() == 1 && arrays_.contains("momentum_buffer")) {
      out_.optimizer = "SGD";
    } else {
      for (const auto& [array, tensors] : arrays_) out_.optimizer += (out_.optimizer.empty() ? "one with " : ", ") + array;
    }
  }

  std::shared_ptr<TorchFile> file_;
  TorchTraining out_;
  std::map<std::string, std::vector<TensorRecord>> arrays_;
};

}  // namespace detail

CTYOLO_INLINE TorchTraining read_torch_training(TorchFile file) {
  return detail::TorchTrainingReader(std::make_shared<TorchFile>(std::move(file))).run();
}

CTYOLO_INLINE TorchTraining read_torch_training(const std::string& path) { return read_torch_training(TorchFile::read(path)); }

}  // namespace ctyolo::inline v0
