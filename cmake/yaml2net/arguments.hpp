// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The arguments of a row's module, read one by one by name.
#pragma once

#include "model_yaml.hpp"

#include <initializer_list>
#include <string>

namespace yaml2net {

class Arguments {
 public:
  /// @param names  of all that the module takes, in their order
  Arguments(const ModelYaml& model, const YamlRow& row, std::initializer_list<std::string> names) : model_(model), row_(row), names_(names) {
    if (row.args.size() > names_.size())
      model.source.fail(row.args[names_.size()], row.module, " takes ", names_.empty() ? "no arguments" : "[", list(), names_.empty() ? "" : "]", " and nothing more");
  }

  bool given(const std::string& name) const { return index(name) < row_.args.size() && !is_none(row_.args[index(name)]); }
  const YAML::Node& node(const std::string& name) const { return row_.args[index(name)]; }

  int number(const std::string& name, int least, int most) const {
    if (!given(name)) model_.source.fail(row_.node, row_.module, " needs an argument ", name, ": [", list(), "]");
    return static_cast<int>(whole_number(model_, node(name), row_.module + "'s " + name, least, most));
  }
  int number_or(const std::string& name, int missing, int least, int most) const { return given(name) ? number(name, least, most) : missing; }

  bool flag_or(const std::string& name, bool missing) const {
    if (!given(name)) return missing;
    bool value = false;
    if (!YAML::convert<bool>::decode(node(name), value)) wrong(name, "True or False");
    return value;
  }

  /// What ctyolo's block has only one value of.
  void only(const std::string& name, const std::string& value) const {
    if (!given(name)) return;
    const YAML::Node& n = node(name);
    double a = 0, b = 0;
    const bool numbers = YAML::convert<double>::decode(n, a) && YAML::convert<double>::decode(YAML::Node(value), b);
    if (!n.IsScalar() || !(numbers ? a == b : n.Scalar() == value)) wrong(name, value);
  }
  [[noreturn]] void wrong(const std::string& name, const std::string& expected) const {
    const YAML::Node& n = node(name);
    model_.source.fail(n, row_.module, "'s ", name, n.IsScalar() ? " is " + n.Scalar() : std::string(" is a list"), "; only ", expected,
                       " is known here, and anything else is a block of your own (docs/graph.md)");
  }

 private:
  std::size_t index(const std::string& name) const {
    std::size_t i = 0;
    while (names_[i] != name) ++i;  // names are this program's own: one that is not there would be its mistake
    return i;
  }
  std::string list() const {
    std::string all;
    for (const auto& n : names_) all += (all.empty() ? "" : ", ") + n;
    return all;
  }

  const ModelYaml& model_;
  const YamlRow& row_;
  std::vector<std::string> names_;
};

}  // namespace yaml2net
