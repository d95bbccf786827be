// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Pickles written: the reader finds what was put in.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/pickle.hpp>
#include <ctyolo/io/pickle_writer.hpp>

#include <limits>

using namespace ctyolo;

TEST_CASE("io/pickle_writer: values of every kind come back") {
  const std::vector<std::int64_t> integers = {0, 255, 256, 65535, 65536, -1, 2147483647, -2147483648LL, 1LL << 40,
                                              std::numeric_limits<std::int64_t>::min()};
  PythonValue numbers = PythonValue::list();
  for (const auto i : integers) numbers.add(i);
  PythonValue root = PythonValue::dict()
                         .with("numbers", numbers)
                         .with("real", 0.1)
                         .with("yes", true)
                         .with("no", false)
                         .with("nothing", PythonValue())
                         .with("text", "\xC3\xA4 b")
                         .with("again", "text")
                         .with("tuple", PythonValue::tuple({1, "x"}))
                         .with("empty tuple", PythonValue::tuple({}))
                         .with("ordered", PythonValue::ordered_dict().with("k", 3))
                         .with("set", PythonValue::empty_set())
                         .with("object", PythonValue::object("models.common.Conv").with("i", 7));
  for (int i = 0; i < 300; ++i) root.set("key" + std::to_string(i), "key" + std::to_string(i));  // more than fit in one byte of the memo
  const std::string pickle = pickle_of(root, {});
  const PickleDocument d = read_pickle(std::as_bytes(std::span(pickle)), "test");
  REQUIRE(d.root->is(PickleKind::dict));
  CHECK(d.end == pickle.size());
  const auto& back = d.root->find("numbers")->items;
  REQUIRE(back.size() == integers.size());
  for (std::size_t i = 0; i < back.size(); ++i) CHECK(back[i]->integer == integers[i]);
  CHECK(d.root->find("real")->real == 0.1);
  CHECK(d.root->find("yes")->is(PickleKind::boolean));
  CHECK(d.root->find("yes")->integer == 1);
  CHECK(d.root->find("no")->integer == 0);
  CHECK(d.root->find("nothing")->is(PickleKind::none));
  CHECK(d.root->find("text")->text == "\xC3\xA4 b");
  CHECK(d.root->find("again")->text == "text");
  CHECK(d.root->find("tuple")->items[1]->text == "x");
  CHECK(d.root->find("empty tuple")->is(PickleKind::tuple));
  CHECK(d.root->find("ordered")->find("k")->integer == 3);
  CHECK(d.root->find("set")->is_made_by("__builtin__", "set"));
  CHECK(d.root->find("object")->is_made_by("models.common", "Conv"));
  CHECK(d.root->find("object")->attribute("i")->integer == 7);
  for (const std::string key : {"key0", "key199", "key299"}) CHECK(d.root->find(key)->text == key);
}

TEST_CASE("io/pickle_writer: what Python could not read is refused") {
  CHECK(test::contains(test::error_of([] { pickle_of("\xff", {}); }), "not UTF-8"));
  const TensorRecord odd{.name = "w", .dtype = Dtype::f8_e4m3, .shape = {1}, .bytes = {}};
  CHECK(test::contains(test::error_of([&] { pickle_of(PythonValue::tensor(0), std::span(&odd, 1)); }), "\"w\" has the number type F8_E4M3"));
}
