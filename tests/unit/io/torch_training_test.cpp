// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The optimizer's memory in Python's checkpoints: whose it is, and what is said when it is nobody's.
#include "../test.hpp"
#include "temporary_folder.hpp"
#include "torch_assembler.hpp"

#include <ctyolo/io/torch_training.hpp>

#include <cstring>

using namespace ctyolo;
using namespace test::pickle;
using test::raw;

namespace {

/// Tensors of one number each. Two convolutions, the first with a norm; the second, the head, has a bias.
std::string one(int value) { return tensor(storage("FloatStorage", "0", 16), value, {1}, {1}); }
std::string parameter(int value) { return call(global("torch._utils", "_rebuild_parameter"), tuple({one(value), yes})); }
std::string part(const std::string& type, std::initializer_list<std::string> parameters) {
  return object(global("torch.nn.modules", type),
                dict({text("_parameters"), dict(parameters), text("_buffers"), empty_dict, text("_modules"), empty_dict}));
}
std::string parent(std::initializer_list<std::string> children) { return module("Part", empty_dict, empty_dict, dict(children)); }
std::string network(int from) {
  const std::string layer =
      parent({text("conv"), part("Conv2d", {text("weight"), parameter(from), text("bias"), none}), text("bn"),
              part("BatchNorm2d", {text("weight"), parameter(from + 1), text("bias"), parameter(from + 2)})});
  const std::string head = part("Conv2d", {text("weight"), parameter(from + 3), text("bias"), parameter(from + 4)});
  return parent({text("model"), parent({text("0"), layer, text("1"), head})});
}

std::string group(std::initializer_list<std::string> numbers) {
  return dict({text("lr"), real(0.01), text("params"), list(numbers)});
}
std::string momentum(int value) { return dict({text("momentum_buffer"), one(value)}); }
std::string optimizer(const std::string& state, const std::string& groups) {
  return dict({text("state"), state, text("param_groups"), groups});
}
std::string checkpoint(const std::string& network_parts, const std::string& optimizer, const std::string& more = {}) {
  return "}(" + text("epoch") + integer(3) + network_parts + text("optimizer") + optimizer + more + "u";
}
const std::string of_v7 = text("model") + network(0) + text("ema") + network(5);
const std::string biases_first = list({group({integer(0), integer(1)}), group({integer(2), integer(3)}), group({integer(4)})});
const std::string momenta = dict({integer(0), momentum(10), integer(1), momentum(11), integer(2), momentum(12), integer(3),
                                  momentum(13), integer(4), momentum(14)});

TorchTraining read(const std::string& value) {
  const std::string numbers = raw<float>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
  return read_torch_training(TorchFile::from_bytes(test::span_of(test::torch_zip(whole(value), {{"0", numbers}})), "last.pt"));
}
std::string complaint(const std::string& value) {
  const std::string said = test::error_of([&] { read(value); });
  CHECK(test::one_line(said));
  CHECK(said.starts_with("last.pt: "));
  return said;
}
/// "model.0.conv.weight 12, ..."
std::string told(const std::vector<TensorRecord>& tensors) {
  std::string out;
  for (const TensorRecord& t : tensors) {
    float number = 0;
    REQUIRE(t.bytes.size() == sizeof number);
    std::memcpy(&number, t.bytes.data(), sizeof number);
    out += (out.empty() ? "" : ", ") + t.name + " " + std::to_string(static_cast<int>(number));
  }
  return out;
}

}  // namespace

TEST_CASE("io/torch_training: v7.0 saves weights, average and SGD's momentum, biases first") {
  const TorchTraining t =
      read(checkpoint(of_v7, optimizer(momenta, biases_first), text("updates") + integer(77) + text("best_fitness") + real(0.5)));
  CHECK(t.epoch == 3);
  CHECK(t.updates == 77);
  CHECK(t.steps == 0);  // SGD does not count
  CHECK(t.best_fitness == 0.5);
  CHECK(t.optimizer == "SGD");
  CHECK(told(t.weights) == "model.0.conv.weight 0, model.0.bn.weight 1, model.0.bn.bias 2, model.1.weight 3, model.1.bias 4");
  CHECK(told(t.average.tensors) ==
        "model.0.conv.weight 5, model.0.bn.weight 6, model.0.bn.bias 7, model.1.weight 8, model.1.bias 9");
  REQUIRE(t.arrays.size() == 1);
  CHECK(t.arrays[0].name == "momentum_buffer");
  CHECK(told(t.arrays[0].tensors) ==
        "model.0.bn.bias 10, model.1.bias 11, model.0.conv.weight 12, model.1.weight 13, model.0.bn.weight 14");
}

TEST_CASE("io/torch_training: the first YOLOv5 saves one network, norms first, and counts tensors by address") {
  const auto address = [](int i) { return integer(140'000'000'000'000 + 64 * i); };
  const std::string groups = list({group({address(4)}), group({address(2), address(3)}), group({address(0), address(1)})});
  const std::string state =
      dict({address(0), momentum(10), address(1), momentum(11), address(2), momentum(12), address(4), momentum(14)});
  const TorchTraining t =
      read(checkpoint(text("model") + network(0), optimizer(state, groups), text("training_results") + text("a\nb\n")));
  CHECK(t.weights.empty());
  CHECK(t.updates == 0);
  CHECK(t.best_fitness < 0);
  CHECK(t.results == "a\nb\n");
  REQUIRE(t.arrays.size() == 1);
  CHECK(told(t.arrays[0].tensors) ==
        "model.0.bn.weight 14, model.0.conv.weight 12, model.0.bn.bias 10, model.1.bias 11");  // 3: frozen
}

TEST_CASE("io/torch_training: Adam's two arrays and its step, a number or a tensor") {
  for (const std::string& step : {integer(9), real(9), tensor(storage("FloatStorage", "0", 16), 9, {}, {})}) {
    const auto state = [&](int value) {
      return dict({text("step"), step, text("exp_avg_sq"), one(value), text("exp_avg"), one(value + 1)});
    };
    const std::string saved = optimizer(dict({integer(2), state(10), integer(4), state(12)}), biases_first);
    const TorchTraining t = read(checkpoint(of_v7, saved));
    CHECK(t.steps == 9);
    CHECK(t.optimizer == "Adam");
    REQUIRE(t.arrays.size() == 2);
    CHECK(t.arrays[0].name == "exp_avg");
    CHECK(told(t.arrays[0].tensors) == "model.0.conv.weight 11, model.0.bn.weight 13");
    CHECK(told(t.arrays[1].tensors) == "model.0.conv.weight 10, model.0.bn.weight 12");
    CHECK(read(checkpoint(of_v7, saved, text("opt") + dict({text("optimizer"), text("AdamW")}))).optimizer == "AdamW");
  }
}

TEST_CASE("io/torch_training: before the first step there is no memory, and of an unknown optimizer it is listed") {
  const TorchTraining t = read(checkpoint(of_v7, optimizer(empty_dict, biases_first)));
  CHECK(t.arrays.empty());
  const std::string state =
      dict({integer(0), dict({text("square_avg"), one(1), text("momentum_buffer"), one(2), text("grad_avg"), none})});
  CHECK(read(checkpoint(of_v7, optimizer(state, biases_first))).optimizer == "one with momentum_buffer, square_avg");
}

TEST_CASE("io/torch_training: what cannot be continued") {
  const std::string good = optimizer(momenta, biases_first);
  const auto says = [](const std::string& said, const std::string& part) {
    CHECK_MESSAGE(said.find(part) != std::string::npos, said);
  };
  says(complaint(checkpoint(of_v7, none)), "no optimizer's state (YOLOv5 strips it when a training is over)");
  says(complaint(checkpoint(of_v7, none)), "start a new run with --weights last.pt");
  says(complaint(dict({text("a.weight"), one(0)})), "no optimizer's state");
  says(complaint(checkpoint(text("model") + dict({text("a.weight"), one(0)}), good)), "its network is a list of tensors");
  says(complaint(dict({text("epoch"), integer(-1), text("model"), network(0), text("optimizer"), good})), "which epoch");
  says(complaint(checkpoint(of_v7, good, text("updates") + integer(-1))), "its average has -1 updates");
  says(complaint(checkpoint(text("ema") + network(0), good)), "no network under \"model\"");
  says(complaint(checkpoint(of_v7, list({}))), "not of the form");
  says(complaint(checkpoint(of_v7, optimizer(momenta, list({})))), "groups of no tensors");
  says(complaint(checkpoint(of_v7, optimizer(momenta, list({group({integer(0)}), group({integer(1)}), group({integer(2)})})))),
       "groups of 1, 1, 1 tensors, but its network has 2 weights, 1 norms and 2 biases");
  says(complaint(checkpoint(of_v7, optimizer(momenta, list({list({})})))), "no list of tensors");
  says(complaint(checkpoint(of_v7, optimizer(momenta, list({group({none, none, none, none, none, none})})))),
       "more tensors than its network");
  says(complaint(checkpoint(of_v7, optimizer(dict({integer(0), list({})}), biases_first))),
       "state of model.0.bn.bias is not of the form");
  const std::string long_one = tensor(storage("FloatStorage", "0", 16), 0, {2}, {1});
  says(complaint(checkpoint(of_v7, optimizer(dict({integer(2), dict({text("momentum_buffer"), long_one})}), biases_first))),
       "\"momentum_buffer\" of model.0.conv.weight has another shape");
  says(complaint(checkpoint(of_v7, optimizer(dict({integer(2), dict({text("step"), real(-1)})}), biases_first))),
       "step is no number");
}
