// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The one header through which data/ sees yaml-cpp: its own headers warn under our flags. Tier: data (yaml-cpp).
#pragma once

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wextra"
#endif
#include <yaml-cpp/yaml.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
