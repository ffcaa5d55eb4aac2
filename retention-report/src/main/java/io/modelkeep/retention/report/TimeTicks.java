package io.modelkeep.retention.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The axis of times, in seconds since 1970, with ticks at round times of a clock or a calendar. */
final class TimeTicks {

    private static final int MOST = 6;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final long[] STEPS = {
        1,
        5,
        15,
        30,
        MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        5 * DAY,
        10 * DAY
    };

    private static final int[] MONTHS = {1, 2, 3, 6};

    private TimeTicks() {}

    static ChartAxis axis(Instant first, Instant last) {
        double room = Math.max(1, (last.getEpochSecond() - first.getEpochSecond()) * 0.03);
        long from = first.getEpochSecond() - (long) room;
        long to = last.getEpochSecond() + (long) room;
        for (long step : STEPS) {
            if ((to - from) / step < MOST) {
                return new ChartAxis(from, to, clock(from, to, step));
            }
        }
        return new ChartAxis(from, to, calendar(from, to));
    }

    private static List<ChartAxis.Tick> clock(long from, long to, long step) {
        DateTimeFormatter label = DateTimeFormatter.ofPattern(
                step < MINUTE ? "HH:mm:ss" : step < HOUR ? "HH:mm" : step < DAY ? "MM-dd HH:mm" : "uuuu-MM-dd",
                Locale.ROOT);
        List<ChartAxis.Tick> ticks = new ArrayList<>();
        for (long at = -Math.floorDiv(-from, step) * step; at <= to; at += step) {
            ticks.add(new ChartAxis.Tick(at, label.format(ReportText.date(at))));
        }
        return ticks;
    }

    private static List<ChartAxis.Tick> calendar(long from, long to) {
        DateTimeFormatter label = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
        long months = months(from, to);
        long first = Math.floorDiv(month(from), months) + 1;
        long last = Math.floorDiv(month(to), months);
        List<ChartAxis.Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            long month = i * months;
            LocalDate day = LocalDate.of((int) Math.floorDiv(month, 12L), (int) Math.floorMod(month, 12L) + 1, 1);
            ticks.add(new ChartAxis.Tick(day.toEpochDay() * (double) DAY, label.format(day)));
        }
        return ticks;
    }

    /** Returns the number of months between two ticks: a part of a year, or a round number of years. */
    private static long months(long from, long to) {
        long all = month(to) - month(from);
        for (int step : MONTHS) {
            if (all / step < MOST) {
                return step;
            }
        }
        long step = 12;
        for (int i = 0; all / step >= MOST; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    private static long month(long second) {
        LocalDateTime date = ReportText.date(second);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }
}
