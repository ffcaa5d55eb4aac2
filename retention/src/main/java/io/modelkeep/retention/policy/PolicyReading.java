package io.modelkeep.retention.policy;

import io.modelkeep.retention.errors.InvalidPolicyException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.spi.InputFile;
import io.modelkeep.spi.SafeText;
import io.modelkeep.spi.SpellingSuggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of the written form of a policy, which reports all problems at once. Not thread-safe. */
public final class PolicyReading {

    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");

    private static final Pattern BEST = Pattern.compile("(.+):(max|min)(?::(\\d+))?", Pattern.DOTALL);

    private static final Pattern EVERY = Pattern.compile("(\\d+)(:closest)?");

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([dhw])", Pattern.CASE_INSENSITIVE);

    private static final Pattern MINUTES_OR_MONTHS = Pattern.compile("\\d+m", Pattern.CASE_INSENSITIVE);

    private static final String A_COUNT = "give a whole number from 1, such as ";

    private final RetentionPolicy.Builder builder = RetentionPolicy.builder();

    /** The words that may precede the equals sign, each with an example of the value that follows the sign. */
    private final Map<String, String> examples = new LinkedHashMap<>();

    private final Map<String, Consumer<String>> words = new HashMap<>();

    /** The values of the settings read so far, each of which holds one value. */
    private final Map<String, String> settings = new HashMap<>();

    private final boolean fromDocument;

    PolicyReading() {
        this(false);
    }

    private PolicyReading(boolean fromDocument) {
        this.fromDocument = fromDocument;
        word("keep-last", "3", this::keepLast);
        word("keep-best", "val/reward:max:2", this::keepBest);
        word("keep-every", "100", this::keepEvery);
        word("keep-within", "30d", this::keepWithin);
        word(Decision.KEEP, "120,240", value -> builder.keep(list(value)));
        word(Decision.KEEP_IF_PRESENT, "120,240", value -> builder.keepIfPresent(list(value)));
        word(KeepLabelled.Label.TAG.word(), "paper", value -> builder.keepTag(list(value)));
        word(KeepLabelled.Label.ALIAS.word(), "production", value -> builder.keepAlias(list(value)));
        word(KeepIf.WORD, "", this::keepIf);
        word("metric", "val/loss", builder::metric);
        word("protect", "120,240", value -> builder.protect(list(value)));
        word("missing-metric", "keep", this::missingMetric);
        word("max-deletions", "500", this::maxDeletions);
        word("max-delete-fraction", "0.9", this::maxDeleteFraction);
    }

    /** Creates a reader for the policy in a plan's document, where a predicate is only a name without its code. */
    public static PolicyReading ofDocument() {
        return new PolicyReading(true);
    }

    private void word(String word, String example, Consumer<String> reading) {
        examples.put(word, example);
        words.put(word, reading);
    }

    PolicyReading addText(String text) {
        // Some editors begin a UTF-8 file with an invisible byte order mark.
        String rules = COMMENT.matcher(text.startsWith("\uFEFF") ? text.substring(1) : text)
                .replaceAll("");
        return addAll(Arrays.stream(rules.split("\\R|;"))
                .filter(rule -> !rule.isBlank())
                .toList());
    }

    PolicyReading addFile(Path file) {
        try {
            return addText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(InputFile.read(file, PolicyRules.LONGEST_POLICY)))
                    .toString());
        } catch (InputFile.TooLargeException tooLarge) {
            throw new InvalidPolicyException("policy " + file + " is larger than 1 MiB", tooLarge);
        } catch (CharacterCodingException notText) {
            throw new InvalidPolicyException("policy " + file + " is not UTF-8; save it as UTF-8", notText);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the policy " + file, failed);
        }
    }

    /** Reads rules, one in each string. */
    public PolicyReading addAll(List<String> rules) {
        rules.forEach(this::add);
        return this;
    }

    /** Returns the policy of the rules that were read. */
    public RetentionPolicy policy() {
        return builder.build();
    }

    private void add(String rule) {
        int equals = rule.indexOf('=');
        String word = (equals < 0 ? rule : rule.substring(0, equals)).strip();
        String value = equals < 0 ? "" : rule.substring(equals + 1).strip();
        Consumer<String> reading = words.get(word);
        if (reading == null) {
            unknown(word, rule);
        } else if (value.isEmpty()) {
            problem(word, "has no value; write " + word + "=" + examples.get(word));
        } else if (isNoSecond(word, value)) {
            reading.accept(value);
        }
    }

    private void unknown(String word, String rule) {
        String shown = SafeText.of(rule.strip(), 64);
        builder.problem(SpellingSuggestion.closest(word, examples.keySet())
                .map(close ->
                        "\"" + shown + "\" is not a rule; did you mean " + close + "=" + examples.get(close) + "?")
                .orElseGet(() ->
                        "\"" + shown + "\" is not a rule; the rules are " + String.join(", ", examples.keySet())));
    }

    /**
     * Reports whether a value is to be read. A rule may be given several times to keep more. A setting that is given
     * twice with different values is a mistake.
     */
    private boolean isNoSecond(String word, String value) {
        if (!word.startsWith("max-") && !word.startsWith("missing-")) {
            return true;
        }
        String first = settings.putIfAbsent(word, value);
        if (first != null && !first.equals(value)) {
            problem(word, "is given twice, as " + first + " and as " + value);
        }
        return first == null;
    }

    private void keepLast(String value) {
        wholeNumber("keep-last", value, Integer.MAX_VALUE, count -> builder.keepLast((int) count));
    }

    private void keepBest(String value) {
        Matcher best = BEST.matcher(value);
        if (!best.matches()) {
            problem(
                    "keep-best",
                    "=" + value + ": name a metric and what is better, such as keep-best=val/reward:max:2");
            return;
        }
        MetricGoal goal = best.group(2).equals("max") ? MetricGoal.MAX : MetricGoal.MIN;
        String count = best.group(3) == null ? "1" : best.group(3);
        wholeNumber(
                "keep-best",
                count,
                Integer.MAX_VALUE,
                number -> builder.keepBest(best.group(1).strip(), goal, (int) number));
    }

    private void keepEvery(String value) {
        Matcher every = EVERY.matcher(value);
        if (!every.matches()) {
            problem(
                    "keep-every",
                    "=" + value + ": give a number of steps, such as keep-every=100 or keep-every=100:closest");
        } else if (every.group(2) == null) {
            wholeNumber("keep-every", every.group(1), Long.MAX_VALUE, builder::keepEvery);
        } else {
            wholeNumber("keep-every", every.group(1), Long.MAX_VALUE, builder::keepEveryClosest);
        }
    }

    private void keepWithin(String value) {
        Matcher age = AGE.matcher(value);
        if (age.matches()) {
            long number = Long.parseLong(age.group(1));
            builder.keepWithin(
                    switch (age.group(2).toLowerCase(Locale.ROOT)) {
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofDays(7 * number);
                    });
        } else if (MINUTES_OR_MONTHS.matcher(value).matches()) {
            // A policy that means months but is read as minutes would delete nearly everything.
            problem("keep-within", "=" + value + ": are these minutes or months? Write PT90M, or 90d");
        } else {
            isoDuration(value);
        }
    }

    private void isoDuration(String value) {
        try {
            builder.keepWithin(Duration.parse(value));
        } catch (DateTimeException | ArithmeticException none) {
            problem("keep-within", "=" + value + ": give a time such as 30d, 12h, 2w or PT90M");
        }
    }

    private void keepIf(String value) {
        if (fromDocument) {
            builder.keepIf(value, PolicyReading::notThere);
        } else {
            problem(KeepIf.WORD, "=" + value + " is a predicate in code; build the policy in code to pass it");
        }
    }

    private static boolean notThere(Item item) {
        throw new IllegalStateException("the predicate is not available to evaluate " + item.id());
    }

    private void missingMetric(String value) {
        Arrays.stream(MissingMetric.values())
                .filter(treatment -> treatment.written().equals(value))
                .findFirst()
                .ifPresentOrElse(
                        builder::missingMetric,
                        () -> problem("missing-metric", "=" + value + ": give keep, fail or worst"));
    }

    private void maxDeletions(String value) {
        wholeNumber("max-deletions", value, Long.MAX_VALUE, builder::maxDeletions);
    }

    private void maxDeleteFraction(String value) {
        try {
            builder.maxDeleteFraction(new BigDecimal(value));
        } catch (NumberFormatException none) {
            problem("max-delete-fraction", "=" + value + ": give a share above 0 and up to 1, such as 0.9");
        }
    }

    private void wholeNumber(String word, String value, long most, LongConsumer reading) {
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= most) {
                reading.accept(number);
                return;
            }
        } catch (NumberFormatException none) {
            // reported below, like every other unusable number
        }
        problem(word, "=" + value + ": " + A_COUNT + word + "=" + examples.get(word));
    }

    private static String[] list(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toArray(String[]::new);
    }

    private void problem(String word, String text) {
        builder.problem(word + (text.startsWith("=") ? "" : " ") + SafeText.of(text, 512));
    }
}
