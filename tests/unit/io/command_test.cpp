// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Programs started without a shell.
#include "../test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/command.hpp>

using namespace ctyolo;

TEST_CASE("io/command: words arrive as they are, output goes to the log, which grows") {
  const test::TemporaryFolder folder;
  const std::string log = folder / "log";
  CHECK(Command({"printf", "%s|", "a b", "$(id); `id`", "x\" > y", ""}, log).wait().empty());
  CHECK(test::read_text(log) == "a b|$(id); `id`|x\" > y||");
  CHECK(Command({"sh", "-c", "echo to error >&2; cat"}, log).wait().empty());  // no input to wait for
  CHECK(test::read_text(log).ends_with("||to error\n"));
  CHECK(Command({"true"}).wait().empty());
  CHECK(Command({"printf", "x"}, "/no/such/folder/log").wait().empty());
}

TEST_CASE("io/command: what went wrong is a clause that names the program") {
  Command none({"ctyolo-no-such-program", "x"});
  CHECK(!none.found());
  CHECK(!none.running());
  CHECK(none.wait() == "ctyolo-no-such-program: no such program; is it installed, and in PATH?");
  Command three({"sh", "-c", "exit 3"});
  CHECK(three.found());
  CHECK(three.wait() == "sh: ended with status 3");
  CHECK(three.wait() == "sh: ended with status 3");
  CHECK(Command({"sh", "-c", "kill -9 $$"}).wait() == "sh: ended by signal 9");
  CHECK(!Command(std::vector<std::string>{}).found());
  CHECK(Command().wait().empty());
}

TEST_CASE("io/command: runs beside the caller until it ends") {
  const test::TemporaryFolder folder;
  const std::string go = folder / "go";
  Command waiting({"sh", "-c", "while [ ! -e \"$0\" ]; do sleep 0.01; done; exit 5", go});
  CHECK(waiting.running());
  Command moved = std::move(waiting);
  CHECK(!waiting.running());  // NOLINT: what is left runs nothing
  folder.write("go", "");
  CHECK(moved.wait() == "sh: ended with status 5");
  CHECK(!moved.running());
}
