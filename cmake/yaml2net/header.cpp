// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "header.hpp"

#include <ctyolo/core/number.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <sstream>

namespace yaml2net {

namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)); }

bool is_word_of_cpp(const std::string& word) {
  static const std::string words =
      " alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class co_await co_return co_yield compl "
      "concept const const_cast consteval constexpr constinit continue decltype default delete do double dynamic_cast else enum explicit export extern "
      "false float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public "
      "register reinterpret_cast requires return short signed sizeof static static_assert static_cast struct switch template this thread_local throw "
      "true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq ";
  return words.find(" " + word + " ") != std::string::npos;
}

/// 0.5 -> "0.5", 1 -> "1.0".
std::string decimal(double value) {
  const std::string text = ctyolo::shortest(value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string row_text(const RowText& row) {
  std::string from;
  for (const int f : row.from) from += (from.empty() ? "" : ", ") + std::to_string(f);
  return "  Row<From<" + from + ">, " + std::to_string(row.repeats) + ", " + row.block + ">";
}

/// Where a block has another activation of its own accord, its name is given the net's.
struct Block {
  std::string file, parameters, arguments, own_activation;
};
const std::map<std::string, Block>& blocks() {
  static const std::map<std::string, Block> all{
      {"Conv", {"conv", "int Channels, int Kernel = 1, int Stride = 1, int Padding = auto_padding", "Channels, Kernel, Stride, Padding", "SiLU"}},
      {"Focus", {"focus", "int Channels, int Kernel = 1", "Channels, Kernel", "LeakyReLU<>"}},
      {"Bottleneck", {"bottleneck", "int Channels, bool Shortcut = true", "Channels, Shortcut", "SiLU"}},
      {"BottleneckCSP", {"bottleneck_csp", "int Channels, bool Shortcut = true", "Channels, Shortcut", "LeakyReLU<>"}},
      {"C3", {"c3", "int Channels, bool Shortcut = true", "Channels, Shortcut", "SiLU"}},
      {"SPP", {"spp", "int Channels", "Channels", "LeakyReLU<>"}},
      {"SPPF", {"sppf", "int Channels, int Kernel = 5", "Channels, Kernel", "SiLU"}},
      {"Concat", {"concat", "", "", ""}},
      {"Upsample", {"upsample", "", "", ""}},
      {"OutputConv", {"output_conv", "", "", ""}},
      {"Detect", {"detect", "", "", ""}},
  };
  return all;
}

class Header {
 public:
  Header(const ModelYaml& model, const NetText& net) : model_(model), net_(net) {}

  std::string text(const std::string& name, const std::string& scope) {
    const std::string parts = name + "_parts";
    out_ << "// Written by yaml2net from " << printable(std::filesystem::path(model_.source.file).filename().string())
         << "; edits are lost when that file changes.\n#pragma once\n\n";
    std::set<std::string> files{"net"};
    for (const auto& b : net_.blocks) files.insert("blocks/" + blocks().at(b).file);
    for (const auto& f : files) out_ << "#include <ctyolo/graph/" << f << ".hpp>\n";
    out_ << "\nnamespace " << scope << " {\n\nnamespace " << parts << " {\n\nusing namespace ctyolo;\n";
    names();
    rows();
    anchors();
    out_ << "\n}  // namespace " << parts << "\n\n";
    out_ << "struct " << name << " : ctyolo::Net<" << name << ", " << parts << "::Rows, ctyolo::Scale{.depth = " << decimal(model_.scale.depth)
         << ", .width = " << decimal(model_.scale.width) << "}, " << parts << "::Anchors";
    const bool classes = model_.classes != 80;
    if (net_.first_generation || classes) out_ << ", ctyolo::Generation" << (net_.first_generation ? "V1" : "V6");
    if (classes) out_ << ", " << model_.classes;
    out_ << "> {};\n\n}  // namespace " << scope << "\n";
    return out_.str();
  }

 private:
  static std::string printable(std::string text) {
    for (char& c : text)
      if (static_cast<unsigned char>(c) < ' ' || c == '\\' || c == 127) c = '?';
    return text;
  }

  void names() {
    const bool leaky = net_.activation == "LeakyReLU<>" || net_.activation == "LeakyReLU<0.1>";
    std::string text;
    for (const auto& b : net_.blocks) {
      const Block& block = blocks().at(b);
      const bool same = block.own_activation == net_.activation || (leaky && block.own_activation == "LeakyReLU<>");
      if (block.own_activation.empty() || same) continue;
      text += "template <" + block.parameters + ">\nusing " + b + " = ctyolo::" + b + "<" + block.arguments + ", " + net_.activation + ">;\n";
    }
    if (net_.no_shortcut) text = "inline constexpr bool no_shortcut = false;\n" + text;
    if (!text.empty()) out_ << "\n" << text;
  }

  void rows() {
    std::size_t width = 0;
    for (const RowText& row : net_.rows) width = std::max(width, row_text(row).size() + 1);
    out_ << "\n// clang-format off: a line a row, as the yaml lists them\nstruct Rows : Graph<\n";
    for (std::size_t r = 0; r < net_.rows.size(); ++r) {
      if (r == 0 && model_.backbone_rows > 0) out_ << "  // backbone\n";
      if (static_cast<int>(r) == model_.backbone_rows) out_ << "  // head\n";
      std::string line = row_text(net_.rows[r]) + (r + 1 < net_.rows.size() ? "," : "");
      line.resize(std::max(line.size(), width), ' ');
      const std::string number = std::to_string(r), &note = net_.rows[r].note;
      out_ << line << "  // " << (r < 10 ? " " : "") << number << (note.empty() ? "" : "  " + note) << "\n";
    }
    out_ << "> {};\n";
  }

  void anchors() {
    std::vector<std::string> lines;
    std::size_t width = 0;
    for (const auto& level : model_.anchors_px) {
      std::string px;
      for (const int side : level) px += (px.empty() ? "" : ", ") + std::to_string(side);
      lines.push_back("  Level<" + px + ">" + (lines.size() + 1 < model_.anchors_px.size() ? "," : ""));
      width = std::max(width, lines.back().size());
    }
    out_ << "\nstruct Anchors : ctyolo::Anchors<\n";
    for (std::size_t l = 0; l < lines.size(); ++l) {
      const int row = net_.rows.back().from[l];
      lines[l].resize(width, ' ');
      out_ << lines[l] << "  // row " << row << ", stride " << net_.shapes[static_cast<std::size_t>(row)].stride << "\n";
    }
    out_ << "> {};\n// clang-format on\n";
  }

  const ModelYaml& model_;
  const NetText& net_;
  std::ostringstream out_;
};

}  // namespace

std::string name_from_file(const std::string& file) {
  std::string name = std::filesystem::path(file).stem().string();
  for (char& c : name)
    if (!is_letter(c) && !is_digit(c)) c = '_';
  if (name.empty() || is_digit(name[0]) || name[0] == '_') name = "net_" + name;
  if (is_word_of_cpp(name)) name += "_";
  return name;
}

bool is_name(const std::string& text, bool scopes) {
  if (text.empty() || !is_letter(text[0])) return false;
  const auto colons = text.find("::");
  if (colons != std::string::npos) return scopes && is_name(text.substr(0, colons), true) && is_name(text.substr(colons + 2), true);
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); }) && !is_word_of_cpp(text);
}

std::string header_of(const ModelYaml& model, const NetText& net, const std::string& name, const std::string& scope) {
  return Header(model, net).text(name, scope);
}

}  // namespace yaml2net
