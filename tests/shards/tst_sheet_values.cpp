// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "shards/xlsx_styles.h"

#include <QTest>

#include <limits>

using namespace nia;

/// What the numbers of a sheet say: dates by their number format, the shortest digits.
class TestSheetValues : public QObject
{
    Q_OBJECT

private slots:
    void dates_data();
    void dates();
    void formats_data();
    void formats();
    void numbers_data();
    void numbers();
    void escapes_data();
    void escapes();
};

void TestSheetValues::dates_data()
{
    QTest::addColumn<double>("serial");
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("from1904");
    QTest::addColumn<QByteArray>("text"); // "-": none
    const auto row = [](const char *name, double serial, shards::NumberForm form, bool from1904,
                        const QByteArray &text) {
        QTest::newRow(name) << serial << static_cast<int>(form) << from1904 << text;
    };
    using enum shards::NumberForm;
    // Serial numbers as Excel gives them for these dates (DATEVALUE).
    row("first day", 1, Date, false, "1900-01-01");
    row("before the day that never was", 59, Date, false, "1900-02-28");
    row("the day that never was", 60, Date, false, "-");
    row("after it", 61, Date, false, "1900-03-01");
    row("2000", 36526, Date, false, "2000-01-01");
    row("leap day", 45351, Date, false, "2024-02-29");
    row("last day", 2958465, Date, false, "9999-12-31");
    row("too late", 2958466, Date, false, "-");
    row("negative", -1, Date, false, "-");
    row("zero", 0, Date, false, "-");
    row("1904", 0, Date, true, "1904-01-01");
    row("1904, later", 44866, Date, true, "2026-11-02");
    row("noon", 36526.5, DateTime, false, "2000-01-01T12:00:00");
    row("rounded to the second", 36526.999999999, DateTime, false, "2000-01-02T00:00:00");
    row("a date does not round", 36526.999999999, Date, false, "2000-01-01");
    row("time", 0.75, Time, false, "18:00:00");
    row("hours that have passed", 1.0625, Time, false, "25:30:00");
    row("a number", 36526, Number, false, "-");
    row("no number", std::numeric_limits<double>::quiet_NaN(), Date, false, "-");
}

void TestSheetValues::dates()
{
    QFETCH(double, serial);
    QFETCH(int, form);
    QFETCH(bool, from1904);
    const auto text = shards::dateText(serial, static_cast<shards::NumberForm>(form), from1904);
    QTEST(QByteArray::fromStdString(text.value_or("-")), "text");
}

void TestSheetValues::formats_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("form");
    const auto row = [](const char *code, shards::NumberForm form) {
        QTest::newRow(code) << QByteArray(code) << static_cast<int>(form);
    };
    using enum shards::NumberForm;
    row("General", Number);
    row("0.00", Number);
    row("0.00E+00", Number);
    row("#,##0\\ \"đồng\"", Number);
    row("[Red]0.0;[Blue]-0.0", Number);
    row("[$₫-42A]#,##0", Number);
    row("\"ngày \"0", Number);
    row("_-* #,##0_d_-", Number);
    row("@", Number);
    row("yyyy-mm-dd", Date);
    row("[$-42A]dd mmmm yyyy;@", Date);
    row("D/M/YYYY", Date);
    row("mmm", Date);
    row("dd/mm/yyyy hh:mm", DateTime);
    row("h:mm AM/PM", Time);
    row("[h]:mm:ss", Time);
    row("mm:ss.0", Time);
}

void TestSheetValues::formats()
{
    QFETCH(QByteArray, code);
    QTEST(static_cast<int>(shards::formOfCode(code.toStdString())), "form");
}

void TestSheetValues::numbers_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *written, const char *text) {
        QTest::newRow(written) << QByteArray(written) << QByteArray(text);
    };
    row("12", "12");
    row("0012", "0012");
    row("0.30000000000000004", "0.3");
    row("0.10000000000000001", "0.1");
    row("1E5", "100000");
    row("1.0000000000000001E-5", "0.00001");
    row("1E-9", "1e-09");
    row("-1.5", "-1.5");
    row("1234567890123456", "1234567890123456"); // more digits than Excel keeps, as other programs write them
    row("1E+300", "1e+300");
    row("1E999", "1E999");
    row("abc", "abc");
}

void TestSheetValues::numbers()
{
    QFETCH(QByteArray, written);
    QTEST(QByteArray::fromStdString(shards::numberText(written.toStdString())), "text");
}

void TestSheetValues::escapes_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *written, const char *text) {
        QTest::newRow(written) << QByteArray(written) << QByteArray(text);
    };
    row("a_x000D_b", "a\rb");
    row("_x1EC7__x00e9_", "ệé");
    row("_x005F_x000D_", "_x000D_");
    row("_x000_", "_x000_");
    row("_xD800_", "_xD800_"); // half a pair
    row("_x0000_", "_x0000_");
    row("snake_x", "snake_x");
}

void TestSheetValues::escapes()
{
    QFETCH(QByteArray, written);
    QTEST(QByteArray::fromStdString(shards::withoutEscapes(written.toStdString())), "text");
}

QTEST_APPLESS_MAIN(TestSheetValues)
#include "tst_sheet_values.moc"
