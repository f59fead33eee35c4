<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DifferencesPanel</name>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n span</numerusform>
            <numerusform>%n spans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPlace</name>
    <message numerus="yes">
        <source>%n record(s) to decide</source>
        <translation>
            <numerusform>%n record to decide</numerusform>
            <numerusform>%n records to decide</numerusform>
        </translation>
    </message>
</context>
</TS>
