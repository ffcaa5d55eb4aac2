package io.modelkeep.retention.policy;

import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.internal.order.KeepReasons;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The rules for the values of a policy. Each method returns the problem of a value, or empty if the value is valid. */
final class PolicyRules {

    /**
     * The maximum number of rules. The reasons of an item must fit into the bits of {@link KeepReasons}. A rule may
     * give two reasons, and some reasons come without a rule.
     */
    static final int MOST_RULES = 24;

    /** The maximum length of a policy and of its file. The document of a plan can hold a text of this length. */
    static final int LONGEST_POLICY = 1 << 20;

    private static final int LONGEST_NAME = 256;

    private static final int MOST_DIGITS = 18;

    private static final Predicate<String> PREDICATE =
            Pattern.compile("[A-Za-z0-9._-]{1,64}").asMatchPredicate();

    private PolicyRules() {}

    static Optional<String> count(long count) {
        return count >= 1 ? Optional.empty() : Optional.of("give a whole number from 1");
    }

    static Optional<String> metric(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            return Optional.of("the metric is empty or has blanks around it; give its name as the service lists it");
        }
        if (name.length() > LONGEST_NAME) {
            return Optional.of("the name of the metric is longer than " + LONGEST_NAME + " characters");
        }
        return name.codePoints().anyMatch(PolicyRules::isUnprintable)
                ? Optional.of("the name of the metric contains a control character")
                : ItemSelector.garbled(name);
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static Optional<String> age(Duration age) {
        return age.isNegative() || age.isZero() || age.compareTo(KeepWithin.LONGEST) > 0
                ? Optional.of("give a time above 0 and up to a century, such as 30d or 12h")
                : Optional.empty();
    }

    static Optional<String> predicate(String name) {
        return PREDICATE.test(name)
                ? Optional.empty()
                : Optional.of("name a predicate with up to 64 letters, digits, dots, - and _");
    }

    static Optional<String> fraction(BigDecimal fraction) {
        boolean exact = fraction.precision() <= MOST_DIGITS && Math.abs((long) fraction.scale()) <= MOST_DIGITS;
        return exact && fraction.signum() > 0 && fraction.compareTo(BigDecimal.ONE) <= 0
                ? Optional.empty()
                : Optional.of("give a share above 0 and up to 1, such as 0.9");
    }
}
