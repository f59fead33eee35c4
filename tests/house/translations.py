# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
"""Checks that the translation files are complete: translations.py REPOSITORY [LUPDATE]

Every text of the sources is in each translations/nia_*.ts, none is unfinished, empty, obsolete or vanished, and each keeps
the places (%1, %n) and the access of the original. lupdate is run on a copy; the file itself is not changed.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

LUPDATES = ('lupdate', '/usr/lib/qt6/bin/lupdate')
PLACE = re.compile(r'%L?(?:\d{1,2}|n)')


def messages(path):
    """(context, source, comment) -> (state, [translated forms]) of a .ts file."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter('context'):
        name = context.findtext('name', '')
        for message in context.iter('message'):
            translation = message.find('translation')
            forms = [form.text or '' for form in message.iter('numerusform')] or [
                (translation.text or '') if translation is not None else '']
            state = translation.get('type', '') if translation is not None else 'unfinished'
            found[(name, message.findtext('source', ''), message.findtext('comment', ''))] = (state, forms)
    return found


def problems_of(path, fresh):
    here = messages(path)
    for key, (state, forms) in here.items():
        context, source, _ = key
        where = f'{os.path.basename(path)}: {context}: "{source[:60]}"'
        if state:
            yield f'{where}: {state}'
        elif any(not form.strip() for form in forms):
            yield f'{where}: empty'
        for form in forms:
            # A form for one may leave the number out; other places must be kept.
            missing = set(PLACE.findall(source)) - set(PLACE.findall(form)) - {'%n', '%Ln'}
            if form.strip() and missing:
                yield f'{where}: lacks {", ".join(sorted(missing))}'
    for key in fresh.keys() - here.keys():
        yield f'{os.path.basename(path)}: {key[0]}: "{key[1][:60]}": not in the file; run lupdate'
    for key, (state, _) in fresh.items():
        if key in here and not here[key][0] and state in ('vanished', 'obsolete'):
            yield f'{os.path.basename(path)}: {key[0]}: "{key[1][:60]}": no longer in the sources; run lupdate'


def fresh_messages(root, path, lupdate):
    """What lupdate makes of a copy of the file with the sources as they are now."""
    with tempfile.TemporaryDirectory() as place:
        copy = os.path.join(place, os.path.basename(path))
        shutil.copy(path, copy)
        sources = [os.path.join(root, folder) for folder in ('models', 'widgets', 'app')]
        # With the include folders, or classes are not found in their headers and texts get contexts nobody asks for.
        includes = [argument for folder in (root, os.path.join(root, 'models')) for argument in ('-I', folder)]
        run = subprocess.run([lupdate, '-locations', 'none', *includes, *filter(os.path.isdir, sources), '-ts', copy], text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if run.returncode != 0:
            sys.exit(f'translations: lupdate failed\n{run.stdout}')
        if 'lacks Q_OBJECT' in run.stdout:
            sys.exit(f'translations: these texts would never be found\n{run.stdout}')
        return messages(copy)


SELF_SOURCE = 'class P : public QObject { Q_OBJECT void f() { tr("Open %1"); tr("%n records", nullptr, 2); } };\n'
SELF_FILE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="vi"><context><name>P</name>
<message><source>Open %1</source><translation{0}>{1}</translation></message>
<message numerus="yes"><source>%n records</source><translation><numerusform>{2}</numerusform></translation></message>
{3}</context></TS>"""
OLD = '<message><source>Close</source><translation{0}>Đóng</translation></message>'
SELF_CASES = [
    (('', 'Mở %1', '%n mẫu', ''), 0),
    ((' type="unfinished"', 'Mở %1', '%n mẫu', ''), 1),
    (('', '', '%n mẫu', ''), 1),
    (('', 'Mở', '%n mẫu', ''), 1),
    (('', 'Mở %1', '', ''), 1),
    (('', 'Mở %1', '%n mẫu', OLD.format('')), 1),
    (('', 'Mở %1', '%n mẫu', OLD.format(' type="vanished"')), 1),
]


def self_test(lupdate):
    """The checker finds what it is for, with the lupdate that is used."""
    wrong = 0
    for parts, expected in SELF_CASES + [(None, 2)]:
        with tempfile.TemporaryDirectory() as root:
            os.makedirs(os.path.join(root, 'widgets'))
            with open(os.path.join(root, 'widgets', 'p.cpp'), 'w', encoding='utf-8') as file:
                file.write(SELF_SOURCE)
            path = os.path.join(root, 'nia_vi.ts')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(SELF_FILE.format(*parts) if parts else '<?xml version="1.0"?><!DOCTYPE TS><TS language="vi"/>')
            found = list(problems_of(path, fresh_messages(root, path, lupdate)))
            if len(found) != expected:
                wrong += 1
                print(f'translations: self-test: {parts} gave {found}')
    return wrong


def main():
    root = os.path.abspath(sys.argv[1])
    lupdate = sys.argv[2] if len(sys.argv) > 2 else next((p for p in LUPDATES if shutil.which(p)), None)
    if not lupdate:
        sys.exit('translations: there is no lupdate')
    wrong = self_test(lupdate)
    files = sorted(path for path in glob.glob(os.path.join(root, 'translations', 'nia_*.ts'))
                   if not path.endswith('nia_en.ts'))
    if not files:
        sys.exit('translations: there is no translations/nia_*.ts')
    count = 0
    texts = 0
    for path in files:
        fresh = fresh_messages(root, path, lupdate)
        texts += len(fresh)
        for problem in problems_of(path, fresh):
            count += 1
            print(problem)
    print(f'translations: {len(files)} files, {texts} texts, {count} problems')
    if texts == 0:
        sys.exit('translations: lupdate found no text at all')
    sys.exit(1 if count or wrong else 0)


if __name__ == '__main__':
    main()
