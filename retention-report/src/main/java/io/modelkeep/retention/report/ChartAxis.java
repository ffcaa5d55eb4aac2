package io.modelkeep.retention.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A numeric axis with ticks at round values. Immutable. */
final class ChartAxis {

    /** A labeled value. */
    record Tick(double value, String label) {}

    /** The maximum number of ticks, for any range. */
    static final int MAX_TICKS = 12;

    /** The tolerance for rounding errors. Multiples of 0.1 are not exact in binary. */
    private static final double HAIR = 1e-6;

    private final double low;
    private final double high;
    private final List<Tick> ticks;

    ChartAxis(double low, double high, List<Tick> ticks) {
        this.low = low;
        this.high = high;
        this.ticks = List.copyOf(ticks);
    }

    /** Returns an axis for whole numbers, from the lowest to the highest value with some room at both ends. */
    static ChartAxis across(double low, double high) {
        double room = low == high ? room(low) : (high / 2 - low / 2) * 0.03;
        double from = finite(low - room);
        double to = finite(high + room);
        double step = Math.max(1, step(from, to, 6));
        return new ChartAxis(from, to, ticks(Math.ceil(from / step) * step, to, step));
    }

    /** Returns an axis from a round value at or below the lowest value to a round value at or above the highest. */
    static ChartAxis up(double low, double high) {
        double room = low == high ? room(low) : 0;
        double step = step(low - room, high + room, 5);
        double from = finite(Math.floor((low - room) / step + HAIR) * step);
        double to = finite(Math.ceil((high + room) / step - HAIR) * step);
        return new ChartAxis(from, to, ticks(from, to, step));
    }

    /** Returns an axis for sizes in bytes, from zero to a round size at or above the highest value. */
    static ChartAxis bytes(double high) {
        double unit = 1;
        while (high / unit >= 1024) {
            unit *= 1024;
        }
        double step = Math.max(1, step(0, high / unit, 4) * unit);
        double to = Math.ceil(Math.max(high, unit) / step) * step;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= to && i < MAX_TICKS; i++) {
            ticks.add(new Tick(i * step, ReportText.bytes(i * step)));
        }
        return new ChartAxis(0, to, ticks);
    }

    /** Returns the relative position of a value on the axis, from 0 to 1. */
    double place(double value) {
        // Halved, because the difference between the extreme values of a double overflows.
        double range = high / 2 - low / 2;
        return range == 0 ? 0.5 : (value / 2 - low / 2) / range;
    }

    List<Tick> ticks() {
        return ticks;
    }

    private static double room(double value) {
        return value == 0 ? 1 : Math.abs(value) * 0.1;
    }

    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    /** Returns 1, 2, 5 or 10 times a power of ten, so that the range has about the given number of steps. */
    private static double step(double low, double high, int steps) {
        double raw = finite((high / 2 - low / 2) / steps * 2);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        if (power == 0 || raw == 0) {
            return Double.MIN_NORMAL;
        }
        double times = raw / power;
        double step = power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
        return finite(step);
    }

    private static List<Tick> ticks(double first, double last, double step) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < MAX_TICKS; i++) {
            double value = first + i * step;
            if (!(value - step * HAIR <= last)) {
                break;
            }
            ticks.add(new Tick(value, label(value, step)));
        }
        return ticks;
    }

    private static String label(double value, double step) {
        if (Math.abs(value) >= 1e6 && Math.abs(value) < 1e15 && step >= 1e4) {
            int thousands = (int) Math.floor(Math.log10(Math.abs(value)) / 3);
            double shown = value / Math.pow(1000, thousands);
            String digits = String.format(Locale.ROOT, "%.2f", shown).replaceAll("\\.?0+$", "");
            return digits.replace('-', '−') + List.of("", "k", "M", "G", "T").get(thousands);
        }
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return ReportText.decimal(value + 0.0, decimals);
    }
}
