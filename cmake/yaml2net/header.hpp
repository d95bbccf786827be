// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The C++ header of a net, and the names in it.
#pragma once

#include "rows.hpp"

#include <string>

namespace yaml2net {

/// "yolov5s-p2.yaml" -> "yolov5s_p2": a name that C++ allows.
std::string name_from_file(const std::string& file);
/// A name, or with `scopes` several joined by "::", none of them a word of C++'s own.
bool is_name(const std::string& text, bool scopes);

std::string header_of(const ModelYaml& model, const NetText& net, const std::string& name, const std::string& scope);

}  // namespace yaml2net
