// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include <models/Again.hpp>
#include <models/tiny_net.hpp>

using Net = models::tiny_net;
static_assert(Net::classes == 3 && Net::strides() == std::array{4, 8});
static_assert(Net::parameters() == 38'784);  // counted by v7.0's code
static_assert(Net::parameters() == mine::nets::Again::parameters());

int main() {}
