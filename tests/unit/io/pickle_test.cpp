// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"
#include "torch_assembler.hpp"

#include <ctyolo/io/pickle.hpp>

#include <cstdint>
#include <limits>

using namespace ctyolo;
using namespace test::pickle;
using test::contains;
using test::little;
using test::span_of;

namespace {

std::string complaint(const std::string& file, const PickleLimits& limits = {}) {
  const std::string said = test::error_of([&] { read_pickle(span_of(file), "x.pt: data.pkl", 0, limits); });
  CHECK(test::one_line(said));
  CHECK(said.starts_with("x.pt: data.pkl: byte "));
  return said;
}

/// A pickle and what is in it.
struct Read {
  explicit Read(std::string instructions)
      : file("\x80\x04" + instructions + "."), document(read_pickle(span_of(file), "x.pt")), root(*document.root) {}
  std::string file;
  PickleDocument document;
  const PickleValue& root;
};

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("io/pickle: scalars") {
  CHECK(Read("N").root.is(PickleKind::none));
  CHECK(Read(yes).root.integer == 1);
  CHECK(Read(no).root.is(PickleKind::boolean));
  CHECK(Read("K\xff").root.integer == 255);
  CHECK(Read("M\xe9\x03").root.integer == 1001);
  CHECK(Read("J\xfe\xff\xff\xff").root.integer == -2);
  CHECK(Read(std::string("\x8a\0", 2)).root.integer == 0);
  CHECK(Read("\x8a\x01\x80").root.integer == -128);
  CHECK(Read(std::string("\x8a\x02\xff\0", 4)).root.integer == 255);
  CHECK(Read(integer(std::numeric_limits<std::int64_t>::min())).root.integer ==
        std::numeric_limits<std::int64_t>::min());
  CHECK(Read("\x8a\x0aQWERTYUIOP").root.is(PickleKind::big_integer));
  CHECK(Read("\x8b" + little(2, 4) + "\xff\x7f").root.integer == 32767);
  CHECK(Read(real(-0.33)).root.real == -0.33);
  CHECK(Read(text("h\xc3\xa4")).root.text == "h\xc3\xa4");
  CHECK(Read("\x8c\x02hi").root.text == "hi");
  CHECK(Read("\x8d" + little(2, 8) + "hi").root.text == "hi");
  CHECK(Read("U\x02hi").root.is(PickleKind::text));
  CHECK(Read("T" + little(1, 4) + "\xff").root.is(PickleKind::bytes));
  CHECK(Read("C\x01\xff").root.text == "\xff");
  CHECK(Read(bytes("abc")).root.text == "abc");
  CHECK(Read("\x8e" + little(1, 8) + "a").root.is(PickleKind::bytes));
  for (const char* wrong : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe0\x80\x80", "\xc3("})
    CHECK(contains(complaint(whole(text(wrong))), "byte 2: a text that is not UTF-8"));
}

TEST_CASE("io/pickle: containers keep their order, shared values are one value") {
  const Read all(
      tuple({list({integer(1), integer(2)}), "]q\x05", "K\x07", "a", "h\x05", dict({text("a"), none, text("a"), yes}),
             ")K\x01\x85K\x02K\x03\x86", "K\x04K\x05K\x06\x87", "(K\x01K\x02\x91"}));
  REQUIRE(all.root.is(PickleKind::tuple));
  const auto& items = all.root.items;
  REQUIRE(items.size() == 9);
  CHECK(items[0]->items[1]->integer == 2);
  CHECK(items[1] == items[2]);
  CHECK(items[2]->items[0]->integer == 7);
  CHECK(items[3]->items.size() == 4);
  CHECK(items[3]->find("a")->integer == 1);
  CHECK(items[3]->find("b") == nullptr);
  CHECK(items[4]->items.empty());
  CHECK(items[6]->items.size() == 2);
  CHECK(items[7]->items[2]->integer == 6);
  CHECK(items[8]->is(PickleKind::set));
}

TEST_CASE("io/pickle: the set in a tuple, POP, DUP, marks, frames, memo") {
  CHECK(Read("\x8f(K\x01K\x02\x90").root.items.size() == 2);
  CHECK(Read("NK\x05"
             "0")
            .root.is(PickleKind::none));
  CHECK(Read("K\x05(NN1").root.integer == 5);
  CHECK(Read("K\x05(0").root.integer == 5);
  CHECK(Read("K\x05"
             "2\x86")
            .root.items[1]
            ->integer == 5);
  CHECK(Read("\x95" + little(2, 8) + "N").root.is(PickleKind::none));
  CHECK(Read("K\x05\x94K\x06\x94h\x01\x87").root.items[2]->integer == 6);
  CHECK(Read("K\x05r" + little(3, 4) + "j" + little(3, 4) + "\x86").root.items[1]->integer == 5);
}

TEST_CASE("io/pickle: nothing is called") {
  const Read evil(call(global("os", "system"), tuple({text("touch /tmp/ctyolo-was-here")})));
  CHECK(evil.root.is(PickleKind::object));
  CHECK(evil.root.class_name() == "os.system");
  CHECK(evil.root.args->items[0]->text == "touch /tmp/ctyolo-was-here");
  CHECK(evil.root.state == nullptr);

  const Read stacked(text("posix") + text("system") + "\x93" + tuple({text("ls")}) + "R");
  CHECK(stacked.root.is_made_by("posix", "system"));
  const Read built(object(global("a.b", "C"), dict({text("x"), integer(3)})));
  CHECK(built.root.class_name() == "a.b.C");
  CHECK(built.root.attribute("x")->integer == 3);
  const Read named(global("a", "C") + ")" + dict({text("k"), none}) + "\x92");
  CHECK(named.root.named->find("k")->is(PickleKind::none));
  CHECK(named.root.attribute("k") == nullptr);
  CHECK(Read("ccollections\nOrderedDict\n)R" + text("a") + yes + "s").root.find("a")->integer == 1);
  CHECK(Read(object(global("a", "Dict"), empty_dict) + text("a") + yes + "s").root.find("a")->integer == 1);
  CHECK(Read(call(call(global("a", "b"), ")"), ")")).root.type->is(PickleKind::object));
  CHECK(Read(text("id") + "Q").document.references.size() == 1);
  CHECK(Read(text("id") + "Q").root.args->text == "id");
}

TEST_CASE("io/pickle: what is wrong is said in one line") {
  CHECK(contains(complaint("garbage"), "not a pickle"));
  CHECK(contains(complaint("\x80\x05N."), "protocol 5"));
  CHECK(contains(complaint(std::string("\x80\0N.", 4)), "protocol 0"));
  CHECK(contains(complaint("\x80\x02I5\n."), "byte 2: pickle instruction 73"));
  CHECK(contains(complaint("\x80\x02NN."), "middle of a value"));
  CHECK(contains(complaint("\x80\x02(N."), "middle of a value"));
  for (const char* lonely : {".",    "0",  "2",    "1",    "t",    "e",    "u",    "a",    "s",      "R",
                             "b",    "Q",  "\x85", "\x86", "\x87", "\x81", "\x90", "\x91", "\x92",   "\x93",
                             "\x94", "(.", "(a",   "(N(s", "N(a",  "Na",   "NNs",  "](a",  "](NN(b", "N(0"})
    complaint("\x80\x02" + std::string(lonely));
  CHECK(contains(complaint(whole("}(Nu")), "key without a value"));
  CHECK(contains(complaint(whole("}Na")), "takes none of that kind"));
  CHECK(contains(complaint(whole("]NNs")), "takes none of that kind"));
  CHECK(contains(complaint(whole("ca\nb\n)RNaNNs")), "a list and a dict at once"));
  CHECK(contains(complaint(whole("]Nb")), "has none"));
  CHECK(contains(complaint(whole("ca\nb\n)\x81}b}b")), "a second time"));
  CHECK(contains(complaint(whole("ca\nb\nNR")), "no tuple"));
  CHECK(contains(complaint(whole("NN\x93")), "no text"));
  CHECK(contains(complaint(whole("c" + std::string(600, 'a') + "\nb\n")), "more than 500 bytes"));
  CHECK(contains(complaint(whole("c\xff\nb\n")), "not UTF-8"));
  CHECK(contains(complaint(whole("ca\nb")), "no end of its line"));
  CHECK(contains(complaint(whole("h\x01")), "not remembered"));
  CHECK(contains(complaint(whole("Nq\x02h\x01")), "not remembered"));
  CHECK(contains(complaint(whole("Nr" + little(0xffffffff, 4))), "far beyond"));
  CHECK(contains(complaint(whole("X" + little(0xffffffff, 4) + "abc")),
                 "asks for 4294967295 bytes, but only 4 are left"));
  CHECK(contains(complaint(whole("\x8d" + little(~std::uint64_t{0}, 8) + "abc")), "asks for"));
  CHECK(contains(complaint(whole("\x95" + little(~std::uint64_t{0}, 8) + "N")), "a frame of"));
}

TEST_CASE("io/pickle: hostile sizes") {
  CHECK(contains(complaint(whole(std::string(1'000'000, '('))), "nested deeper than 10000"));
  CHECK(contains(complaint(whole(std::string(1'100'000, ']'))), "more than 1000000 values"));
  CHECK(contains(complaint(whole("N" + std::string(100, '2')), {.pushes = 50}), "more than 50 steps"));
  // A tuple around a tuple, half a million times: neither reading nor freeing may recurse.
  CHECK(Read(")" + std::string(500'000, '\x85')).document.values.size() == 500'001);
  // Each level holds the one before twice: 2^1000 leaves if one expands them, 1001 values if not.
  CHECK(Read(")" + repeated("2\x86", 1000)).document.values.size() == 1001);
  const Read recursive(
      "]q\x01h\x01"
      "a");
  CHECK(recursive.root.items[0] == &recursive.root);
  const Read self("ca\nb\n)\x81q\x01}" + text("me") + "h\x01sb");
  CHECK(self.root.attribute("me")->attribute("me") == &self.root);
}

TEST_CASE("io/pickle: cut at every byte") {
  const std::string file = whole(dict({text("a"), object(global("m", "C"), dict({text("x"), real(1)})), text("b"),
                                       tuple({integer(1),
                                              "]K\x01"
                                              "a",
                                              bytes("xyz"), storage("FloatStorage", "0", 3)})}));
  CHECK_NOTHROW(read_pickle(span_of(file), "x.pt"));
  for (std::size_t length = 0; length < file.size(); ++length) complaint(file.substr(0, length));
}
