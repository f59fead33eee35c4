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


def main():
    root = os.path.abspath(sys.argv[1])
    lupdate = sys.argv[2] if len(sys.argv) > 2 else next((p for p in LUPDATES if shutil.which(p)), None)
    if not lupdate:
        sys.exit('translations: there is no lupdate')
    files = sorted(path for path in glob.glob(os.path.join(root, 'translations', 'nia_*.ts'))
                   if not path.endswith('nia_en.ts'))
    if not files:
        sys.exit('translations: there is no translations/nia_*.ts')
    count = 0
    texts = 0
    for path in files:
        with tempfile.TemporaryDirectory() as place:
            copy = os.path.join(place, os.path.basename(path))
            shutil.copy(path, copy)
            sources = [os.path.join(root, folder) for folder in ('models', 'widgets', 'app')]
            run = subprocess.run([lupdate, '-locations', 'none', *sources, '-ts', copy], text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            if run.returncode != 0:
                sys.exit(f'translations: lupdate failed\n{run.stdout}')
            fresh = messages(copy)
        texts += len(fresh)
        for problem in problems_of(path, fresh):
            count += 1
            print(problem)
    print(f'translations: {len(files)} files, {texts} texts, {count} problems')
    if texts == 0:
        sys.exit('translations: lupdate found no text at all')
    sys.exit(1 if count else 0)


if __name__ == '__main__':
    main()
