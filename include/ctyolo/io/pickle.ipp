// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/pickle.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/pickle.hpp>
#include <ctyolo/io/utf8.hpp>

#include <bit>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// The stack machine. Its only effects are on the document.
class PickleMachine {
 public:
  PickleMachine(std::span<const std::byte> bytes, const std::string& name, std::size_t begin,
                const PickleLimits& limits)
      : in_(bytes, name, begin), limits_(limits), largest_memo_(bytes.size()) {}

  PickleDocument run() {
    if (in_.number<std::uint8_t>() != 0x80) bad("not a pickle of protocol 2 or later");
    const int protocol = in_.number<std::uint8_t>();
    if (protocol < 2 || protocol > 4) bad("pickle protocol ", protocol, "; 2 to 4 are supported");
    for (;;) {
      at_ = in_.position();
      const auto code = in_.number<std::uint8_t>();
      if (code == '.') break;
      if (!scalar(code) && !container(code) && !plumbing(code) && !call(code))
        bad("pickle instruction ", static_cast<int>(code), " is none that checkpoints use");
    }
    document_.root = pop();
    if (!stack_.empty() || !marks_.empty()) bad("the pickle ends in the middle of a value");
    document_.end = in_.position();
    return std::move(document_);
  }

 private:
  using Kind = PickleKind;

  template <class... Parts>
  [[noreturn]] void bad(const Parts&... parts) const {
    in_.bad_at(at_, parts...);
  }

  PickleValue& make(Kind kind) {
    if (document_.values.size() >= limits_.values)
      bad("more than ", limits_.values, " values; no checkpoint needs so many");
    PickleValue& value = document_.values.emplace_back();
    value.kind = kind;
    return value;
  }
  void push(PickleValue* value) {
    if (++pushes_ > limits_.pushes) bad("more than ", limits_.pushes, " steps; no checkpoint needs so many");
    stack_.push_back(value);
  }
  PickleValue& push_new(Kind kind) {
    PickleValue& value = make(kind);
    push(&value);
    return value;
  }
  std::size_t floor() const { return marks_.empty() ? 0 : marks_.back(); }  // what is below belongs to the outer level
  PickleValue* top() const {
    if (stack_.size() <= floor()) bad("the pickle takes a value where there is none");
    return stack_.back();
  }
  PickleValue* pop() {
    PickleValue* value = top();
    stack_.pop_back();
    return value;
  }
  std::size_t pop_mark() {  // the height of the stack at which it was set
    if (marks_.empty()) bad("the pickle ends a list, tuple or dict that it did not begin");
    const std::size_t height = marks_.back();
    marks_.pop_back();
    return height;
  }

  // clang-format off
  bool scalar(int code) {
    switch (code) {
      case 'N': push_new(Kind::none); return true;
      case 0x88: push_new(Kind::boolean).integer = 1; return true;
      case 0x89: push_new(Kind::boolean).integer = 0; return true;
      case 'K': push_new(Kind::integer).integer = in_.number<std::uint8_t>(); return true;
      case 'M': push_new(Kind::integer).integer = in_.number<std::uint16_t>(); return true;
      case 'J': push_new(Kind::integer).integer = static_cast<std::int32_t>(in_.number<std::uint32_t>()); return true;
      case 0x8a: return integer(in_.number<std::uint8_t>());   // LONG1
      case 0x8b: return integer(in_.number<std::uint32_t>());  // LONG4
      case 'G': return real();
      case 0x8c: return text(in_.number<std::uint8_t>());         // SHORT_BINUNICODE
      case 'X': return text(in_.number<std::uint32_t>());         // BINUNICODE
      case 0x8d: return text(in_.number<std::uint64_t>());        // BINUNICODE8
      case 'U': return old_text(in_.number<std::uint8_t>());      // SHORT_BINSTRING
      case 'T': return old_text(in_.number<std::uint32_t>());     // BINSTRING
      case 'C': return bytes(in_.number<std::uint8_t>());         // SHORT_BINBYTES
      case 'B': return bytes(in_.number<std::uint32_t>());        // BINBYTES
      case 0x8e: return bytes(in_.number<std::uint64_t>());       // BINBYTES8
      default: return false;
    }
  }
  // clang-format on
  bool integer(std::uint64_t length) {
    const std::string_view raw = in_.text(length);
    if (raw.size() > 8) {
      push_new(Kind::big_integer).text = raw;
      return true;
    }
    std::uint64_t value = !raw.empty() && static_cast<signed char>(raw.back()) < 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = raw.size(); i-- > 0;) value = (value << 8) | static_cast<unsigned char>(raw[i]);
    push_new(Kind::integer).integer = static_cast<std::int64_t>(value);
    return true;
  }
  bool real() {
    std::uint64_t bits = 0;
    for (const std::byte b : in_.take(8)) bits = (bits << 8) | std::to_integer<std::uint64_t>(b);  // big endian
    push_new(Kind::real).real = std::bit_cast<double>(bits);
    return true;
  }
  bool text(std::uint64_t length) {
    const std::string_view raw = in_.text(length);
    if (!is_utf8(raw)) bad("a text that is not UTF-8");
    push_new(Kind::text).text = raw;
    return true;
  }
  bool old_text(std::uint64_t length) {  // of Python 2, which did not tell texts from bytes
    const std::string_view raw = in_.text(length);
    push_new(is_utf8(raw) ? Kind::text : Kind::bytes).text = raw;
    return true;
  }
  bool bytes(std::uint64_t length) {
    push_new(Kind::bytes).text = in_.text(length);
    return true;
  }

  // clang-format off
  bool container(int code) {
    switch (code) {
      case ')': push_new(Kind::tuple); return true;
      case 0x85: return tuple_of(1);
      case 0x86: return tuple_of(2);
      case 0x87: return tuple_of(3);
      case 't': return collect(Kind::tuple);
      case ']': push_new(Kind::list); return true;
      case '}': push_new(Kind::dict); return true;
      case 0x8f: push_new(Kind::set); return true;
      case 0x91: return collect(Kind::set);  // FROZENSET
      case 'a': return add(stack_.empty() ? 0 : stack_.size() - 1, Kind::list, false);
      case 's': return add(stack_.size() < 2 ? 0 : stack_.size() - 2, Kind::dict, false);
      case 'e': return add(pop_mark(), Kind::list, true);
      case 'u': return add(pop_mark(), Kind::dict, true);
      case 0x90: return add(pop_mark(), Kind::set, true);  // ADDITEMS
      default: return false;
    }
  }
  // clang-format on
  bool tuple_of(std::size_t count) {
    if (stack_.size() < floor() + count) bad("a tuple of ", count, " values, where there are fewer");
    return fill(make(Kind::tuple), stack_.size() - count);
  }
  bool collect(Kind kind) {
    const std::size_t first = pop_mark();
    return fill(make(kind), first);
  }
  bool fill(PickleValue& value, std::size_t first) {
    value.items.assign(stack_.begin() + static_cast<std::ptrdiff_t>(first), stack_.end());
    stack_.resize(first);
    push(&value);
    return true;
  }
  /// Adds what lies on the stack from `first` on to the container below it.
  bool add(std::size_t first, Kind kind, bool from_mark) {
    if (first < floor() + 1 || first > stack_.size()) bad("the pickle adds values to nothing");
    if (!from_mark && first == stack_.size()) bad("the pickle adds a value where there is none");
    PickleValue& target = *stack_[first - 1];
    const bool pairs = kind == Kind::dict;
    if (pairs && (stack_.size() - first) % 2 != 0) bad("a key without a value");
    if (target.is(Kind::object)) {
      if (!target.items.empty() && target.pairs != pairs) bad("an object that is a list and a dict at once");
      target.pairs = pairs;
    } else if (!target.is(kind)) {
      bad("the pickle adds values to something that takes none of that kind");
    }
    target.items.insert(target.items.end(), stack_.begin() + static_cast<std::ptrdiff_t>(first), stack_.end());
    stack_.resize(first);
    return true;
  }

  bool plumbing(int code) {
    switch (code) {
      case 0x95:  // FRAME: a hint on lengths
        if (const auto length = in_.number<std::uint64_t>(); length > in_.remaining())
          bad("a frame of ", length, " bytes, where only ", in_.remaining(), " are left; the file is cut or damaged");
        return true;
      case '(':
        if (marks_.size() >= limits_.open_marks) bad("values nested deeper than ", limits_.open_marks, " levels");
        marks_.push_back(stack_.size());
        return true;
      case '0':  // POP: the mark counts as a value
        if (!marks_.empty() && marks_.back() == stack_.size())
          marks_.pop_back();
        else
          pop();
        return true;
      case '1':
        stack_.resize(pop_mark());
        return true;
      case '2':
        push(top());
        return true;
      case 'q':
        return remember(in_.number<std::uint8_t>());
      case 'r':
        return remember(in_.number<std::uint32_t>());
      case 0x94:
        return remember(memo_.size());
      case 'h':
        return recall(in_.number<std::uint8_t>());
      case 'j':
        return recall(in_.number<std::uint32_t>());
      default:
        return false;
    }
  }
  bool remember(std::size_t index) {
    // Python numbers what it remembers from 0 on: no pickle can have more numbers than bytes.
    if (index >= largest_memo_ || index >= limits_.values)
      bad("a memo of number ", index, ", far beyond what was needed");
    if (index >= memo_.size()) memo_.resize(index + 1);
    memo_[index] = top();
    return true;
  }
  bool recall(std::size_t index) {
    if (index >= memo_.size() || memo_[index] == nullptr) bad("recalls value ", index, ", which was not remembered");
    push(memo_[index]);
    return true;
  }

  bool call(int code) {
    switch (code) {
      case 'c': {  // GLOBAL
        PickleValue &module = make(Kind::text), &name = make(Kind::text);
        module.text = in_.line();
        name.text = in_.line();
        return global(&module, &name);
      }
      case 0x93: {  // STACK_GLOBAL
        const PickleValue* name = pop();
        return global(pop(), name);
      }
      case 'R':     // REDUCE
      case 0x81: {  // NEWOBJ
        const PickleValue* args = pop();
        return object(pop(), args, nullptr);
      }
      case 0x92: {  // NEWOBJ_EX
        const PickleValue* named = pop();
        const PickleValue* args = pop();
        return object(pop(), args, named);
      }
      case 'b': {  // BUILD
        const PickleValue* state = pop();
        PickleValue& target = *top();
        if (!target.is(Kind::object) && !target.is(Kind::dict)) bad("gives attributes to something that has none");
        if (target.state != nullptr) bad("gives attributes to an object a second time");
        target.state = state;
        return true;
      }
      case 'Q': {  // BINPERSID
        const PickleValue* name = pop();
        PickleValue& reference = push_new(Kind::reference);
        reference.args = name;
        document_.references.push_back(&reference);
        return true;
      }
      default:
        return false;
    }
  }
  bool global(const PickleValue* module, const PickleValue* name) {
    if (!module->is(Kind::text) || !name->is(Kind::text)) bad("a class whose name is no text");
    if (module->text.size() + name->text.size() > limits_.class_name_bytes)
      bad("a class whose name has more than ", limits_.class_name_bytes, " bytes");
    if (!is_utf8(module->text) || !is_utf8(name->text)) bad("a class whose name is not UTF-8");
    push_new(Kind::global).items = {module, name};
    return true;
  }
  bool object(const PickleValue* type, const PickleValue* args, const PickleValue* named) {
    if (!args->is(Kind::tuple)) bad("a call whose arguments are no tuple");
    if (named != nullptr && !named->is(Kind::dict)) bad("a call whose named arguments are no dict");
    // The one class that is understood here: a dict is a dict.
    if (type->is_global("collections", "OrderedDict") && args->items.empty()) {
      push_new(Kind::dict);
      return true;
    }
    PickleValue& made = push_new(Kind::object);
    made.type = type;
    made.args = args;
    if (named != nullptr) made.named = named;
    return true;
  }

  ByteReader in_;
  PickleLimits limits_;
  std::size_t largest_memo_;
  std::size_t at_ = 0;  // where the current instruction begins
  std::size_t pushes_ = 0;
  PickleDocument document_;
  std::vector<PickleValue*> stack_;
  std::vector<std::size_t> marks_;  // heights of the stack
  std::vector<PickleValue*> memo_;
};

}  // namespace detail

CTYOLO_INLINE PickleDocument read_pickle(std::span<const std::byte> bytes, const std::string& name, std::size_t begin,
                                         const PickleLimits& limits) {
  return detail::PickleMachine(bytes, name, begin, limits).run();
}

}  // namespace ctyolo::inline v0
