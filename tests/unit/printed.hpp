// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a part of a program says to its user.
#pragma once

#include "temporary_folder.hpp"

#include <iostream>
#include <sstream>
#include <streambuf>
#include <string>
#include <utility>

namespace test {

/// The sentence of the Error that `action` throws, or what it printed.
template <class Action>
std::string said_by(Action&& action) {
  std::ostringstream printed;
  std::streambuf* const screen = std::cout.rdbuf(printed.rdbuf());
  const std::string problem = error_of(std::forward<Action>(action));
  std::cout.rdbuf(screen);
  return problem.empty() ? printed.str() : problem;
}

}  // namespace test
