package io.modelkeep.http.internal.call;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search for secrets in text from outside. Secrets are found as they are, in another case, percent-encoded, or within
 * base64. Thread-safe.
 */
public final class EchoedSecrets {

    /**
     * The minimum length in bytes of a secret that is searched for in base64. The base64 of a shorter secret would
     * occur in other text by chance.
     */
    private static final int SHORTEST_ENCODED = 6;

    private final List<String> secrets;
    private volatile @Nullable Pattern pattern;

    public EchoedSecrets(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    public EchoedSecrets with(EchoedSecrets others) {
        return new EchoedSecrets(
                Stream.concat(secrets.stream(), others.secrets.stream()).toList());
    }

    public boolean isIn(String text) {
        return pattern().matcher(text).find();
    }

    public String redact(String text) {
        return pattern().matcher(text).replaceAll("***");
    }

    /** Returns the pattern, which is created on first use because most commands succeed and do not need it. */
    private Pattern pattern() {
        Pattern made = pattern;
        if (made == null) {
            // Longer alternatives come first, because a short secret may by chance be part of a longer one or of its
            // encoding.
            made = Pattern.compile(
                    secrets.stream()
                            .flatMap(secret -> Stream.concat(Stream.of(secret), encoded(secret)))
                            .distinct()
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .map(EchoedSecrets::written)
                            .collect(Collectors.joining("|")),
                    Pattern.CASE_INSENSITIVE);
            pattern = made;
        }
        return made;
    }

    /** Returns the parts of a secret's base64 that do not depend on the bytes before and after the secret. */
    private static Stream<String> encoded(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST_ENCODED) {
            return Stream.empty();
        }
        return IntStream.range(0, 3).mapToObj(before -> {
            byte[] within = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, within, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(within);
            // Some bits of the characters at both ends belong to the adjacent bytes.
            int begin = (before * 8 + 5) / 6;
            int end = within.length * 8 / 6;
            return text.substring(begin, end);
        });
    }

    /**
     * Returns a pattern for all spellings of a secret: each character as it is, or percent-encoded once or more, and
     * base64 in either alphabet.
     */
    private static String written(String secret) {
        return secret.chars()
                .mapToObj(c -> "(?:" + Pattern.quote(String.valueOf((char) c)) + other(c)
                        + String.format("|%%(?:25)*%02x)", c))
                .collect(Collectors.joining());
    }

    private static String other(int c) {
        return switch (c) {
            case '+' -> "|-";
            case '/' -> "|_";
            default -> "";
        };
    }
}
