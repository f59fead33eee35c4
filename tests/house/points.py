# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
"""Checks docs/points.md: points.py REPOSITORY [--ctest CTEST BUILD] [--self-test]

Each row is | number | point | expected from | shown by |. What stands in backticks under "shown by" must exist:
  `room.what`            a test that ctest knows
  `room.what:function`   and that function of it (Qt Test's name, or a Python test's)
  `packaging/x.sh …`     a command: its first word is a file of the repository that can be run
  `docs/page.md`         any other file of the repository
A row whose "shown by" is empty is open: that is counted and printed, and is no failure.
"""
import os
import re
import subprocess
import sys
import tempfile

TEST = re.compile(r'^[a-z]+\.[a-z0-9_]+(:[A-Za-z0-9_]+)?$')


def rows_of(text):
    """(line, number, point, expected, shown) of each row of every table of points."""
    for line, row in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in re.split(r'(?<!\\)\|', row)[1:-1]]
        if cells and re.fullmatch(r'\d+\.\d+', cells[0]):
            yield (line, *(cells + [''] * 3)[:4]) if len(cells) == 4 else (line, cells[0], '', '', None)


def tests_of(ctest, build):
    run = subprocess.run([ctest, '-N', '--test-dir', build], stdout=subprocess.PIPE, text=True, check=True)
    return set(re.findall(r'^ *Test +#\d+: (\S+)', run.stdout, re.M))


def has_function(root, test, function):
    room, what = test.split('.', 1)
    for path in (f'tests/{room}/tst_{what}.cpp', f'tests/{room}/{what}.py'):
        path = os.path.join(root, path)
        if os.path.exists(path):
            with open(path, encoding='utf-8') as file:
                return re.search(rf'(::|\bvoid |\bdef ){re.escape(function)}\(', file.read()) is not None
    return False


def problem_of(root, tests, name):
    """What is wrong with one name in backticks, or None."""
    if TEST.match(name) and not os.path.isfile(os.path.join(root, name)):
        test, _, function = name.partition(':')
        if test not in tests:
            return f'there is no test {test}'
        if function and not has_function(root, test, function):
            return f'test {test} has no function {function}'
        return None
    path = os.path.join(root, name.split()[0])
    if not os.path.isfile(path):
        return f'there is no file {name.split()[0]}'
    if (' ' in name or re.match(r'packaging/[^/]+\.sh$', name)) and not os.access(path, os.X_OK):
        return f'{name.split()[0]} cannot be run'
    return None


def check(root, text, tests, say):
    points = shown = named = problems = 0
    numbers = set()
    for line, number, point, _, by in rows_of(text):
        points += 1
        if by is None or not point:
            problems += 1
            say(f'docs/points.md:{line}: {number}: a row has four cells: number, point, expected from, shown by')
            continue
        if number in numbers:
            problems += 1
            say(f'docs/points.md:{line}: {number} stands twice')
        numbers.add(number)
        names = re.findall(r'`([^`]+)`', by)
        if by and not names:
            problems += 1
            say(f'docs/points.md:{line}: {number}: names no test or command in backticks')
        shown += bool(names)
        for name in names:
            named += 1
            if problem := problem_of(root, tests, name):
                problems += 1
                say(f'docs/points.md:{line}: {number}: {problem}')
    return points, shown, named, problems


def self_test():
    """The checker fails where it should."""
    cases = [
        ('| 1.1 | p | | `base.json` |', 0, 1), ('| 1.1 | p | | `base.none` |', 1, 1), ('| 1.1 | p | | |', 0, 0),
        ('| 1.1 | p | | `base.json:numbers` |', 0, 1), ('| 1.1 | p | | `base.json:nothing` |', 1, 1),
        ('| 1.1 | p | | `packaging/run.sh --tour` |', 0, 1), ('| 1.1 | p | | `packaging/gone.sh` |', 1, 1),
        ('| 1.1 | p | | by looking |', 1, 0), ('| 1.1 | p | |', 1, 0),
        ('| 1.1 | p | | |\n| 1.1 | q | | |', 1, 0), ('| 1.1 | a \\| b | | `base.json`, `README.md` |', 0, 1),
    ]
    wrong = 0
    with tempfile.TemporaryDirectory() as root:
        for path, text in (('tests/base/tst_json.cpp', 'void TestJson::numbers()'), ('packaging/run.sh', ''), ('README.md', '')):
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
                file.write(text)
        os.chmod(os.path.join(root, 'packaging/run.sh'), 0o755)
        for text, problems, shown in cases:
            result = check(root, text, {'base.json'}, lambda _: None)
            if (result[3], result[1]) != (problems, shown):
                wrong += 1
                print(f'points: self-test: {text!r} gave {result}')
    return wrong


def main():
    root = os.path.abspath(sys.argv[1])
    wrong = self_test()
    ctest, build = sys.argv[sys.argv.index('--ctest') + 1:][:2]
    tests = tests_of(ctest, build)
    with open(os.path.join(root, 'docs/points.md'), encoding='utf-8') as file:
        points, shown, named, problems = check(root, file.read(), tests, print)
    print(f'points: {points} points, {shown} shown, {points - shown} open; {named} names, {problems} problems; '
          f'{len(tests)} tests')
    if points == 0:
        sys.exit('points: docs/points.md has no row')
    sys.exit(1 if problems or wrong else 0)


if __name__ == '__main__':
    main()
