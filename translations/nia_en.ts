<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Errors</name>
    <message>
        <source>something in Nia is wrong: %1; please report it</source>
        <translation>something in Nia is wrong: %1; please report it</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>stopped; what was done stays</source>
        <translation>stopped; what was done stays</translation>
    </message>
    <message>
        <source>no such %1: %2</source>
        <translation>no such %1: %2</translation>
    </message>
    <message>
        <source>more than one %1 is called %2; choose one by its key: %3</source>
        <translation>more than one %1 is called %2; choose one by its key: %3</translation>
    </message>
    <message>
        <source>%1 exists already; choose another name or allow to replace it</source>
        <translation>%1 exists already; choose another name or allow to replace it</translation>
    </message>
    <message>
        <source>could not %1: %2</source>
        <translation>could not %1: %2</translation>
    </message>
    <message>
        <source>the disk is full; free some space and try again, nothing that was saved is lost</source>
        <translation>the disk is full; free some space and try again, nothing that was saved is lost</translation>
    </message>
    <message>
        <source>you may not read or write it; choose another place</source>
        <translation>you may not read or write it; choose another place</translation>
    </message>
    <message>
        <source>is a folder; choose the files in it</source>
        <translation>is a folder; choose the files in it</translation>
    </message>
    <message>
        <source>is not %1: %2</source>
        <translation>is not %1: %2</translation>
    </message>
    <message>
        <source>ends in the middle of the %1 data; the file is incomplete</source>
        <translation>ends in the middle of the %1 data; the file is incomplete</translation>
    </message>
    <message>
        <source>is damaged: %1</source>
        <translation>is damaged: %1</translation>
    </message>
    <message>
        <source>%1 is over the limit of %2</source>
        <translation>%1 is over the limit of %2</translation>
    </message>
    <message>
        <source>not JSON: %1</source>
        <translation>not JSON: %1</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>not a JSON object</translation>
    </message>
    <message>
        <source>no text field “%1”; choose another one</source>
        <translation>no text field “%1”; choose another one</translation>
    </message>
    <message>
        <source>“%1” should be %2 but is %3</source>
        <translation>“%1” should be %2 but is %3</translation>
    </message>
    <message>
        <source>not valid UTF-8</source>
        <translation>not valid UTF-8</translation>
    </message>
    <message>
        <source>half of a surrogate pair in an escape</source>
        <translation>half of a surrogate pair in an escape</translation>
    </message>
    <message>
        <source>a NUL character (U+0000)</source>
        <translation>a NUL character (U+0000)</translation>
    </message>
    <message>
        <source>nested deeper than %1 levels</source>
        <translation>nested deeper than %1 levels</translation>
    </message>
    <message>
        <source>longer than %1 bytes</source>
        <translation>longer than %1 bytes</translation>
    </message>
    <message>
        <source>%1 cells where the header has %2</source>
        <translation>%1 cells where the header has %2</translation>
    </message>
    <message>
        <source>a quoted cell is never closed</source>
        <translation>a quoted cell is never closed</translation>
    </message>
    <message>
        <source>is not a Nia workspace</source>
        <translation>is not a Nia workspace</translation>
    </message>
    <message>
        <source>was made by a newer Nia (version %1 of the file, this program knows %2); update Nia to open it</source>
        <translation>was made by a newer Nia (version %1 of the file, this program knows %2); update Nia to open it</translation>
    </message>
    <message>
        <source>can only be read; copy it to a place where you may write</source>
        <translation>can only be read; copy it to a place where you may write</translation>
    </message>
    <message>
        <source>is damaged: %1; open a backup of it</source>
        <translation>is damaged: %1; open a backup of it</translation>
    </message>
    <message>
        <source>another program is writing to it; try again in a moment</source>
        <translation>another program is writing to it; try again in a moment</translation>
    </message>
    <message>
        <source>the workspace reports: %1</source>
        <translation>the workspace reports: %1</translation>
    </message>
    <message>
        <source>no such record: %1</source>
        <translation>no such record: %1</translation>
    </message>
    <message>
        <source>no such question: %1</source>
        <translation>no such question: %1</translation>
    </message>
    <message>
        <source>%1 has no answer “%2”; it has %3</source>
        <translation>%1 has no answer “%2”; it has %3</translation>
    </message>
    <message>
        <source>span of %1: %2</source>
        <translation>span of %1: %2</translation>
    </message>
    <message>
        <source>%1: “%2” is not %3</source>
        <translation>%1: “%2” is not %3</translation>
    </message>
    <message>
        <source>%2: %3 (%1)</source>
        <translation>%2: %3 (%1)</translation>
    </message>
    <message>
        <source>is not a Nia bundle: %1</source>
        <translation>is not a Nia bundle: %1</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>open it</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>opening</translation>
    </message>
    <message>
        <source>read it</source>
        <translation>read it</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>reading</translation>
    </message>
    <message>
        <source>write it</source>
        <translation>write it</translation>
    </message>
    <message>
        <source>write the manifest</source>
        <translation>write the manifest</translation>
    </message>
    <message>
        <source>name the manifest</source>
        <translation>name the manifest</translation>
    </message>
    <message>
        <source>name the bundle</source>
        <translation>name the bundle</translation>
    </message>
    <message>
        <source>name the folder</source>
        <translation>name the folder</translation>
    </message>
    <message>
        <source>make the folder</source>
        <translation>make the folder</translation>
    </message>
    <message>
        <source>read the folder</source>
        <translation>read the folder</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>No such file or directory</translation>
    </message>
    <message>
        <source>no such file, or it may not be read</source>
        <translation>no such file, or it may not be read</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>cannot be opened</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>cannot be read</translation>
    </message>
    <message>
        <source>the file ends early</source>
        <translation>the file ends early</translation>
    </message>
    <message>
        <source>the disk may be full</source>
        <translation>the disk may be full</translation>
    </message>
    <message>
        <source>the folder is missing or the disk is full</source>
        <translation>the folder is missing or the disk is full</translation>
    </message>
    <message>
        <source>the system reports a read error</source>
        <translation>the system reports a read error</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>workspace</translation>
    </message>
    <message>
        <source>shard</source>
        <translation>shard</translation>
    </message>
    <message>
        <source>file</source>
        <translation>file</translation>
    </message>
    <message>
        <source>bundle</source>
        <translation>bundle</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>manifest</translation>
    </message>
    <message>
        <source>record</source>
        <translation>record</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>a string</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>a number</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>an object</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>a list</translation>
    </message>
    <message>
        <source>an event in it is damaged</source>
        <translation>an event in it is damaged</translation>
    </message>
    <message>
        <source>it has no bundle.json</source>
        <translation>it has no bundle.json</translation>
    </message>
    <message>
        <source>it lists no events</source>
        <translation>it lists no events</translation>
    </message>
    <message>
        <source>bundle.json does not come first</source>
        <translation>bundle.json does not come first</translation>
    </message>
    <message>
        <source>its set of events is not the one it was made with</source>
        <translation>its set of events is not the one it was made with</translation>
    </message>
    <message>
        <source>its events are not in the order of their ids</source>
        <translation>its events are not in the order of their ids</translation>
    </message>
    <message>
        <source>it ends within its header</source>
        <translation>it ends within its header</translation>
    </message>
    <message>
        <source>it has no questions</source>
        <translation>it has no questions</translation>
    </message>
    <message>
        <source>no workspace is open</source>
        <translation>no workspace is open</translation>
    </message>
    <message>
        <source>one of these answers is your own: somebody else decides</source>
        <translation>one of these answers is your own: somebody else decides</translation>
    </message>
    <message>
        <source>a decision needs a reason or a clause of the guideline</source>
        <translation>a decision needs a reason or a clause of the guideline</translation>
    </message>
    <message>
        <source>did you mean %1?</source>
        <translation>did you mean %1?</translation>
    </message>
    <message>
        <source>unknown error</source>
        <translation>unknown error</translation>
    </message>
    <message>
        <source>position %1</source>
        <translation>position %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>line %1</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>byte %1</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Label the records of a dataset.</source>
        <translation>Label the records of a dataset.</translation>
    </message>
    <message>
        <source>A workspace, bundles or shards to open.</source>
        <translation>A workspace, bundles or shards to open.</translation>
    </message>
</context>
<context>
    <name>nia::views::Suggester</name>
    <message>
        <source>Learning from the answers</source>
        <translation>Learning from the answers</translation>
    </message>
</context>
<context>
    <name>nia::widgets::AnswerDialog</name>
    <message>
        <source>Another answer</source>
        <translation>Another answer</translation>
    </message>
    <message>
        <source>Take this answer</source>
        <translation>Take this answer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>key %1</translation>
    </message>
</context>
<context>
    <name>nia::widgets::BundleActions</name>
    <message>
        <source>Bundles to merge</source>
        <translation>Bundles to merge</translation>
    </message>
    <message>
        <source>Nia bundles (*.niab);;All files (*)</source>
        <translation>Nia bundles (*.niab);;All files (*)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::CommentDialog</name>
    <message>
        <source>Comment on the record</source>
        <translation>Comment on the record</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>nia::widgets::DifferencesPanel</name>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Answers that differ</source>
        <translation>Answers that differ</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) differ</source>
        <translation>
            <numerusform>%n question differs</numerusform>
            <numerusform>%n questions differ</numerusform>
        </translation>
    </message>
    <message>
        <source>Contested: %1</source>
        <translation>Contested: %1</translation>
    </message>
    <message>
        <source>One of these is your own answer: somebody else decides.</source>
        <translation>One of these is your own answer: somebody else decides.</translation>
    </message>
    <message>
        <source>open</source>
        <translation>open</translation>
    </message>
    <message numerus="yes">
        <source>%n annotator(s)</source>
        <translation>
            <numerusform>%n annotator</numerusform>
            <numerusform>%n annotators</numerusform>
        </translation>
    </message>
    <message>
        <source>not saved yet: %1 decides</source>
        <translation>not saved yet: %1 decides</translation>
    </message>
    <message>
        <source>take</source>
        <translation>take</translation>
    </message>
    <message>
        <source>or another</source>
        <translation>or another</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ExportPlace</name>
    <message>
        <source>No workspace is open</source>
        <translation>No workspace is open</translation>
    </message>
    <message>
        <source>Open one on Start; then a subset of it can be written here.</source>
        <translation>Open one on Start; then a subset of it can be written here.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>Which records</source>
        <translation>Which records</translation>
    </message>
    <message>
        <source>a query; none takes all</source>
        <translation>a query; none takes all</translation>
    </message>
    <message>
        <source>All records; for example is:labeled</source>
        <translation>All records; for example is:labeled</translation>
    </message>
    <message>
        <source>Which records: a query</source>
        <translation>Which records: a query</translation>
    </message>
    <message>
        <source>Which answer</source>
        <translation>Which answer</translation>
    </message>
    <message>
        <source>one final answer for each record and question</source>
        <translation>one final answer for each record and question</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Best</translation>
    </message>
    <message>
        <source>decided, then all agree, then ⅔</source>
        <translation>decided, then all agree, then ⅔</translation>
    </message>
    <message>
        <source>Decided by a reviewer</source>
        <translation>Decided by a reviewer</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nothing else</translation>
    </message>
    <message>
        <source>All annotators agree</source>
        <translation>All annotators agree</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>Majority</translation>
    </message>
    <message>
        <source>ties give no answer</source>
        <translation>ties give no answer</translation>
    </message>
    <message>
        <source>Which form</source>
        <translation>Which form</translation>
    </message>
    <message>
        <source>how it is written</source>
        <translation>how it is written</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>JSON Lines, zstd</source>
        <translation>JSON Lines, zstd</translation>
    </message>
    <message>
        <source>JSON Lines, gzip</source>
        <translation>JSON Lines, gzip</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>CSV, gzip</source>
        <translation>CSV, gzip</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Write to</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Replace a file of that name</source>
        <translation>Replace a file of that name</translation>
    </message>
    <message>
        <source>Leave out records without an answer</source>
        <translation>Leave out records without an answer</translation>
    </message>
    <message>
        <source>First lines, as they will be written</source>
        <translation>First lines, as they will be written</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message numerus="yes">
        <source>of %n record(s)</source>
        <translation>
            <numerusform>of %n record</numerusform>
            <numerusform>of %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write %n record(s)</source>
        <translation>
            <numerusform>Write %n record</numerusform>
            <numerusform>Write %n records</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 records will be left out.</source>
        <translation>%1 of %2 records will be left out.</translation>
    </message>
    <message>
        <source>%1 of the first %2 records would be left out.</source>
        <translation>%1 of the first %2 records would be left out.</translation>
    </message>
    <message>
        <source>no line</source>
        <translation>no line</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the subset to</source>
        <translation>Write the subset to</translation>
    </message>
    <message>
        <source>Name the file first.</source>
        <translation>Name the file first.</translation>
    </message>
    <message>
        <source>Writing the subset</source>
        <translation>Writing the subset</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Stopped; nothing was written.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are in %1, with a manifest beside it.</source>
        <translation>
            <numerusform>%n record is in %1, with a manifest beside it.</numerusform>
            <numerusform>%n records are in %1, with a manifest beside it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out.</source>
        <translation>
            <numerusform>%n left out.</numerusform>
            <numerusform>%n left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::ImportActions</name>
    <message>
        <source>Making %1</source>
        <translation>Making %1</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>Importing %1</translation>
    </message>
    <message numerus="yes">
        <source>%n new record(s)</source>
        <translation>
            <numerusform>%n new record</numerusform>
            <numerusform>%n new records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of these %n changed</source>
        <translation>
            <numerusform>of these %n changed</numerusform>
            <numerusform>of these %n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already here</source>
        <translation>
            <numerusform>%n already here</numerusform>
            <numerusform>%n already here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read</source>
        <translation>
            <numerusform>%n line could not be read</numerusform>
            <numerusform>%n lines could not be read</numerusform>
        </translation>
    </message>
    <message>
        <source>Shards (*.jsonl *.ndjson *.json *.csv *.tsv *.gz *.zst);;All files (*)</source>
        <translation>Shards (*.jsonl *.ndjson *.json *.csv *.tsv *.gz *.zst);;All files (*)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ImportDialog</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>Import %1</translation>
    </message>
    <message>
        <source>First records, as they will be read</source>
        <translation>First records, as they will be read</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>CSV, a table with commas or the like</source>
        <translation>CSV, a table with commas or the like</translation>
    </message>
    <message>
        <source>TSV, a table with tabs</source>
        <translation>TSV, a table with tabs</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>guessed from the beginning</source>
        <translation>guessed from the beginning</translation>
    </message>
    <message>
        <source>comma ,</source>
        <translation>comma ,</translation>
    </message>
    <message>
        <source>semicolon ;</source>
        <translation>semicolon ;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tab</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>bar |</translation>
    </message>
    <message>
        <source>Between cells</source>
        <translation>Between cells</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>what is read and labelled</source>
        <translation>what is read and labelled</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>names a record on every machine</source>
        <translation>names a record on every machine</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Dataset</translation>
    </message>
    <message>
        <source>the same name for all who work together</source>
        <translation>the same name for all who work together</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Looking into %1</source>
        <translation>Looking into %1</translation>
    </message>
    <message>
        <source>none: file name and line</source>
        <translation>none: file name and line</translation>
    </message>
    <message numerus="yes">
        <source>Cannot be read: %n of the first lines (%1). They are kept aside with place and reason.</source>
        <translation>
            <numerusform>Cannot be read: %n of the first lines (%1). They are kept aside with place and reason.</numerusform>
            <numerusform>Cannot be read: %n of the first lines (%1). They are kept aside with place and reason.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no record in it.</source>
        <translation>There is no record in it.</translation>
    </message>
    <message>
        <source>What you correct here counts for all files; the rest is guessed for each.</source>
        <translation>What you correct here counts for all files; the rest is guessed for each.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::JobDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>nia::widgets::LabelBar</name>
    <message>
        <source>Comment</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Flag</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>Why? What made you hesitate?</source>
        <translation>Why? What made you hesitate?</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Flagged</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>Skipped: %1</translation>
    </message>
    <message>
        <source>All answered</source>
        <translation>All answered</translation>
    </message>
    <message>
        <source>Left: %1</source>
        <translation>Left: %1</translation>
    </message>
    <message>
        <source>Confirm and go on</source>
        <translation>Confirm and go on</translation>
    </message>
    <message>
        <source>Why is it skipped?</source>
        <translation>Why is it skipped?</translation>
    </message>
</context>
<context>
    <name>nia::widgets::LabelPlace</name>
    <message>
        <source>Nothing to do again</source>
        <translation>Nothing to do again</translation>
    </message>
    <message>
        <source>Goes on by itself after the last answer</source>
        <translation>Goes on by itself after the last answer</translation>
    </message>
    <message>
        <source>Waits for Enter after the last answer</source>
        <translation>Waits for Enter after the last answer</translation>
    </message>
    <message>
        <source>This is the first record</source>
        <translation>This is the first record</translation>
    </message>
    <message>
        <source>This was the last record</source>
        <translation>This was the last record</translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n questions</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message>
        <source>No workspace is open</source>
        <translation>No workspace is open</translation>
    </message>
    <message>
        <source>Records are labelled here, one after the other, by keys.</source>
        <translation>Records are labelled here, one after the other, by keys.</translation>
    </message>
    <message>
        <source>Go to Start</source>
        <translation>Go to Start</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>No records yet</translation>
    </message>
    <message>
        <source>Bring in a shard: its records appear here while they are read.</source>
        <translation>Bring in a shard: its records appear here while they are read.</translation>
    </message>
    <message>
        <source>No record matches</source>
        <translation>No record matches</translation>
    </message>
    <message>
        <source>Nothing is found by %1</source>
        <translation>Nothing is found by %1</translation>
    </message>
    <message>
        <source>Clear the query</source>
        <translation>Clear the query</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>There is no suggestion to explain</source>
        <translation>There is no suggestion to explain</translation>
    </message>
    <message>
        <source>No single words stand out</source>
        <translation>No single words stand out</translation>
    </message>
    <message>
        <source>training…</source>
        <translation>training…</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Your Vietnamese keyboard program is on: switch it to E, or use the digits.</source>
        <translation>Your Vietnamese keyboard program is on: switch it to E, or use the digits.</translation>
    </message>
    <message>
        <source>Still to be answered: %1</source>
        <translation>Still to be answered: %1</translation>
    </message>
    <message>
        <source>This record cannot be read</source>
        <translation>This record cannot be read</translation>
    </message>
    <message>
        <source>The workspace cannot be opened</source>
        <translation>The workspace cannot be opened</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nothing to undo</translation>
    </message>
    <message numerus="yes">
        <source>%n answers were not saved. Give them again.</source>
        <translation>
            <numerusform>%n answers were not saved. Give them again.</numerusform>
            <numerusform>%n answers were not saved. Give them again.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your answer was not saved. Give it again.</source>
        <translation>Your answer was not saved. Give it again.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Undone: %1</translation>
    </message>
</context>
<context>
    <name>nia::widgets::LinesView</name>
    <message numerus="yes">
        <source> … and %n more characters</source>
        <translation>
            <numerusform> … and %n more character</numerusform>
            <numerusform> … and %n more characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::MainWindow</name>
    <message>
        <source>Import shards</source>
        <translation>Import shards</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>this machine</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>saved</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>saving…</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>not saved</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Open a workspace</translation>
    </message>
    <message>
        <source>Nia workspaces (*.nia)</source>
        <translation>Nia workspaces (*.nia)</translation>
    </message>
    <message>
        <source>New from shards: which files?</source>
        <translation>New from shards: which files?</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>New workspace</translation>
    </message>
    <message>
        <source>Open the workspace first that these bundles belong to.</source>
        <translation>Open the workspace first that these bundles belong to.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::MergeDialog</name>
    <message>
        <source>Merge work</source>
        <translation>Merge work</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Merging %1</source>
        <translation>Merging %1</translation>
    </message>
    <message>
        <source>%1: %2 new, %3 already here</source>
        <translation>%1: %2 new, %3 already here</translation>
    </message>
    <message numerus="yes">
        <source>; %n new record(s)</source>
        <translation>
            <numerusform>; %n new record</numerusform>
            <numerusform>; %n new records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) wait for records that are not here.</source>
        <translation>
            <numerusform>%n answer waits for a record that is not here.</numerusform>
            <numerusform>%n answers wait for records that are not here.</numerusform>
        </translation>
    </message>
    <message>
        <source>The same records stand here under another dataset (%1): import that file under the dataset name your colleague used, and they count.</source>
        <translation>The same records stand here under another dataset (%1): import that file under the dataset name your colleague used, and they count.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) wait for questions that are not here.</source>
        <translation>
            <numerusform>%n answer waits for a question that is not here.</numerusform>
            <numerusform>%n answers wait for questions that are not here.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another machine&apos;s clock is ahead of this one; its answers are taken as they are.</source>
        <translation>Another machine&apos;s clock is ahead of this one; its answers are taken as they are.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are answered differently now.</source>
        <translation>
            <numerusform>%n record is answered differently now.</numerusform>
            <numerusform>%n records are answered differently now.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody disagrees.</source>
        <translation>Nobody disagrees.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::Palette</name>
    <message>
        <source>All keys</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Find a command</translation>
    </message>
    <message>
        <source>Type a few letters</source>
        <translation>Type a few letters</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Text field</source>
        <translation>Text field</translation>
    </message>
</context>
<context>
    <name>nia::widgets::QueryBox</name>
    <message>
        <source>Search or query</source>
        <translation>Search or query</translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n records</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::QueryField</name>
    <message>
        <source>Search or filter</source>
        <translation>Search or filter</translation>
    </message>
</context>
<context>
    <name>nia::widgets::QuestionsPanel</name>
    <message>
        <source>suggested, taken</source>
        <translation>suggested, taken</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>suggested</translation>
    </message>
    <message>
        <source>low</source>
        <translation>low</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>medium</translation>
    </message>
    <message>
        <source>high</source>
        <translation>high</translation>
    </message>
    <message>
        <source>why?</source>
        <translation>why?</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>hide</translation>
    </message>
    <message>
        <source>take it</source>
        <translation>take it</translation>
    </message>
    <message>
        <source>Answer in your own words</source>
        <translation>Answer in your own words</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Press %1 to write</source>
        <translation>Press %1 to write</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>key %1</translation>
    </message>
    <message>
        <source>suggested, %1</source>
        <translation>suggested, %1</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>chosen</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>not chosen</translation>
    </message>
    <message>
        <source>Marking stretches of the text comes with a later version. Such questions are left out here: they stay unanswered.</source>
        <translation>Marking stretches of the text comes with a later version. Such questions are left out here: they stay unanswered.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>none of these</translation>
    </message>
    <message>
        <source>Fits: %1</source>
        <translation>Fits: %1</translation>
    </message>
    <message>
        <source>Does not fit: %1</source>
        <translation>Does not fit: %1</translation>
    </message>
    <message>
        <source>Does not fit: %1 → %2</source>
        <translation>Does not fit: %1 → %2</translation>
    </message>
    <message>
        <source>Border: %1</source>
        <translation>Border: %1</translation>
    </message>
</context>
<context>
    <name>nia::widgets::Rail</name>
    <message>
        <source>Places</source>
        <translation>Places</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RawView</name>
    <message>
        <source>The record as it came</source>
        <translation>The record as it came</translation>
    </message>
    <message numerus="yes">
        <source>
… and %n more characters</source>
        <translation>
            <numerusform>
… and %n more characters</numerusform>
            <numerusform>
… and %n more characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::Reader</name>
    <message>
        <source>Text of the record</source>
        <translation>Text of the record</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Select all</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReaderPane</name>
    <message>
        <source>List</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copy details</translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n words</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RecentDelegate</name>
    <message>
        <source>yesterday</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>%1, %2 of %3 done</source>
        <translation>%1, %2 of %3 done</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>not there</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RecordDelegate</name>
    <message>
        <source>skipped</source>
        <translation>skipped</translation>
    </message>
    <message numerus="yes">
        <source>%n characters</source>
        <translation>
            <numerusform>%n characters</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>flagged</translation>
    </message>
    <message>
        <source>(empty text)</source>
        <translation>(empty text)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RecordList</name>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RejectsDialog</name>
    <message>
        <source>Lines that could not be read</source>
        <translation>Lines that could not be read</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Beginning</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>The first %1 of %2 are shown.</source>
        <translation>The first %1 of %2 are shown.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewCard</name>
    <message>
        <source>Answer %1, key %2, given by %3</source>
        <translation>Answer %1, key %2, given by %3</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewDelegate</name>
    <message>
        <source>(empty text)</source>
        <translation>(empty text)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewFoot</name>
    <message>
        <source>Decide</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Clause</translation>
    </message>
    <message>
        <source>Why this answer?</source>
        <translation>Why this answer?</translation>
    </message>
    <message>
        <source>Clause of the guideline</source>
        <translation>Clause of the guideline</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>%1 again takes a recent reason:</source>
        <translation>%1 again takes a recent reason:</translation>
    </message>
    <message>
        <source>Why this answer? %1 again: a recent reason</source>
        <translation>Why this answer? %1 again: a recent reason</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewPlace</name>
    <message>
        <source>The decision is saved.</source>
        <translation>The decision is saved.</translation>
    </message>
    <message>
        <source>Merge a colleague&apos;s bundle…</source>
        <translation>Merge a colleague&apos;s bundle…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Records to review</source>
        <translation>Records to review</translation>
    </message>
    <message>
        <source>Looking for different answers…</source>
        <translation>Looking for different answers…</translation>
    </message>
    <message>
        <source>The list could not be made</source>
        <translation>The list could not be made</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to decide</source>
        <translation>
            <numerusform>%n record to decide</numerusform>
            <numerusform>%n records to decide</numerusform>
        </translation>
    </message>
    <message>
        <source>No workspace is open</source>
        <translation>No workspace is open</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nothing to review</translation>
    </message>
    <message>
        <source>Open one on Start; then records that annotators answered differently are here.</source>
        <translation>Open one on Start; then records that annotators answered differently are here.</translation>
    </message>
    <message numerus="yes">
        <source>All is decided: %n record(s) on which annotators differed.</source>
        <translation>
            <numerusform>All is decided: %n record on which annotators differed.</numerusform>
            <numerusform>All is decided: %n records on which annotators differed.</numerusform>
        </translation>
    </message>
    <message>
        <source>No record is answered differently by two annotators. Merge a colleague&apos;s bundle; where answers differ they appear here.</source>
        <translation>No record is answered differently by two annotators. Merge a colleague&apos;s bundle; where answers differ they appear here.</translation>
    </message>
    <message numerus="yes">
        <source>%n decided</source>
        <translation>
            <numerusform>%n decided</numerusform>
            <numerusform>%n decided</numerusform>
        </translation>
    </message>
    <message>
        <source>Spans can only be taken from a card.</source>
        <translation>Spans can only be taken from a card.</translation>
    </message>
    <message>
        <source>One of these answers is your own: somebody else decides here.</source>
        <translation>One of these answers is your own: somebody else decides here.</translation>
    </message>
    <message>
        <source>Take a card first: press its number.</source>
        <translation>Take a card first: press its number.</translation>
    </message>
    <message>
        <source>A decision needs a reason or a clause of the guideline.</source>
        <translation>A decision needs a reason or a clause of the guideline.</translation>
    </message>
    <message>
        <source>That was the last difference.</source>
        <translation>That was the last difference.</translation>
    </message>
    <message>
        <source>Flagged.</source>
        <translation>Flagged.</translation>
    </message>
    <message>
        <source>The flag is gone.</source>
        <translation>The flag is gone.</translation>
    </message>
    <message>
        <source>There is no other difference that way.</source>
        <translation>There is no other difference that way.</translation>
    </message>
    <message>
        <source>Your keyboard program is in Vietnamese mode: switch it to E, or use the digits.</source>
        <translation>Your keyboard program is in Vietnamese mode: switch it to E, or use the digits.</translation>
    </message>
    <message>
        <source>Narrow down</source>
        <translation>Narrow down</translation>
    </message>
    <message>
        <source>Only records that match: a query</source>
        <translation>Only records that match: a query</translation>
    </message>
    <message>
        <source>The comment is saved.</source>
        <translation>The comment is saved.</translation>
    </message>
    <message>
        <source>The decision is taken back.</source>
        <translation>The decision is taken back.</translation>
    </message>
    <message>
        <source>The decision is taken back: %1</source>
        <translation>The decision is taken back: %1</translation>
    </message>
    <message>
        <source>There is no decision of yours.</source>
        <translation>There is no decision of yours.</translation>
    </message>
    <message>
        <source>Nothing to do again</source>
        <translation>Nothing to do again</translation>
    </message>
</context>
<context>
    <name>nia::widgets::SendWorkDialog</name>
    <message>
        <source>Send your work</source>
        <translation>Send your work</translation>
    </message>
    <message>
        <source>Only my answers</source>
        <translation>Only my answers</translation>
    </message>
    <message>
        <source>Everybody&apos;s answers and decisions</source>
        <translation>Everybody&apos;s answers and decisions</translation>
    </message>
    <message>
        <source>The texts too, for somebody who does not have them</source>
        <translation>The texts too, for somebody who does not have them</translation>
    </message>
    <message>
        <source>Replace a file of that name</source>
        <translation>Replace a file of that name</translation>
    </message>
    <message>
        <source>Make the bundle</source>
        <translation>Make the bundle</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>A bundle is one file for a colleague: mail it, or put it on a stick. Merging it twice does no harm.</source>
        <translation>A bundle is one file for a colleague: mail it, or put it on a stick. Merging it twice does no harm.</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Write to</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Write the bundle to</source>
        <translation>Write the bundle to</translation>
    </message>
    <message>
        <source>Nia bundles (*.niab)</source>
        <translation>Nia bundles (*.niab)</translation>
    </message>
    <message>
        <source>Name the file first.</source>
        <translation>Name the file first.</translation>
    </message>
    <message>
        <source>Packing a bundle</source>
        <translation>Packing a bundle</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 and %2</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are in %2 (%3).</source>
        <translation>%1 are in %2 (%3).</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Stopped; nothing was written.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>The window changes its language at the next start; questions do at once.</source>
        <translation>The window changes its language at the next start; questions do at once.</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Size of the text</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Beside the answers</source>
        <translation>Beside the answers</translation>
    </message>
    <message>
        <source>After my answer</source>
        <translation>After my answer</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Off</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Records without a suggestion</source>
        <translation>Records without a suggestion</translation>
    </message>
    <message>
        <source>A share of the records is shown without, so that the influence of suggesting can be measured.</source>
        <translation>A share of the records is shown without, so that the influence of suggesting can be measured.</translation>
    </message>
    <message>
        <source>Go on by itself after the last answer</source>
        <translation>Go on by itself after the last answer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ShareBars</name>
    <message>
        <source>%1: %2 decided, %3 where all agree, %4 by majority, %5 without an answer</source>
        <translation>%1: %2 decided, %3 where all agree, %4 by majority, %5 without an answer</translation>
    </message>
    <message>
        <source>%1 without</source>
        <translation>%1 without</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>decided</translation>
    </message>
    <message>
        <source>all agree</source>
        <translation>all agree</translation>
    </message>
    <message>
        <source>majority</source>
        <translation>majority</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>nia::widgets::StartPlace</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Go on labelling</source>
        <translation>Go on labelling</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Recent workspaces</translation>
    </message>
    <message>
        <source>↑ ↓ to choose</source>
        <translation>↑ ↓ to choose</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Open a workspace</translation>
    </message>
    <message>
        <source>a .nia file</source>
        <translation>a .nia file</translation>
    </message>
    <message>
        <source>New from shards</source>
        <translation>New from shards</translation>
    </message>
    <message>
        <source>JSONL, CSV, TSV, also gz and zst</source>
        <translation>JSONL, CSV, TSV, also gz and zst</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>60 records to learn with</source>
        <translation>60 records to learn with</translation>
    </message>
    <message>
        <source>Merge bundles</source>
        <translation>Merge bundles</translation>
    </message>
    <message>
        <source>work of others, .niab files</source>
        <translation>work of others, .niab files</translation>
    </message>
    <message>
        <source>Send my work</source>
        <translation>Send my work</translation>
    </message>
    <message>
        <source>a bundle for the team</source>
        <translation>a bundle for the team</translation>
    </message>
    <message>
        <source>Drop files anywhere</source>
        <translation>Drop files anywhere</translation>
    </message>
    <message>
        <source>Shards are looked at first, then loaded</source>
        <translation>Shards are looked at first, then loaded</translation>
    </message>
    <message>
        <source>Where you stopped · %1 · %2 of %3 done</source>
        <translation>Where you stopped · %1 · %2 of %3 done</translation>
    </message>
    <message>
        <source>%1 is not there now. Is its drive connected?</source>
        <translation>%1 is not there now. Is its drive connected?</translation>
    </message>
</context>
<context>
    <name>nia::widgets::StatusLine</name>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>All commands</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Auto-advance: on</source>
        <translation>Auto-advance: on</translation>
    </message>
    <message>
        <source>Auto-advance: off</source>
        <translation>Auto-advance: off</translation>
    </message>
</context>
<context>
    <name>nia::widgets::WelcomePage</name>
    <message>
        <source>Begin with the sample</source>
        <translation>Begin with the sample</translation>
    </message>
    <message>
        <source>Begin with my own files</source>
        <translation>Begin with my own files</translation>
    </message>
    <message>
        <source>Who labels here?</source>
        <translation>Who labels here?</translation>
    </message>
    <message>
        <source>Your name stands with each label you give, so that a team can compare and decide. Nothing leaves this machine unless you send it.</source>
        <translation>Your name stands with each label you give, so that a team can compare and decide. Nothing leaves this machine unless you send it.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>for example Lan Anh</source>
        <translation>for example Lan Anh</translation>
    </message>
    <message>
        <source>Where is the Vietnamese you grew up with from? (as you like)</source>
        <translation>Where is the Vietnamese you grew up with from? (as you like)</translation>
    </message>
    <message>
        <source>North</source>
        <translation>North</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>Central</translation>
    </message>
    <message>
        <source>South</source>
        <translation>South</translation>
    </message>
    <message>
        <source>I would rather not say</source>
        <translation>I would rather not say</translation>
    </message>
    <message>
        <source>Labels will carry “%1”.</source>
        <translation>Labels will carry “%1”.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Begin</translation>
    </message>
</context>
<context>
    <name>nia::widgets::Workspaces</name>
    <message>
        <source>Making the sample</source>
        <translation>Making the sample</translation>
    </message>
</context>
</TS>
