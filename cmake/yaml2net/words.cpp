// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Single words of a model yaml: nothing, whole numbers, activations.
#include "model_yaml.hpp"

#include <ctyolo/core/number.hpp>

#include <cctype>
#include <charconv>
#include <regex>

namespace yaml2net {

namespace {

/// sum = product {(+|-) product}; product = factor {* factor}; factor = number | word | -factor | (sum).
class Arithmetic {
 public:
  Arithmetic(std::string_view text, const ModelYaml& model) : text_(text), model_(model) {}

  /// @return false where the text is no arithmetic, or grows beyond what a yaml can mean
  bool value(long long& result) { return sum(result) && next() == '\0'; }

 private:
  static constexpr long long limit = 1'000'000'000;
  static constexpr int deepest = 32;

  char next() {
    while (!text_.empty() && std::isspace(static_cast<unsigned char>(text_.front()))) text_.remove_prefix(1);
    return text_.empty() ? '\0' : text_.front();
  }
  bool sum(long long& a) {
    if (!product(a)) return false;
    for (char c = next(); c == '+' || c == '-'; c = next()) {
      text_.remove_prefix(1);
      long long b = 0;
      if (!product(b)) return false;
      a += c == '+' ? b : -b;
      if (a > limit || a < -limit) return false;
    }
    return true;
  }
  bool product(long long& a) {
    if (!factor(a)) return false;
    while (next() == '*') {
      text_.remove_prefix(1);
      long long b = 0;
      if (!factor(b)) return false;
      a *= b;  // both at most 1e9: fits
      if (a > limit || a < -limit) return false;
    }
    return true;
  }
  bool factor(long long& a) {
    const char c = next();
    if (c == '-' || c == '(') {
      text_.remove_prefix(1);
      if (++depth_ > deepest) return false;
      const bool ok = c == '-' ? factor(a) : sum(a);
      --depth_;
      if (!ok) return false;
      if (c == '-') { a = -a; return true; }
      if (next() != ')') return false;
      text_.remove_prefix(1);
      return true;
    }
    if (std::isdigit(static_cast<unsigned char>(c))) {
      const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), a);
      text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
      return error == std::errc() && a <= limit;
    }
    std::size_t n = 0;
    while (n < text_.size() && std::isalpha(static_cast<unsigned char>(text_[n]))) ++n;
    const std::string_view word = text_.substr(0, n);
    text_.remove_prefix(n);
    if (word == "nc") a = model_.classes;
    else if (word == "na") a = model_.anchors_per_level();
    else if (word == "no") a = model_.outputs();
    else return false;
    return true;
  }

  std::string_view text_;
  const ModelYaml& model_;
  int depth_ = 0;
};

}  // namespace

bool is_none(const YAML::Node& node) {
  return node.IsNull() || (node.IsScalar() && (node.Scalar() == "None" || node.Scalar().empty()));
}

long long whole_number(const ModelYaml& model, const YAML::Node& node, const std::string& what, long long least, long long most) {
  long long value = 0;
  if (!node.IsScalar() || !Arithmetic(node.Scalar(), model).value(value))
    model.source.fail(node, what, " must be a whole number", node.IsScalar() ? ", not " + node.Scalar() : std::string());
  if (value < least || value > most) model.source.fail(node, what, " is ", value, ", allowed are ", least, " to ", most);
  return value;
}

std::string activation_type(const Source& source, const YAML::Node& node) {
  static const std::regex call(R"(\s*(?:torch\.)?nn\.(\w+)\(\s*(?:(?:negative_slope\s*=\s*)?([0-9][0-9.eE+-]*))?\s*,?\s*(?:inplace\s*=\s*(?:True|False))?\s*\)\s*)");
  std::smatch parts;
  const std::string text = node.IsScalar() ? node.Scalar() : std::string();
  if (std::regex_match(text, parts, call)) {
    const std::string name = parts[1], number = parts[2];
    if (name == "LeakyReLU") {
      double slope = 0.01;  // PyTorch's
      const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), slope);
      if (number.empty() || (error == std::errc() && end == number.data() + number.size() && slope < 1)) return "LeakyReLU<" + ctyolo::shortest(slope) + ">";
      source.fail(node, "the slope of ", text, " must be a number in [0, 1)");
    }
    if (number.empty()) {
      if (name == "SiLU" || name == "Hardswish" || name == "Mish" || name == "Identity") return name;
      if (name == "ReLU") return "LeakyReLU<0>";
    }
  }
  source.fail(node, "unknown activation ", text, "; there are nn.SiLU(), nn.LeakyReLU(0.1), nn.ReLU(), nn.Hardswish(), nn.Mish() and nn.Identity()");
}

}  // namespace yaml2net
