// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wconversion" // QTRY_… with milliseconds, in Qt's own macro
#endif

// Colours by role: contrast by the WCAG 2 formula (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio), in both themes.

#include "widgets/controls.h"
#include "widgets/nia_style.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTest>

#include <cmath>

using namespace nia::widgets;

namespace {

double luminance(const QColor &colour)
{
    const auto part = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private slots:
    void theFormula()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
    }

    void contrastIsEnough_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void contrastIsEnough()
    {
        QFETCH(bool, dark);
        const Roles &r = dark ? darkRoles() : lightRoles();
        // Text of each kind on each ground it is put on: 4.5; marks: 3.
        for (const QColor &ground : {r.surface, r.panel, r.raised, r.tint, r.hover}) {
            QVERIFY(contrast(r.text, ground) >= 7);
            QVERIFY(contrast(r.quiet, ground) >= 4.5);
        }
        for (const QColor &ink : {r.accent, r.good, r.warning, r.bad, r.suggestion, r.disabled}) {
            QVERIFY(contrast(ink, r.raised) >= 4.5);
            QVERIFY(contrast(ink, r.surface) >= 4.5);
        }
        QVERIFY(contrast(r.goldText, r.gold) >= 4.5);
        QVERIFY(contrast(r.tooltipText, r.tooltip) >= 4.5);
        QVERIFY(contrast(r.good, r.goodTint) >= 4.5);
        QVERIFY(contrast(r.warning, r.warningTint) >= 4.5);
        QVERIFY(contrast(r.bad, r.badTint) >= 4.5);
        for (const QColor &mark : {r.control, r.accentMark, r.suggestionLine}) {
            QVERIFY(contrast(mark, r.raised) >= 3);
            QVERIFY(contrast(mark, r.surface) >= 3);
        }
    }

    void switchesLive()
    {
        applyTheme(*qApp, ThemeChoice::Light);
        QWidget window;
        window.resize(100, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(window.grab().toImage().pixelColor(50, 50), lightRoles().surface);
        applyTheme(*qApp, ThemeChoice::Dark);
        QCOMPARE(&roles(), &darkRoles());
        QTRY_COMPARE(window.palette().color(QPalette::Window), darkRoles().surface);
        QCOMPARE(window.grab().toImage().pixelColor(50, 50), darkRoles().surface);
        applyTheme(*qApp, ThemeChoice::Light);
    }

    /// Stacked marks are painted whole: a row of wordsHeight() shows the same pixels as one with room to spare.
    void wordsAreNotClipped_data()
    {
        QTest::addColumn<int>("pixels");
        for (const int pixels : {11, 12, 13, 14, 19, 24, 32})
            QTest::newRow(qPrintable(QString::number(pixels))) << pixels;
    }
    void wordsAreNotClipped()
    {
        QFETCH(int, pixels);
        QFont font = qApp->font();
        font.setPixelSize(pixels);
        const QString text = QStringLiteral("ẰẲẴ ỘỆ ỮỰ ặ ợ ỵ Ĝg");
        const auto inked = [&](int height) {
            QImage image(600, height, QImage::Format_ARGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setFont(font);
            painter.drawText(image.rect(), Qt::AlignVCenter | Qt::AlignLeft, text);
            painter.end();
            int count = 0;
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixelColor(x, y).lightness() < 128 ? 1 : 0;
            }
            return count;
        };
        // One row of antialiasing may fall differently.
        QVERIFY(std::abs(inked(wordsHeight(font)) - inked(4 * pixels)) <= 12);
    }

    void controlsHaveTheirSizes()
    {
        applyTheme(*qApp, ThemeChoice::Light);
        ActionButton button(QStringLiteral("Xác nhận"), QStringLiteral("Enter"), ActionButton::Look::Primary);
        QVERIFY(button.sizeHint().height() >= 32);
        QLineEdit field;
        QVERIFY(field.sizeHint().height() >= 32);
        QVERIFY(button.sizeHint().width() > QFontMetrics(button.font()).horizontalAdvance(button.text())
                                                + keyCapSize(QStringLiteral("Enter"), button.font()).width());
    }

    void iconsTakeTheColour()
    {
        for (const char *name : {"start", "label", "review", "export", "search", "flag", "comment", "folder"}) {
            const QImage image = iconPixmap(QString::fromLatin1(name), 20, Qt::red, 2).toImage();
            QCOMPARE(image.size(), QSize(40, 40));
            int red = 0;
            for (int y = 0; y < 40; ++y) {
                for (int x = 0; x < 40; ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    red += pixel.alpha() > 128 && pixel.red() > 200 && pixel.green() < 60 ? 1 : 0;
                }
            }
            QVERIFY2(red > 40, name);
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
