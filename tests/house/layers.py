# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
"""Checks the floors of the house by the include lines: layers.py REPOSITORY [--self-test]

No room includes one above it or beside it; floors 0 to 3 include nothing of Qt or KDE; views includes of Qt only what is
in Qt Core; widgets include no SQL, no file formats; nothing of the product includes a test. The floors are read from
cmake/NiaRooms.cmake, so that there is one table of them.
"""
import os
import re
import sys
import tempfile

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
QT = re.compile(r'^(Q[A-Z]\w*|Qt\w*/.*|qt\w+\.h|q[a-z]+\.h|KSyntaxHighlighting/.*|KF6/.*)$')
# What views may not know of: Qt Gui and Qt Widgets. Models there speak of data; colours and fonts are the delegates'.
NOT_CORE = re.compile(
    r'^(QtWidgets|QtGui|QtSvg|QtQuick|QtQml|KSyntaxHighlighting)(/.*)?$'
    r'|^Q(Widget|Application|GuiApplication|MainWindow|Dialog|MessageBox|FileDialog|Action|ActionGroup|Menu|MenuBar|ToolBar|'
    r'StatusBar|Label|LineEdit|TextEdit|PlainTextEdit|PushButton|ToolButton|CheckBox|RadioButton|ComboBox|SpinBox|Slider|'
    r'ProgressBar|Splitter|StackedWidget|TabWidget|ScrollArea|ScrollBar|Frame|GroupBox|DockWidget|'
    r'(Abstract)?ItemView|(Abstract)?ItemDelegate|StyledItemDelegate|ListView|TableView|TreeView|HeaderView|'
    r'BoxLayout|HBoxLayout|VBoxLayout|GridLayout|FormLayout|Layout|Style|ProxyStyle|StyleOption|Shortcut|Completer|'
    r'Color|Palette|Font|FontMetrics|Painter|PainterPath|Pen|Brush|Pixmap|Image|Icon|KeySequence|KeyEvent|MouseEvent|Clipboard|'
    r'TextDocument|TextCursor|TextLayout|SyntaxHighlighter|StandardItemModel|UndoStack|UndoCommand|Window|Screen|Cursor)$')
FORMATS = re.compile(r'^(sqlite3|simdjson|zlib|zstd|openssl/.*|unicode/.*)(\.h)?$')
SOURCES = ('.h', '.cpp', '.hpp', '.cc')


def floors(root):
    with open(os.path.join(root, 'cmake/NiaRooms.cmake'), encoding='utf-8') as file:
        found = {name: int(floor) for name, floor in re.findall(r'set\(NIA_FLOOR_(\w+) (\d+)\)', file.read())}
    if len(found) < 5:
        sys.exit('layers: cmake/NiaRooms.cmake has no table of floors')
    return found


def folder_of(room):
    return room if room in ('widgets', 'app') else os.path.join('models', room)


def without_comments(text):
    return re.sub(r'//[^\n]*|/\*.*?\*/', lambda m: '\n' * m.group().count('\n'), text, flags=re.S)


def problems_of_file(room, floor_of, text):
    """(line, what) of each include that breaks a rule."""
    floor = floor_of[room]
    text = without_comments(text)
    for match in INCLUDE.finditer(text):
        name = match.group(2)
        line = text.count('\n', 0, match.start(2)) + 1
        other = name.split('/')[0] if '/' in name else None
        if other in floor_of and other != room:
            if floor_of[other] > floor:
                yield line, f'{name}: {room} (floor {floor}) includes a room above it (floor {floor_of[other]})'
            elif floor_of[other] == floor:
                yield line, f'{name}: {room} includes a room of its own floor ({floor})'
        if name.startswith('tests/') or name.startswith('support/'):
            yield line, f'{name}: {room} includes a test'
        if floor <= 3 and QT.match(name):
            yield line, f'{name}: floor {floor} is without Qt'
        if room == 'views' and NOT_CORE.match(name):
            yield line, f'{name}: views may use Qt Core only'
        if room in ('views', 'widgets') and FORMATS.match(name):
            yield line, f'{name}: {room} know no SQL and no file formats'


def check(root, say):
    floor_of = floors(root)
    files = 0
    problems = 0
    for room in floor_of:
        for folder, _, names in sorted(os.walk(os.path.join(root, folder_of(room)))):
            for name in sorted(names):
                if not name.endswith(SOURCES):
                    continue
                files += 1
                path = os.path.join(folder, name)
                with open(path, encoding='utf-8') as file:
                    for line, what in problems_of_file(room, floor_of, file.read()):
                        problems += 1
                        say(f'{os.path.relpath(path, root)}:{line}: {what}')
        cmake = os.path.join(root, folder_of(room), 'CMakeLists.txt')
        if floor_of[room] <= 3 and os.path.exists(cmake):
            with open(cmake, encoding='utf-8') as file:
                if re.search(r'\bQt6::|\bKF6::', file.read()):
                    problems += 1
                    say(f'{os.path.relpath(cmake, root)}: floor {floor_of[room]} is without Qt')
    return files, problems


def self_test(root):
    """Each rule catches what it is for: a copy of the table of floors with one faulty file."""
    cases = [
        ('base', 'a.cpp', '#include "text/fold.h"\n', True),
        ('text', 'a.h', '#include "agreement/kappa.h"\n', True),
        ('workspace', 'a.cpp', '#include <QString>\n', True),
        ('shards', 'a.cpp', '#include <QtCore/QString>\n', True),
        ('views', 'a.h', '#include <QAbstractTableModel>\n#include "workspace/store.h"\n', False),
        ('views', 'a.h', '#include <QWidget>\n', True),
        ('views', 'a.h', '#include <QColor>\n', True),
        ('views', 'a.h', '#include "widgets/page.h"\n', True),
        ('widgets', 'a.cpp', '#include <sqlite3.h>\n', True),
        ('base', 'a.cpp', '// #include "app/main.h"\n#include <string>\n#include "base/error.h"\n', False),
        ('importing', 'a.cpp', '#include "support/clock.h"\n', True),
        ('importing', 'a.cpp', '#include "exchange/bundle.h"\n', True),
        ('exporting', 'a.cpp', '#include "shards/reader.h"\n#include <queue>\n', False),
    ]
    floor_of = floors(root)
    wrong = 0
    for room, name, text, faulty in cases:
        with tempfile.TemporaryDirectory() as place:
            os.makedirs(os.path.join(place, 'cmake'))
            with open(os.path.join(place, 'cmake/NiaRooms.cmake'), 'w', encoding='utf-8') as file:
                file.writelines(f'set(NIA_FLOOR_{r} {f})\n' for r, f in floor_of.items())
            os.makedirs(os.path.join(place, folder_of(room)))
            with open(os.path.join(place, folder_of(room), name), 'w', encoding='utf-8') as file:
                file.write(text)
            if (check(place, lambda _: None)[1] > 0) != faulty:
                wrong += 1
                print(f'layers: self-test: {room}: {text!r} should be {"refused" if faulty else "taken"}')
    return wrong


def main():
    root = os.path.abspath(sys.argv[1])
    wrong = self_test(root)
    files, problems = check(root, print)
    print(f'layers: {files} files, {problems} problems')
    if files == 0:
        sys.exit('layers: found no source at all')
    sys.exit(1 if problems or wrong else 0)


if __name__ == '__main__':
    main()
