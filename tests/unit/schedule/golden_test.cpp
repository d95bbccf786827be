// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Rates, accumulation and the decay of the average against recorded traces of v7.0 and the seed (tests/golden/README.md).
#include "test.hpp"

#include <ctyolo/accumulation/nominal.hpp>
#include <ctyolo/accumulation/seed_nominal.hpp>
#include <ctyolo/ema/ema.hpp>
#include <ctyolo/io/safetensors.hpp>
#include <ctyolo/schedule/late.hpp>
#include <ctyolo/schedule/warmup_cosine.hpp>
#include <ctyolo/schedule/warmup_linear.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

SafetensorsFile golden(const std::string& name) {
  return SafetensorsFile(
      (std::filesystem::path(__FILE__).parent_path() / "../../golden/data" / (name + ".safetensors")).string());
}

/// Throws if there is no such tensor.
template <class T>
std::vector<T> elements(const SafetensorsFile& file, const std::string& name, Dtype dtype) {
  const TensorRecord* record = file.find(name);
  if (record == nullptr || record->dtype != dtype) fail("ctyolo: ", file.path(), ": no ", name, " of its type");
  std::vector<T> all(record->bytes.size() / sizeof(T));
  if (!all.empty()) std::memcpy(all.data(), record->bytes.data(), record->bytes.size());
  return all;
}

bool close(double got, double recorded) { return std::abs(got - recorded) <= 1e-12 * std::abs(recorded); }

template <class S, Accumulation A = Nominal<64>>
void check(const std::string& name) {
  CAPTURE(name);
  const SafetensorsFile file = golden("schedule_" + name);
  const auto number = [&](const std::string& key) { return std::stod(file.metadata().at(key)); };
  Hyp hyp;
  for (const char* key :
       {"lr0", "lrf", "momentum", "warmup_epochs", "warmup_momentum", "warmup_bias_lr", "warmup_min_steps"})
    visit_hyp(hyp, [&](const std::string& field, double& value) {
      if (field == key) value = number(key);
    });
  const auto epochs = static_cast<int>(number("epochs"));
  const auto batches = static_cast<std::int64_t>(number("batches"));
  const auto rates = elements<double>(file, "rates", Dtype::f64);  // [steps,4] bias, weight, norm, momentum
  const auto accumulate = elements<std::int32_t>(file, "accumulate", Dtype::i32);
  const auto due = elements<std::int32_t>(file, "due", Dtype::i32);
  const auto steps = static_cast<std::size_t>(epochs * batches);
  REQUIRE(rates.size() == 4 * steps);
  REQUIRE(accumulate.size() == steps);
  REQUIRE(due.size() == steps);

  std::int64_t last_step = no_step_yet;
  int as_v7 = 0;
  for (std::size_t i = 0; i < steps; ++i) {
    const auto step = static_cast<std::int64_t>(i);
    CAPTURE(step);
    const Moment now{.step = step,
                     .epoch = static_cast<int>(step / batches),
                     .epochs = epochs,
                     .batches = batches,
                     .batch_size = static_cast<int>(number("batch_size"))};
    const Rates got = S::at(now, hyp);
    const std::array<double, 4> all{got.bias, got.weight, got.norm, got.momentum};
    for (std::size_t k = 0; k < 4; ++k) {
      INFO("rate ", k, ": ", all[k], ", recorded ", rates[4 * i + k]);
      CHECK(close(all[k], rates[4 * i + k]));
    }
    const std::int64_t gathered = A::batches(now, hyp);
    CHECK(gathered == accumulate[i]);
    const bool steps_now = step_is_due<A>(step, last_step, gathered);
    as_v7 += step_is_due(step, last_step, gathered) == steps_now ? 1 : 0;
    CHECK(steps_now == (due[i] != 0));
    if (steps_now) last_step = step;
  }
  if (!HasStepRule<A>) CHECK(as_v7 == static_cast<int>(steps));
  else if (accumulate.back() > 1) CHECK(as_v7 < static_cast<int>(steps));  // the case tells the two rules apart
}

}  // namespace

TEST_CASE("schedule/golden: Late<WarmupLinear> is v7.0's default") {
  SUBCASE("the warm-up is longer than the training") { check<Late<WarmupLinear>>("linear_13"); }
  SUBCASE("it ends at the first batch of an epoch") { check<Late<WarmupLinear>>("linear_60"); }
  SUBCASE("it ends within an epoch") { check<Late<WarmupLinear>>("linear_41"); }
}

TEST_CASE("schedule/golden: Late<WarmupCosine> is v7.0's --cos-lr") {
  SUBCASE("the warm-up is longer than the training") { check<Late<WarmupCosine>>("cosine_13"); }
  SUBCASE("it ends at the first batch of an epoch") { check<Late<WarmupCosine>>("cosine_60"); }
  SUBCASE("it ends within an epoch") { check<Late<WarmupCosine>>("cosine_41"); }
}

TEST_CASE("schedule/golden: Late<WarmupCosine> and SeedNominal<64> are the seed's") {
  SUBCASE("the warm-up is longer than the training") { check<Late<WarmupCosine>, SeedNominal<64>>("seed_13"); }
  SUBCASE("its least number of steps ends within an epoch") { check<Late<WarmupCosine>, SeedNominal<64>>("seed_240"); }
  SUBCASE("it ends at the first batch of an epoch") { check<Late<WarmupCosine>, SeedNominal<64>>("seed_334"); }
  SUBCASE("the same with batches of 16") { check<Late<WarmupCosine>, SeedNominal<64>>("seed_336"); }
}

TEST_CASE("schedule/golden: EMA<0.9999> decays as v7.0's ModelEMA") {
  const SafetensorsFile file = golden("ema");
  const auto updates = elements<std::int32_t>(file, "updates", Dtype::i32);
  const auto decay = elements<double>(file, "decay", Dtype::f64);
  REQUIRE(updates.size() > 10);
  REQUIRE(decay.size() == updates.size());
  for (std::size_t i = 0; i < decay.size(); ++i) {
    CAPTURE(updates[i]);
    CHECK(close(EMA<0.9999>::decay_at(updates[i]), decay[i]));
  }
}
